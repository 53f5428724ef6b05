"""Reads one file after the other, and keeps what is wrong with each, so that an author hears everything at once."""

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from pydantic import BaseModel

from handbook.content.validation import validate
from handbook.content.yaml_source import Document, read_yaml
from handbook.errors import Problem, SourceErrors

Given = ParamSpec("Given")
Found = TypeVar("Found")
Model = TypeVar("Model", bound=BaseModel)


class SourceReader:
    """Reads for one library.

    Args:
        root: The project's root folder.
        problems: Where problems are kept; the reader adds to it.
    """

    def __init__(self, root: Path, problems: list[Problem]) -> None:
        self.root = root
        self.problems = problems

    def attempt(self, read: Callable[Given, Found], *args: Given.args, **kwargs: Given.kwargs) -> Found | None:
        """Return what ``read`` returns; nothing where it finds problems, which are kept."""
        try:
            return read(*args, **kwargs)
        except SourceErrors as error:
            self.problems += [problem for problem in error.problems if problem not in self.problems]  # two may read one file
            return None

    def document(self, path: Path) -> Document | None:
        """Return a YAML file as data; an empty one where it is missing or holds comments only."""
        name = path.relative_to(self.root).as_posix()
        if not path.exists() or not any(
            line.strip() and not line.lstrip().startswith("#") for line in path.read_bytes().decode("utf-8", "replace").splitlines()
        ):
            return Document(name, {})
        return self.attempt(read_yaml, path, self.root)

    def model(self, path: Path, kind: type[Model]) -> Model | None:
        """Return a YAML file as a model."""
        document = self.attempt(read_yaml, path, self.root)
        return self.attempt(validate, document, kind) if document else None
