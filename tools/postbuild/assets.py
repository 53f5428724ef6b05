"""Which files of a built site a visit can need: its pages, and whatever they lead to.

Found by following what is named, so that a file that nobody loads (a single source of a joined script, a map) is not among
them, and a fork's logo is.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

# What the search asks for at addresses that it works out itself.
SEARCH = ("pagefind/**/*", "search/**/*", "search.json")
# What a page names for others than its reader, or to be taken away.
LEFT = (".md", ".pdf", ".xml", ".map", ".txt", ".gz")

_HTML = re.compile(r"<(?!a\b|meta\b)\w[^>]*?\s(?:href|src|poster)=[\"']([^\"'#?]+)")
_SET = re.compile(r"\ssrcset=[\"']([^\"']+)")
_CSS = re.compile(r"url\(\s*[\"']?([^\"')#?]+)")
# A file that a script names as a whole; where from, it knows.
_SCRIPT = re.compile(r"[\"'`]([\w./-]+\.(?:js|mjs|css|json|wasm|svg|png|woff2))[\"'`]")


def needed(site: Path) -> list[Path]:
    """Return the files that a visit can need, in the order of their paths.

    Args:
        site: The folder that was built.
    """
    root = site.resolve()
    waiting = [path for pattern in ("**/*.html", *SEARCH) for path in root.glob(pattern) if path.is_file()]
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path in found or path.suffix in LEFT:
            continue
        found.add(path)
        waiting += [other for other in _named(root, path) if other.is_file() and other.is_relative_to(root)]
    return [site / path.relative_to(root) for path in sorted(found)]


def _named(root: Path, path: Path) -> Iterator[Path]:
    """Give what a file names."""
    if path.suffix not in {".html", ".svg", ".css", ".js", ".mjs"}:
        return
    text = path.read_text(encoding="utf-8")
    if path.suffix in {".js", ".mjs"}:
        for name in _SCRIPT.findall(text):
            yield Path(posixpath.normpath(path.parent / name))
            yield Path(posixpath.normpath(root / name))
        return
    addresses = _CSS.findall(text)
    if path.suffix != ".css":
        addresses += _HTML.findall(text)
        addresses += [part.split()[0] for value in _SET.findall(text) for part in value.split(",") if part.strip()]
    for address in addresses:
        parts = urlsplit(address)
        if not parts.scheme and not parts.netloc:
            # A page for any address names the rest from the top, below the folder that the site has on its host.
            base = root if address.startswith("/") else path.parent
            yield Path(posixpath.normpath(base / unquote(parts.path).lstrip("/")))
