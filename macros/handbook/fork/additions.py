"""What a fork adds to upstream's chapters: the end of a chapter with the fork's parts and note, and a count of what differs."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import jinja2

from handbook.content.library import Chapter, Library, parts_of
from handbook.content.models import Behaviour, Checklist, Prompt, Template
from handbook.content.pages import Page
from handbook.errors import Problem
from handbook.fork.apply import NOTES

TEAM_ANCHOR = "our-way"
# What a note may call: nothing that belongs to a chapter as a whole.
MACROS = ("checklist", "cite", "term", "figure", "chapter")
_LINK = re.compile(r"(\]\(\s*<?)(?![a-z][a-z0-9+.-]*:|[#/])([^)\s>]+)")
_JINJA = jinja2.Environment(undefined=jinja2.StrictUndefined)  # Markdown, as the fork wrote it


@dataclass
class ForkAdditions:
    """Parts of a fork's own that no call of the page shows."""

    checklists: list[Checklist] = field(default_factory=list)
    prompts: list[Prompt] = field(default_factory=list)
    behaviours: list[Behaviour] = field(default_factory=list)
    templates: list[Template] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.checklists or self.prompts or self.behaviours or self.templates)


def additions_of(chapter: Chapter) -> ForkAdditions:
    """Return what the fork added to a chapter of upstream and the page itself does not show."""
    if chapter.from_fork:
        return ForkAdditions()
    note = chapter.note.calls if chapter.note else []
    calls = [*chapter.page.calls, *note]
    named = {arg for call in calls for arg in call.args}
    whole = {call.name for call in chapter.page.calls if not call.args}

    def left(kind: str) -> list:  # type: ignore[type-arg]  # of one kind, as the caller knows
        own = [part for part in getattr(chapter.practice, kind) if part.from_fork and part.id not in named]
        return [] if kind in whole else own

    return ForkAdditions(left("checklists"), left("prompts"), left("behaviours"), left("templates"))


def note_problems(page: Page) -> Iterator[Problem]:
    """Yield a problem for each name that a note uses and cannot: it is filled in within another page, so it has few macros and no variables."""
    for name, line in page.names.items() if page.file.startswith(f"docs/{NOTES}/") else ():
        if name not in MACROS:
            fix = f"A note may use {', '.join(MACROS[:-1])} and {MACROS[-1]}."
            yield Problem(page.file, line, name, "cannot be used in a note", fix)


def note_text(chapter: Chapter, macros: Mapping[str, object]) -> str:
    """Return a chapter's note with its macros filled in, and its links as they lead from the chapter's page.

    Args:
        chapter: A chapter of upstream.
        macros: What the note may call, by name.
    """
    if chapter.note is None:
        return ""
    page = posixpath.dirname(chapter.source)
    body = _LINK.sub(lambda link: link[1] + posixpath.relpath(posixpath.join(NOTES, link[2]), page), chapter.note.body)
    return _JINJA.from_string(body).render(macros).strip()


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
