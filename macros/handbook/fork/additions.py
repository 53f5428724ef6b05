"""A fork's additions to upstream's chapters: the parts and the note shown at the end of a chapter, and counts of changes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import jinja2

from handbook.content.library import Chapter, Library, parts_of
from handbook.content.markdown.pages import Page
from handbook.content.models.practice import Behaviour, Checklist, Prompt, Template
from handbook.errors import Problem
from handbook.fork.apply import NOTES
from handbook.fork.links import note_address

TEAM_ANCHOR = "our-way"
# Macros that a note can call: none that show a whole chapter's practice.
MACROS = ("checklist", "cite", "our_view", "term", "figure", "chapter")
_LINK = re.compile(r"(\]\(\s*<?)(?![a-z][a-z0-9+.-]*:|[#/])([^)\s>]+)")
_JINJA = jinja2.Environment(undefined=jinja2.StrictUndefined)  # renders Markdown, so there is nothing to escape


@dataclass
class ForkAdditions:
    """A fork's parts that no macro call on the page shows."""

    checklists: list[Checklist] = field(default_factory=list)
    prompts: list[Prompt] = field(default_factory=list)
    behaviours: list[Behaviour] = field(default_factory=list)
    templates: list[Template] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.checklists or self.prompts or self.behaviours or self.templates)


def additions_of(chapter: Chapter) -> ForkAdditions:
    """Return the parts that the fork added to a chapter of upstream and that the page does not show itself."""
    if chapter.from_fork:
        return ForkAdditions()
    note_calls = chapter.note.calls if chapter.note else []
    calls = [*chapter.page.calls, *note_calls]
    named = {arg for call in calls for arg in call.args}
    shown_whole = {call.name for call in chapter.page.calls if not call.args}

    def unshown(kind: str) -> list:  # type: ignore[type-arg]  # the caller knows the kind
        parts = [part for part in getattr(chapter.practice, kind) if part.from_fork and part.id not in named]
        return [] if kind in shown_whole else parts

    return ForkAdditions(unshown("checklists"), unshown("prompts"), unshown("behaviours"), unshown("templates"))


def note_problems(page: Page) -> Iterator[Problem]:
    """Yield a problem for each macro or variable that a note cannot use; since it is rendered within another page, it has few macros and no variables."""
    for name, line in page.names.items() if page.file.startswith(f"docs/{NOTES}/") else ():
        if name not in MACROS:
            fix = f"A note may use {', '.join(MACROS[:-1])} and {MACROS[-1]}."
            yield Problem(page.file, line, name, "cannot be used in a note", fix)


def note_text(chapter: Chapter, macros: Mapping[str, object]) -> str:
    """Return a chapter's note as Markdown, with its macros rendered and its links relative to the chapter's page; "" if there is none.

    Args:
        chapter: A chapter of upstream.
        macros: The macros that the note can call, by name.
    """
    if chapter.note is None:
        return ""
    body = _LINK.sub(lambda link: link[1] + note_address(link[2], chapter.source), chapter.note.body)
    return _JINJA.from_string(body).render(macros).strip()


@dataclass(frozen=True)
class Difference:
    """How a chapter differs from upstream's.

    Attributes:
        chapter: The chapter.
        counts: Number of parts that were ``added``, ``reworded`` or ``hidden``, without zeros.
        note: Whether the fork wrote a note for it.
        at_end: Whether it ends with a section of the fork's additions.
    """

    chapter: Chapter
    counts: dict[str, int]
    note: bool
    at_end: bool


def differences(library: Library) -> Iterator[Difference]:
    """Yield the difference of each chapter of upstream that the fork changed, in reading order."""
    reworded = {library.ids.current_id(id) for id in library.overlay.reword}
    for chapter in library.in_order:
        before, after = ({part.id for _, part, _ in parts_of(practice)} for practice in (chapter.authored, chapter.practice))
        counts = {"added": len(after - before), "reworded": len(before & after & reworded), "hidden": len(before - after)}
        note = chapter.note is not None
        if not chapter.from_fork and (note or any(counts.values())):
            yield Difference(chapter, {kind: count for kind, count in counts.items() if count}, note, note or bool(additions_of(chapter)))
