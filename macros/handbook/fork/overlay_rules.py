"""Checks a fork's overlay: every id it names exists or existed, and can be changed in that way."""

from collections.abc import Iterable, Iterator

from handbook.content.id_index import IdIndex
from handbook.content.models import FORK_PREFIX
from handbook.content.overlay import LISTS, Addition, Overlay
from handbook.content.yaml_source import Document, KeyPath, format_path
from handbook.errors import Problem, nearest

# Keys that a fork cannot reword: answers, links or children depend on them.
FIXED = {"id", "was", "kind", "slug", "cite", "items", "fields", "options"}
HOLDERS = {"items": "checklists", "fields": "templates"}


def overlay_problems(overlay: Overlay, at: Document, known: IdIndex) -> list[Problem]:
    """Return what is wrong with an overlay.

    An id that upstream retired is not a problem, or an update could break a build; the drift report names it.

    Args:
        overlay: Sound in itself.
        at: Its file, for lines.
        known: Every id that upstream has or had.
    """
    return list(_OverlayChecker(overlay, at, known).problems())


class _OverlayChecker:
    def __init__(self, overlay: Overlay, at: Document, known: IdIndex) -> None:
        self.overlay, self.at, self.known = overlay, at, known
        self.team_ids = {part.id for part in overlay.added()}

    def problems(self) -> Iterator[Problem]:
        for n, id in enumerate(self.overlay.hide):
            where: KeyPath = ("hide", n)
            yield from self._not_upstreams(id, where)
            spot = self.known.locations.get(self.known.current_id(id))
            if spot and spot.kind == "options":
                yield self._problem(
                    where, f'"{id}" is one of the three options of a scenario', f'Hide the whole scenario, "{spot.parent}", or reword the option.'
                )
        for id, texts in self.overlay.reword.items():
            yield from self._not_upstreams(id, ("reword", id))
            if spot := self.known.locations.get(self.known.current_id(id)):
                words = sorted(set(type(spot.part).model_fields) - FIXED)
                others = [key for key in texts if key not in words]
                yield from (self._problem(("reword", id, key), "is not a text of this part", nearest(key, words, 9)) for key in others)
        for n, addition in enumerate(self.overlay.add):
            yield from self._addition(addition, ("add", n))
        for target, ids in self.overlay.order.items():
            yield from self._order(target, ids)

    def _not_upstreams(self, id: str, where: KeyPath) -> Iterator[Problem]:
        if id.startswith(FORK_PREFIX):
            yield self._problem(where, f'"{id}" is your own id', "Change it where you wrote it.")
        elif not self._there(id):
            yield self._problem(where, f'"{id}" does not exist and never did', nearest(id, self.known.locations))

    def _addition(self, addition: Addition, where: KeyPath) -> Iterator[Problem]:
        target = self.known.current_id(addition.to)
        spot = self.known.locations.get(target)
        holder = "chapter" if target in self.known.slugs else spot.kind if spot else ""
        if target in self.overlay.hide:
            yield self._problem((*where, "to"), f'"{addition.to}" is hidden in this file', "Show it again, or add to another list.")
        if target in self.known.retired:
            return
        if holder not in ("chapter", *HOLDERS.values()):
            names = [*self.known.slugs, *(id for id, found in self.known.locations.items() if found.kind in HOLDERS.values())]
            yield self._problem((*where, "to"), f'"{addition.to}" is not a chapter, checklist or template', nearest(addition.to, names))
            return
        for name in LISTS:
            wanted = HOLDERS.get(name, "chapter")
            if getattr(addition, name) and wanted != holder:
                fix = f"Set `to:` to {'the slug of a chapter' if wanted == 'chapter' else f'the id of one of the {wanted}'}."
                yield self._problem((*where, name), f'cannot be added to "{addition.to}"', fix)
        for key in ("after", "before"):
            anchor = getattr(addition, key)
            if anchor and not self._there(anchor):
                yield self._problem((*where, key), f'"{anchor}" does not exist and never did', nearest(anchor, self._within(target)))

    def _order(self, target: str, ids: list[str]) -> Iterator[Problem]:
        parent = self.known.current_id(target)
        within = set(self._within(parent))
        if not within and parent not in self.known.retired and parent not in self.known.slugs:
            return (
                yield self._problem(
                    ("order", target), f'"{target}" has no list', nearest(target, {*self.known.slugs, *(s.parent for s in self.known.locations.values())})
                )
            )
        for n, id in enumerate(ids):
            if not self._there(id):  # the drift report names one that upstream moved to another list
                yield self._problem(("order", target, n), f'"{id}" does not exist and never did', nearest(id, within))

    def _within(self, parent: str) -> Iterable[str]:
        added = [part for one in self.overlay.add if self.known.current_id(one.to) == parent for name in LISTS for part in getattr(one, name)]
        return [*(id for id, spot in self.known.locations.items() if spot.parent == parent), *(part.id for part in added)]

    def _there(self, id: str) -> bool:
        return self.known.current_id(id) in self.known.locations or id in self.known.retired or id in self.team_ids

    def _problem(self, where: KeyPath, message: str, fix: str) -> Problem:
        return Problem(self.at.file, self.at.line(where), format_path(where), message, fix)


def prefix_problems(file: str, line: int, id: str, own: bool) -> Iterator[Problem]:
    """Yield a problem if a fork's id lacks the prefix ``team-``, or an id of upstream has it.

    Args:
        file: Path of its file.
        line: Its line, from 1.
        id: The id.
        own: Whether that file belongs to a fork.
    """
    if own and not id.startswith(FORK_PREFIX):
        yield Problem(
            file, line, "id", f'"{id}" does not start with `{FORK_PREFIX}`', f'Call it "{FORK_PREFIX}{id}", so that it never clashes with an id from upstream.'
        )
    elif not own and id.startswith(FORK_PREFIX):
        yield Problem(file, line, "id", f'"{id}" starts with `{FORK_PREFIX}`', "Ids that start with it belong to forks. Remove the prefix.")
