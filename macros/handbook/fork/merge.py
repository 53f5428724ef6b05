"""From upstream's practice and a fork's overlay to the practice that its readers see.

Upstream's rules on the length of lists are not asked again here: the lists that
both sides write were each sound, and an update of one may not stop the other.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from handbook.content.base import OWN, Named
from handbook.content.id_index import IdIndex
from handbook.content.models import Checklist, Practice
from handbook.content.overlay import LISTS, Addition, Overlay
from handbook.content.validation import FIXES
from handbook.content.yaml_source import Document, dotted
from handbook.errors import Problem

LEFT = f"{OWN}left-"  # begins the id of a list that holds what a fork added to one that is retired
SomePart = TypeVar("SomePart", bound=Named)


class Merger:
    """Lays an overlay over chapters.

    Args:
        overlay: What the fork wants.
        at: The overlay's file, for the lines of its problems.
        known: What upstream has and had.

    Attributes:
        problems: Rewordings that the models refuse; complete once ``merged`` was called for each chapter.
    """

    def __init__(self, overlay: Overlay, at: Document, known: IdIndex) -> None:
        self.at, self.known = at, known
        self.problems: list[Problem] = []
        today = known.today
        self._hidden = {today(id) for id in overlay.hide}
        self._reworded = {today(id): (id, texts) for id, texts in overlay.reword.items()}
        self._order = {today(target): [today(id) for id in ids] for target, ids in overlay.order.items()}
        self._added: dict[str, list[Addition]] = {}
        self._left: dict[str, list[Addition]] = {}  # by the retired checklist that they were added to
        for addition in overlay.add:
            target = today(addition.to)
            (self._left if target in known.gone else self._added).setdefault(target, []).append(addition)

    def merged(self, practice: Practice, slug: str) -> Practice:
        """Return a chapter's practice as this fork has it."""
        changes: dict[str, Any] = {kind: self._arranged(getattr(practice, kind), slug, kind) for kind in ("checklists", "prompts", "behaviours", "templates")}
        changes["checklists"] = [*self._filled(changes["checklists"], "items"), *self._left_over(slug)]
        changes["templates"] = self._filled(changes["templates"], "fields")
        if practice.plan:
            changes["plan"] = None if practice.plan.id in self._hidden else self._said(practice.plan)
        if practice.recall:
            questions = self._arranged(practice.recall.questions, slug, "questions")
            changes["recall"] = practice.recall.model_copy(update={"questions": questions}) if questions else None
        if practice.scenario:
            options = [self._said(option) for option in practice.scenario.options]
            scenario = self._said(practice.scenario.model_copy(update={"options": options}))
            changes["scenario"] = None if scenario.id in self._hidden else scenario
        return practice.model_copy(update=changes)

    def _filled(self, parts: Sequence[SomePart], inner: str) -> list[SomePart]:
        """Arrange what stands in each part; one of which nothing is left goes."""
        filled = [part.model_copy(update={inner: self._arranged(getattr(part, inner), part.id, inner)}) for part in parts]
        return [part for part in filled if getattr(part, inner)]

    def _arranged(self, parts: Sequence[SomePart], parent: str, kind: str) -> list[SomePart]:
        """Return one list: reworded, less what is hidden, with what is added, in the fork's order."""
        kept: list[SomePart] = [self._said(part) for part in parts]
        for addition in self._added.get(parent, []) if kind in LISTS else []:
            self._insert(kept, list(getattr(addition, kind)), addition)
        kept = [part for part in kept if part.id not in self._hidden]
        first = self._order.get(parent, [])
        return sorted(kept, key=lambda part: first.index(part.id) if part.id in first else len(first))

    def _insert(self, kept: list[SomePart], own: list[SomePart], addition: Addition) -> None:
        anchor = self.known.today(addition.after or addition.before or "")
        places = [n for n, part in enumerate(kept) if part.id == anchor]
        place = places[0] + bool(addition.after) if places else len(kept)  # an anchor that upstream took away: at the end
        while addition.after and place < len(kept) and kept[place].own:
            place += 1  # several additions after one part keep their order
        kept[place:place] = own

    def _said(self, part: SomePart) -> SomePart:
        """Return a part in the fork's words."""
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
            self.at.file, self.at.line(where), dotted(where), message or f"is refused: {detail['msg']}", fix or FIXES.get(detail["type"], "Correct the text.")
        )

    def _left_over(self, slug: str) -> list[Checklist]:
        """Return the fork's own items of checklists that upstream retired: readers have ticked them, so they stay."""
        lists = []
        for target, additions in self._left.items():
            items = [item for addition in additions for item in addition.items if item.id not in self._hidden]
            if items and self.known.chapters[target] == slug:
                lists.append(Checklist.model_construct(id=f"{LEFT}{target}", was=[], pause=self.known.gone[target][:160], kind="do-confirm", items=items))
        return lists
