"""Writes the configuration that an engine reads where ``mkdocs.yml`` is not enough.

In a fork that is ``mkdocs.yml`` with ``team.yml`` and what is in ``docs/team/`` over it: of two lists MkDocs takes one and
Zensical joins both, and neither finds a page for a navigation. Plugins and Markdown extensions may be lists, as Material's
documentation writes them: they are laid over ours by name. For Zensical it also names our Markdown extension, since
Zensical runs no hooks. Values keep their tags, ``!ENV`` for example.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import yaml

from handbook.config import keep_text
from handbook.content.folders import all_files
from handbook.content.urls import page_url
from handbook.errors import Problem, SourceErrors
from tools.page_history import page_changes

NAME = ".handbook.yml"
LINKED_DOCS = ".docs.build"  # what Zensical reads where a folder of the docs is a symbolic link
TEAM = "team.yml"
STYLES = ("assets/stylesheets/layout/wiki.css", "assets/stylesheets/team.css")  # before those of the fork, which may say otherwise
# Lists that a fork adds to. Its ``nav``, say, stands for the whole.
JOINED = {"extra_css", "extra_javascript", "hooks", "watch", "features"}
JOINED_TEXTS = {"exclude_docs", "not_in_nav", "draft_docs"}  # a pattern a line
# Mappings that may be written as lists of names and of mappings with one key. A name alone leaves its options as they are.
LISTED = {"plugins", "markdown_extensions"}
# Options of the macros plugin with which it leaves ours alone; so does another value of an option that mkdocs.yml gives it.
MACROS_ON = {"enabled": "true", "render_by_default": "true"}
HEAD = f"# Made of mkdocs.yml, {TEAM} and docs/team/ by tools/engine_config.py before each build. Change those.\n"
EXTENSIONS = ("handbook.markdown_extension", "handbook.page_extension")


def write_engine_config(root: Path, engine: str = "mkdocs", preview: Path | None = None, revision: int = 0, without: Iterable[str] = ()) -> list[str]:
    """Write the configuration for an engine, and return the options that name it; none if the engine reads ``mkdocs.yml`` itself.

    Args:
        root: The project's root folder; its sources have no errors.
        engine: ``mkdocs`` or ``zensical``.
        preview: The folder that ``zensical serve`` builds into, below the root; None for a build.
        revision: A number that makes ``zensical serve`` build every page again when it changes.
        without: Pages below the docs folder to leave out of the preview; Zensical builds none if it cannot read one's front matter.

    Raises:
        SourceErrors: ``team.yml`` holds something that neither engine could build the handbook with.
    """
    if engine == "mkdocs" and not (root / TEAM).exists():
        return []
    config = _with_fork(root, engine) if (root / TEAM).exists() else _read(root / "mkdocs.yml")
    if engine == "zensical":
        for name in EXTENSIONS:
            _add_extension(config, name)
        if any(path.is_symlink() for path, _ in _folders(root / "docs")):
            _put(config, "docs_dir", _node(_unlinked(root).as_posix()))
        else:
            shutil.rmtree(root / LINKED_DOCS, ignore_errors=True)
    if preview:
        for key, value in config.value:
            if key.value == "exclude_docs":
                value.value += "".join(f"/{page}\n" for page in without)
        # Zensical would otherwise build all pages again after any edit, since the times of all these files count.
        # tools/serve.py watches them instead.
        _set(config, ["watch"], [])
        if not _get(_get(_get(config, "plugins"), "macros"), "include_dir"):
            _set(config, ["plugins", "macros", "include_dir"], "overrides")
        _set(config, ["extra", "handbook", "revision"], revision)
        _set(config, ["site_dir"], preview.relative_to(root).as_posix())
    path = root / (f".handbook.{preview.parent.name}.yml" if preview else NAME)  # a build or a second server does not change it
    keep_text(config)
    text = HEAD + yaml.serialize(config)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    return ["--config-file", path.name]


def _folders(folder: Path) -> Iterator[tuple[Path, list[str]]]:
    """Yield the folders in a folder, through links, with the names of their files."""
    names: dict[Path, list[str]] = {}
    for path in all_files(folder):
        names.setdefault(path.parent, []).append(path.name)
    for path in {above for inner in names for above in (inner, *inner.parents) if above.is_relative_to(folder)}:
        yield path, names.get(path, [])


def _unlinked(root: Path) -> Path:
    """Make a copy of the docs folder of real folders and linked files, since Zensical follows links to files only; return its path below the root."""
    mirror, docs = root / LINKED_DOCS, root / "docs"
    wanted = {mirror / path.relative_to(docs) / name: path / name for path, names in _folders(docs) for name in names}
    for path in [*all_files(mirror)]:
        if path not in wanted:
            path.unlink()
    for path, source in wanted.items():
        if not path.is_symlink() or os.readlink(path) != str(source.resolve()):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            path.symlink_to(source.resolve())
    return mirror.relative_to(root)


def _with_fork(root: Path, engine: str) -> yaml.MappingNode:
    """Return the configuration of a fork, with its style sheets, its notes and its pages."""
    config = _read(root / TEAM)
    _check(config, root, engine)
    styles = sorted(path.relative_to(root / "docs").as_posix() for path in (root / "docs" / "team").glob("*.css"))
    notes = sorted(path.stem for path in (root / "docs" / "team" / "notes").glob("*.md"))
    config = _over(config, _node({"extra_css": [*STYLES, *styles], "extra": {"handbook": {"notes": notes}}}))
    edit = "/".join(str(node.value).strip("/") for key in ("repo_url", "edit_uri") if isinstance(node := _get(config, key), yaml.ScalarNode))
    config = _over(config, _node({"extra": {"handbook": {"changes": page_changes(root, "team", edit)}}}))
    if not _has(_map(root / TEAM), "nav"):
        nav = _map(root / "mkdocs.yml")
        for key, value in nav.value:
            if key.value == "nav":
                _put(config, "nav", _with_own(value, root, _posts(config)))
    elif (root / "docs").is_dir():
        _follow_upstream(config, root)
    pages = _get(config, "nav")
    if pages:  # without one, an engine's own is made of all pages but these
        config = _over(config, _node({"not_in_nav": "/team/"}))
    counts = dict(_counts(pages)) if isinstance(pages, yaml.SequenceNode) else {}
    return _over(config, _node({"extra": {"handbook": {"pages_in": counts}}}))


def _counts(nav: yaml.SequenceNode, depth: int = 0) -> Iterator[tuple[str, int]]:
    """Yield how many pages each section of a navigation has, by its depth and the address of its first page, for overrides/partials/contents.html."""
    for entry in nav.value:
        for _, inner in entry.value if isinstance(entry, yaml.MappingNode) else []:
            if isinstance(inner, yaml.SequenceNode) and (sources := list(_leaves(inner))):
                yield f"{depth} {page_url(sources[0]) if sources[0].endswith('.md') else sources[0]}", len(sources)
                yield from _counts(inner, depth + 1)


def _leaves(entry: yaml.Node) -> Iterator[str]:
    """Yield the pages and links of an entry, in order."""
    if isinstance(entry, yaml.ScalarNode):
        yield str(entry.value)
    for child in () if isinstance(entry, yaml.ScalarNode) else entry.value if isinstance(entry, yaml.SequenceNode) else (value for _, value in entry.value):
        yield from _leaves(child)


def _follow_upstream(config: yaml.MappingNode, root: Path) -> None:
    """Take what upstream has removed out of a navigation of the team's own, and note what upstream has added; the build warns of both."""
    from handbook.fork.navigation import nav_changes
    from handbook.loader import load_library

    changes = nav_changes(load_library(root, root / "docs"))

    def keep(entry: yaml.Node) -> bool:
        if isinstance(entry, yaml.SequenceNode):
            entry.value = [inner for inner in entry.value if keep(inner)]
        elif isinstance(entry, yaml.MappingNode):
            entry.value = [(key, value) for key, value in entry.value if keep(value)]
        elif entry.value in changes.gone:
            entry.value = changes.gone[entry.value]
        return bool(entry.value)

    for key, value in config.value:
        if key.value == "nav":
            keep(value)
    if changes.unlisted:
        listed = next((str(value.value) for key, value in config.value if key.value == "not_in_nav"), "")
        _put(config, "not_in_nav", _node("\n".join([listed.rstrip("\n"), *(f"/{page}" for page in changes.unlisted)])))


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


def _posts(config: yaml.MappingNode) -> set[str]:
    """Return the folder with the posts of a blog, which the blog lists itself."""
    plugins = _get(config, "plugins")
    blog = _get(plugins, "blog") if isinstance(plugins, yaml.MappingNode) else None
    folder = _get(blog, "blog_dir") if isinstance(blog, yaml.MappingNode) else None
    return {f"{str(folder.value).strip('/') if folder else 'blog'}/posts"} if blog else set()


def _with_own(nav: yaml.Node, root: Path, posts: set[str]) -> yaml.Node:
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
    elsewhere = {ABBREVIATIONS, "team/chapters", "team/notes", "team/toolkit", *posts, *(chapter.source for chapter in placed)}
    tree = FolderTree(root, root / "docs", frozenset(elsewhere))
    for chapter in placed:
        sections[chapter.meta.section].append(_node(tree.page(chapter.source).as_nav()))
    own, more, sheets = (tree.section(f"team{folder}") for folder in ("", "/chapters", "/toolkit"))
    _group(nav, "toolkit/index.md").extend(_node(sheet.as_nav()) for sheet in (sheets.children if sheets else ()))
    if mine := [entry.as_nav() for part in (own, more) if part for entry in part.children]:
        last = max((n for n, entry in enumerate(nav.value) if _pages(entry) & {chapter.source for chapter in chapters}), default=len(nav.value) - 1)
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
    return set(_leaves(entry))


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


def _over(under: yaml.MappingNode, upper: yaml.MappingNode, options: bool = False) -> yaml.MappingNode:
    """Lay one mapping over another, level by level; in the options of a plugin or an extension, a list or a name is added to each list."""
    for key, value in upper.value:
        below = _get(under, key.value)
        if key.value in LISTED and isinstance(below, yaml.MappingNode):
            _over_named(below, _as_mapping(value, key.value))
        elif key.value == "theme" and isinstance(below, yaml.MappingNode) and isinstance(value, yaml.ScalarNode):
            _over(below, yaml.MappingNode(below.tag, [(_node("name"), value)]))
        elif isinstance(below, yaml.MappingNode) and isinstance(value, yaml.MappingNode):
            _over(below, value, options)
        elif (options or key.value in JOINED) and isinstance(below, yaml.SequenceNode) and not isinstance(value, yaml.MappingNode):
            items = value.value if isinstance(value, yaml.SequenceNode) else [] if _empty(value) else [value]
            below.value += [item for item in items if item.value not in [old.value for old in below.value]]
        elif key.value in JOINED and isinstance(below, yaml.SequenceNode) and isinstance(value, yaml.MappingNode):  # `navigation.top: true`
            switches = {name.value: switch.value.lower() != "false" for name, switch in value.value if isinstance(switch, yaml.ScalarNode)}
            below.value = [old for old in below.value if switches.get(old.value, True)]
            below.value += [_node(name) for name, on in switches.items() if on and name not in [old.value for old in below.value]]
        elif key.value in JOINED_TEXTS and isinstance(below, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode):
            _put(under, key.value, _node(f"{below.value.rstrip()}\n{value.value}".lstrip()))
        else:
            _put(under, key.value, value)
    return under


def _over_named(under: yaml.MappingNode, upper: yaml.MappingNode) -> None:
    """Lay plugins or extensions over others; a name without options leaves those below."""
    for key, value in upper.value:
        name = key.value.removeprefix("material/") if _has(under, key.value.removeprefix("material/")) else key.value
        below = _get(under, name)
        if isinstance(below, yaml.MappingNode) and isinstance(value, yaml.MappingNode):
            _over(below, value, options=True)
        elif below is None or not _empty(value):
            _put(under, name, value if below is not None or not _empty(value) else _node({}), key)


def _as_mapping(value: yaml.Node, name: str) -> yaml.MappingNode:
    """Return a list of names and of mappings with one key as a mapping.

    Raises:
        SourceErrors: It is no such list, or names something twice.
    """
    if isinstance(value, yaml.MappingNode) or _empty(value):
        return value if isinstance(value, yaml.MappingNode) else yaml.MappingNode("tag:yaml.org,2002:map", [])
    pairs: list[tuple[Any, Any]] = []
    for item in value.value if isinstance(value, yaml.SequenceNode) else [value]:
        if isinstance(value, yaml.SequenceNode) and isinstance(item, yaml.ScalarNode):
            pairs.append((item, _node(None)))
        elif isinstance(item, yaml.MappingNode) and len(item.value) == 1:
            pairs.append(item.value[0])
        else:
            raise SourceErrors(
                [
                    _problem(
                        item,
                        name,
                        "has an entry that is neither a name nor a name with options",
                        "Write `- name`, or `- name:` with its options indented below it.",
                    )
                ]
            )
        if [key.value for key, _ in pairs].count(pairs[-1][0].value) > 1:
            raise SourceErrors([_problem(item, name, f"names {pairs[-1][0].value} twice", "Keep one of the two; the handbook runs each once.")])
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs)


def _check(config: yaml.MappingNode, root: Path, engine: str) -> None:
    """Refuse a fork's configuration with which our macros would not run, and one that names a theme or a plugin that is not there."""
    upstream = _get(_read(root / "mkdocs.yml"), "plugins")
    if not isinstance(upstream, yaml.MappingNode):
        return  # not the handbook's configuration, but a part of it
    problems = []
    plugins = _get(config, "plugins")
    macros = _get(plugins, "macros") if isinstance(plugins, yaml.MappingNode) else None
    if not isinstance(macros, yaml.MappingNode):
        problems.append(
            _problem(macros, "plugins", "leaves out the macros plugin, without which no page has its practice", "Remove `plugins`, or list what you add to it.")
        )
    else:
        ours = _get(upstream, "macros")
        needed = MACROS_ON | {key.value: value.value for key, value in (ours.value if ours else ()) if isinstance(value, yaml.ScalarNode)}
        for key, value in macros.value:
            wrong = key.value in needed and yaml.safe_load(str(value.value)) != yaml.safe_load(needed[key.value])
            if wrong or key.value.startswith(("j2_block", "j2_comment", "j2_variable")):
                problems.append(
                    _problem(
                        value,
                        f"plugins.macros.{key.value}",
                        "keeps the macros of the handbook from running, so its pages would show `{{ … }}`",
                        "Remove this line.",
                    )
                )
    theme = _get(config, "theme")
    name = _get(theme, "name") if isinstance(theme, yaml.MappingNode) else None
    if name is None or name.value != "material":
        problems.append(_problem(name, "theme.name", "is not material, whose templates the handbook builds on", "Remove the line, or write `name: material`."))
    if isinstance(plugins, yaml.MappingNode):
        problems += _plugin_problems(plugins, engine)
    if problems:
        raise SourceErrors(problems)


def _plugin_problems(plugins: yaml.MappingNode, engine: str) -> Iterator[Problem]:
    """Yield a problem for each plugin that is not installed; Zensical reads some itself, and leaves out the rest."""
    names = {entry.name for entry in entry_points(group="mkdocs.plugins")}
    if engine == "zensical":
        from zensical.config import _PLUGIN_UNSUPPORTED_OPTIONS as KNOWN  # it has no public list

        for key, _ in plugins.value:
            name = key.value.removeprefix("material/")
            if name.partition("/")[0] not in KNOWN:
                print(
                    f"Warning: {_problem(key, f'plugins.{key.value}', 'is a plugin that Zensical does not run; the site is built without it', '')}".partition(
                        "\n"
                    )[0],
                    file=sys.stderr,
                )
        return
    for key, _ in plugins.value:
        if key.value not in names and f"material/{key.value}" not in names:
            fix = "Add the package it comes from to docs/team/requirements.in, and run `make sync`."
            yield _problem(key, f"plugins.{key.value}", "is not installed", fix)


def _problem(node: yaml.Node | None, key: str, message: str, fix: str) -> Problem:
    """Return a problem in ``team.yml``, at a node that was read from it."""
    return Problem(TEAM, node.start_mark.line + 1 if node is not None and node.start_mark else 0, key, message, fix)


def _get(mapping: yaml.Node | None, name: str) -> yaml.Node | None:
    return next((value for key, value in mapping.value if key.value == name), None) if isinstance(mapping, yaml.MappingNode) else None


def _empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value in ("", "null", "~")


def _put(mapping: yaml.MappingNode, name: str, value: yaml.Node, key: yaml.Node | None = None) -> None:
    pair = (_node(name) if key is None or key.value != name else key, value)
    at = next((n for n, (old, _) in enumerate(mapping.value) if old.value == name), None)
    if at is None:
        mapping.value.append(pair)
    else:
        mapping.value[at] = pair


def _has(mapping: yaml.MappingNode, name: str) -> bool:
    return any(key.value == name for key, _ in mapping.value)


def _node(data: object) -> Any:
    return yaml.representer.SafeRepresenter().represent_data(data)
