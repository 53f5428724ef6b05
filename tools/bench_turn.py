"""Measures what turning the page costs: from the arrival of the next page's text to the end of our own work on it."""

import json
from collections.abc import Callable
from itertools import pairwise
from statistics import median

from playwright.sync_api import Browser, Page

from tests import sites

FROM, TO = "chapters/thinking-like-a-leader/", "chapters/taking-on-larger-initiatives/"
WARM, ROUNDS = 4, 24
# The page scrolls last; what elements put off to a quiet moment is not part of the turn.
MARKS = """
const { text } = Response.prototype, { scrollTo } = window;
Response.prototype.text = async function () { const told = await text.call(this); performance.mark("turn<"); return told; };
window.scrollTo = (...place) => { scrollTo.apply(window, place); performance.mark("turn>"); };
"""


def measure(browser: Browser, reader: Callable[[str], Page]) -> float:
    """Return the milliseconds of processor time that one turn between two chapters of the handbook takes.

    Args:
        browser: Where the reader is.
        reader: Opens an address as a reader with many answers.
    """
    site = sites.real_site().serve()
    page = reader(site + FROM)
    page.evaluate(MARKS)
    for number in range(WARM + ROUNDS):
        if number == WARM:
            browser.start_tracing(categories=["blink.user_timing"])
        to = FROM if number % 2 else TO
        page.locator(f".hb-contents a[href$='{to.split('/')[1]}/']").first.evaluate("(link) => link.click()")
        page.wait_for_function("(to) => location.pathname.endsWith(to) && !('hbTurning' in document.documentElement.dataset)", arg=to)
        page.evaluate("new Promise((done) => requestIdleCallback(done))")
    events = [event for event in json.loads(browser.stop_tracing())["traceEvents"] if event["name"] in ("turn<", "turn>")]
    events.sort(key=lambda event: event["ts"])
    times = [(after["tts"] - before["tts"]) / 1000 for before, after in pairwise(events) if (before["name"], after["name"]) == ("turn<", "turn>")]
    return float(median(times))
