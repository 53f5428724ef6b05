"""What all models are made of: ids, texts and their limits, and the bases of the parts that readers answer.

A validator of the models raises ``ValueError("what is wrong|How to fix it.")``; ``source/validation.py`` makes a problem of it.
"""

import hashlib
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints


def _joined(value: object) -> object:
    """Return a text on one line; anything else unchanged."""
    return " ".join(value.split()) if isinstance(value, str) else value


def one_or_many(value: object) -> object:
    """Return one text as a list of one, so that authors can leave out the brackets."""
    return [value] if isinstance(value, str) else value


FORK_PREFIX = "team-"  # every id of a fork starts with it, and none of upstream's does, so the two never clash
FORK_FOLDER = "team"  # below the docs folder: everything there belongs to the fork
FIELD_NOTES = "field-notes"  # the folder of the field notes, below the docs folder and below the fork's
# The words with which the ids of what isn't an author's begin in a reader's document (store/entry-kinds.js), as far as they
# could be an author's id; the others have no hyphen.
RESERVED = frozenset({"put-off"})


def _unreserved(value: str) -> str:
    if value in RESERVED:
        raise ValueError(f"`{value}` is the handbook's own: what a reader puts off begins with it|Add a word, such as `{value}-a-meeting`.")
    return value


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$", max_length=60), AfterValidator(_unreserved)]
WORD = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"  # one or more, joined by hyphens
Word = Annotated[str, StringConstraints(pattern=WORD)]
Slug = Annotated[Word, StringConstraints(max_length=40)]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9-]*$")]
Text = Annotated[str, BeforeValidator(_joined), StringConstraints(min_length=1, max_length=900)]
Short = Annotated[str, BeforeValidator(_joined), StringConstraints(min_length=1, max_length=160)]
Ids = Annotated[list[Id], BeforeValidator(one_or_many)]
Paragraphs = Annotated[list[Text], BeforeValidator(one_or_many), Field(min_length=1)]
MOST_WORDS_ASKED = 12


def _asked(value: str) -> str:
    """Return a question as people type it, unchanged; else raise."""
    if value != value.lower() or value.endswith("?"):
        raise ValueError(f"is not how people type it|Write it as `{value.lower().rstrip('? ')}`: in lower case, without a question mark.")
    if len(value.split()) > MOST_WORDS_ASKED:
        raise ValueError(f"has {len(value.split())} words, the limit is {MOST_WORDS_ASKED}|Keep the words that people would search for.")
    return value


def _once(values: list[str]) -> list[str]:
    """Return texts of which none repeats another, unchanged; else raise."""
    if twice := next((value for value in values if values.count(value) > 1), ""):
        raise ValueError(f'has "{twice}" twice|Keep one of the two.')
    return values


# Ways in which people ask for something: the search weighs them like a title, and nobody sees them.
Asked = Annotated[list[Annotated[Short, AfterValidator(_asked)]], Field(min_length=1, max_length=20), AfterValidator(_once)]


@lru_cache(maxsize=65_536)  # called for each part, on each page that shows it
def wording_hash(*texts: str) -> str:
    """Return the wording hash of ``texts``: eight hexadecimal digits.

    White space does not count, so reflowing a file changes no hash.
    """
    plain = "\n".join(" ".join(text.split()) for text in texts)
    return hashlib.sha256(plain.encode()).hexdigest()[:8]


class Part(BaseModel):
    """Base of all models: immutable, and unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Named(Part):
    """A part with an id, to which readers' answers refer."""

    id: Id
    was: Ids = []

    @property
    def from_fork(self) -> bool:
        """Whether a fork wrote this part."""
        return self.id.startswith(FORK_PREFIX)


class Findable(Named):
    """A part with an address of its own; ``asked`` has ways in which people ask for it."""

    asked: Asked | None = None
