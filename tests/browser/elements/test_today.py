"""Today: what is due or open, on the home page and the overview. Which lines there are is tested in tests/javascript/today.test.js."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support import page_actions
from tests.support.accessibility import findings_by_day_and_night

FRIDAY = "2026-11-27T09:00:00Z"
PLAN = "answer-vague-feedback"
QUESTION = "recall-the-doors"
STEPS = ["read-the-first-step", "do-the-second-step", "do-the-third-step", "do-the-fourth-step", "do-the-fifth-step"]


def _entries() -> dict[str, Any]:
    """Return what a reader has written three weeks ago: a tick, an answer to a question that comes back, a plan, last week's list."""
    values = {
        "name-the-decider": True,
        f"{PLAN}.when": "it rains",
        f"{PLAN}.then": "walk",
        f"{PLAN}.date": "2026-11-26",
        QUESTION: "Two, I think.",
        STEPS[0]: True,
    }
    return {id: page_actions.entry(value, "2026-11-06T09:00:00.000Z") for id, value in values.items()}


def _open(page: Page, site: str, entries: dict[str, Any] | None = None, address: str = "") -> Locator:
    page.clock.set_fixed_time(FRIDAY)
    page_actions.prepare(page, site, page_actions.document(_entries() if entries is None else entries))
    page.goto(site + address)
    return page.locator("hb-today")


def _line(page: Page, kind: str) -> Locator:
    return page.locator(f"hb-today [data-hb-kind={kind}]")


def test_a_newcomer_sees_the_introduction_only(page: Page, site: str) -> None:
    """Who has written nothing, or has erased it, isn't shown any of it, nothing is fetched for it, and the icon has no number."""
    page.add_init_script("navigator.clearAppBadge = async () => { window.badge = 0; };")
    page.goto(site)
    expect(page.get_by_text("Begin with the")).to_be_visible()
    assert page.evaluate("customElements.whenDefined('hb-today').then(() => document.querySelector('hb-today').hidden)")
    page.wait_for_function("() => window.badge === 0")
    assert not page.evaluate("performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/workbook/'))")


def test_a_plan_whose_day_came_is_answered_on_the_spot(page: Page, site: str) -> None:
    """The home page asks whether the moment came; yes and one line settle it, and undo asks again."""
    _open(page, site)
    plan = _line(page, "plan")
    expect(plan).to_contain_text("When it rains, I will walk")
    plan.get_by_role("button", name="Yes").click()
    page.keyboard.type("I got wet.")
    page_actions.await_value(page, f"{PLAN}.came", "Yes. I got wet.")
    plan.get_by_role("button", name="Undo").click()
    page_actions.await_value(page, f"{PLAN}.came", "")
    page.reload()
    plan.get_by_role("button", name="Not yet").click()
    page_actions.await_value(page, f"{PLAN}.date", "2026-12-04")
    expect(plan).to_contain_text("You’ll be asked again on Friday, 4 December 2026.")
    expect(plan.get_by_role("button", name="Undo")).to_be_focused()


def test_a_question_comes_back_and_hides_the_answer_from_before(page: Page, site: str) -> None:
    """I try first, then see the chapter's answer beside my earlier one; how it came decides when it's asked again, and the earlier answer is kept."""
    _open(page, site)
    recall = _line(page, "recall")
    expect(recall).to_contain_text("How many doors were there?")
    expect(recall).not_to_contain_text("Two, I think.")
    recall.get_by_text("2 more are waiting").click()
    expect(recall.get_by_role("link", name="Who decides?")).to_have_attribute("href", "#again-recall-the-decider")
    recall.get_by_role("button", name="Answer here").click()
    expect(page_actions.control(page, QUESTION)).to_have_value("")
    page.keyboard.type("Three")
    recall.get_by_text("Compare with the chapter").click()
    expect(recall).to_contain_text("The chapter says:Three.You wrote on 6 November 2026:Two, I think.", use_inner_text=False)
    recall.get_by_role("button", name="Right away").click()
    page_actions.await_value(page, f"again.{QUESTION}", "2027-04-26")  # it was three weeks late, and came at once
    page_actions.await_value(page, QUESTION, "Three")
    recall.get_by_role("button", name="One more").click()
    expect(recall).to_contain_text("Who decides?")
    page.reload()
    expect(_line(page, "plan")).to_be_visible()
    expect(recall).to_have_count(0)  # one a day


def test_a_new_try_that_is_deleted_leaves_the_answer_from_before(page: Page, site: str) -> None:
    """Deleting what I have just tried brings back what I wrote last time."""
    _open(page, site)
    _line(page, "recall").get_by_role("button", name="Answer here").click()
    page.keyboard.type("Seven")
    page_actions.await_value(page, QUESTION, "Seven")
    page_actions.control(page, QUESTION).fill("")
    page_actions.await_value(page, QUESTION, "Two, I think.")
    expect(page_actions.control(page, QUESTION)).to_have_value("")


def test_the_weekly_list_starts_anew_each_week(page: Page, site: str) -> None:
    """On my day the list is begun in a record of this week; what I ticked another week stays in its own."""
    _open(page, site, address="workbook/")
    weekly = _line(page, "weekly")
    expect(weekly).to_contain_text("Last done on 6 November 2026")
    weekly.get_by_role("button", name="Start this week’s").click()
    boxes = weekly.get_by_role("checkbox")
    expect(boxes).to_have_count(5)
    expect(weekly.get_by_role("checkbox", checked=True)).to_have_count(0)
    boxes.first.check()
    expect(weekly.locator("[data-hb-part=status]")).to_have_text(page_actions.SAVED)
    entries = page_actions.stored(page)["entries"]
    [named] = [id for id in entries if id.startswith("record.follow-the-steps@")]
    assert entries[named]["value"] == "Week of 27 November"
    assert entries[f"{STEPS[0]}@{named.split('@')[1]}"]["value"] is True
    assert entries[STEPS[0]]["at"].startswith("2026-11-06")


def test_all_of_it_can_be_put_off_or_turned_off(page: Page, site: str) -> None:
    """A line that I put off is gone for a week, undo brings it back, and one switch turns everything off, here and on the home page; the icon shows how many have a day."""
    page.add_init_script("navigator.setAppBadge = async (n) => { window.badge = n; }; navigator.clearAppBadge = async () => { window.badge = 0; };")
    _open(page, site, address="workbook/")
    step = _line(page, "step")
    expect(step.get_by_role("link")).to_have_attribute("href", f"{site}{page_actions.FIRST}#show-markup-as-text")
    assert findings_by_day_and_night(page) == {}
    step.get_by_role("button", name="Not this week").click()
    expect(step).to_contain_text("Put off until Friday, 4 December 2026.")
    assert page.evaluate("badge") == 3  # a plan, a question, the weekly list
    step.get_by_role("button", name="Undo").click()
    expect(step.get_by_role("checkbox")).to_be_visible()
    page.get_by_text("Settings").click()
    page.get_by_label("Weekly list on").select_option("Sunday")
    page_actions.await_value(page, "weekly.day", "7")
    page_actions.action(page, "today-off").click()
    expect(page_actions.action(page, "today-on")).to_be_focused()
    expect(page.locator("hb-today li").locator("visible=true")).to_have_count(0)
    assert page.evaluate("badge") == 0
    page.goto(site)
    expect(page.locator("hb-today")).to_be_hidden()
    page.goto(site + "workbook/")
    page_actions.action(page, "today-on").click()
    expect(_line(page, "plan")).to_be_visible()


def test_a_calendars_link_leads_to_the_question(page: Page, site: str) -> None:
    """An event of the calendar file opens the overview at the question, even before its day; from there I can go to one that waits."""
    entries = _entries() | {"again.recall-the-decider": page_actions.entry("2026-12-24")}
    _open(page, site, entries, "workbook/#again-recall-the-decider")
    expect(_line(page, "recall")).to_contain_text("Who decides?")
    expect(_line(page, "recall")).to_be_in_viewport()
    page.get_by_text("2 more are waiting").click()
    _line(page, "recall").get_by_role("link", name="How many doors were there?").press("Enter")
    expect(_line(page, "recall").locator(".hb-today__said").first).to_have_text("How many doors were there?")
    expect(_line(page, "recall").get_by_role("button", name="Answer here")).to_be_focused()


@pytest.mark.context(viewport={"width": 320, "height": 640})
def test_nothing_is_wider_than_a_narrow_page(page: Page, site: str) -> None:
    """On a narrow phone nothing scrolls sideways."""
    _open(page, site)
    expect(_line(page, "next")).to_have_count(0)
    expect(_line(page, "plan")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
