"""Merges upstream's practice with a fork's overlay.

Does not check the limits on list lengths again: both sides are valid on their
own, and an update of one must not break the other's build.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from handbook.content.id_index import IdIndex
from handbook.content.models.base import FORK_PREFIX, Named
from handbook.content.models.overlay import LISTS, Addition, Overlay
from handbook.content.models.practice import Checklist, Practice
from handbook.content.source.validation import FIXES
from handbook.content.source.yaml_source import Document, format_path
from handbook.errors import Problem

ORPHAN_PREFIX = f"{FORK_PREFIX}left-"  # starts the id of a list with a fork's items from a retired checklist
SomePart = TypeVar("SomePart", bound=Named)


class Merger:
    """Merges an overlay into chapters.

    Args:
        overlay: The fork's changes.
        document: The overlay's file, for the lines of its problems.
        ids: Every id that upstream has or had.

    Attributes:
        problems: Invalid rewordings; complete once ``merge`` was called for each chapter.
    """

    def __init__(self, overlay: Overlay, document: Document, ids: IdIndex) -> None:
        self.document, self.ids = document, ids
        self.problems: list[Problem] = []
        current_id = ids.current_id
        self._hidden = {current_id(id) for id in overlay.hide}
        self._reworded = {current_id(id): (id, texts) for id, texts in overlay.reword.items()}
        self._order = {current_id(target): [current_id(id) for id in ids] for target, ids in overlay.order.items()}
        self._added: dict[str, list[Addition]] = {}
        self._orphaned: dict[str, list[Addition]] = {}  # by the retired checklist that they were added to
        for addition in overlay.add:
            target = current_id(addition.to)
            (self._orphaned if target in ids.retired else self._added).setdefault(target, []).append(addition)

    def merge(self, practice: Practice, slug: str) -> Practice:
        """Return the practice of one of upstream's chapters with the fork's changes."""
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
        changes["recall_later"] = self._merged_list(practice.recall_later, slug, "recall_later")
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
        merged: list[SomePart] = [self._reworded_part(part) for part in parts]
        for addition in self._added.get(parent, []) if kind in LISTS else []:
            self._insert(merged, list(getattr(addition, kind)), addition)
        merged = [part for part in merged if part.id not in self._hidden]
        order = self._order.get(parent, [])
        return sorted(merged, key=lambda part: order.index(part.id) if part.id in order else len(order))

    def _insert(self, parts: list[SomePart], added: list[SomePart], addition: Addition) -> None:
        anchor = self.ids.current_id(addition.after or addition.before or "")
        matches = [n for n, part in enumerate(parts) if part.id == anchor]
        position = matches[0] + bool(addition.after) if matches else len(parts)  # at the end if upstream removed the anchor
        while addition.after and position < len(parts) and parts[position].from_fork:
            position += 1  # several additions after one part keep their order
        parts[position:position] = added

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
            self.document.file,
            self.document.line(where),
            format_path(where),
            message or f"is not valid: {detail['msg']}",
            fix or FIXES.get(detail["type"], "Correct the text."),
        )

    def _orphaned_lists(self, slug: str) -> list[Checklist]:
        """Return the fork's items of checklists that upstream retired, which stay because readers have ticked them."""
        lists = []
        for target, additions in self._orphaned.items():
            items = [item for addition in additions for item in addition.items if item.id not in self._hidden]
            if items and self.ids.retired_in[target] == slug:
                lists.append(
                    Checklist.model_construct(id=f"{ORPHAN_PREFIX}{target}", was=[], pause=self.ids.retired[target][:160], kind="do-confirm", items=items)
                )
        return lists
