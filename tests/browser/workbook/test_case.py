"""The case for a role: made from what the reader has written, and handed over as it is shown."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.support import page_actions
from tests.support.accessibility import findings_by_day_and_night

CASE = "workbook/case/"
OLD, NEW = "evidence.20260501t080000-abcd", "evidence.20260601t080000-abcd"


def entry(value: object) -> dict[str, Any]:
    """Return an entry of June."""
    return {"value": value, "at": "2026-06-01T08:00:00.000Z"}


ENTRIES = {
    OLD: entry("Walked <b>both</b> groups over the pass."),
    f"{OLD}.who": entry("Hanna"),
    f"{OLD}.for": entry("walk-in-step"),
    NEW: entry("A secret apricot."),
    f"{NEW}.private": entry(True),
}


def come(page: Page, site: str, entries: dict[str, Any]) -> None:
    """Open the page as a reader who has written ``entries``."""
    page_actions.prepare(page, site, page_actions.document(entries))
    page.goto(site + CASE)
    expect(page.locator("hb-case[data-hb-on]")).to_be_visible()


def test_a_case_is_made_line_by_line_and_leaves_as_it_is_shown(page: Page, site: str) -> None:
    """A reader takes in an expectation and a line of their own, orders them, puts evidence to one, names the gap, and gets the same page as a file; what is taken out comes back."""
    come(page, site, ENTRIES)
    expect(page.locator(".hb-pack__example")).to_be_visible()  # an empty page shows what it's for
    page.get_by_label("From a list").select_option("walk-in-step")
    page.get_by_role("button", name="Add", exact=True).click()
    line = page.locator(".hb-case__line").first
    expect(line.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(line.locator(".hb-pack__box")).to_have_count(2)
    expect(line.locator(f'.hb-pack__box[value="{NEW}"]')).to_be_disabled()  # private
    line.locator(f'.hb-pack__box[value="{OLD}"]').check()
    line.get_by_label("What’s still missing", exact=True).fill("Only once.")
    page.get_by_role("textbox", name="The role you want, and by when").fill("Staff walker")
    page.get_by_label("In your own words", exact=True).fill("Finds the way in fog.")
    page.keyboard.press("Enter")
    view = page.locator('hb-case [data-hb-part="view"]')
    for words in (
        "Staff walker",
        "1 with evidence that someone else saw and 1 still to show",
        "Walked <b>both</b> groups",
        "Hanna",
        "Only once.",
        "Finds the way in fog.",
    ):
        expect(view).to_contain_text(words)
    expect(view).not_to_contain_text("apricot")
    assert not findings_by_day_and_night(page)

    text = page_actions.downloaded(page, "save-html")
    assert "Walked &lt;b&gt;both&lt;/b&gt; groups" in text and "apricot" not in text and "<script" not in text

    titles = page.locator(".hb-case__expected")
    page.get_by_role("button", name="Move up: Finds the way in fog.").press("Enter")
    expect(titles).to_have_text(["Finds the way in fog.", "Walks in step"])
    expect(view.get_by_role("heading")).to_contain_text(["Finds the way in fog.", "Walks in step"])
    expect(page.get_by_role("button", name="Move down: Finds the way in fog.")).to_be_focused()
    expect(page.get_by_text("Now line 1 of 2.")).to_be_visible()
    page.keyboard.press("Enter")
    expect(titles).to_have_text(["Walks in step", "Finds the way in fog."])

    page.get_by_role("button", name="Remove from case: Walks in step").click()
    expect(page.locator(".hb-case__line")).to_have_count(1)
    expect(view).not_to_contain_text("Only once.")
    page.keyboard.press("Enter")  # undo
    expect(view).to_contain_text("Only once.")


def test_a_case_is_there_again_and_prints_alone(page: Page, site: str) -> None:
    """After a visit elsewhere the case is as it was; on paper there is the page and nothing around it, or a blank one."""
    come(page, site, ENTRIES | {"case.walk-in-step": entry(True), "case.walk-in-step.chosen": entry(OLD)})
    page.evaluate("window.print = () => {}")
    page.locator('[data-hb-action="print"]').click()
    page.emulate_media(media="print")
    expect(page.locator("hb-case .hb-paper")).to_contain_text("Walked <b>both</b> groups")
    for gone in (".hb-case__lines", ".hb-case__sheet", "h1"):
        expect(page.locator(gone)).to_be_hidden()
    page.emulate_media(media="screen")
    page.locator('[data-hb-action="print-blank"]').click()
    page.emulate_media(media="print")
    expect(page.locator(".hb-case__blank").first).to_be_visible()
    expect(page.locator("hb-case .hb-paper")).to_be_hidden()
