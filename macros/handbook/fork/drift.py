"""Reports upstream's changes since the fork last looked that affect the fork's own changes: ``make drift``."""

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.content.library import Library
from handbook.content.models.base import FORK_PREFIX
from handbook.errors import LINK
from handbook.fork.snapshot import UpstreamPart, current_parts, named_ids, read

MAX_ITEMS = 9  # a checklist can exceed this once upstream and a fork have both added to it
# The kinds of changes in the order of the report, each with its heading; docs/guide/stay-up-to-date.md quotes them.
KINDS = {
    "reworded": "Upstream changed the wording of what you reworded",
    "same": "Upstream now says what you say: your rewording can go",
    "hidden": "Upstream changed what you hide",
    "renamed": "Upstream renamed what you name; the old name still works",
    "retired": "Upstream retired what you name",
    "removed": "Your files name what upstream has changed or removed",
    "moved": "Upstream moved what you name",
    "long": f"Lists that have grown longer than {MAX_ITEMS} lines",
    "gone": "Upstream retired",
    "new": "New upstream",
}


@dataclass(frozen=True)
class Change:
    """One change to review: its kind (a key of KINDS), the id, and the lines that describe it."""

    kind: str
    id: str
    lines: tuple[str, ...]


def drift(library: Library) -> list[Change]:
    """Return upstream's changes since the fork's snapshot, in the order of KINDS; without a snapshot, only what the build warns of."""
    snapshot = read(library.root)
    changes = list(_Comparison(library, snapshot).changes()) if snapshot else []
    for problem in sorted(warning for warning in library.warnings if warning.cause not in ("", LINK)):
        first, fix = str(problem).splitlines()
        changes.append(Change("removed", first, (fix.strip(),)))
    return sorted(changes, key=lambda change: list(KINDS).index(change.kind))


def report(changes: list[Change]) -> str:
    """Return the changes as text, under a heading for each kind."""
    parts = []
    for kind, heading in KINDS.items():
        of_kind = [change for change in changes if change.kind == kind]
        if of_kind:
            rows = "\n".join("\n".join([f"  {change.id}", *(f"    {line}" for line in change.lines)]) for change in of_kind)
            parts.append(f"{heading} ({len(of_kind)}):\n{rows}")
    return "\n\n".join(parts)


def summary(changes: list[Change]) -> str:
    """Return the changes as one line for a build, without those of which it warns one by one; "" if there are none."""
    counts = {kind: sum(change.kind == kind for change in changes) for kind in KINDS if kind != "removed"}
    listed = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    return f"Upstream has moved since this team last looked: {listed}. Read it: make drift. Then: make drift SEEN=yes" if listed else ""


class _Comparison:
    def __init__(self, library: Library, snapshot: dict[str, UpstreamPart]) -> None:
        self.library, self.ids, self.snapshot = library, library.ids, snapshot
        self.current = current_parts(library)

    def changes(self) -> Iterator[Change]:
        overlay_ids = named_ids(self.library.overlay)
        for name in overlay_ids:
            if not name.startswith(FORK_PREFIX):
                yield from self._named(name)
        for target, ids in self.library.overlay.order.items():
            yield from self._ordered(target, ids)
        reported = {self.ids.current_id(name) for name in overlay_ids}
        for id in self.snapshot:
            if id not in self.current and id not in overlay_ids and self.ids.current_id(id) == id:
                yield Change("gone", id, (f"It said: {self.snapshot[id].said}",))
        for id, part in self.current.items():
            former_ids = {old for old, new_id in self.ids.renamed_to.items() if new_id == id}
            if id not in self.snapshot and id not in reported and not former_ids & set(self.snapshot):
                yield Change("new", id, (part.said, *([f"in {part.within}"] if part.within else [])))
        for checklist, chapter in self.library.checklists.values():
            upstream = self.ids.locations.get(checklist.id)
            if upstream and not chapter.from_fork and len(checklist.items) > MAX_ITEMS:
                yield Change("long", checklist.id, (f"It has {len(checklist.items)} lines now. Hide one, or move one of yours.",))

    def _named(self, name: str) -> Iterator[Change]:
        id = self.ids.current_id(name)
        old, new = self.snapshot.get(name) or self.snapshot.get(id), self.current.get(id)
        if new is None:
            wording = self.ids.retired.get(id) or (old.said if old else "")
            yield Change("retired", name, (f"It said: {wording}", "Your change no longer applies: remove it from docs/team/overlay.yml."))
            return
        if id != name and id not in self.snapshot:
            yield Change("renamed", name, (f"Now: {id}",))
        if old and old.within and self.ids.current_id(old.within) != new.within:
            yield Change("moved", name, (f"From {old.within} to {new.within}.",))
        yield from self._reworded(name, old, new)

    def _ordered(self, target: str, ids: list[str]) -> Iterator[Change]:
        for id in ids:
            location = self.ids.locations.get(self.ids.current_id(id))
            if location and location.parent != self.ids.current_id(target):
                yield Change("moved", id, (f"Your order of {target} names it, but it is now in {location.parent}.",))

    def _reworded(self, name: str, old: UpstreamPart | None, new: UpstreamPart) -> Iterator[Change]:
        ours = self.library.overlay.reword.get(name, {})
        before = old.words if old else {}
        same = [key for key in ours if new.words.get(key) == ours[key]]
        changed = [key for key in new.words if before and before.get(key) != new.words[key] and key not in same]
        if name in self.library.overlay.hide:
            if changed:
                yield Change("hidden", name, tuple(line for key in changed for line in _before_and_now(key, before, new)))
        elif ours and changed:
            yield Change(
                "reworded",
                name,
                tuple(line for key in changed for line in (*_before_and_now(key, before, new), *([f"{key}, yours: {ours[key]}"] if key in ours else []))),
            )
        if same:
            yield Change("same", name, tuple(f"{key}: {ours[key]}" for key in same))


def _before_and_now(key: str, before: dict[str, object], new: UpstreamPart) -> tuple[str, str]:
    return f"{key}, before: {before.get(key, '')}", f"{key}, now: {new.words[key]}"
