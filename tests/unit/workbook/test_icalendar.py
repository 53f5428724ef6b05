"""The calendar file as text: valid by RFC 5545, and right in every time zone."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.calendar_reader import read_events
from tests.support.deno import Script

Make = Callable[..., str]
NOW = "2026-11-23T10:00:00Z"
MAKE = """formatCalendar(
  value.events.map((event) => ({ ...event, start: /T/.test(event.start) ? new Date(event.start) : event.start, changed: new Date(event.changed) })),
  { product: "product-leader handbook", language: "en", now: new Date(value.now) },
)"""


@pytest.fixture(scope="module")
def calendar() -> Iterator[Make]:
    """A function that returns the calendar file of some events as text."""
    with Script(MAKE, {"workbook/shared/icalendar.js": "formatCalendar"}) as script:
        yield lambda *events, now=NOW: str(script({"events": list(events), "now": now}))


def _event(**fields: str) -> dict[str, str]:
    return {"uid": "a@b.handbook", "start": "2026-12-01T08:00:00Z", "title": "A plan", "changed": "2026-11-22T07:08:09.123Z"} | fields


def test_a_file_has_what_a_calendar_asks_for(calendar: Make) -> None:
    """A calendar that reads by the standard finds one event with its name, its time and its reminder."""
    [event] = read_events(calendar(_event(alarm="-PT10M", url="https://example.org/workbook/plan/#a-b", text="Open it")))
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


def test_a_whole_day_has_no_zone(calendar: Make) -> None:
    """What has no time stands above its day, ends with it, and blocks no hour."""
    [event] = read_events(calendar(_event(start="2028-02-29", alarm="PT9H")))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2028, 2, 29), date(2028, 3, 1))
    assert event["TRANSP"] == "TRANSPARENT"
    assert event.walk("VALARM")[0]["TRIGGER"].dt == timedelta(hours=9)


def test_the_sequence_rises(calendar: Make) -> None:
    """A later file has a higher number, even on a clock that is behind the one that wrote the plan."""
    first, later = read_events(calendar(_event()))[0], read_events(calendar(_event(), now="2026-11-23T10:00:02Z"))[0]
    behind = read_events(calendar(_event(changed="2026-11-24T10:00:00Z")))[0]
    assert first["SEQUENCE"] < later["SEQUENCE"] < behind["SEQUENCE"] < 2**31


@pytest.mark.parametrize("address", ["file:///home/me/plan.html", "javascript:alert(1)", "https://x.org/\r\nATTACH:y", "https://x.org/ä", ""])
def test_only_a_web_address_is_written(calendar: Make, address: str) -> None:
    """A handbook read from a disk names no folder of mine in a calendar."""
    [event] = read_events(calendar(_event(url=address)))
    assert "URL" not in event
    assert "ATTACH" not in event


def test_half_a_character_does_no_harm(calendar: Make) -> None:
    """A text that was cut in the middle of an emoji still makes a file."""
    [event] = read_events(calendar(_event(title="a\ud83d b\udc00")))
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


def test_any_text_comes_out_as_it_went_in(calendar: Make) -> None:
    """Whatever I write in a plan, in any script and at any length, my calendar shows it whole and nothing breaks."""

    @settings(max_examples=150, deadline=None, database=None)
    @example(titles=["a;b,c\\d\ne"], text="🙂" * 100)
    @example(titles=["x" * 65 + "é" * 40], text="\r\n \r")
    @example(titles=["a\u2028b"], text="")
    @given(titles=st.lists(TEXTS, min_size=1, max_size=4), text=TEXTS)
    def law(titles: list[str], text: str) -> None:
        made = calendar(*[_event(uid=f"{n}@b.handbook", title=title, text=text, alarm="PT0S") for n, title in enumerate(titles)])
        events = read_events(made)
        assert len(events) == len(titles)
        for event, title in zip(events, titles, strict=True):
            # A title is one line; what counts as a space is for the script to say.
            assert re.sub(r"\s+", "", str(event["SUMMARY"])) == re.sub(r"\s+", "", _clean(title))
            assert str(event.get("DESCRIPTION", "")) == _clean(text)
            assert str(event.walk("VALARM")[0]["DESCRIPTION"]) == str(event["SUMMARY"])

    law()


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


@pytest.mark.parametrize("zone", sorted({zone for zone, _, _ in MOMENTS}))
def test_the_clock_on_my_wall_is_right_on_that_day(zone: str) -> None:
    """A plan for nine o'clock comes at nine, on either side of the night on which the clocks change."""
    with Script("toDate(parseWhen(value)).toISOString()", {"workbook/shared/dates.js": "parseWhen, toDate"}, zone) as moment_of:
        for wall, moment in [(wall, moment) for other, wall, moment in MOMENTS if other == zone]:
            found = datetime.fromisoformat(moment_of(wall))
            assert found == datetime.fromisoformat(f"{moment}+00:00"), wall
            # Python's own time zones agree.
            assert found == datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC), wall


@pytest.mark.parametrize("zone", sorted({zone for zone, _, _ in MOMENTS}))
def test_days_are_counted_by_the_calendar(zone: str) -> None:
    """Two days, a week and four weeks later are those very days, whatever the clocks do in between."""
    with Script("addDays(value[0], value[1])", {"workbook/shared/dates.js": "addDays"}, zone) as plus:
        for day in ("2027-03-12", "2027-03-27", "2027-10-01", "2027-10-30", "2028-02-27"):
            for n in (0, 1, 2, 7, 28):
                assert plus([day, n]) == str(date.fromisoformat(day) + timedelta(days=n))


@pytest.mark.parametrize(("zone", "day"), [("America/New_York", "2026-11-22"), ("Australia/Lord_Howe", "2026-11-23")])
def test_today_is_the_readers_own(zone: str, day: str) -> None:
    """Late in the evening it is still today, and not what is tomorrow elsewhere."""
    with Script("localDay(new Date(value))", {"workbook/shared/dates.js": "localDay"}, zone) as day_of:
        assert day_of("2026-11-23T03:00:00Z") == day
