"""The self-assessment: blind, dated, without a total, and beside another person's view."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.workbook.test_one_to_one import on_paper
from tests.support import page_actions
from tests.support.accessibility import NARROW, findings_by_day_and_night

PAGE = "workbook/assessment/"
WALK, LOOK = "walk-in-step", "look-where-it-goes"
TITLES = {WALK: "Walks in step", LOOK: "Looks where it goes"}
LINES = {
    WALK: ["I stood still.", "I walked when pushed.", "I walked alone.", "I walked with two others.", "Others walk in a way that they saw in mine."],
    LOOK: ["I looked down.", "I looked up when called.", "I looked ahead.", "I told others what I saw.", "Others look ahead without me."],
}
MAY, NOVEMBER = "20260512t091500-aaaa", "20261120t101500-x7k2"
RECORDED = "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } })"
REFUSED = "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async () => { throw new DOMException('no', 'NotAllowedError'); } } })"
MARKUP = "<img src=x onerror=alert(1)><b>Ann</b>"


def revs(page: Page, site: str) -> dict[str, str]:
    """Return the wording hash of each behaviour."""
    page.goto(site + PAGE)
    held = json.loads(page.locator("hb-assessment").get_attribute("data-hb-catalogue") or "{}")
    return {behaviour["id"]: behaviour["rev"] for behaviour in held["behaviours"]}


def session(id: str, rev: dict[str, str], levels: dict[str, str], evidence: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    """Return the entries of a finished attempt."""
    under = f"assessment.{id}."
    rated = {under + name: page_actions.entry(level, rev=rev[name], said=said(name, level)) for name, level in levels.items()}
    shown = {f"{under}{name}.evidence": page_actions.entry(text) for name, text in (evidence or {}).items()}
    return {under + "done": page_actions.entry(True), **rated, **shown, **{under + name: page_actions.entry(value) for name, value in more.items()}}


def said(name: str, level: str) -> str:
    """Return what a rating says that it answered."""
    return f"{TITLES[name]}: {LINES[name][int(level)]}" if level else ""


def begin_with(page: Page, site: str, entries: dict[str, Any]) -> None:
    """Open the page with these entries in the reader's document."""
    page_actions.prepare(page, site, page_actions.document(entries))
    page.goto(site + PAGE)
    expect(page.locator("[data-hb-action=next], [data-hb-action=print-blank], [data-hb-action=save-rating]").first).to_be_visible()


def rating(by: str = "Priya Menon", levels: dict[str, str] | None = None, evidence: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    """Return a rating file as data."""
    chosen = {WALK: "1", LOOK: "3"} if levels is None else levels
    ratings = {name: {"level": level, "evidence": (evidence or {}).get(name, ""), "rev": "", "said": said(name, level)} for name, level in chosen.items()}
    head = {
        "format": "handbook-rating",
        "version": 1,
        "handbook": page_actions.HANDBOOK,
        "about": "SJ",
        "by": by,
        "role": "manager",
        "at": "2026-11-12T10:00:00.000Z",
    }
    return head | {"ratings": ratings} | more


def hand_in(page: Page, content: object, name: str = "rating.json") -> None:
    """Take a file in."""
    text = content if isinstance(content, bytes) else (content if isinstance(content, str) else json.dumps(content)).encode()
    page.get_by_label("Add a rating file").set_input_files({"name": name, "mimeType": "application/json", "buffer": text})


def told(page: Page) -> Locator:
    """Return the line that says what became of a file."""
    return page.locator("[data-hb-part=taken]")


def choose(page: Page, name: str, level: int) -> None:
    """Choose a line of the behaviour that is shown."""
    expect(page.get_by_role("heading", name=TITLES[name])).to_be_visible()
    page.get_by_label(LINES[name][level]).check()


def press(page: Page, name: str) -> None:
    """Press the button that does ``name``."""
    page_actions.action(page, name).filter(visible=True).click()


def shown(page: Page, name: str = "What’s your evidence?") -> Locator:
    """Return the field for evidence of the behaviour that is shown."""
    return page.get_by_role("textbox", name=name).filter(visible=True)


def rate(page: Page, walk: int, look: int) -> None:
    """Begin, choose both lines and finish."""
    press(page, "rate")
    choose(page, WALK, walk)
    press(page, "next")
    choose(page, LOOK, look)
    press(page, "next")
    expect(page.get_by_role("heading", name="Where you stand")).to_be_focused()


def stored_ratings(page: Page) -> dict[str, Any]:
    """Return the stored values of the newest attempt, by the ends of their ids."""
    found = {id: entry["value"] for id, entry in page_actions.stored(page)["entries"].items() if id.startswith("assessment.")}
    newest = max(map(session_of, found), default=None)
    return {part_of(id): value for id, value in found.items() if session_of(id) == newest}


def session_of(id: str) -> str:
    """Return the attempt that an entry belongs to; an earlier edition put it before the rest of the id."""
    return id.partition("@")[2] or id.split(".")[1]


def part_of(id: str) -> str:
    """Return the end of an entry's id without its attempt."""
    return id.partition("@")[0].split(".", 1)[1] if "@" in id else id.split(".", 2)[2]


def cells(page: Page, name: str) -> list[str]:
    """Return the cells of a behaviour in the table."""
    return [re.sub(r"\n+", "\n", text).strip() for text in page.locator("tbody").filter(has_text=TITLES[name]).get_by_role("cell").all_inner_texts()]


@pytest.mark.without_scripts
def test_the_form_needs_no_scripts(page: Page, site: str, browser_name: str) -> None:
    """Without scripts I have the whole form, can mark it, and print it."""
    page.goto(site + PAGE)
    for name in (WALK, LOOK):
        form = page.get_by_role("group", name=TITLES[name])
        for line in LINES[name]:
            expect(form.get_by_label(line)).to_be_visible()
        form.get_by_label(LINES[name][3]).check()
        form.get_by_role("textbox", name="What’s your evidence?").fill("Monday.")
    expect(page.get_by_label("Your name")).to_be_visible()
    expect(page.locator("noscript p")).to_be_visible(visible=browser_name == "chromium")


def hold_scripts(page: Page) -> Callable[[], None]:
    """Hold back the workbook's scripts until the function that is returned is called."""
    held: list[Any] = []
    late = False

    def release() -> None:
        nonlocal late
        late = True
        for route in held:
            route.continue_()

    page.route(re.compile(r"/workbook[\w.-]*\.js"), lambda route: route.continue_() if late else held.append(route))
    return release


@pytest.mark.both_browsers("Firefox restores form fields on a reload, before our scripts run")
def test_what_was_marked_before_the_scripts_came_is_kept(page: Page, site: str) -> None:
    """A line that I choose while the page is still loading counts."""
    release = hold_scripts(page)
    page.goto(site + PAGE, wait_until="commit")
    expect(page.locator("hb-assessment")).to_be_attached()
    expect(page.locator("hb-assessment")).to_be_hidden()
    page.evaluate("for (const wait of document.getAnimations()) wait.finish()")
    page.get_by_label(LINES[WALK][2]).check()
    release()
    press(page, "next")
    expect(page.get_by_role("heading", name=TITLES[LOOK])).to_be_focused()
    page_actions.eventually(lambda: stored_ratings(page)[WALK], "2")


def test_a_round(page: Page, site: str) -> None:
    """I rate one behaviour after the other and see my lines, the next ones up, and no number for me."""
    page.goto(site + PAGE)
    press(page, "rate")
    expect(page.get_by_role("heading", name=TITLES[WALK])).to_be_focused()
    expect(page.locator("[data-hb-part=step]")).to_have_text("1 of 2")
    press(page, "next")
    expect(page.get_by_role("alert")).to_have_text("Choose a level first, or skip this behaviour.")
    choose(page, WALK, 1)
    expect(page.get_by_role("alert")).to_be_empty()
    press(page, "next")
    expect(page.locator("[data-hb-part=step]")).to_have_text("2 of 2")
    choose(page, LOOK, 3)
    shown(page).fill("Monday, the hall, Ines.")
    press(page, "next")
    expect(page.get_by_role("heading", name="Where you stand")).to_be_focused()
    page_actions.eventually(lambda: stored_ratings(page), {"done": True, WALK: "1", LOOK: "3", f"{LOOK}.evidence": "Monday, the hall, Ines."})
    kept = {part_of(id): entry for id, entry in page_actions.stored(page)["entries"].items() if id.startswith("assessment.")}
    assert kept[WALK]["said"] == said(WALK, "1")
    assert kept[WALK]["rev"] == revs(page, site)[WALK]
    assert cells(page, WALK)[0] == LINES[WALK][1]
    assert cells(page, WALK)[1].startswith(LINES[WALK][2])
    assert cells(page, LOOK)[0] == f"{LINES[LOOK][3]}\nEvidence: Monday, the hall, Ines."
    assert cells(page, LOOK)[1].startswith(LINES[LOOK][4])


def test_no_total(page: Page, site: str) -> None:
    """Nothing on the result adds my lines up: no sum, no mean, no share, not even a level's number."""
    rev = revs(page, site)
    begin_with(page, site, session(MAY, rev, {WALK: "1", LOOK: "2"}) | session(NOVEMBER, rev, {WALK: "3", LOOK: "3"}))
    shown = page.locator("hb-assessment [data-hb-part=desk]").inner_text()
    dates = re.sub(r"(?:12 May|20 November) 2026", "", shown)
    assert re.findall(r"\d|%|\btotal|\bscore|\baverage|\bmean\b", dates) == []


def test_evidence_is_asked_for_on_the_two_highest_lines(page: Page, site: str) -> None:
    """Evidence is asked where I claim most, I can go on without it, and the result says so."""
    page.goto(site + PAGE)
    press(page, "rate")
    field = shown(page)
    for level, asked in [(0, 0), (2, 0), (3, 1), (4, 1), (1, 0)]:
        choose(page, WALK, level)
        expect(field).to_have_count(asked)
    choose(page, WALK, 3)
    field.fill("A scene.")
    choose(page, WALK, 2)
    expect(field).to_be_visible()  # what I wrote is not hidden from me
    field.fill("")
    press(page, "next")
    choose(page, LOOK, 4)
    press(page, "next")
    assert cells(page, LOOK) == [f"{LINES[LOOK][4]}\nNo evidence given", "This is the top level."]
    expect(page.get_by_text("No evidence given")).to_have_count(1)


def test_leaving_a_behaviour_out(page: Page, site: str) -> None:
    """A behaviour that I had no occasion for is left out, which is not the lowest line."""
    page.goto(site + PAGE)
    press(page, "rate")
    page.get_by_label("Skip it.").filter(visible=True).check()
    press(page, "next")
    choose(page, LOOK, 0)
    press(page, "next")
    page_actions.eventually(lambda: stored_ratings(page)[WALK], "")
    assert cells(page, WALK) == ["Skipped", "Skipped, so there’s no next level."]
    expect(page.locator(".hb-chart__mark--now[class*=mark]")).to_have_count(2)  # one in the key, one in the chart
    expect(page.locator(".hb-chart__row").filter(has_text=TITLES[WALK])).to_contain_text("skipped")


def test_a_reload_goes_on_where_it_stopped(page: Page, site: str) -> None:
    """After a reload I am at the first behaviour that I have not rated, and can go back within this attempt."""
    page.goto(site + PAGE)
    press(page, "rate")
    choose(page, WALK, 3)
    shown(page).type("Half a sen")
    page.reload()
    expect(page.get_by_role("heading", name=TITLES[WALK])).to_be_hidden()
    expect(page.get_by_role("heading", name=TITLES[LOOK])).to_be_visible()
    press(page, "back")
    expect(page.get_by_role("heading", name=TITLES[WALK])).to_be_focused()
    expect(page.get_by_label(LINES[WALK][3])).to_be_checked()
    expect(shown(page)).to_have_value("Half a sen")
    expect(page_actions.action(page, "back")).to_be_hidden()


def test_a_retake_is_blind(page: Page, site: str) -> None:
    """While I rate again, nothing that I or others chose before is anywhere in the page."""
    rev = revs(page, site)
    old = session(MAY, rev, {WALK: "3", LOOK: "1"}, {WALK: "The scene of May."})
    begin_with(page, site, old)
    hand_in(page, rating(evidence={LOOK: "Priya’s scene."}))
    expect(page.get_by_role("heading", name="Questions to discuss")).to_be_visible()
    press(page, "rate")
    html = page.locator("hb-assessment").inner_html()
    for word in ("The scene of May.", "Priya", "May 12", "hb-chart__mark", "Questions to discuss", "hb-result"):
        assert word not in html, word
    expect(page.locator("hb-assessment input:checked")).to_have_count(0)
    values = page.eval_on_selector_all("hb-assessment textarea, hb-assessment [type=text]", "fields => fields.map((field) => field.value)")
    assert set(values) == {""}
    page.reload()
    expect(page.get_by_role("heading", name=TITLES[WALK])).to_be_visible()
    assert "hb-chart__mark" not in page.content()


def test_then_beside_now(page: Page, site: str) -> None:
    """Any two dates can be compared: the later one is filled, the earlier one hollow."""
    rev = revs(page, site)
    june = "20260630t080000-bbbb"
    begin_with(
        page, site, session(MAY, rev, {WALK: "0", LOOK: "1"}) | session(june, rev, {WALK: "2", LOOK: ""}) | session(NOVEMBER, rev, {WALK: "2", LOOK: "3"})
    )
    heads = page.get_by_role("columnheader")
    expect(heads).to_have_text(["Then: 30 June 2026", "Now: 20 November 2026", "Next level up"])
    assert cells(page, LOOK)[:2] == ["Skipped", f"{LINES[LOOK][3]}\nNo evidence given"]
    page.get_by_label("compared with", exact=True).select_option("12 May 2026")
    expect(page.get_by_label("compared with", exact=True)).to_be_focused()
    expect(heads.first).to_have_text("Then: 12 May 2026")
    walk = page.locator(".hb-chart__row").filter(has_text=TITLES[WALK])
    assert walk.locator("svg:has(> .hb-chart__mark--then)").get_attribute("x") == "4%"
    assert walk.locator("svg:has(> .hb-chart__mark--now)").get_attribute("x") == "50%"
    expect(walk.locator(".hb-chart__way")).to_have_count(1)
    shapes = {kind: walk.locator(f".hb-chart__mark--{kind}").get_attribute("d") for kind in ("now", "then")}
    assert shapes["now"] != shapes["then"]
    fills = {kind: walk.locator(f".hb-chart__mark--{kind}").evaluate("mark => getComputedStyle(mark).fill") for kind in ("now", "then")}
    assert fills["now"] != fills["then"]
    page.get_by_label("Show", exact=True).select_option("30 June 2026")
    expect(heads).to_have_text(["Then: 12 May 2026", "Now: 30 June 2026", "Next level up"])
    expect(page.get_by_label("compared with", exact=True).locator("option")).to_have_text(["12 May 2026", "nothing"])
    page.get_by_label("compared with", exact=True).select_option("nothing")
    expect(heads).to_have_text(["Now: 30 June 2026", "Next level up"])
    assert cells(page, WALK)[0] == LINES[WALK][2]


def test_a_new_wording_is_said(page: Page, site: str) -> None:
    """Where a behaviour was reworded since, I read what I had chosen."""
    rev = revs(page, site) | {WALK: "old"}
    entries = session(MAY, rev, {WALK: "2", LOOK: "1"})
    entries[f"assessment.{MAY}.{WALK}"]["said"] = "Walks in step: I strolled."
    begin_with(page, site, entries)
    assert cells(page, WALK)[0] == f"{LINES[WALK][2]}\nThe wording has changed since. It used to say: “I strolled.”"
    assert cells(page, LOOK)[0] == LINES[LOOK][1]


def test_working_towards_a_line(page: Page, real: str) -> None:
    """I mark what I work towards, take it away again, and am told when it is more than two."""
    page.goto(real + PAGE)
    press(page, "rate")
    for _ in range(12):
        page.locator("fieldset:visible input[type=radio]").first.check()
        press(page, "next")
    buttons = page_actions.action(page, "towards")
    expect(buttons).to_have_count(12)
    for n in range(3):
        expect(page.locator("[data-hb-part=towards]")).to_be_empty()
        buttons.nth(n).click()
        expect(buttons.nth(n)).to_have_attribute("aria-pressed", "true")
        expect(buttons.nth(n)).to_be_focused()
    expect(page.locator("[data-hb-part=towards]")).to_have_text("You’re now working on 3. We think two at a time is plenty.")
    entry = page_actions.stored(page)["entries"]["next.work-through-others"]
    assert entry["value"] == "1"
    assert entry["said"].startswith("Hands over tasks")
    buttons.first.click()
    page_actions.await_value(page, "next.work-through-others", "")
    expect(buttons.first).to_have_attribute("aria-pressed", "false")
    expect(page.locator("[data-hb-part=towards]")).to_be_empty()
    assert page.get_by_role("link", name="Go to your plans").get_attribute("href") == f"{real}workbook/plan/"


def test_an_old_aim_can_be_taken_off(page: Page, site: str) -> None:
    """A line that I worked towards and is no longer the next one up is still named, and can be taken off."""
    rev = revs(page, site)
    aim = {f"next.{WALK}": page_actions.entry("2", rev=rev[WALK], said=LINES[WALK][2])}
    begin_with(page, site, session(MAY, rev, {WALK: "2", LOOK: "1"}) | aim)
    expect(page.get_by_text(f"You’re working on: “{LINES[WALK][2]}”")).to_be_visible()
    press(page, "drop")
    page_actions.await_value(page, f"next.{WALK}", "")
    expect(page.get_by_text("You’re working on:")).to_be_hidden()


def test_leaving_an_attempt_and_taking_it_back(page: Page, site: str) -> None:
    """I leave an attempt and find it kept; one that I discard goes with all that I chose in it, and one press brings it back, at once or in a later visit."""
    page.goto(site + PAGE)
    press(page, "rate")
    choose(page, WALK, 4)
    shown(page).fill("A scene.")
    press(page, "exit")
    expect(page.get_by_role("heading", name="Not finished yet")).to_be_focused()
    expect(page.get_by_text(re.compile("Self-assessment, .*: 1 of 2"))).to_be_visible()
    press(page, "continue")
    expect(page.get_by_role("heading", name=TITLES[LOOK])).to_be_focused()
    press(page, "exit")
    press(page, "discard")
    expect(page_actions.action(page, "undo")).to_be_focused()
    press(page, "undo")
    expect(page.get_by_role("heading", name=TITLES[LOOK])).to_be_visible()
    page_actions.eventually(lambda: stored_ratings(page)[f"{WALK}.evidence"], "A scene.")
    press(page, "exit")
    press(page, "discard")
    expect(page_actions.action(page, "rate")).to_be_visible()
    page.reload()
    press(page, "restore")
    expect(page.get_by_role("heading", name=TITLES[LOOK])).to_be_focused()
    assert stored_ratings(page)[f"{WALK}.evidence"] == "A scene."


def test_results_stay_hidden_while_an_attempt_waits(page: Page, site: str) -> None:
    """If I leave an attempt halfway, what I chose last time isn't shown until I've finished or discarded it; I can still rate someone else."""
    begin_with(page, site, session(MAY, revs(page, site), {WALK: "3", LOOK: "1"}))
    press(page, "rate")
    press(page, "exit")
    expect(page.locator(".hb-result, .hb-chart")).to_have_count(0)
    press(page, "rate-other")
    press(page, "exit")
    expect(page_actions.action(page, "continue")).to_have_count(2)
    expect(page.get_by_text("If you discard a rating of someone else, it’s deleted")).to_be_visible()
    page.get_by_role("button", name=re.compile("Discard: Self-assessment")).click()
    expect(page.locator(".hb-result")).to_be_visible()


def test_the_way_on_is_always_in_view(page: Page, site: str) -> None:
    """However long a step is, its button and the position are in the window and cover nothing that has the focus."""
    page.set_viewport_size({"width": 390, "height": 500})
    page.goto(site + PAGE)
    press(page, "rate")
    choose(page, WALK, 4)
    for place in (page_actions.action(page, "next"), page.locator("[data-hb-part=step]")):
        expect(place).to_be_in_viewport(ratio=1)
    page.keyboard.press("Tab")
    expect(shown(page)).to_be_focused()
    foot = page.locator("[data-hb-part=steps]")
    page_actions.eventually(lambda: shown(page).bounding_box()["y"] + shown(page).bounding_box()["height"] <= foot.bounding_box()["y"], True)


def test_too_soon_is_said_and_not_forbidden(page: Page, site: str) -> None:
    """A rating of last week is named with our view, one of last spring without it, and I may rate at any time."""
    page.clock.set_fixed_time("2026-11-27T10:00:00Z")
    begin_with(page, site, session(NOVEMBER, revs(page, site), {WALK: "2", LOOK: "1"}))
    expect(page.get_by_text("You last rated yourself on 20 November 2026. We think")).to_be_visible()
    rate(page, 1, 1)
    page.clock.set_fixed_time("2027-03-27T10:00:00Z")
    page.reload()
    expect(page.get_by_text("You last rated yourself on 27 November 2026.", exact=True)).to_be_visible()


@pytest.mark.both_browsers("the order of Tab and the keys of form controls")
def test_keyboard_only(page: Page, site: str) -> None:
    """I can begin, choose, write, go on and finish with the keys alone."""
    page.goto(site + PAGE)
    page_actions.action(page, "rate").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=TITLES[WALK])).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_label(LINES[WALK][3])).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("Seen on Monday")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past "Private"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=TITLES[LOOK])).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past "Back"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Where you stand")).to_be_focused()
    page_actions.eventually(lambda: stored_ratings(page), {"done": True, WALK: "3", f"{WALK}.evidence": "Seen on Monday", LOOK: "0"})


def give(page: Page, site: str, by: str, walk: int, look: int) -> str:
    """Rate someone else in this browser; return the file."""
    page.goto(site + PAGE)
    press(page, "rate-other")
    expect(page.get_by_role("heading", name="Who’s rating whom")).to_be_focused()
    page.get_by_label("Who you’re rating").fill("SJ")
    page.get_by_label("Your name").fill(by)
    page.get_by_label("peer").check()
    press(page, "next")
    expect(page.locator("h1")).to_have_text("Your rating of SJ")
    choose(page, WALK, walk)
    press(page, "next")
    choose(page, LOOK, look)
    press(page, "next")
    expect(page.get_by_role("heading", name="Before you hand it over")).to_be_focused()
    return page_actions.downloaded(page, "save-rating")


def test_a_view_goes_from_one_browser_to_another(new_context: Callable[..., BrowserContext], site: str) -> None:
    """A colleague's file stays closed until I have rated myself; then it is shown beside mine, and the gaps become questions."""
    theirs = new_context().new_page()
    text = give(theirs, site, "Priya Menon", 1, 2)
    file = json.loads(text)
    assert file | {"at": "", "ratings": {}} == rating(by="Priya Menon", role="peer", at="", ratings={})
    assert {name: found["level"] for name, found in file["ratings"].items()} == {WALK: "1", LOOK: "2"}
    assert file["ratings"][WALK]["said"] == said(WALK, "1")

    mine = new_context().new_page()
    mine.goto(site + PAGE)
    hand_in(mine, text)
    expect(told(mine)).to_have_text("Priya Menon (peer): received. It stays sealed until you’ve rated yourself.")
    expect(mine.get_by_text("Received. It stays sealed until you’ve rated yourself.", exact=True)).to_be_visible()
    expect(mine.locator(".hb-chart, .hb-questions, .hb-result")).to_have_count(0)
    assert LINES[WALK][1] not in mine.locator("[data-hb-part=desk]").inner_text()
    rate(mine, 3, 2)
    expect(mine.get_by_text("Received, and shown beside your own rating.")).to_be_visible()
    row = mine.locator(".hb-chart__row").filter(has_text=TITLES[WALK])
    assert row.locator("svg:has(> .hb-chart__mark--other)").get_attribute("x") == "27%"
    expect(row.locator(".hb-chart__initials")).to_have_text("PM")
    questions = mine.locator(".hb-questions__one")
    expect(questions).to_have_count(1)
    expect(questions).to_contain_text(f"You chose: “{LINES[WALK][3]}”")
    expect(questions).to_contain_text(f"Priya Menon chose: “{LINES[WALK][1]}”")
    expect(questions).to_contain_text("Which scene did you have in mind, and what would you have had to see?")
    expect(mine.get_by_text("You agree on: Looks where it goes.")).to_be_visible()


def test_asking_for_a_rating_and_giving_it_back_as_text(new_context: Callable[..., BrowserContext], site: str) -> None:
    """A link asks for a rating in my name and of what I chose; the rater's text, broken by a mail program, is taken like a file."""
    mine = new_context().new_page()
    mine.add_init_script(RECORDED)
    mine.goto(site + PAGE)
    expect(page_actions.action(mine, "copy-request")).to_be_hidden()
    mine.get_by_label("Your name or initials").fill(MARKUP)
    mine.get_by_text("All behaviours").click()
    mine.get_by_role("checkbox", name=TITLES[WALK]).uncheck()
    press(mine, "copy-request")
    expect(mine.get_by_text("Copied. Send it to someone who has seen you work.")).to_be_visible()
    link = re.search(r"http\S+", mine.evaluate("window.copied"))
    assert link

    theirs = new_context().new_page()
    theirs.add_init_script(RECORDED)
    release = hold_scripts(theirs)
    theirs.goto(link[0], wait_until="commit")
    title = theirs.locator("h1")
    expect(title).to_be_attached()
    expect(title).to_be_hidden()  # rather than calling it a self-assessment first
    release()
    expect(title).to_have_text(f"Your rating of {MARKUP}")
    expect(theirs).to_have_title(re.compile(r"^Your rating of .* - "))
    expect(theirs.get_by_text("1 behaviour, five levels")).to_be_visible()
    expect(theirs.get_by_text("Find the level that’s true now")).to_be_hidden()
    expect(theirs.get_by_role("heading", name=f"{MARKUP} asks you for a rating")).to_be_visible()
    expect(theirs.get_by_text("You’re asked only about")).to_have_text(f"You’re asked only about: {TITLES[LOOK]}.")
    assert theirs.evaluate("localStorage.length") == 0
    press(theirs, "answer-request")
    expect(theirs.get_by_label("Who you’re rating")).to_have_value(MARKUP)
    assert "#" not in theirs.url
    theirs.get_by_label("Your name").fill("Priya")
    theirs.reload()
    press(theirs, "next")
    expect(theirs.locator("[data-hb-part=step]")).to_have_text("1 of 1")
    choose(theirs, LOOK, 3)
    shown(theirs, "What did you see them do?").fill("The “hall”, {Monday}.")
    press(theirs, "next")
    press(theirs, "copy-rating")
    expect(theirs.get_by_text("Copied. Paste it into a message")).to_be_visible()
    text = theirs.evaluate("window.copied")
    assert text.startswith("From Priya (manager), ")
    assert f"{TITLES[LOOK]}\n{LINES[LOOK][3]}\nEvidence: The “hall”" in text

    mine.get_by_text("Paste a rating").click()
    mine.get_by_label("The whole text you were sent").fill(re.sub(r"(.{70}) ", r"\1 \n", text))
    press(mine, "add-text")
    expect(told(mine)).to_have_text("Priya (manager): received. It stays sealed until you’ve rated yourself.")


def test_a_rating_of_somebody_else_is_not_mine(page: Page, site: str) -> None:
    """What I say about a colleague is shown to me to check, can be changed and removed, and never counts as my own."""
    give(page, site, "Priya", 1, 4)
    answers = page.locator(".hb-check")
    expect(answers).to_contain_text(LINES[LOOK][4])
    expect(answers).to_contain_text("No evidence given")
    press(page, "change")
    expect(page.get_by_role("heading", name="Who’s rating whom")).to_be_visible()
    press(page, "next")
    choose(page, WALK, 2)
    press(page, "next")
    shown(page, "What did you see them do?").fill("The hall, Monday.")
    press(page, "next")
    expect(answers).to_contain_text("The hall, Monday.")
    press(page, "close")
    expect(page.get_by_role("heading", name="Rate yourself, one behaviour at a time")).to_be_visible()
    expect(page.locator("h1")).to_have_text("Self-assessment")
    expect(page).to_have_title(re.compile("^Self-assessment - "))
    expect(page.locator(".hb-chart")).to_have_count(0)
    page.reload()
    press(page, "look")
    expect(answers).to_contain_text("The hall, Monday.")
    press(page, "remove-rating")
    page_actions.eventually(lambda: set(stored_ratings(page).values()), {""})
    assert "The hall" not in json.dumps(page_actions.stored(page))
    press(page, "undo")
    expect(page.get_by_text("Ratings you’ve given others")).to_be_visible()


def test_a_reload_loses_nothing_of_a_rating_for_somebody(page: Page, site: str) -> None:
    """A manager who is interrupted finds the names, the lines and the last page again."""
    page.goto(site + PAGE)
    press(page, "rate-other")
    page.get_by_label("Your name").fill("Priya")
    page.reload()
    expect(page.get_by_label("Your name")).to_have_value("Priya")
    press(page, "next")
    choose(page, WALK, 1)
    press(page, "next")
    choose(page, LOOK, 1)
    press(page, "next")
    page.reload()
    expect(page.get_by_role("heading", name="Before you hand it over")).to_be_visible()
    expect(page.get_by_role("heading", name="Your rating of someone else", level=1)).to_be_visible()
    expect(page.locator(".hb-check")).to_contain_text(LINES[LOOK][1])
    expect(page.locator("[data-hb-part=status]")).to_be_hidden()


def test_two_raters_who_differ(page: Page, site: str) -> None:
    """Where two people saw different things, the question goes to both, the widest gap first."""
    begin_with(page, site, session(NOVEMBER, revs(page, site), {WALK: "1", LOOK: "2"}, {LOOK: "Mine."}))
    hand_in(page, rating("Priya Menon", {WALK: "1", LOOK: "4"}, {LOOK: "The hall."}))
    hand_in(page, rating("Pam Mills", {WALK: "2", LOOK: "0"}, role="peer"))
    expect(told(page)).to_have_text("Pam Mills (peer): received. It’s now shown beside your own rating.")
    questions = page.locator(".hb-questions__one")
    expect(questions.locator("h3")).to_have_text([TITLES[LOOK], TITLES[WALK]])
    expect(questions.first).to_contain_text("They saw different things. Ask each: “What did you see, and when?”")
    expect(questions.first).to_contain_text(f"Priya Menon chose: “{LINES[LOOK][4]}” Evidence: The hall.")
    expect(page.locator(".hb-chart__key b")).to_have_text(["PM1", "PM2"])
    page.get_by_role("button", name="Remove the rating by Pam Mills (peer)").click()
    expect(page.locator(".hb-views__item")).to_have_count(1)
    expect(questions.first).to_contain_text("You rated yourself much lower than Priya Menon did.")
    press(page, "undo")
    expect(page.locator(".hb-views__item")).to_have_count(2)


def test_agreeing_high_without_a_scene_is_a_question_too(page: Page, site: str) -> None:
    """Where we both chose a high line and nobody wrote down a scene, that is asked about; where somebody did, it is quiet."""
    begin_with(page, site, session(NOVEMBER, revs(page, site), {WALK: "3", LOOK: "3"}))
    hand_in(page, rating(levels={WALK: "3", LOOK: "3"}, evidence={LOOK: "The hall."}))
    expect(page.locator(".hb-questions__one")).to_contain_text("You agree, but nobody wrote down a scene.")
    expect(page.get_by_text("You agree on: Looks where it goes.")).to_be_visible()
    expect(page.get_by_text("Looks where it goes, seen by Priya Menon: The hall.")).to_be_visible()


def test_the_questions_as_markdown(page: Page, site: str) -> None:
    """I take the questions along as text, and what people wrote cannot turn into markup there."""
    page.add_init_script(RECORDED)
    begin_with(page, site, session(NOVEMBER, revs(page, site), {WALK: "2", LOOK: "0"}))
    hand_in(page, rating("*Ann* # [x]"))
    press(page, "copy-questions")
    expect(page.locator("[data-hb-part=copied]")).to_have_text("Copied")
    text = page.evaluate("window.copied")
    assert text.startswith("# Questions to discuss\n\nYour rating of 20 November 2026, compared with: \\*Ann\\* \\# \\[x\\] (manager), 12 November 2026.\n")
    assert f"1. **{TITLES[LOOK]}**\n    - You chose: “{LINES[LOOK][0]}”\n    - \\*Ann\\* \\# \\[x\\] chose: “{LINES[LOOK][3]}”\n" in text


def test_private_evidence_stays_out_of_the_conversation(page: Page, site: str) -> None:
    """What I mark as private is in my result, and neither in the questions nor in what I copy."""
    page.add_init_script(RECORDED)
    page.goto(site + PAGE)
    press(page, "rate")
    choose(page, WALK, 3)
    shown(page).fill("Tuesday, the hall, Ines.")
    switch = page.get_by_role("button", name="Private: What’s your evidence? Walks in step")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    press(page, "next")
    choose(page, LOOK, 3)
    shown(page).fill("Monday, the dock.")
    press(page, "next")
    hand_in(page, rating(levels={WALK: "1", LOOK: "1"}))
    questions = page.locator(".hb-questions__one")
    expect(questions).to_have_count(2)
    expect(page.locator(".hb-questions__one", has_text="Monday, the dock.")).to_have_count(1)
    expect(page.locator(".hb-questions__one", has_text="Tuesday")).to_have_count(0)
    press(page, "copy-questions")
    expect(page.locator("[data-hb-part=copied]")).to_have_text("Copied")
    assert "Tuesday" not in page.evaluate("window.copied")
    assert "Tuesday, the hall, Ines." in cells(page, WALK)[0]
    page_actions.eventually(lambda: stored_ratings(page)[f"{WALK}.evidence.private"], True)


def test_a_rating_of_somebody_has_no_private_switch(page: Page, site: str) -> None:
    """What I write about somebody is theirs: there is nothing to keep from them."""
    page.goto(site + PAGE)
    press(page, "rate-other")
    press(page, "next")
    choose(page, WALK, 3)
    expect(shown(page, "What did you see them do?")).to_be_visible()
    expect(page_actions.action(page, "private")).to_have_count(0)


def test_a_refused_copy_is_offered_selected(page: Page, site: str) -> None:
    """If the browser refuses to copy, the questions are shown and selected."""
    page.add_init_script(REFUSED)
    begin_with(page, site, session(NOVEMBER, revs(page, site), {WALK: "2", LOOK: "0"}))
    hand_in(page, rating())
    press(page, "copy-questions")
    field = page.get_by_role("textbox", name="Copy the questions as Markdown")
    expect(field).to_be_focused()
    assert "# Questions to discuss" in field.input_value()


def test_the_same_file_twice(page: Page, site: str) -> None:
    """A file that is here already changes nothing, and I am told; a removed one can come back."""
    page.goto(site + PAGE)
    hand_in(page, rating())
    expect(told(page)).to_contain_text("Priya Menon (manager): received.")
    before = page_actions.stored(page)
    hand_in(page, json.dumps(rating(), indent=4))
    expect(told(page)).to_have_text("Priya Menon (manager): already here. Nothing was changed.")
    assert page_actions.stored(page) == before
    press(page, "remove-view")
    expect(page.locator(".hb-views__item")).to_have_count(0)
    hand_in(page, rating())
    expect(page.locator(".hb-views__item")).to_have_count(1)


DEEP = "[" * 200_000 + "]" * 200_000
HOSTILE: dict[str, tuple[object, str]] = {
    "no JSON": ("{", "rating.json isn’t a file from this handbook, or it’s damaged. Nothing was changed."),
    "empty file": ("", "rating.json isn’t a file from this handbook, or it’s damaged. Nothing was changed."),
    "a list": ("[]", "rating.json isn’t a rating. Nothing was changed."),
    "null": ("null", "rating.json isn’t a rating. Nothing was changed."),
    "deep": (DEEP, "rating.json isn’t a rating. Nothing was changed."),
    "too large": (b" " * 1_000_001, "rating.json is too large to be a rating. Nothing was changed."),
    "notes": (
        page_actions.document({}),
        "rating.json is a backup, not a rating. If the answers are yours, restore them under “Backup & privacy”. Nothing was changed.",
    ),
    "newer": (rating(version=2), "rating.json comes from a newer version of the handbook. Open that version to add it. Nothing was changed."),
    "version as text": (rating(version="1"), "rating.json is a rating, but parts of it can’t be read. Ask for a new file. Nothing was changed."),
    "another handbook": (rating(handbook="<b>other</b>"), "rating.json belongs to another handbook, “<b>other</b>”. Nothing was changed."),
    "no ratings": (rating(ratings=[]), "rating.json is a rating, but parts of it can’t be read. Ask for a new file. Nothing was changed."),
    "name as object": (rating(by={"a": 1}), "rating.json is a rating, but parts of it can’t be read. Ask for a new file. Nothing was changed."),
    "no date": (rating(at="soon"), "rating.json is a rating without a readable date. Ask for a new file. Nothing was changed."),
    "level 5": (
        rating(ratings={WALK: {"level": "5", "evidence": ""}}),
        "rating.json has a level for “Walks in step” that doesn’t exist. Ask for a new file. Nothing was changed.",
    ),
    "level as number": (
        rating(ratings={WALK: {"level": 3, "evidence": ""}}),
        "rating.json has a level for “Walks in step” that doesn’t exist. Ask for a new file. Nothing was changed.",
    ),
    "evidence as list": (
        rating(ratings={WALK: {"level": "3", "evidence": ["x"]}}),
        "rating.json is a rating, but parts of it can’t be read. Ask for a new file. Nothing was changed.",
    ),
    "long evidence": (
        rating(ratings={WALK: {"level": "3", "evidence": "x" * 5001}}),
        "rating.json has a text for “Walks in step” that’s too long for a rating. Nothing was changed.",
    ),
    "only strangers": (rating(ratings={"fly-like-a-bird": {"level": "3"}}), "rating.json doesn’t rate any behaviour in this handbook. Nothing was changed."),
    "inherited names": (rating(ratings={"constructor": {"level": "3"}}), "rating.json doesn’t rate any behaviour in this handbook. Nothing was changed."),
}


def test_a_file_that_is_refused(page: Page, site: str) -> None:
    """A file that is no rating for me is refused with its own sentence, and nothing in my notes changes."""
    begin_with(page, site, session(MAY, revs(page, site), {WALK: "1", LOOK: "2"}))
    before = page_actions.stored(page)
    for what, (content, sentence) in HOSTILE.items():
        told(page).evaluate("line => { line.textContent = ''; }")  # what the file before it left behind
        hand_in(page, content)
        expect(told(page), what).to_have_text(sentence)
        assert page_actions.stored(page) == before, what
        expect(page.locator(".hb-views__item"), what).to_have_count(0)


def test_what_a_file_says_is_shown_as_text(page: Page, site: str) -> None:
    """Markup in a name or a text is shown as it was typed, and unknown fields change nothing."""
    begin_with(page, site, session(MAY, revs(page, site), {WALK: "3", LOOK: "2"}))
    file = json.dumps(rating(MARKUP, {WALK: "0", LOOK: "2"}, {WALK: MARKUP}, about=MARKUP, role="<i>king</i>"))
    strange = file.replace('"ratings": {', '"__proto__": {"polluted": 1}, "ratings": {"__proto__": {"level": "3"}, "fly-like-a-bird": {"level": [[]]}, ', 1)
    hand_in(page, strange)
    expect(told(page)).to_have_text(
        f"{MARKUP} (other): received. It’s now shown beside your own rating. 2 of the behaviours in it aren’t in this handbook and were left out."
    )
    expect(page.locator(".hb-questions__one")).to_contain_text(f"{MARKUP} chose: “{LINES[WALK][0]}” Evidence: {MARKUP}")
    expect(page.locator("hb-assessment :is(img, i)")).to_have_count(0)
    assert page.evaluate("({}).polluted") is None
    page.reload()
    expect(page.locator(".hb-views__item")).to_contain_text(f"about {MARKUP}")


def test_notes_from_anywhere_are_shown_as_text(page: Page, site: str) -> None:
    """Whatever an imported document says about ratings, the page works."""
    odd = {
        f"assessment.{MAY}.done": page_actions.entry(True),
        f"assessment.{MAY}.{WALK}": page_actions.entry("9"),
        f"assessment.{MAY}.{LOOK}": page_actions.entry("3", said=MARKUP, rev="x"),
        f"assessment.{MAY}.{LOOK}.evidence": page_actions.entry(True),
        "assessment.__proto__.done": page_actions.entry(True),
        "assessment.99999999t999999-aaaa.done": page_actions.entry(True),
        "view.ab.date": page_actions.entry("2026-11-12"),
        "view.ab.by": page_actions.entry(MARKUP),
        f"view.ab.{LOOK}": page_actions.entry(True),
        "view.__proto__.date": page_actions.entry("2026-11-12"),
        f"next.{LOOK}": page_actions.entry("7"),
    }
    begin_with(page, site, odd)
    assert cells(page, WALK)[0] == "Not rated then."
    assert MARKUP in cells(page, LOOK)[0]
    expect(page.locator(".hb-views__item")).to_have_count(1)
    expect(page.get_by_text("Nobody has rated the same behaviours as you yet.")).to_be_visible()


@pytest.mark.both_browsers("drag and drop")
def test_a_dropped_file_is_taken_in(page: Page, site: str) -> None:
    """I can drop a file on the place for it."""
    page.goto(site + PAGE)
    expect(page.locator("[data-hb-part=zone]")).to_be_visible()
    data = page.evaluate_handle(
        "(text) => { const data = new DataTransfer(); data.items.add(new File([text], 'p.json', { type: 'application/json' })); return data; }",
        json.dumps(rating()),
    )
    page.locator("[data-hb-part=zone]").dispatch_event("drop", {"dataTransfer": data})
    expect(told(page)).to_contain_text("Priya Menon (manager): received.")


@pytest.mark.may_log("QuotaExceededError")
def test_storage_refused(page: Page, site: str) -> None:
    """Where the browser saves nothing, a round still works until I leave, and the page says that it is not saved."""
    page.add_init_script(page_actions.REFUSE_WRITES)
    page.goto(site + PAGE)
    rate(page, 2, 1)
    expect(page_actions.notice(page)).to_contain_text("This browser won’t let the page save.")
    assert cells(page, WALK)[0] == LINES[WALK][2]


def test_a_newer_document_is_only_read(page: Page, site: str) -> None:
    """Notes of a newer version show their result, and offer nothing that would change them."""
    entries = session(MAY, revs(page, site), {WALK: "1", LOOK: "2"})
    begin_with(page, site, entries | {f"assessment.{NOVEMBER}.done": page_actions.entry(False)} | {})
    press(page, "exit")
    press(page, "discard")
    page_actions.prepare(page, site, page_actions.document(entries, version=2))
    page.goto(site + PAGE)
    expect(page.locator(".hb-chart")).to_be_visible()
    expect(page.locator("[data-hb-action=rate], [data-hb-action=rate-other], [type=file]")).to_have_count(0)


def test_another_tab(context: BrowserContext, site: str) -> None:
    """A second tab follows the attempt in the first, so that neither shows a result while I rate."""
    one, two = context.new_page(), context.new_page()
    begin_with(one, site, session(MAY, revs(one, site), {WALK: "1", LOOK: "2"}))
    two.goto(site + PAGE)
    expect(two.locator(".hb-chart")).to_be_visible()
    press(one, "rate")
    expect(two.get_by_role("heading", name=TITLES[WALK])).to_be_visible()
    expect(two.locator(".hb-chart")).to_have_count(0)
    choose(one, WALK, 2)
    expect(two.get_by_label(LINES[WALK][2])).to_be_checked()


def test_instant_navigation_leaves_one_of_everything(page: Page, site: str) -> None:
    """Going away and coming back leaves one form, one result and one answer to each press."""
    begin_with(page, site, session(MAY, revs(page, site), {WALK: "1", LOOK: "2"}))
    page.evaluate("window.stayed = true")
    for _ in range(3):
        page.locator("nav a", has_text="Glossary").first.evaluate("link => link.click()")  # in a folded group
        expect(page.get_by_role("heading", name="Glossary", level=1)).to_be_visible()
        page.go_back()
        expect(page.locator(".hb-chart")).to_have_count(1)
    assert page.evaluate("window.stayed") is True
    moved = "([from]) => { const it = document.querySelector(from); const home = it.parentNode; it.remove(); const bare = it.querySelectorAll('[data-hb-part=desk] *').length; home.append(it); return bare; }"
    assert page.evaluate(moved, ["hb-assessment"]) == 0
    expect(page.get_by_role("heading", name="Where you stand")).to_have_count(1)
    press(page, "towards") if page_actions.action(page, "towards").count() == 1 else page_actions.action(page, "towards").first.click()
    expect(page_actions.action(page, "towards").first).to_have_attribute("aria-pressed", "true")
    press(page, "rate")
    expect(page_actions.action(page, "next")).to_have_count(1)
    page_actions.eventually(lambda: len({session_of(id) for id in page_actions.stored(page)["entries"] if id.startswith("assessment.")}), 2)


@pytest.mark.both_browsers("print dialogs and layout")
def test_printing(page: Page, site: str, browser_name: str) -> None:
    """I print my result, or a blank form with room to write for somebody who rates on paper."""
    page.add_init_script("window.print = () => { window.asked = (window.asked ?? 0) + 1; }")
    begin_with(page, site, session(MAY, revs(page, site), {WALK: "1", LOOK: "2"}))
    press(page, "print")
    # The system's Firefox shows a test no page as it is printed; there, the button has to ask for the right one.
    asked = page.locator("hb-assessment")
    expect(asked).not_to_have_attribute("data-hb-print", "blank")
    if browser_name == "chromium":
        page.emulate_media(media="print")
        expect(page.locator(".hb-chart")).to_be_visible()
        expect(page.locator("[data-hb-behaviour]").first).to_be_hidden()
        page.emulate_media(media="screen")
    press(page, "print-blank")
    assert page.evaluate("window.asked") == 2
    expect(asked).to_have_attribute("data-hb-print", "blank")
    expect(page.locator("[data-hb-behaviour]").first).to_be_hidden()
    if browser_name == "chromium":
        page.emulate_media(media="print")
        expect(page.locator(".hb-chart")).to_be_hidden()
        for name in (WALK, LOOK):
            expect(page.get_by_role("group", name=TITLES[name]).get_by_label("What’s your evidence?")).to_be_visible()
    expect(page.locator("[data-hb-part=form] input:checked")).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(asked).not_to_have_attribute("data-hb-print", "blank")
    expect(page.locator(".hb-chart")).to_be_visible()


def printed(page: Page) -> str:
    """Return the words that the browser's own command prints."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    words = on_paper(page)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    return words


def test_the_menu_of_the_browser_prints_what_was_rated(page: Page, site: str) -> None:
    """With Ctrl+P I get what I have rated so far, in the form and after leaving it, and before that the blank form."""
    page.goto(site + PAGE)
    expect(page_actions.action(page, "rate")).to_be_visible()
    blank = printed(page)
    assert all(line in blank for lines in LINES.values() for line in lines) and "Rate yourself" not in blank
    press(page, "rate")
    choose(page, WALK, 3)
    shown(page).fill("In the hall, on Monday.")
    press(page, "next")
    for _ in range(2):
        paper = printed(page)
        assert f": 1 of 2 {TITLES[WALK]} {LINES[WALK][3]} Evidence: In the hall, on Monday." in paper and TITLES[LOOK] not in paper
        if page_actions.action(page, "exit").is_visible():
            press(page, "exit")
            expect(page_actions.action(page, "continue")).to_be_visible()
    expect(page.locator("hb-assessment .hb-check")).to_have_count(0)


def test_nothing_scrolls_sideways(page: Page, real: str) -> None:
    """On a narrow screen the form, the chart and the table fit."""
    page.set_viewport_size({"width": 320, "height": 740})
    page.goto(real + PAGE)
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    press(page, "rate")
    for _ in range(12):
        page.locator("fieldset:visible input[type=radio]").nth(3).check()
        assert page.evaluate(wide) == 0
        press(page, "next")
    expect(page.locator(".hb-chart")).to_be_visible()
    assert page.evaluate(wide) == 0


@pytest.mark.context(reduced_motion="reduce")
def test_axe(page: Page, site: str) -> None:
    """axe finds nothing in the start, in another person's form and in what came of it, by day and at night."""
    revs(page, site)
    expect(page_actions.action(page, "rate")).to_be_visible()
    assert findings_by_day_and_night(page) == {}
    press(page, "rate-other")
    assert findings_by_day_and_night(page) == {}
    press(page, "exit")
    assert findings_by_day_and_night(page) == {}
    press(page, "discard")
    page.get_by_label("Your name or initials").fill("SJ")
    page.get_by_text("All behaviours").click()
    page.get_by_text("Paste a rating").click()
    page.set_viewport_size(NARROW)
    assert findings_by_day_and_night(page) == {}
    page.goto(f"{site}{PAGE}#rate=SJ")
    expect(page_actions.action(page, "answer-request")).to_be_visible()
    expect(page.get_by_text("You’re asked only about")).to_have_count(0)  # all behaviours would be a wall of words above the button
    assert findings_by_day_and_night(page) == {}
    give(page, site, "Priya", 1, 4)
    assert findings_by_day_and_night(page) == {}
