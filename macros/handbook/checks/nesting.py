"""Refuses Markdown that is nested so deeply that no engine gets to its end: Python's stack or an author's patience ends first."""

import re
from collections.abc import Iterator

from handbook.content.markdown.markdown_code import TAB, code_line_numbers
from handbook.content.markdown.pages import Page
from handbook.errors import Problem

MAX_LEVELS = 50
MAX_BRACKETS = 1000  # opening ones on a line; a parser looks for the end of each
_MARKERS = re.compile(rf"(?:[ \t]*(?:>|[*+-](?=[ \t])|\d+[.)](?=[ \t]))){{{MAX_LEVELS + 1}}}")
_INDENTED = re.compile(rf" {{{TAB * MAX_LEVELS},}}(?:[*+-] |\d+[.)] |!!!|\?\?\?|===|>)")


def nesting_problems(page: Page) -> Iterator[Problem]:
    """Yield a problem for the first line of a page that is nested too deeply, and one for the first with too many brackets."""
    lines = page.body.split("\n")
    long = [number for number, line in enumerate(lines) if len(line) > MAX_LEVELS]
    deep = [number for number in long if _MARKERS.match(lines[number]) or _INDENTED.match(lines[number].expandtabs(TAB))]
    bracketed = [number for number in long if lines[number].count("[") > MAX_BRACKETS]
    code = set(code_line_numbers(page.body, page.code)) if deep or bracketed else set()
    for found, message, fix in (
        (deep, "is nested too deeply", f"Keep to {MAX_LEVELS} levels of lists, quotes and notes."),
        (bracketed, "has too many brackets on a line", f"Keep to {MAX_BRACKETS:,}, or put the line into a block of code."),
    ):
        if number := next((number + 1 for number in found if number not in code), 0):
            yield Problem(page.file, page.first + number - 1, "", message, fix)
