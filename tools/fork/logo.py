"""Checks that a file can be a logo, by its content and not by its name."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

MAX_BYTES = 200_000  # every page loads the logo; a vector logo has a tenth of that
# First bytes of each format. WebP is recognised at its ninth byte.
MAGIC = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
SQUARE = (0.75, 1.34)  # width by height of a picture that is recognisable in a favicon of 16 pixels
_ACTIVE = {"script", "foreignObject", "iframe", "audio", "video", "handler"}
_NUMBER = re.compile(r"[\d.]+")


@dataclass(frozen=True)
class Logo:
    """A picture that can be a logo.

    Attributes:
        data: The bytes of the file.
        ending: The file name's extension for its format, such as ``svg``.
        shape: Width divided by height; 0 if unknown.
    """

    data: bytes
    ending: str
    shape: float

    @property
    def square(self) -> bool:
        """Whether it fits the square of a favicon."""
        return SQUARE[0] <= self.shape <= SQUARE[1]


def read_logo(path: Path) -> Logo:
    """Return a file as a logo.

    Raises:
        ValueError: It cannot be one; the message says why and what to do.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ValueError(f"{path} cannot be read ({error.strerror}). Check the path.") from None
    if not data:
        raise ValueError(f"{path} is empty. Check the path.")
    if len(data) > MAX_BYTES:
        raise ValueError(f"{path} has {len(data):,} bytes, the limit is {MAX_BYTES:,}: every page loads it. Save it smaller, ideally as SVG.")
    ending = next((kind for kind, magic in MAGIC.items() if data.startswith(magic)), "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else "")
    if ending == "png" and data[12:16] == b"IHDR" and len(data) > 24:
        width, height = struct.unpack(">II", data[16:24])
        return Logo(data, ending, width / height if height else 0)
    if ending:
        return Logo(data, ending, 0)
    root = _svg(path, data)
    if problem := next(_problems(root, data), ""):
        raise ValueError(f"{path} {problem}")
    return Logo(data, "svg", _shape(path, root))


def _svg(path: Path, data: bytes) -> ElementTree.Element:
    """Return the root of an SVG."""
    if b"<!ENTITY" in data:
        raise ValueError(f"{path} declares entities, which can expand without end. Save it as plain SVG.")
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError):
        root = None
    if root is None or _local(root.tag) != "svg":
        raise ValueError(f"{path} is not an image: it holds neither SVG, PNG, JPEG nor WebP, whatever its name says. Save the logo as one of these.")
    return root


def _problems(root: ElementTree.Element, data: bytes) -> Iterator[str]:
    """Yield what an SVG holds that could run, or that is loaded from another address."""
    if b"<?xml-stylesheet" in data:
        yield "loads a stylesheet from elsewhere. Save it as plain SVG."
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        tag = _local(element.tag)
        if tag in _ACTIVE:
            yield f"holds <{tag}>, and a logo must not run anything. Save it as plain SVG."
        for name, value in element.attrib.items():
            attribute = _local(name)
            if attribute.lower().startswith("on"):
                yield f"holds the event handler {attribute}, and a logo must not run anything. Save it as plain SVG."
            if attribute in ("href", "src") and not value.strip().startswith(("#", "data:image/")):
                yield f'refers to "{value[:60]}", and pages load nothing from other addresses. Embed the picture in the file.'
            yield from _styles(value)
        if tag == "style":
            yield from _styles(element.text or "")


def _styles(text: str) -> Iterator[str]:
    if "@import" in text:
        yield "holds an @import, and pages load nothing from other addresses. Save it as plain SVG."
    for target in re.findall(r"url\(\s*[\"']?([^\"')]*)", text, re.I):
        if not target.startswith(("#", "data:")):
            yield f'refers to "{target[:60]}", and pages load nothing from other addresses. Embed the picture in the file.'


def _shape(path: Path, root: ElementTree.Element) -> float:
    box = [float(number) for number in _NUMBER.findall(root.get("viewBox", "").replace("-", " "))]
    sides = box[2:] if len(box) == 4 else [float(number[0]) for key in ("width", "height") if (number := _NUMBER.match(root.get(key, "")))]
    if len(sides) != 2 or not all(sides):
        raise ValueError(f"{path} has no viewBox, and no width and height: its shape is unknown. Save it again with a viewBox.")
    return sides[0] / sides[1]


def _local(name: str) -> str:
    return name.rpartition("}")[2]
