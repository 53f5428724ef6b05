"""The site's configuration, for code that does not get it from an engine: name, version, URL, languages and navigation."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from handbook.errors import Problem, SourceErrors
from handbook.yaml_shape import LOADER, check_shape

ENGLISH = "en"
UPSTREAM = "mkdocs.yml"


@dataclass(frozen=True)
class SiteConfig:
    """The site's configuration.

    Attributes:
        name: Name of the site.
        version: Upstream's version.
        url: The site's URL; "" if unknown.
        id: Names its readers' documents.
        short_name: A fork's short name, for headings; "" upstream.
        language: Language of the interface, such as ``de``, with a file of that name in docs/strings/.
        content_language: Language of the pages.
        description: One or two sentences about the site.
        offline: Whether browsers may store it for reading offline.
        nav: The navigation as the configuration has it; empty if there is none.
        nav_from_fork: Whether ``team.yml`` has a navigation of its own.
        upstream_pages: The pages in upstream's navigation, such as ``guide/use.md``.
        variables: The names below ``extra``, which every page may use.
        adds_names: Whether the macros plugin takes in further names from files or packages of a fork's own.
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
    upstream_pages: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()
    adds_names: bool = False


class _Loader(LOADER):  # type: ignore[misc, valid-type]
    """Reads an engine's configuration; tags that only the engine understands become None."""


def _variable(loader: Any, node: yaml.Node) -> Any:
    """Return the value of ``!ENV``: the first variable that is set, or the last entry."""
    if not isinstance(node, yaml.SequenceNode):
        return os.environ.get(str(node.value))
    *names, default = loader.construct_sequence(node)
    return next((os.environ[name] for name in names if name in os.environ), default)


_Loader.add_constructor("!ENV", _variable)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)
# Settings that are texts; of all others below `extra`, only what would come out different is kept as text.
TEXTS = {"site_name", "site_description", "site_author", "copyright", "repo_name", "nav", "theme.language"}
TEXTS |= {f"extra.handbook.{key}" for key in ("id", "short", "version", "content_language")}
_TEXT_TAG, _NULL_TAG = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"


def keep_text(config: yaml.Node) -> list[yaml.ScalarNode]:
    """Make texts of the names, titles and versions in a configuration that YAML reads as something else, such as ``1:1`` or ``1.10``.

    Args:
        config: The root of a composed configuration; it is changed.

    Returns:
        What was changed.
    """
    changed = list(_misread(config, ""))
    for node in changed:
        node.tag, node.style = _TEXT_TAG, '"'
    return changed


def _misread(node: yaml.Node, where: str) -> Iterator[yaml.ScalarNode]:
    named = where in TEXTS or where.startswith("nav.")
    if isinstance(node, yaml.ScalarNode):
        typed = not node.style and node.tag.startswith("tag:yaml.org,2002:") and node.tag not in (_TEXT_TAG, _NULL_TAG)
        if typed and (named or (where.startswith("extra.") and _comes_out_different(node))):
            yield node
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _misread(child, where)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if named:
                yield from _misread(key, where)
            yield from _misread(value, "nav." if named else f"{where}.{key.value}".lstrip("."))


def _comes_out_different(node: yaml.ScalarNode) -> bool:
    """Tell whether a number is written in another way than YAML writes it, or is a date; ``no`` is a boolean."""
    return not node.tag.endswith(":bool") and (node.tag.endswith(":timestamp") or str(yaml.safe_load(node.value)) != node.value)


def _repeated_keys(node: yaml.Node, file: str, where: str = "") -> Iterator[Problem]:
    """Yield a problem for each key that is given twice; the engines would take the last."""
    if isinstance(node, yaml.SequenceNode):
        for number, child in enumerate(node.value):
            yield from _repeated_keys(child, file, f"{where}[{number}]")
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = f"{where}.{key.value}".lstrip(".")
            if key.value in seen:
                yield Problem(file, key.start_mark.line + 1, name, "is written twice", "Keep one of the two.")
            seen.add(str(key.value))
            yield from _repeated_keys(value, file, name)


def config_path(root: Path) -> Path:
    """Return the path of a project's configuration: ``team.yml`` if there is one, as in the make commands, or ``mkdocs.yml``."""
    team = root / "team.yml"
    return team if team.exists() else root / UPSTREAM


def has_team(root: Path) -> bool:
    """Tell whether a team has files of its own here: ``team.yml``, or anything in ``docs/team/``."""
    folder = root / "docs" / "team"
    return (root / "team.yml").exists() or (folder.is_dir() and next(folder.iterdir(), None) is not None)


def load_site_config(root: Path) -> SiteConfig:
    """Return the configuration of a project; an empty one if there is no file.

    Raises:
        SourceErrors: The file cannot be read, or ``offline`` is not a boolean.
    """
    path = config_path(root)
    config = load_config(path) if path.exists() else {}
    handbook = _mapping(_mapping(config, "extra"), "handbook")
    language = _mapping(config, "theme").get("language") or ENGLISH
    name, description, url = (str(config.get(key) or "") for key in ("site_name", "site_description", "site_url"))
    version, id, short, content = (str(handbook.get(key) or "") for key in ("version", "id", "short", "content_language"))
    offline = handbook.get("offline", True)
    if not isinstance(offline, bool):
        raise SourceErrors([Problem(path.name, 0, "extra.handbook.offline", f"is {offline!r}", "Write true or false, or remove the key for true.")])
    nav = config.get("nav")
    upstream = load_config(root / UPSTREAM).get("nav") if (root / UPSTREAM).exists() else None
    nav_from_fork = path.name != UPSTREAM and nav != upstream if (root / UPSTREAM).exists() else True
    nav = tuple(nav) if isinstance(nav, list) else ()
    plugins = config.get("plugins")
    macros = [_mapping(entry, "macros") for entry in (plugins if isinstance(plugins, list) else [plugins]) if isinstance(entry, dict)]
    return SiteConfig(
        *(name, version, url, id, short, str(language), content or ENGLISH, description, offline, nav, nav_from_fork, frozenset(nav_targets(upstream))),
        variables=frozenset(_mapping(config, "extra")),
        adds_names=any(options.get(key) for options in macros for key in ("modules", "include_yaml")),
    )


def nav_targets(nav: object) -> Iterator[str]:
    """Yield the pages and links of a navigation, or of an entry of one, in order."""
    if isinstance(nav, str):
        yield nav
    for entry in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from nav_targets(entry)


def _mapping(config: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return the mapping under a key, or an empty one; the engines report what is wrong with other types."""
    value = config.get(key)
    return value if isinstance(value, dict) else {}


def load_config(path: Path) -> dict[str, Any]:
    """Return a configuration merged over the one it inherits.

    Raises:
        SourceErrors: It is not valid YAML.
    """
    try:
        text = path.read_text(encoding="utf-8")
        check_shape(text, path.name)
        loader = _Loader(text)
        node = loader.get_single_node() or yaml.MappingNode("tag:yaml.org,2002:map", [])
        misread = keep_text(node)
        data = loader.construct_document(node)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        problem = Problem(
            path.name, mark.line + 1 if mark else 0, "", f"cannot be read: {problem}", "Check quotes and indentation on this line and the one before it."
        )
        raise SourceErrors([problem]) from None
    problems = list(_repeated_keys(node, path.name))
    if path.name == UPSTREAM and not (path.parent / "team.yml").exists():  # MkDocs reads this file itself
        problems += [
            Problem(path.name, scalar.start_mark.line + 1, "", f"has `{scalar.value}`, which YAML does not read as text", "Put it in quotes.")
            for scalar in misread
        ]
    if problems:
        raise SourceErrors(problems)
    if not isinstance(data, dict):
        raise SourceErrors([Problem(path.name, 1, "", "starts with a list or a text", "Start with a key, such as `INHERIT: mkdocs.yml`.")])
    parent = data.pop("INHERIT", None)
    return deep_merge(load_config(path.parent / str(parent)), data) if parent else data


def deep_merge(base: Mapping[str, Any], override: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``override`` merged recursively over ``base``."""
    merged = dict(base)
    for key, value in override.items():
        merged[key] = deep_merge(merged[key], value) if isinstance(value, dict) and isinstance(merged.get(key), dict) else value
    return merged
