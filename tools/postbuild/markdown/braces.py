"""Refuses a page that shows a macro, or a tag of another template language, as raw text.

It does where our macros did not run (a team's ``plugins`` without ours), and in a snippet, which is put in after they have.
"""

import re
from collections.abc import Iterator

from handbook.config import config_path
from handbook.content.markdown.braces import raw_texts
from handbook.content.markdown.pages import Page as Source
from handbook.content.markdown.pages import read_page
from handbook.errors import Problem, SourceErrors
from handbook.render.registry import MACROS
from tools.postbuild.markdown.sources import source_of
from tools.postbuild.site import Element, Page, Site

_OPENING = re.compile(r"\{[{%][^\n]{0,40}")
_CALL = re.compile(r"\{\{\s*(\w+)\(")
_WRITTEN_OUT = re.compile(r"""["']\s*\{[{%]""")  # {{ "{{" }}, by which an author shows braces
_CODE = frozenset("code pre kbd samp math script style textarea".split())


def check_braces(site: Site, page: Page) -> None:
    """Add a problem to the site's for each opening of a macro in a page's text that its author did not want there."""
    if not page.ours or page.is_404 or ("{{" not in page.body and "{%" not in page.body):
        return
    try:
        path = source_of(site, page)
        source = read_page(path, site.root) if path else None
    except SourceErrors as error:  # the checks before a build would have said so, but macros did not run
        site.problems += error.problems
        return
    if source and (not source.has_macros or _WRITTEN_OUT.search(source.body)):
        return
    wanted = [_joined(text) for text in raw_texts(source.body, source.code)] if source else []
    for shown in _raw(page.article):
        if not any(_joined(shown)[:12] in text for text in wanted):
            site.problems.append(_problem(site, page, source, shown))


def _problem(site: Site, page: Page, source: Source | None, shown: str) -> Problem:
    call = _CALL.match(shown)
    if call and call[1] in MACROS and source and any(other.name == call[1] for other in source.calls):
        fix = "Keep the plugin `macros` with the options that mkdocs.yml gives it."
        return Problem(config_path(site.root).name, 0, "plugins", "leaves out our macros, so pages show them as text", fix)
    lines = source.body.split("\n") if source else []
    line = next((number for number, line in enumerate(lines, source.first if source else 1) if shown[:12] in line), 0)
    fix = "Put it in code or between {% raw %} and {% endraw %}." if line else "Macros do not run in a snippet: put the text in code, or write it on the page."
    return Problem(source.file if source else page.path, line, "", f"shows `{shown}` to readers", fix)


def _raw(element: Element) -> Iterator[str]:
    """Yield each opening of a macro in text that is neither code nor written by us."""
    for child in element.children:
        if isinstance(child, str):
            yield from (match[0].strip() for match in _OPENING.finditer(child))
        elif child.name not in _CODE and (child.name == "hb-scroll" or "hb-lead" in child.classes or not child.attributes.get("class", "").startswith("hb-")):
            yield from _raw(child)


def _joined(text: str) -> str:
    return re.sub(r"\s+", "", text)
