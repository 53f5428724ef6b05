"""Checks that every id in a fork's overlay exists or existed, and can be changed as the overlay says."""

from collections.abc import Iterable, Iterator

from handbook.content.id_index import IdIndex
from handbook.content.models.base import FORK_PREFIX
from handbook.content.models.overlay import LISTS, Addition, Overlay
from handbook.content.source.yaml_source import Document, KeyPath, format_path
from handbook.errors import Problem, nearest

# Keys that a fork cannot reword: answers, links or children depend on them, or nobody sees them.
FIXED = {"id", "was", "kind", "slug", "cite", "items", "fields", "options", "asked"}
PARENTS = {"items": "checklists", "fields": "templates"}


def overlay_problems(overlay: Overlay, document: Document, ids: IdIndex) -> list[Problem]:
    """Return the problems between an overlay and upstream's ids.

    An id that upstream retired is not a problem, since an update must not break a build; the drift report lists it.

    Args:
        overlay: A valid overlay.
        document: Its file, for line numbers.
        ids: Every id that upstream has or had.
    """
    return list(_OverlayChecker(overlay, document, ids).problems())


class _OverlayChecker:
    def __init__(self, overlay: Overlay, document: Document, ids: IdIndex) -> None:
        self.overlay, self.document, self.ids = overlay, document, ids
        self.team_ids = {part.id for part in overlay.added()}

    def problems(self) -> Iterator[Problem]:
        for n, id in enumerate(self.overlay.hide):
            where: KeyPath = ("hide", n)
            yield from self._not_upstreams(id, where)
            location = self.ids.locations.get(self.ids.current_id(id))
            if location and location.kind == "options":
                yield self._problem(
                    where, f'"{id}" is one of the three options of a scenario', f'Hide the whole scenario, "{location.parent}", or reword the option.'
                )
        for id, texts in self.overlay.reword.items():
            yield from self._not_upstreams(id, ("reword", id))
            if location := self.ids.locations.get(self.ids.current_id(id)):
                words = sorted(set(type(location.part).model_fields) - FIXED)
                others = [key for key in texts if key not in words]
                yield from (self._problem(("reword", id, key), "is not a text of this part", nearest(key, words, 9)) for key in others)
        for n, addition in enumerate(self.overlay.add):
            yield from self._addition(addition, ("add", n))
        for target, ids in self.overlay.order.items():
            yield from self._order(target, ids)

    def _not_upstreams(self, id: str, where: KeyPath) -> Iterator[Problem]:
        if id.startswith(FORK_PREFIX):
            yield self._problem(where, f'"{id}" is your own id', "Change it where you wrote it.")
        elif self.ids.current_id(id) in self.ids.slugs:
            yield self._problem(where, f'"{id}" is a chapter, which an overlay cannot hide or reword', "Name the ids of the parts in it.")
        elif not self._exists(id):
            yield self._problem(where, f'"{id}" does not exist and never did', nearest(id, self.ids.locations), f"part:{id}")

    def _addition(self, addition: Addition, where: KeyPath) -> Iterator[Problem]:
        target = self.ids.current_id(addition.to)
        location = self.ids.locations.get(target)
        parent_kind = "chapter" if target in self.ids.slugs else location.kind if location else ""
        if target in self.overlay.hide:
            yield self._problem((*where, "to"), f'"{addition.to}" is hidden in this file', "Show it again, or add to another list.")
        if target in self.ids.retired:
            return
        if parent_kind not in ("chapter", *PARENTS.values()):
            names = [*self.ids.slugs, *(id for id, other in self.ids.locations.items() if other.kind in PARENTS.values())]
            yield self._problem(
                (*where, "to"), f'"{addition.to}" is not a chapter, checklist or template', nearest(addition.to, names), f"chapter:{addition.to}"
            )
            return
        for name in LISTS:
            expected = PARENTS.get(name, "chapter")
            if getattr(addition, name) and expected != parent_kind:
                fix = f"Set `to:` to {'the slug of a chapter' if expected == 'chapter' else f'the id of one of the {expected}'}."
                yield self._problem((*where, name), f'cannot be added to "{addition.to}"', fix)
        for key in ("after", "before"):
            anchor = getattr(addition, key)
            if anchor and not self._exists(anchor):
                yield self._problem((*where, key), f'"{anchor}" does not exist and never did', nearest(anchor, self._within(target)), f"part:{anchor}")

    def _order(self, target: str, ids: list[str]) -> Iterator[Problem]:
        parent = self.ids.current_id(target)
        within = set(self._within(parent))
        if not within and parent not in self.ids.retired and parent not in self.ids.slugs:
            known = {*self.ids.slugs, *(location.parent for location in self.ids.locations.values())}
            return (yield self._problem(("order", target), f'"{target}" has no list', nearest(target, known), f"chapter:{target}"))
        for n, id in enumerate(ids):
            if not self._exists(id):  # the drift report names one that upstream moved to another list
                yield self._problem(("order", target, n), f'"{id}" does not exist and never did', nearest(id, within), f"part:{id}")

    def _within(self, parent: str) -> Iterable[str]:
        added = [part for addition in self.overlay.add if self.ids.current_id(addition.to) == parent for name in LISTS for part in getattr(addition, name)]
        return [*(id for id, location in self.ids.locations.items() if location.parent == parent), *(part.id for part in added)]

    def _exists(self, id: str) -> bool:
        return self.ids.current_id(id) in self.ids.locations or id in self.ids.retired or id in self.team_ids

    def _problem(self, where: KeyPath, message: str, fix: str, cause: str = "") -> Problem:
        return Problem(self.document.file, self.document.line(where), format_path(where), message, fix, cause)


def prefix_problems(file: str, line: int, id: str, from_fork: bool) -> Iterator[Problem]:
    """Yield a problem if a fork's id lacks the prefix ``team-``, or an id of upstream has it.

    Args:
        file: Path of the file that has the id.
        line: Its line, from 1.
        id: The id.
        from_fork: Whether the file belongs to a fork.
    """
    if from_fork and not id.startswith(FORK_PREFIX):
        yield Problem(
            file, line, "id", f'"{id}" does not start with `{FORK_PREFIX}`', f'Call it "{FORK_PREFIX}{id}", so that it never clashes with an id from upstream.'
        )
    elif not from_fork and id.startswith(FORK_PREFIX):
        yield Problem(file, line, "id", f'"{id}" starts with `{FORK_PREFIX}`', "Ids that start with it belong to forks. Remove the prefix.")
