"""What every model shares: ids, texts, the wording hash, and the base classes."""

import hashlib
from functools import lru_cache
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints


def _joined(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def one_or_many(value: object) -> object:
    """Return one text as a list of one, so that an author may leave the brackets out."""
    return [value] if isinstance(value, str) else value


FORK_PREFIX = "team-"  # how every id of a fork's own begins; upstream publishes none that does, so the two never meet
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$", max_length=60)]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9-]*$")]
Text = Annotated[str, BeforeValidator(_joined), StringConstraints(min_length=1, max_length=900)]
Short = Annotated[str, BeforeValidator(_joined), StringConstraints(min_length=1, max_length=160)]
Ids = Annotated[list[Id], BeforeValidator(one_or_many)]
Paragraphs = Annotated[list[Text], BeforeValidator(one_or_many), Field(min_length=1)]


@lru_cache(maxsize=65_536)  # asked for each part on each page that shows it
def wording_hash(*texts: str) -> str:
    """Return the wording hash of ``texts``: eight hexadecimal digits.

    White space does not count, so that reflowing a file rewords nothing.
    """
    plain = "\n".join(" ".join(text.split()) for text in texts)
    return hashlib.sha256(plain.encode()).hexdigest()[:8]


class Part(BaseModel):
    """Base of all: unknown keys are refused and nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Named(Part):
    """A part that a reader's answer can hang on."""

    id: Id
    was: Ids = []

    @property
    def from_fork(self) -> bool:
        """Whether a fork wrote this part itself."""
        return self.id.startswith(FORK_PREFIX)
