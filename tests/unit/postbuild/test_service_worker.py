"""What a browser keeps of the handbook: all that a visit needs, named by what it holds."""

import base64
import hashlib
import json
import re

import pytest

from tools.postbuild.service_worker import Edition, offline

US = Edition("ours", "Our “handbook”", words={"ready": "</script>", "take": "Read", "later": "Later"})
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
def site(tmp_path):
    """A built site in which one page leads to most of the files."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def _edition(site):
    return json.loads(re.match(r"self\.EDITION = (.*);\n", (site / "sw.js").read_text())[1])


def test_all_that_a_visit_needs_is_listed_and_nothing_else(site):
    """A page, and whatever it leads to, is kept under the address that readers know; PDFs, single sources and what nobody names are not."""
    offline(site, US)
    files = json.loads((site / "offline.json").read_text())["files"]
    assert set(files) == {
        *("", "part/two%20words/", "part/c.svg", "assets/one.css", "assets/page.js", "assets/late.a1b2c3d4.js"),
        *("pagefind/index/x.pf_index", "a.png", "b.png", "manifest.webmanifest"),
    }
    page = (site / "part/two words/index.html").read_bytes()
    assert files["part/two%20words/"] == base64.b64encode(hashlib.sha256(page).digest()).decode()
    assert b'<link rel="manifest" href="../../manifest.webmanifest" crossorigin="use-credentials">' in page


def test_an_edition_is_named_after_what_it_holds(site):
    """Listing twice changes nothing, and one letter more in one file makes another edition."""
    offline(site, US)
    first = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    version = _edition(site)["version"]
    offline(site, US)
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == first
    (site / "assets/late.a1b2c3d4.js").write_text("one more")
    offline(site, US)
    assert _edition(site)["version"] != version
    assert _edition(site)["words"] == US.words


def test_the_manifest_works_wherever_the_site_stands(site):
    """An installed handbook opens at its own first page, and names those icons that are there."""
    (site / "assets/icons").mkdir()
    (site / "assets/icons/icon-512.png").write_bytes(b"")
    offline(site, US)
    manifest = json.loads((site / "manifest.webmanifest").read_text())
    assert (manifest["name"], manifest["start_url"], manifest["scope"]) == (US.name, "./", "./")
    assert [icon["src"] for icon in manifest["icons"]] == ["assets/icons/icon-512.png"]


def test_what_may_not_be_kept_has_no_list(site):
    """A handbook that says `offline: false` gives browsers a worker that lets go, and no page asks for one."""
    offline(site, US, kept=False)
    assert not (site / "offline.json").exists() and not (site / "manifest.webmanifest").exists()
    assert "manifest" not in (site / "index.html").read_text()
    assert _edition(site) == {"id": "ours"} and "unregister" in (site / "sw.js").read_text()
