"""Puts into a built site what lets a browser keep it: a manifest, a list of files with their hashes, and the service worker.

Run by ``tools/build.py``, after everything else: the list names each file by its hash.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from tools.postbuild.assets import needed

WORKERS = Path(__file__).parent / "worker"
LIST, MANIFEST, WORKER = "offline.json", "manifest.webmanifest", "sw.js"
LINK = '<link rel="manifest" href="{up}manifest.webmanifest" crossorigin="use-credentials">\n</head>'
ICONS = {
    "icon-192.png": {"sizes": "192x192", "type": "image/png"},
    "icon-512.png": {"sizes": "512x512", "type": "image/png"},
    "icon-maskable-512.png": {"sizes": "512x512", "type": "image/png", "purpose": "maskable"},
}


@dataclass(frozen=True)
class Edition:
    """What a browser is told about the handbook that it keeps.

    Attributes:
        id: Names the readers' documents, and what is kept of the site.
        name: What the handbook is called.
        short: What it is called under an icon.
        description: What it is.
        language: What its frame speaks.
        colour: Of its ground.
        words: What a tab says about a newer edition: ``ready``, ``take`` and ``later``.
    """

    id: str
    name: str
    short: str = ""
    description: str = ""
    language: str = "en"
    colour: str = "#ffffff"
    words: dict[str, str] = field(default_factory=dict)


def offline(site: Path, edition: Edition, kept: bool = True) -> None:
    """Let browsers keep a built site, or have them let go of it.

    Args:
        site: The folder that was built; a second run finds its pages as the first left them.
        edition: What it is.
        kept: Whether browsers may keep it. If not, what they kept goes.
    """
    if not kept:
        (site / WORKER).write_text(_worker("unregister.js", {"id": edition.id}), encoding="utf-8")
        return
    for page in site.rglob("*.html"):
        # The page for an address that leads nowhere is not at the address that it is read at.
        text = page.read_text(encoding="utf-8")
        if page != site / "404.html" and '<link rel="manifest"' not in text:
            up = "../" * (len(page.relative_to(site).parts) - 1)
            page.write_text(text.replace("</head>", LINK.format(up=up), 1), encoding="utf-8")
    (site / MANIFEST).write_text(json.dumps(_manifest(site, edition), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for name in (LIST, WORKER):
        (site / name).unlink(missing_ok=True)  # of the run before: neither is a part of the edition
    files = {_address(path.relative_to(site).as_posix()): _hash(path.read_bytes()) for path in needed(site)}
    listed = json.dumps({"files": dict(sorted(files.items()))}, separators=(",", ":")).encode()
    (site / LIST).write_bytes(listed)
    known = {"id": edition.id, "version": hashlib.sha256(listed).hexdigest()[:16], "list": _hash(listed), "words": edition.words}
    (site / WORKER).write_text(_worker("service-worker.js", known), encoding="utf-8")


def _worker(name: str, known: Mapping[str, object]) -> str:
    return f"self.EDITION = {json.dumps(known)};\n" + (WORKERS / name).read_text(encoding="utf-8")


def _manifest(site: Path, edition: Edition) -> dict[str, object]:
    """Return what an installed handbook is called and looks like; its addresses are relative, so it works wherever the site stands."""
    icons = [{"src": f"assets/icons/{name}", **what} for name, what in ICONS.items() if (site / "assets" / "icons" / name).exists()]
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


def _address(name: str) -> str:
    """Return the address that readers know a file by, from the site's start."""
    folder, _, file = name.rpartition("/")
    address = f"{folder}/" if folder and file == "index.html" else "" if name == "index.html" else name
    return quote(address, safe="/~!$&'()*+,;=:@")


def _hash(data: bytes) -> str:
    return base64.b64encode(hashlib.sha256(data).digest()).decode()
