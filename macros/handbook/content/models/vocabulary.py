"""Words of the trade that a team can rename: models of the handbook's and the team's words, and which word replaces which."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field, RootModel, StringConstraints

from handbook.content.models.base import WORD, Part
from handbook.content.source.validation import validate
from handbook.content.source.yaml_source import Document, KeyPath, format_path, read_yaml
from handbook.errors import UPDATE, Problem, SourceErrors, nearest

INSTEAD_OF = "instead-of"
# Without these, a new word needs no escaping in HTML, in an attribute, or in JSON within an attribute.
FORBIDDEN = '"\\<>&{}'


def _name(value: object) -> object:
    """Return a valid key, unchanged, or what is no text; else raise."""
    if isinstance(value, str) and not re.match(WORD, value):
        raise ValueError("is not a valid key|Use lower-case words joined by hyphens, such as `senior-pm`.")
    return value


def _form(value: object) -> object:
    """Return a form of a word without spaces around it, or what is no text; raise if HTML or JSON would have to escape it."""
    if not isinstance(value, str) or not value.strip():
        return value.strip() if isinstance(value, str) else value
    forbidden = [char for char in FORBIDDEN if char in value]
    if forbidden:
        raise ValueError(f"contains {' and '.join(forbidden)}|Write it without any of: {' '.join(FORBIDDEN)}")
    if any(unicodedata.category(char) in ("Cc", "Zl", "Zp") for char in value):
        raise ValueError("contains a line break or an invisible character|Write it on one line, with spaces.")
    if not any(char.isalnum() for char in value):
        raise ValueError("has no letter and no digit|Write a word.")
    return " ".join(value.split(" ")).strip()


Name = Annotated[str, BeforeValidator(_name), StringConstraints(pattern=WORD)]
Form = Annotated[str, BeforeValidator(_form), StringConstraints(min_length=1, max_length=80)]
Forms = Annotated[dict[Name, Form], Field(min_length=1)]


class Vocabulary(RootModel[dict[Name, Forms]]):
    """The file ``docs/vocabulary.yml``: words of the trade by key, each with its forms, such as the plural."""


class TeamTerm(Part):
    """The forms of a team's word; ``instead_of`` has the forms they replace if the vocabulary does not have the word."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[Name, Form] = Field(init=False)

    instead_of: Annotated[Forms | None, Field(alias=INSTEAD_OF)] = None


class TeamTerms(RootModel[dict[Name, TeamTerm]]):
    """The mapping under ``terms:`` in a team's overlay."""

    root: dict[Name, TeamTerm] = {}


@dataclass(frozen=True)
class Rename:
    """A word that a team renames: its key, and the new form by each old one, in the order of the file."""

    key: str
    words: Mapping[str, str]


def read_vocabulary(docs: Path, root: Path) -> Vocabulary:
    """Return ``docs/vocabulary.yml`` as a model.

    Args:
        docs: The documentation folder.
        root: The project's root, to which paths in messages are relative.

    Raises:
        SourceErrors: Everything that is wrong in the file.
    """
    document = read_yaml(docs / "vocabulary.yml", root)
    forms = [((key, name), words) for key, term in document.data.items() if isinstance(term, dict) for name, words in term.items()]
    problems = list(_duplicates(document, forms))
    try:
        vocabulary = validate(document, Vocabulary)
    except SourceErrors as error:
        raise SourceErrors([*error.problems, *problems]) from None
    if problems:
        raise SourceErrors(problems)
    return vocabulary


def resolve_renames(vocabulary: Vocabulary, team_terms: TeamTerms) -> list[Rename]:
    """Return the renames: of each word the forms for which the team has one, and none of a word that neither the vocabulary nor the team explains."""
    renames = []
    for key, term in team_terms.root.items():
        old, new = term.instead_of or vocabulary.root.get(key, {}), term.model_extra or {}
        if words := {old[name]: new[name] for name in old if name in new}:
            renames.append(Rename(key, words))
    return renames


def term_problems(vocabulary: Vocabulary, document: Document, at: str = "terms") -> Iterator[Problem]:
    """Yield a problem for each mismatch between a team's words and the vocabulary; values of the wrong type are skipped, since validation reports them.

    Args:
        vocabulary: The handbook's words.
        document: The overlay as parsed.
        at: The key of the team's words.
    """
    terms = document.data.get(at)
    replaced: list[tuple[KeyPath, object]] = []
    for key, term in terms.items() if isinstance(terms, dict) else []:
        where: KeyPath = (at, key)
        if not isinstance(term, dict):
            continue
        old = term.get(INSTEAD_OF, vocabulary.root.get(key))
        if old is None:
            fix = f"{nearest(key, vocabulary.root)} For another word, write `{INSTEAD_OF}:` with the forms it replaces."
            yield Problem(document.file, document.line(where), format_path(where), "is not in docs/vocabulary.yml", fix, f"word:{key}")
        if isinstance(old, dict):
            yield from _form_problems(document, where, old, [name for name in term if name != INSTEAD_OF], of_team=INSTEAD_OF in term)
            at_form = (*where, INSTEAD_OF) if INSTEAD_OF in term else where
            replaced += [((*at_form, name), words) for name, words in old.items()]
    yield from _duplicates(document, replaced)


def _duplicates(document: Document, forms: Iterable[tuple[KeyPath, object]]) -> Iterator[Problem]:
    """Yield a problem for each form that repeats an earlier one."""
    first: dict[str, KeyPath] = {}
    for where, words in forms:
        if not isinstance(words, str) or not words.strip():
            continue
        other = first.setdefault(" ".join(words.split()), where)
        if other != where:
            fix = f"Keep one of them: `{format_path(other)}` in line {document.line(other)} has the same words."
            yield Problem(document.file, document.line(where), format_path(where), f'replaces "{words}" again', fix)


def _form_problems(document: Document, where: KeyPath, old: Mapping[str, str], new: list[str], of_team: bool) -> Iterator[Problem]:
    """Yield a problem for each form that the team lacks, or has and needs not; ``of_team`` is for a word that the team itself explains."""
    unknown = [name for name in new if name not in old]
    # An update may bring a form and leaves no trace of when; beside a form that never was, a missing one is a typing error.
    cause = "" if of_team else f"word:{where[-1]}#{unknown[0]}" if unknown else UPDATE
    for name in old:
        if name not in new:
            fix = f'Add `{name}:`, the word for "{old[name]}".' + (f' Until then readers see "{old[name]}".' if cause == UPDATE else "")
            yield Problem(document.file, document.line(where), format_path((*where, name)), "is missing", fix, cause)
    for name in unknown:
        at = (*where, name)
        cause = "" if of_team else f"word:{where[-1]}#{name}"
        yield Problem(document.file, document.line(at), format_path(at), "is not a form of this word", nearest(name, old), cause)
