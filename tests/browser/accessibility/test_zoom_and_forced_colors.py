"""The handbook in a reader's own letters and colours: twice the size, forced colours, and a narrow window."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Playwright

from tests.browser.accessibility.test_axe import COLOURS, LAYOUT, findings, stands_for_its_kind
from tests.browser.accessibility.test_keyboard_and_targets import REST, WIDE, every
from tests.support import browsers, page_states
from tests.support.browser_contexts import WatchedContext
from tests.support.page_states import barriers, told


@pytest.fixture
def own_browser(playwright: Playwright, browser_name: str) -> Iterator[Callable[..., Page]]:
    """A function that starts a browser with a reader's own settings and returns a tab."""
    opened: list[WatchedContext] = []

    def begin(forced: bool = False, scheme: str = "light", **settings: int) -> Page:
        options = {"viewport": WIDE, "color_scheme": scheme, "reduced_motion": "reduce"} | ({"forced_colors": "active"} if forced else {})
        browser = browsers.launch(playwright, browser_name, scheme, "reduce", forced=forced, **settings)
        opened.append(WatchedContext(browser.new_context(**options), browser, options))
        return opened[-1].context.new_page()

    yield begin
    for context in opened:
        context.browser.close()
    assert [error for context in opened for error in context.errors] == []


def test_letters_of_twice_the_size(own_browser: Callable[..., Page], real: str, site: str, browser_name: str) -> None:
    """With text of 32 pixels every page fits the window, no word is cut off, and every scrolling box can be reached with Tab."""
    page = own_browser(letters=32)
    found: dict[tuple[object, ...], list[str]] = {}
    for address in every(page, real, browser_name):
        assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(REST)
            found[address, width] = barriers(page, "sideways") + barriers(page, "cuts")
        page.set_viewport_size(WIDE)
        if browser_name == "chromium" and stands_for_its_kind(real, address):
            found[address, "axe"] = [*map(str, findings(page, *LAYOUT).items())]
    for state in page_states.late(page, site) if browser_name == "chromium" else ():
        found[state, "late"] = barriers(page, "sideways") + barriers(page, "cuts")
    assert not told(found), told(found)


def test_forced_colours(own_browser: Callable[..., Page], real: str, browser_name: str) -> None:
    """In forced colours every word, figure and chart can be seen: in every chapter and on a page of each other kind."""
    page = own_browser(forced=True, scheme="dark")
    found: dict[tuple[object, ...], list[str]] = {}
    for address in every(page, real, browser_name, "chapters/"):
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        found[address, "drawn"] = barriers(page, "forcedColours")
        if browser_name == "chromium" and stands_for_its_kind(real, address):  # axe asks for the same values in both
            found[address, "axe"] = [*map(str, findings(page, *COLOURS).items())]
    assert not told(found), told(found)
