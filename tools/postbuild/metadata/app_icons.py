"""The icons of the site as an app, made of the picture in the browser's tab, which may be a team's own."""

import base64
import html
import io
import re
from pathlib import Path

import resvg_py
from PIL import Image, ImageDraw

from tools.postbuild.assets.fonts import FONT, font_at
from tools.postbuild.site import Site

FOLDER = "assets/icons"
_SIZE = 512
# A mask may cut off everything outside a circle of four fifths of the width. A picture that fills its square keeps its
# middle; one without a background of its own stays whole.
_SAFE, _WHOLE = 0.8, 0.56
# Text in a drawing needs a font of the machine, which may not have it; ours is used instead.
_TEXT = re.compile(r"<text\b([^>]*)>([^<]*)</text>")


def write_app_icons(site: Site) -> None:
    """Write the icons into a site.

    Raises:
        ValueError: The picture is none; says which file.
    """
    theme = site.config.get("theme")
    favicon = str(theme.get("favicon", "") if isinstance(theme, dict) else "")
    for name, data in app_icons(site.root / "docs" / favicon, site.colours["paper"], site.root).items():
        site.write(f"{FOLDER}/{name}", data)


def app_icons(picture: Path, paper: str, root: Path) -> dict[str, bytes]:
    """Return the icons as PNG, by file name.

    Args:
        picture: SVG, PNG or another picture; about square.
        paper: The colour behind a picture that has no background of its own, as ``#rrggbb``.
        root: The project's root folder.

    Raises:
        ValueError: It is no picture; says which file.
    """
    drawn = _drawn(picture, root)
    edge = drawn.getpixel((_SIZE // 2, 2))
    full = isinstance(edge, tuple) and edge[3] > 250
    ground = "#{:02x}{:02x}{:02x}".format(*edge[:3]) if full and isinstance(edge, tuple) else paper
    images = {
        "icon-192.png": drawn.resize((192, 192), Image.Resampling.BOX),
        "icon-512.png": drawn,
        "icon-maskable-512.png": _on(ground, drawn, _SAFE if full else _WHOLE),
        # An iPhone rounds the corners itself, and fills transparent parts with black.
        "apple-touch-icon.png": _on(ground, drawn, 1 if full else _SAFE).resize((180, 180), Image.Resampling.BOX),
    }
    return {name: _png(image) for name, image in images.items()}


def _png(image: Image.Image) -> bytes:
    data = io.BytesIO()
    image.save(data, "PNG", optimize=True)
    return data.getvalue()


def _drawn(picture: Path, root: Path) -> Image.Image:
    """Return a picture in a square, transparent where the picture does not cover it."""
    try:
        data = picture.read_bytes()
        if b"<svg" in data:
            text = _TEXT.sub(lambda match: _text_as_picture(match, root), data.decode())
            data = bytes(resvg_py.svg_to_bytes(svg_string=text, width=_SIZE, skip_system_fonts=True))
        with Image.open(io.BytesIO(data)) as opened:
            image = opened.convert("RGBA")
    except (OSError, ValueError) as error:
        raise ValueError(f"{picture}: no icons can be made of it ({error}). Name another picture as theme.favicon.") from None
    size = _SIZE / max(image.size)
    image = image.resize((round(image.width * size), round(image.height * size)), Image.Resampling.BOX)
    square = Image.new("RGBA", (_SIZE, _SIZE))
    square.paste(image, ((_SIZE - image.width) // 2, (_SIZE - image.height) // 2))
    return square


def _on(ground: str, image: Image.Image, share: float) -> Image.Image:
    whole = Image.new("RGBA", image.size, ground)
    side = round(_SIZE * share)
    smaller = image.resize((side, side), Image.Resampling.BOX)
    whole.alpha_composite(smaller, ((_SIZE - side) // 2, (_SIZE - side) // 2))
    return whole.convert("RGB")


def _text_as_picture(match: re.Match[str], root: Path) -> str:
    """Return a drawing's text as a picture at its place; unchanged if its place or size is not in plain numbers."""
    attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', match[1]))
    try:
        x, y, size = (float(attributes[key]) for key in ("x", "y", "font-size"))
    except (KeyError, ValueError):
        return match[0]
    large = 400
    font = font_at(root / FONT, large, 700 if attributes.get("font-weight", "") in ("bold", "700", "800", "900") else 400)
    text = html.unescape(match[2]).strip()
    width = round(font.getlength(text)) or 1
    image = Image.new("RGBA", (width, 2 * large))
    ImageDraw.Draw(image).text((0, large), text, attributes.get("fill", "#000000"), font, anchor="ls")
    data = io.BytesIO()
    image.save(data, "PNG")
    scale = size / large
    left = x - width * scale * {"middle": 0.5, "end": 1}.get(attributes.get("text-anchor", ""), 0)
    place = f'x="{left:.3f}" y="{y - size:.3f}" width="{width * scale:.3f}" height="{2 * size:.3f}"'
    return f'<image {place} href="data:image/png;base64,{base64.b64encode(data.getvalue()).decode()}"/>'
