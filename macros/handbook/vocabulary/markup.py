"""Splits HTML into tags and text, which join to the same bytes, and into the runs of text that form a sentence.

Not a parser, since the rewriter must preserve every byte that it does not replace, in whole pages and in fragments.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

# A sentence goes on through these elements; every other tag ends it.
INLINE = set("! a abbr b bdi bdo br cite code data del dfn em font i img input ins kbd mark q s samp small span strong sub sup time tspan u var wbr".split())
SPACES = {"br", "tspan"}  # a space for the reader
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# Their content is not HTML.
_RAW = {"script", "style", "textarea"}
# A tag begins with a letter; a < or > inside it is in quotes.
_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)|<[!?][^>]*>|<(?P<end>/?)(?P<name>[A-Za-z][^\s/<>"']*+)(?P<more>(?:[^<>"']++|"[^"]*"|'[^']*')*+)>""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""(?P<name>[^\s"'<>/=]+)(?P<is>\s*=\s*)(?P<value>"[^"]*"|'[^']*'|[^\s"'=<>`]+)""")


class Token(NamedTuple):
    """A tag, or text if ``name`` is ""; a comment has the name "!"."""

    text: str
    name: str = ""
    end: bool = False
    void: bool = False

    @property
    def attributes(self) -> dict[str, str]:
        """The values by name, as written; attributes without a value are left out."""
        return {match["name"].lower(): match["value"].strip("\"'") for match in _ATTRIBUTE.finditer(self.text)}

    def with_values(self, change: Callable[[str, str], str]) -> str:
        """Return the tag with each value replaced by what ``change`` returns for its name and value, as written."""

        def changed(match: re.Match[str]) -> str:
            value = match["value"]
            inner = value[1:-1] if value[0] in "\"'" else value
            new = change(match["name"].lower(), inner)
            if new == inner:
                return match[0]
            if value[0] == "'":
                return f"{match['name']}{match['is']}'{new.replace(value[0], '&#39;')}'"
            return f'{match["name"]}{match["is"]}"{new}"'

        return _ATTRIBUTE.sub(changed, self.text)


def tokenize(html: str) -> Iterator[Token]:
    """Yield the tokens of a page or of a part of one, in order; joined they are the same text."""
    at = 0
    while match := _TAG.search(html, at):
        if match.start() > at:
            yield Token(html[at : match.start()])
        name, at = (match["name"] or "!").lower(), match.end()
        yield Token(match[0], name, bool(match["end"]), name in _VOID or name == "!" or match[0].endswith("/>"))
        if name in _RAW and not match["end"]:
            close = re.compile(rf"</{name}\b", re.IGNORECASE).search(html, at)
            end = close.start() if close else len(html)
            if end > at:
                yield Token(html[at:end], "!", void=True)
            at = end
    if at < len(html):
        yield Token(html[at:])


class ElementTracker:
    """Tracks whether the current token is inside an element of some kind.

    Args:
        kind: Tells whether a start tag opens such an element.
    """

    def __init__(self, kind: Callable[[Token], bool]) -> None:
        self._kind = kind
        self._name = ""
        self._depth = 0

    def __bool__(self) -> bool:
        return self._depth > 0

    def see(self, tag: Token) -> None:
        """Process the next tag."""
        if tag.void:
            return
        if self._depth:
            self._depth += (tag.name == self._name) * (-1 if tag.end else 1)
        elif not tag.end and self._kind(tag):
            self._name, self._depth = tag.name, 1


class TextPart(NamedTuple):
    """A token of text in a run.

    Attributes:
        place: Index of the token in the page.
        start: Offset in the run where it starts.
        end: Offset in the run where it ends.
        as_is: Whether it is in an element whose words are not replaced.
        counted: Whether it is in the article, where replacements are counted.
    """

    place: int
    start: int
    end: int
    as_is: bool
    counted: bool


@dataclass
class TextRun:
    """The text between two tags that end a sentence, as readers see it."""

    whole: str = ""
    parts: list[TextPart] = field(default_factory=list)

    def add(self, place: int, text: str, as_is: bool, counted: bool) -> None:
        """Append a token of text."""
        start = len(self.whole)
        self.whole += text
        self.parts.append(TextPart(place, start, len(self.whole), as_is, counted))

    def part_of(self, start: int, end: int) -> TextPart | None:
        """Return the part that holds all text between two offsets; None if a tag splits it."""
        part = self.parts[bisect_right(self.parts, start, key=lambda part: part.start) - 1]
        return part if end <= part.end else None
