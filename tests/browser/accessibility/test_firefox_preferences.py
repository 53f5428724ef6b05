"""A reader's own text size and colours in Firefox, which reads both when it starts; ``test_every_page.py`` asks the same of Chromium."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright

from tests.support import browsers
from tests.support.accessibility import FEW, NEXT_FRAMES, barriers, every, report
from tests.support.browser_contexts import WatchedContext

WIDE = {"width": 1280, "height": 900}


@pytest.fixture
def page(playwright: Playwright) -> Iterator[Page]:
    """A tab of a Firefox whose reader has text of twice the usual size, and colours of their own."""
    options = {"viewport": WIDE, "color_scheme": "dark", "reduced_motion": "reduce"}
    browser = browsers.launch(playwright, "firefox", "dark", "reduce", font_size=32, forced=True)
    watched = WatchedContext(browser.new_context(**options), browser, options)
    yield watched.context.new_page()
    browser.close()
    assert watched.errors == []


def test_a_readers_own_text_and_colours(page: Page, real: str) -> None:
    """With text of 32 pixels every page fits the window, no word is cut off, and Tab reaches each box that scrolls; in forced colours every word, figure and chart is seen."""
    problems: dict[tuple[object, ...], list[str]] = {}
    for address in every(page, real, FEW):
        assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        problems[(address,)] = barriers(page, "forcedColours")
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(NEXT_FRAMES)
            problems[address, width] = barriers(page, "sideways", "cuts")
    assert not report(problems), report(problems)
