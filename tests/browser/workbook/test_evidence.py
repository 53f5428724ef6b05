"""The evidence page: what a reader can show, gathered, sorted, and added from any page."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.workbook.test_import import paste
from tests.support import page_actions
from tests.support.accessibility import findings_by_day_and_night

PAGE = "workbook/evidence/"
OWN = "evidence.20261118t090000-ab12"
SESSION = "assessment.20261101t080000-abcd"
pytestmark = pytest.mark.context(now="2026-11-23T10:00:00Z", viewport={"width": 1280, "height": 800})


def _entries() -> dict[str, Any]:
    values = {
        "read-the-first-step": True,
        "read-the-first-step.evidence": "Read it to <b>Roe</b>.",
        "read-the-first-step.evidence.who": "Roe",
        "read-the-first-step.evidence.on": "2026-11-20",
        "name-the-next-step": "The left door.",
        OWN: "Spoke for Doe.",
        f"{OWN}.who": "Doe, Roe",
        f"{OWN}.private": True,
        f"{SESSION}.done": True,
        f"{SESSION}.walk-in-step": "2",
        "view.1a2b.date": "2026-11-02T10:00:00.000Z",
        "view.1a2b.by": "Ada",
        "view.1a2b.walk-in-step": "3",
        "view.1a2b.walk-in-step.evidence": "Walked with us in May.",
    }
    return {id: page_actions.entry(value, at="2026-06-01T10:00:00.000Z") for id, value in values.items()}


def open_page(page: Page, site: str, entries: dict[str, Any] | None = None) -> None:
    """Open the page with what a reader has written."""
    page_actions.prepare(page, site, page_actions.document(_entries() if entries is None else entries))
    page.goto(site + PAGE)
    expect(page_actions.action(page, "add")).to_be_visible()


def _row(page: Page, key: str) -> Locator:
    return page.locator(f'[data-hb-key="{key}"]')


def test_evidence_is_gathered_sorted_and_accepted(page: Page, site: str) -> None:
    """I see everything I've written, where I've nothing recent, and what others saw once I accept it; and I take all of it along but what is private."""
    open_page(page, site)
    page.evaluate("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }")
    assert page.locator("[data-hb-part=rows] .hb-evidence__text").all_text_contents() == ["Read it to <b>Roe</b>.", "Spoke for Doe.", "The left door."]
    expect(page.locator("[data-hb-part=gaps]")).to_contain_text("Looks where it goes")
    page_actions.action(page, "accept").click()
    page_actions.await_value(page, "view.1a2b.walk-in-step.evidence.accepted", True)
    expect(_row(page, "view.1a2b.walk-in-step.evidence")).to_contain_text("Written by Ada")
    expect(page_actions.action(page, "accept")).to_have_count(0)
    page.get_by_label("Kind of trust", exact=True).check()
    page.get_by_label("Kind of trust: Read it to <b>Roe</b>.").select_option("integrity")
    page_actions.await_value(page, "read-the-first-step.evidence.trust", "integrity")
    assert page.locator(".hb-evidence__month").all_text_contents() == ["Integrity 1 piece", "Not sorted yet 3 pieces"]
    page_actions.action(page, "copy-markdown").click()
    copied = page.evaluate("window.copied")
    assert "Read it to \\<b>Roe\\</b>." in copied and "_Seen by Roe · Read the first step aloud. · Walks in step · Integrity_" in copied
    assert "Spoke for Doe" not in copied
    page.goto(site + "workbook/one-to-one/")
    page.locator(".hb-pack__groups summary, .hb-pack__groups [data-hb-action]").first.wait_for(state="attached")
    offered = page.locator("[data-hb-part=groups]").evaluate("(part) => part.textContent")
    assert "Read it to <b>Roe</b>." in offered
    assert "Spoke for Doe" not in offered and "Walked with us" not in offered
    page.goto(site + "workbook/print/#mode=mine")
    expect(page.locator(".hb-kit__item > .hb-kit__said").first).to_have_text("Read it to <b>Roe</b>.")
    page.goto(site + "workbook/data/")
    expect(page.locator("hb-data-kept [data-hb-part=summary]")).to_contain_text("2 pieces of evidence")
    paste(page, page_actions.document({"read-the-first-step.evidence.who": page_actions.entry("Ada", at="2026-11-22T10:00:00.000Z")}))
    expect(page.locator("hb-data-import")).to_contain_text("Evidence, seen by: Read the first step aloud.")


def test_a_line_is_changed_deleted_and_brought_back(page: Page, site: str) -> None:
    """I change a line where it stands, delete it, and get it back as it was."""
    open_page(page, site)
    row = _row(page, OWN)
    row.get_by_role("button", name="Edit").click()
    expect(row.locator("textarea")).to_be_focused()
    row.locator("textarea").fill("Spoke for Doe and Roe.")
    row.get_by_label("What it shows").select_option("walk-in-step")
    row.get_by_role("button", name="Done").click()
    expect(row.get_by_role("button", name="Edit")).to_be_focused()
    expect(row).to_contain_text("Walks in step")
    row.get_by_role("button", name="Delete").click()
    expect(row).to_have_count(0)
    page_actions.action(page, "undo").click()
    expect(row).to_contain_text("Spoke for Doe and Roe.")
    expect(row).to_contain_text("Seen by Doe, Roe")
    page_actions.await_value(page, f"{OWN}.private", True)


def test_deleted_evidence_comes_back_as_one(page: Page, site: str) -> None:
    """What I added by hand and deleted is under Archived answers, whole, on a later visit and in a backup; in the 1:1 notes it isn't offered."""
    open_page(page, site)
    _row(page, OWN).get_by_role("button", name="Delete").click()
    expect(_row(page, OWN)).to_have_count(0)
    page_actions.await_value(page, f"record.{OWN.replace('.', '@')}", False)
    page_actions.await_value(page, f"{OWN}.who", "Doe, Roe")
    page.goto(site + "workbook/one-to-one/")
    expect(page.locator("hb-pack")).to_contain_text("Read it to")
    expect(page.locator("hb-pack")).not_to_contain_text("Spoke for Doe")
    page.goto(site + "workbook/data/")
    page.get_by_role("button", name="Restore: Evidence (Spoke for Doe.)").click()
    expect(page.get_by_role("button", name="Restore: Evidence")).to_have_count(0)
    page.goto(site + PAGE)
    expect(_row(page, OWN)).to_contain_text("Seen by Doe, Roe")


def test_evidence_is_added_from_any_page(page: Page, site: str) -> None:
    """The header's button opens one field wherever I am, and on the narrowest screen one in the contents does; what I write there is on the evidence page, dated by itself."""
    open_page(page, site, {})
    expect(page.locator("[data-hb-part=empty]")).to_contain_text("Example")
    page.goto(site + page_actions.FIRST)
    page.get_by_role("button", name="Add evidence", exact=True).click()
    dialog = page.get_by_role("dialog", name="Add evidence")
    expect(dialog.get_by_label("Evidence", exact=True)).to_be_focused()
    assert findings_by_day_and_night(page) == {}
    page.keyboard.type("Ada asked me to speak for her.")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Add evidence", exact=True)).to_be_focused()
    page.set_viewport_size({"width": 320, "height": 640})
    page.get_by_role("button", name="Contents").click()
    page.get_by_role("button", name="Add evidence", exact=True).click()
    expect(dialog.get_by_label("Evidence", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Contents")).to_be_focused()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(site + PAGE)
    expect(page.locator(".hb-evidence__row")).to_contain_text("Mon, 23 Nov 2026Ada asked me to speak for her.")
    assert findings_by_day_and_night(page) == {}


def test_much_evidence_is_searched_and_shown_in_parts(page: Page, site: str) -> None:
    """Of a year's evidence I find a line by its words, here and when I choose some for my case; only a part is drawn at once, and all of it on paper."""
    entries = {f"evidence.2026{n // 28 + 1:02}{n % 28 + 1:02}t080000-ab12": page_actions.entry(f"Piece {n}, seen.") for n in range(70)}
    open_page(page, site, entries | {"case.walk-in-step": page_actions.entry(True)})
    rows, search = page.locator("[data-hb-part=rows] .hb-evidence__row"), page.get_by_role("searchbox", name="Search your evidence")
    expect(rows).to_have_count(50)
    search.fill("SEEN 12")
    expect(rows).to_have_count(1)
    expect(page.locator("[data-hb-part=found]")).to_have_text("1 piece found")
    search.fill("")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(rows).to_have_count(70)
    page.goto(site + "workbook/case/")
    line = page.locator(".hb-case__line")
    line.locator("summary").click()
    boxes = line.locator(".hb-pack__box")
    expect(boxes).to_have_count(30)
    line.get_by_role("button", name="Show 40 more").press("Enter")
    expect(boxes).to_have_count(60)
    expect(boxes.nth(30)).to_be_focused()
    line.get_by_label("Find").fill("PIECE 42")
    expect(boxes).to_have_count(1)
