"""Barriers that axe cannot detect, on every page: keyboard access, the size of touch targets, room for large text."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility.test_axe import COLOURS, FEW, KINDS, LAYOUT, addresses, findings, findings_by_day_and_night, stands_for_its_kind
from tests.browser.workbook import test_data, test_import
from tests.support import page_actions, page_states
from tests.support.page_states import barriers, told

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
ZOOMED = {"width": 320, "height": 256}  # a window of 1280 by 1024 px at 400 per cent
SPACED = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important} p{margin-bottom:2em!important}"  # WCAG 1.4.12
SCHEMES: dict[str, tuple[Literal["dark", "light"], ...]] = {"chromium": ("dark", "light"), "firefox": ("light",)}  # it takes them when it starts
# As an extension does it: the page itself may bring no styles.
WORN = "(text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); document.adoptedStyleSheets.push(sheet); }"
REST = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def every(page: Page, real: str, browser_name: str, folder: str = "", in_firefox: re.Pattern[str] = FEW) -> Iterator[str]:
    """Open pages of the handbook and yield their addresses.

    Args:
        page: The tab.
        real: The address of the handbook.
        browser_name: In Chromium they are one of each kind, and all in ``folder``.
        folder: A folder of the site; empty means all pages.
        in_firefox: What matches the pages that are opened in Firefox, where a page takes three times as long.
    """
    names = {address: address.removeprefix(real) for address in addresses(real)}
    if browser_name == "firefox":
        found = [address for address, name in names.items() if in_firefox.fullmatch(name)]
    else:
        found = [address for address, name in names.items() if name.startswith(folder) or KINDS.fullmatch(name)]
    assert len(found) >= (3 if in_firefox is FEW else 10)
    for address in found:
        page.goto(address)
        if page.locator("hb-checklist").count():
            page_actions.ready(page)
        yield address


def walk(page: Page, key: str, place: str = "") -> list[str]:
    """Press Tab as often as there are controls; return what went wrong."""
    barriers(page, "stops")
    page.evaluate("(place) => barriers.start(place)", place)
    for _ in range(12):  # boxes that scroll take the focus too
        left = page.evaluate("barriers.left()")
        if not left:
            break
        for _ in range(left):
            page.keyboard.press(key)
    found: list[str] = page.evaluate("(back) => barriers.walked(back)", key != "Tab")
    return found


@pytest.mark.context(reduced_motion="reduce")
def test_every_control_is_reached_by_tab(page: Page, real: str, browser_name: str) -> None:
    """Tab comes to every control, forwards and backwards, in the order in which one reads; none of them is then covered or out of sight."""
    found: dict[tuple[object, ...], list[str]] = {}
    for number, address in enumerate(every(page, real, browser_name)):
        # The header and the contents are the same everywhere, and so is the way back on pages of a kind.
        found[address, "on"] = walk(page, "Tab", "#__skip" if number else "")
        if stands_for_its_kind(real, address):
            page.set_viewport_size(NARROW)
            page.goto(address)  # or Tab would go back from where it is
            found[address, "back"] = walk(page, "Shift+Tab")
            page.set_viewport_size(WIDE)
    assert not told(found), told(found)


@pytest.mark.context(reduced_motion="reduce")
def test_every_page_has_room_for_its_reader(page: Page, real: str, browser_name: str) -> None:
    """Headings skip no level, touch targets have 24 pixels, drawings can be read, nothing moves; at 400 per cent zoom and with wide spacing no text is cut off."""
    found: dict[tuple[object, ...], list[str]] = {}
    for address in every(page, real, browser_name, in_firefox=KINDS):
        found[address, "headings"] = barriers(page, "headings")
        found[address, "motion"] = barriers(page, "motion")
        for scheme in SCHEMES[browser_name]:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found[address, "drawings", scheme] = barriers(page, "words")
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            found[address, "targets", size["width"]] = barriers(page, "targets")
        page.set_viewport_size(ZOOMED)
        page.evaluate(REST)  # until boxes that scroll have noticed it
        found[address, "zoomed"] = barriers(page, "sideways")
        page.set_viewport_size(NARROW)
        page.evaluate(WORN, SPACED)
        page.evaluate(REST)
        found[address, "spaced"] = barriers(page, "cuts") + barriers(page, "sideways")
        page.set_viewport_size(WIDE)
        page.evaluate(REST)
        found[address, "spaced wide"] = barriers(page, "cuts") + barriers(page, "sideways")
    assert not told(found), told(found)


@pytest.mark.context(reduced_motion="reduce")
def test_every_late_state_has_room_for_its_reader(page: Page, site: str, browser_name: str) -> None:
    """What comes up later keeps the same promises, also in forced colours: dialogs, previews, results, the open contents and the notice."""
    found: dict[tuple[object, ...], list[str]] = {}
    for state in page_states.late(page, site):
        size = page.viewport_size
        for name in ("headings", "motion", "targets"):
            found[state, name] = barriers(page, name)
        page.set_viewport_size(ZOOMED)
        page.evaluate(REST)
        found[state, "zoomed"] = barriers(page, "sideways")
        if browser_name == "chromium":  # axe reads the same in both
            found[state, "axe"] = [*map(str, findings(page, *LAYOUT).items())]
            page.set_viewport_size(size or WIDE)
            found[state, "axe, wide"] = [*map(str, findings_by_day_and_night(page).items())]
            page.emulate_media(forced_colors="active", color_scheme="dark")
            found[state, "forced"] = [*barriers(page, "forcedColours"), *map(str, findings(page, *COLOURS).items())]
            page.emulate_media(forced_colors="none", color_scheme="light")
        page.set_viewport_size(NARROW)
        found[state, "narrow"] = barriers(page, "targets") + barriers(page, "cuts")
        page.set_viewport_size(size or WIDE)
    assert len(found) > 40
    assert not told(found), told(found)


@pytest.mark.chromium_only("what our own style sheets decide")
@pytest.mark.parametrize("width", [360, 390])
def test_a_short_name_is_as_easy_to_hit(page: Page, site: str, width: int) -> None:
    """On a phone a name that fits on one line, as in the fallback typeface, is a target of its own beside the note below it."""
    page.set_viewport_size({"width": width, "height": 740})
    test_data.with_notes(page, site, test_import.MINE)
    expect(page.locator(".hb-header__copy")).to_be_visible()
    page.locator(".hb-header__title").evaluate("(title) => { title.textContent = 'Handbook'; }")
    assert barriers(page, "targets") == []
