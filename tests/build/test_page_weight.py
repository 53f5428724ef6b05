"""What a page makes a reader load of ours, from either engine."""

import gzip
import re

import pytest

from tests.support import sites

CHAPTER = "chapters/thinking-like-a-leader/index.html"
# Bytes on the wire, with gzip; a fork has its colours and its logo besides.
SCRIPTS, STYLES = 13_500, 11_000 if (sites.ROOT / "team.yml").exists() else 10_000


def _files(page, folder, ending):
    """Return our own files that a page names, by name."""
    names = re.findall(rf'(?:src|href)="[^"]*?(assets/{folder}/[\w./-]+\.{ending})"', page)
    return {name: (folder, name) for name in names if "/foot." not in name}  # that one is for paper


def _with_imports(site, names):
    """Return the names of scripts and of all that they import before they run."""
    found = set(names)
    for name in names:
        text = (site.folder / name).read_text(encoding="utf-8")
        found |= _with_imports(site, [f"assets/javascripts/{target}" for target in re.findall(r'\bfrom"\./([\w.-]+\.js)"', text)])
    return found


def _weight(site, name):
    return len(gzip.compress((site.folder / name).read_bytes(), 9))


@pytest.mark.parametrize("engine", sites.ENGINES)
def test_a_chapter_stays_light(engine):
    """A chapter loads at most 13.5 kB of scripts, the frame’s among them, and 10 kB of our styles, in one file each."""
    site = sites.real_site(engine)
    page = (site.folder / CHAPTER).read_text(encoding="utf-8")
    scripts, styles = _files(page, "javascripts", "js"), _files(page, "stylesheets", "css")
    assert len(scripts) == 1 and len(styles) == 1
    loaded = _with_imports(site, scripts)
    assert sum(_weight(site, name) for name in loaded) < SCRIPTS
    assert sum(_weight(site, name) for name in loaded) > 8_000  # or this would have looked at an empty entry
    assert sum(_weight(site, name) for name in styles) < STYLES


@pytest.mark.parametrize("engine", sites.ENGINES)
def test_the_workbook_loads_its_own(engine):
    """The scripts and styles of the workbook load on its pages and on no other."""
    site = sites.real_site(engine)
    texts = {path: path.read_text(encoding="utf-8") for path in site.folder.rglob("*.html")}
    sheets = {str(path.relative_to(site.folder)): len(_files(text, "stylesheets", "css")) for path, text in texts.items()}
    assert {name for name, count in sheets.items() if count == 2 and "toolkit/cheat-sheet-" not in name} == {
        f"workbook/{name}index.html" for name in ("", "assessment/", "plan/", "one-to-one/", "print/", "data/")
    }
    assert {count for name, count in sheets.items() if "toolkit/cheat-sheet-" in name} == {2}
    assert set(sheets.values()) == {1, 2}
    loaded = _with_imports(site, _files(next(iter(texts.values())), "javascripts", "js"))
    joined = "".join((site.folder / name).read_text(encoding="utf-8") for name in loaded)
    assert re.search(r"workbook\.\w+\.js", joined) and "hb-assessment" not in joined


# Written by what is not in every handbook: nested contents, PDFs of make pdf, a team's own line.
_SOMETIMES = {"hb-contents__pages--deep", "hb-booklets__list", "hb-team"}


@pytest.mark.parametrize("engine", sites.ENGINES)
def test_no_rule_is_loaded_that_nothing_uses(engine):
    """Each class that a style sheet speaks of stands on a page or is given by a script: of the theme's sheets, two thirds were for nothing."""
    site = sites.real_site(engine)
    sheets = "".join(path.read_text(encoding="utf-8") for path in (site.folder / "assets/stylesheets").glob("joined.*.css"))
    classes = set(re.findall(r"\.((?:hb|md)-[\w-]+)", re.sub(r'url\("[^"]*"\)', "", sheets)))
    assert len(classes) > 300
    used = {word for path in site.folder.rglob("*.html") for said in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8")) for word in said.split()}
    scripts = " ".join(path.read_text(encoding="utf-8") for path in (sites.ROOT / "docs/assets/javascripts").rglob("*.js"))
    words = set(re.findall(r"\w+", scripts))
    # A script may put the name together: the block's in one place, the part's in another.
    unused = {name for name in classes - used if not set(re.split(r"__|--", name)[-1].split("-")) <= words}
    assert sorted(unused - _SOMETIMES) == []
