"""The configuration that the engines read in a fork: ``mkdocs.yml``, with ``team.yml`` and what is in ``docs/team/`` over it.

Written by ``tools/build.py`` before each run, since the engines themselves disagree: of two lists, MkDocs takes one and
Zensical joins both; and neither finds a page for a navigation. What it says about a value, a ``!ENV`` say, is kept as it is.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

NAME = ".handbook.yml"
TEAM = "team.yml"
STYLES = "assets/stylesheets/team.css"  # before those of the fork, which may say otherwise
# Lists that a fork adds to. Its ``nav``, say, stands for the whole.
JOINED = {"extra_css", "extra_javascript", "hooks", "watch", "not_in_nav"}
HEAD = f"# Made of mkdocs.yml, {TEAM} and docs/team/ by tools/engine_config.py before each build. Change those.\n"


def config_of(root: Path) -> list[str]:
    """Return the engine's options that name the configuration of a fork, and write it; none where there is no ``team.yml``.

    Args:
        root: The project's root folder; its sources are sound.
    """
    if not (root / TEAM).exists():
        return []
    config = _read(root / TEAM)
    styles = sorted(path.relative_to(root / "docs").as_posix() for path in (root / "docs" / "team").glob("*.css"))
    notes = sorted(path.stem for path in (root / "docs" / "team" / "notes").glob("*.md"))
    config = _over(config, _node({"extra_css": [STYLES, *styles], "extra": {"handbook": {"notes": notes}}}))
    if not _has(_map(root / TEAM), "nav"):
        nav = _map(root / "mkdocs.yml")
        for key, value in nav.value:
            if key.value == "nav":
                _put(config, "nav", _with_own(value, root))
    (root / NAME).write_text(HEAD + yaml.serialize(config), encoding="utf-8")
    return ["--config-file", NAME]


def _with_own(nav: yaml.Node, root: Path) -> yaml.Node:
    """Return upstream's navigation with the pages of the fork: its chapters in their sections, its sheets with the sheets, all else in a section of its own."""
    from handbook.fork.apply import TEAM_TITLE
    from handbook.loader import load_library
    from handbook.templating import PageWriter

    held = load_library(root, root / "docs")
    own = [chapter for chapter in held.in_order if chapter.from_fork]
    placed = {chapter.source for chapter in own}
    pages = sorted(path.relative_to(root / "docs").as_posix() for path in (root / "docs" / "team").rglob("*.md"))
    pages = [page for page in pages if page not in placed and not page.startswith("team/notes/")]
    sections = {chapter.meta.section: _group(nav, chapter.source) for chapter in held.in_order if not chapter.from_fork}
    for chapter in own:
        if chapter.meta.section in sections:
            sections[chapter.meta.section].append(_node(chapter.source))
    sheets = [page for page in pages if page.startswith("team/toolkit/")]
    _group(nav, "toolkit/index.md").extend(_node(page) for page in sheets)
    mine = [page for page in pages if page not in sheets] + [chapter.source for chapter in own if chapter.meta.section not in sections]
    if mine:
        last = max(n for n, entry in enumerate(nav.value) if _pages(entry) & {chapter.source for chapter in held.chapters.values()})
        nav.value.insert(last + 1, _node({PageWriter(held, "").text(TEAM_TITLE): _nested(sorted(mine, key=lambda page: page != "team/index.md"))}))
    return nav


def _nested(pages: Iterable[str]) -> list[object]:
    """Return pages as entries of a navigation; those in a folder below ``team/chapters/`` under its name."""
    entries: list[object] = []
    folders: dict[str, list[object]] = {}
    for page in pages:
        _, _, *inner = page.split("/")
        if len(inner) > 1 and page.startswith("team/chapters/"):
            name = inner[0].replace("-", " ").capitalize()
            if name not in folders:
                folders[name] = []
                entries.append({name: folders[name]})
            folders[name].append(page)
        else:
            entries.append(page)
    return entries


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
