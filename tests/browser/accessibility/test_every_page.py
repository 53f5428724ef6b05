"""Every page and every state of the handbook: what axe finds, the keyboard, touch targets, room for large text, forced colours."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.workbook import test_data, test_import
from tests.support import page_states
from tests.support.accessibility import (
    COLOURS,
    FEW,
    KINDS,
    LAYOUT,
    NARROW,
    REST,
    barriers,
    every,
    findings,
    findings_by_day_and_night,
    is_chromium,
    large_letters,
    set_colours,
    spaced,
    stands_for_its_kind,
    told,
)

WIDE = {"width": 1280, "height": 900}
ZOOMED = {"width": 320, "height": 256}  # a window of 1280 by 1024 px at 400 per cent
Found = dict[tuple[object, ...], list[str]]


def axe(page: Page, *rules: str, colours: bool = True) -> list[str]:
    """Return what axe finds as problems in words."""
    return [*map(str, findings(page, *rules, colours=colours).items())]


def walk(page: Page, key: str, place: str = "") -> list[str]:
    """Press Tab as often as there are controls; return what went wrong."""
    barriers(page, "stops")
    page.evaluate("(place) => barriers.start(place)", place)
    # To hold the key is faster. Firefox scrolls to what has the focus only when it comes up.
    step = page.keyboard.down if is_chromium(page) else page.keyboard.press
    back = key != "Tab"
    if back:
        page.keyboard.down("Shift")
    for _ in range(12):  # boxes that scroll take the focus too
        left = page.evaluate("barriers.left()")
        if not left:
            break
        for _ in range(left):
            step("Tab")
        page.keyboard.up("Tab")
    if back:
        page.keyboard.up("Shift")
    found: list[str] = page.evaluate("(back) => barriers.walked(back)", back)
    return found


@pytest.mark.context(color_scheme="light", reduced_motion="reduce")
def test_every_page_keeps_nobody_out(page: Page, real: str, browser_name: str) -> None:
    """axe finds nothing, by day, at night and in forced colours; nothing is cut off or scrolls sideways, zoomed, spaced or in large letters; Tab reaches every control in order.

    One visit for all of it: to open a page takes longer than most of the questions.
    """
    chromium = browser_name == "chromium"  # Firefox takes its colours and letters when it starts, and axe reads the same in both
    found: Found = {}
    for number, address in enumerate(every(page, real, None if chromium else KINDS)):
        kind = stands_for_its_kind(real, address)
        if chromium or FEW.fullmatch(address.removeprefix(real)):
            # The header and the contents are the same everywhere.
            found[address, "tab"] = walk(page, "Tab", "#__skip" if number else "")
            page.evaluate("document.activeElement.blur(), scrollTo(0, 0)")
        found[address, "wide"] = barriers(page, "headings", "motion", "targets", "words")
        if chromium:
            # Asking for colours takes two thirds of the time, and they are the same on pages of a kind.
            found[address, "axe"] = axe(page, colours=kind)
            if kind or page.evaluate("document.querySelector('main svg') !== null"):
                set_colours(page, "dark")
                found[address, "dark"] = barriers(page, "words") + (axe(page, *COLOURS) if kind else [])
                page.emulate_media(forced_colors="active")
                found[address, "forced"] = barriers(page, "forcedColours") + (axe(page, *COLOURS) if kind else [])
                set_colours(page, "light")
            with large_letters(page):
                found[address, "large"] = barriers(page, "cuts", "sideways") + (axe(page, *LAYOUT) if kind else [])
                page.set_viewport_size(NARROW)
                page.evaluate(REST)  # until boxes that scroll have noticed it
                found[address, "large, narrow"] = barriers(page, "cuts", "sideways")
        page.set_viewport_size(NARROW)
        with spaced(page):
            found[address, "spaced, narrow"] = barriers(page, "cuts", "sideways")
            page.set_viewport_size(WIDE)
            page.evaluate(REST)
            found[address, "spaced"] = barriers(page, "cuts", "sideways")
        page.set_viewport_size(ZOOMED)
        page.evaluate(REST)
        found[address, "zoomed"] = barriers(page, "sideways", "targets") + (axe(page, *LAYOUT) if chromium and kind else [])
        page.set_viewport_size(WIDE)
    assert not told(found), told(found)
    assert sum(place[1] == "tab" for place in found) >= 3


@pytest.mark.context(viewport=NARROW, reduced_motion="reduce")
def test_every_control_is_reached_backwards(page: Page, real: str, browser_name: str) -> None:
    """On a phone's width Shift and Tab go through a page of each kind against the order in which one reads; nothing covers what has the focus."""
    pages: re.Pattern[str] = KINDS if browser_name == "chromium" else FEW
    found: Found = {(address,): walk(page, "Shift+Tab") for address in every(page, real, pages)}
    assert not told(found), told(found)


@pytest.mark.context(color_scheme="light", reduced_motion="reduce")
def test_every_late_state_keeps_nobody_out(page: Page, site: str, browser_name: str) -> None:
    """What comes up later keeps the same promises: dialogs, previews, results, the open contents and the notice."""
    found: Found = {}
    for state in page_states.late(page, site):
        size = page.viewport_size or WIDE
        found[state, "now"] = barriers(page, "headings", "motion", "targets")
        if browser_name == "chromium":
            found[state, "axe"] = [*map(str, findings_by_day_and_night(page).items())]
            page.emulate_media(forced_colors="active", color_scheme="dark")
            found[state, "forced"] = barriers(page, "forcedColours") + axe(page, *COLOURS)
            set_colours(page, "light")
            with large_letters(page):
                found[state, "large"] = barriers(page, "cuts", "sideways")
        page.set_viewport_size(ZOOMED)
        page.evaluate(REST)
        found[state, "zoomed"] = barriers(page, "sideways") + (axe(page, *LAYOUT) if browser_name == "chromium" else [])
        page.set_viewport_size(NARROW)
        found[state, "narrow"] = barriers(page, "targets", "cuts")
        page.set_viewport_size(size)
    assert len(found) > 40
    assert not told(found), told(found)


@pytest.mark.chromium_only("axe reads the page's markup and asks for the same values in both")
def test_axe_sees_what_is_wrong(page: Page, real: str) -> None:
    """The check itself works: a control without a name is found."""
    page.goto(real)
    page.locator("main").evaluate("main => main.append(document.createElement('textarea'))")
    assert "label" in findings(page)


@pytest.mark.chromium_only("what our own style sheets decide")
@pytest.mark.parametrize("width", [360, 390])
def test_a_short_name_is_as_easy_to_hit(page: Page, site: str, width: int) -> None:
    """On a phone a name that fits on one line, as in the fallback typeface, is a target of its own beside the note below it."""
    page.set_viewport_size({"width": width, "height": 740})
    test_data.with_notes(page, site, test_import.MINE)
    expect(page.locator(".hb-header__copy")).to_be_visible()
    page.locator(".hb-header__title").evaluate("(title) => { title.textContent = 'Handbook'; }")
    assert barriers(page, "targets") == []
