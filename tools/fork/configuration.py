"""Lays a fork's ``team.yml`` over ``mkdocs.yml``, and refuses what neither engine could build the handbook with.

Of two lists MkDocs takes one and Zensical joins both. Here some are joined, and plugins and Markdown extensions, which may be
lists as in Material's documentation, are laid over ours by name. All is done on YAML's nodes, which keep their tags, ``!ENV``
for example, and their lines.
"""

import re
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from handbook.checks.snippets import copied_bases
from handbook.config import UPSTREAM, config_path
from handbook.content.nav.folders import left_out
from handbook.errors import Problem, SourceErrors
from handbook.fork.navigation import TEAM, nav_changes
from handbook.loader import load_library
from handbook.yaml_shape import check_shape
from tools.fork.navigation import fork_navigation
from tools.page_history import page_changes

STYLES = ("assets/stylesheets/layout/wiki.css", "assets/stylesheets/team.css")  # before those of the fork, which may say otherwise
# Lists that a fork adds to. Its ``nav``, say, stands for the whole.
JOINED = {"extra_css", "extra_javascript", "hooks", "watch", "features"}
JOINED_TEXTS = {"exclude_docs", "not_in_nav", "draft_docs"}  # a pattern a line
# Mappings that may be written as lists of names and of mappings with one key. A name alone leaves its options as they are.
LISTED = {"plugins", "markdown_extensions"}
# Options of the macros plugin with which it leaves ours alone; so does another value of an option that mkdocs.yml gives it.
MACROS_ON = {"enabled": "true", "render_by_default": "true"}

# Plugins that make a menu of files which content/nav/folders.py reads.
REPLACES_NAV, READS_NAV = "awesome-nav", ("awesome-pages", "literate-nav", "section-index")


def fork_configuration(root: Path, engine: str, changes: Callable[[Path, str, str], object] = page_changes) -> yaml.MappingNode:
    """Return the configuration of a fork, with its style sheets, its notes and its pages.

    Args:
        root: The project's root folder.
        engine: ``mkdocs`` or ``zensical``.
        changes: Returns when each page last changed, as ``page_changes`` does.

    Raises:
        SourceErrors: Our macros would not run with it, or it names a theme or a plugin that is not there.
    """
    config, library = read(config_path(root)), load_library(root, root / "docs")
    _leave_out_nav_plugins(config, library.config.nav_from_fork)
    _name_data(config, engine)
    if problems := list(_problems(config, find(read(root / UPSTREAM), "plugins"), engine)):
        raise SourceErrors(problems)
    nav = fork_navigation(library, _posts(config))
    if nav:  # without one, an engine's own is made of all pages but these
        put(config, "nav", node(nav))
        merge(config, node({"not_in_nav": "\n".join(["/team/", *(f"/{page}" for page in nav_changes(library).unlisted)])}))
    edit = "/".join(str(part.value).strip("/") for key in ("repo_url", "edit_uri") if isinstance(part := find(config, key), yaml.ScalarNode))
    ours = {
        "notes": sorted(path.stem for path in (root / "docs" / "team" / "notes").glob("*.md")),
        "changes": changes(root, "team", edit),
        "tags": any(find(config, "plugins", name) for name in ("tags", "material/tags")),
    }
    docs = root / "docs"
    styles = sorted(path.relative_to(docs).as_posix() for path in (docs / "team").glob("*.css"))
    excluded = "\n".join(f"/{_as_pattern(path.relative_to(docs).as_posix())}" for path in sorted(left_out(docs / "team")))
    if bases := copied_bases(root, docs):
        merge(config, node({"markdown_extensions": {"pymdownx.snippets": {"base_path": bases}}}))
    return merge(config, node({"exclude_docs": excluded, "extra_css": [*STYLES, *styles], "extra": {"handbook": ours}}))


def _as_pattern(name: str) -> str:
    """Return a path as a pattern of git's that only it matches."""
    return re.sub(r"[\\\[\]*?! ]", r"\\\g<0>", name)


def _posts(config: yaml.MappingNode) -> set[str]:
    """Return the folder with the posts of a blog, which the blog lists itself."""
    folder = find(config, "plugins", "blog", "blog_dir")
    return {f"{str(folder.value).strip('/') if folder else 'blog'}/posts"} if find(config, "plugins", "blog") else set()


def _problems(config: yaml.MappingNode, upstream: yaml.Node | None, engine: str) -> Iterator[Problem]:
    """Yield what is wrong with a fork's configuration; nothing where ``mkdocs.yml`` is a part of the handbook's."""
    if not isinstance(upstream, yaml.MappingNode):
        return
    macros, theme = find(config, "plugins", "macros"), find(config, "theme", "name")
    if not isinstance(macros, yaml.MappingNode):
        fix = "Remove `plugins`, or list what you add to it."
        yield _problem(macros, "plugins", "leaves out the macros plugin, without which no page has its practice", fix)
    else:
        ours = find(upstream, "macros")
        needed = MACROS_ON | {key.value: value.value for key, value in (ours.value if ours else ()) if isinstance(value, yaml.ScalarNode)}
        yield from _module_problems(find(macros, "modules"))
        for key, value in macros.value:
            wrong = key.value in needed and yaml.safe_load(str(value.value)) != yaml.safe_load(needed[key.value])
            if wrong or key.value.startswith(("j2_block", "j2_comment", "j2_variable")):
                message = "keeps the macros of the handbook from running, so its pages would show `{{ … }}`"
                yield _problem(value, f"plugins.macros.{key.value}", message, "Remove this line.")
    if theme is None or theme.value != "material":
        yield _problem(theme, "theme.name", "is not material, whose templates the handbook builds on", "Remove the line, or write `name: material`.")
    if isinstance(plugins := find(config, "plugins"), yaml.MappingNode):
        yield from _plugin_problems(plugins, engine)


def _module_problems(modules: yaml.Node | None) -> Iterator[Problem]:
    """Yield a problem for each module of macros that is not there; the macros plugin would try to install it."""
    for item in modules.value if isinstance(modules, yaml.SequenceNode) else ():
        package, _, module = str(item.value).partition(":")
        name = module or package.replace("-", "_")
        try:
            found = find_spec(name)
        except ImportError:
            found = None
        if not found:
            fix = "For docs/team/main.py write docs.team.main. A package goes into docs/team/requirements.in; then run `make sync`."
            yield _problem(item, "plugins.macros.modules", f"{name} is no module", fix)


def _name_data(config: yaml.MappingNode, engine: str) -> None:
    """Write the files of data with names for pages as an engine reads them: MkDocs' plugin in a list, Zensical in a mapping."""
    macros = find(config, "plugins", "macros")
    files = find(macros, "include_yaml")
    if not isinstance(macros, yaml.MappingNode):
        return
    if engine == "mkdocs" and isinstance(files, yaml.MappingNode):
        put(macros, "include_yaml", node([{key.value: value.value} for key, value in files.value]))
    elif engine == "zensical" and isinstance(files, yaml.SequenceNode) and all(isinstance(item, yaml.MappingNode) for item in files.value):
        put(macros, "include_yaml", node({key.value: value.value for item in files.value for key, value in item.value}))


def _leave_out_nav_plugins(config: yaml.MappingNode, own_nav: bool) -> None:
    """Take out the plugins whose files the menu is made of without them; one would replace all of it. Those that a team's own ``nav`` may need stay."""
    plugins = find(config, "plugins")
    if not isinstance(plugins, yaml.MappingNode):
        return
    for key, _ in plugins.value:
        if key.value in (REPLACES_NAV, *(() if own_nav else READS_NAV)):
            plugins.value = [pair for pair in plugins.value if pair[0] is not key]
            fix = "Remove it. It was left out, and its files are read without it."
            print(f"Warning: {_problem(key, f'plugins.{key.value}', 'would make the menu', fix)}", file=sys.stderr)


def _plugin_problems(plugins: yaml.MappingNode, engine: str) -> Iterator[Problem]:
    """Yield a problem for each plugin that is not installed; Zensical reads some itself, and what it leaves out is a warning."""
    if engine == "zensical":
        from zensical.config import _PLUGIN_UNSUPPORTED_OPTIONS as KNOWN  # it has no public list

        for key, _ in plugins.value:
            if key.value.removeprefix("material/").partition("/")[0] not in KNOWN:
                problem = _problem(key, f"plugins.{key.value}", "is a plugin that Zensical does not run; the site is built without it", "")
                print(f"Warning: {str(problem).splitlines()[0]}", file=sys.stderr)
        return
    names = {entry.name for entry in entry_points(group="mkdocs.plugins")}
    for key, _ in plugins.value:
        if key.value not in names and f"material/{key.value}" not in names:
            fix = "Add the package it comes from to docs/team/requirements.in, and run `make sync`."
            yield _problem(key, f"plugins.{key.value}", "is not installed", fix)


def _problem(place: yaml.Node | None, key: str, message: str, fix: str) -> Problem:
    """Return a problem in ``team.yml``, at a node that was read from it."""
    return Problem(TEAM, place.start_mark.line + 1 if place is not None and place.start_mark else 0, key, message, fix)


def read(path: Path) -> yaml.MappingNode:
    """Return a configuration with what it inherits.

    Raises:
        SourceErrors: A list of plugins or extensions has an entry that is none.
    """
    text = path.read_text(encoding="utf-8")
    check_shape(text, path.name)
    config = yaml.compose(text, yaml.SafeLoader)
    if not isinstance(config, yaml.MappingNode):
        return node({})  # type: ignore[no-any-return]
    parent = find(config, "INHERIT")
    config.value = [pair for pair in config.value if pair[0].value != "INHERIT"]
    return merge(read(path.parent / str(parent.value)), config) if parent else config


def merge(under: yaml.MappingNode, upper: yaml.MappingNode, options: bool = False) -> yaml.MappingNode:
    """Lay one mapping over another, level by level, and return the latter.

    Args:
        under: The mapping that is changed.
        upper: What counts more.
        options: Whether they are the options of a plugin or an extension: there, a list or a name is added to each list.

    Raises:
        SourceErrors: A list of plugins or extensions has an entry that is none.
    """
    for key, value in upper.value:
        name, below = key.value, find(under, key.value)
        if isinstance(below, yaml.MappingNode):
            if name in LISTED:
                _merge_named(below, _as_mapping(value, name))
            elif name == "theme" and isinstance(value, yaml.ScalarNode):
                put(below, "name", value)
            elif isinstance(value, yaml.MappingNode):
                merge(below, value, options)
            else:
                put(under, name, value)
        elif isinstance(below, yaml.SequenceNode) and (name in JOINED or (options and not isinstance(value, yaml.MappingNode))):
            _join(below, value)
        elif name in JOINED_TEXTS and isinstance(below, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode):
            put(under, name, node(f"{below.value.rstrip()}\n{value.value}".lstrip()))
        else:
            put(under, name, value)
    return under


def _join(below: yaml.SequenceNode, value: yaml.Node) -> None:
    """Add to a list what another lists, or a name; of a mapping such as ``navigation.top: true``, what is on, and take away what is off."""
    items: list[yaml.Node] = []
    if isinstance(value, yaml.MappingNode):
        off = [name.value for name, switch in value.value if switch.value == "false"]
        below.value = [old for old in below.value if old.value not in off]
        items = [name for name, _ in value.value if name.value not in off]
    elif not _empty(value):
        items = value.value if isinstance(value, yaml.SequenceNode) else [value]
    below.value += [item for item in items if item.value not in [old.value for old in below.value]]


def _merge_named(under: yaml.MappingNode, upper: yaml.MappingNode) -> None:
    """Lay plugins or extensions over others; a name without options leaves those below."""
    for key, value in upper.value:
        name = key.value.removeprefix("material/") if find(under, key.value.removeprefix("material/")) else key.value
        below = find(under, name)
        if isinstance(below, yaml.MappingNode) and isinstance(value, yaml.MappingNode):
            merge(below, value, options=True)
        elif below is None or not _empty(value):
            put(under, name, node({}) if _empty(value) else value, key)


def _as_mapping(value: yaml.Node, name: str) -> yaml.MappingNode:
    """Return a list of names and of mappings with one key as a mapping.

    Raises:
        SourceErrors: It is no such list, or names something twice.
    """
    if isinstance(value, yaml.MappingNode):
        return value
    pairs: dict[str, tuple[yaml.Node, yaml.Node]] = {}
    for item in value.value if isinstance(value, yaml.SequenceNode) else [] if _empty(value) else [value]:
        if isinstance(item, yaml.MappingNode) and len(item.value) == 1:
            key, options = item.value[0]
        elif isinstance(value, yaml.SequenceNode) and isinstance(item, yaml.ScalarNode):
            key, options = item, node(None)
        else:
            fix = "Write `- name`, or `- name:` with its options indented below it."
            raise SourceErrors([_problem(item, name, "has an entry that is neither a name nor a name with options", fix)])
        if key.value in pairs:
            raise SourceErrors([_problem(item, name, f"names {key.value} twice", "Keep one of the two; the handbook runs each once.")])
        pairs[key.value] = key, options
    mapping: yaml.MappingNode = node({})
    mapping.value = list(pairs.values())
    return mapping


def find(mapping: yaml.Node | None, *names: str) -> yaml.Node | None:
    """Return what is below some keys; None if one of them is not there."""
    for name in names:
        mapping = next((value for key, value in mapping.value if key.value == name), None) if isinstance(mapping, yaml.MappingNode) else None
    return mapping


def put(mapping: yaml.MappingNode, name: str, value: yaml.Node, key: yaml.Node | None = None) -> None:
    """Set a key of a mapping; where there is none yet, at its end, and as ``key`` is written."""
    pair = (key if key is not None and key.value == name else node(name), value)
    at = next((n for n, (old, _) in enumerate(mapping.value) if old.value == name), None)
    if at is None:
        mapping.value.append(pair)
    else:
        mapping.value[at] = pair


def node(data: object) -> Any:
    """Return data as YAML's nodes."""
    return yaml.representer.SafeRepresenter().represent_data(data)


def _empty(value: yaml.Node) -> bool:
    return isinstance(value, yaml.ScalarNode) and value.value in ("", "null", "~")
