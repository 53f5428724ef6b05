"""Loads the style sheets and the scripts for what few pages have, on the pages that have it: most of it is what Material's Markdown can hold."""

import re
from dataclasses import dataclass

from handbook.templating import PageWriter
from tools.postbuild.site import Page, Site

_CLASSES = re.compile(r' class="([^"]*)"')


@dataclass(frozen=True)
class Sheet:
    """A style sheet below assets/stylesheets/, and what in a page's HTML needs it: one of some classes, or a pattern.

    A pattern starts with a literal, which makes its search several times as fast.
    """

    name: str
    classes: frozenset[str]
    pattern: re.Pattern[str] | None = None
    hint: str = "<"  # a text without it need not be searched
    folder: str = "markdown"


SHEETS = (
    Sheet(
        "blocks",
        frozenset("admonition tabbed-set grid card task-list md-button critic footnote inline".split()),
        re.compile(
            r'<(?:(?:details|figure|dl)(?![^>]* class="hb-)|(?:del|ins|mark|sub|sup|abbr|h[456])\b(?![^>]* class="hb-[^a])|img [^>]*(?: align="|#only-|-mode-only"))'
        ),
    ),
    Sheet("code", frozenset({"highlight", "annotate"})),
    Sheet("text", frozenset({"twemoji", "keys"}), re.compile(r"<(?:kbd|abbr|video|audio|iframe)\b")),
    Sheet("tables", frozenset({"sortable"}), re.compile(r"<(?:t[dh][^>]*|p)>\{:? *\.sortable|\bdata-sortable\b"), "sortable"),
    Sheet("diagrams", frozenset({"hb-diagram"})),
    Sheet("math", frozenset({"hb-formula", "hb-formula--failed"}), re.compile(r"<math\b")),
    Sheet("first-line", frozenset({"hb-first-line"}), folder="components"),
)
_CONTAINER = '<div class="hb-page" data-md-component="content"'


def add_components(site: Site, page: Page) -> None:
    """Link the style sheets that a page needs, in the part that instant navigation replaces, and add what loads the scripts."""
    before, start, text = page.body.partition(_CONTAINER)
    if not start:
        return
    # All classes at once: a pattern with a class in it is ten times as slow as these two steps.
    classes = {name for value in set(_CLASSES.findall(text)) for name in value.split()}
    sheets = [sheet for sheet in SHEETS if not classes.isdisjoint(sheet.classes) or (sheet.pattern and sheet.hint in text and sheet.pattern.search(text))]
    links = "".join(f'<link rel="stylesheet" href="{page.to_root}assets/stylesheets/{sheet.folder}/{sheet.name}.css">\n' for sheet in sheets)
    scripted = "tabbed-set" in classes or not {"code", "tables"}.isdisjoint(sheet.name for sheet in sheets)
    page.body = before + links + (_element(site) if scripted else "") + start + text


def _element(site: Site) -> str:
    words, strings = PageWriter(site.library, "").strings_json("code"), site.library.strings
    return f"""<hb-markdown lang="{strings.get("language", "en")}" dir="{strings.get("direction", "ltr")}" data-hb-words='{words}'></hb-markdown>\n"""
