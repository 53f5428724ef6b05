"""Lets browsers keep a site for reading offline: a manifest, a list of its files with their hashes, and the service worker.

Runs after all other steps, since the list holds the hash of each file. A handbook that says ``offline: false``, and one that
is served while its author writes, get a service worker that removes itself and what an earlier one kept.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from handbook.templating import PageWriter
from tools.postbuild.assets.reachable import addresses, loaded_by, reachable_files
from tools.postbuild.site import Page, Site

WORKERS = Path(__file__).parent / "worker"
LIST, MANIFEST, WORKER = "offline.json", "manifest.webmanifest", "sw.js"
LINK = '<link rel="manifest" href="{to_root}manifest.webmanifest" crossorigin="use-credentials">\n'
ICONS = {
    "icon-192.png": {"sizes": "192x192", "type": "image/png"},
    "icon-512.png": {"sizes": "512x512", "type": "image/png"},
    "icon-maskable-512.png": {"sizes": "512x512", "type": "image/png", "purpose": "maskable"},
}


@dataclass(frozen=True)
class OfflineEdition:
    """What a browser is told about the handbook that it keeps.

    Attributes:
        id: Names the readers' documents, and what is kept of the site.
        name: What the handbook is called.
        short: What it is called under an icon; "" for ``name``.
        description: What it is, in a sentence.
        language: The language of its frame, such as ``en``.
        colour: Its background, as ``#rrggbb``.
        words: What a tab says about a newer edition: ``ready``, ``take`` and ``later``.
    """

    id: str
    name: str
    short: str = ""
    description: str = ""
    language: str = "en"
    colour: str = "#ffffff"
    words: dict[str, str] = field(default_factory=dict)


def link_manifest(site: Site, page: Page) -> None:
    """Link the manifest in the head of a page, and note what the page loads."""
    if site.library.config.offline:
        # The page for unknown addresses is not read at its own, so a relative link would fail there.
        if not page.is_404:
            page.insert_in_head(LINK.format(to_root=page.to_root))
        site.loaded[page.path] = addresses(page.head) | loaded_by(page)


def add_service_worker(site: Site) -> None:
    """Write manifest, list and service worker; if browsers may not keep the site, a service worker that removes itself."""
    if not site.library.config.offline:
        unregister(site)
        return
    config, text = site.library.config, PageWriter(site.library, "").text
    words = {name: text(f"offline.{name}") for name in ("ready", "take", "later")}
    write_offline_edition(site, OfflineEdition(config.id, config.name, config.short_name, config.description, config.language, site.colours["paper"], words))


def unregister(site: Site) -> None:
    """Write a service worker that removes itself and what an earlier one kept of this handbook."""
    site.write(WORKER, _worker("unregister.js", {"id": site.library.config.id}))


def write_offline_edition(site: Site, edition: OfflineEdition) -> None:
    """Write manifest, list and service worker of an edition. Its version is the hash of the list."""
    site.write(MANIFEST, json.dumps(_manifest(site.folder, edition), ensure_ascii=False, indent=1) + "\n")
    pages = {path: (digest, site.loaded.get(path, set())) for path, digest in site.hashes.items()}
    # Not an earlier edition's list and worker: the worker would look for itself, with the hash that it had before.
    files = {_address(path): _base64(digest) for path, digest in reachable_files(site.folder, pages).items() if path not in (LIST, WORKER)}
    listed = json.dumps({"files": dict(sorted(files.items()))}, separators=(",", ":")).encode()
    site.write(LIST, listed)
    digest = hashlib.sha256(listed)
    known = {"id": edition.id, "version": digest.hexdigest()[:16], "list": _base64(digest.digest()), "words": edition.words}
    site.write(WORKER, _worker("service-worker.js", known))


def _worker(name: str, known: Mapping[str, object]) -> str:
    return f"self.EDITION = {json.dumps(known)};\n" + (WORKERS / name).read_text(encoding="utf-8")


def _manifest(folder: Path, edition: OfflineEdition) -> dict[str, object]:
    """Return what an installed handbook is called and looks like; relative addresses, so that it works wherever it is hosted."""
    icons = [{"src": f"assets/icons/{name}", **what} for name, what in ICONS.items() if (folder / "assets" / "icons" / name).exists()]
    return {
        "name": edition.name,
        "short_name": edition.short or edition.name,
        "description": edition.description,
        "lang": edition.language,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": edition.colour,
        "theme_color": edition.colour,
        **({"icons": icons} if icons else {}),
    }


def _address(path: str) -> str:
    """Return the address at which readers know a file, from the site's root."""
    folder, _, file = path.rpartition("/")
    address = f"{folder}/" if folder and file == "index.html" else "" if path == "index.html" else path
    return quote(address, safe="/~!$&'()*+,;=:@")


def _base64(digest: bytes) -> str:
    return base64.b64encode(digest).decode()
