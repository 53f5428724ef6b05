"""Writes the configuration that an engine reads where ``mkdocs.yml`` is not enough: for a fork, and for Zensical.

Zensical runs no hooks, so there it names our Markdown extensions, and it follows symbolic links to files only.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import yaml

from handbook.config import UPSTREAM, keep_text
from handbook.content.folders import all_files
from handbook.fork.navigation import TEAM
from tools.fork.configuration import find, fork_configuration, merge, node, put, read

NAME = ".handbook.yml"
LINKED_DOCS = ".docs.build"  # what Zensical reads where a folder of the docs is a symbolic link
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
    config = fork_configuration(root, engine) if (root / TEAM).exists() else read(root / UPSTREAM)
    if engine == "zensical":
        merge(config, node({"markdown_extensions": {name: {} for name in EXTENSIONS}}))
        if _has_links(root / "docs"):
            put(config, "docs_dir", node(_unlinked(root).as_posix()))
        else:
            shutil.rmtree(root / LINKED_DOCS, ignore_errors=True)
    if preview:
        settings = {"exclude_docs": "".join(f"/{page}\n" for page in without), "extra": {"handbook": {"revision": revision}}}
        merge(config, node(settings | {"site_dir": preview.relative_to(root).as_posix()}))
        # Zensical would otherwise build all pages again after any edit, since the times of all these files count.
        # tools/serve.py watches them instead.
        put(config, "watch", node([]))
        if isinstance(macros := find(config, "plugins", "macros"), yaml.MappingNode) and not find(macros, "include_dir"):
            put(macros, "include_dir", node("overrides"))
    path = root / (f".handbook.{preview.parent.name}.yml" if preview else NAME)  # a build or a second server does not change it
    keep_text(config)
    text = HEAD + yaml.serialize(config)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    return ["--config-file", path.name]


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
