"""What a visit to a page costs: bytes, requests and scripts that block, with both engines."""

import gzip
import re

import pytest

from tests.support import sites

CHAPTER = "chapters/thinking-like-a-leader/index.html"
# Bytes on the wire, with gzip. A fork also loads its colours and its logo.
FORK = (sites.ROOT / "team.yml").exists()
SCRIPTS, STYLES = 13_000, 12_500 if FORK else 10_400
TOTAL = 70_000  # of a first visit, without the typeface
REQUESTS = 11 if FORK else 10


def _files(page, folder, ending):
    """Return our own files that a page loads, by name."""
    names = re.findall(rf'(?:src|href)="[^"]*?(assets/{folder}/[\w./-]+\.{ending})"', page)
    return {name: (folder, name) for name in names if "/foot." not in name and "/qr-codes." not in name}  # loaded for printing


def _with_imports(site, names):
    """Return the names of scripts and of everything they import before they run."""
    loaded = set(names)
    for name in names:
        text = (site.folder / name).read_text(encoding="utf-8") if name.endswith(".js") else ""
        loaded |= _with_imports(site, [f"assets/javascripts/{target}" for target in re.findall(r'\bfrom"\./([\w.-]+\.js)"', text)])
    return loaded


def _weight(site, name):
    return len(gzip.compress((site.folder / name).read_bytes(), 9))


@pytest.mark.parametrize("engine", sites.ENGINES)
def test_a_chapter_stays_light(engine):
    """A chapter loads at most 13 kB of scripts and 10 kB of styles, each in one file."""
    site = sites.real_site(engine)
    page = (site.folder / CHAPTER).read_text(encoding="utf-8")
    scripts, styles = _files(page, "javascripts", "js"), _files(page, "stylesheets", "css")
    assert len(scripts) == 1 and len(styles) == 1
    loaded = _with_imports(site, scripts)
    assert sum(_weight(site, name) for name in loaded) < SCRIPTS
    assert sum(_weight(site, name) for name in loaded) > 8_000  # or this would have looked at an empty entry
    assert sum(_weight(site, name) for name in styles) < STYLES


@pytest.mark.parametrize("engine", sites.ENGINES)
def test_a_first_visit_is_small_and_nothing_blocks_it(engine):
    """A first visit to a chapter takes at most 70 kB and 10 requests, and no script delays the first paint."""
    site = sites.real_site(engine)
    path = site.folder / CHAPTER
    page = path.read_text(encoding="utf-8")
    tags = [(tag, dict(re.findall(r'([\w-]+)="([^"]*)"', rest)), rest) for tag, rest in re.findall(r"<(link|script|img)\b([^>]*)>", page)]
    assert [rest for tag, attributes, rest in tags if tag == "script" and "src" in attributes and not re.search(r"\b(async|defer)\b|module", rest)] == []

    linked = [attributes["href"] for _, attributes, _ in tags if attributes.get("rel") in ("stylesheet", "preload", "modulepreload")]
    linked += [name for roman in re.findall(r'"handbook-typeface" content="([^"]+)"', page) for name in (roman, roman.replace(".woff2", "-italic.woff2"))]
    icons = [attributes["href"] for _, attributes, _ in tags if attributes.get("rel") == "icon"][:1]  # browsers load one
    pictures = [attributes["src"] for tag, attributes, _ in tags if tag in ("img", "script") and not attributes.get("src", "data:").startswith("data:")]
    names = {(path.parent / name).resolve().relative_to(site.folder.resolve()).as_posix() for name in [*linked, *icons, *pictures]}
    loaded = {CHAPTER, *_with_imports(site, names)}
    assert len(loaded) <= REQUESTS, sorted(loaded)
    assert 30_000 < sum(_weight(site, name) for name in loaded if not name.endswith(".woff2")) < TOTAL


@pytest.mark.parametrize("engine", sites.ENGINES)
def test_the_workbook_loads_its_own(engine):
    """The scripts and styles of the workbook load on its pages only."""
    site = sites.real_site(engine)
    texts = {path: path.read_text(encoding="utf-8") for path in site.folder.rglob("*.html")}
    sheets = {str(path.relative_to(site.folder)): len(_files(text, "stylesheets", "css")) for path, text in texts.items()}
    workbook = {f"workbook/{name}index.html" for name in ("", "evidence/", "assessment/", "plan/", "one-to-one/", "case/", "print/", "data/")}
    assert {
        name for name, count in sheets.items() if count == 2 and "toolkit/cheat-sheet-" not in name and "<hb-markdown" not in texts[site.folder / name]
    } == {"index.html", "chapters/introduction/index.html", "guide/lead-a-group/index.html", "guide/workbook/index.html", *workbook}
    # The first two have the exercise, and the last one pictures in two schemes.
    assert {count for name, count in sheets.items() if "toolkit/cheat-sheet-" in name} == {2}
    assert set(sheets.values()) == {1, 2}
    loaded = _with_imports(site, _files(next(iter(texts.values())), "javascripts", "js"))
    joined = "".join((site.folder / name).read_text(encoding="utf-8") for name in loaded)
    assert re.search(r"workbook\.\w+\.js", joined) and "hb-assessment" not in joined


# Classes that not every handbook has: the 404 page without a known address, nested contents, PDFs from make pdf, a team's own line.
_SOMETIMES = {"hb-frame", "hb-contents__pages--deep", "hb-booklets__list", "hb-team"}


@pytest.mark.parametrize("engine", sites.ENGINES)
def test_no_rule_is_loaded_that_nothing_uses(engine):
    """Each class in a style sheet is on a page or is set by a script; two thirds of the theme's own rules were unused."""
    site = sites.real_site(engine)
    sheets = "".join(path.read_text(encoding="utf-8") for path in (site.folder / "assets/stylesheets").glob("joined.*.css"))
    classes = set(re.findall(r"\.((?:hb|md)-[\w-]+)", re.sub(r'url\("[^"]*"\)', "", sheets)))
    assert len(classes) > 300
    # A fork loads the first whatever it has in its folders; the others are for what any page may hold.
    sheets = [sites.ROOT / "docs/assets/stylesheets/layout/wiki.css", *(sites.ROOT / "docs/assets/stylesheets/markdown").glob("*.css")]
    classes -= {name for sheet in sheets for name in re.findall(r"\.((?:hb|md)-[\w-]+)", sheet.read_text(encoding="utf-8"))}
    used = {
        word for path in site.folder.rglob("*.html") for value in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8")) for word in value.split()
    }
    scripts = " ".join(path.read_text(encoding="utf-8") for path in (sites.ROOT / "docs/assets/javascripts").rglob("*.js"))
    words, whole = set(re.findall(r"\w+", scripts)), set(re.findall(r"[\w-]+", scripts))
    # A script may join the name of a block and that of a part.
    unused = {name for name in classes - used - whole if not set(re.split(r"__|--", name)[-1].split("-")) <= words}
    assert sorted(unused - _SOMETIMES) == []
