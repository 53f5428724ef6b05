"""The calendar file that the page saves: nothing is in it that the table did not show. Its text is tested in tests/unit/workbook/."""

import re
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Event
from playwright.sync_api import Page, expect

from tests.support import page_actions
from tests.support.calendar_reader import read_events

PLAN = "answer-vague-feedback"
NEXT = "walk-in-step"
PAGE = "workbook/plan/"
NOW = "2026-11-23T10:00:00Z"


def _entries(**more: object) -> dict[str, Any]:
    """Return entries with a plan, under short names: ``date``, ``private`` and so on belong to the plan."""
    own = {name: value for name, value in more.items() if name in ("date", "private", "when", "then")}
    return {f"{PLAN}.{name}": page_actions.entry(value) for name, value in own.items()}


def _open(page: Page, site: str, entries: dict[str, Any], now: str = NOW) -> None:
    """Open the page with what a reader has written, at a moment."""
    page.clock.set_fixed_time(now)
    page_actions.prepare(page, site, page_actions.document(entries))
    page.goto(site + PAGE)
    expect(page.locator("hb-planner [data-hb-part=calendar]")).to_be_visible()


def _saved(page: Page) -> list[Event]:
    return read_events(page_actions.downloaded(page, "save-calendar"))


@pytest.mark.context(timezone_id="Europe/Berlin")
def test_the_table_shows_the_hour_that_will_be(page: Page, site: str) -> None:
    """For an hour that the clocks leave out, the table shows the one at which I shall be reminded."""
    _open(page, site, _entries(date="2027-03-28T02:30"))
    expect(page.locator("[data-hb-part=events] tr")).to_have_text(re.compile("28 Mar 2027.*03:30"))
    expect(page.locator("[data-hb-part=about]")).to_contain_text("Europe/Berlin")


@pytest.mark.context(timezone_id="Australia/Lord_Howe")
def test_reviews_go_by_the_calendar(page: Page, site: str) -> None:
    """Two days, a week and four weeks later are those very days, whatever the clocks do in between."""
    starts = {"2027-03-12": "first-steps", "2027-10-30": "second-steps"}
    _open(page, site, {f"review.{slug}": page_actions.entry(day) for day, slug in starts.items()})
    found = {str(event["UID"]): event["DTSTART"].dt for event in _saved(page)}
    assert found == {
        f"review.{slug}.{n}@product-leader.handbook": date.fromisoformat(day) + timedelta(days=n) for day, slug in starts.items() for n in (2, 7, 28)
    }


@pytest.mark.context(timezone_id="America/New_York")
def test_today_is_the_readers_own(page: Page, site: str) -> None:
    """Late in the evening a review begins today, not tomorrow as in other time zones."""
    _open(page, site, {}, now="2026-11-23T03:00:00Z")
    page.get_by_role("checkbox", name="First steps").check()
    page_actions.await_value(page, "review.first-steps", "2026-11-22")


# --- The file that a reader takes ---


def test_the_file_holds_what_the_table_shows(page: Page, site: str) -> None:
    """The file has the events that the table showed, in the same order."""
    aim = page_actions.entry("2", said="I walked alone.")
    _open(
        page,
        site,
        _entries(when="w", then="t", date="2026-12-01T09:00")
        | {f"next.{NEXT}": aim, f"next.{NEXT}.date": page_actions.entry("2026-11-29"), "review.first-steps": page_actions.entry("2026-11-23")},
    )
    shown = page.locator("[data-hb-part=events] tr").all_inner_texts()
    events = _saved(page)
    assert [line.split("\t")[-1].strip() for line in shown] == [str(event["SUMMARY"]) for event in events]
    assert [str(event["SUMMARY"]) for event in events] == [
        "Questions come back: First steps",
        "Next step due: Second steps",
        "Questions come back: First steps",
        "Plan due: First steps",
        "Questions come back: First steps",
    ]
    assert Counter(bool(event.get("TRANSP")) for event in events) == {True: 4, False: 1}
    assert events[3]["URL"] == f"{site}{PAGE}#{PLAN}"
    assert events[1]["URL"] == f"{site}{PAGE}#next-{NEXT}"
    assert events[0]["URL"] == f"{site}workbook/#again-recall-the-doors"
    for event in events:
        assert str(event["DESCRIPTION"]) == f"Open it here: {event['URL']}"
        page.goto(event["URL"])
        expect(page.locator(f"[id='{event['URL'].split('#')[1]}']")).to_have_count(1)


def test_the_page_says_what_was_saved(page: Page, site: str) -> None:
    """After saving, the page names the file, and takes it back when I change a date."""
    _open(page, site, _entries(date="2026-12-01"))
    page_actions.downloaded(page, "save-calendar")
    said = page.locator("[data-hb-part=saved]")
    expect(said).to_have_text("The file product-leader-plans-2026-11-23.ics is saved, with 1 event. Open it to add it to your calendar.")
    page_actions.control(page, f"{PLAN}.date").fill("2026-12-02")
    expect(said).to_be_empty()


def test_taking_the_file_again_moves_the_event(page: Page, site: str) -> None:
    """A changed date is the same event with a higher number, so that my calendar moves it and does not double it."""
    _open(page, site, _entries(date="2026-12-01T09:00"))
    [first] = _saved(page)
    page.clock.set_fixed_time("2026-11-23T10:01:00Z")
    page_actions.control(page, f"{PLAN}.date").fill("2026-12-08")
    page_actions.await_value(page, f"{PLAN}.date", "2026-12-08T09:00")
    [second] = _saved(page)
    assert first["UID"] == second["UID"] == f"{PLAN}@product-leader.handbook"
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert second["DTSTART"].dt - first["DTSTART"].dt == timedelta(days=7)


@pytest.mark.parametrize(
    ("choice", "timed", "day"),
    [("At the time", timedelta(0), timedelta(hours=9)), ("10 minutes before", timedelta(minutes=-10), timedelta(hours=9)), ("No reminder", None, None)],
)
def test_the_reminder_is_my_choice(page: Page, site: str, choice: str, timed: timedelta | None, day: timedelta | None) -> None:
    """My calendar reminds me at the time, ten minutes before or not at all; for a whole day, in the morning."""
    _open(page, site, _entries(date="2026-12-01T09:00") | {"review.first-steps": page_actions.entry("2026-12-01")})
    page.get_by_role("radio", name=choice).check()
    for event in _saved(page):
        wanted = timed if isinstance(event["DTSTART"].dt, datetime) else day
        assert [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == ([] if wanted is None else [wanted])


SECRET = "I will say; that \\ we, the “board” <b>fail</b>\n👩‍👩‍👧‍👦"


def test_my_words_stay_here_unless_i_ask(page: Page, site: str) -> None:
    """A file names chapters only; if I tick the box it has my sentence, and the table showed it first."""
    aim = page_actions.entry("2", said="I walked alone.")
    _open(
        page, site, _entries(when="the moment", then=SECRET, date="2026-12-01") | {f"next.{NEXT}": aim, f"next.{NEXT}.date": page_actions.entry("2026-12-02")}
    )
    plain = str(_saved(page))
    assert not any(word in plain for word in ("moment", "fail", "Walks", "walked"))
    page.get_by_label("Include my own words").check()
    line = "When the moment, I will I will say; that \\ we, the “board” <b>fail</b> 👩‍👩‍👧‍👦."
    expect(page.locator("[data-hb-part=events] tr").first).to_contain_text(line)
    expect(page.locator("[data-hb-part=events] tr").last).to_contain_text("I walked alone.")
    plan, step = _saved(page)
    assert (str(plan["SUMMARY"]), str(step["SUMMARY"])) == (line, "Next: Walks in step")
    assert str(step["DESCRIPTION"]).startswith("I walked alone.\n")
    page.reload()
    expect(page.get_by_label("Include my own words")).not_to_be_checked()


def test_a_private_plan_never_leaves(page: Page, site: str) -> None:
    """A plan that I marked as private keeps its neutral title even when I ask for words, and the page says so."""
    _open(page, site, _entries(when="a secret moment", then="a secret act", date="2026-12-01", private=True))
    page.get_by_label("Include my own words").check()
    expect(page.locator("[data-hb-part=about]")).to_contain_text("1 private plan keeps the neutral title.")
    [event] = _saved(page)
    assert str(event["SUMMARY"]) == "Plan due: First steps"
    assert "secret" not in str(event.to_ical())


def test_what_is_past_is_left_out(page: Page, site: str) -> None:
    """Past events are left out of the file, and the page says how many; today's are included."""
    _open(
        page,
        site,
        _entries(date="2026-11-22T23:00") | {"review.first-steps": page_actions.entry("2026-11-21"), "review.second-steps": page_actions.entry("2026-11-01")},
    )
    expect(page.locator("[data-hb-part=about]")).to_contain_text("3 past dates are left out.")
    assert [event["DTSTART"].dt.isoformat() for event in _saved(page)] == ["2026-11-23", "2026-11-28", "2026-11-29", "2026-12-19"]


def test_with_nothing_ahead_there_is_no_file(page: Page, site: str) -> None:
    """Without a day ahead I am shown how to get one, and no button that would give me an empty file."""
    _open(page, site, _entries(date="2026-11-22"))
    expect(page.locator("[data-hb-part=calendar-none]")).to_have_text(
        "No dated plans yet. Give a plan a date, and you can add it to your calendar. 1 past date is left out."
    )
    expect(page_actions.action(page, "save-calendar")).to_be_hidden()


@pytest.mark.parametrize(
    "value", ["2026-02-30", "soon", "0002-12-01", "2026-12-01T25:00", "2026-12-01T09:00:00Z", "12026-12-01", True, "2026-12-01\r\nATTACH:x"]
)
def test_a_date_that_is_none_does_no_harm(page: Page, site: str, value: object) -> None:
    """A date that another program has written wrongly is no date; it stops nothing and is left as it is."""
    _open(page, site, _entries(date=value) | {"review.first-steps": page_actions.entry(value), "review.second-steps": page_actions.entry("2026-11-23")})
    expect(page_actions.control(page, f"{PLAN}.date")).to_have_value("")
    assert len(_saved(page)) == 3
    page_actions.eventually(lambda: page_actions.stored_value(page, f"{PLAN}.date"), value)
