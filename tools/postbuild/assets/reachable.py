"""Which files of a site a visit can need: its pages, and all files that they refer to, directly or not.

So a file that nothing loads (a single source of a bundled script, a source map) is not among them, and a fork's logo is.
"""

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tools.postbuild.site import Page

# Files that the search asks for at addresses that it works out itself.
SEARCH = ("pagefind/**/*", "search/**/*", "search.json")
# Files that a page names for others than its reader, or for download.
NOT_NEEDED = (".md", ".pdf", ".xml", ".map", ".txt", ".gz")

_HTML = re.compile(r"<(?!a\b|meta\b)\w[^>]*?\s(?:href|src|poster)=[\"']([^\"'#?]+)")
_SRCSET = re.compile(r"\ssrcset=[\"']([^\"']+)")
_CSS = re.compile(r"url\(\s*[\"']?([^\"')#?]+)")
# A file name in a script; what folder it is in, the script knows.
_SCRIPT = re.compile(r"[\"'`]([\w./-]+\.(?:js|mjs|css|json|wasm|svg|png|woff2))[\"'`]")


def addresses(html: str) -> set[str]:
    """Return the addresses that HTML or SVG loads."""
    listed = {part.split()[0] for value in _SRCSET.findall(html) for part in value.split(",") if part.strip()} if "srcset" in html else set()
    styles = _CSS.findall(html) if "url(" in html else ()
    return listed.union(_HTML.findall(html), styles)


def loaded_by(page: Page) -> set[str]:
    """Return the addresses that a page loads, without those inserted into its head after it was parsed."""
    root = page.document.root
    nodes = root.css("link[href], image[href], use[href], [src], [poster], [srcset]") if root else []
    values = {name: [value for node in nodes if (value := node.attributes.get(name))] for name in ("href", "src", "poster", "srcset")}
    listed = {part.split()[0] for value in values.pop("srcset") for part in value.split(",") if part.strip()}
    styles = _CSS.findall(page.body) if "url(" in page.body else ()
    return listed.union(*(map(_without_fragment, some) for some in values.values()), styles)


def reachable_files(folder: Path, pages: Mapping[str, tuple[bytes, set[str]]]) -> dict[str, bytes]:
    """Return the files that a visit can need, with the SHA-256 digest of each; by path, sorted.

    Args:
        folder: The built site.
        pages: The digest of each page, and the addresses that it loads.
    """
    found: dict[str, bytes] = {path: digest for path, (digest, _) in pages.items()}
    waiting = [path.relative_to(folder).as_posix() for pattern in SEARCH for path in folder.glob(pattern) if path.is_file()]
    waiting += {file for path, (_, loaded) in pages.items() for address in loaded for file in _file(path, address)}
    while waiting:
        path = waiting.pop()
        if path in found or path.endswith(NOT_NEEDED) or path.startswith("../") or not (folder / path).is_file():
            continue
        data = (folder / path).read_bytes()
        found[path] = hashlib.sha256(data).digest()
        waiting += _named(path, data)
    return dict(sorted(found.items()))


def _named(path: str, data: bytes) -> Iterator[str]:
    """Yield the files that a file names."""
    if path.endswith((".js", ".mjs")):
        for name in _SCRIPT.findall(data.decode()):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
            yield posixpath.normpath(name).lstrip("/")
    elif path.endswith((".html", ".svg", ".css")):
        text = data.decode()
        for address in _CSS.findall(text) if path.endswith(".css") else addresses(text):
            yield from _file(path, address)


def _without_fragment(address: str) -> str:
    return address.partition("#")[0].partition("?")[0]


def _file(path: str, address: str) -> Iterator[str]:
    """Yield the file below the site that an address in a file leads to, if it is in the site."""
    parts = urlsplit(address)
    if not parts.scheme and not parts.netloc:
        # The page for unknown addresses names files from the root of the host.
        base = "" if address.startswith("/") else posixpath.dirname(path)
        yield posixpath.normpath(posixpath.join(base, unquote(parts.path).lstrip("/")))
