"""Progress across the site: marks in the contents, what is left at the end of a chapter, and whether a backup is old."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support import page_actions
from tests.support.accessibility import findings, findings_by_day_and_night

LIST = ["name-the-decider", "show-markup-as-text", "delegate-one-decision", "book-a-date", "ask-one-sceptic"]
PROMPTS = ["notice-what-changed", "notice-what-stayed", "notice-what-hurt"]
PLAN = ["answer-vague-feedback.when", "answer-vague-feedback.then"]
PROGRESS = f"handbook:{page_actions.HANDBOOK}:progress"
BACKUP = f"handbook:{page_actions.HANDBOOK}:backup"
WORDLESS = "guide/glossary/"
NOON = "2026-02-01T12:00:00Z"


def _contents(page: Page, slug: str) -> Locator:
    return page.locator(
        f'.hb-contents__link[href$="chapters/{slug}/"], .hb-contents__link[href$="../{slug}/"], .hb-contents__link[href="./"][aria-current]'
    ).first


def _rest(page: Page) -> Locator:
    return page.locator(".hb-rest")


def _copy(page: Page) -> Locator:
    return page.locator("[data-hb-copy]")


def _finish(page: Page) -> None:
    """Do everything that the first chapter asks for."""
    for id in LIST:
        page_actions.control(page, id).check()
    for id in [*PROMPTS, *PLAN]:
        page_actions.control(page, id).fill("words")
    page.locator("#take-the-left-door-choose").check()
    page_actions.await_value(page, PLAN[1], "words")


def _backup(page: Page, site: str, at: str) -> None:
    page_actions.prepare(page, site, json.dumps({"at": at}), key=BACKUP)


def _old_answer(page: Page, site: str, at: str = "2026-01-02T03:04:05.678Z") -> None:
    page_actions.prepare(page, site, page_actions.document({LIST[0]: page_actions.entry(True, at)}))


def _go(page: Page, address: str) -> None:
    """Change the page as a click does, without a reload."""
    page.evaluate("(address) => document.querySelector(`.hb-contents a[href$='${address}']`).click()", address)
    expect(page).to_have_url(re.compile(f"{address}$"))


def test_the_contents_know_what_i_have_begun(page: Page, site: str) -> None:
    """Beside a chapter in the contents a mark and words say how far I am, from the first tick on and at once."""
    page_actions.open_first(page, site)
    chapter = page.locator(".hb-contents__link[aria-current]")
    expect(chapter).to_have_text("First steps")
    page_actions.control(page, LIST[0]).check()
    expect(chapter).to_have_text("First steps (started)")
    expect(chapter).to_have_attribute("data-hb-state", "begun")
    for id in LIST[1:]:
        page_actions.control(page, id).check()
    expect(chapter).to_have_text("First steps (1 of 4 done)")
    _finish(page)
    expect(chapter).to_have_text("First steps (4 of 4 done)")
    expect(chapter).to_have_attribute("data-hb-state", "done")
    assert findings(page) == {}


def test_the_mark_goes_with_the_last_tick(page: Page, site: str) -> None:
    """When I take back my only tick, the mark goes and nothing is remembered of the chapter."""
    page_actions.open_first(page, site)
    page_actions.control(page, LIST[0]).check()
    expect(page.locator(".hb-contents__state")).to_have_count(1)
    page_actions.control(page, LIST[0]).uncheck()
    expect(page.locator(".hb-contents__state")).to_have_count(0)
    assert json.loads(page_actions.text_of(page, PROGRESS) or "") == {}


def test_reading_leaves_no_trace(page: Page, site: str) -> None:
    """Of a chapter that I have only read, nothing is remembered."""
    page_actions.open_first(page, site)
    page.goto(site + page_actions.SECOND)
    expect(_rest(page)).to_be_visible()
    assert page_actions.text_of(page, PROGRESS) is None


def test_the_mark_shows_on_every_page(page: Page, site: str) -> None:
    """The mark is there on other pages, after a click, after a reload, and where a page has no practice of its own."""
    page_actions.open_first(page, site)
    page_actions.control(page, LIST[0]).check()
    _go(page, "second-steps/")
    expect(page.locator(".hb-contents__link").filter(has_text="First steps (started)")).to_have_count(1)
    for address in (WORDLESS, "", "404.html"):
        page.goto(site + address)
        expect(page.locator(".hb-contents__link").filter(has_text="First steps (started)")).to_have_count(1)


def test_the_mark_follows_the_other_tab(page: Page, site: str) -> None:
    """A tick in another tab shows in this tab's contents."""
    page.goto(site + WORDLESS)
    other = page.context.new_page()
    page_actions.open_first(other, site)
    page_actions.control(other, LIST[0]).check()
    expect(page.locator(".hb-contents__link").filter(has_text="First steps (started)")).to_have_count(1)


def test_the_overview_marks_chapters_that_i_did_not_open_here(page: Page, site: str) -> None:
    """After a restored copy, the overview tells the contents about all chapters at once."""
    page_actions.prepare(page, site, page_actions.document({LIST[0]: page_actions.entry(True), "read-the-first-step": page_actions.entry(True)}))
    page.goto(site + "workbook/")
    expect(page.locator(".hb-contents__state")).to_have_count(2)


@pytest.mark.parametrize(
    "mark", ["{broken", "7", "[]", '{"first-steps":null}', '{"first-steps":{"done":"<b>1</b>","all":{}}}', '{"__proto__":{"done":1,"all":2}}']
)
def test_a_mark_that_makes_no_sense(page: Page, site: str, mark: str) -> None:
    """Whatever is stored about a chapter, the contents still work and none of it becomes markup."""
    page_actions.prepare(page, site, mark, key=PROGRESS)
    page_actions.open_first(page, site)
    expect(page.locator(".hb-contents__link[aria-current]")).to_contain_text("First steps")
    expect(page.locator(".hb-contents b")).to_have_count(0)


@pytest.mark.may_log("quota")
def test_a_full_storage_is_no_endless_round(page: Page, site: str) -> None:
    """Where nothing more can be stored, a tick still shows in the contents and the page goes on working."""
    page_actions.open_first(page, site)
    page_actions.control(page, LIST[0]).check()
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('quota', 'QuotaExceededError'); }; }")
    for id in LIST[1:]:
        page_actions.control(page, id).check()
    expect(page.locator("hb-progress [data-hb-part=foot]")).to_contain_text("1 of 4 done")
    expect(_rest(page)).to_contain_text("Questions for you")


def test_the_homes_map_fills(page: Page, real: str) -> None:
    """On the home page's map a chapter that I began is a ring and a finished one a disc, and words say the same."""
    page.goto(real)
    expect(page.locator(".hb-map [data-hb-state]")).to_have_count(0)
    page_actions.prepare(page, real, json.dumps({"introduction": {"done": 5, "all": 5}, "raising-the-bar": {"done": 0, "all": 6}}), key=PROGRESS)
    page.goto(real)
    wide = page.locator(".hb-map")
    expect(wide.locator('[data-hb-state="done"]')).to_contain_text("(5 of 5 done)")
    expect(wide.locator('[data-hb-state="begun"]')).to_contain_text("(started)")

    def fill(chapter: str) -> str:
        stop = wide.locator(f".hb-map__link[href$='{chapter}/'] .hb-map__stop").first
        return str(stop.evaluate("stop => [getComputedStyle(stop).fill, getComputedStyle(stop).strokeWidth].join()"))

    assert len({fill("introduction"), fill("raising-the-bar"), fill("growing-the-team")}) == 3
    assert findings(page) == {}


def test_a_chapter_ends_with_an_invitation(page: Page, site: str, real: str) -> None:
    """Before my first answer, the end of a chapter names its first pause point, and counts nothing."""
    page_actions.open_first(page, site)
    expect(_rest(page)).to_contain_text(re.compile(r"^Practice on this page starts with.*tick what you have evidence for\.$", re.S))
    expect(_rest(page).get_by_role("link")).to_have_text(["Before the first thing"])
    _rest(page).get_by_role("link").click()
    expect(page).to_have_url(f"{site}{page_actions.FIRST}#check-the-first-thing")
    assert findings(page) == {}
    page.goto(real + "field-notes/strategy-on-one-page/")  # which has nothing to tick
    expect(_rest(page)).to_have_text("Practice on this page starts withQuestions for you")


def test_a_chapter_ends_with_what_is_open(page: Page, site: str) -> None:
    """After my first answer, the end of a chapter lists what is still open and links to it, until everything is done."""
    page_actions.open_first(page, site)
    page_actions.control(page, LIST[0]).check()
    expect(_rest(page)).to_contain_text("Still to do on this page")
    lines = _rest(page).get_by_role("listitem")
    expect(lines).to_have_text(["Before the first thing · 4 to do", "Questions for you · 3 to do", "Your if-then plan · 2 to do", "Three doors · 1 to do"])
    assert findings(page) == {}
    lines.nth(2).get_by_role("link").click()
    expect(page).to_have_url(f"{site}{page_actions.FIRST}#answer-vague-feedback")
    expect(page_actions.control(page, PLAN[0])).to_be_in_viewport()
    _finish(page)
    expect(_rest(page)).to_contain_text("All the practice on this page is done")
    _rest(page).get_by_role("link", name="Your progress across the handbook").click()
    expect(page).to_have_url(f"{site}workbook/")
    expect(_rest(page)).to_have_count(0)


def test_the_end_of_a_chapter_keeps_the_focus(page: Page, site: str) -> None:
    """A link at the end that I have reached stays mine while another tab writes."""
    page_actions.open_first(page, site)
    page_actions.control(page, LIST[0]).check()
    _rest(page).get_by_role("link", name="Three doors").focus()
    other = page.context.new_page()
    page_actions.open_first(other, site)
    page_actions.control(other, LIST[1]).check()
    expect(_rest(page).get_by_role("listitem").first).to_contain_text("3 to do")
    # Not `to_be_focused`: in Firefox a tab in the background has no focus, though its document remembers where it is.
    assert page.evaluate("document.activeElement.textContent") == "Three doors"


@pytest.mark.without_scripts
def test_without_scripts_nothing_is_added(page: Page, site: str) -> None:
    """With scripts off there is no mark, no list at the end and no empty link in the header."""
    page.goto(site + page_actions.FIRST)
    expect(_rest(page)).to_have_count(0)
    expect(page.locator(".hb-contents__state")).to_have_count(0)
    expect(_copy(page)).to_be_hidden()


def test_an_old_copy_is_mentioned(page: Page, site: str) -> None:
    """Before a browser may erase what I have written since my last copy, the header says so and leads to my data, until I take one."""
    page.clock.set_fixed_time(NOON)
    _old_answer(page, site, "2026-01-30T00:00:00Z")
    _backup(page, site, "2026-01-27T11:00:00Z")
    page_actions.open_first(page, site)
    expect(_copy(page)).to_have_text("Last backup 5 days ago")
    expect(_copy(page)).to_be_visible()
    expect(_copy(page)).to_have_attribute("href", f"{site}workbook/data/")
    assert findings(page) == {}
    page.evaluate("at => document.dispatchEvent(new CustomEvent('hb-command', { detail: { name: 'remember', key: 'backup', value: { at } } }))", NOON)
    expect(_copy(page)).to_be_hidden()


def test_the_line_of_the_header_follows_me(page: Page, site: str) -> None:
    """The header's line stays through a change of page, also on a page without words of ours, and still leads to my data."""
    page.clock.set_fixed_time(NOON)
    _old_answer(page, site)
    page_actions.open_first(page, site)
    expect(_copy(page)).to_have_text("Not backed up")
    for address in ("second-steps/", WORDLESS):
        _go(page, address)
        expect(_copy(page)).to_have_text("Not backed up")
    _copy(page).click()
    expect(page).to_have_url(f"{site}workbook/data/")


@pytest.mark.parametrize(
    ("answer", "backup"),
    [
        ("2026-01-30T00:00:00Z", None),  # the first answer is two days old
        ("2026-01-20T00:00:00Z", "2026-01-25T00:00:00Z"),  # the copy is a week old
        ("2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"),  # nothing was written since
        ("2026-01-20T00:00:00Z", "2026-03-01T00:00:00Z"),  # a clock that was wrong
    ],
)
def test_a_fresh_copy_needs_no_word(page: Page, site: str, answer: str, backup: str | None) -> None:
    """While nothing would be lost for long, the header says nothing."""
    page.clock.set_fixed_time(NOON)
    _old_answer(page, site, answer)
    if backup:
        _backup(page, site, backup)
    page_actions.open_first(page, site)
    expect(_copy(page)).to_be_hidden()


def test_a_newcomer_hears_nothing_of_copies(page: Page, site: str) -> None:
    """Without an answer there is nothing to copy, and no word about it."""
    page.clock.set_fixed_time(NOON)
    page_actions.prepare(page, site, page_actions.document({LIST[0]: page_actions.entry(value=False)}))
    page_actions.open_first(page, site)
    expect(_copy(page)).to_be_hidden()


def test_this_tab_only_is_always_said(page: Page, site: str) -> None:
    """While my answers are kept in this tab only, the header says so on every page that I open."""
    page_actions.open_first(page, site)
    page.evaluate("document.dispatchEvent(new CustomEvent('hb-command', { detail: { name: 'set-storage', mode: 'tab' } }))")
    expect(_copy(page)).to_have_text("In this tab only")
    page.goto(site + page_actions.SECOND)
    expect(_copy(page)).to_have_text("In this tab only")


@pytest.mark.context(reduced_motion="reduce")
def test_the_header_holds_the_line(page: Page, real: str) -> None:
    """At every width the line fits into the header beside all that was there, covers nothing, and axe finds nothing."""
    header, name = page.locator(".hb-header"), page.locator(".hb-header__name")
    height = "header => header.offsetHeight"
    cut = "name => Math.max(name.scrollWidth - name.clientWidth, name.scrollHeight - name.clientHeight - 2, 0)"  # descenders reach below the line
    page.goto(real + "chapters/introduction/")
    before: dict[int, list[int]] = {}
    for width in (1280, 600, 320):
        page.set_viewport_size({"width": width, "height": 740})
        before[width] = [header.evaluate(height), name.evaluate(cut)]
    page.evaluate("document.dispatchEvent(new CustomEvent('hb-command', { detail: { name: 'set-storage', mode: 'tab' } }))")
    expect(_copy(page)).to_be_visible()
    for width, (high, cut_off) in before.items():
        page.set_viewport_size({"width": width, "height": 740})
        assert header.evaluate(height) == high
        assert name.evaluate(cut) <= cut_off
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        mine: Any = _copy(page).bounding_box()
        assert mine["y"] >= 0 and mine["y"] + mine["height"] <= high and mine["height"] >= 24
        parts = page.locator(".hb-header__inner > *, .hb-colours__switch").locator("visible=true").all()
        for box in [box for box in (part.bounding_box() for part in parts) if box and box["height"] < 60 and box != mine]:
            apart = (
                box["x"] + box["width"] <= mine["x"] + 1
                or mine["x"] + mine["width"] <= box["x"] + 1
                or box["y"] + box["height"] <= mine["y"] + 1
                or mine["y"] + mine["height"] <= box["y"] + 1
            )
            assert apart, (width, box, mine)
    assert findings_by_day_and_night(page) == {}  # at 320 pixels


def test_changes_of_page_add_nothing(page: Page, site: str) -> None:
    """After ten changes of page there is one list, one line and one mark, and a tick is remembered once."""
    page.clock.set_fixed_time(NOON)
    _old_answer(page, site)
    page_actions.open_first(page, site)
    page.evaluate("window.visit = 'one'")
    for _ in range(5):
        for slug in ("second-steps", "first-steps"):
            _go(page, f"{slug}/")
            page.wait_for_function("(slug) => document.querySelector('hb-progress')?.dataset.hbChapter === slug", arg=slug)
            page_actions.ready(page)
    assert page.evaluate("window.visit") == "one", "instant navigation was off: this test has shown nothing"
    expect(_rest(page)).to_have_count(1)
    expect(_copy(page)).to_have_count(1)
    expect(page.locator(".hb-contents__state")).to_have_count(1)
    page.evaluate(
        """() => {
          window.writes = [];
          const [set, put] = [Storage.prototype.setItem, IDBObjectStore.prototype.put];
          Storage.prototype.setItem = function (key, text) { writes.push(key); set.call(this, key, text); };
          IDBObjectStore.prototype.put = function (...pair) { writes.push(this.name); return put.apply(this, pair); };
        }"""
    )
    page_actions.control(page, PROMPTS[0]).fill("once")
    page_actions.await_value(page, PROMPTS[0], "once")
    assert page.evaluate("window.writes").count("answers") == 1
    assert page.evaluate("window.writes").count(PROGRESS) == 0  # no block was finished by it
    for id in LIST[1:]:
        page_actions.control(page, id).check()
    page.wait_for_function("(key) => window.writes.includes(key)", arg=PROGRESS)
    assert page.evaluate("window.writes").count(PROGRESS) == 1
