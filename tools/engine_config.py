"""Writes the configuration that an engine reads where ``mkdocs.yml`` is not enough.

In a fork that is ``mkdocs.yml`` with ``team.yml`` and what is in ``docs/team/`` over it: of two lists MkDocs takes one and
Zensical joins both, and neither finds a page for a navigation. For Zensical it also names our Markdown extension, since
Zensical runs no hooks. Values keep their tags, ``!ENV`` for example.
"""

from pathlib import Path
from typing import Any

import yaml

from handbook.config import keep_text

NAME = ".handbook.yml"
TEAM = "team.yml"
STYLES = "assets/stylesheets/team.css"  # before those of the fork, which may say otherwise
# Lists that a fork adds to. Its ``nav``, say, stands for the whole.
JOINED = {"extra_css", "extra_javascript", "hooks", "watch", "not_in_nav"}
HEAD = f"# Made of mkdocs.yml, {TEAM} and docs/team/ by tools/engine_config.py before each build. Change those.\n"
EXTENSION = "handbook.markdown_extension"


def write_engine_config(root: Path, engine: str = "mkdocs", preview: Path | None = None, revision: int = 0) -> list[str]:
    """Write the configuration for an engine, and return the options that name it; none if the engine reads ``mkdocs.yml`` itself.

    Args:
        root: The project's root folder; its sources have no errors.
        engine: ``mkdocs`` or ``zensical``.
        preview: The folder that ``zensical serve`` builds into, below the root; None for a build.
        revision: A number that makes ``zensical serve`` build every page again when it changes.
    """
    if engine == "mkdocs" and not (root / TEAM).exists():
        return []
    config = _with_fork(root) if (root / TEAM).exists() else _read(root / "mkdocs.yml")
    if engine == "zensical":
        _add_extension(config, EXTENSION)
    if preview:
        # Zensical would otherwise build all pages again after any edit, since the times of all these files count.
        # tools/serve.py watches them instead.
        _set(config, ["watch"], [])
        _set(config, ["plugins", "macros", "include_dir"], "overrides")
        _set(config, ["extra", "handbook", "revision"], revision)
        _set(config, ["site_dir"], preview.relative_to(root).as_posix())
    path = root / (f".handbook.{preview.parent.name}.yml" if preview else NAME)  # a build or a second server does not change it
    keep_text(config)
    text = HEAD + yaml.serialize(config)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    return ["--config-file", path.name]


def _with_fork(root: Path) -> yaml.MappingNode:
    """Return the configuration of a fork, with its style sheets, its notes and its pages."""
    config = _read(root / TEAM)
    styles = sorted(path.relative_to(root / "docs").as_posix() for path in (root / "docs" / "team").glob("*.css"))
    notes = sorted(path.stem for path in (root / "docs" / "team" / "notes").glob("*.md"))
    config = _over(config, _node({"extra_css": [STYLES, *styles], "extra": {"handbook": {"notes": notes}}}))
    if not _has(_map(root / TEAM), "nav"):
        nav = _map(root / "mkdocs.yml")
        for key, value in nav.value:
            if key.value == "nav":
                _put(config, "nav", _with_own(value, root))
    return config


def _add_extension(config: yaml.MappingNode, name: str) -> None:
    """Add a Markdown extension to those of a configuration, which may be a mapping or a list."""
    for key, extensions in config.value:
        if key.value == "markdown_extensions":
            extensions.value.append((_node(name), _node({})) if isinstance(extensions, yaml.MappingNode) else _node(name))


def _set(config: yaml.MappingNode, keys: list[str], value: object) -> None:
    """Set a value below some keys, where all of them but the last lead to mappings."""
    *above, last = keys
    mapping: yaml.Node | None = config
    for name in above:
        mapping = next((node for key, node in mapping.value if key.value == name), None) if isinstance(mapping, yaml.MappingNode) else None
    if isinstance(mapping, yaml.MappingNode):
        _put(mapping, last, _node(value))


def _with_own(nav: yaml.Node, root: Path) -> yaml.Node:
    """Return upstream's navigation with the pages of the fork: its chapters in their sections, its sheets with the sheets, its folders in a section of their own."""
    from handbook.content.folders import FolderTree
    from handbook.fork.apply import TEAM_TITLE
    from handbook.loader import load_library
    from handbook.markdown_extension import ABBREVIATIONS
    from handbook.templating import PageWriter

    held = load_library(root, root / "docs")
    chapters = held.in_order
    sections = {chapter.meta.section: _group(nav, chapter.source) for chapter in chapters if not chapter.from_fork}
    placed = [chapter for chapter in chapters if chapter.from_fork and chapter.meta.section in sections]
    elsewhere = {ABBREVIATIONS, "team/chapters", "team/notes", "team/toolkit", *(chapter.source for chapter in placed)}
    tree = FolderTree(root, root / "docs", frozenset(elsewhere))
    for chapter in placed:
        sections[chapter.meta.section].append(_node(tree.page(chapter.source).as_nav()))
    own, more, sheets = (tree.section(f"team{folder}") for folder in ("", "/chapters", "/toolkit"))
    _group(nav, "toolkit/index.md").extend(_node(sheet.as_nav()) for sheet in (sheets.children if sheets else ()))
    if mine := [entry.as_nav() for part in (own, more) if part for entry in part.children]:
        last = max(n for n, entry in enumerate(nav.value) if _pages(entry) & {chapter.source for chapter in chapters})
        title = (own.named if own else "") or PageWriter(held, "").text(TEAM_TITLE)
        nav.value.insert(last + 1, _node({title: mine}))
    return nav


def _group(nav: Any, page: str) -> Any:
    """Return the entries of the navigation beside a page; all, where it is nowhere."""
    for entry in nav.value:
        if page in _pages(entry) and isinstance(entry, yaml.MappingNode):
            _, inner = entry.value[0]
            return inner.value if isinstance(inner, yaml.SequenceNode) else nav.value
    return nav.value


def _pages(entry: yaml.Node) -> set[str]:
    if isinstance(entry, yaml.ScalarNode):
        return {str(entry.value)}
    children = entry.value if isinstance(entry, yaml.SequenceNode) else [value for _, value in entry.value]
    return {page for child in children for page in _pages(child)}


def _read(path: Path) -> yaml.MappingNode:
    """Return a configuration with what it inherits."""
    config = _map(path)
    for key, value in list(config.value):
        if key.value == "INHERIT":
            config.value = [pair for pair in config.value if pair[0].value != "INHERIT"]
            return _over(_read(path.parent / value.value), config)
    return config


def _map(path: Path) -> yaml.MappingNode:
    node = yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)
    return node if isinstance(node, yaml.MappingNode) else yaml.MappingNode("tag:yaml.org,2002:map", [])


def _over(under: yaml.MappingNode, upper: yaml.MappingNode) -> yaml.MappingNode:
    """Lay one mapping over another, level by level."""
    for key, value in upper.value:
        below = next((old for name, old in under.value if name.value == key.value), None)
        if isinstance(below, yaml.MappingNode) and isinstance(value, yaml.MappingNode):
            _over(below, value)
        elif key.value in JOINED and isinstance(below, yaml.SequenceNode) and isinstance(value, yaml.SequenceNode):
            below.value += value.value
        else:
            _put(under, key.value, value)
    return under


def _put(mapping: yaml.MappingNode, name: str, value: yaml.Node) -> None:
    mapping.value = [(key, old) for key, old in mapping.value if key.value != name]
    mapping.value.append((_node(name), value))


def _has(mapping: yaml.MappingNode, name: str) -> bool:
    return any(key.value == name for key, _ in mapping.value)


def _node(data: object) -> Any:
    return yaml.representer.SafeRepresenter().represent_data(data)
