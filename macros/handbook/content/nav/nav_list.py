"""Reads a navigation that Markdown writes as nested lists: the SUMMARY.md of literate-nav, or the sidebar of a wiki of GitHub."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from handbook.content.markdown.headings import plain_text
from handbook.content.markdown.markdown_code import TAB, code_line_numbers, find_code
from handbook.content.source.files import cached_by_mtime
from handbook.content.source.yaml_source import Document, KeyPath

NAME = "SUMMARY.md"
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*$|\*\*(.+)\*\*:?\s*$")
_BULLET = re.compile(r"(\s*)[-*+]\s+(.*)$")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?([^)>\s]*)")
_MARK = re.compile(r"<!--\s*nav\s*-->", re.I)
_BEFORE = re.compile(rf".*{_MARK.pattern}", re.S | re.I)
_TITLE = re.compile(r"^# .*$", re.M)
_OTHER = re.compile(r"\s*(?:#.*|<!--.*-->)?$")
_FRONT = re.compile(r"---[ \t]*\n.*?^---[ \t]*\n", re.S | re.M)


@dataclass
class ListEntry:
    """An item of a list, or a heading: its Markdown, its line, and what is below it."""

    text: str
    line: int
    children: list["ListEntry"] = field(default_factory=list)


def nested_entries(text: str) -> list[ListEntry]:
    """Return the items of the lists in some Markdown; those below a heading, or a line in bold, are its children."""
    top: list[ListEntry] = []
    levels = [(-1, top)]
    code = set(code_line_numbers(text, find_code(text)))
    for number, line in enumerate(text.split("\n")):
        if number in code:
            continue
        if heading := _HEADING.match(line):
            top.append(ListEntry(heading[1] or heading[2], number + 1))
            levels = [(-1, top[-1].children)]
        elif bullet := _BULLET.match(line):
            depth = len(bullet[1].expandtabs(TAB))
            while levels[-1][0] >= depth:
                levels.pop()
            levels[-1][1].append(ListEntry(bullet[2].strip(), number + 1))
            levels.append((depth, levels[-1][1][-1].children))
    return top


def is_nav_list(path: Path) -> bool:
    """Tell whether a file is a list of pages for the menu rather than a page: it holds nothing else, or has the mark of one."""
    return path.name == NAME and cached_by_mtime(path, "list", lambda: _is_nav_list(path))


def _is_nav_list(path: Path) -> bool:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False  # the check of every page reports it
    lines = [line for line in _blanked(text, _FRONT.match(text)).splitlines() if not _OTHER.match(line)]
    return bool(_MARK.search(text) or (lines and all(map(_BULLET.match, lines))))


def _blanked(text: str, match: re.Match[str] | None) -> str:
    """Return a text with empty lines up to the end of a match."""
    return "\n" * match[0].count("\n") + text[match.end() :] if match else text


def nav_list(text: str, file: str) -> Document:
    """Return the navigation in the text of a file as ``nav.yml`` would have it."""
    document = Document(file, {})
    text = _TITLE.sub("", _blanked(text, _BEFORE.match(text) or _FRONT.match(text)))
    document.data["nav"] = _nav(nested_entries(text), ("nav",), document)
    return document


def _nav(entries: list[ListEntry], where: KeyPath, document: Document) -> list[Any]:
    nav: list[Any] = []
    for entry in entries:
        at = (*where, len(nav))
        title, target = _title_and_target(entry.text)
        document.lines[at] = entry.line
        if entry.children:
            nav.append({title: [*([{title: target}] if target else []), *_nav(entry.children, (*at, title), document)]})
        elif target:
            nav.append({title: target} if title else target)
    return nav


def _title_and_target(text: str) -> tuple[str, str]:
    """Return what an item calls a page, a folder or a section, and its path, which may be a pattern; "" for what it does not say."""
    if link := _LINK.search(text):
        target = unquote(link[2])
        return plain_text(link[1]), target if "://" in target else target.partition("#")[0]
    return ("", text) if "*" in text or text.endswith(("/", ".md")) else (plain_text(text), "")
