"""Layers of ink on paper as one picture with a palette: a fifth of the bytes of one in full colour, and quicker to write."""

import io
from collections.abc import Mapping

from PIL import Image, ImageChops

_LEVELS = 16  # of each ink, so that edges are smooth; fifteen inks fit


def joined(paper: str, layers: Mapping[str, Image.Image]) -> bytes:
    """Return layers on paper as a PNG.

    Args:
        paper: Its colour, as ``#rrggbb``.
        layers: How much of each ink lies where, as grey pictures of one size, by colour; no two inks lie in one place.
    """
    whole = Image.new("L", next(iter(layers.values())).size)
    palette = _rgb(paper)
    for n, (colour, layer) in enumerate(layers.items()):
        whole = ImageChops.lighter(whole, layer.point([0] * 8 + [n * _LEVELS + 1 + value * (_LEVELS - 1) // 255 for value in range(8, 256)]))
        palette += [part for level in range(_LEVELS) for part in _mixed(level / (_LEVELS - 1), colour, paper)]
    whole.putpalette(palette)
    data = io.BytesIO()
    whole.save(data, "PNG", compress_level=5)
    return data.getvalue()


def _rgb(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _mixed(share: float, colour: str, ground: str) -> list[int]:
    return [round(upper * share + under * (1 - share)) for upper, under in zip(_rgb(colour), _rgb(ground), strict=True)]
