"""Checks the snippets that pages include with ``--8<-- "file"``: MkDocs answers a missing file with a traceback, Zensical without the page."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from handbook.config import UPSTREAM, config_path, load_config
from handbook.content.markdown.pages import Page
from handbook.content.models.base import FORK_FOLDER
from handbook.content.nav.folders import copied_configs
from handbook.content.source.files import display_path, read_text
from handbook.content.source.yaml_source import parse_yaml
from handbook.errors import Problem, SourceErrors

_EXTENSION = "pymdownx.snippets"
_SIGN = "8<"
_DEFAULTS = {"encoding": "utf-8", "dedent_subsections": True, "restrict_base_path": True}


def snippet_problems(pages: Iterable[Page], root: Path, docs: Path) -> list[Problem]:
    """Return a problem for each snippet, or section of one, that does not exist.

    Args:
        pages: The pages.
        root: The project's root folder.
        docs: Its docs folder.
    """
    with_snippets = [page for page in pages if _SIGN in page.body]
    if not with_snippets:
        return []
    options = _options(root, docs)
    return [problem for page in with_snippets for problem in _problems_of(page, options, root, docs)]


def _problems_of(page: Page, options: Mapping[str, Any], root: Path, docs: Path) -> Iterator[Problem]:
    import markdown
    from pymdownx.snippets import SnippetExtension, SnippetMissingError, SnippetPreprocessor  # type: ignore[import-untyped]

    config = {key: value for key, (value, _) in SnippetExtension().config.items()} | dict(options) | {"check_paths": True, "url_download": False}
    include = SnippetPreprocessor(config, markdown.Markdown())
    block = False
    for number, line in enumerate(page.body.splitlines(), page.first):
        sign = include.RE_ALL_SNIPPETS.match(line)
        if sign and not sign["escape"] and sign["block_marker"]:
            block = not block
        elif (block and line.strip()) or (sign and not sign["escape"]):
            path = line.strip() if block else sign["snippet"][1:-1]
            if path.startswith(";") or (options.get("url_download") and path.lower().startswith(("https://", "http://"))):
                continue
            try:
                include.run(["--8<--", path, "--8<--"])
            except SnippetMissingError as error:
                why = "" if path in str(error) else f": {error}"  # of a section, or of a snippet in that file
                yield Problem(page.file, number, "", f'includes "{path}", which is not there{why}', _fix(path, config["base_path"], root, docs))
            except (OSError, UnicodeDecodeError) as error:
                yield Problem(page.file, number, "", f'includes "{path}", which cannot be read: {error}', "Name a text file in UTF-8.")


def _fix(path: str, bases: list[str], root: Path, docs: Path) -> str:
    if path.lower().startswith(("https://", "http://")):
        return "Copy it into the project: a build loads nothing from other sites."
    name = path.partition(":")[0]
    for found in sorted((docs / FORK_FOLDER).rglob(os.path.basename(name) or "*")):
        written = next((found.relative_to(base).as_posix() for base in bases if found.is_relative_to(base)), "")
        if written and written != name:
            return f'Did you mean "{written}"?'
    places = [Path(base).relative_to(root).as_posix() if Path(base).is_relative_to(root) else base for base in bases]
    folders = " or ".join("the project's folder" if place == "." else f"{place}/" for place in places)
    return f"Write the path as it is below {folders}, and check the name of the section if there is one."


def _options(root: Path, docs: Path) -> dict[str, Any]:
    """Return the extension's options, with the folders of a team after upstream's; where the engine reports that a file cannot be read, the usual ones."""
    options: dict[str, Any] = {}
    bases: list[str] = []
    for path in dict.fromkeys((root / UPSTREAM, config_path(root))):
        try:
            stated = _stated(load_config(path)) if path.exists() else None
        except SourceErrors:
            stated = None
        options |= stated or {}
        bases += _bases(stated or {})
    bases = [*(bases or [str(docs)]), *copied_bases(root, docs)]
    return _DEFAULTS | options | {"base_path": [str(root / base) for base in dict.fromkeys(bases)]}


def copied_bases(root: Path, docs: Path) -> list[str]:
    """Return the folders, below the root, from which wikis that were copied whole count their snippets, as their own configurations say."""
    found: list[str] = []
    for config in copied_configs(docs / FORK_FOLDER):
        try:
            stated = _stated(parse_yaml(read_text(config, root), display_path(config, root)).data)
        except SourceErrors:  # content/nav/folders.py names it
            continue
        for base in [] if stated is None else _bases(stated) or ["."]:
            folder = Path(os.path.normpath(config.parent / base.replace("$config_dir", ".")))
            if folder.is_dir() and folder.is_relative_to(docs / FORK_FOLDER):
                found.append(folder.relative_to(root).as_posix())
    return list(dict.fromkeys(found))


def _bases(stated: Mapping[str, Any]) -> list[str]:
    bases = stated.get("base_path") or []
    return [bases] if isinstance(bases, str) else [str(base) for base in bases]


def _stated(config: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the extension's options in a configuration; None if it does not name the extension."""
    extensions = config.get("markdown_extensions")
    if isinstance(extensions, list):
        extensions = {name: value for entry in extensions for name, value in (entry.items() if isinstance(entry, dict) else [(entry, None)])}
    if not isinstance(extensions, dict) or _EXTENSION not in extensions:
        return None
    stated = extensions[_EXTENSION]
    return stated if isinstance(stated, dict) else {}
