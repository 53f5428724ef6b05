"""Takes out of the sources what a reader reads: the prose of a page by lines and sentences, and the texts of a YAML file."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from handbook.content.markdown.markdown_code import blank
from handbook.content.markdown.pages import Page
from handbook.content.source.yaml_source import Document, KeyPath

_MACRO = re.compile(r'\{\{\s*(?:term\("([^"]+)"(?:,\s*"([^"]+)")?)?.*?\}\}', re.DOTALL)
_INVISIBLE = re.compile(r"\{%.*?%\}|\{#.*?#\}|<!--.*?-->|<[^>]+>|\{[:#.][^}]*\}|\[\^[^\]]+\]", re.DOTALL)
_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_NO_PROSE = re.compile(r"\s*(?:#|\||>|!!!|\?\?\?|===|\*?\[[^\]]+\]:)")  # headings, tables, quotations, titles of boxes and tabs, definitions
_ITEM = re.compile(r"\s*(?:[-*+]|\d+\.|:)\s+(?:\*\*[^*]+[.:,]\*\*)?")  # the mark of an item, with its **label:**
_ABBREVIATION = re.compile(r"(?:\b[A-HJ-Z]|\b(?:Mrs?|Ms|Dr|St|vs|e\.g|i\.e))\.$")
_NAME = re.compile(r"\S+[-:/]\S+")  # an id, a slug or an address
_END = re.compile(r"[.?!][\"”’)\]]*(?=\s+[\"“‘(\[]*[A-Z0-9]|\s*$)")


class Line(NamedTuple):
    """A line of a page: its number in the file, its words without markup, those that are prose, and whether it begins a list item."""

    number: int
    text: str
    prose: str
    item: bool


def lines_of(page: Page) -> list[Line]:
    """Return the lines of a page. Code within a line is one word; lines of code are empty."""
    body = page.body
    for code in reversed(page.code):
        body = body[: code.start] + ("Code" if code.span else blank(body[code.start : code.end])) + body[code.end :]
    body = _MACRO.sub(lambda call: (call[2] or (call[1] or "").replace("-", " ")) + "\n" * call[0].count("\n"), body)
    body = _INVISIBLE.sub(lambda markup: "\n" * markup[0].count("\n"), body)
    lines = []
    for number, line in enumerate(body.splitlines(), page.first):
        item = _ITEM.match(line)
        prose = "" if _NO_PROSE.match(line) else line[item.end() :] if item else line
        lines.append(Line(number, _words(line), _words(prose), bool(item)))
    return lines


def _words(markdown: str) -> str:
    """Return a line of Markdown without links and emphasis, and without the space that a citation leaves before a stop."""
    return re.sub(r"\s+(?=[.,;:?!])", "", re.sub(r"[*_|#>]", "", _LINK.sub(r"\1", markdown)).strip())


def paragraphs_of(lines: list[Line]) -> list[str]:
    """Join the prose of lines to paragraphs and list items."""
    paragraphs = [""]
    for line in lines:
        if line.item or not line.prose:
            paragraphs.append("")
        paragraphs[-1] = f"{paragraphs[-1]} {line.prose}".strip()
    return paragraphs


# What items of a chapter once said, and how people ask.
UNREAD = ("retired", "asked", "asked_headings")


def sentences_of(paragraph: str) -> list[str]:
    """Split a paragraph into sentences. What neither a stop nor a colon ends is a label and no sentence."""
    sentences, start = [], 0
    for end in _END.finditer(paragraph):
        if not _ABBREVIATION.search(paragraph, start, end.end()):
            sentences.append(paragraph[start : end.end()].strip())
            start = end.end()
    rest = paragraph[start:].strip()
    return [sentence for sentence in [*sentences, *([rest] if rest.endswith(":") else [])] if re.search("[A-Za-z]", sentence)]


def texts_of(document: Document) -> list[tuple[int, str]]:
    """Return the texts in a YAML file or in front matter, each with its line."""
    return [(document.line(where), text) for where, text in _texts(document.data, ())]


def _texts(data: object, where: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(data, str):
        if not _NAME.fullmatch(data):
            yield where, data
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            if key not in UNREAD or isinstance(value, str):
                yield from _texts(value, (*where, key))
