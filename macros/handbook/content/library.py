"""The library: all chapters, the works they cite, and a fork's changes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from handbook.config import SiteConfig, nav_targets
from handbook.content.id_index import IdIndex, locations_in
from handbook.content.markdown.pages import Page
from handbook.content.models.base import FORK_PREFIX, Named
from handbook.content.models.ladder import Ladder
from handbook.content.models.overlay import Overlay
from handbook.content.models.practice import Checklist, Practice, Template
from handbook.content.models.references import ChapterMeta, Source, Term
from handbook.content.models.search_terms import SearchTerms
from handbook.content.models.sessions import Sessions
from handbook.content.models.vocabulary import Rename
from handbook.content.source.yaml_source import Document, KeyPath
from handbook.errors import Problem

Value = TypeVar("Value")


@dataclass
class Chapter:
    """A chapter or a field note: its page, its front matter and its practice.

    Attributes:
        slug: Its name in the handbook; starts with ``team-`` if a fork wrote the chapter.
        source: Path of its Markdown file below the docs folder.
        page: Its Markdown file, parsed.
        meta: Its front matter.
        practice: The practice that readers see, with the fork's changes.
        document: Its YAML file.
        authored: The practice as its YAML file has it.
        note: The fork's note, shown at the end of the chapter, if there is one.
    """

    slug: str
    source: str
    page: Page
    meta: ChapterMeta
    practice: Practice
    document: Document
    authored: Practice
    note: Page | None = None

    @property
    def from_fork(self) -> bool:
        """Whether a fork wrote it."""
        return self.slug.startswith(FORK_PREFIX)

    @property
    def is_field_note(self) -> bool:
        """Whether it is a field note, which deepens a chapter."""
        return bool(self.meta.deepens)

    @property
    def url(self) -> str:
        """Its URL below the site's root."""
        return self.source.removesuffix(".md") + "/"


@dataclass
class Library:
    """All sources of a handbook, as the macros use them.

    Attributes:
        root: The project's root folder.
        docs: The documentation folder.
        chapters: The valid chapters and field notes by slug, in the order of their file names.
        sources: Cited works by key.
        terms: Glossary by key.
        renames: The words that the fork replaces.
        search_terms: Stop words and synonyms of the search, by language.
        sessions: The sessions of a reading group, and the file that has them; None if there is no such file.
        strings: Interface words as nested mappings.
        documents: Every practice file that could be parsed, valid or not, and the fork's overlay and ladder.
        overlay: The fork's changes; empty if there are none.
        ladder: What the fork's career ladder expects; empty if there is none.
        ids: Every id that upstream has or had.
        config: The site's configuration.
        former: In a fork, what upstream said under each name, such as ``work:DOE20``; names that are gone are among them.
        macros: The arguments of each macro, by its name.
        problems: Problems within single files.
        warnings: Problems in spite of which a build goes on.
        page_problems: While an author is served, the problems of single pages, by file; they stop no other page.
        pages_checked: Whether the macro calls on all pages were checked and have no problems.
    """

    root: Path
    docs: Path
    chapters: dict[str, Chapter] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    renames: list[Rename] = field(default_factory=list)
    search_terms: dict[str, SearchTerms] = field(default_factory=dict)
    sessions: tuple[Sessions, Document] | None = None
    strings: dict[str, Any] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    overlay: Overlay = field(default_factory=Overlay)
    ladder: Ladder = field(default_factory=Ladder)
    ids: IdIndex = field(default_factory=IdIndex)
    config: SiteConfig = field(default_factory=SiteConfig)
    former: dict[str, str] = field(default_factory=dict)
    macros: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    page_problems: dict[str, list[Problem]] = field(default_factory=dict)
    pages_checked: bool = False
    _cache: dict[str, object] = field(default_factory=dict)

    def cached(self, name: str, compute: Callable[[], Value]) -> Value:
        """Return what ``compute`` returned the first time; cached for the life of the library, which is read anew when a file changes."""
        if name not in self._cache:
            self._cache[name] = compute()
        return cast(Value, self._cache[name])

    @cached_property
    def by_source(self) -> dict[str, Chapter]:
        """The chapters by the path of their page below the docs folder."""
        return {chapter.source: chapter for chapter in self.chapters.values()}

    @cached_property
    def checklists(self) -> dict[str, tuple[Checklist, Chapter]]:
        """Every checklist that readers see, by id, with its chapter."""
        return {part.id: (part, chapter) for chapter in self.chapters.values() for part in chapter.practice.checklists}

    @cached_property
    def templates(self) -> dict[str, tuple[Template, Chapter]]:
        """Every template that readers see, by id, with its chapter."""
        return {part.id: (part, chapter) for chapter in self.chapters.values() for part in chapter.practice.templates}

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title of each chapter, by its current and former slugs; also of those that upstream has removed."""
        current = {slug: chapter.meta.title for slug, chapter in self.chapters.items()}
        removed = {name.removeprefix("chapter:"): said for name, said in self.former.items() if name.startswith("chapter:")}
        return removed | {old: current[self.ids.current_id(old)] for old in self.ids.renamed_to if self.ids.current_id(old) in current} | current

    @cached_property
    def in_order(self) -> list[Chapter]:
        """The chapters in reading order, by section, upstream's by their parts, then the fork's own; and after them the field notes."""
        chapters = [chapter for chapter in self.chapters.values() if not chapter.is_field_note]
        return sorted(chapters, key=lambda chapter: (chapter.meta.order, *self._own_order(chapter))) + self.field_notes

    @cached_property
    def field_notes(self) -> list[Chapter]:
        """The field notes, as the navigation lists upstream's, then the fork's own."""
        listed = {page: n for n, page in enumerate(nav_targets(list(self.config.nav)))}
        notes = [chapter for chapter in self.chapters.values() if chapter.is_field_note]
        return sorted(notes, key=lambda note: (listed.get(note.source, len(listed)), *self._own_order(note)))

    @staticmethod
    def _own_order(chapter: Chapter) -> tuple[bool, int, str]:
        return chapter.from_fork, chapter.meta.place or 10_000, chapter.slug

    def deepened_by(self, note: Chapter) -> Chapter | None:
        """Return the chapter that a field note deepens; None if upstream has removed it."""
        return self.chapters.get(self.ids.current_id(note.meta.deepens))

    def field_notes_of(self, chapter: Chapter) -> list[Chapter]:
        """Return the field notes that deepen a chapter."""
        return [note for note in self.field_notes if self.deepened_by(note) is chapter]

    @cached_property
    def hidden(self) -> dict[str, str]:
        """The wording of each part that readers no longer see, by id: upstream's that the fork hides, and the fork's own of a removed chapter."""
        changed = [chapter for chapter in self.chapters.values() if chapter.practice is not chapter.authored]
        shown = {part.id for chapter in changed for _, part, _ in parts_of(chapter.practice)}
        parts = [*(part for chapter in changed for _, part, _ in parts_of(chapter.authored)), *self.overlay.added()]
        return {part.id: part_text(part) for part in parts if part.id not in shown}

    @cached_property
    def missing(self) -> set[str]:
        """Ids of upstream that readers don't see, because they are retired or the fork hides them."""
        return {*self.hidden, *self.ids.retired}


def parts_of(practice: Practice) -> Iterator[tuple[KeyPath, Named, str]]:
    """Yield every part with an id, as its path in the file, the part, and its wording."""
    for location in locations_in(practice, ""):
        yield location.where, location.part, part_text(location.part)


def part_text(part: Named) -> str:
    """Return the wording of a part that a reader's answer refers to."""
    return str(next(getattr(part, key) for key in ("text", "pause", "intro", "title", "label", "question") if hasattr(part, key)))
