"""A fork's own chapters and practice appear wherever upstream's do, with both engines."""

import re
from urllib.parse import urljoin

import pytest

from handbook.loader import load_library
from handbook.pdf.booklet import BookletWriter
from tests.support import forks, search_client, sites
from tests.support.html_reader import Page, words

OWN = {
    "an item": "team-test-the-pager",
    "a behaviour": "team-leave-a-trace",
    "an added behaviour": "team-answer-the-pager",
    "an added question": "team-ask-for-a-pair",
    "a field note's question": "team-notice-who-called",
}
# Where a reader meets each of them, beside its chapter.
PLACES = {"workbook/assessment/": {"a behaviour", "an added behaviour"}, "workbook/print/": set(OWN), "workbook/data/": set(OWN)}


@pytest.fixture(scope="module")
def site(engine):
    """The fork's site, from each engine."""
    return forks.fork_site(engine)


def page(site, address):
    """Return the text of a built page."""
    return (site.folder / address / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("address", PLACES)
def test_what_a_fork_adds_is_in_the_workbook(site, address):
    """The self-assessment, the print kit and the page of the reader's data include a team's own parts."""
    text = page(site, address)
    assert {name for name, id in OWN.items() if id in text} >= PLACES[address]


def test_what_a_fork_hides_is_only_in_the_archive(site):
    """A hidden question is on no page, but the page of the reader's data can still show what it asked."""
    pages = {path.relative_to(site.folder).as_posix(): path.read_text(encoding="utf-8") for path in site.folder.rglob("*.html")}
    naming = {name for name, text in pages.items() if "notice-what-hurt" in text}
    assert {name for name in naming if re.search(r'(?:data-hb-id|data-hb-of|id)="notice-what-hurt"', pages[name])} == set()
    assert "workbook/data/index.html" in naming


def test_a_forks_chapter_is_found_by_the_search(site):
    """The index has the text of a team's own chapter and of its note."""
    text = " ".join(place.text for place in search_client.places(site.folder))
    for said in ("Somebody must wake up", "We write decisions down in one log", "Hand the pager on by name", "The first call came before"):
        assert said in text


def test_field_notes_stand_beside_the_chapters(site):
    """Upstream's note and the team's are listed by their chapter and on the page of all; each has its chapter's colour, and leads there."""
    notes = {"field-notes/ask-for-a-hand/": "Nobody held the door", "team/field-notes/ask-support/": "Support heard it first"}
    for address in ("chapters/first-steps/", "field-notes/"):
        listed = Page(site, f"{address}index.html")
        assert {(urljoin(site.url, path), title) for path, title in notes.items()} <= {(link, words(a)) for a, link in listed.addresses()}
    for address in notes:
        note = Page(site, f"{address}index.html")
        assert [element.get("data-hb-section") for element in note.elements() if element.get("data-hb-section")] == ["opening"]
        [promise] = [element for element in note.elements() if element.get("class") == "hb-opening__deepens"]
        assert words(promise) == "Goes with First steps."
        assert urljoin(site.url, "chapters/first-steps/") in [link for a, link in note.addresses() if a in promise.iter()]


def test_the_pdfs_hold_what_a_fork_adds():
    """The PDF of the whole workbook includes a team's own chapter and note; the chapter has a PDF of its own, and all notes share one."""
    root = forks.fork_project()
    held = load_library(root, root / "docs")
    sheets = {one.file: one.html for one in BookletWriter(held, held.config, "2026-01-01").booklets()}
    assert "team-on-call.pdf" in sheets
    assert {name for name, id in OWN.items() if id in sheets["handbook-workbook.pdf"]} == set(OWN)
    assert [name for name in sheets if "ask" in name or "note" in name] == ["field-notes.pdf"]
    assert all(f'name="{id}"' in sheets["field-notes.pdf"] for id in ("put-one-thing-down", "team-notice-who-called"))
    assert "notice-what-hurt" not in sheets["handbook-workbook.pdf"]
    assert "Ask one doubter" in sheets["handbook-workbook.pdf"]


def test_a_forks_name_and_style_are_on_every_page(site):
    """The configuration that the build writes has upstream's settings, overridden by the team's."""
    text = page(site, "team/chapters/on-call")
    assert "Acme product handbook" in text
    assert 'content="acme"' in text and 'content="0.1.0"' in text
    assert sites.ROOT.joinpath("mkdocs.yml").read_text(encoding="utf-8").count("team/notes/") == 1
    assert not (site.folder / "team" / "notes").exists() and not list(site.folder.rglob("*.lock"))
