"""What sighted readers need: a visible focus, and states that differ by more than colour."""

import base64
import io
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import islice
from typing import Any

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Locator, Page, expect

from handbook.theme.colour import contrast
from tests.browser.workbook import test_assessment, test_one_to_one, test_print_kit
from tests.support import page_actions, page_states
from tests.support.accessibility import KINDS, barriers, devtools, every, is_chromium, report

EDGE = 8  # pixels around a control in which its focus is drawn
SEEN = 3.0  # WCAG 1.4.11 and 2.4.13: whatever shows a state has a contrast of 3 to 1
# Returns where a control is in the window, and how far the page has scrolled.
BOX = """(control) => {
  const { x, y, width, height } = control.getBoundingClientRect();
  return { x, y, width, height, across: scrollX, down: scrollY };
}"""
# Gives a control the focus and returns its box, or null where it cannot be seen. The focus comes from elsewhere: what a click
# has given the focus to shows it to no keyboard.
FOCUS = """(number) => {
  const control = document.querySelector(`[data-test-look="${number}"]`);
  if (!control.checkVisibility({ visibilityProperty: true })) return null;
  control.blur();
  control.focus({ focusVisible: true });
  control.scrollIntoView({ block: "center", inline: "nearest" });
  const box = (BOX)(control);
  return box.width && box.height ? box : null;
}""".replace("BOX", BOX)
# For a picture Playwright writes a style into the page, and Firefox says that the policy forbids it.
pytestmark = pytest.mark.may_log("blocked an inline style")
MIXES: dict[str, dict[str, Any]] = {"light": {}, "dark": {"color_scheme": "dark"}, "forced": {"color_scheme": "dark", "forced_colors": "active"}}
PLAIN: dict[str, Any] = {"color_scheme": "light", "forced_colors": "none"}
ONCE = pytest.mark.chromium_only("the other one draws the same in these colours, and would have to be started anew for each")
in_each_mix = pytest.mark.parametrize(
    "mix",
    [pytest.param(name, marks=[pytest.mark.context(reduced_motion="reduce", **options), *([ONCE] if options else [])]) for name, options in MIXES.items()],
)


def picture(page: Page, box: dict[str, float]) -> Image.Image:
    """Return a screenshot of a rectangle and a margin around it."""
    size = page.viewport_size or {"width": 1280, "height": 900}
    left, top = max(0, round(box["x"]) - EDGE), max(0, round(box["y"]) - EDGE)
    right, bottom = min(size["width"], box["x"] + box["width"] + EDGE), min(size["height"], box["y"] + box["height"] + EDGE)
    clip = {"x": left, "y": top, "width": round(right - left), "height": round(bottom - top)}
    if is_chromium(page):  # a third of the work that Playwright's own picture takes
        clip |= {"x": left + box["across"], "y": top + box["down"], "scale": 1}  # it counts from the top of the page
        shot = base64.b64decode(devtools(page).send("Page.captureScreenshot", {"clip": clip})["data"])
    else:
        shot = page.screenshot(clip=clip)  # type: ignore[arg-type]
    return Image.open(io.BytesIO(shot)).convert("RGB")


def changed(before: Image.Image, after: Image.Image) -> int:
    """Return how many pixels differ by 3 to 1 in lightness, whatever their colours."""
    part = ImageChops.difference(before, after).getbbox()
    pairs = Counter(zip(before.crop(part).get_flattened_data(), after.crop(part).get_flattened_data(), strict=True) if part else ())
    return sum(count for (one, other), count in pairs.items() if one != other and _apart(one, other))


@cache
def _apart(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return contrast("#{:02x}{:02x}{:02x}".format(*one), "#{:02x}{:02x}{:02x}".format(*other)) >= SEEN


def unseen(page: Page, known: set[str]) -> list[str]:
    """Return which controls do not show that they have the focus; asks one of each look, and none whose look is known."""
    faults = []
    place = page.evaluate("[scrollX, scrollY]")
    page.keyboard.press("Shift")  # a reader who uses the keyboard
    for number, look in enumerate(barriers(page, "looks")):
        box: Any = None if look in known else page.evaluate(FOCUS, number)
        if not box:
            continue
        known.add(look)
        focused = picture(page, box)
        page.evaluate("document.activeElement.blur()")
        plain = picture(page, box)
        # At least as many pixels as a line around the control, one thick; what runs over lines has a line around each part.
        if focused.size != plain.size or changed(plain, focused) < min(2 * (box["width"] + box["height"]), 400):
            faults.append(f"{look}: {changed(plain, focused) if focused.size == plain.size else 'it grows'}")
    page.evaluate("(place) => scrollTo(...place)", place)
    return faults


@pytest.mark.context(color_scheme="light", reduced_motion="reduce")
def test_the_focus_can_be_seen(page: Page, real: str, site: str, browser_name: str) -> None:
    """Each kind of control shows its focus with an outline whose contrast is at least 3 to 1; test_every_page.py asks at night and in forced colours."""
    known: set[str] = set()
    problems: dict[tuple[object, ...], list[str]] = {}
    if browser_name == "firefox":  # it draws the same outlines, and takes its colours from a preference when it starts
        problems[("a chapter",)] = [problem for _ in islice(page_states.late(page, site), 1) for problem in unseen(page, known)]
    else:
        for address in every(page, real, KINDS):
            problems[(address,)] = unseen(page, known)
    assert len(known) > 10
    assert not report(problems), report(problems)


def differs(page: Page, control: Locator, act: Callable[[], object]) -> int:
    """Return how many pixels in and around a control tell that something was done."""
    control.scroll_into_view_if_needed()
    page.mouse.move(0, 0)
    before = picture(page, _box(control))
    act()
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(0, 0)
    after = picture(page, _box(control))
    size = (min(before.width, after.width), min(before.height, after.height))
    return changed(before.crop((0, 0, *size)), after.crop((0, 0, *size)))


def _box(control: Locator) -> Any:
    return control.evaluate(BOX)


@in_each_mix
def test_no_state_is_told_by_colour_alone(page: Page, site: str, mix: str) -> None:
    """What is ticked, chosen, open, private, pressed or the current page differs in its shape, in any colours."""
    told_by = {}
    page_actions.open_first(page, site)
    link = page.locator(".hb-contents__link", has_text="Second steps").first

    def go() -> None:
        link.click()
        expect(link).to_have_attribute("aria-current", "page")  # the contents are those of the new page
        expect(link).to_be_visible()

    told_by["the current page"] = differs(page, link, go)
    page.goto(site + page_actions.FIRST)
    page_actions.ready(page)
    for name, control in {
        "a tick": page_actions.control(page, "name-the-decider"),
        "a choice": page.locator(".hb-option__choose").first,
        "a private text": page.get_by_role("button", name="Private").first,
        "an open note": page.locator(".hb-more__open").first,
    }.items():
        told_by[name] = differs(page, control, lambda control=control: control.click())
    page.goto(site + test_assessment.PAGE)
    test_assessment.press(page, "rate")
    line = page.get_by_label(test_assessment.LINES[test_assessment.WALK][2])
    told_by["a line"] = differs(page, line, lambda: line.check())
    test_one_to_one.come(page, site, test_one_to_one.answers())
    test_one_to_one.choose(page)
    box = test_one_to_one.box(page, "name-the-decider")
    told_by["a thing to take along"] = differs(page, box, lambda: box.check())
    test_print_kit.come(page, site)
    kind = test_print_kit.pick(page, "mode", "mine")
    told_by["a kind of kit"] = differs(page, kind, lambda: kind.check())
    assert {name: count for name, count in told_by.items() if count < 5} == {}
