"""The contents beside every page: short, folded, and open where the reader is, with both engines."""

import pytest

from tests.support import sites
from tests.support.html_reader import Page, words

CHAPTERS = ["introduction", "thinking-like-a-leader", "taking-on-larger-initiatives", "raising-the-bar"]
CHEAT = "toolkit/cheat-sheet-raising-the-bar/index.html"


@pytest.fixture(params=sites.ENGINES)
def real(request):
    """Return the handbook itself, built."""
    return sites.real_site(request.param)


def _contents(site, path):
    """Return a page's links by title, each with its attributes, and its folds by title: whether each is open."""
    page = Page(site, path)
    [nav] = [element for element in page.elements() if element.get("id") == "hb-contents"]
    links = {words(link): link.attrib for link in page.elements(nav) if link.tag == "a"}
    folds = {words(fold.find("summary")): "open" in fold.attrib for fold in page.elements(nav) if fold.tag == "details"}
    return links, folds


def test_the_menu_is_short(real):
    """On the home page a chapter that is alone in its section has no group, chapters are open, and every other group is folded and says how much it holds."""
    links, folds = _contents(real, "index.html")
    assert folds["Driving impact Pages: 3"] is True
    assert "Shifting perspective" not in " ".join(folds)
    assert {title.partition(" Pages: ")[0] for title, is_open in folds.items() if not is_open} >= {"Field notes", "Guide", "For your team"}
    assert {attributes["href"].removeprefix("./") for attributes in links.values()} >= {f"chapters/{slug}/" for slug in CHAPTERS}
    assert [href for attributes in links.values() if "cheat-sheet" in (href := attributes["href"])] == []


def test_a_field_note_goes_on_to_its_chapter(real):
    """Who has read about a situation is led to the chapter that teaches the skill, not to the next situation of the list."""
    page = Page(real, "field-notes/after-being-passed-over/index.html")
    [link] = [element for element in page.elements() if element.get("class") == "hb-footer__next"]
    assert link.get("href") == "../../chapters/introduction/"
    assert words(link).startswith("The chapter this goes with Introduction: a different job, given on trust Why product leadership")


def test_a_group_is_open_where_one_is(real):
    """The group of the page that one reads is open."""
    _, folds = _contents(real, "guide/privacy/index.html")
    assert [is_open for title, is_open in folds.items() if title.startswith("Guide")] == [True]
    assert [is_open for title, is_open in folds.items() if title.startswith("Field notes")] == [False]


def test_a_cheat_sheet_is_listed_where_one_reads_it(real):
    """A cheat sheet is in the contents, marked, while it is the page that one reads, and no other is; its chapter and the list of sheets lead to it."""
    links, _ = _contents(real, CHEAT)
    assert [title for title, attributes in links.items() if "aria-current" in attributes] == ["Cheat sheet: Raising the bar of product practice"]
    assert sum("cheat-sheet" in title.lower().replace(" ", "-") for title in links) == 1
    for path in ("chapters/raising-the-bar/index.html", "toolkit/index.html"):
        page = Page(real, path)
        assert any((link.get("href") or "").endswith("cheat-sheet-raising-the-bar/") for link in page.elements(page.article))
