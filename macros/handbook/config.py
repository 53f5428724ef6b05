"""Name, version, address and languages of the handbook, for those who do not get them from an engine."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from handbook.errors import Problem, SourceErrors

ENGLISH = "en"
UPSTREAM = "mkdocs.yml"


@dataclass(frozen=True)
class SiteConfig:
    """Who this handbook is.

    Attributes:
        name: What it is called.
        version: Upstream's version.
        url: Its address; "" where none is known.
        id: Names its readers' documents.
        short: What a fork calls itself in a heading; "" upstream.
        language: What the interface speaks, such as ``de``; docs/strings/ has a file of that name.
        content: What the pages are written in.
        description: What it is, in a sentence or two.
        offline: Whether browsers may keep it, to be read without a network.
        nav: The navigation as the configuration has it; empty if there is none.
        nav_from_fork: Whether ``team.yml`` has a navigation of its own.
    """

    name: str = ""
    version: str = ""
    url: str = ""
    id: str = ""
    short_name: str = ""
    language: str = ENGLISH
    content_language: str = ENGLISH
    description: str = ""
    offline: bool = True
    nav: tuple[Any, ...] = ()
    nav_from_fork: bool = False


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


def config_path(root: Path) -> Path:
    """Return a project's configuration: ``team.yml`` where there is one, as the commands of make do, else ``mkdocs.yml``."""
    team = root / "team.yml"
    return team if team.exists() else root / UPSTREAM


def load_site_config(root: Path) -> SiteConfig:
    """Return the identity of a project, from its configuration; without one, an identity without a name.

    Raises:
        SourceErrors: The configuration cannot be read, or says neither yes nor no to being kept offline.
    """
    path = config_path(root)
    config = load_config(path) if path.exists() else {}
    own = _mapping(_mapping(config, "extra"), "handbook")
    language = _mapping(config, "theme").get("language") or ENGLISH
    name, description, url = (str(config.get(key) or "") for key in ("site_name", "site_description", "site_url"))
    version, id, short, content = (str(own.get(key) or "") for key in ("version", "id", "short", "content_language"))
    offline = own.get("offline", True)
    if not isinstance(offline, bool):
        raise SourceErrors([Problem(path.name, 0, "extra.handbook.offline", f"is {offline!r}", "Say true or false; where nothing is said, it is true.")])
    nav = config.get("nav")
    nav_from_fork = path.name != UPSTREAM and nav != load_config(root / UPSTREAM).get("nav") if (root / UPSTREAM).exists() else True
    nav = tuple(nav) if isinstance(nav, list) else ()
    return SiteConfig(name, version, url, id, short, str(language), content or ENGLISH, description, offline, nav, nav_from_fork)


def _mapping(config: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return what stands under a key; nothing where that is no mapping: the engines say what is wrong with it."""
    found = config.get(key)
    return found if isinstance(found, dict) else {}


def load_config(path: Path) -> dict[str, Any]:
    """Return a configuration with what it inherits.

    Raises:
        SourceErrors: It is no YAML.
    """
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), _Loader) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        problem = Problem(
            path.name, mark.line + 1 if mark else 0, "", f"cannot be read: {problem}", "Check quotes and indentation on this line and the one before it."
        )
        raise SourceErrors([problem]) from None
    if not isinstance(data, dict):
        raise SourceErrors([Problem(path.name, 1, "", "starts with a list or a text", "Start with a key, such as `INHERIT: mkdocs.yml`.")])
    parent = data.pop("INHERIT", None)
    return deep_merge(load_config(path.parent / str(parent)), data) if parent else data


def deep_merge(under: Mapping[str, Any], upper: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one mapping over another, level by level."""
    both = dict(under)
    for key, value in upper.items():
        both[key] = deep_merge(both[key], value) if isinstance(value, dict) and isinstance(both.get(key), dict) else value
    return both
