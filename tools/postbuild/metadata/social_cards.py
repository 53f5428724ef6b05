"""The picture that a chat or a network shows beside a link: the page's title in the site's typeface, on its paper.

Drawn without a network, and cached in ``.handbook-cache/cards`` by everything that is on it, so that a second build draws none.
"""

import hashlib
import io
import os
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from handbook.theme.palette import SECTIONS
from tools.postbuild.assets.fonts import FONT, can_draw, font_at, shorten, wrap
from tools.postbuild.site import PICTURES, Page, Site

FOLDER = "assets/cards"
WIDTH, HEIGHT = 1200, 630
CACHE = Path(".handbook-cache/cards")
# Pixels: the line's centre, the middle of the title, left and right edge of the text, the baseline of the site's name.
_LINE, _MIDDLE, _LEFT, _RIGHT, _NAME = 132, 292, 236, 1112, 548
_RADIUS, _THICK = 50, 10  # of the stop; of the line
_SIZES = (92, 80, 70, 60)  # of a title: the largest at which it takes three lines at most; at the last one it may take four
_DESIGN = 1  # add one after a change of the design, so that cached cards are drawn again
_LEVELS = 16  # of each ink, so that edges are smooth; fifteen inks fit into a palette


@dataclass(frozen=True)
class Card:
    """What is on a card.

    Attributes:
        title: In large type.
        above: In small type above it; may be "".
        number: In the stop of the line; may be "".
        name: The name of the site, at the foot.
        inks: Paper, ink, muted ink, and the colours of the line from top to bottom, as ``#rrggbb``.
    """

    title: str
    above: str
    number: str
    name: str
    inks: tuple[str, ...]


def add_social_card(site: Site, page: Page) -> str:
    """Write the card of a page; return its path in the site, "" if the site has no cards or our typeface lacks a character."""
    if PICTURES in site.without or not site.url:
        return ""
    home = not page.address
    above = page.opening or ([page.group] if page.group else [])
    colours = site.colours
    line = [colours[name] for name in SECTIONS[:-1]] if home else [colours.get(page.section) or colours["own"]]
    chapter = site.library.by_source.get(f"{page.address.rstrip('/')}.md")
    number = chapter.meta.part if chapter else ""
    card = Card(page.title, " · ".join(above), number, "" if home else site.name, (colours["paper"], colours["ink"], colours["muted"], *line))
    data = draw(card, site.root)
    path = f"{FOLDER}/{page.address.rstrip('/') or 'index'}.png"
    if data:
        site.write(path, data)
    return path if data else ""


def draw(card: Card, root: Path) -> bytes | None:
    """Return a card as PNG, the same bytes for the same words; None if the typeface lacks one of their characters.

    Args:
        card: What is on it.
        root: The project's root folder, with the typeface and the cache.
    """
    font = root / FONT
    name = hashlib.sha256("\0".join([_digest(font), str(_DESIGN), *map(str, astuple(card))]).encode()).hexdigest()[:32]
    cached = root / CACHE / f"{name}.png"
    if cached.exists():
        return cached.read_bytes()
    if not all(can_draw(font, character) for character in set(f"{card.title}{card.above}{card.number}{card.name}")):
        return None
    data = _drawn(card, font)
    cached.parent.mkdir(parents=True, exist_ok=True)
    part = cached.with_name(f"{cached.name}.{os.getpid()}")  # renamed when it is whole: a build may be interrupted
    part.write_bytes(data)
    part.replace(cached)
    return data


@cache
def _digest(font: Path) -> str:
    return hashlib.sha256(font.read_bytes()).hexdigest()


def _drawn(card: Card, font: Path) -> bytes:
    paper, ink, muted, *line = card.inks
    layers = {colour: Image.new("L", (WIDTH, HEIGHT)) for colour in (ink, muted, *line)}
    drawing = {colour: ImageDraw.Draw(layer) for colour, layer in layers.items()}
    for n, colour in enumerate(line):
        drawing[colour].rectangle((_LINE - _THICK // 2, HEIGHT * n // len(line), _LINE + _THICK // 2 - 1, HEIGHT * (n + 1) // len(line) - 1), fill=255)
    title, title_font = _fit(card.title, font)
    small, name_font = font_at(font, 32, 400), font_at(font, 32, 500)
    step = round(title_font.size * 1.16)
    first = _MIDDLE - (len(title) - 1) * step * 2 // 5 + 16
    for n, text in enumerate(title):
        drawing[ink].text((_LEFT - 4, first + n * step), text, 255, title_font, anchor="ls")
    if card.above:
        drawing[muted].text((_LEFT, first - round(title_font.size * 0.98) - 18), shorten(card.above, small, _RIGHT - _LEFT), 255, small, anchor="ls")
    drawing[muted].text((_LEFT, _NAME), shorten(card.name, name_font, _RIGHT - _LEFT), 255, name_font, anchor="ls")
    centre = first - round(title_font.size * 0.33)
    colour = line[min(centre * len(line) // HEIGHT, len(line) - 1)]
    for layer in layers.values():
        layer.paste(0, (0, centre - _RADIUS, _LEFT - 8, centre + _RADIUS))
    layers[colour].paste(_stop(not card.number), (_LINE - _RADIUS, centre - _RADIUS))
    if card.number:
        drawing[colour].text((_LINE, centre + 17), card.number, 255, font_at(font, 50, 600), anchor="ms")
    return _png(paper, layers)


@cache
def _stop(dot: bool) -> Image.Image:
    """Return the ring of a stop, as on the home page: around a number, or around a dot."""
    big, width = 8 * _RADIUS, 4 * _THICK
    ring = Image.new("L", (big, big))
    drawing = ImageDraw.Draw(ring)
    drawing.ellipse((width // 4, width // 4, big - width // 4, big - width // 4), fill=0, outline=255, width=width * 4 // 5)
    if dot:
        drawing.ellipse((big * 3 // 8, big * 3 // 8, big * 5 // 8, big * 5 // 8), fill=255)
    return ring.resize((2 * _RADIUS, 2 * _RADIUS), Image.Resampling.BOX)


def _fit(title: str, font: Path) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """Return the lines of a title, about equally long, and the font at the size that they are set in."""
    for size in _SIZES:
        sized, width = font_at(font, size, 600), _RIGHT - _LEFT
        lines = wrap(title, sized, width)
        if len(lines) <= 3 and all(sized.getlength(line) <= width for line in lines):
            break
    count = len(lines)
    while count > 1 and len(narrower := wrap(title, sized, width - 40)) == count and width > 300:
        lines, width = narrower, width - 40
    return [shorten(line, sized, _RIGHT - _LEFT) for line in (lines if count <= 4 else [*lines[:3], " ".join(lines[3:])])], sized


def _png(paper: str, layers: Mapping[str, Image.Image]) -> bytes:
    """Return layers of ink on paper as a PNG with a palette: a fifth of the bytes of one in full colour, and faster to write.

    Args:
        paper: Its colour, as ``#rrggbb``.
        layers: How much of each ink is where, as grey pictures of one size, by colour; no two inks overlap.
    """
    image = Image.new("L", next(iter(layers.values())).size)
    palette_bytes = _rgb(paper)
    for n, (colour, layer) in enumerate(layers.items()):
        image = ImageChops.lighter(image, layer.point([0] * 8 + [n * _LEVELS + 1 + value * (_LEVELS - 1) // 255 for value in range(8, 256)]))
        palette_bytes += [part for level in range(_LEVELS) for part in _mixed(level / (_LEVELS - 1), colour, paper)]
    image.putpalette(palette_bytes)
    data = io.BytesIO()
    image.save(data, "PNG", compress_level=5)
    return data.getvalue()


def _rgb(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _mixed(share: float, colour: str, ground: str) -> list[int]:
    return [round(upper * share + under * (1 - share)) for upper, under in zip(_rgb(colour), _rgb(ground), strict=True)]
