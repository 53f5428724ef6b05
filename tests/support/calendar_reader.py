"""Reads calendar files strictly, with a library that knows nothing of the handbook."""

import re

from icalendar import Calendar, Event


def read_events(text: str) -> list[Event]:
    """Return the events of a file.

    Raises:
        AssertionError: The file is not valid by RFC 5545.
    """
    octets = text.encode("utf-8")  # an unpaired surrogate raises here
    lines = octets.split(b"\r\n")
    assert lines.pop() == b"", "the last line has no line break"
    for line in lines:
        assert len(line) <= 75, line
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line), line
        line.decode("utf-8")  # a character split by a fold raises here
    calendar = Calendar.from_ical(octets)
    errors = [(part.name, part.errors) for part in calendar.walk() if part.errors]
    assert errors == []
    for name in ("VERSION", "PRODID", "CALSCALE", "METHOD"):
        assert isinstance(calendar[name], str), f"{name} must occur once"
    events = calendar.walk("VEVENT")
    for event in events:
        for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE"):
            assert event.get(name) is not None and not isinstance(event[name], list), f"{name} must occur once"
        assert event["DTSTAMP"].dt.tzinfo is not None
        for alarm in event.walk("VALARM"):
            assert {"ACTION", "TRIGGER", "DESCRIPTION"} <= set(alarm)
    return events
