"""Models of ``docs/sessions.yml``: the sessions of a reading group, their agendas, and the words of the invitations."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from handbook.content.models.base import FORK_FOLDER, Id, Part, Short, Slug, Text, Word
from handbook.errors import nearest

FILE = "sessions.yml"
FORK_FILE = f"{FORK_FOLDER}/{FILE}"  # a fork's own, which takes the place of upstream's
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_SINGLE = str.maketrans("“”„", "‘’‚")
# What stands for something of the session, in the text of an invitation and in what a step asks for.
WORDS = {"n", "all", "title", "purpose", "bring", "minutes"}
STEP_WORDS = {"bring", "checklist", "scenario"}
LINES = {"when", "reading", "agenda", "manager"}  # each needs a line of its own


def placeholders(text: str) -> list[str]:
    """Return the names in braces, in order."""
    return _PLACEHOLDER.findall(text)


def fill(text: str, values: dict[str, str]) -> str:
    """Return ``text`` with the names in braces replaced; a name without a value stays. What is put in quotation marks has single ones inside."""

    def value(match: re.Match[str]) -> str:
        found = values.get(match[1], match[0])
        return found.translate(_SINGLE) if text[: match.start()].endswith(("“", "„")) else found

    return _PLACEHOLDER.sub(value, text)


def _only(known: set[str], text: str) -> str:
    """Return a text in whose braces are only known names, unchanged; else raise."""
    for name in placeholders(text):
        if name not in known:
            raise ValueError(f"has {{{name}}}, which stands for nothing here|{nearest(name, known)} These can be used: {', '.join(sorted(known))}.")
    return text


def _do(text: str) -> str:
    return _only(STEP_WORDS, text)


def _subject(text: str) -> str:
    return _only(WORDS, text)


def _invitation(text: str) -> str:
    """Return the text of an invitation unchanged; raise if a name is unknown, or if one of ``LINES`` shares its line."""
    for line in text.splitlines():
        for name in LINES.intersection(placeholders(_only(WORDS | LINES, line))):
            if line.strip() != f"{{{name}}}":
                raise ValueError(f"has other words beside {{{name}}}|Put {{{name}}} on a line of its own.")
    return text


def _phrase(text: str) -> str:
    if text.endswith((".", "!", "?")):
        raise ValueError("ends like a sentence|Remove the full stop: the words complete “Bring a pen and”.")
    return text


Lines = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), AfterValidator(_invitation)]


class Step(Part):
    """One step of an agenda; ``manager`` says what changes when a manager is in the room."""

    minutes: Annotated[int, Field(ge=1, le=180)]
    title: Annotated[Short, StringConstraints(max_length=40)]  # it is projected in large type
    do: Annotated[Text, AfterValidator(_do)]
    manager: Text | None = None


class Session(Part):
    """One session: what it is for, what people read and bring, and which sheets they get."""

    title: Annotated[Short, StringConstraints(max_length=60)]
    chapter: Slug | None = None
    field_notes: list[Slug] = []
    purpose: Text
    bring: Annotated[Short, AfterValidator(_phrase)]
    sheets: Annotated[list[Id], Field(min_length=1, max_length=6)]  # ids of checklists, plans and templates
    agenda: Word
    manager: Text | None = None

    @property
    def reading(self) -> list[str]:
        """The slugs of what people read."""
        return [*([self.chapter] if self.chapter else []), *self.field_notes]


class Invitation(Part):
    """The words of every invitation, with names in braces for what differs."""

    subject: Annotated[Short, AfterValidator(_subject)]
    text: Lines
    manager: Text  # what it says in place of {manager} if a manager is in the room


class Sessions(Part):
    """The file ``docs/sessions.yml``."""

    people: Annotated[int, Field(ge=2, le=40)] = 6
    weeks: Annotated[int, Field(ge=1, le=8)] = 2
    invitation: Invitation
    agendas: dict[Word, Annotated[list[Step], Field(min_length=1, max_length=20)]]
    sessions: Annotated[list[Session], Field(min_length=1, max_length=30)]
