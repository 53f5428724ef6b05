"""A checklist, a sheet and a plan that are done again: each time is a record of its own."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support import page_actions

LIST = "check-the-first-thing"
ITEMS = ["name-the-decider", "show-markup-as-text"]
SHEET = "toolkit/interview-scorecard/"
SHEET_BLOCK = "write-interview-scorecard"


def _name(page: Page) -> Locator:
    return page.locator(".hb-records__name")


def _field(page: Page, n: int = 0) -> Locator:
    return page.locator("hb-template textarea").nth(n)


def _records(page: Page, block: str) -> dict[str, object]:
    """Return the values of the entries that name a block's records."""
    return {id: entry["value"] for id, entry in page_actions.stored(page)["entries"].items() if id.split("@")[0] == f"record.{block}"}


def test_a_checklist_is_done_again(page: Page, site: str) -> None:
    """“Start a new one” gives me an empty list under a name of its own, and what I ticked before stays in the first."""
    page_actions.open_first(page, site)
    expect(page_actions.action(page, "new-record")).to_have_count(0)
    page_actions.control(page, ITEMS[0]).check()
    page_actions.block(page, LIST).locator("[data-hb-action=new-record]").click()
    expect(page_actions.control(page, ITEMS[0])).not_to_be_checked()
    expect(_name(page)).to_be_focused()
    page.keyboard.type("Week 49")
    page.keyboard.press("Enter")
    page_actions.control(page, ITEMS[1]).check()
    expect(page_actions.status(page, LIST)).to_have_text(page_actions.SAVED)
    (record,) = [id.split("@")[1] for id in _records(page, LIST)]
    assert _records(page, LIST) == {f"record.{LIST}@{record}": "Week 49"}
    page_actions.eventually(lambda: [page_actions.stored_value(page, id) for id in (*ITEMS, f"{ITEMS[1]}@{record}")], [True, None, True])

    page.reload()
    expect(_name(page)).to_have_value("Week 49")
    expect(page_actions.control(page, ITEMS[0])).not_to_be_checked()
    expect(page_actions.control(page, ITEMS[1])).to_be_checked()
    page_actions.action(page, "records").click()
    page.get_by_role("button", name="Open: The first one").click()
    expect(page_actions.control(page, ITEMS[0])).to_be_checked()
    expect(page_actions.control(page, ITEMS[1])).not_to_be_checked()
    expect(page_actions.action(page, "records")).to_be_visible()


@pytest.mark.both_browsers("the list of records is a dialog")
def test_candidates_are_compared_copied_and_deleted(page: Page, real: str) -> None:
    """Candidate after candidate gets a card; I can look at two side by side, copy one, delete one and take that back, and no word is lost."""
    page.goto(real + SHEET)
    texts = ["Runs a review", "Hires well", "Third"]
    for n, text in enumerate(texts):
        if n:
            page_actions.action(page, "new-record").click()
        if n == 1:
            expect(_name(page)).to_be_focused()
            _name(page).fill("Candidate 2")
        if n == 2:
            expect(_name(page)).to_have_value("Candidate 3")
        expect(_field(page)).to_have_value("")
        _field(page).fill(text)
    page_actions.action(page, "records").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("strong")).to_have_text(["Candidate 3", "Candidate 2", "The first one"])
    dialog.get_by_role("button", name="Compare: Candidate 3").click()
    row = dialog.get_by_role("row").nth(1)
    expect(row.get_by_role("cell")).to_have_text(["Third", "Hires well"])
    dialog.get_by_label("Compare with").select_option("The first one")
    expect(row.get_by_role("cell")).to_have_text(["Third", "Runs a review"])
    dialog.get_by_role("button", name="Back to the list").click()

    dialog.get_by_role("button", name="Delete: Candidate 3").click()
    expect(dialog.locator("strong")).to_have_text(["Candidate 2", "The first one"])
    expect(_field(page)).to_have_value("Hires well")
    expect(dialog.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(_field(page)).to_have_value("Third")
    dialog.get_by_role("button", name="Duplicate: Candidate 2").click()
    expect(_name(page)).to_have_value("Candidate 2 (copy)")
    expect(_field(page)).to_have_value("Hires well")
    _field(page).fill("Hires better")
    page_actions.action(page, "records").click()
    dialog.get_by_role("button", name="Open: Candidate 2", exact=True).click()
    expect(_field(page)).to_have_value("Hires well")
    page.wait_for_function("document.querySelector('hb-template').isConnected")
    field = _field(page).get_attribute("data-hb-id")
    values = [entry["value"] for id, entry in page_actions.stored(page)["entries"].items() if id.split("@")[0] == field]
    assert sorted(values) == sorted([*texts, "Hires better"])


def test_all_records_leave_as_one_text_and_on_paper(page: Page, site: str) -> None:
    """From the list I copy or print all of them, or what my search has found, each with its name, day, ticks and evidence, without what is private."""
    decider, markup = ITEMS
    second = "20261129t120000-ab12"
    entries = {
        decider: True,
        f"{decider}.evidence": "She decided.",
        f"{decider}.evidence.who": "Hanna",
        f"{decider}.evidence.on": "2026-11-20",
        f"record.{LIST}@{second}": "Week 49",
        f"{markup}@{second}": True,
        f"{markup}.evidence@{second}": "Nobody’s business.",
        f"{markup}.evidence.private@{second}": True,
    }
    page_actions.prepare(page, site, page_actions.document({id: page_actions.entry(value) for id, value in entries.items()}))
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } })")
    page.add_init_script("window.print = () => { window.printed = document.querySelector('.hb-records__paper').textContent; }")
    page_actions.open_first(page, site)
    page_actions.action(page, "records").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Copy all as Markdown").click()
    expect(dialog.get_by_role("status")).to_have_text("Copied, without private texts.")
    shown, title = page.locator(f"#{LIST} .hb-item__text").all_inner_texts(), page.locator(f"#{LIST}-title").inner_text()
    labels = {id: page_actions.control(page, id).evaluate("(box) => box.labels[0].innerText") for id in ITEMS}
    evidence = "\n  She decided. (20 November 2026 · seen by Hanna)"
    newest = "\n".join(f"- [{'x' if label == labels[markup] else ' '}] {label}" for label in shown)
    first = "\n".join(f"- [x] {label}{evidence}" if label == labels[decider] else f"- [ ] {label}" for label in shown)
    assert page.evaluate("copied") == f"# {title}\n\n## Week 49 · 29 November 2026\n\n{newest}\n\n## The first one\n\n{first}\n"
    dialog.get_by_role("button", name="Copy the open one").click()
    page.wait_for_function("(text) => copied === text", arg=f"# {title}\n\n## The first one\n\n{first}\n")
    dialog.get_by_role("button", name="Print all").click()
    printed = page.evaluate("printed")
    assert "Week 49" in printed and "She decided." in printed and "business" not in printed
    page.emulate_media(media="print")
    expect(page.locator(".hb-records__paper")).to_be_visible()
    expect(page.locator("h1").locator("visible=true")).to_have_text([title])
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".hb-records__paper")).to_have_count(0)


def test_a_plan_that_was_private_under_its_old_id_stays_private(page: Page, site: str) -> None:
    """What I made private is left out of a copy, and private in a duplicate, also once an edition has renamed the plan."""
    plan = "answer-vague-feedback"
    entries = {
        "old-plan.when": "Hanna is late",
        "old-plan.then": "wait",
        "old-plan.private": True,
        f"{plan}.when@20261129t120000-ab12": "it rains",
        f"record.{plan}@20261129t120000-ab12": "Rain",
    }
    page_actions.prepare(page, site, page_actions.document({id: page_actions.entry(value) for id, value in entries.items()}))
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } })")
    page_actions.open_first(page, site)
    for name in ("when", "then"):
        page_actions.control(page, f"{plan}.{name}").evaluate("(field, was) => { field.dataset.hbWas = was; }", f"old-plan.{name}")
    page_actions.block(page, plan).locator("[data-hb-action=records]").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Copy all as Markdown").click()
    expect(dialog.get_by_role("status")).to_have_text("Copied, without private texts.")
    copied = page.evaluate("copied")
    assert "it rains" in copied and "Hanna is late" not in copied
    dialog.get_by_role("button", name="Duplicate: The first one").click()
    expect(page_actions.control(page, f"{plan}.when")).to_have_value("Hanna is late")
    expect(page_actions.block(page, plan).locator("[data-hb-action=private]")).to_have_attribute("aria-pressed", "true")
