"""The reader's document as a whole: erased, restored, kept in one tab, marked private, open in many tabs."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.support import page_actions

PROMPT, OTHER, TICK, LIST = "notice-what-changed", "notice-what-stayed", "name-the-decider", "check-the-first-thing"
COMMAND = "(detail) => document.dispatchEvent(new CustomEvent('hb-command', {detail}))"
_SAVED = re.compile("^Saved (in this browser|until you close this tab)$")


def _two_tabs(page: Page, site: str) -> Page:
    page_actions.open_first(page, site)
    other = page.context.new_page()
    page_actions.open_first(other, site)
    return other


def _write(page: Page, text: str, id: str = PROMPT) -> None:
    page_actions.control(page, id).fill(text)
    page_actions.control(page, id).blur()
    page_actions.await_value(page, id, text)


def _start_record(page: Page, name: str) -> None:
    """Tick the first item of the checklist, do the list again under a name, and tick the item there."""
    page_actions.control(page, TICK).check()
    page_actions.block(page, LIST).locator("[data-hb-action=new-record]").click()
    expect(page_actions.control(page, TICK)).not_to_be_checked()
    page.locator(".hb-records__name").fill(name)
    page_actions.control(page, TICK).check()
    expect(page_actions.status(page, LIST)).to_have_text(_SAVED)
    expect(page_actions.status(page, LIST)).not_to_have_attribute("data-hb-busy", "")


def test_no_open_tab_brings_back_what_was_erased(page: Page, site: str) -> None:
    """Erased in one tab, my answers and records go in every other one, and none of them writes them again: the next tick is one of the first record."""
    other = _two_tabs(page, site)
    _write(page, "to be erased")
    expect(page_actions.control(other, PROMPT)).to_have_value("to be erased")
    _start_record(page, "Week 49")
    other.reload()
    for tab in (page, other):
        expect(tab.locator(".hb-records__name")).to_have_value("Week 49")
    page.evaluate(COMMAND, {"name": "erase"})
    expect(page_actions.control(other, PROMPT)).to_have_value("")
    for tab in (page, other):
        expect(tab.locator("[data-hb-record]")).to_have_count(0)
        expect(tab.locator(".hb-records:visible")).to_have_count(0)
    other.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page_actions.control(other, TICK).check()
    page_actions.await_value(page, TICK, True)
    page_actions.eventually(lambda: list(page_actions.stored(page)["entries"]), [TICK])
    expect(page_actions.control(page, PROMPT)).to_have_value("")


def test_a_tab_that_slept_through_the_erasing_brings_nothing_back(page: Page, site: str) -> None:
    """A tab that heard nothing of the erasing and writes later saves its new words only."""
    page_actions.open_first(page, site)
    _write(page, "old words")
    sleeper = page.context.new_page()
    sleeper.add_init_script("delete window.BroadcastChannel;")
    page_actions.open_first(sleeper, site)
    expect(page_actions.control(sleeper, PROMPT)).to_have_value("old words")
    page.evaluate(COMMAND, {"name": "erase"})
    page_actions.await_value(page, PROMPT, None)
    page.goto(site + page_actions.PLAIN)  # or this tab would put right what that one does wrong
    _write(sleeper, "new words", OTHER)
    page_actions.eventually(lambda: {id: entry["value"] for id, entry in page_actions.stored(page)["entries"].items()}, {OTHER: "new words"})


def test_a_stale_copy_does_not_undo_the_erasing(page: Page, site: str) -> None:
    """If another tab writes its old copy over the erased document, what was erased is erased again, and what is newer is kept."""
    page_actions.open_first(page, site)
    _write(page, "old words")
    page_actions.await_value(page, PROMPT, "old words")
    stale = page_actions.stored(page)
    page.evaluate(COMMAND, {"name": "erase"})
    stale["entries"][OTHER] = page_actions.entry("after the erasing", at="2199-01-01T00:00:00.000Z")
    other = page.context.new_page()
    page_actions.prepare(other, site, json.dumps(stale), beside=True)
    expect(page_actions.control(page, OTHER)).to_have_value("after the erasing")
    expect(page_actions.control(page, PROMPT)).to_have_value("")
    page_actions.await_value(page, OTHER, "after the erasing")
    page_actions.eventually(lambda: list(page_actions.stored(page)["entries"]), [OTHER])


def test_erasing_leaves_nothing_but_the_moment(page: Page, site: str) -> None:
    """After erasing, this browser keeps no answer, no place and no text set aside; other sites' things stay."""
    page_actions.prepare(page, site, "{broken")
    page_actions.prepare(page, site, "theirs", key="handbook:another:notes")
    page_actions.open_first(page, site)
    _write(page, "mine")
    page.evaluate(COMMAND, {"name": "erase"})
    page_actions.await_value(page, PROMPT, None)
    keys = page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('handbook:'))")
    assert sorted(keys) == ["handbook:another:notes", page_actions.KEY]
    assert json.loads(page_actions.text_of(page) or "")["entries"] == {}
    page.reload()
    expect(page_actions.control(page, PROMPT)).to_have_value("")
    expect(page_actions.notice(page)).to_have_count(0)


def test_a_tab_of_its_own_keeps_to_itself(page: Page, site: str) -> None:
    """On a shared computer I can keep my answers in this tab: it begins empty, survives a reload, records and all, and the browser keeps nothing of it."""
    page_actions.open_first(page, site)
    _write(page, "somebody else's words")
    _start_record(page, "Their week")
    before = page_actions.stored(page)
    page.evaluate(COMMAND, {"name": "set-storage", "mode": "tab"})
    expect(page_actions.control(page, PROMPT)).to_have_value("")
    expect(page.locator("[data-hb-record]")).to_have_count(0)
    expect(page_actions.control(page, TICK)).not_to_be_checked()
    page_actions.control(page, PROMPT).fill("mine, for now")
    page_actions.control(page, PROMPT).blur()
    expect(page_actions.status(page, PROMPT)).to_have_text("Saved until you close this tab")
    _start_record(page, "My week")
    page.reload()
    expect(page_actions.status(page, PROMPT)).to_have_text("Kept until you close this tab")
    expect(page_actions.control(page, PROMPT)).to_have_value("mine, for now")
    expect(page.locator(".hb-records__name")).to_have_value("My week")
    assert page_actions.stored(page) == before
    fresh = page.context.new_page()
    page_actions.open_first(fresh, site)
    expect(page_actions.control(fresh, PROMPT)).to_have_value("somebody else's words")
    expect(fresh.locator(".hb-records__name")).to_have_value("Their week")


@pytest.mark.parametrize("carry", [True, False], ids=["carried", "dropped"])
def test_the_way_back_from_a_tab_of_its_own(page: Page, site: str, carry: bool) -> None:
    """When I go back to the browser's notes, those of the tab come along or are dropped, as I choose, and the earlier ones are still there."""
    page_actions.open_first(page, site)
    _write(page, "from before", OTHER)
    page.evaluate(COMMAND, {"name": "set-storage", "mode": "tab"})
    page_actions.control(page, PROMPT).fill("from the tab")
    page_actions.control(page, PROMPT).blur()
    expect(page_actions.status(page, PROMPT)).to_have_text(_SAVED)
    page.evaluate(COMMAND, {"name": "set-storage", "mode": "browser", "carry": carry})
    expect(page_actions.control(page, OTHER)).to_have_value("from before")
    expect(page_actions.control(page, PROMPT)).to_have_value("from the tab" if carry else "")
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('handbook:'))") == []
    page.reload()
    expect(page_actions.control(page, PROMPT)).to_have_value("from the tab" if carry else "")


def test_two_tabs_and_the_same_answer(page: Page, site: str) -> None:
    """Two tabs that edit different answers keep both; if they edit the same one, both show the later words."""
    other = _two_tabs(page, site)
    _write(page, "from the first")
    _write(other, "from the second", OTHER)
    expect(page_actions.control(page, OTHER)).to_have_value("from the second")
    _write(other, "the later words")
    expect(page_actions.control(page, PROMPT)).to_have_value("the later words")
    page_actions.eventually(
        lambda: {id: entry["value"] for id, entry in page_actions.stored(page)["entries"].items()}, {PROMPT: "the later words", OTHER: "from the second"}
    )


def test_a_tab_that_is_killed_loses_a_second_at_most(page: Page, site: str) -> None:
    """If the tab crashes while I type, only the last second is lost."""
    page.clock.install(time="2030-01-01T00:00:00Z")
    page_actions.open_first(page, site)
    page.clock.pause_at("2030-01-01T01:00:00Z")
    control = page_actions.control(page, PROMPT)
    for word in ("one ", "two ", "three "):
        control.press_sequentially(word)
        page.clock.run_for(400)
    control.press_sequentially("four")  # in the last second
    # Nothing that a page does when it is left: as after a crash.
    other = page.context.new_page()
    other.goto(site + page_actions.PLAIN)
    assert str(page_actions.stored_value(other, PROMPT)).startswith("one two three ")


def test_a_text_can_be_marked_private(page: Page, site: str) -> None:
    """Each text has a switch that marks it private, by mouse or keyboard; the mark is kept, and the text is unchanged."""
    page_actions.open_first(page, site)
    _write(page, "what I think of my director")
    switch = page_actions.block(page, PROMPT).get_by_role("button", name="Private")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.focus()
    page.keyboard.press("Enter")
    expect(switch).to_have_attribute("aria-pressed", "true")
    page_actions.await_value(page, f"{PROMPT}.private", True)
    page.reload()
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(page_actions.control(page, PROMPT)).to_have_value("what I think of my director")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    expect(page_actions.block(page, "answer-vague-feedback").get_by_role("button", name="Private")).to_have_count(1)


def test_five_thousand_answers_are_no_burden(page: Page, site: str) -> None:
    """With five thousand answers stored, the page shows mine, saves a new one, and loses none."""
    many = {f"old-item-{n}": page_actions.entry(f"answer {n}") for n in range(5000)}
    page_actions.prepare(page, site, page_actions.document({**many, PROMPT: page_actions.entry("mine")}))
    page_actions.open_first(page, site)
    expect(page_actions.control(page, PROMPT)).to_have_value("mine")
    _write(page, "mine, changed")
    entries = page_actions.stored(page)["entries"]
    assert len(entries) == 5001 and entries["old-item-4999"]["value"] == "answer 4999"


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
def test_going_back_and_forth_doubles_nothing(page: Page, site: str) -> None:
    """After fifty visits back and forth one tick is one write, and no listener of a page that is gone is left."""
    page.add_init_script(
        """window.writes = 0;
        const keep = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...pair) { if (this.name === 'answers') window.writes += 1; return keep.apply(this, pair); };
        window.heard = {};
        for (const target of [window, document]) {
          const [add, remove] = [target.addEventListener, target.removeEventListener];
          target.addEventListener = function (type, listener, options) {
            const own = options?.signal;
            if (own) { window.heard[type] = (window.heard[type] ?? 0) + 1; own.addEventListener('abort', () => { window.heard[type] -= 1; }); }
            return add.call(this, type, listener, options);
          };
        }"""
    )
    page_actions.open_first(page, site)
    page.evaluate("customElements.whenDefined('hb-plan-day').then(() => true)")  # it comes once the page is idle, and listens too
    before = page.evaluate("({...window.heard})")
    for _ in range(25):
        for address in (page_actions.SECOND, page_actions.FIRST):
            page.evaluate("(address) => document.querySelector(`.hb-contents__link[href*='${address.split('/')[1]}']`).click()", address)
            expect(page).to_have_url(site + address)
            expect(page.locator(f"hb-progress[data-hb-chapter='{address.split('/')[1]}']")).to_have_count(1)
    page_actions.ready(page)
    assert page.evaluate("window.heard") == before
    page.evaluate("window.writes = 0")
    page_actions.control(page, TICK).check()
    page_actions.await_value(page, TICK, True)
    assert page.evaluate("window.writes") == 1
    expect(page_actions.block(page, PROMPT).get_by_role("button", name="Private")).to_have_count(1)
