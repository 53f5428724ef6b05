"""Makes of a built site a folder that opens without a server: ``OFFLINE=true make build``.

At an address that begins with ``file:`` a browser shows no page for a folder, and loads no module, no typeface and nothing
by a script's request. So links name their files, the scripts are one plain script, and the typeface stands in the sheet.
"""

import base64
import re
from pathlib import Path

from tools.postbuild.bun import bundle

SCRIPTS = Path("assets/javascripts")
STYLES = Path("assets/stylesheets")
# The last one makes links that a script writes name their files, too.
ENTRIES = ("handbook.js", "file-protocol.js")
SERVED = ("404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt")  # for those who ask a server

_PAGE = re.compile(r'(<script src="[^"]*)page\.\w+\.js" type="module">')
_PRELOAD = re.compile(r'\s*<link rel="preload"[^>]*>')
_LINK = re.compile(r'(<(?:a|link)\b[^>]*?\shref=")([^":#?]*)([^"]*")')
_FONT = re.compile(r"url\(\s*[\"']?([^\"')]+\.woff2)[\"']?\s*\)")
_SELF = "default-src 'self'"


def to_folder(site: Path) -> None:
    """Change a built site so that its pages work when they are opened from a disk.

    Args:
        site: The folder that was built.

    Raises:
        ValueError: The scripts cannot be joined; says why.
    """
    script = bundle(site / SCRIPTS, "folder", ENTRIES, "--format=iife")
    for sheet in (site / STYLES).rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        for found in _FONT.finditer(text):
            text = text.replace(found[0], _typeface(sheet.parent / found[1]))
        sheet.write_text(text, encoding="utf-8")
    for name in SERVED:
        (site / name).unlink(missing_ok=True)
    for page in site.rglob("*.html"):
        text = _PAGE.sub(rf'\g<1>{script}" defer>', _PRELOAD.sub("", page.read_text(encoding="utf-8")))
        text = text.replace(_SELF, f"{_SELF}; font-src data:")
        page.write_text(_LINK.sub(lambda found: f"{found[1]}{_file(found[2], found[3])}{found[3]}", text), encoding="utf-8")


def _file(address: str, rest: str) -> str:
    """Return the address of the file that a server would send for a page's address."""
    if address.endswith(("/", "..")) or address == "." or (not address and rest.startswith("?")):
        return f"{address.rstrip('/')}/index.html" if address else "index.html"
    return address


def _typeface(font: Path) -> str:
    return f"url(data:font/woff2;base64,{base64.b64encode(font.read_bytes()).decode()})"
