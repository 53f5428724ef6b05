"""Text as a reader meets it: a run goes on through a link or a bold word, and ends where a block does."""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

# A sentence goes on through these; each other tag ends it.
INLINE = set("! a abbr b bdi bdo br cite code data del dfn em font i img input ins kbd mark q s samp small span strong sub sup time tspan u var wbr".split())
SPACES = {"br", "tspan"}


class Part(NamedTuple):
    """A piece of text in a run: its place among the pieces, where it begins and ends in the run, and where it stands."""

    place: int
    start: int
    end: int
    as_is: bool
    counted: bool


@dataclass
class TextRun:
    """The text between two tags that end a sentence."""

    whole: str = ""
    parts: list[Part] = field(default_factory=list)

    def add(self, place: int, text: str, as_is: bool, counted: bool) -> None:
        """Take in a piece of text."""
        start = len(self.whole)
        self.whole += text
        self.parts.append(Part(place, start, len(self.whole), as_is, counted))

    def part_of(self, start: int, end: int) -> Part | None:
        """Return the piece that holds what lies between two places; none where a tag splits it."""
        part = self.parts[bisect_right(self.parts, start, key=lambda part: part.start) - 1]
        return part if end <= part.end else None
