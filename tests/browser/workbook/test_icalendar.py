"""The calendar file: valid by RFC 5545, right in every time zone, and nothing in it that its table did not show."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event
from playwright.sync_api import Page, expect

from tests.support import page_actions

pytestmark = pytest.mark.chromium_only("the text of the file is made without the browser; test_planner.py saves one in both")

PLAN = "answer-vague-feedback"
NEXT = "walk-in-step"
PAGE = "workbook/plan/"
NOW = "2026-11-23T10:00:00Z"
MAKE = """async ([base, events, now]) => {
  const { calendarOf } = await import(base + 'assets/javascripts/workbook/planner/icalendar.js');
  const moment = (event) => ({...event, start: /T/.test(event.start) ? new Date(event.start) : event.start, changed: new Date(event.changed)});
  return calendarOf(events.map(moment), {product: 'product-leader handbook', language: 'en', now: new Date(now)});
}"""


def _event(**fields: str) -> dict[str, str]:
    return {"uid": "a@b.handbook", "start": "2026-12-01T08:00:00Z", "title": "A plan", "changed": "2026-11-22T07:08:09.123Z"} | fields


def _made(page: Page, site: str, *events: dict[str, str], now: str = NOW) -> str:
    page.goto(site + "404.html") if not page.url.startswith(site) else None
    return str(page.evaluate(MAKE, [site, list(events), now]))


def _read(text: str) -> list[Event]:
    """Return the events of a file; fails at the first thing in it that the standard forbids."""
    octets = text.encode("utf-8")  # half a pair of UTF-16 would throw here
    lines = octets.split(b"\r\n")
    assert lines.pop() == b"", "the last line ends as the others do"
    for line in lines:
        assert len(line) <= 75, line
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line), line
        line.decode("utf-8")  # a character that was cut would throw here
    calendar = Calendar.from_ical(octets)
    faults = [(part.name, part.errors) for part in calendar.walk() if part.errors]
    assert faults == []
    for name in ("VERSION", "PRODID", "CALSCALE", "METHOD"):
        assert isinstance(calendar[name], str), f"{name} stands once"
    events = calendar.walk("VEVENT")
    for event in events:
        for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE"):
            assert event.get(name) is not None and not isinstance(event[name], list), f"{name} stands once"
        assert event["DTSTAMP"].dt.tzinfo is not None
        for alarm in event.walk("VALARM"):
            assert {"ACTION", "TRIGGER", "DESCRIPTION"} <= set(alarm)
    return events


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
    return _read(page_actions.downloaded(page, "save-calendar"))


# --- The text of a file ---


def test_a_file_has_what_a_calendar_asks_for(page: Page, site: str) -> None:
    """A calendar that reads by the standard finds one event with its name, its time and its reminder."""
    [event] = _read(_made(page, site, _event(alarm="-PT10M", url="https://example.org/workbook/plan/#a-b", text="Open it")))
    assert event["UID"] == "a@b.handbook"
    assert event["DTSTART"].dt == datetime(2026, 12, 1, 8, tzinfo=UTC)
    assert event["DTEND"].dt == datetime(2026, 12, 1, 8, 15, tzinfo=UTC)
    assert event["DTSTAMP"].dt == datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert event["LAST-MODIFIED"].dt == datetime(2026, 11, 22, 7, 8, 9, tzinfo=UTC)
    assert event["URL"] == "https://example.org/workbook/plan/#a-b"
    assert event["CLASS"] == "PRIVATE"
    [alarm] = event.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(minutes=-10))
    assert "RRULE" not in event


def test_a_whole_day_has_no_zone(page: Page, site: str) -> None:
    """What has no time stands above its day, ends with it, and blocks no hour."""
    [event] = _read(_made(page, site, _event(start="2028-02-29", alarm="PT9H")))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2028, 2, 29), date(2028, 3, 1))
    assert event["TRANSP"] == "TRANSPARENT"
    assert event.walk("VALARM")[0]["TRIGGER"].dt == timedelta(hours=9)


def test_the_sequence_rises(page: Page, site: str) -> None:
    """A later file has a higher number, even on a clock that is behind the one that wrote the plan."""
    first, later = _read(_made(page, site, _event()))[0], _read(_made(page, site, _event(), now="2026-11-23T10:00:02Z"))[0]
    behind = _read(_made(page, site, _event(changed="2026-11-24T10:00:00Z")))[0]
    assert first["SEQUENCE"] < later["SEQUENCE"] < behind["SEQUENCE"] < 2**31


@pytest.mark.parametrize("address", ["file:///home/me/plan.html", "javascript:alert(1)", "https://x.org/\r\nATTACH:y", "https://x.org/ä", ""])
def test_only_a_web_address_is_written(page: Page, site: str, address: str) -> None:
    """A handbook read from a disk names no folder of mine in a calendar."""
    [event] = _read(_made(page, site, _event(url=address)))
    assert "URL" not in event
    assert "ATTACH" not in event


def test_half_a_character_does_no_harm(page: Page, site: str) -> None:
    """A text that was cut in the middle of an emoji still makes a file."""
    page.goto(site + "404.html")
    text = page.evaluate(MAKE.replace("events.map(moment)", "[{...moment(events[0]), title: 'a\\ud83d b\\udc00'}]"), [site, [_event()], NOW])
    [event] = _read(text)
    assert event["SUMMARY"] == "a\ufffd b\ufffd"


def _clean(text: str) -> str:
    """Return what a calendar may keep of a text."""
    text = re.sub(r"\r\n?|[\x85\u2028\u2029]", "\n", text).replace("\t", " ")
    return re.sub(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", "", text)


PIECES = st.sampled_from(
    [
        "\\",
        ";",
        ",",
        "\n",
        "\r\n",
        ":",
        '"',
        "\\n",
        "\\;",
        "BEGIN:VEVENT",
        "END:VALARM\r\n",
        "👩‍👩‍👧‍👦",
        "🇩🇪",
        "é",
        "e\u0301",
        "ü" * 40,
        "שלום",
        "مرحبا",
        "日本語",
        "x" * 300,
        "\u2028",
        "\x00",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=30), st.text(alphabet="äß€😀 ", max_size=90)), max_size=8).map("".join)


def test_any_text_comes_out_as_it_went_in(page: Page, site: str) -> None:
    """Whatever I write in a plan, in any script and at any length, my calendar shows it whole and nothing breaks."""
    page.goto(site + "404.html")

    @settings(max_examples=150, deadline=None, database=None)
    @example(titles=["a;b,c\\d\ne"], text="🙂" * 100)
    @example(titles=["x" * 65 + "é" * 40], text="\r\n \r")
    @example(titles=["a\u2028b"], text="")
    @given(titles=st.lists(TEXTS, min_size=1, max_size=4), text=TEXTS)
    def law(titles: list[str], text: str) -> None:
        made = _made(page, site, *[_event(uid=f"{n}@b.handbook", title=title, text=text, alarm="PT0S") for n, title in enumerate(titles)])
        events = _read(made)
        assert len(events) == len(titles)
        for event, title in zip(events, titles, strict=True):
            # A title is one line; what counts as a space is for the script to say.
            assert re.sub(r"\s+", "", str(event["SUMMARY"])) == re.sub(r"\s+", "", _clean(title))
            assert str(event.get("DESCRIPTION", "")) == _clean(text)
            assert str(event.walk("VALARM")[0]["DESCRIPTION"]) == str(event["SUMMARY"])

    law()


# --- Time zones ---

# What the wall says, and the same moment in UTC. In each zone: an ordinary day, the day of a change,
# an hour that the clocks leave out (it moves on by that hour) and one that comes twice (it is the first).
MOMENTS = [
    ("Europe/Berlin", "2027-03-27T09:00", "2027-03-27T08:00"),
    ("Europe/Berlin", "2027-03-28T09:00", "2027-03-28T07:00"),
    ("Europe/Berlin", "2027-03-28T02:30", "2027-03-28T01:30"),
    ("Europe/Berlin", "2027-10-31T02:30", "2027-10-31T00:30"),
    ("America/New_York", "2027-03-13T09:00", "2027-03-13T14:00"),
    ("America/New_York", "2027-03-14T09:00", "2027-03-14T13:00"),
    ("America/New_York", "2027-03-14T02:30", "2027-03-14T07:30"),
    ("America/New_York", "2027-11-07T01:30", "2027-11-07T05:30"),
    ("Australia/Lord_Howe", "2027-10-02T09:00", "2027-10-01T22:30"),
    ("Australia/Lord_Howe", "2027-10-03T09:00", "2027-10-02T22:00"),
    ("Australia/Lord_Howe", "2027-10-03T02:15", "2027-10-02T15:45"),
    ("Australia/Lord_Howe", "2027-04-04T01:45", "2027-04-03T14:45"),
    ("Asia/Kathmandu", "2027-03-28T09:00", "2027-03-28T03:15"),
]


@pytest.mark.parametrize(("zone", "wall", "moment"), MOMENTS)
def test_the_clock_on_my_wall_is_right_on_that_day(new_context: Any, site: str, zone: str, wall: str, moment: str) -> None:
    """A plan for nine o'clock comes at nine, on either side of the night on which the clocks change."""
    page = new_context(timezone_id=zone).new_page()
    _open(page, site, _entries(date=wall))
    [event] = _saved(page)
    found = event["DTSTART"].dt
    assert found == datetime.fromisoformat(f"{moment}+00:00")
    # Python's own table of zones says so too.
    assert found == datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    assert event["DTEND"].dt - found == timedelta(minutes=15)


@pytest.mark.context(timezone_id="Europe/Berlin")
def test_the_table_shows_the_hour_that_will_be(page: Page, site: str) -> None:
    """For an hour that the clocks leave out, the table shows the one at which I shall be reminded."""
    _open(page, site, _entries(date="2027-03-28T02:30"))
    expect(page.locator("[data-hb-part=events] tr")).to_have_text(re.compile("28 Mar 2027.*03:30"))
    expect(page.locator("[data-hb-part=about]")).to_contain_text("Europe/Berlin")


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
def test_reviews_go_by_the_calendar(new_context: Any, site: str, zone: str) -> None:
    """Two days, a week and four weeks later are those very days, whatever the clocks do in between."""
    page = new_context(timezone_id=zone).new_page()
    starts = {"2027-03-12": "first-steps", "2027-10-30": "second-steps"}
    _open(page, site, {f"review.{slug}": page_actions.entry(day) for day, slug in starts.items()})
    found = {str(event["UID"]): event["DTSTART"].dt for event in _saved(page)}
    assert found == {
        f"review.{slug}.{n}@product-leader.handbook": date.fromisoformat(day) + timedelta(days=n) for day, slug in starts.items() for n in (2, 7, 28)
    }


@pytest.mark.parametrize(("zone", "day"), [("America/New_York", "2026-11-22"), ("Australia/Lord_Howe", "2026-11-23")])
def test_today_is_the_readers_own(new_context: Any, site: str, zone: str, day: str) -> None:
    """Late in the evening a review begins today, and not on what is tomorrow elsewhere."""
    page = new_context(timezone_id=zone).new_page()
    _open(page, site, {}, now="2026-11-23T03:00:00Z")
    page.get_by_role("checkbox", name="First steps").check()
    page_actions.await_value(page, "review.first-steps", day)


# --- The file that a reader takes ---


def test_the_file_holds_what_the_table_shows(page: Page, site: str) -> None:
    """What I see before I save is what is in the file, event by event, in order."""
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
        "A next step is due: Second steps",
        "Questions come back: First steps",
        "A plan is due: First steps",
        "Questions come back: First steps",
    ]
    assert Counter(bool(event.get("TRANSP")) for event in events) == {True: 4, False: 1}
    assert events[3]["URL"] == f"{site}{PAGE}#{PLAN}"
    assert events[1]["URL"] == f"{site}{PAGE}#next-{NEXT}"
    assert events[0]["URL"] == f"{site}{page_actions.FIRST}#questions-notice-what-changed"
    for event in events:
        assert str(event["DESCRIPTION"]) == f"Open it here: {event['URL']}"
        page.goto(event["URL"])
        assert page.locator(f"[id='{event['URL'].split('#')[1]}']").count() == 1


def test_the_page_says_what_was_saved(page: Page, site: str) -> None:
    """After saving, the page names the file, and takes it back when I change a date."""
    _open(page, site, _entries(date="2026-12-01"))
    page_actions.downloaded(page, "save-calendar")
    said = page.locator("[data-hb-part=saved]")
    expect(said).to_have_text("The file product-leader-plans-2026-11-23.ics is saved, with 1 event. Open it, and your calendar takes it in.")
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
    [("At the time", timedelta(0), timedelta(hours=9)), ("10 minutes before", timedelta(minutes=-10), timedelta(hours=9)), ("Not at all", None, None)],
)
def test_the_reminder_is_my_choice(page: Page, site: str, choice: str, timed: timedelta | None, day: timedelta | None) -> None:
    """My calendar reminds me at the time, ten minutes before or not at all; for a whole day, in the morning and not at midnight."""
    _open(page, site, _entries(date="2026-12-01T09:00") | {"review.first-steps": page_actions.entry("2026-12-01")})
    page.get_by_role("radio", name=choice).check()
    for event in _saved(page):
        wanted = timed if isinstance(event["DTSTART"].dt, datetime) else day
        assert [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == ([] if wanted is None else [wanted])


SECRET = "I will say; that \\ we, the “board” <b>fail</b>\n👩‍👩‍👧‍👦"


def test_my_words_stay_here_unless_i_ask(page: Page, site: str) -> None:
    """A file names chapters only; with the box ticked it holds my sentence, and the table has shown it before."""
    aim = page_actions.entry("2", said="I walked alone.")
    _open(
        page, site, _entries(when="the moment", then=SECRET, date="2026-12-01") | {f"next.{NEXT}": aim, f"next.{NEXT}.date": page_actions.entry("2026-12-02")}
    )
    plain = str(_saved(page))
    assert not any(word in plain for word in ("moment", "fail", "Walks", "walked"))
    page.get_by_label("Write my words into the calendar").check()
    line = "When the moment, I will I will say; that \\ we, the “board” <b>fail</b> 👩‍👩‍👧‍👦."
    expect(page.locator("[data-hb-part=events] tr").first).to_contain_text(line)
    expect(page.locator("[data-hb-part=events] tr").last).to_contain_text("I walked alone.")
    plan, step = _saved(page)
    assert (str(plan["SUMMARY"]), str(step["SUMMARY"])) == (line, "Next: Walks in step")
    assert str(step["DESCRIPTION"]).startswith("I walked alone.\n")
    page.reload()
    expect(page.get_by_label("Write my words into the calendar")).not_to_be_checked()


def test_a_private_plan_never_leaves(page: Page, site: str) -> None:
    """A plan that I marked as private keeps its neutral title even when I ask for words, and the page says so."""
    _open(page, site, _entries(when="a secret moment", then="a secret act", date="2026-12-01", private=True))
    page.get_by_label("Write my words into the calendar").check()
    expect(page.locator("[data-hb-part=about]")).to_contain_text("1 private plan keeps the neutral title.")
    [event] = _saved(page)
    assert str(event["SUMMARY"]) == "A plan is due: First steps"
    assert "secret" not in str(event.to_ical())


def test_what_is_past_is_left_out(page: Page, site: str) -> None:
    """Nothing that is over goes into the file, and the page says how much that was; what is today goes in."""
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
        "Nothing lies ahead with a day. Give a plan a day, and it can go into your calendar. 1 past date is left out."
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
    assert page_actions.stored_value(page, f"{PLAN}.date") == value
