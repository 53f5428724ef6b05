"""A reading group's page: the dates, the invitation that is copied, and the timer that is projected."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

GROUP = "guide/lead-a-group/"
pytestmark = [pytest.mark.context(now="2026-11-23T10:00:00Z", timezone_id="UTC", locale="en-GB"), pytest.mark.chromium_only("the clipboard can be read there")]


def open_group(page: Page, real: str) -> None:
    """Open the page, with its scripts running."""
    page.goto(real + GROUP)
    expect(page.locator("[data-hb-group=people]")).to_be_visible()


def test_a_facilitator_prepares_a_session(page: Page, real: str, context: BrowserContext) -> None:
    """The first date gives all the others; the invitation is copied whole, and what I set is there after a reload."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_group(page, real)
    first, day = page.locator("#session-1"), page.locator("[data-hb-group=day]")
    first.locator("[data-hb-action=copy-invitation]").click()
    expect(first.locator("[role=status]")).to_have_text("Copied without a date. Choose one above, then copy it again.")
    day.first.fill("2026-12-01")
    expect(day.nth(1)).to_have_value("2026-12-15")
    page.locator("[data-hb-group=people]").fill("8")
    page.locator("[data-hb-group=manager]").check()
    second = page.locator("#session-2")
    second.locator("[data-hb-action=copy-invitation]").click()
    expect(second.locator("[role=status]")).to_have_text("Copied")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("Session 2 of 6: ") and "Tuesday, 15 December 2026" in text and f"{real}chapters/thinking-like-a-leader/" in text
    assert "0–6  " in text and "One of us manages" in text and "{" not in text
    with page.expect_download() as saved:
        second.locator("[data-hb-action=save-invitation]").click()
    assert saved.value.suggested_filename == "product-leader-session-2-2026-12-15.ics"  # the day we meet, not today
    page.reload()
    expect(second.locator("[data-hb-part=print]")).to_have_text("Print for 8")
    expect(day.nth(1)).to_have_value("2026-12-15")
    second.locator("[data-hb-part=print]").click()
    expect(page.locator(".hb-kit__count")).to_have_text("1 page each, 8 in all for 8 people.")
    expect(page.get_by_role("button", name="Print", exact=True)).to_be_in_viewport()


def test_the_timer_by_keyboard(page: Page, real: str) -> None:
    """Space starts and pauses it, a clicker's keys go on and back, each step is said once, and it opens where it was."""
    open_group(page, real)
    button = page.locator("#session-2 [data-hb-action=open-timer]")
    button.click()
    timer, said = page.get_by_role("dialog"), page.locator(".hb-timer [role=status]")
    expect(said).to_have_text("Step 1 of 8: Rules, and your last plan, 6 min.")
    page.keyboard.press("Space")
    expect(timer.get_by_role("button", name="Pause")).to_be_focused()
    page.keyboard.press("PageDown")
    expect(said).to_have_text("Step 2 of 8: What stayed with you, 8 min.")
    expect(timer.locator("[aria-current=step]")).to_contain_text("What stayed with you")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(timer.get_by_role("timer")).to_have_text("8:00")
    page.keyboard.press("Escape")
    expect(timer).to_have_count(0)
    expect(button).to_be_focused()
    page.reload()
    button.click()
    expect(said).to_have_text("Step 2 of 8: What stayed with you, 8 min.")


@pytest.mark.without_scripts
def test_without_scripts_the_page_says_what_works(page: Page, real: str) -> None:
    """The text above speaks of buttons that aren't there, so the page says how to send the invitation and keep time without them."""
    page.goto(real + GROUP)
    expect(page.locator("hb-group noscript p")).to_contain_text("there’s no copying and no timer here")
    expect(page.locator("hb-group noscript p")).to_be_visible()
    first = page.locator("#session-1")
    expect(first.get_by_role("button", name="Timer")).to_be_hidden()
    first.get_by_text("Invitation", exact=True).click()
    expect(first.locator("[data-hb-part=invitation]")).to_be_visible()
