"""Writes the configuration that an engine reads where ``mkdocs.yml`` is not enough: for a fork, and for Zensical.

Zensical runs no hooks, so there it names our Markdown extensions, and it follows symbolic links to files only.
"""

import os
import shutil
from functools import cache
from pathlib import Path

import yaml

from handbook.config import UPSTREAM, has_team, keep_text
from handbook.content.nav.folders import all_files
from handbook.fork.navigation import TEAM
from tools.fork.configuration import find, fork_configuration, merge, node, put, read
from tools.page_history import page_changes

NAME = ".handbook.yml"
NAV = ".handbook.nav.yml"  # a preview's navigation: in its folder, and from there in its docs
NAV_PLUGINS = ("awesome-nav", "literate-nav")  # Zensical has both built in
LINKED_DOCS = ".docs.build"  # what Zensical reads where a folder of the docs is a symbolic link
HEAD = f"# Made of mkdocs.yml, {TEAM} and docs/team/ by tools/engine_config.py before each build. Change those.\n"
EXTENSIONS = ("handbook.markdown_extension", "handbook.page_extension")
# For a preview, which would build every page again after each commit.
_changes_at_start = cache(page_changes)


def write_engine_config(root: Path, engine: str = "mkdocs", preview: Path | None = None, code: str = "") -> list[str]:
    """Write the configuration for an engine, and return the options that name it; none if the engine reads ``mkdocs.yml`` itself.

    Args:
        root: The project's root folder; its sources have no errors.
        engine: ``mkdocs`` or ``zensical``.
        preview: The folder of ``zensical serve``, below the root, with the copy of the docs that it reads; None for a build.
        code: What differs when programs or templates have changed, after which the preview builds every page again.

    Raises:
        SourceErrors: ``team.yml`` holds something that neither engine could build the handbook with.
    """
    if engine == "mkdocs" and not has_team(root):
        return []
    config = fork_configuration(root, engine, _changes_at_start if preview else page_changes) if has_team(root) else read(root / UPSTREAM)
    keep_text(config)
    if engine == "zensical":
        merge(config, node({"markdown_extensions": {name: {} for name in EXTENSIONS}}))
        if preview:
            _adapt_to_preview(config, preview, preview.relative_to(root).as_posix(), code)
        elif _has_links(root / "docs"):
            put(config, "docs_dir", node(_unlinked(root).as_posix()))
        else:
            shutil.rmtree(root / LINKED_DOCS, ignore_errors=True)
    path = root / (f".handbook{preview.name.removesuffix('.build')}.yml" if preview else NAME)  # a build or a second server does not change it
    _write(path, HEAD, config)
    return ["--config-file", path.name]


def _adapt_to_preview(config: yaml.MappingNode, folder: Path, name: str, code: str) -> None:
    """Change a configuration so that few pages are built again after an edit.

    Zensical builds all of them whenever its configuration changes, or the time of a file that macros may include. So its
    navigation is a file apart, and tools/serve watches the rest.
    """
    put(config, "watch", node([]))
    merge(config, node({"docs_dir": f"{name}/docs", "site_dir": f"{name}/zensical", "extra": {"handbook": {"code": code}}}))
    if isinstance(macros := find(config, "plugins", "macros"), yaml.MappingNode) and not find(macros, "include_dir"):
        put(macros, "include_dir", node("overrides"))
    nav, plugins = find(config, "nav"), find(config, "plugins")
    if nav and isinstance(plugins, yaml.MappingNode) and not any(find(plugins, plugin) for plugin in NAV_PLUGINS):
        config.value = [pair for pair in config.value if pair[1] is not nav]
        put(plugins, NAV_PLUGINS[0], node({"filename": NAV}))
        only: yaml.MappingNode = node({})
        put(only, "nav", nav)
        _write(folder / NAV, "", only)


def _write(path: Path, head: str, config: yaml.Node) -> None:
    text = head + yaml.serialize(config)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _has_links(docs: Path) -> bool:
    """Tell whether a folder of the docs, or the docs folder, is a symbolic link."""
    return docs.is_symlink() or any(Path(where, name).is_symlink() for where, names, _ in os.walk(docs) for name in names)


def _unlinked(root: Path) -> Path:
    """Make a copy of the docs folder of real folders and linked files, and return its path below the root."""
    mirror, docs = root / LINKED_DOCS, root / "docs"
    wanted = {mirror / path.relative_to(docs): path.resolve() for path in all_files(docs)}
    for path in {*all_files(mirror)} - wanted.keys():
        path.unlink()
    for path, source in wanted.items():
        if not path.is_symlink() or path.readlink() != source:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            path.symlink_to(source)
    return mirror.relative_to(root)
