"""A chapter's outline, shown in the margin: its headings and its practice, in order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handbook.content.library import Chapter
from handbook.content.markdown.calls import Call
from handbook.fork.additions import TEAM_ANCHOR, additions_of


@dataclass(frozen=True)
class OutlineEntry:
    """An entry of the outline.

    Attributes:
        kind: "heading" or the kind of a block.
        anchor: Id of the element on the page to which the entry links.
        title: Text of the entry.
        controls: Ids of the controls with this block's answers; none for recall, which asks about another chapter, comes back by itself, and so counts nowhere.
    """

    kind: str
    anchor: str
    title: str
    controls: tuple[str, ...] = ()


def outline(chapter: Chapter, say: Callable[[str], str], team: str = "") -> list[OutlineEntry]:
    """Return the outline of a chapter, in the order of the page.

    Args:
        chapter: A chapter.
        say: Returns an interface word by its key.
        team: The heading of a fork's additions.
    """
    lines = [(heading.line, OutlineEntry("heading", heading.anchor, heading.text)) for heading in chapter.page.headings if heading.level == 2]
    for call in chapter.page.calls:
        lines += [(call.line, entry) for entry in _block_entries(chapter, call, say)]
        if call.name == "team_note":
            lines += [(call.line, entry) for entry in _addition_entries(chapter, say, team)]
    return [entry for _, entry in sorted(lines, key=lambda line: line[0])]


def _addition_entries(chapter: Chapter, say: Callable[[str], str], team: str) -> Iterator[OutlineEntry]:
    additions = additions_of(chapter)
    if chapter.note or additions:
        yield OutlineEntry("heading", TEAM_ANCHOR, team)
    for call in chapter.note.calls if chapter.note else []:
        yield from _block_entries(chapter, call, say)
    for name, ids in (("checklist", [part.id for part in additions.checklists]), ("prompts", [part.id for part in additions.prompts])):
        if ids:
            yield from _block_entries(chapter, Call(name, tuple(ids), (), 0), say)


def _block_entries(chapter: Chapter, call: Call, say: Callable[[str], str]) -> Iterator[OutlineEntry]:
    practice = chapter.practice
    if call.name in ("checklist", "first_line"):
        for checklist in practice.checklists:
            if checklist.id in call.args:
                yield OutlineEntry("checklist", checklist.id, checklist.pause, tuple(item.id for item in checklist.items))
    elif call.name == "prompts":
        chosen = [prompt for prompt in practice.prompts if not call.args or prompt.id in call.args]
        if chosen:
            yield OutlineEntry("prompts", f"questions-{chosen[0].id}", say("block.prompts"), tuple(prompt.id for prompt in chosen))
    elif call.name == "plan" and practice.plan:
        yield OutlineEntry("plan", practice.plan.id, say("block.plan"), (f"{practice.plan.id}.when", f"{practice.plan.id}.then"))
    elif call.name == "scenario" and practice.scenario:
        yield OutlineEntry("scenario", practice.scenario.id, practice.scenario.title, (practice.scenario.id,))
    elif call.name == "recall" and practice.recall:
        yield OutlineEntry("recall", f"recall-{practice.recall.about}", say("block.recall"))
