"""The typeface in which the build sets words in pictures: its signs, its widths, its lines."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

# Literata, SIL Open Font Licence 1.1 (docs/assets/fonts/OFL.txt). The site's own file has the signs of English; titles of
# teams have others. Of fontpkg-literata 3.103 on PyPI: fonttools varLib.instancer opsz=24 wght=400:700; pyftsubset with
# Latin, Greek, Cyrillic and their punctuation, --layout-features=kern,liga,ccmp,locl,mark,mkmk --no-hinting --flavor=woff2.
FONT = Path("tools/postbuild/fonts/literata.woff2")


@cache
def face(font: Path, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Return the typeface at a size and a weight."""
    made = ImageFont.truetype(str(font), size)
    made.set_variation_by_axes([weight])
    return made


@cache
def has(font: Path, sign: str) -> bool:
    """Tell whether a sign looks otherwise than the box that stands for one that is not there."""
    made = face(font, 20, 400)
    return sign.isspace() or bytes(made.getmask(sign)) != bytes(made.getmask("\uffff"))


def cut(text: str, made: ImageFont.FreeTypeFont, width: float) -> str:
    """Return as many words of a text as a line holds; of a word that is longer, as many letters."""
    if made.getlength(text) <= width:
        return text
    end = len(text)
    while made.getlength(f"{text[:end].rstrip()} …") > width:
        end = text.rfind(" ", 0, end) if " " in text[:end].strip() else end - 1
    return f"{text[:end].rstrip()} …"


def lines_of(text: str, made: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """Return the lines of a text that are no wider than ``width`` where its words allow that."""
    lines, room = [""], width
    for word in text.split():
        wide = _width(word, made)
        if lines[-1] and wide > room:
            lines.append(word)
            room = width - wide
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
            room -= wide
        room -= _width(" ", made)
    return lines


@cache
def _width(word: str, made: ImageFont.FreeTypeFont) -> float:
    return float(made.getlength(word))
