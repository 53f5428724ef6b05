"""The library: all chapters, what they cite, and what a fork changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from handbook.config import SiteConfig
from handbook.content.id_index import IdIndex, spots
from handbook.content.models import FORK_PREFIX, Checklist, Named, Practice, Template
from handbook.content.overlay import Overlay
from handbook.content.pages import Page
from handbook.content.references import ChapterMeta, Source, Term
from handbook.content.search_terms import SearchTerms
from handbook.content.vocabulary import Rename
from handbook.content.yaml_source import Document, KeyPath
from handbook.errors import Problem

Made = TypeVar("Made")


@dataclass
class Chapter:
    """A chapter: its page, its front matter and its practice.

    Attributes:
        slug: Its name in the handbook; that of a fork's own chapter begins with ``team-``.
        source: Its page, below the docs folder.
        practice: What readers see: what the file says, and what the fork made of it.
        authored: What the file says.
        note: What the fork adds at the end, if it does.
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
        """Whether the fork wrote it."""
        return self.slug.startswith(FORK_PREFIX)

    @property
    def url(self) -> str:
        """Its address below the site."""
        return self.source.removesuffix(".md") + "/"


@dataclass
class Library:
    """All sources of a handbook, as the macros use them.

    Attributes:
        root: The project's root folder.
        docs: The documentation folder.
        chapters: Those that are sound, by slug, in the order of the file names.
        sources: Cited works by key.
        terms: Glossary by key.
        renames: What the fork calls otherwise.
        askings: How people ask the search, by language.
        strings: Interface words as nested mappings.
        documents: Every practice file that is YAML, sound or not, and the fork's overlay.
        overlay: What the fork changes; empty if there is none.
        known: Every id that upstream has or had.
        identity: Whose handbook this is.
        problems: What is wrong within single files.
        looked: Whether the pages' macro calls were found sound.
    """

    root: Path
    docs: Path
    chapters: dict[str, Chapter] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    renames: list[Rename] = field(default_factory=list)
    search_terms: dict[str, SearchTerms] = field(default_factory=dict)
    strings: dict[str, Any] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    overlay: Overlay = field(default_factory=Overlay)
    ids: IdIndex = field(default_factory=IdIndex)
    config: SiteConfig = field(default_factory=SiteConfig)
    problems: list[Problem] = field(default_factory=list)
    pages_checked: bool = False
    _cache: dict[str, object] = field(default_factory=dict)

    def cached(self, name: str, make: Callable[[], Made]) -> Made:
        """Return what ``make`` returned the first time, as long as the sources stay as they are."""
        if name not in self._cache:
            self._cache[name] = make()
        return cast(Made, self._cache[name])

    @cached_property
    def by_source(self) -> dict[str, Chapter]:
        """The chapters by their pages below the docs folder."""
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
        """The title of each chapter, by its current and former slugs."""
        now = {slug: chapter.meta.title for slug, chapter in self.chapters.items()}
        return {old: now[self.ids.current_id(old)] for old in self.ids.renamed_to if self.ids.current_id(old) in now} | now

    @cached_property
    def in_order(self) -> list[Chapter]:
        """The chapters in reading order: by section, upstream's by their parts, then the fork's own."""
        return sorted(self.chapters.values(), key=lambda one: (one.meta.order, one.from_fork, one.meta.place or 10_000, one.slug))

    @cached_property
    def hidden(self) -> dict[str, str]:
        """What each id of upstream says that the fork does not show."""
        shown = {part.id for chapter in self.chapters.values() for _, part, _ in parts_of(chapter.practice)}
        return {part.id: said for chapter in self.chapters.values() for _, part, said in parts_of(chapter.authored) if part.id not in shown}

    @cached_property
    def missing(self) -> set[str]:
        """Ids of upstream that readers do not see: retired, or hidden by the fork."""
        return {*self.hidden, *self.ids.retired}


def parts_of(practice: Practice) -> Iterator[tuple[KeyPath, Named, str]]:
    """Yield every part with an id: its path in the file, the part, what it says."""
    for spot in spots(practice, ""):
        yield spot.where, spot.part, part_text(spot.part)


def part_text(part: Named) -> str:
    """Return what a part says, as a reader who answered it would quote it."""
    return str(next(getattr(part, key) for key in ("text", "pause", "intro", "title", "label", "question") if hasattr(part, key)))
