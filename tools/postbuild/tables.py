"""Puts each plain table, as Markdown makes it, into an element that scrolls sideways."""

import re

from tools.postbuild.site import Page, Site

_TABLE = re.compile(r"<table>.*?</table>", re.S)


def wrap_tables(site: Site, page: Page) -> None:
    """Wrap the tables of a page that no template made: a wide one scrolls and does not widen the page."""
    if "<table>" in page.body:
        page.body = _TABLE.sub(r'<hb-scroll class="hb-table">\g<0></hb-scroll>', page.body)
