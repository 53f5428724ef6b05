"""A wiki to import: what is copied where, in which order it is shown, and what is left to do."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from handbook.content.nav.folders import SETTINGS
from handbook.content.nav.repository import PARTS, is_for_nobody, is_no_source
from handbook.errors import Problem, SourceErrors
from handbook.yaml_shape import check_shape

INTO = "docs/team/…"  # in messages, until it is known
NOT_UTF8 = "\N{REPLACEMENT CHARACTER}"
PAGES = (".md", ".mdx", ".markdown")
# Of a link or a picture; brackets in it come in pairs, and Python-Markdown lets it have spaces.
ADDRESS = r"<[^>\n]+>|(?:[^()\s\"']|\([^()\s]*\)|[ ](?![ \"'(=)]))+"
_FENCE = re.compile(r"^[\s>]*(`{3,}|~{3,})(.*)$")
_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
Nav = list[Any]  # as in mkdocs.yml: names, or mappings of one title to a name or to a list


@dataclass
class Wiki:
    """A wiki, read and ready to be written.

    Attributes:
        kind: What it was written for, such as ``MkDocs``.
        folder: The folder of its pages.
        files: The content of each file by its path below the folder that it is copied into.
        origins: The file that each was made of, by the same paths.
        navs: The navigation of each folder, by its path; "" for the whole.
        titles: What a folder is called, by its path.
        rewritten: How often each thing was rewritten, by its name.
        left_out: How many files were not copied, by the reason.
        todo: What is left to do. The files in it are paths as in ``files``; ``main`` adds where they are copied to.
        settings: What became of the wiki's own configuration, a line each. In it and in a fix, ``INTO`` is where the wiki is copied to.
        snippets: The folders from which the paths of snippets are counted.
    """

    kind: str
    folder: Path
    files: dict[str, bytes] = field(default_factory=dict)
    origins: dict[str, Path] = field(default_factory=dict)
    navs: dict[str, Nav] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    rewritten: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    todo: list[Problem] = field(default_factory=list)
    settings: list[str] = field(default_factory=list)
    snippets: list[Path] = field(default_factory=list)

    def add(self, path: str, origin: Path) -> None:
        """Add a file as it is."""
        self.files[path], self.origins[path] = origin.read_bytes(), origin

    def text(self, path: str) -> str:
        """Return the text of a page; in one that is not UTF-8 the characters that cannot be read are ``NOT_UTF8``."""
        return self.files[path].decode("utf-8-sig", "replace")

    def rewrite(self, change: Callable[[str, str], str]) -> None:
        """Replace the text of each page by what ``change`` returns for its path and its text; one that is not UTF-8 stays as it is."""
        for page in self.pages():
            before = self.text(page)
            if NOT_UTF8 not in before and (after := change(page, before)) != before:
                self.files[page] = after.encode()

    def pages(self) -> list[str]:
        """Return the paths of the pages."""
        return sorted(path for path in self.files if path.endswith(".md"))

    def nav_files(self) -> dict[str, bytes]:
        """Return the ``nav.yml`` of each folder that has a navigation or a title."""
        found = {}
        for folder in sorted({*self.navs, *self.titles}):
            data: dict[str, Any] = {"title": self.titles[folder]} if folder in self.titles else {}
            data |= {"nav": self.navs[folder]} if folder in self.navs else {}
            found[f"{folder}/nav.yml".lstrip("/")] = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1000).encode()
        return found


def walk(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of a wiki with their paths below its folder: none that is hidden or not for readers, and none twice by a link. Pages may need their parts."""
    seen: set[str] = set()
    for where, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(where)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and (name in PARTS or not is_no_source(Path(where, name))))
        for name in sorted(names):
            path = Path(where, name)
            if path.is_file() and (not (name.startswith(".") or is_for_nobody(name)) or name in SETTINGS):
                yield path.relative_to(folder).as_posix(), path


@dataclass(frozen=True)
class Line:
    """A line of Markdown.

    Attributes:
        number: From 1.
        text: As it is written.
        prose: The same with its code spans blanked out; "" in a code block.
        fence: The words after the fence that opens a code block; None for any other line.
        code: Whether it is in a code block, or one of its fences.
    """

    number: int
    text: str
    prose: str
    fence: str | None
    code: bool


def markdown_lines(text: str) -> Iterator[Line]:
    """Yield the lines of a page below its front matter."""
    lines = text.split("\n")
    first = 0
    if lines[0].rstrip() == "---":
        first = next((n + 1 for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    mark = ""
    for number, line in enumerate(lines, 1):
        fence = _FENCE.match(line)
        if number <= first:
            yield Line(number, line, "", None, True)
        elif fence and not mark:
            mark = fence[1]
            yield Line(number, line, "", fence[2].strip(), True)
        elif mark:
            if fence and fence[1].startswith(mark) and not fence[2].strip():
                mark = ""
            yield Line(number, line, "", None, True)
        else:
            yield Line(number, line, _SPAN.sub(lambda span: " " * len(span[0]), line), None, False)


def replace_in_prose(pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], line: str) -> str:
    """Return a line with each match that is not in a code span replaced by what ``change`` returns."""
    prose = _SPAN.sub(lambda span: "\0" * len(span[0]), line)
    return pattern.sub(lambda match: match[0] if "\0" in prose[match.start() : match.end()] and prose[match.start()] == "\0" else change(match), line)


def replace_outside_code(text: str, pattern: re.Pattern[str], change: Callable[[str], str]) -> str:
    """Return a text with each match that begins outside code replaced by what ``change`` returns for it."""
    prose = "\n".join(" " * len(line.text) if line.code else line.prose for line in markdown_lines(text))
    for match in reversed(list(pattern.finditer(prose))):
        text = text[: match.start()] + change(text[match.start() : match.end()]) + text[match.end() :]
    return text


def front_matter(text: str) -> dict[str, str]:
    """Return the keys of a page's front matter with one-line values as text; none if it has none that can be read."""
    match = re.match(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*$", text, re.S | re.M)
    try:
        check_shape(match[1] if match else "", "")
        data = yaml.load(match[1], yaml.BaseLoader) if match else {}
    except (yaml.YAMLError, SourceErrors):
        return {}
    return {str(key): value for key, value in data.items() if isinstance(value, str)} if isinstance(data, dict) else {}


def is_outside(address: str) -> bool:
    """Tell whether an address leads to another site, or is none of a page: it has a scheme, or a host."""
    return bool(re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.I))


def admonition(kind: str, title: str, mark: str = "!!!") -> str:
    """Return the first line of an admonition; one with ``???`` is folded."""
    return f"{mark} {kind}" + (f' "{title.replace(chr(34), chr(39))}"' if title else "")
