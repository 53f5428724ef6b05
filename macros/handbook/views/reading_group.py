"""The sessions of a reading group, with everything that they name in full."""

from dataclasses import dataclass

from handbook.content.library import Chapter, Library
from handbook.content.models.sessions import LINES, Session, Sessions, Step, fill, placeholders


@dataclass(frozen=True)
class Line:
    """A line of an invitation: a text, a link to what people read, or a place that the page fills (``when`` or ``manager``)."""

    text: str = ""
    reading: Chapter | None = None
    slot: str = ""


@dataclass(frozen=True)
class Timed:
    """A step of an agenda, with the minutes at which it begins and ends."""

    start: int
    end: int
    step: Step
    do: str


@dataclass(frozen=True)
class Meeting:
    """A session as the page shows it.

    Attributes:
        session: As its file has it.
        reading: What people read, in order.
        sheets: The current ids of what they get on paper, in order.
        names: What those are called.
        steps: Its agenda.
        subject: The subject of its invitation.
        invitation: The text of its invitation, as paragraphs of lines.
    """

    session: Session
    reading: list[Chapter]
    sheets: list[str]
    names: list[str]
    steps: list[Timed]
    subject: str
    invitation: list[list[Line]]

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return self.steps[-1].end if self.steps else 0


@dataclass(frozen=True)
class Group:
    """A reading group: how it meets, and its sessions."""

    people: int
    weeks: int
    manager: str
    meetings: list[Meeting]


def reading_group(library: Library) -> Group:
    """Return the group of ``docs/sessions.yml``; without that file, one that never meets."""
    if not library.sessions:
        return Group(6, 2, "", [])
    sessions, _ = library.sessions
    meetings = [_meeting(library, sessions, session, n) for n, session in enumerate(sessions.sessions, 1)]
    return Group(sessions.people, sessions.weeks, sessions.invitation.manager, meetings)


def _meeting(library: Library, sessions: Sessions, session: Session, n: int) -> Meeting:
    # A fork may hide what upstream's file names, or have lost it with an update, which it was told.
    slugs = [library.ids.current_id(slug) for slug in session.reading]
    reading = [library.chapters[slug] for slug in slugs if slug in library.chapters]
    plans = {chapter.practice.plan.id: library.strings["block"]["plan"] for chapter in library.chapters.values() if chapter.practice.plan}
    named = plans | {id: template.title for id, (template, _) in library.templates.items()} | {id: one.pause for id, (one, _) in library.checklists.items()}
    sheets = [id for id in map(library.ids.current_id, session.sheets) if id in named]
    # What a fork hides is still called what it was called: a team that keeps upstream's agenda may use its own in its place.
    first = next(
        (named.get(id) or library.hidden[id] for id in map(library.ids.current_id, session.sheets) if id in library.checklists or id in library.hidden), ""
    )
    scenario = next((scenario.title for chapter in reading if (scenario := chapter.practice.scenario or chapter.authored.scenario)), "")
    steps = _timed(sessions.agendas.get(session.agenda, []), {"bring": session.bring, "checklist": first, "scenario": scenario})
    words = {
        "n": str(n),
        "all": str(len(sessions.sessions)),
        "title": session.title,
        "purpose": session.purpose,
        "bring": session.bring,
        "minutes": str(steps[-1].end if steps else 0),
    }
    paragraphs = [_lines(paragraph, words, reading, steps) for paragraph in sessions.invitation.text.split("\n\n")]
    return Meeting(session, reading, sheets, [named[id] for id in sheets], steps, fill(sessions.invitation.subject, words), paragraphs)


def _timed(steps: list[Step], words: dict[str, str]) -> list[Timed]:
    timed, start = [], 0
    for step in steps:
        timed.append(Timed(start, start + step.minutes, step, fill(step.do, words)))
        start += step.minutes
    return timed


def _lines(paragraph: str, words: dict[str, str], reading: list[Chapter], steps: list[Timed]) -> list[Line]:
    lines: list[Line] = []
    for text in paragraph.splitlines():
        name = next((name for name in placeholders(text) if name in LINES), "")
        if name == "reading":
            lines += [Line(reading=chapter) for chapter in reading]
        elif name == "agenda":
            lines += [Line(f"{timed.start}–{timed.end}  {timed.step.title}") for timed in steps]
        else:
            lines.append(Line(slot=name) if name else Line(fill(text, words)))
    return lines
