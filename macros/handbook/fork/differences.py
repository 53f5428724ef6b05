"""What a fork made of each chapter of upstream, counted."""

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.content.library import Chapter, Library, parts_of
from handbook.fork.additions import additions_of


@dataclass(frozen=True)
class Difference:
    """How a chapter differs from upstream's.

    Attributes:
        chapter: The chapter.
        counts: How many parts were ``added``, ``reworded`` or ``hidden``; a kind of which there is none is left out.
        note: Whether the fork wrote a note on it.
        at_end: Whether it ends with what the fork added.
    """

    chapter: Chapter
    counts: dict[str, int]
    note: bool
    at_end: bool


def differences(library: Library) -> Iterator[Difference]:
    """Yield each chapter of upstream that the fork changed, in reading order."""
    reworded = {library.ids.current_id(id) for id in library.overlay.reword}
    for chapter in library.in_order:
        before, after = ({part.id for _, part, _ in parts_of(practice)} for practice in (chapter.authored, chapter.practice))
        counts = {"added": len(after - before), "reworded": len(before & after & reworded), "hidden": len(before - after)}
        note = chapter.note is not None
        if not chapter.from_fork and (note or any(counts.values())):
            yield Difference(chapter, {kind: count for kind, count in counts.items() if count}, note, note or bool(additions_of(chapter)))
