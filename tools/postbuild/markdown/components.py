"""Loads the style sheets and the scripts for what Material's Markdown can hold, on the pages that hold it."""

import re

from handbook.templating import PageWriter
from tools.postbuild.site import Page, Site

# What in a page's HTML needs which style sheet below assets/stylesheets/markdown/.
SHEETS = {
    "blocks": re.compile(
        r'class="(?:[^"]* )?(?:admonition|tabbed-set|grid|card|task-list|md-button|critic|footnote|inline)[ "]'
        r'|<(?:details|figure|dl)(?![^>]* class="hb-)|<(?:del|ins|mark|sub|sup|abbr|h[456])\b(?![^>]* class="hb-[^a])|<img [^>]*(?: align="|#only-|-mode-only")'
    ),
    "code": re.compile(r'class="[^"]*\b(?:highlight|annotate)\b'),
    "text": re.compile(r'class="(?:[^"]* )?(?:twemoji|keys)\b|<(?:kbd|abbr|video|audio|iframe)\b'),
    "tables": re.compile(r'<(?:t[dh][^>]*|p)>\{:? *\.sortable|class="[^"]*\bsortable\b|\bdata-sortable\b'),
    "diagrams": re.compile(r'class="hb-diagram\b'),
    "math": re.compile(r"<math\b|class=\"hb-formula"),
}
SCRIPTED = re.compile(r'class="[^"]*\b(?:tabbed-set|highlight|annotate)\b|' + SHEETS["tables"].pattern)
_CONTAINER = '<div class="hb-page" data-md-component="content"'


def add_components(site: Site, page: Page) -> None:
    """Link the style sheets that a page needs, in the part that instant navigation replaces, and add what loads the scripts."""
    before, start, text = page.body.partition(_CONTAINER)
    if not start:
        return
    links = "".join(
        f'<link rel="stylesheet" href="{page.to_root}assets/stylesheets/markdown/{name}.css">\n' for name, needed in SHEETS.items() if needed.search(text)
    )
    words, strings = PageWriter(site.library, "").strings_json("code"), site.library.strings
    language = f'lang="{strings.get("language", "en")}" dir="{strings.get("direction", "ltr")}"'
    element = f"<hb-markdown {language} data-hb-words='{words}'></hb-markdown>\n" if SCRIPTED.search(text) else ""
    page.body = before + links + element + start + text
