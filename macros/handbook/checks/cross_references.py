"""Checks across files: unique and permanent ids, citations, behaviours that a checklist shows, and the chapters of recall questions and field notes."""

from collections.abc import Iterable, Iterator

from handbook.content.library import Library
from handbook.content.models.base import FORK_FOLDER
from handbook.content.source.yaml_source import Document, KeyPath, format_path
from handbook.errors import Problem, nearest
from handbook.fork.overlay_rules import prefix_problems


def cross_problems(library: Library) -> list[Problem]:
    """Return the problems between files: with ids, citations, behaviours, recall questions and field notes.

    Checks the parsed data rather than the models, so that an invalid value
    elsewhere in a file does not hide these problems from the author.
    """
    written = {path.stem for path in (library.docs / "chapters").glob("*.md")}
    slugs = written | {slug for slug, chapter in library.chapters.items() if not chapter.is_field_note}
    problems = list(_id_problems(library.documents))
    behaviours = {str(data.get("id")) for document in library.documents for where, data in document.mappings if "behaviours" in where}
    for document in library.documents:
        problems += _reference_problems(library, document, slugs, behaviours)
    for note in library.field_notes:
        problems += _chapter_problems(library, note.page.front, ("deepens",), note.meta.deepens, slugs)
    return problems


def _id_problems(documents: list[Document]) -> Iterator[Problem]:
    parts = [(document, *part) for document in documents for part in document.parts]
    retired = {data["id"] for _, where, data, _ in parts if where[0] == "retired"}
    places: dict[object, str] = {}
    new_ids: dict[object, object] = {}
    for document, where, data, line in parts:
        id = data["id"]
        yield from prefix_problems(document.file, line, str(id), from_fork=document.file.startswith(f"docs/{FORK_FOLDER}/"))
        if id in places:
            yield Problem(
                document.file,
                line,
                format_path((*where, "id")),
                f'"{id}" is already used at {places[id]}',
                "Give one of the two another id; an id is unique in the whole handbook.",
            )
        elif id in retired and where[0] != "retired":
            yield Problem(
                document.file,
                line,
                format_path((*where, "id")),
                f'"{id}" is retired and cannot be used again',
                "Choose a new id: readers' answers still belong to the old one.",
            )
        places.setdefault(id, f"{document.file}:{line}")
    for document, where, data, _ in parts:
        was = data.get("was", [])
        for old in was if isinstance(was, list) else [was]:
            line, key = document.line((*where, "was")), format_path((*where, "was"))
            if old in places:
                yield Problem(document.file, line, key, f'"{old}" is still in use at {places[old]}', "List only ids in `was:` that no longer exist.")
            elif new_ids.setdefault(old, data["id"]) != data["id"]:
                yield Problem(document.file, line, key, f'"{old}" is named by "{new_ids[old]}" too', "An old id can have only one new id.")


def _reference_problems(library: Library, document: Document, slugs: set[str], behaviours: set[str]) -> Iterator[Problem]:
    known = library.sources
    for where, data in document.mappings:
        cited = data.get("cite", [])
        for key in cited if known and isinstance(cited, list) else []:
            if key not in known:
                yield Problem(
                    document.file,
                    document.line((*where, "cite")),
                    format_path((*where, "cite")),
                    f'"{key}" is not in docs/sources.yml',
                    nearest(str(key), known),
                    f"work:{key}",
                )
        shows = data.get("shows")
        if isinstance(shows, str) and shows not in behaviours:
            yield Problem(
                document.file,
                document.line((*where, "shows")),
                format_path((*where, "shows")),
                f'"{shows}" is not a behaviour',
                nearest(shows, behaviours),
                f"part:{shows}",
            )
        if where:
            yield from _first_line_problems(library, document, where, data, slugs)
    recall = document.data.get("recall")
    about = recall.get("about") if isinstance(recall, dict) else None
    if isinstance(about, str):
        yield from _chapter_problems(library, document, ("recall", "about"), about, slugs)


def _chapter_problems(library: Library, document: Document, where: KeyPath, slug: str, slugs: set[str]) -> Iterator[Problem]:
    """Yield a problem if what a file names as a chapter is none."""
    if library.ids.current_id(slug) not in slugs:
        yield Problem(document.file, document.line(where), format_path(where), f'"{slug}" is not a chapter', nearest(slug, slugs), f"chapter:{slug}")


def _first_line_problems(library: Library, document: Document, where: KeyPath, data: dict[str, object], slugs: set[str]) -> Iterator[Problem]:
    """Yield the problems of the exercise that a checklist is: its chapters, and the two prompts that it asks."""

    def problem(key: str, name: str, what: str, known: Iterable[str], kind: str) -> Problem:
        return Problem(document.file, document.line((*where, key)), format_path((*where, key)), f'"{name}" {what}', nearest(name, known), f"{kind}:{name}")

    if where[-1] in ("missing", "ask") and isinstance(slug := data.get("chapter"), str):
        yield from _chapter_problems(library, document, (*where, "chapter"), slug, slugs)
    if where[-1] == "first_line":
        prompts = document.data.get("prompts")
        ids = [str(prompt.get("id")) for prompt in prompts if isinstance(prompt, dict)] if isinstance(prompts, list) else []
        for key in ("result", "line"):
            if isinstance(id := data.get(key), str) and id not in ids:
                yield problem(key, id, "is not a prompt of this chapter", ids, "part")
