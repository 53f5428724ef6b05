"""HTML in pieces that are joined again without a change: tags, text, attributes."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# What stands in these is no HTML.
_RAW = {"script", "style", "textarea"}
# A tag begins with a letter, and a sign < or > that is not meant so stands in quotes.
_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)|<[!?][^>]*>|<(?P<end>/?)(?P<name>[A-Za-z][^\s/<>"']*+)(?P<more>(?:[^<>"']++|"[^"]*"|'[^']*')*+)>""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""(?P<name>[^\s"'<>/=]+)(?P<is>\s*=\s*)(?P<value>"[^"]*"|'[^']*'|[^\s"'=<>`]+)""")


class Token(NamedTuple):
    """A piece of HTML: text where ``name`` is "", or else a tag; a comment has the name "!"."""

    text: str
    name: str = ""
    end: bool = False
    void: bool = False

    @property
    def attributes(self) -> dict[str, str]:
        """Values by name, as they are written; those without a value are left out."""
        return {found["name"].lower(): found["value"].strip("\"'") for found in _ATTRIBUTE.finditer(self.text)}

    def with_values(self, change: Callable[[str, str], str]) -> str:
        """Return the tag with each value as ``change`` gives it back for a name and a value; both are as they are written."""

        def changed(found: re.Match[str]) -> str:
            value = found["value"]
            inner = value[1:-1] if value[0] in "\"'" else value
            new = change(found["name"].lower(), inner)
            if new == inner:
                return found[0]
            if value[0] == "'":
                return f"{found['name']}{found['is']}'{new.replace(value[0], '&#39;')}'"
            return f'{found["name"]}{found["is"]}"{new}"'

        return _ATTRIBUTE.sub(changed, self.text)


def tokenize(html: str) -> Iterator[Token]:
    """Yield every piece of a page or of a part of it, in order; joined they are the same text."""
    at = 0
    while found := _TAG.search(html, at):
        if found.start() > at:
            yield Token(html[at : found.start()])
        name, at = (found["name"] or "!").lower(), found.end()
        yield Token(found[0], name, bool(found["end"]), name in VOID or name == "!" or found[0].endswith("/>"))
        if name in _RAW and not found["end"]:
            close = re.compile(rf"</{name}\b", re.IGNORECASE).search(html, at)
            end = close.start() if close else len(html)
            if end > at:
                yield Token(html[at:end], "!", void=True)
            at = end
    if at < len(html):
        yield Token(html[at:])


class ElementTracker:
    """Tells whether the pieces seen so far lead into an element of some kind.

    Args:
        kind: Tells of a start tag whether it opens such an element.
    """

    def __init__(self, kind: Callable[[Token], bool]) -> None:
        self._kind = kind
        self._name = ""
        self._depth = 0

    def __bool__(self) -> bool:
        return self._depth > 0

    def see(self, tag: Token) -> None:
        """Take in the next tag."""
        if tag.void:
            return
        if self._depth:
            self._depth += (tag.name == self._name) * (-1 if tag.end else 1)
        elif not tag.end and self._kind(tag):
            self._name, self._depth = tag.name, 1
