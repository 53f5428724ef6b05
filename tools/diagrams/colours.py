"""Puts the site's colours into a drawing of Mermaid, and makes it a file that a page can show: sized, and in both schemes.

A picture follows the reader's own choice of colours, since browsers hand ``color-scheme`` on to it, and prints light.
"""

import base64
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageColor

from handbook.theme.colour import contrast, mixed
from handbook.theme.palette import SECTIONS, TEXT_CONTRAST, Scheme
from tools.diagrams.theme import FACE, REPAIRS, SENTINELS, SERIES

_SVG = "http://www.w3.org/2000/svg"
_TINT = 0.16  # how much of a line's colour is in its tint
_DIMMED = 0.3  # how much of an author's own background is left in the dark, where text is light
# Colours that Mermaid writes whatever its theme says, by the role that they play.
_FIXED = {
    "ink": "#000000",
    "muted": "#333333 #666666",
    "mark": "#999999 #aaaaaa",
    "hairline": "#d3d3d3 #e0e0e0",
    "card": "#eaeaea #efefef #fff8dc",
    "paper": "#ffffff",
    "tint0": "#edf2ae",
    # The sections and people of a journey, and the bands of a Sankey diagram.
    "line0": "#191970 #8fbc8f #4e79a7 #edc949",
    "line1": "#8b008b #7cfc00 #f28e2c #af7aa1",
    "line2": "#4b0082 #00ffff #e15759 #ff9da7",
    "line3": "#2f4f4f #20b2aa #76b7b2 #9c755f",
    "line4": "#800000 #b0e0e6 #59a14f #bab0ab",
}
_ROLES = {colour: role for role, colours in _FIXED.items() for colour in colours.split()} | {colour: role for role, colour in SENTINELS.items()}
_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^)]*\)|(?<![\w!(#-])[a-z]+(?![\w(-])", re.I)
_RGBA = re.compile(r"rgba\((\d+)[\s,]+(\d+)[\s,]+(\d+)[\s,]+([\d.]+)\)")  # Pillow knows no fraction there
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_PAINTS = {"fill", "stroke", "color", "stop-color", "flood-color", "background", "background-color", "border"}
_TEXT = {"text", "tspan"}
_CENTRED = {"mindmap-node", "statediagram-state"}
_TRANSLATION = re.compile(r"translate\(\s*(-?[\d.]+)")
_FONT = re.compile(r"font-family:[^;]*")
_FACE_DECLARATION = f"font-family:{FACE}"
# Literata, SIL Open Font Licence 1.1 (docs/assets/fonts/OFL.txt), one weight and the characters of cp1252. Of the file in
# tools/postbuild/assets/fonts: fonttools varLib.instancer wght=400; pyftsubset --layout-features=ccmp --no-hinting
# --flavor=woff2. Without kerning, since each picture holds it.
_FONT_FILE = Path(__file__).parent / "literata.woff2"
_OF_TEXT = re.compile(r"(?:text|tspan|span)\s*$")


@dataclass(frozen=True)
class Picture:
    """A diagram as a file.

    Attributes:
        svg: Its content.
        width: In pixels.
        height: In pixels.
    """

    svg: str
    width: int
    height: int


class Palette:
    """The pairs of colours that replace those in a drawing.

    Args:
        schemes: The site's colours in both schemes, with a team's own.
    """

    def __init__(self, schemes: Mapping[str, Scheme]) -> None:
        self._light, self._dark = (_by_role(schemes[name]) for name in ("light", "dark"))

    def value(self, name: str, value: str, of_text: bool = False) -> str:
        """Return the value of a CSS property, or of an attribute, with each colour in it as a pair.

        Args:
            name: Of the property.
            value: As Mermaid wrote it.
            of_text: Whether it paints letters.
        """
        # Mermaid's own style sheet marks few colours as important, and those are of its theme; an author's are always marked.
        own = "!important" in value
        return _COLOUR.sub(lambda match: self._pair(match[0].lower(), own, of_text or name == "color", name.startswith("stroke")), value)

    def _pair(self, written: str, own: bool, of_text: bool, of_line: bool) -> str:
        try:
            red, green, blue, *alpha = ImageColor.getrgb(_RGBA.sub(_hexadecimal, written))
        except ValueError:  # none, inherit, url(…)
            return written
        colour = f"#{red:02x}{green:02x}{blue:02x}"
        role = _ROLES.get(colour, "")
        if role and (not own or colour in SENTINELS.values()):
            light, dark = self._light[role], self._dark[role]
        else:
            light = dark = colour
            if of_text:
                dark = dark if contrast(dark, self._dark["paper"]) > TEXT_CONTRAST else self._dark["ink"]
            elif not of_line:
                dark = mixed(_DIMMED, dark, self._dark["paper"])
        opacity = f"{alpha[0]:02x}" if alpha and alpha[0] < 255 else ""
        return f"light-dark({light}{opacity}, {dark}{opacity})"


def coloured(drawing: str, palette: Palette) -> Picture:
    """Return a drawing of Mermaid as a file that a page can show.

    Raises:
        ValueError: It is not well-formed; says where.
    """
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    try:
        svg = ET.fromstring(drawing)
    except ET.ParseError as error:
        raise ValueError(f"Mermaid's drawing is no well-formed XML ({error})") from None
    for today in [element for element in svg.iter(f"{{{_SVG}}}g") if element.get("class") == "today"]:
        today.clear()  # the day of the build is not the day of reading, and two builds are to give the same bytes
    face = _font_face("".join(svg.itertext()))
    for element in svg.iter():
        tag = element.tag.rpartition("}")[2]
        if tag == "style":
            css = (element.text or "") + "".join(f"#{svg.get('id')} {rule[0]}" for rule in _RULE.finditer(REPAIRS))
            css = _RULE.sub(lambda rule: f"{rule[1]}{{{_declarations(rule[2], palette, bool(_OF_TEXT.search(rule[1])))}}}", css)
            element.text = f":root{{color-scheme:light dark}}{face}{css}"
            continue
        of_text = tag in _TEXT or (tag == "g" and "label" in element.get("class", "").split())
        for name, value in element.attrib.items():
            if name == "style":
                element.set(name, _FONT.sub(_FACE_DECLARATION, _declarations(value, palette, of_text)))
            elif name == "font-family":
                element.set(name, FACE)
            elif name in _PAINTS:
                element.set(name, palette.value(name, value, of_text))
    _centre_labels(svg)
    x, y, width, height = (float(number) for number in svg.get("viewBox", "0 0 300 150").split())
    svg.attrib.pop("style", None)
    width, height = math.ceil(width), math.ceil(height)
    svg.set("viewBox", f"{x:g} {y:g} {width} {height}")
    svg.set("width", str(width))
    svg.set("height", str(height))
    return Picture(ET.tostring(svg, encoding="unicode"), width, height)


def _font_face(text: str) -> str:
    """Return the rule that gives a picture the site's typeface, if that has all the characters of its text."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return ""
    return f"@font-face{{font-family:Literata;src:url(data:font/woff2;base64,{_font()})}}"


@cache
def _font() -> str:
    return base64.b64encode(_FONT_FILE.read_bytes()).decode()


def _centre_labels(svg: ET.Element) -> None:
    """Centre the labels that Mermaid puts at the left of the room it measured: with another typeface they would be off."""
    for node in svg.iter(f"{{{_SVG}}}g"):
        if _CENTRED & set(node.get("class", "").split()):
            for label in node.findall(f"{{{_SVG}}}g[@class='label']"):
                shift = _TRANSLATION.match(label.get("transform", ""))
                middle = f"{-float(shift[1]):g}" if shift else "0"
                for text in label.iter(f"{{{_SVG}}}text"):
                    text.set("text-anchor", "middle")
                    for line in text.findall(f"{{{_SVG}}}tspan[@x='0']"):
                        line.set("x", middle)


def _declarations(css: str, palette: Palette, of_text: bool) -> str:
    return _DECLARATION.sub(lambda pair: f"{pair[1]}:{palette.value(pair[1], pair[2], of_text)}" if pair[1] in _PAINTS else pair[0], css)


def _by_role(scheme: Scheme) -> dict[str, str]:
    """Return the colour of each role in a scheme."""
    colours = scheme.colours
    series = [colours.get("brand", colours[SECTIONS[0]]), *(colours[name] for name in SECTIONS[1:])]
    roles = {role: colours[role] for role in ("paper", "card", "ink", "muted", "hairline", "ruled", "mark")}
    for n in range(SERIES):
        roles |= {f"line{n}": series[n], f"tint{n}": mixed(_TINT, series[n], colours["paper"])}
    return roles


def _hexadecimal(rgba: re.Match[str]) -> str:
    return "#" + "".join(f"{min(round(value), 255):02x}" for value in (*map(int, rgba.groups()[:3]), float(rgba[4]) * 255))
