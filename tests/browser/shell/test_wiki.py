"""A reader finds the way in a team's folders: with a mouse, with keys, and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.support import forks

RESTORE = "team/ops/runbooks/db/restore/"
MIDDLE = "nav => { const [a, b] = [nav, nav.querySelector('[aria-current]')].map((e) => e.getBoundingClientRect()); return (b.top + b.height / 2 - a.top) / a.height }"

BELOW = "nav => nav.getBoundingClientRect().bottom - document.activeElement.getBoundingClientRect().bottom"


@pytest.fixture(scope="module")
def wiki():
    """Return the address of the fork with folders of folders."""
    return forks.wiki_site().url


@pytest.mark.context(viewport={"width": 1280, "height": 500})
def test_contents_are_scrolled_to_the_current_page(page, wiki):
    """The current page is in the middle of the contents, the page itself is where it was, and a fold opens by keyboard; the ring of the focus is whole."""
    page.goto(wiki + "team/log/week-20/")
    contents = page.locator("#hb-contents")
    expect(contents.locator("[aria-current]")).to_be_in_viewport()
    assert 0.3 < contents.evaluate(MIDDLE) < 0.7
    assert page.evaluate("scrollY") == 0
    contents.locator("[aria-current]").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert contents.evaluate(BELOW) > 4
    fold = contents.locator("summary", has_text="People")
    fold.focus()
    page.keyboard.press("Enter")
    expect(contents.get_by_role("link", name="Hiring")).to_be_visible()
    page.keyboard.press("Tab")
    expect(contents.get_by_role("link", name="Hiring")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hiring")
    expect(page.locator("#hb-contents [aria-current]")).to_have_text("Hiring")


@pytest.mark.without_scripts
def test_folders_open_without_scripts(page, wiki):
    """Without scripts the contents are open where the reader is, other folders open with a click, and the headings are in the margin."""
    page.goto(wiki + RESTORE)
    contents = page.locator("#hb-contents")
    expect(contents.get_by_role("link", name="Restore the database")).to_be_visible()
    expect(contents.get_by_role("link", name="Hiring")).to_be_hidden()
    contents.locator("summary", has_text="People").click()
    expect(contents.get_by_role("link", name="Hiring")).to_be_visible()
    expect(page.locator(".hb-margin").get_by_role("link", name="In detail")).to_be_visible()
