"""What a page needs on paper: footnotes with the addresses of its links, and a style sheet that draws a foot on each sheet.

Done in the build and not in the browser, so that it works without scripts and is the same from both engines. If ``SITE_URL``
is not set, the site's own address is unknown, and only links to other sites are spelled out.
"""

import hashlib
import html
import os
import re
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from tools.postbuild.assets.bundle import STYLES
from tools.postbuild.site import Element, Page, Site

# A sheet that must fit on one page has no notes; the 1:1 pack has no foot either, since it shows all that the reader hands over.
_SHEETS = ("hb-template", "hb-cheat", "hb-pack", "hb-kit")
# Cited works have their addresses in the list of sources; links of the workbook lead to where the reader already is.
_WITHOUT_NOTES = {"hb-path", "md-tags", "hb-cite", "hb-cites", "hb-sources", "hb-work", "hb-opening__arrival", "hb-block--workbook", "hb-behaviours__rate"}
_COLOPHON = '<p class="hb-colophon"'
_COLOPHON_END = re.compile(rf"({re.escape(_COLOPHON)}.*?)(\s*</p>)", re.S)
_STYLE_SHEET = re.compile(rf'<link rel="stylesheet" href="([^"]*){STYLES.as_posix()}/joined\.')
_FOOT = """@page {{
@bottom-{start} {{ content: {left}; width: 70%; text-align: {start}; {font} }}
@bottom-{end} {{ content: {right}; width: 30%; text-align: {end}; {font} }}
}}"""
_LONGEST = 150  # characters of an address, which fill two lines; a third would be off the sheet
# No "of m": with counter(pages) Chromium 156 lays the page out a second time, and often loses our typeface over it.
_FONT = (
    "white-space: pre-wrap; vertical-align: top; margin-top: 5mm; padding-top: 1.5mm; border-top: 0.5pt solid #000; font: 7.5pt/1.35 Literata, Georgia, serif;"
)


def add_print_notes(site: Site, page: Page) -> None:
    """Number the links of a page, list their addresses above its colophon, and link the style sheet that draws its foot."""
    if _COLOPHON not in page.body:
        return
    colophon = page.document.css_first(".hb-colophon")
    sheet = next((name for node in reversed(page.document.css(", ".join(f".{name}" for name in _SHEETS))) for name in _SHEETS if name in _classes(node)), "")
    canonical = page.document.css_first('link[rel="canonical"]')
    url = (canonical.attributes.get("href") or "") if canonical else ""
    if not sheet:
        _number_links(page, url)
    if sheet != "hb-pack":
        body = page.document.body
        direction = (body.attributes.get("dir") or "") if body else ""
        _add_foot(site, page, {name: value or "" for name, value in colophon.attributes.items()} if colophon else {}, url, direction)


def build_date(epoch: str) -> str:
    """Return the day of ``SOURCE_DATE_EPOCH``, such as ``2026-01-02``; "" for an empty value.

    In figures, as on the PDFs: they read the same in every language.
    """
    return datetime.fromtimestamp(int(epoch), UTC).date().isoformat() if epoch.isdigit() else ""


def _number_links(page: Page, url: str) -> None:
    numbers: dict[str, int] = {}
    links = [(link, numbers.setdefault(address, len(numbers) + 1)) for link, address in _links(page.article, url)]
    page.insert_in_links((link, f'data-hb-note="{number}"') for link, number in links)
    if numbers:
        rows = "".join(f"<li><b>{number}</b>{html.escape(address)}</li>" for address, number in numbers.items())
        # Outside the article: the search and screen readers have the links already.
        page.body = page.body.replace(_COLOPHON, f'<ul class="hb-notes" aria-hidden="true">{rows}</ul>\n    {_COLOPHON}', 1)


def _links(node: Element, url: str) -> list[tuple[Element, str]]:
    """Return the links that need a note, with their whole addresses."""
    links = []
    for child in node.children:
        if isinstance(child, str) or child.name == "svg" or not child.classes.isdisjoint(_WITHOUT_NOTES):
            continue
        href = child.attributes.get("href", "") if child.name == "a" else ""
        if href and not href.startswith("#"):
            address = urljoin(url, href)
            if urlsplit(address).scheme in ("http", "https"):
                links.append((child, address))
        if child.children:
            links += _links(child, url)
    return links


def _add_foot(site: Site, page: Page, colophon: dict[str, str], url: str, direction: str) -> None:
    date = build_date(os.environ.get("SOURCE_DATE_EPOCH", ""))
    title = colophon.get("data-hb-title", "")
    version = colophon.get("data-hb-version", "")
    before, _, after = colophon.get("data-hb-page", "{n}").partition("{n}")
    left = _css_string(f"{title}\n{url}" if 0 < len(url) <= _LONGEST else title)
    right = _css_string(", ".join(filter(None, [version, date])) + f"\n{before}") + " counter(page)" + (f" {_css_string(after)}" if after else "")
    start, end = ("right", "left") if direction == "rtl" else ("left", "right")
    page.body = page.body.replace(_COLOPHON, f'{_COLOPHON} data-hb-foot data-hb-date="{date}"', 1)
    page.body = _COLOPHON_END.sub(lambda match: f"{match[1]}{f' · {date}' if date else ''}{match[2]}", page.body, count=1)
    # In a file, since the policy allows no style in the page; it lies beside the joined sheet.
    if style_sheet := _STYLE_SHEET.search(page.head):
        name = _write_foot(site, _FOOT.format(left=left, right=right, start=start, end=end, font=_FONT))
        page.insert_in_head(f'<link rel="stylesheet" media="print" href="{style_sheet[1]}{STYLES.as_posix()}/{name}">\n')


def _write_foot(site: Site, css: str) -> str:
    def write() -> str:
        name = f"foot.{hashlib.sha256(css.encode()).hexdigest()[:8]}.css"
        site.write((STYLES / name).as_posix(), css)
        return name

    return site.once(css, write)


def _css_string(text: str) -> str:
    """Return a CSS string; characters that could end it, or the style around it, are escaped."""
    return '"' + re.sub(r'[\\"<>&\n]', lambda match: f"\\{ord(match[0]):x} ", text) + '"'


def _classes(node: object) -> set[str]:
    return set((node.attributes.get("class") or "").split())  # type: ignore[attr-defined]
