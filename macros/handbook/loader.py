"""Loads all sources of the handbook, cached until a file changes."""

import gc
import os
import pickle
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from handbook.config import load_site_config
from handbook.content.library import Chapter, Library
from handbook.content.markdown.pages import read_page
from handbook.content.models.base import FIELD_NOTES, FORK_FOLDER, FORK_PREFIX
from handbook.content.models.practice import FieldNotePractice, Practice
from handbook.content.models.references import ChapterMeta, FieldNoteMeta, Glossary, Sources
from handbook.content.models.search_terms import SearchTermsFile, joined
from handbook.content.models.sessions import FILE as SESSIONS
from handbook.content.models.sessions import FORK_FILE as TEAM_SESSIONS
from handbook.content.models.sessions import Sessions
from handbook.content.nav.folders import INDEXES, leads_up
from handbook.content.source.files import cached_by_mtime, cached_values
from handbook.content.source.validation import SourceReader, validate
from handbook.content.source.yaml_source import Document, read_yaml
from handbook.errors import Problem
from handbook.fork.apply import apply_fork
from handbook.i18n.strings import load_strings

# Set while a site is built: files don't change then, and Zensical would stat a thousand of them for every page.
BUILDING = "HANDBOOK_BUILDS"
# A file in which the process that runs Zensical finds the library that has been read and checked for it: a build reads each source once.
READ = "HANDBOOK_LIBRARY"
_COUNTED = {"assets", "strings", "chapters", FIELD_NOTES, FORK_FOLDER}  # folders whose files are counted otherwise, or have no pages
_lock = threading.Lock()
_cache: dict[Path, tuple[object, Library]] = {}


def load_library(root: Path, docs: Path) -> Library:
    """Return the library of a project; read again only when a file has changed.

    Zensical calls this for every page, from several threads; hence the lock.

    Args:
        root: The project's root folder.
        docs: The documentation folder.

    Returns:
        The library, with everything that is wrong in its ``problems``.
    """
    with _lock:
        if docs not in _cache and READ in os.environ:
            _restore(docs, Path(os.environ[READ]))
        if docs in _cache and BUILDING in os.environ:
            return _cache[docs][1]
        stamp = _stamp(root, docs)
        if docs not in _cache or _cache[docs][0] != stamp:
            _cache[docs] = (stamp, read_library(root, docs))
        return _cache[docs][1]


def save_library(library: Library, path: Path) -> None:
    """Write a library, with all that has been read for it, to a file that ``READ`` can name in the environment of another process.

    A pickle, which can run code when it is read: only for a file of this build, in a folder of this build.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pickle.dumps((library, cached_values()), pickle.HIGHEST_PROTOCOL))


def _restore(docs: Path, path: Path) -> None:
    gc.disable()  # it would walk all of this over and over as it grows
    library, values = pickle.loads(path.read_bytes())
    cached_values().update(values)
    _cache[docs] = (None, library)
    gc.freeze()  # a build keeps them to its end, so they need not be walked again
    gc.enable()


def docs_folder(root: Path, configured: str) -> Path:
    """Return the documentation folder of a configuration; for the hidden copy that Zensical may read, the folder that it is a copy of."""
    return root / ("docs" if configured.startswith(".") else configured)


def _stamp(root: Path, docs: Path) -> object:
    """Return name, time and size of every file that the library is made of; with ``os.scandir``, since Zensical asks for every page."""
    files = [
        *_files(root, ".yml"),
        *_files(docs, ".yml"),
        *_files(docs / "strings", ".yml"),
        *_files(docs / "chapters", deep=True),
        *_files(docs / FIELD_NOTES, deep=True),
        *_files(docs / FORK_FOLDER, deep=True),
        *(file for folder in docs.glob("*") if folder.name not in _COUNTED for file in _files(folder, ".md", deep=True)),
    ]
    return tuple(sorted((file.path, (stat := file.stat()).st_mtime_ns, stat.st_size) for file in files))


def _files(folder: Path | str, ending: str = "", deep: bool = False) -> Iterator[os.DirEntry[str]]:
    """Yield the files of a folder, if there is such a folder; ``deep`` also those of its folders."""
    try:
        entries = os.scandir(folder)
    except OSError:
        return
    with entries:
        for entry in entries:
            if entry.is_file():
                if entry.name.endswith(ending):
                    yield entry
            elif deep and entry.is_dir() and not (entry.is_symlink() and leads_up(Path(entry.path))):
                yield from _files(entry.path, ending, deep)


def read_library(root: Path, docs: Path) -> Library:
    """Read everything; ``load_library`` caches this."""
    result = Library(root, docs)
    read = SourceReader(root, result.problems)
    result.config = read.attempt(load_site_config, root) or result.config
    sources, terms = read.model(docs / "sources.yml", Sources), read.model(docs / "glossary.yml", Glossary)
    result.sources = dict(sources.root) if sources else {}
    result.terms = terms.root if terms else {}
    for path in filter(Path.exists, (docs / "search.yml", docs / FORK_FOLDER / "search.yml")):
        search_terms = read.model(path, SearchTermsFile)
        for language, added in (search_terms.root if search_terms else {}).items():
            result.search_terms[language] = joined(filter(None, (result.search_terms.get(language), added)))
    _read_sessions(result, read)
    result.strings = read.attempt(load_strings, root, docs) or {}
    for source, slug, is_field_note in _pages(docs):
        if slug in result.chapters:
            result.problems.append(Problem(f"docs/{source}", 0, "", f"has the same file name as docs/{result.chapters[slug].source}", "Rename one of the two."))
        path, side = docs / source, (docs / source).with_suffix(".yml")
        meta_model, model = (FieldNoteMeta, FieldNotePractice) if is_field_note else (ChapterMeta, Practice)
        page = read.attempt(read_page, path, root)
        if page and slug.startswith(FORK_PREFIX) and not page.front.data and not side.exists():
            what = "field notes" if is_field_note else "chapters with a practice"
            folder = "/".join(page.file.split("/")[:3])
            fix = "Give the folder another name if it came with a wiki."
            result.problems.append(Problem(folder, 0, "", f"has a page without front matter, and is for {what}", fix))
            continue
        meta = page and read.attempt(cached_by_mtime, path, "meta", partial(validate, page.front, meta_model))
        document = read.attempt(read_yaml, side, root) if side.exists() else Document(side.relative_to(root).as_posix(), {})
        practice = document and read.attempt(cached_by_mtime, side, "practice", partial(validate, document, model))
        if document:
            result.documents.append(document)
        if page and meta and practice and document:
            result.chapters[slug] = Chapter(slug, source, page, meta, practice, document, practice)
    apply_fork(result, read)
    for note in result.field_notes:
        if chapter := result.deepened_by(note):
            note.meta = note.meta.model_copy(update={"section": chapter.meta.section})
    return result


def _read_sessions(library: Library, read: SourceReader) -> None:
    """Add the sessions of a reading group: the fork's own file, if it has one, takes the place of upstream's."""
    for name in (TEAM_SESSIONS, SESSIONS):
        document = read.document(library.docs / name)
        if document and document.data:
            sessions = read.attempt(validate, document, Sessions)
            library.sessions = (sessions, document) if sessions else None
        if document is None or document.data:
            return


def _pages(docs: Path) -> Iterator[tuple[str, str, bool]]:
    """Yield the page of each chapter and field note, below the docs folder, its slug, and whether it is a field note.

    A practice file without a page counts as one; the page that lists the field notes is none of them.
    """
    for folder, prefix in (("", ""), (f"{FORK_FOLDER}/", FORK_PREFIX)):
        for kind in ("chapters", FIELD_NOTES):
            found = (path.with_suffix(".md").relative_to(docs) for path in (docs / folder / kind).rglob("*.*") if path.suffix in (".md", ".yml"))
            pages = {page for page in found if kind != FIELD_NOTES or page.name not in INDEXES}
            yield from ((page.as_posix(), prefix + page.stem, kind == FIELD_NOTES) for page in sorted(pages))
