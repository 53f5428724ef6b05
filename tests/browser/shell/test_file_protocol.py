"""The handbook in a folder that is opened from a disk, without a server: `OFFLINE=true make build`."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.support import page_actions, sites

TICK = "name-the-decider"


@pytest.fixture
def folder(browser_name: str) -> str:
    """Address of a folder: Chromium opens what MkDocs built, Firefox what Zensical built."""
    engine = {"chromium": "mkdocs", "firefox": "zensical"}[browser_name]
    return sites.shared(f"offline-{engine}", sites.fixture_project, engine, OFFLINE="true").folder.as_uri() + "/"


def test_a_folder_on_a_disk_is_the_whole_handbook(page: Page, folder: str) -> None:
    """Opened from a disk, links work, a tick is kept and shows in the workbook, the fonts load, and so do the print styles."""
    page.goto(folder + page_actions.FIRST + "index.html")
    page_actions.ready(page)
    page_actions.control(page, TICK).check()
    expect(page_actions.status(page, "check-the-first-thing")).to_have_text(page_actions.SAVED)
    page.reload()
    expect(page_actions.control(page, TICK)).to_be_checked()
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('1em Literata'))")
    page.locator("a[href$='second-steps/index.html']").last.click()
    expect(page).to_have_url(folder + page_actions.SECOND + "index.html")
    page_actions.ready(page)
    page.goto(folder + "workbook/index.html")
    link = page.locator("hb-overview a.hb-weave__block").first
    expect(link).to_be_visible()
    expect(page.locator("hb-overview")).to_contain_text("1 of 5 done")
    link.click()
    expect(page).to_have_url(re.compile(re.escape(folder + page_actions.FIRST) + "index.html#"))
    expect(page_actions.control(page, TICK)).to_be_checked()
    page.wait_for_load_state()  # the styles for print come last
    assert page.evaluate("document.querySelectorAll('link[media=print]').length") > 0
    assert page.evaluate("[...document.querySelectorAll('link[rel=stylesheet]')].every(({ sheet }) => sheet)")
    page.goto(folder + "index.html")
    expect(page.locator("hb-today [data-hb-kind=step]")).to_contain_text("1 of 5 done")


def test_the_search_of_a_folder_leads_to_a_place(page: Page, folder: str) -> None:
    """Opened from a disk, the search finds a checklist by words of it, and its result opens the page at that place."""
    page.goto(folder + page_actions.SECOND + "index.html")
    page_actions.ready(page)
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("before the first thing")
    first = page.locator(".hb-search__link").first
    expect(first).to_contain_text("Before the first thing")
    first.click()
    expect(page).to_have_url(folder + page_actions.FIRST + "index.html#check-the-first-thing")
    expect(page.locator("#check-the-first-thing")).to_be_in_viewport()


def test_no_address_of_a_folder_needs_a_server(folder: str) -> None:
    """Every link between pages names an existing file, and nothing is loaded in a way that file: addresses forbid."""
    root = Path(folder.removeprefix("file://"))
    for page in root.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert 'type="module"' not in text and 'rel="preload"' not in text and '<meta name="handbook-typeface"' not in text and 'rel="manifest"' not in text, (
            page
        )
        for address in re.findall(r'<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="([^":#?]+)["#?]', text):
            assert (page.parent / unquote(address)).is_file(), (page, address)
