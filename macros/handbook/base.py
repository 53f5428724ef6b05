"""What every model shares: ids, texts, the wording hash, and the base classes."""

import hashlib
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints


def _joined(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$", max_length=60)]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9-]*$")]
Text = Annotated[str, BeforeValidator(_joined), StringConstraints(min_length=1, max_length=900)]
Short = Annotated[str, BeforeValidator(_joined), StringConstraints(min_length=1, max_length=160)]
Ids = Annotated[list[Id], BeforeValidator(_as_list)]
Paragraphs = Annotated[list[Text], BeforeValidator(_as_list), Field(min_length=1)]


def wording(*texts: str) -> str:
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
