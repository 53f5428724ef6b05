"""The typeface in which the build sets text in pictures: its characters, widths and lines."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

# Literata, SIL Open Font Licence 1.1 (docs/assets/fonts/OFL.txt). The site's own file has the signs of English; titles of
# teams have others. Of fontpkg-literata 3.103 on PyPI: fonttools varLib.instancer opsz=24 wght=400:700; pyftsubset with
# Latin, Greek, Cyrillic and their punctuation, --layout-features=kern,liga,ccmp,locl,mark,mkmk --no-hinting --flavor=woff2.
FONT = Path("tools/postbuild/assets/fonts/literata.woff2")


@cache
def font_at(font: Path, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Return the typeface at a size in pixels and a weight."""
    sized = ImageFont.truetype(str(font), size)
    sized.set_variation_by_axes([weight])
    return sized


@cache
def can_draw(font: Path, character: str) -> bool:
    """Tell whether the typeface has a character: whether it looks different from the box for a missing one."""
    sized = font_at(font, 20, 400)
    return character.isspace() or bytes(sized.getmask(character)) != bytes(sized.getmask("\uffff"))


def shorten(text: str, font: ImageFont.FreeTypeFont, width: float) -> str:
    """Return as many words of a text as fit into a line; of a word that is longer, as many letters."""
    if font.getlength(text) <= width:
        return text
    end = len(text)
    while font.getlength(f"{text[:end].rstrip()} …") > width:
        end = text.rfind(" ", 0, end) if " " in text[:end].strip() else end - 1
    return f"{text[:end].rstrip()} …"


def wrap(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """Return the lines of a text, no wider than ``width`` if its words allow that."""
    lines, room = [""], width
    for word in text.split():
        word_width = _width(word, font)
        if lines[-1] and word_width > room:
            lines.append(word)
            room = width - word_width
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
            room -= word_width
        room -= _width(" ", font)
    return lines


@cache
def _width(word: str, font: ImageFont.FreeTypeFont) -> float:
    return float(font.getlength(word))
