"""What the print kit holds: each chapter's practice with all its words, in the order of the page, the sheets last."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from handbook.content.library import Chapter
from handbook.views.catalogue import catalogue


@dataclass(frozen=True)
class PrintSection:
    """Practice of one kind.

    Attributes:
        kind: The name by which a reader chooses it, and the name of its macro in ``templates/kit-blocks.html``.
        thing: Its model, or a list of models.
    """

    kind: str
    thing: Any


def print_sections(chapters: Iterable[Chapter], say: Callable[[str], str]) -> list[tuple[Chapter, list[PrintSection]]]:
    """Return every chapter that has practice, with that practice.

    Args:
        chapters: In reading order.
        say: Gives interface words.
    """
    found = list(chapters)
    held = catalogue(found, say)["chapters"]
    whole = [(chapter, list(_lots(chapter, row["blocks"]))) for chapter, row in zip(found, held, strict=True)]
    return [(chapter, own) for chapter, own in whole if own]


def _lots(chapter: Chapter, blocks: Iterable[dict[str, Any]]) -> Iterator[PrintSection]:
    practice = chapter.practice
    one = {"prompts": ("questions", practice.prompts), "plan": ("plans", practice.plan), "scenario": ("scenarios", practice.scenario)}
    checklists = {checklist.id: checklist for checklist in practice.checklists}
    for block in blocks:
        if block["kind"] == "checklist":
            yield PrintSection("checklists", checklists[block["anchor"]])
        elif block["kind"] == "recall":
            yield PrintSection("recall", practice.recall)
        else:
            yield PrintSection(*one[block["kind"]])
    if practice.behaviours:
        yield PrintSection("self-assessment", practice.behaviours)
    for template in practice.templates:
        yield PrintSection("sheets", template)
