"""The picture that a chat or a network shows beside a link: the page's title in the typeface of the site, on its paper.

Made without a network; a picture is kept in ``.cache/cards`` by what stands on it, so that a second build draws none.
"""

import hashlib
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tools.postbuild.fonts import FONT, cut, face, has, lines_of
from tools.postbuild.inks import joined

WIDTH, HEIGHT = 1200, 630
KEPT = Path(".cache/cards")
# Drawn at: the way, its stop, the column of type, its right edge, the line of the foot.
_WAY, _STOP, _LEFT, _RIGHT, _FOOT = 132, 292, 236, 1112, 548
_RADIUS, _THICK = 50, 10
_SIZES = (92, 80, 70, 60)  # of a title: the largest that needs three lines at most; the last has four
_DESIGN = 1  # one more after a change of the design: what was kept is drawn anew


@dataclass(frozen=True)
class Card:
    """What stands on a picture.

    Attributes:
        title: In large type.
        above: In small type above it; may be "".
        number: In the stop of the way; may be "".
        foot: Whose it is.
        inks: Paper, ink, muted ink, and the colours of the way from top to bottom, as ``#rrggbb``.
    """

    title: str
    above: str
    number: str
    foot: str
    inks: tuple[str, ...]


def picture(card: Card, root: Path) -> bytes | None:
    """Return a picture as PNG, the same bytes for the same words; None where the typeface lacks one of their signs.

    Args:
        card: What stands on it.
        root: The project's root folder, with the typeface and what was kept.
    """
    font = root / FONT
    name = hashlib.sha256("\0".join([_digest(font), str(_DESIGN), *map(str, astuple(card))]).encode()).hexdigest()[:32]
    kept = root / KEPT / f"{name}.png"
    if kept.exists():
        return kept.read_bytes()
    if not all(has(font, sign) for sign in set(f"{card.title}{card.above}{card.number}{card.foot}")):
        return None
    data = _drawn(card, font)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(data)
    return data


@cache
def _digest(font: Path) -> str:
    return hashlib.sha256(font.read_bytes()).hexdigest()


def _drawn(card: Card, font: Path) -> bytes:
    paper, ink, muted, *way = card.inks
    layers = {colour: Image.new("L", (WIDTH, HEIGHT)) for colour in (ink, muted, *way)}
    pens = {colour: ImageDraw.Draw(layer) for colour, layer in layers.items()}
    for n, colour in enumerate(way):
        pens[colour].rectangle((_WAY - _THICK // 2, HEIGHT * n // len(way), _WAY + _THICK // 2 - 1, HEIGHT * (n + 1) // len(way) - 1), fill=255)
    lines, made = _set(card.title, font)
    small, name = face(font, 32, 400), face(font, 32, 500)
    step = round(made.size * 1.16)
    first = _STOP - (len(lines) - 1) * step * 2 // 5 + 16
    for n, line in enumerate(lines):
        pens[ink].text((_LEFT - 4, first + n * step), line, 255, made, anchor="ls")
    if card.above:
        pens[muted].text((_LEFT, first - round(made.size * 0.98) - 18), cut(card.above, small, _RIGHT - _LEFT), 255, small, anchor="ls")
    pens[muted].text((_LEFT, _FOOT), cut(card.foot, name, _RIGHT - _LEFT), 255, name, anchor="ls")
    at = first - round(made.size * 0.33)
    colour = way[min(at * len(way) // HEIGHT, len(way) - 1)]
    for layer in layers.values():
        layer.paste(0, (0, at - _RADIUS, _LEFT - 8, at + _RADIUS))
    layers[colour].paste(_stop(not card.number), (_WAY - _RADIUS, at - _RADIUS))
    if card.number:
        pens[colour].text((_WAY, at + 17), card.number, 255, face(font, 50, 600), anchor="ms")
    return bytes(joined(paper, layers))


@cache
def _stop(dot: bool) -> Image.Image:
    """Return the ring of a stop, as on the home page: round a number, or round a dot."""
    big, line = 8 * _RADIUS, 4 * _THICK
    ring = Image.new("L", (big, big))
    pen = ImageDraw.Draw(ring)
    pen.ellipse((line // 4, line // 4, big - line // 4, big - line // 4), fill=0, outline=255, width=line * 4 // 5)
    if dot:
        pen.ellipse((big * 3 // 8, big * 3 // 8, big * 5 // 8, big * 5 // 8), fill=255)
    return ring.resize((2 * _RADIUS, 2 * _RADIUS), Image.Resampling.BOX)


def _set(title: str, font: Path) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """Return the lines of a title, about equally long, and the face that they are set in."""
    for size in _SIZES:
        made, width = face(font, size, 600), _RIGHT - _LEFT
        lines = lines_of(title, made, width)
        if len(lines) <= 3 and all(made.getlength(line) <= width for line in lines):
            break
    count = len(lines)
    while count > 1 and len(narrower := lines_of(title, made, width - 40)) == count and width > 300:
        lines, width = narrower, width - 40
    return [cut(line, made, _RIGHT - _LEFT) for line in (lines if count <= 4 else [*lines[:3], " ".join(lines[3:])])], made
