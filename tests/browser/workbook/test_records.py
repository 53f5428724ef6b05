"""What has been done more than once, on every page of the workbook."""

import json

from playwright.sync_api import Page, expect

from tests.browser.workbook.test_data import erase
from tests.browser.workbook.test_encryption import paste
from tests.support import page_actions
from tests.support.page_actions import entry

KOFI, PRIYA, ADA = "20261101t100000-aaaa", "20261120t100000-bbbb", "20261122t100000-cccc"
PROGRESS = f"handbook:{page_actions.HANDBOOK}:progress"
CARD, LIST, PLAN = "write-interview-scorecard", "hand-over-a-decision", "leave-one-question"
ROLE, ITEM = "name-role-and-row", "confirm-it-is-yours-to-give"
ENTRIES = {
    ITEM: entry(True),
    f"{ITEM}@{KOFI}": entry(True, at="2026-11-01T10:00:00.000Z"),
    f"record.{LIST}@{KOFI}": entry("Refunds"),
    ROLE: entry("Hanna’s row"),
    "record." + CARD: entry("Hanna"),
    f"{ROLE}@{KOFI}": entry("Kofi’s row"),
    f"record.{CARD}@{KOFI}": entry("Kofi"),
    f"{ROLE}@{PRIYA}": entry("Priya’s row"),
    f"record.{CARD}@{PRIYA}": entry(False, said="Priya"),
    f"{PLAN}.when": entry("I want to rewrite"),
    f"{PLAN}.then": entry("ask one question"),
    f"{PLAN}.came": entry("I asked"),
    f"record.{PLAN}@{KOFI}": entry("Second"),
    f"{PLAN}.when@{KOFI}": entry("the deck is bad"),
    f"{PLAN}.date@{KOFI}": entry("2031-01-05"),
}


def test_the_workbook_knows_every_record(page: Page, real: str) -> None:
    """The overview counts the times; a link opens the right plan; pack and print kit take the open one or all; a deleted one is in the archive only, and comes back from there, in a later visit too."""
    page_actions.prepare(page, real, page_actions.document(ENTRIES))
    page.clock.set_fixed_time("2031-01-02T10:00:00Z")
    page.goto(real + "workbook/")
    again = page.locator("[data-hb-part=again-list] li")
    expect(again).to_contain_text(["Before you hand over a decision", "Thinking like a leader", "Interview scorecard"])
    expect(again.first).to_contain_text("2 times, last on 1 November 2026")
    expect(page.locator("[data-hb-part=last-list]")).not_to_contain_text("Priya")
    page.locator("[data-hb-part=due-list] a").click()
    plan = page.locator(f"#{PLAN}")
    expect(plan.locator("textarea").first).to_have_value("the deck is bad")
    expect(plan.locator("[data-hb-part=day]")).to_have_value("2031-01-05")
    expect(page_actions.control(page, f"{PLAN}.came")).to_have_value("")

    page.goto(real + "workbook/one-to-one/")
    groups = page.locator("[data-hb-part=groups]")
    expect(groups).to_contain_text("the deck is bad")
    expect(groups).not_to_contain_text("I want to rewrite")
    page.get_by_label("Also show what").check()
    expect(groups).to_contain_text("I want to rewrite")
    expect(groups).to_contain_text("Kofi’s row")
    expect(groups).not_to_contain_text("Priya")

    page.goto(real + "workbook/print/#kinds=sheets&mode=mine")
    expect(page.locator(".hb-kit__said")).to_have_text(["Hanna’s row"])
    page.locator("[data-hb-kit=each]").check()
    expect(page.locator(".hb-kit__record")).to_have_text(["Hanna", "Kofi"])
    expect(page.locator(".hb-kit__said")).to_have_text(["Hanna’s row", "Kofi’s row"])
    page.locator("[data-hb-kit=mode][value=blank]").check()
    expect(page.locator(".hb-kit__record")).to_have_count(0)

    page.goto(real + "workbook/data/")
    expect(page.locator("hb-data-archive")).to_be_visible()
    assert json.loads(page_actions.text_of(page, PROGRESS) or "")["thinking-like-a-leader"]["done"] == 0  # of the plan that is open
    expect(page.locator("hb-data-archive [data-hb-part=list] li")).to_have_text(
        ["Role and row (Priya)Priya’s rowFrom “Priya”, which you’ve deleted · 2 January 2026"]
    )
    paste(page, page_actions.document({f"{ROLE}@{ADA}": entry("Ada’s row"), f"record.{CARD}@{ADA}": entry("Ada")}))
    expect(page.locator(".hb-import__group")).to_have_text(["2 new here"])
    expect(page.locator("[data-hb-entry]")).to_have_count(2)
    page_actions.action(page, "import-confirm").click()
    page_actions.await_value(page, f"{ROLE}@{ADA}", "Ada’s row")
    assert page_actions.stored(page)["entries"].keys() >= ENTRIES.keys()

    page.reload()
    page.get_by_role("button", name="Restore: Interview scorecard (Priya)").click()
    expect(page.locator("hb-data-archive [data-hb-part=said]")).to_have_text("“Interview scorecard (Priya)” is back, with its answers.")
    expect(page.locator(".hb-archive__row")).to_have_count(0)
    page_actions.await_value(page, f"record.{CARD}@{PRIYA}", "Priya")

    # What the file brought last is open, as where it comes from.
    page.goto(real + "toolkit/interview-scorecard/")
    expect(page.locator("hb-template textarea").first).to_have_value("Ada’s row")


def test_records_are_carried_over_from_a_tab_and_erased(page: Page, site: str) -> None:
    """In this tab only I do a list again as anywhere; carried over, its records stand beside mine, and erasing everything leaves none."""
    block, item = "check-the-first-thing", "name-the-decider"
    page_actions.prepare(page, site, page_actions.document({item: entry(True), f"record.{block}@{KOFI}": entry("Mine"), f"{item}@{KOFI}": entry(True)}))
    page.goto(site + "workbook/data/")
    page_actions.action(page, "keep-in-tab").click()
    expect(page.locator("[data-hb-part=where]").first).to_contain_text("In this tab only")
    page_actions.open_first(page, site)
    name, box = page.locator(".hb-records__name"), page_actions.control(page, item)
    expect(box).not_to_be_checked()
    box.check()
    page_actions.block(page, block).locator("[data-hb-action=new-record]").click()
    name.fill("The tab’s")
    page.keyboard.press("Enter")
    box.check()
    expect(page_actions.status(page, block)).to_have_text("Saved until you close this tab")
    page.goto(site + "workbook/data/")
    page_actions.action(page, "keep-carry").click()
    expect(page.locator("[data-hb-part=where]").first).to_contain_text("browser’s storage")
    names = {id: each["value"] for id, each in page_actions.stored(page)["entries"].items() if id.startswith("record.")}
    assert sorted(names.values()) == ["Mine", "The tab’s"]
    page_actions.open_first(page, site)
    expect(page_actions.action(page, "records")).to_have_text("All 3")
    page.goto(site + "workbook/data/")
    erase(page)
    expect(page.locator("hb-data-erase [data-hb-part=said]")).to_contain_text("Everything has been erased")
    assert page_actions.stored(page)["entries"] == {}
    page_actions.open_first(page, site)
    expect(box).not_to_be_checked()
    box.check()
    page_actions.await_value(page, item, True)  # in the first record: no other is open
    expect(name).to_be_hidden()
