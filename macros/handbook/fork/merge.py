"""Merges upstream's practice with a fork's overlay.

The limits on the length of lists are not checked again here: both sides were
valid on their own, and an update of one must not break the other's build.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from handbook.content.id_index import IdIndex
from handbook.content.models import FORK_PREFIX, Checklist, Named, Practice
from handbook.content.overlay import LISTS, Addition, Overlay
from handbook.content.validation import FIXES
from handbook.content.yaml_source import Document, format_path
from handbook.errors import Problem

ORPHAN_PREFIX = f"{FORK_PREFIX}left-"  # begins the id of a list that holds what a fork added to one that is retired
SomePart = TypeVar("SomePart", bound=Named)


class Merger:
    """Merges an overlay into chapters.

    Args:
        overlay: The fork's changes.
        at: The overlay's file, for the lines of its problems.
        known: Every id that upstream has or had.

    Attributes:
        problems: Rewordings that the models refuse; complete once ``merged`` was called for each chapter.
    """

    def __init__(self, overlay: Overlay, at: Document, known: IdIndex) -> None:
        self.at, self.known = at, known
        self.problems: list[Problem] = []
        today = known.current_id
        self._hidden = {today(id) for id in overlay.hide}
        self._reworded = {today(id): (id, texts) for id, texts in overlay.reword.items()}
        self._order = {today(target): [today(id) for id in ids] for target, ids in overlay.order.items()}
        self._added: dict[str, list[Addition]] = {}
        self._orphaned: dict[str, list[Addition]] = {}  # by the retired checklist that they were added to
        for addition in overlay.add:
            target = today(addition.to)
            (self._orphaned if target in known.retired else self._added).setdefault(target, []).append(addition)

    def merge(self, practice: Practice, slug: str) -> Practice:
        """Return a chapter's practice as this fork has it."""
        changes: dict[str, Any] = {
            kind: self._merged_list(getattr(practice, kind), slug, kind) for kind in ("checklists", "prompts", "behaviours", "templates")
        }
        changes["checklists"] = [*self._merged_children(changes["checklists"], "items"), *self._orphaned_lists(slug)]
        changes["templates"] = self._merged_children(changes["templates"], "fields")
        if practice.plan:
            changes["plan"] = None if practice.plan.id in self._hidden else self._reworded_part(practice.plan)
        if practice.recall:
            questions = self._merged_list(practice.recall.questions, slug, "questions")
            changes["recall"] = practice.recall.model_copy(update={"questions": questions}) if questions else None
        if practice.scenario:
            options = [self._reworded_part(option) for option in practice.scenario.options]
            scenario = self._reworded_part(practice.scenario.model_copy(update={"options": options}))
            changes["scenario"] = None if scenario.id in self._hidden else scenario
        return practice.model_copy(update=changes)

    def _merged_children(self, parts: Sequence[SomePart], inner: str) -> list[SomePart]:
        """Merge the children of each part, and drop parts without any left."""
        filled = [part.model_copy(update={inner: self._merged_list(getattr(part, inner), part.id, inner)}) for part in parts]
        return [part for part in filled if getattr(part, inner)]

    def _merged_list(self, parts: Sequence[SomePart], parent: str, kind: str) -> list[SomePart]:
        """Return a list with the fork's rewordings, additions and order, without what it hides."""
        kept: list[SomePart] = [self._reworded_part(part) for part in parts]
        for addition in self._added.get(parent, []) if kind in LISTS else []:
            self._insert(kept, list(getattr(addition, kind)), addition)
        kept = [part for part in kept if part.id not in self._hidden]
        first = self._order.get(parent, [])
        return sorted(kept, key=lambda part: first.index(part.id) if part.id in first else len(first))

    def _insert(self, kept: list[SomePart], own: list[SomePart], addition: Addition) -> None:
        anchor = self.known.current_id(addition.after or addition.before or "")
        places = [n for n, part in enumerate(kept) if part.id == anchor]
        place = places[0] + bool(addition.after) if places else len(kept)  # an anchor that upstream took away: at the end
        while addition.after and place < len(kept) and kept[place].from_fork:
            place += 1  # several additions after one part keep their order
        kept[place:place] = own

    def _reworded_part(self, part: SomePart) -> SomePart:
        """Return a part with the fork's wording."""
        if part.id not in self._reworded:
            return part
        name, texts = self._reworded[part.id]
        try:
            return type(part).model_validate(part.model_dump() | texts)
        except ValidationError as error:
            self.problems += [self._problem(name, detail) for detail in error.errors(include_url=False)]
            return part

    def _problem(self, name: str, detail: Any) -> Problem:
        where = ("reword", name, *detail["loc"])
        message, _, fix = str(detail.get("ctx", {}).get("error", "")).partition("|")
        return Problem(
            self.at.file,
            self.at.line(where),
            format_path(where),
            message or f"is not valid: {detail['msg']}",
            fix or FIXES.get(detail["type"], "Correct the text."),
        )

    def _orphaned_lists(self, slug: str) -> list[Checklist]:
        """Return the fork's own items of checklists that upstream retired: readers have ticked them, so they stay."""
        lists = []
        for target, additions in self._orphaned.items():
            items = [item for addition in additions for item in addition.items if item.id not in self._hidden]
            if items and self.known.retired_in[target] == slug:
                lists.append(
                    Checklist.model_construct(id=f"{ORPHAN_PREFIX}{target}", was=[], pause=self.known.retired[target][:160], kind="do-confirm", items=items)
                )
        return lists
