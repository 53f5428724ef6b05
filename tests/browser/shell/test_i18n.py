"""The interface in another language: from right to left, with days, numbers and counts as that language has them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support import languages, page_actions, sites

PAGES = [page_actions.FIRST, *page_actions.WORKBOOK]
# What the fixture's chapters and the site's own name say, as words only.
CHAPTERS = " ".join(re.findall(r"[A-Za-z]{2,}", " ".join(path.read_text("utf-8") for path in [*sites.FIXTURE.rglob("*.*"), sites.ROOT / "mkdocs.yml"])))
# Every text that a reader sees or hears, with the language that it says it is in.
SAID = """() => {
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const note = (text, from) => text?.trim() && found.push([text, from.closest("[lang]").lang]);
  while (walk.nextNode()) {
    const from = walk.currentNode.parentElement;
    if (from.checkVisibility({ visibilityProperty: true }) && !from.closest("script, style, noscript, textarea")) note(walk.currentNode.data, from);
  }
  for (const from of document.querySelectorAll("[aria-label], [placeholder], [title]"))
    if (from.checkVisibility()) for (const name of ["aria-label", "placeholder", "title"]) note(from.getAttribute(name), from);
  return found;
}"""


def test_right_to_left_nothing_scrolls_sideways_and_no_word_is_left_in_english(page: Page):
    """In a right-to-left language each page is mirrored, fits a phone, and has no word left in English."""
    site = languages.site(languages.PSEUDO).url
    strange, wide = set(), []
    for path in PAGES:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(site + path)
        if path == page_actions.FIRST:
            page_actions.ready(page)
            page.locator(".hb-item__box").first.click()
            page.locator("hb-prompt .hb-answer").first.fill("123")
            expect(page.locator("hb-checklist [data-hb-part=status]").first).not_to_be_empty()
            page.locator('[data-hb-action="reset"]').first.click()
            # The contents are on the right, the chapter's margin on the left.
            assert (
                page.locator(".hb-contents").bounding_box()["x"] > page.locator(".hb-text").bounding_box()["x"] > page.locator(".hb-margin").bounding_box()["x"]
            )
        elif path == "workbook/assessment/":
            page.locator('[data-hb-action="rate"]').first.click()
        else:
            page.wait_for_function("() => document.querySelector('hb-workbook')?.querySelector('[data-hb-words]')?.matches(':defined')")
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            strange |= {(path, text) for text, language in page.evaluate(SAID) if language == languages.PSEUDO and languages.unmarked(text) not in CHAPTERS}
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append((path, width))
    assert strange == set()
    assert wide == []


@pytest.mark.both_browsers("locale data")
def test_a_german_page_counts_and_dates_in_german(page: Page):
    """A German handbook shows German dates and plurals, even in an English browser."""
    site = languages.site("de").url
    page_actions.prepare(page, site, page_actions.document({"notice-what-hurt": page_actions.entry("1", "2026-12-01T12:00:00.000Z")}))
    page.goto(site + "workbook/data/")
    expect(page.locator("hb-data-kept")).to_contain_text("1 Antwort.")
    expect(page.locator("hb-data-kept")).to_contain_text("vom 1. Dezember 2026")
