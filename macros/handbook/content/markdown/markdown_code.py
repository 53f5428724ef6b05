"""Finds the code in a page's Markdown: fences, indented blocks and spans, where braces and tags are text.

The engines run macros before Markdown, so this reads Markdown's structure ahead of them: as much of it as decides what is code.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

TAB = 4  # columns by which Python-Markdown nests
_FENCE = re.compile(r"^([> \t]*)(`{3,}|~{3,})(?!.*`)|^([> \t]*)(~{3,})")
# What holds blocks that are indented below it: a list item, an admonition, a tab, a footnote or a definition.
_CONTAINER = re.compile(r"(?:[*+-]|\d+\.)[ \t]|!!!|\?\?\?|===[!+]* |\[\^[^\]]+\]:|:[ \t]")
_OWN_LINE = re.compile(r"\s*(?:#{1,6}\s|\||>|\{[{%])")  # a span does not reach into these from the line before
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)


@dataclass(frozen=True)
class Code:
    """A piece of code: where it starts and ends in the text, and whether it is a span in a line rather than lines."""

    start: int
    end: int
    span: bool


def find_code(text: str) -> list[Code]:
    """Return the code in some Markdown, in order."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    found = []
    for is_code, first, last in _pieces(lines):
        start, end = starts[first], starts[last + 1] - 1
        if is_code:
            found.append(Code(start, end, False))
        elif text.find("`", start, end) >= 0:
            found += [Code(start + match.start(), start + match.end(), True) for match in _SPAN.finditer(text[start:end])]
    return found


def _pieces(lines: list[str]) -> Iterator[tuple[bool, int, int]]:
    """Yield the first and last line of each block of code (True) and of each piece of text whose spans belong together (False)."""
    number, depth, begin = 0, 0, 0
    fresh = True  # whether a block can start here: after a blank line, a heading or a block of code
    while number < len(lines):
        line = lines[number]
        if line[:1].isalpha():  # most lines are prose, for which nothing below can be true
            if fresh and begin < number:
                yield False, begin, number - 1
                begin = number
            depth, fresh = 0 if fresh else depth, False
            number += 1
            continue
        level = min(depth, _indent(line) // TAB)
        blank = not line.strip()
        end = None if blank else _end_of_code(lines, number, level, fresh)
        container = _CONTAINER.match(line.lstrip())
        if begin < number and (blank or fresh or end is not None or container or _OWN_LINE.match(line)):
            yield False, begin, number - 1
            begin = number
        if blank or end is not None:
            if end is not None:
                yield True, number, end
            number = begin = number + 1 if end is None else end + 1
            fresh = True
            continue
        depth = level + 1 if container else level if fresh else depth
        fresh = line.startswith("#")
        number += 1
    if begin < len(lines):
        yield False, begin, len(lines) - 1


def _end_of_code(lines: list[str], first: int, level: int, fresh: bool) -> int | None:
    """Return the last line of a block of code that starts on a line; None if there is no such block."""
    end = _end_of_fence(lines, first) if lines[first].lstrip()[0] in "`~>" else None
    if end is None and fresh and _indent(lines[first]) >= TAB * (level + 1):
        return _end_of_indented(lines, first, TAB * (level + 1))
    return end


def without_code(text: str, code: list[Code] | None = None) -> str:
    """Return Markdown with a space for each character of its code, so that all else keeps its place."""
    parts, at = [], 0
    for piece in find_code(text) if code is None else code:
        parts += [text[at : piece.start], blank(text[piece.start : piece.end])]
        at = piece.end
    return "".join([*parts, text[at:]])


def replace_comments(text: str, change: Callable[[str], str], code: list[Code] | None = None) -> str:
    """Return Markdown with each comment that is not in code replaced by what ``change`` returns for it."""
    if "<!--" not in text:
        return text
    pieces = find_code(text) if code is None else code
    parts, at, start = [], 0, 0
    while comment := _COMMENT.search(text, start):
        start = comment.end()
        if inside := next((piece for piece in pieces if piece.start <= comment.start() < piece.end), None):
            start = inside.end
        else:
            parts += [text[at : comment.start()], change(comment[0])]
            at = comment.end()
    return "".join([*parts, text[at:]])


def blank(text: str) -> str:
    """Return as many spaces as a text has characters, with its line breaks."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def _end_of_fence(lines: list[str], first: int) -> int | None:
    """Return the last line of a fence; None if the line opens none, or if nothing closes it."""
    match = _FENCE.match(lines[first])
    if not match:
        return None
    before, fence = (match[1], match[2]) if match[2] else (match[3], match[4])
    closing = re.compile(rf"[> \t]*{re.escape(fence)}[ \t]*$")
    column = len(before.expandtabs(TAB))
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if closing.match(line):
            return number
        if line.strip() and _column(line) < column:  # what is indented less ends the block that holds the fence
            return None
    return None


def _column(line: str) -> int:
    """Return the columns before a line's text, those of quotes included."""
    wide = line.expandtabs(TAB)
    return len(wide) - len(wide.lstrip("> "))


def _end_of_indented(lines: list[str], first: int, indent: int) -> int:
    """Return the last line of the indented block that starts on ``first``, whose text has ``indent`` columns before it, or more."""
    last = first
    for number in range(first + 1, len(lines)):
        if lines[number].strip():
            if _indent(lines[number]) < indent:
                break
            last = number
    return last


def _indent(line: str) -> int:
    """Return the columns of white space before a line's text."""
    wide = line.expandtabs(TAB) if "\t" in line else line
    return len(wide) - len(wide.lstrip(" "))


def code_line_numbers(text: str, code: list[Code]) -> Iterator[int]:
    """Yield the numbers from 0 of the lines that are code as a whole."""
    for piece in code:
        if not piece.span:
            first = text.count("\n", 0, piece.start)
            yield from range(first, first + text.count("\n", piece.start, piece.end) + 1)
