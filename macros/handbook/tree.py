"""A page's HTML as a tree, for those who make something else of it. Both engines close what they open."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from handbook.markup import Token, tokenize

_SPACE = re.compile(r"\s+")
_VALUE = re.compile(r'"[^"]*"')
_LONG = "data-hb-words"  # of the elements, for their scripts; no reader's words
_HIDDEN = re.compile(r"\shidden(?=[\s>=])")


@dataclass(slots=True)
class Element:
    """An element.

    Attributes:
        name: Its tag, in lower case.
        said: Its attributes by name; those without a value have "".
        children: Elements and texts, in order.
    """

    name: str
    said: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        """The names of its classes."""
        return set(self.said.get("class", "").split())

    @property
    def text(self) -> str:
        """All text in it, as it is written."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def words(self) -> str:
        """All text in it, with white space made even."""
        return _SPACE.sub(" ", self.text).strip()

    def all(self) -> "Iterator[Element]":
        """Yield every element in it, in order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.all()

    def first(self, name: str = "", kind: str = "") -> "Element | None":
        """Return the first element in it of a name, of a class, or of both; None where there is none."""
        return next((node for node in self.all() if name in ("", node.name) and (not kind or kind in node.classes)), None)


def parse(text: str) -> Element:
    """Return a part of a page as a tree, in an element without a name."""
    top = Element("")
    way = [top]
    for piece in tokenize(text):
        if not piece.name or (piece.name == "!" and not piece.text.startswith("<")):
            way[-1].children.append(html.unescape(piece.text))
        elif piece.name != "!" and not piece.end:
            node = Element(piece.name, _said(piece))
            way[-1].children.append(node)
            if not piece.void:
                way.append(node)
        elif piece.end and piece.name in [node.name for node in way]:
            while way.pop().name != piece.name:
                pass
    return top


def _said(piece: Token) -> dict[str, str]:
    values = {name: html.unescape(value) for name, value in piece.attributes.items() if name != _LONG} if "=" in piece.text else {}
    return values | {"hidden": ""} if " hidden" in piece.text and _HIDDEN.search(_VALUE.sub("", piece.text)) else values
