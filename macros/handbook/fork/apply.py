"""Applies a fork's overlay, notes, sources, ladder and words from ``docs/team/`` to the library."""

from handbook.config import has_team
from handbook.content.id_index import build_id_index
from handbook.content.library import Chapter, Library
from handbook.content.markdown.pages import read_page
from handbook.content.models.base import FORK_FOLDER
from handbook.content.models.ladder import FILE as LADDER
from handbook.content.models.ladder import Ladder
from handbook.content.models.overlay import FILE, Overlay
from handbook.content.models.references import TeamSources
from handbook.content.models.vocabulary import read_vocabulary, resolve_renames, term_problems
from handbook.content.source.validation import SourceReader, validate
from handbook.content.source.yaml_source import Document
from handbook.errors import Problem, nearest
from handbook.fork import snapshot
from handbook.fork.merge import Merger
from handbook.fork.overlay_rules import overlay_problems
from handbook.fork.removed import errors_among

NOTES = f"{FORK_FOLDER}/notes"
TEAM_TITLE = "opening.sections.team"  # interface word for the fork's section of the handbook, and of a chapter
SOURCES = f"{FORK_FOLDER}/sources.yml"


def is_fork(library: Library) -> bool:
    """Tell whether this project is a team's fork, whose changes are kept apart from upstream's; a folder of pages alone has none."""
    return (library.root / "team.yml").exists() or (library.docs / FILE).exists()


def apply_fork(library: Library, read: SourceReader) -> None:
    """Apply a fork's overlay, notes, sources, ladder and words to the library; problems go to the reader.

    Args:
        library: The library with all chapters as their files have them; changed in place.
        read: Reads the files, and collects their problems.
    """
    upstream = [chapter for chapter in library.chapters.values() if not chapter.from_fork]
    library.ids = build_id_index((chapter.slug, chapter.meta.old_slugs, chapter.authored) for chapter in upstream)
    library.former = snapshot.read_names(library.root) if has_team(library.root) else {}
    _add_title(library)
    _add_sources(library, read)
    _add_notes(library, read)
    _add_ladder(library, read)
    document = read.document(library.docs / FILE)
    if document:
        _add_overlay(library, read, document, upstream)
        _add_words(library, read, document)


def _add_overlay(library: Library, read: SourceReader, document: Document, upstream: list[Chapter]) -> None:
    """Merge the overlay into the practice of upstream's chapters."""
    overlay = read.attempt(validate, document, Overlay)
    if not overlay:
        return
    library.documents.append(document)
    if read.problems:
        return  # an unknown id may be in a file that could not be read
    library.overlay = overlay
    read.problems += errors_among(library, overlay_problems(overlay, document, library.ids))
    if not read.problems:
        merger = Merger(overlay, document, library.ids)
        for chapter in upstream:
            chapter.practice = merger.merge(chapter.authored, chapter.slug)
        read.problems += merger.problems


def _add_words(library: Library, read: SourceReader, document: Document) -> None:
    """Add the words that the fork renames."""
    vocabulary = read.attempt(read_vocabulary, library.docs, library.root)
    if vocabulary:
        read.problems += errors_among(library, term_problems(vocabulary, document))
        library.renames = resolve_renames(vocabulary, library.overlay.terms)


def _add_title(library: Library) -> None:
    """Add the title of the fork's section, which has the fork's name if it gave itself one, to the sections' titles."""
    words, config = library.strings, library.config
    if "title" in words.get("team", {}) and "sections" in words.get("opening", {}):
        named = (library.root / "team.yml").exists()
        title = words["team"]["title"].format(name=config.short_name or config.name) if named else words["team"]["unnamed"]
        sections = words["opening"]["sections"] | {"team": title}
        library.strings = words | {"opening": words["opening"] | {"sections": sections}}


def _add_sources(library: Library, read: SourceReader) -> None:
    """Add the works that the fork cites; their keys start with TEAM-, as its ids start with team-."""
    document = read.document(library.docs / SOURCES)
    sources = read.attempt(validate, document, TeamSources) if document and document.data else None
    if not document or not sources:
        return
    for key, source in sources.root.items():
        if not key.startswith("TEAM-"):
            read.problems.append(Problem(document.file, document.line((key,)), key, "does not start with TEAM-", f"Call it TEAM-{key}."))
        library.sources[key] = source


def _add_ladder(library: Library, read: SourceReader) -> None:
    """Add what the fork's career ladder expects."""
    document = read.document(library.docs / LADDER)
    if document and document.data:
        library.documents.append(document)
        library.ladder = read.attempt(validate, document, Ladder) or library.ladder


def _add_notes(library: Library, read: SourceReader) -> None:
    """Add each note to the chapter after which its file is named."""
    chapters = {chapter.slug: chapter for chapter in library.chapters.values() if not chapter.from_fork}
    readable = not read.problems  # else the chapter may be one that cannot be read
    for path in sorted((library.docs / NOTES).glob("*.md")):
        page = read.attempt(read_page, path, library.root)
        chapter = chapters.get(library.ids.current_id(path.stem))
        if page and chapter:
            chapter.note = page
        elif page and readable:
            fix = f"{nearest(path.stem, chapters)} If the folder came with a wiki, give it another name."
            problem = Problem(page.file, 0, "", "is not named after a chapter", fix, f"chapter:{path.stem}")
            read.problems += errors_among(library, [problem])
