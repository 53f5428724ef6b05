"""The icons of the site as an app: made of the picture that stands in the browser's tab, a team's own where it has one."""

import base64
import html
import io
import re
from pathlib import Path

import resvg_py
from PIL import Image, ImageDraw

from tools.postbuild.fonts import FONT, face

FOLDER = "assets/icons"
_LARGE = 512
# A mask may cut away all but the inner circle, of four fifths of the width: there a picture that fills its square
# keeps its middle, and one without a ground of its own stays whole.
_SAFE, _WHOLE = 0.8, 0.56
# Words in a drawing need a typeface of the machine, which not every machine has; they are set in ours.
_WORDS = re.compile(r"<text\b([^>]*)>([^<]*)</text>")


def icons(picture: Path, paper: str, root: Path, site: Path) -> None:
    """Write the icons into a built site.

    Args:
        picture: SVG, PNG or another picture; about square.
        paper: The colour behind a picture that has no ground of its own, as ``#rrggbb``.
        root: The project's root folder.
        site: The folder that was built.

    Raises:
        ValueError: It is no picture; says which file.
    """
    drawn = _drawn(picture, root)
    edge = drawn.getpixel((_LARGE // 2, 2))
    full = isinstance(edge, tuple) and edge[3] > 250
    ground = "#{:02x}{:02x}{:02x}".format(*edge[:3]) if full and isinstance(edge, tuple) else paper
    masked = _on(ground, drawn, _SAFE if full else _WHOLE)
    made = {
        "icon-192.png": drawn.resize((192, 192), Image.Resampling.BOX),
        "icon-512.png": drawn,
        "icon-maskable-512.png": masked,
        # An iPhone rounds the corners itself, and puts black behind what can be seen through.
        "apple-touch-icon.png": _on(ground, drawn, 1 if full else _SAFE).resize((180, 180), Image.Resampling.BOX),
    }
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    for name, image in made.items():
        image.save(site / FOLDER / name, "PNG", optimize=True)


def _drawn(picture: Path, root: Path) -> Image.Image:
    """Return a picture in a square that can be seen through where the picture leaves room."""
    try:
        data = picture.read_bytes()
        if b"<svg" in data:
            text = _WORDS.sub(lambda found: _as_picture(found, root), data.decode())
            data = bytes(resvg_py.svg_to_bytes(svg_string=text, width=_LARGE, skip_system_fonts=True))
        with Image.open(io.BytesIO(data)) as opened:
            image = opened.convert("RGBA")
    except (OSError, ValueError) as error:
        raise ValueError(f"{picture}: no icons can be made of it ({error}). Name another picture as theme.favicon.") from None
    size = _LARGE / max(image.size)
    image = image.resize((round(image.width * size), round(image.height * size)), Image.Resampling.BOX)
    square = Image.new("RGBA", (_LARGE, _LARGE))
    square.paste(image, ((_LARGE - image.width) // 2, (_LARGE - image.height) // 2))
    return square


def _on(ground: str, image: Image.Image, share: float) -> Image.Image:
    whole = Image.new("RGBA", image.size, ground)
    side = round(_LARGE * share)
    smaller = image.resize((side, side), Image.Resampling.BOX)
    whole.alpha_composite(smaller, ((_LARGE - side) // 2, (_LARGE - side) // 2))
    return whole.convert("RGB")


def _as_picture(found: re.Match[str], root: Path) -> str:
    """Return words of a drawing as a picture in their place."""
    said = dict(re.findall(r'([\w-]+)="([^"]*)"', found[1]))
    try:
        x, y, size = (float(said[key]) for key in ("x", "y", "font-size"))
    except (KeyError, ValueError):
        return found[0]
    large = 400
    made = face(root / FONT, large, 700 if said.get("font-weight", "") in ("bold", "700", "800", "900") else 400)
    words = html.unescape(found[2]).strip()
    wide = round(made.getlength(words)) or 1
    image = Image.new("RGBA", (wide, 2 * large))
    ImageDraw.Draw(image).text((0, large), words, said.get("fill", "#000000"), made, anchor="ls")
    data = io.BytesIO()
    image.save(data, "PNG")
    scale = size / large
    left = x - wide * scale * {"middle": 0.5, "end": 1}.get(said.get("text-anchor", ""), 0)
    place = f'x="{left:.3f}" y="{y - size:.3f}" width="{wide * scale:.3f}" height="{2 * size:.3f}"'
    return f'<image {place} href="data:image/png;base64,{base64.b64encode(data.getvalue()).decode()}"/>'
