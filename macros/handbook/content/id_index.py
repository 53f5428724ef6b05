"""Indexes every id that upstream has or had: its current location, and what it was renamed to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from handbook.content.models.base import Named
from handbook.content.models.practice import Practice
from handbook.content.source.yaml_source import KeyPath


@dataclass(frozen=True)
class Location:
    """Where a part is in the chapters.

    Attributes:
        part: The part.
        kind: Key of the list that contains it, such as ``items``.
        parent: Id of the checklist, template or scenario that has the list, or the chapter's slug.
        slug: The chapter's slug.
        where: Path of the part in the chapter's YAML file.
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
        locations: Location of every current part, by id.
        renamed_to: The next id or slug, by the former one.
        retired: Last wording of each retired part, by id.
        retired_in: Slug of the chapter that each retired part was in, by id.
        slugs: Slugs of the current chapters.
    """

    locations: dict[str, Location] = field(default_factory=dict)
    renamed_to: dict[str, str] = field(default_factory=dict)
    retired: dict[str, str] = field(default_factory=dict)
    retired_in: dict[str, str] = field(default_factory=dict)
    slugs: set[str] = field(default_factory=set)

    def current_id(self, name: str) -> str:
        """Return the current form of an id or a slug, following renames; unchanged if there were none."""
        seen = {name}
        while name not in self.locations and name not in self.slugs and (new := self.renamed_to.get(name)) and new not in seen:
            seen.add(name := new)
        return name


def build_id_index(practices: Iterable[tuple[str, list[str], Practice]]) -> IdIndex:
    """Index the parts of upstream's chapters.

    Args:
        practices: For each chapter its slug, its former slugs, and its practice as its file has it.
    """
    index = IdIndex()
    for slug, old_slugs, practice in practices:
        index.slugs.add(slug)
        index.renamed_to |= dict.fromkeys(old_slugs, slug)
        for location in locations_in(practice, slug):
            index.locations[location.part.id] = location
            index.renamed_to |= dict.fromkeys(location.part.was, location.part.id)
        for part in practice.retired:
            index.retired[part.id] = part.said
            index.retired_in[part.id] = slug
    return index


def locations_in(practice: Practice, slug: str) -> Iterator[Location]:
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
    for n, question in enumerate(practice.recall_later):
        yield Location(question, "questions", slug, slug, ("recall_later", n))
    if practice.scenario:
        yield Location(practice.scenario, "scenario", slug, slug, ("scenario",))
        yield from (Location(option, "options", practice.scenario.id, slug, ("scenario", "options", n)) for n, option in enumerate(practice.scenario.options))
