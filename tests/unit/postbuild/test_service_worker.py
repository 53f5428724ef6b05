"""What a browser keeps of the handbook: all that a visit needs, in an edition named by its content."""

import base64
import hashlib
import json
import re

import pytest

from handbook.config import SiteConfig
from tools.postbuild.offline.service_worker import OfflineEdition, add_service_worker, link_manifest, write_offline_edition

US = OfflineEdition("ours", "Our “handbook”", words={"ready": "</script>", "take": "Read", "later": "Later"})
FILES = {
    "index.html": '<head></head><a href="report.pdf">x</a><link rel="alternate" href="index.md"><img srcset="a.png 1x, b.png 2x"><img src="/part/c.svg">',
    "part/two words/index.html": '<head><link rel="stylesheet" href="../../assets/one.css"></head><script src="../../assets/page.js"></script>',
    "part/c.svg": "<svg/>",
    "assets/one.css": "a { background: url('../b.png') }",
    "assets/page.js": 'import("./late.a1b2c3d4.js"); import "../index.md"',
    "assets/late.a1b2c3d4.js": "1",
    "assets/single.js": "2",
    "pagefind/index/x.pf_index": "3",
    **dict.fromkeys(("a.png", "b.png", "c.png", "report.pdf", "index.md", "sitemap.xml"), "4"),
}


@pytest.fixture
def offline(site, add_files, run):
    """Make the site available offline; more files by path."""

    def after(files=None):
        add_files(FILES | (files or {}))
        run(link_manifest)
        write_offline_edition(site, US)
        return site.folder

    return after


def _edition(folder):
    return json.loads(re.match(r"self\.EDITION = (.*);\n", (folder / "sw.js").read_text())[1])


def test_all_that_a_visit_needs_is_listed_and_nothing_else(offline):
    """A page, and all that it loads, is listed under the address that readers know; PDFs, single sources and unused files are not."""
    folder = offline()
    files = json.loads((folder / "offline.json").read_text())["files"]
    assert set(files) == {
        *("", "part/two%20words/", "part/c.svg", "assets/one.css", "assets/page.js", "assets/late.a1b2c3d4.js"),
        *("pagefind/index/x.pf_index", "a.png", "b.png", "manifest.webmanifest"),
    }
    page = (folder / "part/two words/index.html").read_bytes()
    assert files["part/two%20words/"] == base64.b64encode(hashlib.sha256(page).digest()).decode()
    assert b'<link rel="manifest" href="../../manifest.webmanifest" crossorigin="use-credentials">' in page


def test_an_edition_is_named_after_what_it_holds(offline):
    """The same files are the same edition, and one letter more in one file makes another."""
    folder = offline()
    first = _edition(folder)
    assert first["words"] == US.words
    assert _edition(offline()) == first
    assert _edition(offline({"assets/late.a1b2c3d4.js": "one more"}))["version"] != first["version"]


def test_the_manifest_works_wherever_the_site_is_hosted(offline):
    """An installed handbook opens at its own home page, and names those icons that there are."""
    manifest = json.loads((offline({"assets/icons/icon-512.png": b""}) / "manifest.webmanifest").read_text())
    assert (manifest["name"], manifest["start_url"], manifest["scope"]) == (US.name, "./", "./")
    assert [icon["src"] for icon in manifest["icons"]] == ["assets/icons/icon-512.png"]


def test_a_handbook_that_browsers_may_not_keep_has_no_list(site, add_files, run):
    """A handbook that says `offline: false` gives browsers a worker that removes itself, and no page asks for another."""
    site.library.config = SiteConfig(id="ours", offline=False)
    add_files(FILES)
    pages = run(link_manifest)
    add_service_worker(site)
    assert not (site.folder / "offline.json").exists() and not (site.folder / "manifest.webmanifest").exists()
    assert "manifest" not in pages["index.html"]
    assert _edition(site.folder) == {"id": "ours"} and "unregister" in (site.folder / "sw.js").read_text()
