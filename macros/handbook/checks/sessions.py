"""Checks what the sessions of a reading group name: agendas, chapters, and sheets to print."""

from collections.abc import Iterator

from handbook.content.library import Library
from handbook.content.models.sessions import Session, Step, placeholders
from handbook.content.source.yaml_source import Document, KeyPath, format_path
from handbook.errors import Problem, nearest


def session_problems(library: Library) -> Iterator[Problem]:
    """Yield a problem for each name in ``docs/sessions.yml`` that is not there, and for each word of an agenda that a session cannot fill."""
    if not library.sessions:
        return
    sessions, document = library.sessions
    plans = {chapter.practice.plan.id for chapter in library.chapters.values() if chapter.practice.plan}
    sheets = {*library.checklists, *library.templates, *plans}
    for n, session in enumerate(sessions.sessions):
        where: KeyPath = ("sessions", n)
        slugs = [(("chapter",), session.chapter)] if session.chapter else []
        for key, slug in [*slugs, *((("field_notes", at), note) for at, note in enumerate(session.field_notes))]:
            if library.ids.current_id(slug) not in library.chapters:
                yield _problem(document, (*where, *key), f'"{slug}" is not there', nearest(slug, library.chapters), f"chapter:{slug}")
        if not session.reading:
            yield _problem(document, where, "names nothing to read", "Add `chapter:` with a chapter’s slug, or `field_notes:` with a list of them.")
        for at, id in enumerate(session.sheets):
            if library.ids.current_id(id) not in sheets and id not in library.missing:
                yield _problem(document, (*where, "sheets", at), f'"{id}" is not a checklist, a plan or a sheet', nearest(id, sheets), f"part:{id}")
        if session.agenda not in sessions.agendas:
            yield _problem(document, (*where, "agenda"), f'"{session.agenda}" is not one of the agendas', nearest(session.agenda, sessions.agendas))
        for step in sessions.agendas.get(session.agenda, []):
            yield from _unfilled(library, document, (*where, "agenda"), session, step)


def _unfilled(library: Library, document: Document, where: KeyPath, session: Session, step: Step) -> Iterator[Problem]:
    reading = [library.chapters[slug] for slug in map(library.ids.current_id, session.reading) if slug in library.chapters]
    if "scenario" in placeholders(step.do) and not any(chapter.practice.scenario or chapter.authored.scenario for chapter in reading):
        yield _problem(document, where, f"has a step, “{step.title}”, that needs a scenario", "Name a chapter that has one, or an agenda without {scenario}.")
    if "checklist" in placeholders(step.do) and not any(library.ids.current_id(id) in library.checklists or id in library.missing for id in session.sheets):
        yield _problem(
            document,
            where,
            f"has a step, “{step.title}”, that needs a checklist",
            "Put a checklist’s id into `sheets:`, or name an agenda without {checklist}.",
        )


def _problem(document: Document, where: KeyPath, message: str, fix: str, cause: str = "") -> Problem:
    return Problem(document.file, document.line(where), format_path(where), message, fix, cause)
