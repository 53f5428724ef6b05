"""How a page loads: nothing moves once it is drawn."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support import page_actions
from tests.support.accessibility import devtools, is_chromium
from tests.support.printing import await_face

CHAPTER = "chapters/thinking-like-a-leader/"
MAX_SHIFT = 0.005  # 0.0014 was measured with every file late; 0.1 counts as good
SHIFTS = """window.shifts = [];
new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: "layout-shift", buffered: true });"""
PAINTED = "new Promise((done) => new PerformanceObserver(done).observe({ type: 'paint', buffered: true })).then(() => null)"
SETTLED = "document.fonts.ready.then(() => new Promise((done) => requestIdleCallback(done, { timeout: 2000 })))"


@pytest.mark.parametrize(
    "_width",
    [
        pytest.param("narrow", marks=pytest.mark.context(viewport={"width": 390, "height": 844})),
        pytest.param("wide", marks=pytest.mark.context(viewport={"width": 1280, "height": 800})),
    ],
)
def test_nothing_moves_while_a_chapter_loads(page: Page, real: str, _width: str) -> None:
    """A typeface, a picture or a script that comes after the first paint moves nothing on the page."""
    late: list[Route] = []
    painted = False
    page.route("**/*.{woff2,svg,js}", lambda route: route.continue_() if painted else late.append(route))
    page.add_init_script(SHIFTS)
    page.goto(real + CHAPTER, wait_until="commit")
    page.evaluate(PAINTED)
    painted = True
    for route in late:
        route.continue_()
    page_actions.ready(page)
    page.evaluate(SETTLED)
    assert sum(page.evaluate("window.shifts")) < MAX_SHIFT


@pytest.mark.context(viewport={"width": 390, "height": 844})
@pytest.mark.parametrize(
    ("address", "built"),
    [
        ("workbook/print/", "[data-hb-part=count]:not(:empty)"),  # 0.009: the number of pages
        ("workbook/", "[data-hb-part=sample-list] .hb-weave"),
        ("guide/lead-a-group/", "[data-hb-part=desk]:not([hidden])"),
        ("workbook/assessment/#rate=Ana", "[data-hb-action=answer-request]"),
    ],
)
def test_what_scripts_build_moves_nothing(page: Page, real: str, address: str, built: str) -> None:
    """What is there for readers without scripts doesn't show first where scripts run, and what scripts add has its place."""
    late: list[Route] = []
    painted = False
    page.route("**/*.js", lambda route: route.continue_() if painted else late.append(route))
    page.add_init_script(SHIFTS)
    if is_chromium(page):  # the print kit gives its scripts four seconds; a busy machine needs more
        tools = devtools(page)
        tools.send("Animation.enable")
        tools.send("Animation.setPlaybackRate", {"playbackRate": 0})
    page.goto(real + address, wait_until="commit")
    page.evaluate(PAINTED)
    painted = True
    for route in late:
        route.continue_()
    expect(page.locator(built).first).to_be_visible()
    page.evaluate(SETTLED)
    assert sum(page.evaluate("window.shifts")) < 0.02


@pytest.mark.parametrize(
    ("line", "early"), [("undefined", True), ("{ downlink: 10 }", True), ("{ downlink: 1.5 }", False), ("{ downlink: 10, saveData: true }", False)]
)
def test_the_typeface_never_holds_up_a_slow_line(page: Page, real: str, line: str, early: bool) -> None:
    """The first paint waits for the typeface where it comes soon; on a slow line, or to save data, the text comes first. Paper always has it."""
    page.add_init_script(page_actions.LINE % line)
    page.goto(real + CHAPTER)
    expect(page.locator(page_actions.PRELOAD)).to_have_count(int(early))
    await_face(page)
    if early:  # the roman for this page, the italics for the next
        page.wait_for_function("() => [...document.fonts].filter(({ family, status }) => /^.?Literata.?$/.test(family) && status === 'loaded').length === 2")


@pytest.mark.without_scripts
@pytest.mark.may_log("italic")
def test_a_reader_without_scripts_has_the_typeface(page: Page, real: str) -> None:
    """Where no script can ask for the line, the typeface is preloaded; italics that don't come in time are slanted, and not of another typeface."""
    page.route("**/literata-italic*", lambda route: route.abort())
    page.goto(real + "guide/lead-a-group/")
    expect(page.locator(page_actions.PRELOAD)).to_have_count(1)
    if is_chromium(page):  # the other one doesn't tell
        tools = devtools(page)
        root = tools.send("DOM.getDocument")["root"]["nodeId"]
        tools.send("CSS.enable")
        italics = tools.send("DOM.querySelector", {"nodeId": root, "selector": "main em"})["nodeId"]
        (font,) = tools.send("CSS.getPlatformFontsForNode", {"nodeId": italics})["fonts"]
        assert font["postScriptName"] == "Literata-Regular"
