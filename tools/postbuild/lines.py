"""A line of a page as Markdown: text, and what stands in a line with it."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urljoin

from handbook.tree import Element

# What works only on the page, is there for the eye or for the ear alone, or is said a second time.
_LEFT_OUT = {"script", "style", "noscript", "template", "input", "select", "nav", "hb-progress", "hb-continue"}
_LEFT_OUT_CLASSES = {"hb-visually-hidden", "hb-code", "hb-foot", "hb-margin", "hb-term__meaning", "hb-map__svg--narrow"}
_AROUND = {"strong": "**", "b": "**", "em": "*", "i": "*", "cite": "*", "dfn": "*"}
_SIGNS = re.compile(r"([\\`*\[\]<])")
_START = re.compile(r"^(\d*)([#>+-]|(?<=\d)[.)])(?=\s)", re.M)


class Lines:
    """Writes lines of Markdown.

    Args:
        address: Where the page will be; "" where nobody knows, and then its links stay as they are.
        works: The address of each work by its place in the list of sources, such as ``wang21``.
    """

    def __init__(self, address: str, works: Mapping[str, str]) -> None:
        self._address, self._works = address, works

    def of(self, children: Iterable[Element | str]) -> str:
        """Return text and what stands in a line with it; each line of the source stays one."""
        text = "".join(self._inline(child) for child in children)
        lines = (re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n"))
        return _START.sub(r"\1\\\2", "\n".join(line for line in lines if line))

    def _inline(self, node: Element | str) -> str:
        if isinstance(node, str):
            return plain(node)
        if node.name == "textarea":
            return " …" if "hb-answer--line" in node.classes else ""
        if left_out(node) or (node.name == "button" and "hb-term__word" not in node.classes):
            return ""
        if node.name == "code":
            return f"`{node.text}`"
        if node.name == "img":
            return f"![{plain(node.said.get('alt', ''))}]({urljoin(self._address, node.said.get('src', ''))})"
        text = "".join(self._inline(child) for child in node.children)
        if node.name == "br":
            return "\n"
        if node.name == "a" and node.said.get("href") and text.strip():
            return f"[{text.strip()}]({self.target(node)})"
        around = _AROUND.get(node.name, "")
        return f"{around}{text.strip()}{around}" if around and text.strip() else text

    def target(self, link: Element) -> str:
        """Return where a link leads; one to a cited work, to the work itself where it has an address."""
        href = link.said["href"]
        work = self._works.get(href.rpartition("#")[2].removeprefix("source-"))
        return work or (href if href.startswith("#") else urljoin(self._address, href))


def left_out(node: Element) -> bool:
    """Tell whether an element is nothing to read."""
    return node.name in _LEFT_OUT or "hidden" in node.said or bool(node.classes & _LEFT_OUT_CLASSES)


def plain(text: str) -> str:
    """Return text in which no sign means anything to Markdown."""
    return _SIGNS.sub(r"\\\1", text)
