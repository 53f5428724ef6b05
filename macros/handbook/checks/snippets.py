"""Checks the snippets that pages include with ``--8<-- "file"``: MkDocs answers a missing file with a traceback, Zensical without the page."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from handbook.config import UPSTREAM, config_path, load_config
from handbook.content.markdown.pages import Page
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
    return [problem for page in with_snippets for problem in _problems_of(page, options, root)]


def _problems_of(page: Page, options: Mapping[str, Any], root: Path) -> Iterator[Problem]:
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
                yield Problem(page.file, number, "", f'includes "{path}", which is not there{why}', _fix(path, config["base_path"], root))
            except (OSError, UnicodeDecodeError) as error:
                yield Problem(page.file, number, "", f'includes "{path}", which cannot be read: {error}', "Name a text file in UTF-8.")


def _fix(path: str, bases: list[str], root: Path) -> str:
    if path.lower().startswith(("https://", "http://")):
        return "Copy it into the project: a build loads nothing from other sites."
    places = [Path(base).relative_to(root).as_posix() if Path(base).is_relative_to(root) else base for base in bases]
    folders = " or ".join("the project's folder" if place == "." else f"{place}/" for place in places)
    return f"Write the path as it is below {folders}, and check the name of the section if there is one."


def _options(root: Path, docs: Path) -> dict[str, Any]:
    """Return the extension's options, with the folders of a team after upstream's; where the engine reports that a file cannot be read, the usual ones."""
    options: dict[str, Any] = {}
    bases: list[str] = []
    for path in dict.fromkeys((root / UPSTREAM, config_path(root))):
        stated = _stated(path)
        options |= stated
        bases += [stated["base_path"]] if isinstance(stated.get("base_path"), str) else stated.get("base_path") or []
    return _DEFAULTS | options | {"base_path": [str(root / base) for base in dict.fromkeys(bases or [str(docs)])]}


def _stated(path: Path) -> dict[str, Any]:
    """Return the extension's options in a configuration."""
    try:
        extensions = load_config(path).get("markdown_extensions") if path.exists() else {}
    except SourceErrors:
        extensions = {}
    if isinstance(extensions, list):
        extensions = {name: value for entry in extensions if isinstance(entry, dict) for name, value in entry.items()}
    stated = extensions.get(_EXTENSION) if isinstance(extensions, dict) else {}
    return stated if isinstance(stated, dict) else {}
