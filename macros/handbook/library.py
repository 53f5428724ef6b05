"""All sources of the handbook together, read once and kept until they change."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handbook.base import Named
from handbook.faults import Fault, HandbookFaults
from handbook.load import Document, read_yaml
from handbook.model import Practice
from handbook.pages import Page, read_page
from handbook.reference import ChapterMeta, Glossary, Source, Sources, Term
from handbook.strings import strings_of
from handbook.validate import validated


@dataclass
class Chapter:
    """A chapter: its page, its front matter and its practice."""

    slug: str
    page: Page
    meta: ChapterMeta
    practice: Practice
    document: Document


@dataclass
class Library:
    """What the macros draw from.

    Attributes:
        root: The project's root folder.
        docs: The documentation folder.
        chapters: Those that are sound, by slug, in the order of the file names.
        sources: Cited works by key.
        terms: Glossary by key.
        strings: Interface words as nested mappings.
        documents: Every practice file that is YAML, sound or not.
        faults: What is wrong within single files.
        looked: Whether the pages' macro calls were found sound.
    """

    root: Path
    docs: Path
    chapters: dict[str, Chapter] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    strings: dict[str, Any] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    looked: bool = False


def named(practice: Practice) -> Iterator[tuple[tuple[str | int, ...], Named, str]]:
    """Yield every part with an id: its path in the file, the part, what it says."""
    for n, checklist in enumerate(practice.checklists):
        yield ("checklists", n), checklist, checklist.pause
        for m, item in enumerate(checklist.items):
            yield ("checklists", n, "items", m), item, item.text
    for n, prompt in enumerate(practice.prompts):
        yield ("prompts", n), prompt, prompt.text
    if practice.plan:
        yield ("plan",), practice.plan, practice.plan.intro
    for n, question in enumerate(practice.recall.questions if practice.recall else []):
        yield ("recall", "questions", n), question, question.question
    if practice.scenario:
        yield ("scenario",), practice.scenario, practice.scenario.title
        for n, option in enumerate(practice.scenario.options):
            yield ("scenario", "options", n), option, option.text
    for n, behaviour in enumerate(practice.behaviours):
        yield ("behaviours", n), behaviour, behaviour.title
    for n, template in enumerate(practice.templates):
        yield ("templates", n), template, template.title
        for m, blank in enumerate(template.fields):
            yield ("templates", n, "fields", m), blank, blank.label


_lock = threading.Lock()
_kept: dict[Path, tuple[object, Library]] = {}


def library(root: Path, docs: Path) -> Library:
    """Return the library of a project; read again only when a file has changed.

    Zensical calls this for every page, from several threads; hence the lock.

    Args:
        root: The project's root folder.
        docs: The documentation folder.

    Returns:
        The library, with everything that is wrong in its ``faults``.
    """
    with _lock:
        stamp = _stamp(root, docs)
        if docs not in _kept or _kept[docs][0] != stamp:
            _kept[docs] = (stamp, read_library(root, docs))
        return _kept[docs][1]


def _stamp(root: Path, docs: Path) -> object:
    paths = [*root.glob("*.yml"), *docs.glob("*.yml"), *docs.glob("strings/*.yml"), *docs.glob("chapters/*")]
    return tuple((path, stat.st_mtime_ns, stat.st_size) for path in sorted(paths) for stat in [path.stat()])


def read_library(root: Path, docs: Path) -> Library:
    """Read everything; see ``library``, which also keeps it."""
    result = Library(root, docs)

    def attempt(read: Any, *args: Any) -> Any:
        try:
            return read(*args)
        except HandbookFaults as error:
            result.faults += error.faults
            return None

    def model(path: Path, kind: Any) -> Any:
        document = attempt(read_yaml, path, root)
        return document and attempt(validated, document, kind)

    sources = model(docs / "sources.yml", Sources)
    terms = model(docs / "glossary.yml", Glossary)
    result.sources = sources.root if sources else {}
    result.terms = terms.root if terms else {}
    result.strings = attempt(strings_of, root, docs) or {}
    folder = docs / "chapters"
    for slug in sorted({path.stem for path in [*folder.glob("*.md"), *folder.glob("*.yml")]}):
        page = attempt(read_page, folder / f"{slug}.md", root)
        meta = page and attempt(validated, page.front, ChapterMeta)
        side = folder / f"{slug}.yml"
        document = attempt(read_yaml, side, root) if side.exists() else Document(side.relative_to(root).as_posix(), {})
        practice = document and attempt(validated, document, Practice)
        if document:
            result.documents.append(document)
        if page and meta and practice and document:
            result.chapters[slug] = Chapter(slug, page, meta, practice, document)
    return result
