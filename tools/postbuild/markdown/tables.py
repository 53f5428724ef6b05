"""Puts each table of a text into an element that scrolls sideways, and says how narrow its columns can be on paper.

A table is sortable where its columns are (``| Team { .sortable } |``), where it is in an element that is, or with ``{ .sortable }``
on the line below it, where Markdown takes that for a row or a paragraph.
"""

import html
import re

from tools.postbuild.site import Page, Site

# Not those of our own templates, nor one that pymdownx.highlight puts code into.
_TABLE = re.compile(
    r'(?P<start><table(?![^>]*\bclass="(?:hb-|highlighttable))[^>]*)>(?P<rows>.*?)</table>(?P<sortable>\s*<p>\{:? *\.sortable *\}</p>)?',
    re.S,
)
_SORTABLE_ROW = re.compile(r"<tr>\s*<t[dh][^>]*>\{:? *\.sortable *\}</t[dh]>(?:\s*<t[dh][^>]*></t[dh]>)*\s*</tr>\s*(?=</tbody>)")
_ROW = re.compile(r"<tr\b.*?</tr>", re.S)
_CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", re.S)
_MARKUP = re.compile(r"<svg.*?</svg>|<[^>]*>", re.S)
_WORD = re.compile("[^\\s\u200b\u2e80-\u9fff\uac00-\ud7af]+")  # Chinese, Japanese and Korean text breaks anywhere
# How many characters of the longest words of all columns fit on a sheet of A4, at the usual size and at the small one.
USUAL, SMALL = 88, 106
# A word that is longer gets places to break, or its column would take nearly all of the sheet, and break the words of the others.
_LONG_WORD, _PIECE = re.compile(r"[^\s<>&]{40,}"), 12
_TEXT = re.compile(r"(?<=>)[^<]{40,}")
_GAP = 1.5  # between two columns, in characters


def wrap_tables(site: Site, page: Page) -> None:
    """Wrap the tables of a page that no template made: a wide one scrolls and does not widen the page, and is whole on paper."""
    if "<table" in page.body:
        page.body = _TABLE.sub(_wrapped, page.body)


def _wrapped(table: re.Match[str]) -> str:
    start, rows = table["start"], table["rows"]
    rows, marked = _SORTABLE_ROW.subn("", rows)
    if marked or table["sortable"]:
        start += " data-sortable"
    rows = _TEXT.sub(lambda text: _LONG_WORD.sub(_breakable, text[0]), rows)
    width = _width(rows)
    size = "" if width <= USUAL else " hb-table--small" if width <= SMALL else " hb-table--broken"
    return f'<hb-scroll class="hb-table{size}">{start}>{rows}</table></hb-scroll>'


def _breakable(word: re.Match[str]) -> str:
    return "<wbr>".join(word[0][at : at + _PIECE] for at in range(0, len(word[0]), _PIECE))


def _width(rows: str) -> float:
    """Return how many characters wide a table is if each word stays whole, or as whole as it has to be."""
    columns: list[int] = []
    for row in _ROW.findall(rows):
        for number, cell in enumerate(_CELL.findall(row)):
            columns += [0] * (number + 1 - len(columns))
            columns[number] = max([columns[number], *map(len, _WORD.findall(html.unescape(_MARKUP.sub("", cell.replace("<wbr>", " ")))))])
    return sum(columns) + _GAP * len(columns)
