"""Reports what upstream changed, since the fork last looked, in the parts that the fork changed: ``make drift``."""

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.content.library import Library
from handbook.content.models import FORK_PREFIX
from handbook.fork.snapshot import UpstreamPart, current_parts, named_ids, read

MAX_ITEMS = 9  # lines of a checklist; what upstream and a fork add up to may be more
# The kinds of changes in the order of the report, each with its heading.
KINDS = {
    "reworded": "Upstream changed the wording of what you reworded",
    "same": "Upstream now says what you say: your rewording can go",
    "hidden": "Upstream changed what you hide",
    "renamed": "Upstream renamed what you name; the old name still works",
    "retired": "Upstream retired what you name",
    "moved": "Upstream moved what you name",
    "long": f"Lists that have grown longer than {MAX_ITEMS} lines",
    "gone": "Upstream retired",
    "new": "New upstream",
}


@dataclass(frozen=True)
class Change:
    """One change to look at: its kind (a key of KINDS), the id, and the lines that describe it."""

    kind: str
    id: str
    lines: tuple[str, ...]


def drift(library: Library) -> list[Change]:
    """Return everything upstream changed under the fork; nothing if there is no snapshot to compare with."""
    seen = read(library.root)
    found = list(_Drift(library, seen).news()) if seen else []
    return sorted(found, key=lambda news: list(KINDS).index(news.kind))


def report(found: list[Change]) -> str:
    """Return the changes as text, under a heading for each kind."""
    parts = []
    for kind, heading in KINDS.items():
        of_kind = [news for news in found if news.kind == kind]
        if of_kind:
            rows = "\n".join("\n".join([f"  {news.id}", *(f"    {line}" for line in news.lines)]) for news in of_kind)
            parts.append(f"{heading} ({len(of_kind)}):\n{rows}")
    return "\n\n".join(parts)


def summary(found: list[Change]) -> str:
    """Return the changes as one line for a build; "" if there are none."""
    counts = {kind: sum(news.kind == kind for news in found) for kind in KINDS}
    told = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    return f"Upstream has moved since this team last looked: {told}. Read it: make drift. Then: make drift SEEN=yes" if told else ""


class _Drift:
    def __init__(self, library: Library, seen: dict[str, UpstreamPart]) -> None:
        self.library, self.known, self.seen = library, library.ids, seen
        self.now = current_parts(library)

    def news(self) -> Iterator[Change]:
        named = named_ids(self.library.overlay)
        for name in named:
            if not name.startswith(FORK_PREFIX):
                yield from self._named(name)
        for target, ids in self.library.overlay.order.items():
            yield from self._ordered(target, ids)
        told = {self.known.current_id(name) for name in named}
        for id in self.seen:
            if id not in self.now and id not in named and self.known.current_id(id) == id:
                yield Change("gone", id, (f"It said: {self.seen[id].said}",))
        for id, one in self.now.items():
            before = {old for old, heir in self.known.renamed_to.items() if heir == id}
            if id not in self.seen and id not in told and not before & set(self.seen):
                yield Change("new", id, (one.said, *([f"in {one.within}"] if one.within else [])))
        for checklist, chapter in self.library.checklists.values():
            upstream = self.known.locations.get(checklist.id)
            if upstream and not chapter.from_fork and len(checklist.items) > MAX_ITEMS:
                yield Change("long", checklist.id, (f"It has {len(checklist.items)} lines now. Hide one, or move one of yours.",))

    def _named(self, name: str) -> Iterator[Change]:
        id = self.known.current_id(name)
        old, new = self.seen.get(name) or self.seen.get(id), self.now.get(id)
        if new is None:
            said = self.known.retired.get(id) or (old.said if old else "")
            yield Change("retired", name, (f"It said: {said}", "Your change no longer applies: remove it from docs/team/overlay.yml."))
            return
        if id != name and id not in self.seen:
            yield Change("renamed", name, (f"Now: {id}",))
        if old and old.within and self.known.current_id(old.within) != new.within:
            yield Change("moved", name, (f"From {old.within} to {new.within}.",))
        yield from self._reworded(name, old, new)

    def _ordered(self, target: str, ids: list[str]) -> Iterator[Change]:
        for id in ids:
            spot = self.known.locations.get(self.known.current_id(id))
            if spot and spot.parent != self.known.current_id(target):
                yield Change("moved", id, (f"Your order of {target} names it, but it is now in {spot.parent}.",))

    def _reworded(self, name: str, old: UpstreamPart | None, new: UpstreamPart) -> Iterator[Change]:
        mine = self.library.overlay.reword.get(name, {})
        was = old.words if old else {}
        same = [key for key in mine if new.words.get(key) == mine[key]]
        changed = [key for key in new.words if was and was.get(key) != new.words[key] and key not in same]
        if name in self.library.overlay.hide:
            if changed:
                yield Change("hidden", name, tuple(line for key in changed for line in _both(key, was, new)))
        elif mine and changed:
            yield Change(
                "reworded", name, tuple(line for key in changed for line in (*_both(key, was, new), *([f"{key}, yours: {mine[key]}"] if key in mine else [])))
            )
        if same:
            yield Change("same", name, tuple(f"{key}: {mine[key]}" for key in same))


def _both(key: str, was: dict[str, object], new: UpstreamPart) -> tuple[str, str]:
    return f"{key}, before: {was.get(key, '')}", f"{key}, now: {new.words[key]}"
