"""What is cheap to measure is measured again: the table of the README does not go stale."""

import re
import zlib

import pytest

from tests.bench import metrics
from tests.bench.page_load import CHAPTER
from tests.support import sites

LEEWAY = 0.02


def wire(path):
    """Return the kilobytes of a file as the recipe's nginx sends it: the small ones as they are."""
    data = path.read_bytes()
    packed = zlib.compress(data, int(re.search(r"gzip_comp_level (\d)", (sites.ROOT / "deploy" / "nginx.conf").read_text())[1]))
    return (len(packed) + 12 if len(data) >= 1000 and path.suffix != ".woff2" else len(data)) / 1000  # gzip's frame is that much larger


def asked(site, page):
    """Return the files that a page makes a browser ask for, by kind, with the scripts that those import: before they run, or on every page in a quiet moment."""
    text = page.read_text(encoding="utf-8")
    links = [dict(re.findall(r'([\w-]+)="([^"]*)"', link)) for link in re.findall(r"<link [^>]*>", text)]
    named = {"html": [page], "styles": [], "scripts": [], "typeface": [], "pictures": []}
    for link in links:
        kind = {"stylesheet": "styles", "preload": "typeface", "icon": "pictures"}.get(link.get("rel", ""))
        if kind:
            named[kind].append((page.parent / link["href"]).resolve())
    named["pictures"] = named["pictures"][:1]  # of several icons a browser takes one
    named["pictures"] += [(page.parent / source).resolve() for source in re.findall(r'<img [^>]*src="([^":]*)"', text)]
    scripts = [(page.parent / source).resolve() for source in re.findall(r'<script src="([^"]*)"', text)]
    while scripts:
        script = scripts.pop()
        if script not in named["scripts"]:
            named["scripts"].append(script)
            scripts += [
                script.parent / name
                for name in re.findall(r'\b(?:from|import|import\((?="\./offline\.))"\./([\w.-]+\.js)"', script.read_text(encoding="utf-8"))
            ]
    return named


@pytest.mark.parametrize("engine", sites.ENGINES)
def test_a_first_visit_costs_what_the_table_says(engine):
    """The bytes and the requests of a chapter are those in tests/measured.json, within 2 %; else `make bench PARTS=visit` is due."""
    # What was measured is upstream's; a team runs these tests too.
    site = sites.built(sites.upstream_copy(), engine) if (sites.ROOT / "team.yml").exists() else sites.real_site(engine)
    named = asked(site, site.folder / CHAPTER / "index.html")
    measured = {name: one[engine] for name, one in metrics.kept()["figures"].items() if one["part"] == "visit" and engine in one}

    for kind in ("html", "styles", "scripts"):
        assert sum(map(wire, named[kind])) == pytest.approx(measured[kind], rel=LEEWAY), kind
    assert sum(len(files) for files in named.values()) == measured["requests"]
