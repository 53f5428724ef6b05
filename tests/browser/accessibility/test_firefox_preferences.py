"""A reader's own text size and colours in Firefox, which reads both when it starts; ``test_every_page.py`` asks the same of Chromium."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Playwright

from tests.support import browsers
from tests.support.accessibility import FEW, NEXT_FRAMES, barriers, every, report
from tests.support.browser_contexts import WatchedContext

WIDE = {"width": 1280, "height": 900}


@pytest.fixture
def firefox(playwright: Playwright) -> Iterator[Callable[..., Page]]:
    """A function that starts Firefox with a reader's own settings and returns a tab."""
    opened: list[WatchedContext] = []

    def begin(scheme: str = "light", **settings: int) -> Page:
        options = {"viewport": WIDE, "color_scheme": scheme, "reduced_motion": "reduce"}
        browser = browsers.launch(playwright, "firefox", scheme, "reduce", **settings)
        opened.append(WatchedContext(browser.new_context(**options), browser, options))
        return opened[-1].context.new_page()

    yield begin
    for context in opened:
        context.browser.close()
    assert [error for context in opened for error in context.errors] == []


def test_text_of_twice_the_size(firefox: Callable[..., Page], real: str) -> None:
    """With text of 32 pixels every page fits the window, no word is cut off, and every scrolling box can be reached with Tab."""
    page = firefox(font_size=32)
    problems: dict[tuple[object, ...], list[str]] = {}
    for address in every(page, real, FEW):
        assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(NEXT_FRAMES)
            problems[address, width] = barriers(page, "sideways", "cuts")
    assert not report(problems), report(problems)


def test_forced_colours(firefox: Callable[..., Page], real: str) -> None:
    """In forced colours every word, figure and chart can be seen."""
    page = firefox("dark", forced=True)
    problems: dict[tuple[object, ...], list[str]] = {}
    for address in every(page, real, FEW):
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        problems[(address,)] = barriers(page, "forcedColours")
    assert not report(problems), report(problems)
