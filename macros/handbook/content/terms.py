"""Rules for words of the trade: those that the handbook uses, and those that a team writes in their place."""

import re
import unicodedata
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field, RootModel, StringConstraints

from handbook.content.base import Part

INSTEAD_OF = "instead-of"
# Without these a new word is plain text in HTML, in an attribute and in JSON within an attribute.
FORBIDDEN = '"\\<>&{}'
_NAME = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"


def _name(value: object) -> object:
    if isinstance(value, str) and not re.match(_NAME, value):
        raise ValueError("is no key|Use lower-case words joined by hyphens, such as `senior-pm`.")
    return value


def _form(value: object) -> object:
    if not isinstance(value, str) or not value.strip():
        return value.strip() if isinstance(value, str) else value
    held = [sign for sign in FORBIDDEN if sign in value]
    if held:
        raise ValueError(f"holds {' and '.join(held)}|Write it without any of: {' '.join(FORBIDDEN)}")
    if any(unicodedata.category(sign) in ("Cc", "Zl", "Zp") for sign in value):
        raise ValueError("holds a line break or a sign that cannot be seen|Write it on one line, with spaces.")
    if not any(sign.isalnum() for sign in value):
        raise ValueError("has no letter and no digit|Write a word.")
    return " ".join(value.split(" ")).strip()


Name = Annotated[str, BeforeValidator(_name), StringConstraints(pattern=_NAME)]
Form = Annotated[str, BeforeValidator(_form), StringConstraints(min_length=1, max_length=80)]
Forms = Annotated[dict[Name, Form], Field(min_length=1)]


class Vocabulary(RootModel[dict[Name, Forms]]):
    """The file ``docs/vocabulary.yml``: words of the trade by key, each with its forms as they stand in the text."""


class TeamTerm(Part):
    """A team's word by its forms; ``instead_of`` names what they replace where the vocabulary does not."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[Name, Form] = Field(init=False)

    instead_of: Annotated[Forms | None, Field(alias=INSTEAD_OF)] = None


class TeamTerms(RootModel[dict[Name, TeamTerm]]):
    """What stands under ``terms:`` in a team's overlay."""

    root: dict[Name, TeamTerm] = {}
