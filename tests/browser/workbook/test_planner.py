"""The plan page: all plans, next behaviours and reviews in one place, with their days."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support import page_actions
from tests.support.accessibility import NARROW, findings_by_day_and_night

NOW = "2026-11-23T10:00:00Z"  # a Monday
pytestmark = pytest.mark.context(now=NOW)

PLAN = "answer-vague-feedback"
NEXT = "walk-in-step"
PAGE = "workbook/plan/"
MARKUP = "<img src=x onerror=alert(1)> & <b>two</b>"
PAPER_ONLY = pytest.mark.chromium_only("the system's Firefox cannot be asked to show a page as on paper")
AIM = {"value": "2", "said": "I walked alone."}


def _entries(aim: dict[str, str] | None = None, **plan: object) -> dict[str, Any]:
    """Return entries: the parts of the plan by their short names, and the level aimed at."""
    own = {f"{PLAN}.{name}": page_actions.entry(value) for name, value in plan.items()}
    return own | ({f"next.{NEXT}": page_actions.entry(aim["value"], said=aim["said"])} if aim else {})


def _open(page: Page, site: str, entries: dict[str, Any] | None = None) -> None:
    """Open the page with what a reader has written."""
    page_actions.prepare(page, site, page_actions.document(entries or {}))
    _come(page, site)


def _come(page: Page, site: str) -> None:
    page.goto(site + PAGE)
    expect(_part(page, "calendar")).to_be_visible()


def _part(page: Page, name: str) -> Locator:
    return page.locator(f"hb-planner [data-hb-part={name}]")


def _day(page: Page) -> Locator:
    return page_actions.control(page, f"{PLAN}.date")


def _time(page: Page) -> Locator:
    return page.locator(f"[id='{PLAN}-time']")


def _words(page: Page, key: str = PLAN) -> Locator:
    return page.locator(f"[id='{key}-words']")


def _open_fold(page: Page) -> None:
    page.get_by_text(re.compile("^Not written yet")).click()


def _follow(page: Page, site: str, address: str) -> None:
    """Go to another page the way a click does."""
    page.evaluate("(end) => document.querySelector(`a[href$='${end}']`).click()", "/".join(["", *address.split("/")[1:]]))
    expect(page).to_have_url(site + address)


# --- Plans ---


def test_an_empty_page_invites(page: Page, site: str) -> None:
    """Before I have written anything, each part says in words what comes next, with one link at most, and counts nothing."""
    _open(page, site)
    expect(_part(page, "invitation")).to_have_text("No plans yet. One moment this week and one action are enough. Write the plan for “First steps”")
    expect(_part(page, "next-none").get_by_role("link")).to_have_attribute("href", f"{site}workbook/assessment/")
    expect(_part(page, "calendar-none")).to_be_visible()
    assert not re.search(r"\b0\b", page.locator("hb-planner").inner_text())
    _part(page, "invitation").get_by_role("link").click()
    expect(page).to_have_url(f"{site}{page_actions.FIRST}#{PLAN}")


def test_written_plans_stand_first(page: Page, real: str) -> None:
    """What I have written comes first, by chapter; the rest is folded under its number."""
    page.goto(real + PAGE)
    plans = page.locator("[data-hb-plan]")
    expect(plans).to_have_count(8)
    third = plans.nth(2).get_attribute("data-hb-plan")
    page_actions.prepare(page, real, page_actions.document({f"{third}.then": page_actions.entry("say it")}))
    _come(page, real)
    expect(_part(page, "plans").locator("> li")).to_have_count(1)
    expect(plans.first).to_have_attribute("data-hb-plan", str(third))
    fold = page.locator(".hb-planner__fold")
    expect(fold.locator("summary")).to_have_text("Not written yet: 7")
    expect(fold.locator("li").first).to_be_hidden()
    expect(_part(page, "invitation")).to_be_hidden()


def test_nothing_moves_while_i_write(page: Page, site: str) -> None:
    """A plan that I begin in the fold stays there until my next visit; then it is with the others."""
    _open(page, site)
    _open_fold(page)
    page_actions.control(page, f"{PLAN}.when").press_sequentially("it rains")
    page_actions.await_value(page, f"{PLAN}.when", "it rains")
    expect(page.locator(".hb-planner__fold [data-hb-plan]")).to_have_count(1)
    expect(page_actions.control(page, f"{PLAN}.when")).to_be_focused()
    page.reload()
    expect(_part(page, "plans").locator("[data-hb-plan]")).to_have_count(1)
    expect(page.locator(".hb-planner__fold")).to_be_hidden()


def test_what_i_write_here_stands_in_the_chapter(page: Page, site: str) -> None:
    """It is one plan: what I change here is changed in the chapter, and the other way round."""
    _open(page, site, _entries(when="the old moment", then="act"))
    page_actions.control(page, f"{PLAN}.when").fill("a new moment")
    page.locator(f"[id='{PLAN}-title']").get_by_role("link").click()
    expect(page).to_have_url(f"{site}{page_actions.FIRST}#{PLAN}")
    page_actions.ready(page)  # the address changes before the page does
    expect(page_actions.control(page, f"{PLAN}.when")).to_have_value("a new moment")
    page_actions.control(page, f"{PLAN}.then").fill("another act")
    _follow(page, site, PAGE)
    # The address changes before the page does.
    expect(_part(page, "calendar")).to_be_visible()
    expect(page_actions.control(page, f"{PLAN}.then")).to_have_value("another act")
    page_actions.await_value(page, f"{PLAN}.then", "another act")
    entries = page_actions.stored(page)["entries"]
    assert entries[f"{PLAN}.when"]["said"] == "When (the moment that triggers it)"
    assert entries[f"{PLAN}.when"]["rev"] == entries[f"{PLAN}.then"]["rev"] != "0"


def test_a_plan_is_private_here_as_in_the_chapter(page: Page, site: str) -> None:
    """The switch for a private text is here too, and an earlier wording is shown."""
    _open(page, site, _entries(when="the moment", then="the act"))
    expect(page.locator("[data-hb-plan] [data-hb-part=reworded]")).to_contain_text("Reworded since you answered.")
    page.get_by_role("button", name="Private: I will (one action)").click()
    page_actions.await_value(page, f"{PLAN}.private", True)
    page.reload()
    expect(page.get_by_role("button", name="Private: I will (one action)")).to_have_attribute("aria-pressed", "true")


def test_markup_in_a_plan_is_text(page: Page, site: str) -> None:
    """Whatever is in my notes is shown as I typed it, and none of it runs."""
    _open(page, site, _entries({"value": "2", "said": MARKUP}, when=MARKUP, then=MARKUP, date="2026-12-01"))
    page.get_by_label("Include my own words").check()
    expect(_part(page, "events")).to_contain_text(f"When {MARKUP}, I will {MARKUP}.")
    expect(page.locator(f"[data-hb-behaviour='{NEXT}'] [data-hb-part=reworded]")).to_have_text(f"Reworded since you chose it. It used to say: “{MARKUP}”")
    expect(page.locator("hb-planner :is(img, b)")).to_have_count(0)


# --- Days ---


@pytest.mark.both_browsers("date and time fields")
def test_a_day_and_a_time_are_kept(page: Page, site: str) -> None:
    """A day with or without a time is kept, and is shown in words."""
    _open(page, site, _entries(when="w", then="t"))
    _day(page).fill("2026-12-01")
    page_actions.await_value(page, f"{PLAN}.date", "2026-12-01")
    expect(_words(page)).to_have_text("Tuesday, 1 December 2026: in 8 days.")
    _time(page).fill("09:00")
    page_actions.await_value(page, f"{PLAN}.date", "2026-12-01T09:00")
    expect(_words(page)).to_have_text(re.compile(r"^Tuesday, 1 December 2026, 09:00: in 8 days\.$"))
    page.reload()
    expect(_day(page)).to_have_value("2026-12-01")
    expect(_time(page)).to_have_value("09:00")
    page_actions.eventually(lambda: page_actions.stored(page)["entries"][f"{PLAN}.date"]["said"], "The day you check whether the moment has come")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2026-11-24", "Tuesday, 24 November 2026: tomorrow."),
        ("2026-11-23", "Today: has the moment come? What did you do?"),
        ("2026-11-20T08:00", "Friday, 20 November 2026, 3 days ago: did the moment come? What did you do? Choose another day, or remove this one."),
    ],
)
def test_a_day_that_has_come_asks_and_does_not_blame(page: Page, site: str, value: str, said: str) -> None:
    """On the day and after it, the page asks whether the moment came; it never calls me late."""
    _open(page, site, _entries(when="w", date=value))
    expect(_words(page)).to_have_text(said)


def _came(page: Page) -> Locator:
    return page_actions.control(page, f"{PLAN}.came")


@pytest.mark.parametrize(
    ("plan", "asked"),
    [
        ({"when": "w", "date": "2026-11-23"}, True),
        ({"when": "w", "date": "2026-11-20T08:00"}, True),
        ({"when": "w"}, True),
        ({"when": "w", "date": "2026-11-24"}, False),
        ({"date": "2026-11-20"}, False),
        ({"came": "It did."}, True),
    ],
)
def test_what_came_of_a_plan_is_asked_in_time(page: Page, site: str, plan: dict[str, str], asked: bool) -> None:
    """The page asks what came of a plan once its moment may have come, and never hides what I wrote."""
    _open(page, site, _entries(**plan))
    expect(_came(page)).to_be_visible(visible=asked)


def test_what_came_of_a_plan_is_kept_and_closes_it(page: Page, site: str) -> None:
    """A line about what came of it is kept, is private by itself, and the plan is no longer due until I set a later day."""
    _open(page, site, _entries(when="w", then="t", date="2026-11-20"))
    _came(page).fill("Monday: I asked.\nHe named one scene.")
    page_actions.await_value(page, f"{PLAN}.came", "Monday: I asked.\nHe named one scene.")
    page_actions.eventually(lambda: page_actions.stored(page)["entries"][f"{PLAN}.came"]["said"], "How it went")
    expect(_words(page)).to_have_text("Friday, 20 November 2026, 3 days ago: you’ve noted how it went. Choose the next day to check back, or remove this one.")
    page.get_by_role("button", name="Private: How it went").click()
    page_actions.await_value(page, f"{PLAN}.came.private", True)
    page_actions.eventually(lambda: page_actions.stored_value(page, f"{PLAN}.private"), None)
    page.goto(site + "workbook/")
    expect(page.locator("hb-overview[data-hb-ready] [data-hb-part=due]")).to_be_hidden()
    expect(page.locator("hb-overview [data-hb-part=last]")).to_contain_text("He named one scene.")
    page.clock.set_fixed_time("2026-12-20T10:00:00Z")
    _come(page, site)
    _day(page).fill("2026-12-19")
    expect(_words(page)).to_contain_text("did the moment come?")
    expect(_came(page)).to_have_value("Monday: I asked.\nHe named one scene.")


ONE_LOCALE = pytest.mark.chromium_only("one locale shows that Firefox has its own data")


@pytest.mark.both_browsers("locale data")
@pytest.mark.parametrize(
    ("said", "language"),
    [
        pytest.param("Tuesday, December 1, 2026: in 8 days.", "en-US", marks=pytest.mark.context(locale="en-US")),
        pytest.param("Tuesday 1 December 2026: in 8 days.", "en-AU", marks=[pytest.mark.context(locale="en-AU"), ONE_LOCALE]),
        pytest.param("Tuesday, December 1, 2026: in 8 days.", "de-DE", marks=[pytest.mark.context(locale="de-DE"), ONE_LOCALE]),
    ],
)
def test_a_day_is_written_as_the_reader_writes_it(page: Page, site: str, said: str, language: str) -> None:
    """A day follows the reader's own kind of the page's language; another language has no say in a page in English."""
    _open(page, site, _entries(when="w", date="2026-12-01"))
    assert page.evaluate("navigator.language") == language
    expect(_words(page)).to_have_text(said)


@pytest.mark.both_browsers("date and time fields")
def test_a_date_can_be_removed(page: Page, site: str) -> None:
    """One button takes the day and its time away, and leaves me where I was."""
    _open(page, site, _entries(when="w", date="2026-12-01T09:00"))
    page_actions.action(page, "remove-date").locator("visible=true").click()
    page_actions.await_value(page, f"{PLAN}.date", "")
    expect(_day(page)).to_have_value("")
    expect(_time(page)).to_have_value("")
    expect(_day(page)).to_be_focused()
    expect(_words(page)).to_be_empty()
    expect(page_actions.action(page, "remove-date").locator("visible=true")).to_have_count(0)


@pytest.mark.both_browsers("date and time fields")
def test_half_a_date_is_not_kept_and_not_wiped(page: Page, site: str) -> None:
    """While I type a date part by part nothing is lost: the page says what is missing and keeps the earlier day."""
    _open(page, site, _entries(when="w", date="2026-12-01"))
    _day(page).focus()
    page.keyboard.press("Backspace")
    expect(_words(page)).to_have_text("Not saved yet. Enter the whole date, with four digits for the year.")
    page_actions.eventually(lambda: page_actions.stored_value(page, f"{PLAN}.date"), "2026-12-01")
    page_actions.control(page, f"{PLAN}.when").focus()
    expect(_day(page)).to_have_value("2026-12-01")
    expect(_words(page)).to_have_text("Tuesday, 1 December 2026: in 8 days.")


@pytest.mark.both_browsers("date and time fields")
def test_whatever_sets_a_day_is_believed(page: Page, site: str) -> None:
    """A day that an extension or a password manager fills in is kept, whichever event announces it or none, and nothing is written over it."""
    _open(page, site, _entries(when="a question", then="I wait"))
    for day, events in (("2026-12-01", ["change"]), ("2026-12-02", ["input"]), ("2026-12-03", [])):
        _day(page).evaluate(
            "(field, [day, events]) => { field.value = day; for (const type of events) field.dispatchEvent(new Event(type, {bubbles: true})); }", [day, events]
        )
        if not events:  # the next change draws the page anew
            page_actions.control(page, f"{PLAN}.then").fill("I wait a moment")
        page_actions.await_value(page, f"{PLAN}.date", day)
        expect(_day(page)).to_have_value(day)


def test_a_time_needs_a_day(page: Page, site: str) -> None:
    """A time without a day is not a date: the page says so, and saves both once I add the day."""
    _open(page, site, _entries(when="w"))
    _time(page).fill("09:00")
    expect(_words(page)).to_have_text("Not saved yet. A time needs a day.")
    page_actions.eventually(lambda: page_actions.stored_value(page, f"{PLAN}.date"), None)
    _day(page).fill("2026-12-01")
    page_actions.await_value(page, f"{PLAN}.date", "2026-12-01T09:00")


def test_another_tab_shows_the_new_day(context: Any, page: Page, site: str) -> None:
    """A day that I set in one tab shows in the other, unless I am changing it there."""
    _open(page, site, _entries(when="w", date="2026-12-01"))
    other = context.new_page()
    _come(other, site)
    _day(other).fill("2026-12-08")
    expect(_day(page)).to_have_value("2026-12-08")
    expect(_words(page)).to_have_text("Tuesday, 8 December 2026: in 15 days.")


def test_opening_the_page_speaks_nothing(page: Page, site: str) -> None:
    """A screen reader is not told all my dates on arrival; it hears the one that I change."""
    _open(page, site, _entries(when="w", date="2026-12-01"))
    expect(_words(page)).to_have_attribute("aria-live", "off")
    _day(page).fill("2026-12-02")
    expect(_words(page)).to_have_attribute("aria-live", "polite")


# --- Next behaviours ---


def test_the_next_behaviour_shows_where_it_leads(page: Page, site: str) -> None:
    """A behaviour that I chose shows the level I work towards and the one before it, and keeps its own day."""
    _open(page, site, _entries(AIM))
    item = page.locator(f"[data-hb-behaviour='{NEXT}']")
    expect(item).to_contain_text("You’re working towards level 2")
    expect(item.locator("[data-hb-part=aim]")).to_have_text("I walked alone.")
    expect(item.locator("[data-hb-part=below]")).to_have_text("I walked when pushed.")
    expect(item.locator("[data-hb-part=reworded]")).to_be_hidden()
    expect(item.get_by_role("link", name="Walks in step")).to_have_attribute("href", f"{site}{page_actions.SECOND}#{NEXT}")
    expect(page.locator("[data-hb-behaviour]").locator("visible=true")).to_have_count(1)
    page_actions.control(page, f"next.{NEXT}.date").fill("2026-12-01")
    page_actions.await_value(page, f"next.{NEXT}.date", "2026-12-01")
    page.reload()
    expect(_words(page, f"next-{NEXT}")).to_have_text("Tuesday, 1 December 2026: in 8 days.")


def test_a_next_behaviour_can_be_taken_away_and_brought_back(page: Page, site: str) -> None:
    """Taking one away takes its day along, and one press brings both back; the focus never gets lost."""
    _open(page, site, _entries(AIM) | {f"next.{NEXT}.date": page_actions.entry("2026-12-01")})
    page_actions.action(page, "take-away").locator("visible=true").focus()
    page.keyboard.press("Enter")
    page_actions.await_value(page, f"next.{NEXT}", "")
    page_actions.await_value(page, f"next.{NEXT}.date", "")
    expect(_part(page, "next-none")).to_be_visible()
    expect(page_actions.action(page, "undo")).to_be_focused()
    page.keyboard.press("Enter")
    page_actions.await_value(page, f"next.{NEXT}", "2")
    expect(page_actions.control(page, f"next.{NEXT}.date")).to_have_value("2026-12-01")
    expect(page_actions.action(page, "take-away").locator("visible=true")).to_be_focused()
    page_actions.eventually(lambda: page_actions.stored(page)["entries"][f"next.{NEXT}"]["said"], "I walked alone.")


@pytest.mark.parametrize("value", ["0", "5", "x", "", True, "2 "])
def test_a_level_that_is_none_shows_nothing(page: Page, site: str, value: object) -> None:
    """A level that does not exist, from a file of somebody else's making, is not shown and breaks nothing."""
    _open(page, site, {f"next.{NEXT}": page_actions.entry(value)})
    expect(_part(page, "next-none")).to_be_visible()
    expect(page.locator("[data-hb-behaviour]").locator("visible=true")).to_have_count(0)


# --- Reviews ---


def test_questions_come_back_on_three_days(page: Page, site: str) -> None:
    """A tick brings a chapter's questions back on the days I see; another first day moves them, and no tick ends it."""
    _open(page, site)
    box = page.get_by_role("checkbox", name="First steps")
    box.check()
    page_actions.await_value(page, "review.first-steps", "2026-11-23")
    days = page.locator("[data-hb-review=first-steps] [data-hb-days]")
    expect(days).to_have_text(["Wed, 25 Nov 2026", "Mon, 30 Nov 2026", "Mon, 21 Dec 2026"])
    page.locator("[id=review-first-steps-day]").fill("2027-02-27")
    expect(days).to_have_text(["Mon, 1 Mar 2027", "Sat, 6 Mar 2027", "Sat, 27 Mar 2027"])
    page.reload()
    expect(box).to_be_checked()
    expect(page.locator("[id=review-first-steps-day]")).to_have_value("2027-02-27")
    box.uncheck()
    page_actions.await_value(page, "review.first-steps", "")
    expect(days.first).to_be_hidden()


def test_emptying_the_first_day_takes_no_tick_away(page: Page, site: str) -> None:
    """While I type another first day, the tick and the day before stay."""
    _open(page, site, {"review.first-steps": page_actions.entry("2026-12-01")})
    day = page.locator("[id=review-first-steps-day]")
    day.fill("")
    expect(page.locator("[id=review-first-steps-words]")).to_contain_text("Not saved yet.")
    day.blur()
    expect(day).to_have_value("2026-12-01")
    expect(page.get_by_role("checkbox", name="First steps")).to_be_checked()


# --- The page as a whole ---


def test_the_page_works_by_keyboard(page: Page, site: str) -> None:
    """From the sentence to its day, to the reviews and to the file: every control is reached by Tab and pressed by key."""
    _open(page, site, _entries(AIM, when="w", then="t", date="2026-12-01") | {"review.first-steps": page_actions.entry("2026-11-23")})
    expect(page_actions.action(page, "new-record")).to_be_visible()
    page.locator(f"[id='{PLAN}-title']").get_by_role("link").focus()
    reached: list[str] = []
    while "save-calendar" not in reached and len(reached) < 80:
        page.keyboard.press("Tab")
        here = page.evaluate("({id, dataset}) => dataset.hbId ?? dataset.hbAction ?? id", page.evaluate_handle("document.activeElement"))
        reached += [] if here in reached[-1:] else [here]
    wanted = [
        f"{PLAN}.when",
        f"{PLAN}.then",
        "private",
        "new-record",
        f"{PLAN}.date",
        f"{PLAN}-time",
        "remove-date",
        "",
        f"next.{NEXT}.date",
        f"next-{NEXT}-time",
        "take-away",
    ]
    wanted += ["review.first-steps", "review-first-steps-day", "review.second-steps", "planner-alarm-start", "planner-words", "save-calendar"]
    assert reached == wanted
    page_actions.control(page, "review.second-steps").focus()
    page.keyboard.press("Space")
    page_actions.await_value(page, "review.second-steps", "2026-11-23")


def test_going_back_and_forth_doubles_nothing(page: Page, site: str) -> None:
    """After five changes of page there is one of each thing, and one touch is one write."""
    _open(page, site, _entries(AIM, when="w", date="2026-12-01"))
    page.evaluate(
        "() => { window.visit = 'one'; window.asked = []; document.addEventListener('hb-command', ({detail}) => detail.name === 'write' && asked.push(detail.id)); }"
    )
    for _ in range(5):
        _follow(page, site, page_actions.FIRST)
        expect(page_actions.control(page, f"{PLAN}.when")).to_have_value("w")
        _follow(page, site, PAGE)
        expect(_part(page, "calendar")).to_be_visible()
    assert page.evaluate("window.visit") == "one", "instant navigation was off: this test has shown nothing"
    for what, count in {
        ".hb-planner__fold": 1,
        f"[id='{PLAN}-title'] a": 1,
        ".hb-private": 2,
        "[data-hb-part=events] tr": 1,
        "[data-hb-part=next-none] a": 1,
    }.items():
        expect(page.locator(what)).to_have_count(count)
    _day(page).fill("2026-12-02")
    assert page.evaluate("window.asked") == [f"{PLAN}.date"]
    page.evaluate("() => { window.files = 0; const make = URL.createObjectURL; URL.createObjectURL = (file) => { files += 1; return make.call(URL, file); }; }")
    page_actions.action(page, "save-calendar").click()
    assert page.evaluate("window.files") == 1


def test_what_was_added_goes_with_the_element(page: Page, site: str) -> None:
    """An element that leaves the page leaves the HTML as it came, so that it can come again."""
    _open(page, site, _entries(AIM, when="w", date="2026-12-01") | {"review.first-steps": page_actions.entry("2026-11-23")})
    left = page.evaluate(
        """() => {
          const planner = document.querySelector('hb-planner');
          planner.remove();
          const found = (selector) => planner.querySelectorAll(selector).length;
          return [found('.hb-planner__fold'), found('h3 a'), found('.hb-private'), found('tbody tr'), found('[data-hb-part=next-none] a'),
            found('[data-hb-behaviour]:not([hidden])'), found('[data-hb-part=calendar]:not([hidden])'), found('[data-hb-state]'), found('input:checked:not([type=radio])')];
        }"""
    )
    assert left == [0] * 9


def test_a_link_from_the_calendar_leads_to_the_plan(page: Page, real: str) -> None:
    """The address in an event opens the page at that plan, even if the plan has no words yet."""
    page.goto(real + PAGE)
    last = str(page.locator("[data-hb-plan]").last.get_attribute("data-hb-plan"))
    page.goto(real + page_actions.PLAIN)
    page.goto(f"{real}{PAGE}#{last}")
    expect(page.locator(".hb-planner__fold")).to_have_attribute("open", "")
    expect(page_actions.control(page, f"{last}.when")).to_be_in_viewport()


@pytest.mark.both_browsers("form controls without scripts")
@pytest.mark.without_scripts
def test_without_scripts_it_is_a_sheet_to_print(page: Page, site: str) -> None:
    """With scripts off, each plan has its purpose and lines to write on, and nothing is shown that would not work."""
    page.goto(site + PAGE)
    expect(page.get_by_text("For the next vague word.")).to_be_visible()
    for id in (f"{PLAN}.when", f"{PLAN}.then"):
        expect(page_actions.control(page, id)).to_be_visible()
    expect(_part(page, "calendar")).to_be_hidden()
    expect(page.locator("hb-planner button").locator("visible=true")).to_have_count(0)


@PAPER_ONLY
@pytest.mark.without_scripts
def test_without_scripts_the_paper_has_lines(page: Page, site: str) -> None:
    """The printed sheet has room to write: two lines for each half of a plan, and a line for its day."""
    page.goto(site + PAGE)
    page.emulate_media(media="print")
    box = page_actions.control(page, f"{PLAN}.when").bounding_box()
    assert box is not None and box["height"] >= 40
    expect(_day(page)).to_be_visible()
    expect(page.get_by_role("heading", name="When a date is wrong")).to_be_visible()
    expect(page.locator("[data-hb-days]").first).to_have_css("border-bottom-style", "solid")


@PAPER_ONLY
def test_on_paper_plans_are_sentences(page: Page, site: str) -> None:
    """Printed, my plan is a sentence with its day; no field, no button and nothing empty is on the paper."""
    _open(
        page,
        site,
        _entries(AIM, when="it rains, ", then="stay.", date="2026-12-01T09:00", came="Friday.\nIt dried.")
        | {"review.first-steps": page_actions.entry("2026-11-23")},
    )
    page.emulate_media(media="print")
    expect(page.get_by_text("When it rains, I will stay.", exact=True)).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Check back on Tuesday, 1 December 2026, 09:00\.$"))).to_be_visible()
    expect(page.get_by_text("How it went: Friday.\nIt dried.", exact=True)).to_be_visible()
    expect(page.get_by_text("I walked alone.")).to_be_visible()
    expect(page.locator("[data-hb-days='7']").locator("visible=true")).to_have_text("Mon, 30 Nov 2026")
    for selector in (
        "hb-planner :is(textarea, input, button, label:not([class]))",
        "[data-hb-review=second-steps]",
        "[data-hb-part=calendar]",
        "h2:has-text('wrong')",
    ):
        expect(page.locator(selector).locator("visible=true")).to_have_count(0)


@PAPER_ONLY
def test_an_empty_plan_is_not_on_the_paper(page: Page, real: str) -> None:
    """A plan that I have not written takes no room on paper, and neither does a part with nothing in it, or a chapter that I haven't begun."""
    page.goto(real + PAGE)
    expect(_part(page, "calendar")).to_be_visible()
    first = str(page.locator("[data-hb-plan]").first.get_attribute("data-hb-plan"))
    _open_fold(page)
    page_actions.control(page, f"{first}.then").fill("begin")
    page_actions.await_value(page, f"{first}.then", "begin")
    page.emulate_media(media="print")
    expect(page.locator("[data-hb-plan]").locator("visible=true")).to_have_count(1)
    expect(page.get_by_text("When …, I will begin.")).to_be_visible()
    expect(page.get_by_role("heading", name="Behaviours to work on")).to_be_hidden()
    expect(page.locator("[data-hb-review]").locator("visible=true")).to_have_count(1)


@pytest.mark.may_log("localStorage|getItem|null")
def test_refused_storage_stops_nobody(page: Page, site: str) -> None:
    """If the browser saves nothing, I can still plan and save the calendar file, and the page says what is wrong."""
    page.add_init_script(page_actions.REFUSE_WRITES)
    _come(page, site)
    _open_fold(page)
    _day(page).fill("2026-12-01")
    expect(_words(page)).to_have_text("Tuesday, 1 December 2026: in 8 days.")
    expect(page_actions.notice(page)).to_contain_text("won’t let the page save")
    assert "DTSTART;VALUE=DATE:20261201" in page_actions.downloaded(page, "save-calendar")


def test_a_newer_document_is_not_changed(page: Page, site: str) -> None:
    """Notes of a newer version can be read here, and no field or box changes them."""
    text = json.dumps(json.loads(page_actions.document(_entries(AIM, when="w", date="2026-12-01"))) | {"version": 99})
    page_actions.prepare(page, site, text)
    _come(page, site)
    expect(_day(page)).to_have_value("2026-12-01")
    expect(_day(page)).not_to_be_editable()
    page_actions.control(page, "review.first-steps").click(force=True)
    expect(page_actions.control(page, "review.first-steps")).to_be_checked()
    for name in ("take-away", "remove-date", "private"):
        expect(page_actions.action(page, name).locator("visible=true")).to_have_count(0)
    assert page_actions.text_of(page) == text
    page_actions.eventually(lambda: page_actions.stored(page)["entries"], {})


@pytest.mark.context(now="", reduced_motion="reduce")  # axe takes a hundred times as long by a clock of the test's
def test_axe_finds_nothing(page: Page, site: str) -> None:
    """axe finds nothing on the page with everything on it, by day and at night."""
    entries = _entries(AIM, when="w", then="t", date="2026-11-20", came="c") | {"review.first-steps": page_actions.entry("2999-11-23")}
    page_actions.prepare(page, site, page_actions.document(entries))
    _come(page, site)
    page_actions.action(page, "save-calendar").click()
    assert findings_by_day_and_night(page) == {}


@pytest.mark.context(viewport=NARROW)
def test_nothing_stands_beside_a_narrow_page(page: Page, site: str) -> None:
    """On a phone nothing is cut off, and each control is large enough for a thumb."""
    _open(page, site, _entries(AIM, when="w" * 60, then="t", date="2026-12-01T09:00") | {"review.first-steps": page_actions.entry("2026-11-23")})
    page.get_by_label("Include my own words").check()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    for control in page.locator("hb-planner :is(button, input:not([type=radio]), summary)").locator("visible=true").all():
        box = control.bounding_box()
        assert box is not None and min(box["width"], box["height"]) >= 24, control


def test_the_day_is_given_where_the_plan_is_written(page: Page, site: str) -> None:
    """On the chapter's page too a plan has a day, with the time given elsewhere, and it's the one that all plans show."""
    page_actions.prepare(page, site, page_actions.document(_entries(when="someone is vague", date="2026-12-01T09:00")))
    page.goto(site + page_actions.FIRST)
    expect(_day(page)).to_have_value("2026-12-01")
    expect(_time(page)).to_have_value("09:00")
    _day(page).fill("2026-12-02")
    expect(_words(page)).to_have_text("Wednesday, 2 December 2026, 09:00: in 9 days.")
    _come(page, site)
    expect(_day(page)).to_have_value("2026-12-02")
    page.locator("hb-planner [data-hb-action=remove-date]:visible").click()
    page.goto(site + page_actions.FIRST)
    expect(page.locator("hb-plan-day:defined")).to_be_visible()
    expect(_day(page)).to_have_value("")
