"""Gives each table of a page's text a box of its own, so that a wide one scrolls sideways and the page does not."""

import re

_TABLE = re.compile(r"<table>(.*?)</table>", re.S)  # as Markdown writes it; those of the workbook have a class, and fold


def in_boxes(page: str) -> str:
    """Return a page's HTML with its plain tables in boxes; ``docs/assets/javascripts/hb-scroll.js`` says what these do."""
    return _TABLE.sub(r'<hb-scroll><table class="hb-table">\1</table></hb-scroll>', page)
