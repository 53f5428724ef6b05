"""Makes a site that opens without a server, from a folder: ``OFFLINE=true make build``.

At an address that begins with ``file:`` a browser shows no page for a folder, and loads no module, no font and nothing that a
script requests. So links name their files, the scripts are one plain script (``bundle.py``), and the fonts are in the style sheets.
"""

import base64
import re
from pathlib import Path

from tools.postbuild.assets.bundle import STYLES
from tools.postbuild.site import Page, Site

ONLY_SERVED = ("404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt")  # of no use without a server

_TYPEFACE = re.compile(r'\s*(?:<meta name="handbook-typeface"[^>]*>|<noscript><link rel="preload"[^>]*></noscript>)')
_LINK = re.compile(r'(<(?:a|link)\b[^>]*?\shref=")([^":#?]*)([^"]*")')
_CATALOGUE = re.compile(r"data-hb-catalogue='[^']*'")
_FONT = re.compile(r"url\(\s*[\"']?([^\"')]+\.woff2)[\"']?\s*\)")


def carry_catalogue(site: Site, page: Page) -> None:
    """Put the catalogue into a page that would fetch it from the overview, such as the home page."""
    if "<hb-today" in page.body and not _CATALOGUE.search(page.body):
        page.body = page.body.replace("<hb-today", f"<hb-today {_catalogue(site)}", 1)


def link_files(site: Site, page: Page) -> None:
    """Make the links of a page name files."""
    page.head = _LINK.sub(_with_file, _TYPEFACE.sub("", page.head))
    page.body = _LINK.sub(_with_file, page.body)


def embed_fonts(site: Site) -> None:
    """Put the fonts into the style sheets, and remove what only a server needs."""
    for sheet in (site.folder / STYLES).rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        if _FONT.search(text):
            sheet.write_text(_FONT.sub(lambda match: _data_url(sheet.parent / match[1]), text), encoding="utf-8", newline="")  # noqa: B023
    for name in ONLY_SERVED:
        (site.folder / name).unlink(missing_ok=True)


def _catalogue(site: Site) -> str:
    """Return the attribute with the catalogue, as the overview has it; "" if there is none."""
    overview = site.folder / "workbook/index.html"
    found = _CATALOGUE.search(overview.read_text(encoding="utf-8")) if overview.exists() else None
    return found[0] if found else ""


def _with_file(match: re.Match[str]) -> str:
    """Return a link to the file that a server would send for its address."""
    tag, address, rest = match.groups()
    if address.endswith(("/", "..")) or address == "." or (not address and rest.startswith("?")):
        address = f"{address.rstrip('/')}/index.html" if address else "index.html"
    return f"{tag}{address}{rest}"


def _data_url(font: Path) -> str:
    return f"url(data:font/woff2;base64,{base64.b64encode(font.read_bytes()).decode()})"
