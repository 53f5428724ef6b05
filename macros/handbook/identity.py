"""Name, version and address of the handbook, for those who do not get them from an engine."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from handbook.faults import Fault, HandbookFaults
from handbook.files import read_text


@dataclass(frozen=True)
class Identity:
    """Who this handbook is.

    Attributes:
        name: What it is called.
        version: Upstream's version.
        url: Its address; "" where none is known.
        id: Names its readers' documents.
        short: What a fork calls itself in a heading; "" upstream.
    """

    name: str = ""
    version: str = ""
    url: str = ""
    id: str = ""
    short: str = ""


class _Loader(yaml.SafeLoader):
    """Reads an engine's configuration; what only the engine understands becomes nothing."""


def _variable(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    """Return what ``!ENV`` stands for: the first variable that is set, or else the last entry."""
    if not isinstance(node, yaml.SequenceNode):
        return os.environ.get(str(node.value))
    *names, default = loader.construct_sequence(node)
    return next((os.environ[name] for name in names if name in os.environ), default)


_Loader.add_constructor("!ENV", _variable)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def identity(root: Path) -> Identity:
    """Return the identity of a project: from ``team.yml`` where there is one, as the commands of make do, else from ``mkdocs.yml``.

    Raises:
        HandbookFaults: The configuration, or one that it inherits, cannot be read.
    """
    team = root / "team.yml"
    path = team if team.exists() else root / "mkdocs.yml"
    config = _read(path) if path.exists() else {}
    extra = config.get("extra") or {}
    own = extra.get("handbook") or {}
    values = (config.get("site_name"), own.get("version"), config.get("site_url"), own.get("id"), own.get("short"))
    return Identity(*(str(value or "") for value in values))


def _read(path: Path) -> dict[str, Any]:
    """Return a configuration with what it inherits."""
    try:
        data: dict[str, Any] = yaml.load(read_text(path, path.parent), _Loader) or {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise HandbookFaults([Fault(path.name, line, "", f"cannot be read as YAML: {error.problem}", "Check quotes and indentation on this line.")]) from None
    parent = data.pop("INHERIT", None)
    return _over(_read(path.parent / parent), data) if parent else data


def _over(under: Mapping[str, Any], upper: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one mapping over another, level by level."""
    both = dict(under)
    for key, value in upper.items():
        both[key] = _over(both[key], value) if isinstance(value, dict) and isinstance(both.get(key), dict) else value
    return both
