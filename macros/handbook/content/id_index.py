"""An index of every id that upstream has or had: where it is now, and what it was renamed to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from handbook.content.models import Named, Practice
from handbook.content.yaml_source import KeyPath


@dataclass(frozen=True)
class Location:
    """Where a part is in the chapters.

    Attributes:
        part: The part.
        kind: The list it is in, such as ``items``.
        parent: What the list belongs to: a checklist's id, or a chapter's slug.
        slug: The chapter.        where: Its path in that chapter's file.
    """

    part: Named
    kind: str
    parent: str
    slug: str
    where: KeyPath


@dataclass
class IdIndex:
    """Every id and slug that an overlay can name.

    Attributes:
        spots: Every current part, by id.
        renamed_to: The next id or slug, by the former one.
        retired: The text of a retired part, by its id.
        retired_in: The chapter that a retired part was in, by its id.
        slugs: The current chapters.
    """

    spots: dict[str, Location] = field(default_factory=dict)
    renamed_to: dict[str, str] = field(default_factory=dict)
    retired: dict[str, str] = field(default_factory=dict)
    retired_in: dict[str, str] = field(default_factory=dict)
    slugs: set[str] = field(default_factory=set)

    def current_id(self, name: str) -> str:
        """Return the current id for an id or a slug; itself if it was not renamed."""
        seen = {name}
        while name not in self.spots and name not in self.slugs and (new := self.renamed_to.get(name)) and new not in seen:
            seen.add(name := new)
        return name


def build_id_index(practices: Iterable[tuple[str, list[str], Practice]]) -> IdIndex:
    """Index the parts of upstream's chapters.

    Args:
        practices: Each chapter's slug, its former slugs, and its practice as upstream has it.
    """
    found = IdIndex()
    for slug, old, practice in practices:
        found.slugs.add(slug)
        found.renamed_to |= dict.fromkeys(old, slug)
        for spot in spots(practice, slug):
            found.spots[spot.part.id] = spot
            found.renamed_to |= dict.fromkeys(spot.part.was, spot.part.id)
        for gone in practice.retired:
            found.retired[gone.id] = gone.said
            found.retired_in[gone.id] = slug
    return found


def spots(practice: Practice, slug: str) -> Iterator[Location]:
    """Yield every part of a chapter's practice with its location."""
    for kind in ("checklists", "prompts", "behaviours", "templates"):
        for n, part in enumerate(getattr(practice, kind)):
            yield Location(part, kind, slug, slug, (kind, n))
            for inner in ("items", "fields"):
                yield from (Location(child, inner, part.id, slug, (kind, n, inner, m)) for m, child in enumerate(getattr(part, inner, [])))
    if practice.plan:
        yield Location(practice.plan, "plan", slug, slug, ("plan",))
    for n, question in enumerate(practice.recall.questions if practice.recall else []):
        yield Location(question, "questions", slug, slug, ("recall", "questions", n))
    if practice.scenario:
        yield Location(practice.scenario, "scenario", slug, slug, ("scenario",))
        yield from (Location(one, "options", practice.scenario.id, slug, ("scenario", "options", n)) for n, one in enumerate(practice.scenario.options))
