"""Measures what turning the page costs: from the arrival of the next page's text to the end of our own work on it."""

import json
from collections.abc import Callable
from itertools import pairwise
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page

from tests.support import sites

FROM, TO = "chapters/thinking-like-a-leader/", "chapters/taking-on-larger-initiatives/"
WARM, ROUNDS = 4, 24
# The browser lays a new page out once, however it came; to lead the focus there only makes it do so at once.
LAYOUT = ("Layout", "UpdateLayoutTree")
# The page scrolls last; what elements put off to a quiet moment is not part of the turn.
MARKS = """
const { text } = Response.prototype, { scrollTo } = window;
Response.prototype.text = async function () { const told = await text.call(this); performance.mark("turn<"); return told; };
window.scrollTo = (...place) => { scrollTo.apply(window, place); performance.mark("turn>"); };
"""


def measure(browser: Browser, reader: Callable[[str], Page]) -> tuple[float, float]:
    """Return the milliseconds of processor time that one turn between two chapters of the handbook takes: all, and without the browser's layout.

    Args:
        browser: Where the reader is.
        reader: Opens an address as a reader with many answers.
    """
    site = sites.real_site().url
    page = reader(site + FROM)
    page.evaluate(MARKS)
    for number in range(WARM + ROUNDS):
        if number == WARM:
            browser.start_tracing(categories=["blink.user_timing", "devtools.timeline"])
        to = FROM if number % 2 else TO
        page.locator(f".hb-contents a[href$='{to.split('/')[1]}/']").first.evaluate("(link) => link.click()")
        page.wait_for_function("(to) => location.pathname.endsWith(to) && !('hbTurning' in document.documentElement.dataset)", arg=to)
        page.evaluate("new Promise((done) => requestIdleCallback(done))")
    events = sorted(json.loads(browser.stop_tracing())["traceEvents"], key=lambda event: event.get("ts", 0))
    return median(whole for whole, _ in turns(events)), median(own for _, own in turns(events))


def turns(events: list[dict[str, Any]]) -> list[tuple[float, float]]:
    """Return the milliseconds of each turn in a trace: all of them, and those without the browser's style and layout.

    Args:
        events: In the order of their times.
    """
    found = []
    marks = [event for event in events if event["name"] in ("turn<", "turn>")]
    for before, after in pairwise(marks):
        if (before["name"], after["name"]) == ("turn<", "turn>"):
            drawn = [event for event in events if event["name"] in LAYOUT and event.get("tid") == before["tid"] and before["ts"] < event["ts"] < after["ts"]]
            whole = after["tts"] - before["tts"]
            found.append((whole / 1000, (whole - sum(event.get("tdur", 0) for event in drawn)) / 1000))
    return found
