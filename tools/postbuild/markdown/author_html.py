"""Names what was left out of an author's HTML, with the line in the source: ``handbook/author_html.py`` says so in a comment in the page."""

import re

from handbook.author_html import LEFT_OUT, REFUSALS
from handbook.content.markdown.markdown_code import without_code
from handbook.content.markdown.pages import read_page
from handbook.errors import Problem
from tools.postbuild.markdown.sources import source_of
from tools.postbuild.site import Page, Site

_COMMENT = re.compile(rf"\s*{LEFT_OUT}([a-z -]*) -->")


def name_left_out(site: Site, page: Page) -> None:
    """Add a warning to the site's for each thing that was left out of a page, and take the comment away."""
    if LEFT_OUT in page.body:
        for match in _COMMENT.finditer(page.body):
            site.warnings += [str(problem) for name in match[1].split() if name in REFUSALS for problem in _problems(site, page, name)]
        page.body = _COMMENT.sub("", page.body)


def _problems(site: Site, page: Page, name: str) -> list[Problem]:
    """Return a problem for each line of the source that has something, or one for the page if a snippet or a macro has brought it."""
    refusal, path = REFUSALS[name], source_of(site, page)
    if not path:
        return [Problem(page.path, 0, "", refusal.message, refusal.fix)]
    source = read_page(path, site.root)
    text = without_code(source.body)
    lines = dict.fromkeys(source.first + text.count("\n", 0, match.start()) for match in refusal.source.finditer(text))
    return [Problem(source.file, line, "", refusal.message, refusal.fix) for line in lines or (0,)]
