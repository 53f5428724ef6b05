"""Reads YAML files safely, with the line of every key for error messages.

Every scalar is read as text, so ``no``, ``1.10`` and ``2026-11-22`` stay as
the author typed them; the models convert text to numbers where they need to.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from handbook.content.source.files import cached_by_mtime, display_path, read_text
from handbook.errors import Problem, SourceErrors
from handbook.yaml_shape import LOADER, check_shape

KeyPath = tuple[str | int, ...]
MAX_DEPTH = 20  # levels; the models need 5


@dataclass
class Document:
    """A YAML file as data, with the line of each of its keys.

    Attributes:
        file: Path relative to the project's root, with forward slashes.
        data: Mapping of the whole file; every scalar is a ``str``.
        lines: Line number (from 1) of each key or list entry, by its path.
    """

    file: str
    data: dict[str, Any]
    lines: dict[KeyPath, int] = field(default_factory=dict)

    @cached_property
    def mappings(self) -> list[tuple[KeyPath, dict[str, object]]]:
        """Every mapping in the data, with its path."""
        return list(_mappings(self.data))

    @cached_property
    def parts(self) -> list[tuple[KeyPath, dict[str, object], int]]:
        """Every mapping with an id, with its path and the line of the id."""
        return [(where, data, self.line((*where, "id"))) for where, data in self.mappings if isinstance(data.get("id"), str)]

    def line(self, where: KeyPath) -> int:
        """Return the line of ``where``, or of its nearest ancestor that has one."""
        for end in range(len(where), -1, -1):
            if where[:end] in self.lines:
                return self.lines[where[:end]]
        return 1


def _mappings(data: object, where: KeyPath = ()) -> Iterator[tuple[KeyPath, dict[str, object]]]:
    """Yield the data itself if it is a mapping, and every mapping in it, with its path; outer ones first."""
    if isinstance(data, dict):
        yield where, data
        for key, value in data.items():
            yield from _mappings(value, (*where, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _mappings(value, (*where, number))


def read_yaml(path: Path, root: Path) -> Document:
    """Return a YAML file, whose top level is a mapping, as a document; cached until the file changes, so callers must not change it.

    Args:
        path: The file.
        root: The project's root, to which paths in messages are relative.

    Raises:
        SourceErrors: The file cannot be read or parsed, or its top level is not a mapping.
    """
    return cached_by_mtime(path, "yaml", lambda: parse_yaml(read_text(path, root), display_path(path, root)))


def parse_yaml(text: str, name: str, first_line: int = 1) -> Document:
    """Return YAML text that starts on ``first_line`` of the file called ``name`` as a document.

    Raises:
        SourceErrors: The text cannot be parsed, or its top level is not a mapping.
    """
    check_shape(text, name, first_line)
    try:
        node = _compose(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise SourceErrors([Problem(name, line, "", _problem(error), _fix(text, mark))]) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        reason = "is nested too deeply" if isinstance(error, RecursionError) else str(error).splitlines()[0]
        raise SourceErrors([Problem(name, first_line, "", f"cannot be read as YAML: {reason}", "Remove the invalid character or the deep nesting.")]) from None
    if name.endswith(".md") and not isinstance(node, yaml.MappingNode):
        fix = "Write `***` if it is a line across the page, or below it a key such as `title:`."
        raise SourceErrors([Problem(name, first_line - 1, "", "opens front matter, but what follows is none", fix)])
    if node is None:
        raise SourceErrors([Problem(name, 0, "", "is empty", "Write at least one key, or delete the file.")])
    if not isinstance(node, yaml.MappingNode):
        raise SourceErrors([Problem(name, first_line, "", "starts with a list or a text", "Start with a key, such as `checklists:`.")])
    document = Document(name, {})
    problems: list[Problem] = []
    document.data = _plain(node, (), document, problems, first_line, set())
    if problems:
        raise SourceErrors(problems)
    return document


def _compose(text: str) -> yaml.Node | None:
    """Return the root node of a text. Uses libyaml, which is ten times as fast, but PyYAML for errors, since its messages are clearer."""
    try:
        return yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError:
        return yaml.compose(text, Loader=yaml.SafeLoader)


def _plain(node: yaml.Node, where: KeyPath, document: Document, problems: list[Problem], first: int, seen: set[int]) -> Any:
    """Return a YAML node as plain data, and collect line numbers and problems."""
    line = node.start_mark.line + first
    document.lines.setdefault(where, line)
    key = format_path(where)
    if len(where) > MAX_DEPTH:
        problems.append(Problem(document.file, line, key, "is nested too deeply", f"Keep to {MAX_DEPTH} levels."))
        return None
    if not isinstance(node, yaml.ScalarNode):
        # An alias is the same node again; a few nested ones can expand to gigabytes.
        if id(node) in seen:
            problems.append(Problem(document.file, line, key, "uses an anchor and an alias (& and *)", "Write the text out in both places."))
            return None
        seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*where, n), document, problems, first, seen) for n, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        data: dict[str, Any] = {}
        for key_node, value in node.value:
            at = key_node.start_mark.line + first
            if not isinstance(key_node, yaml.ScalarNode):
                problems.append(Problem(document.file, at, key, "has a key that is not a word", "Use a plain word as the key."))
                continue
            name = key_node.value
            if name in data:
                problems.append(Problem(document.file, at, format_path((*where, name)), "is written twice", "Keep one of the two."))
            document.lines[(*where, name)] = at
            data[name] = _plain(value, (*where, name), document, problems, first, seen)
        return data
    return node.value


def format_path(where: KeyPath) -> str:
    """Return a path as an author reads it: ``checklists[0].items[2].why``."""
    text = ""
    for part in where:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _problem(error: yaml.MarkedYAMLError) -> str:
    """Return what PyYAML says is wrong, in one sentence."""
    parts = [part for part in (error.context, error.problem) if part]
    return "cannot be read as YAML: " + ", ".join(parts)


def _fix(text: str, mark: yaml.Mark | None) -> str:
    """Return the most likely fix for the line that PyYAML marks."""
    lines = text.splitlines()
    at = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in at:
        return "Replace the tab with spaces; YAML does not allow tabs for indentation."
    if ": " in at.partition(": ")[2]:
        return "Put the text in quotes; it contains a colon."
    return "Check quotes and indentation on this line and the one before it."
