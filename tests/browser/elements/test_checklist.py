"""Ticks: kept, counted, cleared and brought back."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.support import page_actions

LIST = "check-the-first-thing"
ITEMS = ["name-the-decider", "show-markup-as-text", "delegate-one-decision", "book-a-date", "ask-one-sceptic"]


def _reworded(page: Page, id: str) -> Locator:
    return page.locator(f"#{id} [data-hb-part=reworded]")


@pytest.mark.both_browsers("Firefox restores form fields on a reload, before our scripts run")
def test_a_tick_survives_a_reload(page: Page, site: str) -> None:
    """What I tick is still ticked when I come back, with the wording that I ticked."""
    page_actions.open_first(page, site)
    page_actions.control(page, ITEMS[0]).check()
    expect(page_actions.status(page, LIST)).to_have_text(page_actions.SAVED)
    page.reload()
    expect(page_actions.control(page, ITEMS[0])).to_be_checked()
    expect(page_actions.status(page, LIST)).to_have_text(page_actions.KEPT)
    kept = page_actions.stored(page)
    assert (kept["format"], kept["version"], kept["handbook"]) == ("handbook-notes", 1, page_actions.HANDBOOK)
    entry = kept["entries"][ITEMS[0]]
    assert entry["said"] == "Name the person who decides, in writing."
    assert entry["rev"] == page_actions.control(page, ITEMS[0]).get_attribute("data-hb-rev")
    assert entry["at"].endswith("Z")
    assert len(entry["at"]) == len("2026-01-02T03:04:05.678Z")


def test_opening_a_page_writes_nothing(page: Page, site: str) -> None:
    """A visit alone leaves nothing behind in my browser."""
    page_actions.open_first(page, site)
    assert [key for key in page.evaluate("Object.keys(localStorage)") if key.startswith("handbook:")] == []


def test_the_count_follows_the_ticks(page: Page, site: str) -> None:
    """The card always says how many lines I have ticked."""
    page_actions.open_first(page, site)
    count = page_actions.block(page, LIST).locator("[data-hb-part=count]")
    expect(count).to_have_text("0 of 5 ticked")
    page.get_by_label("Book a date to look again.", exact=True).click()
    expect(count).to_have_text("1 of 5 ticked")
    page.get_by_label("Book a date to look again.", exact=True).click()
    expect(count).to_have_text("0 of 5 ticked")


def test_unticking_is_kept_as_an_answer(page: Page, site: str) -> None:
    """A tick that I take away stays away, also when an older copy meets this one."""
    page_actions.open_first(page, site)
    page_actions.control(page, ITEMS[0]).check()
    page_actions.control(page, ITEMS[0]).uncheck()
    page_actions.eventually(lambda: page_actions.stored_value(page, ITEMS[0]), False)
    page.reload()
    page_actions.ready(page)
    expect(page_actions.control(page, ITEMS[0])).not_to_be_checked()


def test_clearing_asks_and_can_be_undone(page: Page, site: str) -> None:
    """Clearing a list asks first, and one press brings back exactly what was ticked."""
    page_actions.open_first(page, site)
    expect(page_actions.action(page, "reset")).to_have_count(0)
    for id in ITEMS[:2]:
        page_actions.control(page, id).check()
    page_actions.action(page, "reset").click()
    expect(page_actions.block(page, LIST)).to_contain_text("Clear 2 ticks?")
    expect(page_actions.action(page, "reset-confirm")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page_actions.status(page, LIST)).to_have_text("Cleared.")
    page_actions.eventually(lambda: [page_actions.stored_value(page, id) for id in ITEMS[:3]], [False, False, None])
    expect(page_actions.action(page, "undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page_actions.status(page, LIST)).to_have_text("Your ticks are back.")
    page_actions.eventually(lambda: [page_actions.stored_value(page, id) for id in ITEMS[:3]], [True, True, None])
    expect(page_actions.action(page, "reset")).to_be_focused()
    expect(page_actions.action(page, "undo")).to_have_count(0)
    page.reload()
    expect(page_actions.control(page, ITEMS[0])).to_be_checked()


def test_clearing_can_be_called_off(page: Page, site: str) -> None:
    """Escape and "Keep" leave every tick where it is, and the focus where I was."""
    page_actions.open_first(page, site)
    page_actions.control(page, ITEMS[0]).check()
    for way in ("Escape", "Keep"):
        page_actions.action(page, "reset").click()
        expect(page_actions.block(page, LIST)).to_contain_text("Clear 1 tick?")
        if way == "Escape":
            page.keyboard.press("Escape")
        else:
            page_actions.action(page, "reset-cancel").click()
        expect(page_actions.action(page, "reset")).to_be_focused()
        expect(page_actions.action(page, "reset-confirm")).to_have_count(0)
    expect(page_actions.control(page, ITEMS[0])).to_be_checked()


def test_a_reworded_line_shows_what_it_said(page: Page, site: str) -> None:
    """A line reworded since I ticked it says so, until I tick it again."""
    page_actions.prepare(page, site, page_actions.document({ITEMS[0]: page_actions.entry(True, said="Ask who <b>decides</b>.")}))
    page_actions.open_first(page, site)
    expect(page_actions.control(page, ITEMS[0])).to_be_checked()
    expect(_reworded(page, ITEMS[0])).to_have_text("Reworded since you ticked it. It used to say: “Ask who <b>decides</b>.”")
    expect(_reworded(page, ITEMS[1])).to_be_hidden()
    page_actions.control(page, ITEMS[0]).uncheck()
    expect(_reworded(page, ITEMS[0])).to_be_hidden()
    page_actions.control(page, ITEMS[0]).check()
    expect(_reworded(page, ITEMS[0])).to_be_hidden()
    page_actions.eventually(lambda: page_actions.stored(page)["entries"][ITEMS[0]]["said"], "Name the person who decides, in writing.")


def test_undo_brings_back_the_wording_that_was_ticked(page: Page, site: str) -> None:
    """Clear and undo do not pretend that I ticked the new wording."""
    page_actions.prepare(page, site, page_actions.document({ITEMS[0]: page_actions.entry(True, rev="old", said="Ask who decides.")}))
    page_actions.open_first(page, site)
    for name in ("reset", "reset-confirm", "undo"):
        page_actions.action(page, name).click()
    expect(_reworded(page, ITEMS[0])).to_contain_text("Ask who decides.")
    page_actions.eventually(lambda: page_actions.stored(page)["entries"][ITEMS[0]]["rev"], "old")


def test_a_renamed_line_keeps_its_tick(page: Page, site: str) -> None:
    """A line whose id was renamed shows the tick that I gave it under its old id, which stays."""
    page_actions.prepare(page, site, page_actions.document({"speak-the-first-step": page_actions.entry(True)}))
    page.goto(site + page_actions.SECOND)
    expect(page_actions.control(page, "read-the-first-step")).to_be_checked()
    page_actions.control(page, "read-the-first-step").uncheck()
    page_actions.eventually(lambda: page_actions.stored_value(page, "read-the-first-step"), False)
    page_actions.eventually(lambda: page_actions.stored_value(page, "speak-the-first-step"), True)
    page.reload()
    page_actions.ready(page)
    expect(page_actions.control(page, "read-the-first-step")).not_to_be_checked()


def test_a_tick_shows_in_the_other_tab(page: Page, site: str) -> None:
    """With two tabs open, a tick in one is a tick in the other, at once."""
    page_actions.open_first(page, site)
    other = page.context.new_page()
    page_actions.open_first(other, site)
    other.locator(f"[data-hb-id={ITEMS[3]}]").check()
    expect(page_actions.control(page, ITEMS[3])).to_be_checked()
    expect(page_actions.status(page, LIST)).to_have_text("Changed in another tab")
    expect(page_actions.block(page, LIST).locator("[data-hb-part=count]")).to_have_text("1 of 5 ticked")


@pytest.mark.both_browsers("Firefox restores form fields on a reload, before our scripts run")
def test_a_tick_made_before_the_script_is_kept(page: Page, site: str) -> None:
    """A line that I ticked while the page was still loading counts."""
    held: list[Route] = []
    page.route("**/page.*.js", lambda route: held.append(route))
    with page.expect_request("**/page.*.js"):
        page.goto(site + page_actions.FIRST, wait_until="commit")
    page_actions.control(page, ITEMS[0]).check()
    page_actions.control(page, "notice-what-changed").fill("early bird")
    held[0].continue_()
    page_actions.await_value(page, ITEMS[0], True)
    page_actions.await_value(page, "notice-what-changed", "early bird")
    expect(page_actions.control(page, ITEMS[0])).to_be_checked()


def test_boxes_are_ticked_before_the_scripts_come(page: Page, site: str) -> None:
    """A list that I open again shows my ticks as it's drawn and not a moment later; a copy that isn't true any more is put right, and nothing comes of it."""
    copy = f"handbook:{page_actions.HANDBOOK}:ticks:/{page_actions.FIRST}"
    page_actions.open_first(page, site)
    page_actions.control(page, ITEMS[0]).check()
    page.wait_for_function("(key) => localStorage.getItem(key)", arg=copy)
    assert page_actions.text_of(page, copy) == f" {ITEMS[0]} "
    before = page_actions.stored(page)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [copy, f" {ITEMS[0]}  {ITEMS[1]} "])
    held: list[Route] = []
    page.route("**/page.*.js", lambda route: held.append(route))
    with page.expect_request("**/page.*.js"):
        page.goto(site + page_actions.FIRST, wait_until="commit")
    expect(page_actions.control(page, ITEMS[1])).to_be_checked()
    expect(page_actions.control(page, ITEMS[0])).to_be_checked()
    held[0].continue_()
    expect(page_actions.control(page, ITEMS[1])).not_to_be_checked()
    expect(page_actions.control(page, ITEMS[0])).to_be_checked()
    page.wait_for_function("([key, text]) => localStorage.getItem(key) === text", arg=[copy, f" {ITEMS[0]} "])
    assert page_actions.stored(page) == before
    page.evaluate("(detail) => document.dispatchEvent(new CustomEvent('hb-command', {detail}))", {"name": "erase"})
    page.wait_for_function("(key) => !localStorage.getItem(key)", arg=copy)


def _evidence(page: Page, id: str) -> Locator:
    return page.locator(f"#{id} hb-evidence-fields")


@pytest.mark.context(now="2026-11-23T10:00:00Z")
def test_a_tick_asks_quietly_what_shows_it(page: Page, site: str) -> None:
    """A tick opens one line for its evidence and moves nothing; what I write is dated by itself, and stays when I take the tick away."""
    page_actions.open_first(page, site)
    page_actions.control(page, ITEMS[0]).check()
    field = page.get_by_label("Evidence: Name the person who decides, in writing.", exact=True)
    expect(field).to_be_visible()
    expect(page_actions.control(page, ITEMS[0])).to_be_focused()
    expect(page.get_by_label("Seen by")).to_be_hidden()
    field.fill("Asked Ana on Monday.")
    page.get_by_label("Seen by").fill("Ana")
    page.get_by_label("Seen by").press("Tab")
    page_actions.await_value(page, f"{ITEMS[0]}.evidence.who", "Ana")
    kept = page_actions.stored(page)["entries"]
    assert kept[f"{ITEMS[0]}.evidence"]["said"] == "Name the person who decides, in writing."
    assert kept[f"{ITEMS[0]}.evidence.on"]["value"] == "2026-11-23"
    _evidence(page, ITEMS[0]).get_by_role("button", name="Private").click()
    page_actions.await_value(page, f"{ITEMS[0]}.evidence.private", True)
    expect(page_actions.status(page, LIST)).to_have_text(page_actions.SAVED)
    page_actions.control(page, ITEMS[0]).uncheck()
    page.reload()
    expect(field).to_have_value("Asked Ana on Monday.")
    expect(page_actions.control(page, ITEMS[0])).not_to_be_checked()


def test_tab_goes_from_a_new_tick_to_its_evidence(page: Page, site: str) -> None:
    """Once the page is at rest, the field for a tick's evidence is there in the same moment as the tick, so that Tab goes into it."""
    page_actions.open_first(page, site)
    page.wait_for_function("() => [...document.styleSheets].some(({ href }) => href?.endsWith('components/evidence.css'))")
    box = page_actions.control(page, ITEMS[0])
    box.focus()
    # Nothing may have to be fetched: it's there after a few tasks that wait already, far less than a key press takes.
    hop = "new Promise((done) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(0); })"
    assert box.evaluate(
        f"async (box) => {{ box.click(); for (let n = 0; n < 5; n += 1) await {hop}; return Boolean(box.closest('li').querySelector('textarea')); }}"
    )
    page.keyboard.press("Tab")
    expect(_evidence(page, ITEMS[0]).locator("textarea")).to_be_focused()


def test_each_record_has_its_own_evidence(page: Page, site: str) -> None:
    """When I start a checklist again, the evidence of last time isn't in the way, and it's there when I go back."""
    page_actions.prepare(page, site, page_actions.document({ITEMS[0]: page_actions.entry(True), f"{ITEMS[0]}.evidence": page_actions.entry("Last week.")}))
    page_actions.open_first(page, site)
    expect(_evidence(page, ITEMS[0]).locator("textarea")).to_have_value("Last week.")
    page_actions.action(page, "new-record").first.click()
    expect(_evidence(page, ITEMS[0])).to_have_count(0)
    page_actions.control(page, ITEMS[0]).check()
    _evidence(page, ITEMS[0]).locator("textarea").fill("This week.")
    page_actions.control(page, ITEMS[1]).focus()
    record = page_actions.block(page, LIST).get_attribute("data-hb-record")
    page_actions.await_value(page, f"{ITEMS[0]}.evidence@{record}", "This week.")
    page_actions.eventually(lambda: page_actions.stored_value(page, f"{ITEMS[0]}.evidence"), "Last week.")


def test_an_older_tick_offers_to_add_evidence(page: Page, site: str) -> None:
    """What I ticked last month has a button, and no field, until I ask for one."""
    page_actions.prepare(page, site, page_actions.document({ITEMS[0]: page_actions.entry(True)}))
    page_actions.open_first(page, site)
    page.get_by_role("button", name="Add evidence: Name the person who decides, in writing.").click()
    expect(_evidence(page, ITEMS[0]).locator("textarea")).to_be_focused()
    expect(page.locator(".hb-shown__add")).to_have_count(0)
