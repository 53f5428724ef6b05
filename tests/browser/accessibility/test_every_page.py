"""Every page and every state of the handbook: what axe finds, the keyboard, touch targets, room for large text, forced colours."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility.test_focus_and_state import unseen
from tests.browser.workbook import test_data, test_import
from tests.support import page_states
from tests.support.accessibility import (
    FEW,
    KINDS,
    NARROW,
    NEXT_FRAMES,
    barriers,
    contrasts,
    every,
    findings,
    is_chromium,
    large_text,
    report,
    set_color_scheme,
    stands_for_its_kind,
    text_spacing,
)

WIDE = {"width": 1280, "height": 900}
ZOOMED = {"width": 320, "height": 256}  # a window of 1280 by 1024 px at 400 per cent
Problems = dict[tuple[object, ...], list[str]]


def in_words(found: dict[str, list[tuple[str, str]]]) -> list[str]:
    """Return what axe finds as problems in words."""
    return [*map(str, found.items())]


def walk(page: Page, start: str = "", back: bool = False) -> list[str]:
    """Press Tab as often as there are controls; return what went wrong.

    Args:
        page: The tab.
        start: Selects the element after which the walk begins; empty means the top of the page.
        back: Whether Shift is held, so that the walk begins at the end.
    """
    barriers(page, "stops")
    page.evaluate("(place) => barriers.start(place)", start)
    # To hold the key is faster. Firefox scrolls to what has the focus only when it comes up.
    step = page.keyboard.down if is_chromium(page) else page.keyboard.press
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
    problems: list[str] = page.evaluate("(back) => barriers.walked(back)", back)
    return problems


@pytest.mark.context(color_scheme="light", reduced_motion="reduce")
def test_every_page_keeps_nobody_out(page: Page, real: str, browser_name: str) -> None:
    """axe finds nothing, by day, at night and in forced colours; nothing is cut off or scrolls sideways, zoomed, spaced or in large text; Tab reaches every control in order, and every fold has the same mark.

    One visit for all of it: to open a page takes longer than most of the questions. Other colours and large text show what a
    style sheet does, so one page of each kind and those with a figure are looked at in them.
    """
    chromium = browser_name == "chromium"  # Firefox takes its colours and text size when it starts, and axe reads the same in both
    day, night, forced = set(), set(), set()  # the looks of texts that axe has seen
    problems: Problems = {}
    for number, address in enumerate(every(page, real, None if chromium else KINDS)):
        if chromium or FEW.fullmatch(address.removeprefix(real)):
            # The header and the contents are the same everywhere.
            problems[address, "tab"] = walk(page, "#__skip" if number else "")
            page.evaluate("document.activeElement.blur(), scrollTo(0, 0)")
        problems[address, "wide"] = barriers(page, "headings", "folds", "motion", "targets", "words")
        if chromium:
            problems[address, "axe"] = in_words(findings(page, day))
        thorough = chromium and (stands_for_its_kind(real, address) or page.evaluate("document.querySelector('main svg') !== null"))
        if thorough:
            set_color_scheme(page, "dark")
            problems[address, "dark"] = barriers(page, "words") + in_words(contrasts(page, night))
            page.emulate_media(forced_colors="active")
            problems[address, "forced"] = barriers(page, "forcedColours") + in_words(contrasts(page, forced))
            set_color_scheme(page, "light")
            with large_text(page):
                problems[address, "large"] = barriers(page, "cuts", "sideways", "targets")
        with text_spacing(page):
            problems[address, "spaced"] = barriers(page, "cuts", "sideways")
            page.set_viewport_size(NARROW)
            page.evaluate(NEXT_FRAMES)  # until boxes that scroll have noticed it
            problems[address, "spaced, narrow"] = barriers(page, "cuts", "sideways")
        if thorough:
            with large_text(page):
                problems[address, "large, narrow"] = barriers(page, "cuts", "sideways")
        page.set_viewport_size(ZOOMED)
        page.evaluate(NEXT_FRAMES)
        problems[address, "zoomed"] = barriers(page, "sideways", "targets")
        page.set_viewport_size(WIDE)
    assert not report(problems), report(problems)
    assert sum(place[1] == "tab" for place in problems) >= 3


@pytest.mark.context(viewport=NARROW, reduced_motion="reduce")
def test_every_control_is_reached_backwards(page: Page, real: str, browser_name: str) -> None:
    """On a phone's width Shift and Tab go through a page of each kind against the order in which one reads; nothing covers what has the focus."""
    pages: re.Pattern[str] = KINDS if browser_name == "chromium" else FEW
    problems: Problems = {(address,): walk(page, back=True) for address in every(page, real, pages)}
    assert not report(problems), report(problems)


@pytest.mark.context(color_scheme="light", reduced_motion="reduce")
def test_every_late_state_keeps_nobody_out(page: Page, site: str, browser_name: str) -> None:
    """What comes up later keeps the same promises: dialogs, previews, results, the open contents and the notice; and all that can have the focus shows it."""
    day, night, forced = set(), set(), set()
    focused: dict[str, set[str]] = {"light": set(), "dark": set(), "forced": set()}
    problems: Problems = {}
    for state in page_states.late(page, site):
        size = page.viewport_size or WIDE
        problems[state, "now"] = barriers(page, "headings", "motion", "targets")
        if browser_name == "chromium":
            problems[state, "axe"] = in_words(findings(page, day)) + unseen(page, focused["light"])
            set_color_scheme(page, "dark")
            problems[state, "dark"] = in_words(contrasts(page, night)) + unseen(page, focused["dark"])
            page.emulate_media(forced_colors="active")
            problems[state, "forced"] = barriers(page, "forcedColours") + in_words(contrasts(page, forced)) + unseen(page, focused["forced"])
            set_color_scheme(page, "light")
            with large_text(page):
                problems[state, "large"] = barriers(page, "cuts", "sideways")
        page.set_viewport_size(ZOOMED)
        page.evaluate(NEXT_FRAMES)
        problems[state, "zoomed"] = barriers(page, "sideways", "targets")
        page.set_viewport_size(NARROW)
        problems[state, "narrow"] = barriers(page, "targets", "cuts")
        page.set_viewport_size(size)
    assert len(problems) > 40
    assert browser_name == "firefox" or min(map(len, focused.values())) > 40
    assert not report(problems), report(problems)


@pytest.mark.chromium_only("axe reads the page's markup and asks for the same values in both")
def test_axe_sees_what_is_wrong(page: Page, real: str) -> None:
    """The check itself works: it finds a control without a name, a box that only a mouse can scroll, and pale words, but no look that it has seen."""
    page.goto(real)
    looks: set[str] = set()
    assert findings(page, looks) == {} == contrasts(page, looks) and len(looks) > 20
    page.locator("main").evaluate(
        """main => {
          const [field, box, words] = ["textarea", "pre", "p"].map((name) => document.createElement(name));
          words.textContent = box.textContent = "Words that are longer than their box. ".repeat(9);
          words.style.color = "#ccc";
          Object.assign(box.style, { overflow: "auto", width: "100px" });
          main.append(field, box, words);
        }"""
    )
    assert findings(page, looks).keys() == {"label", "color-contrast", "scrollable-region-focusable"}
    assert contrasts(page, looks) == {}
    assert [problem[:16] for problem in barriers(page, "sideways")] == ["no Tab stop: <pr"]


@pytest.mark.chromium_only("what our own style sheets decide")
@pytest.mark.parametrize("width", [360, 390])
def test_a_short_name_is_as_easy_to_hit(page: Page, site: str, width: int) -> None:
    """On a phone a name that fits on one line, as in the fallback typeface, is a target of its own beside the note below it."""
    page.set_viewport_size({"width": width, "height": 740})
    test_data.with_notes(page, site, test_import.MINE)
    expect(page.locator(".hb-header__copy")).to_be_visible()
    page.locator(".hb-header__title").evaluate("(title) => { title.textContent = 'Handbook'; }")
    assert barriers(page, "targets") == []
