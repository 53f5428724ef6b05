"""Progress in the margin of a chapter."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support import page_actions

LIST = ["name-the-decider", "show-markup-as-text", "delegate-one-decision", "book-a-date", "ask-one-sceptic"]
PROMPTS = ["notice-what-changed", "notice-what-stayed", "notice-what-hurt"]
PLAN = ["answer-vague-feedback.when", "answer-vague-feedback.then"]


def _line(page: Page, anchor: str) -> Locator:
    return page.locator(f'hb-progress [data-hb-controls][href$="#{anchor}"]')


def _foot(page: Page) -> Locator:
    return page.locator("hb-progress [data-hb-part=foot]")


def test_the_margin_follows_what_i_do(page: Page, site: str) -> None:
    """Each practice says whether it is open, begun or done, in words as well, at once."""
    page_actions.open_first(page, site)
    line = _line(page, "check-the-first-thing")
    expect(line).to_have_attribute("data-hb-state", "open")
    page_actions.control(page, LIST[0]).check()
    expect(line).to_have_attribute("data-hb-state", "begun")
    expect(line).to_have_text("Before the first thing (started)")
    for id in LIST[1:]:
        page_actions.control(page, id).check()
    expect(line).to_have_attribute("data-hb-state", "done")
    page_actions.control(page, LIST[2]).uncheck()
    expect(line).to_have_attribute("data-hb-state", "begun")


def test_the_foot_leads_to_the_next_open_practice(page: Page, site: str) -> None:
    """One line says how far I am and takes me to the next open practice, until all is done."""
    page_actions.open_first(page, site)
    expect(_foot(page)).to_have_text("0 of 4 done · Next: Before the first thing")
    for id in LIST:
        page_actions.control(page, id).check()
    expect(_foot(page)).to_have_text("1 of 4 done · Next: Questions for you")
    _foot(page).get_by_role("link").click()
    expect(page).to_have_url(f"{site}{page_actions.FIRST}#questions-{PROMPTS[0]}")
    for id in [*PROMPTS, *PLAN]:
        page_actions.control(page, id).fill("words")
    page.locator("#take-the-left-door-choose").check()
    expect(_foot(page)).to_have_text("4 of 4 done · All the practice on this page is done")
    page_actions.control(page, PLAN[0]).fill("  \n ")
    expect(_foot(page)).to_have_text("3 of 4 done · Next: Your if-then plan")


def test_the_margin_hears_of_the_other_tab(page: Page, site: str) -> None:
    """What I do in another tab shows in this one's margin."""
    page_actions.open_first(page, site)
    other = page.context.new_page()
    page_actions.open_first(other, site)
    page_actions.control(other, PROMPTS[1]).fill("words")
    expect(_line(page, f"questions-{PROMPTS[0]}")).to_have_attribute("data-hb-state", "begun")


def test_the_margin_counts_a_renamed_line(page: Page, site: str) -> None:
    """A tick under an id that has been renamed counts in the margin too."""
    page_actions.prepare(page, site, page_actions.document({"speak-the-first-step": page_actions.entry(True)}))
    page.goto(site + page_actions.SECOND)
    expect(_line(page, "follow-the-steps")).to_have_attribute("data-hb-state", "begun")


@pytest.mark.both_browsers("what a page may still do while it is left")
def test_what_i_write_while_leaving_is_kept(page: Page, site: str) -> None:
    """Words that I have just typed are saved though I am already on the next page."""
    page_actions.open_first(page, site)
    page_actions.control(page, PROMPTS[0]).press_sequentially("last words")
    page.evaluate("document.querySelector('a[href*=\"second-steps\"]').click()")
    expect(page).to_have_url(site + page_actions.SECOND)
    page_actions.await_value(page, PROMPTS[0], "last words")
