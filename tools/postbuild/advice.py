"""Folds the advice on the workbook's pages: their tool comes first, and what follows it opens at a touch.

Authors write it as sections with headings, so each keeps its anchor, its place in the search and in the Markdown copy. A
heading with a class of its own stays open, and so does a section that holds something to use.
"""

import re

from tools.postbuild.site import Page, Site

_TOOL = "</hb-workbook>"
_END = "</article>"
_HEADING = re.compile(r"<h2 (?![^>]*\bclass=)[^>]*>.*?</h2>", re.S)
# What the frame puts below a page's text, and what a macro puts into it.
_NO_ADVICE = re.compile(r'<(?:aside|form|hb-\w+)\b|<(?:div|p|section|details) class="(?:md|hb)-')


def fold_advice(site: Site, page: Page) -> None:
    """Put each section below a page's tool into a ``<details>``, whose summary is its heading."""
    before, tool, after = page.body.rpartition(_TOOL)
    if not tool or _END not in after:
        return
    text, end, rest = after.partition(_END)
    first, *sections = re.split(r"(?=<h2 )", text)
    folded = [_folded(section, is_last=n == len(sections)) for n, section in enumerate(sections, 1)]
    page.body = "".join([before, tool, first, *folded, end, rest])


def _folded(section: str, is_last: bool) -> str:
    heading, other = _HEADING.match(section), _NO_ADVICE.search(section)
    if not heading or (other and not is_last):
        return section
    stop = other.start() if other else len(section.rstrip())
    return f'<details class="hb-advice"><summary>{heading[0]}</summary>{section[heading.end() : stop].rstrip()}\n</details>{section[stop:]}'
