"""Earlier versions of a text, seen and brought back where it was written."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support import page_actions

PROMPT = "notice-what-changed"
WHEN, THEN = "answer-vague-feedback.when", "answer-vague-feedback.then"
NOTES = page_actions.document(
    {
        PROMPT: page_actions.entry("Two people left. Nobody asked why.", at="2026-03-02T09:05:00.000Z"),
        WHEN: page_actions.entry("they say “soon”", at="2026-03-02T09:05:00.000Z"),
        THEN: page_actions.entry("ask for a date", at="2026-03-03T09:05:00.000Z"),
    }
)


def button(page: Page, id: str) -> Locator:
    """Return the button of a block that shows earlier versions."""
    return page_actions.block(page, id).get_by_role("button", name="Earlier versions")


def write(page: Page, id: str, text: str) -> None:
    """Write a text and wait until it's stored."""
    page_actions.control(page, id).fill(text)
    page_actions.await_value(page, id, text)


def opened(page: Page, site: str) -> Locator:
    """Return the dialog, opened in a chapter, with one version."""
    page_actions.prepare(page, site, NOTES)
    page_actions.open_first(page, site)
    write(page, PROMPT, "Two people left. Nobody cried.")
    button(page, PROMPT).click()
    return page.get_by_role("dialog", name="Earlier versions")


@pytest.mark.context(viewport={"width": 390, "height": 740}, timezone_id="UTC", locale="en-GB")
def test_a_text_is_brought_back_from_its_field(page: Page, site: str) -> None:
    """Once I have changed a text, a button in its field shows what it said before, and brings it back, without losing what replaced it."""
    page_actions.prepare(page, site, NOTES)
    page_actions.open_first(page, site)
    field, dialog = page_actions.control(page, PROMPT), page.get_by_role("dialog", name="Earlier versions")
    field.focus()
    write(page, PROMPT, "Two people left. Nobody cried.")
    expect(button(page, PROMPT)).to_have_accessible_name("Earlier versions: What changed this week?")
    assert (
        button(page, PROMPT).evaluate(
            """(button) => {
          const height = document.body.scrollHeight;
          button.style.display = 'none';
          const moved = height - document.body.scrollHeight;
          button.style.display = '';
          return moved;
        }"""
        )
        == 0
    )
    expect(page.get_by_role("button", name="Earlier versions")).to_have_count(1)

    page.keyboard.press("Tab")
    expect(button(page, PROMPT)).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("What changed this week?")
    expect(dialog.get_by_role("listitem")).to_have_count(1)
    expect(dialog).to_contain_text("Monday, 2 March 2026 at 09:05 · 6\u00a0words,\u00a05\u00a0now")
    expect(dialog.locator("mark")).to_have_text(["asked why."])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(media="print")
    expect(dialog).to_be_hidden()
    page.emulate_media(media="screen")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(button(page, PROMPT)).to_be_focused()

    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Restore: Monday, 2 March 2026 at 09:05").press("Enter")
    expect(dialog).to_have_count(0)
    expect(field).to_be_focused()
    expect(field).to_have_value("Two people left. Nobody asked why.")
    expect(page_actions.status(page, PROMPT)).to_contain_text("Restored")
    page_actions.await_value(page, PROMPT, "Two people left. Nobody asked why.")
    page_actions.eventually(lambda: page_actions.stored(page)["entries"][PROMPT]["said"], "what it said then")
    button(page, PROMPT).click()
    expect(dialog.get_by_role("listitem")).to_contain_text("Two people left. Nobody cried.")
    dialog.get_by_role("button", name="Close").click()

    write(page, PROMPT, "")
    page.reload()
    page_actions.ready(page)
    field.focus()
    button(page, PROMPT).click()
    dialog.get_by_role("button", name="Restore").first.click()
    expect(field).to_have_value("Two people left. Nobody asked why.")
    page.goto(site + page_actions.SECOND)
    page_actions.ready(page)
    expect(page.locator(".hb-earlier")).to_have_count(0)


def test_both_halves_of_a_plan_share_their_versions(page: Page, site: str) -> None:
    """The two fields of a plan have one button, which names the field of each version and brings it back there."""
    page_actions.prepare(page, site, NOTES)
    page_actions.open_first(page, site)
    write(page, WHEN, "they say “later”")
    write(page, THEN, "")
    button(page, "answer-vague-feedback").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("li")).to_contain_text(["ask for a date", "they say “soon”"])
    expect(dialog.locator("li")).to_contain_text(["I will (one action)", "When (the moment that triggers it)"])
    dialog.get_by_role("button", name="Restore: I will").click()
    page_actions.await_value(page, THEN, "ask for a date")
    page_actions.eventually(lambda: page_actions.stored_value(page, WHEN), "they say “later”")


def test_a_tab_of_its_own_shows_no_versions_of_the_browser(page: Page, site: str) -> None:
    """On a shared computer, a tab that keeps everything to itself shows nothing of what the browser's owner wrote before."""
    page_actions.prepare(page, site, NOTES)
    page_actions.open_first(page, site)
    write(page, PROMPT, "Three people left.")
    expect(button(page, PROMPT)).to_be_visible()
    page.goto(site + "workbook/data/")
    expect(page.locator("hb-data-history summary")).to_have_count(1)
    page_actions.action(page, "keep-in-tab").click()
    expect(page.locator("hb-data-history [data-hb-part=how]")).to_contain_text("Earlier versions aren’t kept here")
    expect(page.locator("hb-data-history summary")).to_have_count(0)
    page_actions.open_first(page, site)
    write_in_tab = page_actions.control(page, PROMPT)
    write_in_tab.fill("mine")
    expect(page_actions.status(page, PROMPT)).to_have_text("Saved until you close this tab")
    expect(page.locator(".hb-earlier")).to_have_count(0)
