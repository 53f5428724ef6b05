"""Links that keep the reader's place, links to copy, and the list of keys."""

import re

import pytest
from playwright.sync_api import expect

CHAPTER = "chapters/introduction/"
CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } })"


def test_a_citation_opens_its_source_in_place(page, real):
    """The source is shown on the page; closed, the focus is on the citation and nothing has scrolled. Back from another page, it is on the link."""
    page.goto(real + CHAPTER)
    page.locator(".hb-link").first.wait_for(state="attached")  # the page is idle
    cite = page.locator(".hb-text > p .hb-cite[href*=sources]").first
    cite.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    cite.click()
    expect(page.get_by_role("dialog")).to_contain_text("Wang (2021)")
    page.keyboard.press("Escape")
    expect(cite).to_be_focused()
    assert page.evaluate("scrollY") == place > 0
    assert page.url == real + CHAPTER
    link = page.locator(".hb-cheats__link").last
    link.click()
    expect(page).to_have_title(re.compile("Cheat sheet"))
    page.go_back()
    expect(link).to_be_focused()


def test_headings_and_checklists_have_links_to_copy(page, real):
    """A button at each copies its address, and says so once; the heading is called as before."""
    page.add_init_script(CLIPBOARD)
    page.goto(real + CHAPTER)
    heading = page.get_by_role("heading", name="How to do it", exact=True)
    heading.get_by_role("button").click()
    expect(page.locator("#hb-link-said")).to_have_text("Link copied")
    assert page.evaluate("copied") == f"{real}{CHAPTER}#how-to-do-it"
    page.get_by_role("button", name=re.compile("^Copy link ?: In the two days after")).click()
    expect(page.locator(".hb-checklist__link").first).to_have_attribute("data-hb-said", "Link copied")
    assert page.evaluate("copied") == f"{real}{CHAPTER}#answer-a-not-yet"


@pytest.mark.parametrize("can_share", [True, False], ids=["shared", "copied"])
def test_a_finger_shares_a_link_or_copies_it(page, real, can_share):
    """Where fingers point, the button at a heading is seen: it hands the heading's title and address to the share sheet, or copies the address."""
    page.add_init_script(CLIPBOARD)
    page.add_init_script(
        f"Object.defineProperty(navigator, 'share', {{ value: {'async (data) => { window.shared = data; }' if can_share else 'undefined'} }});"
    )
    page.add_init_script("const ask = matchMedia; window.matchMedia = (query) => query === '(pointer: coarse)' ? { matches: true } : ask.call(window, query);")
    page.goto(real + CHAPTER)
    page.get_by_role("heading", name="How to do it", exact=True).get_by_role("button").click()
    url = f"{real}{CHAPTER}#how-to-do-it"
    if can_share:
        assert page.evaluate("shared") == {"title": "How to do it", "url": url}
        page.locator(".hb-checklist__link").first.click()
        assert page.evaluate("shared.url") == f"{real}{CHAPTER}#answer-a-not-yet"
    else:
        expect(page.locator("#hb-link-said")).to_have_text("Link copied")
        assert page.evaluate("copied") == url


def test_the_list_of_keys_opens_and_can_be_switched_off(page, real):
    """A question mark opens the list, but not while something is typed, nor once it is switched off there."""
    page.goto(real + CHAPTER)
    page.locator(".hb-link").first.wait_for(state="attached")
    field = page.locator("textarea.hb-answer:visible").first
    field.press("?")
    expect(field).to_have_value("?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator("h1").click()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Ctrl+K")
    dialog.get_by_role("checkbox", name="Open this list with ?").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.goto(real + "guide/use/")
    expect(page.locator(".hb-keys input")).not_to_be_checked()
