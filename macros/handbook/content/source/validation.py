"""Turns documents into models, and pydantic's errors into problems with a line, a key and a fix."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from pydantic import BaseModel, ValidationError

from handbook.content.source.yaml_source import Document, KeyPath, format_path, read_yaml
from handbook.errors import Problem, SourceErrors, nearest

Model = TypeVar("Model", bound=BaseModel)
Args = ParamSpec("Args")
Result = TypeVar("Result")

# What an author is told to do: by the type of pydantic's error, by the key that is missing, by the key whose text has another format.
FIXES = {
    "string_type": "Write text here; put it in quotes if it looks like a number or a list.",
    "list_type": "Write a list, one `- ` per line.",
    "model_type": "Write keys here, indented by two spaces.",
    "dict_type": "Write keys here, indented by two spaces.",
    "literal_error": "Use one of the values listed.",
    "int_parsing": "Write a whole number.",
    "none_required": "A field note is for one situation and too short for this. Move it to the chapter that the note deepens, or remove it.",
}
MISSING = {
    "why": "Add one sentence that says why this item matters.",
    "evidence": "Add one sentence that says what would count as evidence.",
    "id": "Add an id: at least two lower-case words joined by hyphens, verb first, such as `name-the-decider`.",
    "deepens": "Add the slug of the chapter that the note belongs to, such as `deepens: growing-the-team`.",
    "consequence": "Add what happens if the reader chooses this option.",
    "minutes": "Add how many minutes this step takes, such as `minutes: 8`.",
    "sheets": "List the ids of the checklists, plans and toolkit sheets that people get on paper.",
    "agenda": "Name one of the `agendas:`.",
    "seen": "Say what you read of the work: `seen: abstract`, `seen: document` (the work, or the passage that you cite) or `seen: second-hand`.",
}
PATTERNS = {
    "id": "Use at least two lower-case words joined by hyphens, verb first, such as `name-the-decider`.",
    "slug": "Use lower-case words joined by hyphens, such as `decision-log`.",
    "was": "Write the old id, or a list of old ids.",
    "cite": "Write a list of keys from docs/sources.yml, in capitals.",
    "on": "Write the date as 2026-11-22.",
    "lang": "Write the language of the page, such as en or de.",
    "chapter": "Write the chapter’s slug: the name of its file without the ending, such as `raising-the-bar`.",
    "url": "Write an address that starts with https://.",
}


def validate(document: Document, model: type[Model]) -> Model:
    """Return a document's data as an instance of a model.

    Raises:
        SourceErrors: One problem for each rule that the document breaks.
    """
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise SourceErrors(_problem(document, model, detail) for detail in error.errors(include_url=False)) from None


def _problem(document: Document, model: type[BaseModel], detail: Any) -> Problem:
    """Return one of pydantic's errors as a problem at its line; a ``ValueError`` of ours has message and fix, with ``|`` between them."""
    where: KeyPath = tuple(part for part in detail["loc"] if part != "[key]")
    kind = detail["type"]
    line, key = document.line(where), format_path(where)
    if kind == "extra_forbidden":
        fix = nearest(str(where[-1]), _siblings(model, where))
        return Problem(document.file, line, key, "is not a known key", fix)
    if kind == "missing":
        return Problem(document.file, document.line(where[:-1]), key, "is missing", MISSING.get(str(where[-1]), f"Add `{where[-1]}:` here."))
    if kind == "value_error":
        message, _, fix = str(detail["ctx"]["error"]).partition("|")
        return Problem(document.file, line, key, message, fix or "Change the text.")
    if kind.endswith(("too_short", "too_long")):
        message, fix = _size(kind, detail)
        return Problem(document.file, line, key, message, fix)
    name = next((str(part) for part in reversed(where) if isinstance(part, str)), "")
    fix = PATTERNS.get(name, "Use the same format as similar entries.") if kind == "string_pattern_mismatch" else FIXES.get(kind, "Correct the value.")
    return Problem(document.file, line, key, f"is not valid: {detail['msg']}", fix)


def _size(kind: str, detail: Any) -> tuple[str, str]:
    """Return the message and the fix for a text or a list that is too short or too long."""
    context, long = detail["ctx"], kind.endswith("too_long")
    if isinstance(detail["input"], str):
        if not long:
            return "is empty", "Write the text, or remove the key."
        return f"has {len(detail['input'])} characters, the limit is {context['max_length']}", "Shorten it."
    if long:
        return f"has {context['actual_length']} entries, the limit is {context['max_length']}", "Remove some, or split the list."
    return f"has {context['actual_length']} entries, at least {context['min_length']} are needed", "Add some."


def _siblings(model: type[BaseModel], where: KeyPath) -> set[str]:
    """Return the keys that the model allows in the mapping that has the key at ``where``."""
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    here = _resolve(schema, definitions)
    for part in where[:-1]:
        if isinstance(part, int):
            here = _resolve(here.get("items", {}), definitions)
        else:
            here = _resolve(
                here.get("properties", {}).get(part) or here.get("additionalProperties") or next(iter(here.get("patternProperties", {}).values()), {}),
                definitions,
            )
    return set(here.get("properties", {}))


def _resolve(schema: dict[str, Any], definitions: dict[str, dict[str, Any]]) -> dict[str, Any]:
    for choice in schema.get("anyOf", []):
        if "$ref" in choice:
            schema = choice
    reference = schema.get("$ref", "")
    return definitions.get(reference.rpartition("/")[2], schema) if reference else schema


class SourceReader:
    """Reads the files of a library, and collects their problems.

    Args:
        root: The project's root folder.
        problems: The list to which problems are added.
    """

    def __init__(self, root: Path, problems: list[Problem]) -> None:
        self.root = root
        self.problems = problems

    def attempt(self, read: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs) -> Result | None:
        """Return what ``read`` returns; None if it raises ``SourceErrors``, whose problems are collected."""
        try:
            return read(*args, **kwargs)
        except SourceErrors as error:
            self.problems += [problem for problem in error.problems if problem not in self.problems]  # two readers may report the same file
            return None

    def document(self, path: Path) -> Document | None:
        """Return a YAML file as data; an empty document if it is missing or has only comments; None if it has problems."""
        name = path.relative_to(self.root).as_posix()
        if not path.exists() or not any(
            line.strip() and not line.lstrip().startswith("#") for line in path.read_bytes().decode("utf-8", "replace").splitlines()
        ):
            return Document(name, {})
        return self.attempt(read_yaml, path, self.root)

    def model(self, path: Path, kind: type[Model]) -> Model | None:
        """Return a YAML file as a model; None if it has problems."""
        document = self.attempt(read_yaml, path, self.root)
        return self.attempt(validate, document, kind) if document else None
