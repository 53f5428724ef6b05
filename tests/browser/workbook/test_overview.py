"""The overview of the workbook: what is done, and what to do next."""

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support import page_actions
from tests.support.accessibility import NARROW, findings, findings_by_day_and_night

PAGE = "workbook/"
SEEN = f"handbook:{page_actions.HANDBOOK}:seen"
LIST = ["name-the-decider", "show-markup-as-text", "delegate-one-decision", "book-a-date", "ask-one-sceptic"]
PROMPTS = ["notice-what-changed", "notice-what-stayed", "notice-what-hurt"]
PLAN = "answer-vague-feedback"
STEPS = ["read-the-first-step", "do-the-second-step", "do-the-third-step", "do-the-fourth-step", "do-the-fifth-step"]
RECALL = ["recall-the-doors", "recall-the-decider"]
NOW = "2026-02-01T12:00:00Z"


def _at(day: int, hour: int = 9) -> str:
    return f"2026-01-{day:02d}T{hour:02d}:00:00.000Z"


def _begun() -> dict[str, Any]:
    """Return a document's entries: two ticks, an answer of the second chapter, and half a plan."""
    return {
        LIST[0]: page_actions.entry(True, _at(3)),
        LIST[1]: page_actions.entry(True, _at(4)),
        RECALL[0]: page_actions.entry("Three,\nI think.", _at(6)),
        f"{PLAN}.when": page_actions.entry("somebody says “later”", _at(5)),
    }


def _open(page: Page, site: str, entries: dict[str, Any] | None = None) -> Locator:
    if entries is not None:
        page_actions.prepare(page, site, page_actions.document(entries))
    page.goto(site + PAGE)
    overview = page.locator("hb-overview[data-hb-ready]")
    expect(overview).to_be_attached()
    return overview


def _part(page: Page, name: str) -> Locator:
    return page.locator(f'hb-overview [data-hb-part="{name}"]')


def _group(page: Page, name: str) -> Locator:
    return page.locator("a.hb-weave__block").filter(has_text=name)


def _seen(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page_actions.text_of(page, SEEN) or "null")
    return found


def _change_record(page: Page, site: str, change: dict[str, str | None]) -> None:
    """Make the record of the last visit differ: another wording for an id, or none."""
    _open(page, site)
    record = _seen(page)
    for id, rev in change.items():
        if rev is None:
            record["revs"].pop(id)
        else:
            record["revs"][id] = rev
    page_actions.prepare(page, site, json.dumps(record), key=SEEN)


@pytest.mark.context(reduced_motion="reduce")
def test_an_empty_workbook_invites(page: Page, site: str) -> None:
    """With nothing written, the page says what it is for and names one checklist to begin with, and no number of zeros."""
    overview = _open(page, site)
    expect(overview).to_contain_text("There’s nothing here yet")
    expect(_part(page, "sample")).to_contain_text("Example")
    for name in ("picture", "open", "last", "due", "changes"):
        expect(_part(page, name)).to_be_hidden()
    assert " 0 " not in f" {overview.inner_text()} "
    expect(_part(page, "empty").get_by_role("link")).to_have_count(1)
    assert findings_by_day_and_night(page) == {}
    _part(page, "empty").get_by_role("link", name="Before the first thing").click()
    expect(page).to_have_url(f"{site}{page_actions.FIRST}#check-the-first-thing")


def test_the_picture_shows_what_is_done(page: Page, site: str) -> None:
    """Each thing to do is a mark that is filled once it is done; each group says in words how far it is and leads to its place."""
    _open(page, site, _begun())
    first = _group(page, "Before the first thing")
    expect(first).to_have_text("Checklist: Before the first thing (2 of 5 done)")
    expect(first.locator(".hb-weave__mark")).to_have_count(5)
    expect(first.locator(".hb-weave__mark--done")).to_have_count(2)
    expect(_group(page, "Three doors")).to_have_text("Scenario: Three doors (to do)")
    expect(page.locator(".hb-weave__row")).to_have_count(2)
    expect(_part(page, "empty")).to_be_hidden()
    first.click()
    expect(page).to_have_url(f"{site}{page_actions.FIRST}#check-the-first-thing")


def test_the_picture_leads_with_the_keyboard(page: Page, site: str) -> None:
    """The groups of the picture take the focus in reading order, and Enter goes there."""
    _open(page, site, _begun())
    page.locator("a.hb-weave__chapter").first.focus()
    page.keyboard.press("Tab")
    expect(_group(page, "Before the first thing")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}{page_actions.FIRST}#questions-{PROMPTS[0]}")


def test_the_table_says_the_same(page: Page, site: str) -> None:
    """A table links to every piece of practice and says in words what is done."""
    _open(page, site, _begun())
    page.get_by_text("All practice as a table").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Before the first thing"))
    expect(row).to_contain_text("2 of 5 done")
    expect(page.get_by_role("row").filter(has_text="Three doors")).to_contain_text("to do")
    row.get_by_role("link").click()
    expect(page).to_have_url(f"{site}{page_actions.FIRST}#check-the-first-thing")


def test_open_items_begin_with_what_is_begun(page: Page, site: str) -> None:
    """What I began comes first, the newest on top, each with its next open line and a link to that very line."""
    _open(page, site, _begun())
    lines = _part(page, "open").get_by_role("listitem")
    expect(lines).to_have_count(5)
    expect(lines.nth(0)).to_contain_text("Your if-then plan: I will …")
    expect(lines.nth(1)).to_contain_text("Delegate one decision with its limits.")
    expect(lines.nth(1)).to_contain_text("Before the first thing, 2 of 5 done · First steps")
    expect(lines.nth(2)).to_contain_text("When you follow the steps")
    expect(lines.nth(2)).to_contain_text("Checklist, not started")
    lines.nth(1).get_by_role("link").click()
    expect(page).to_have_url(f"{site}{page_actions.FIRST}#{LIST[2]}")
    expect(page_actions.control(page, LIST[2])).to_be_in_viewport()


def test_the_last_answers_are_there(page: Page, site: str) -> None:
    """My newest answers are listed with their question and day, a plan as one sentence, and always as text."""
    entries = _begun() | {
        "choose-a-door": page_actions.entry("take-the-left-door", _at(7)),
        PROMPTS[0]: page_actions.entry("<img src=x onerror=alert(1)>", _at(8)),
        "an-id-of-long-ago": page_actions.entry("old words", _at(9), said="What was it?"),
    }
    page.clock.set_fixed_time(NOW)
    _open(page, site, entries)
    lines = _part(page, "last").get_by_role("listitem")
    expect(lines).to_have_count(5)
    expect(lines.nth(0)).to_have_text("What was it?old words9 January")
    expect(lines.nth(0).get_by_role("link")).to_have_count(0)
    expect(lines.nth(1)).to_contain_text("<img src=x onerror=alert(1)>")
    expect(lines.nth(2)).to_contain_text("Take the left door.")
    expect(lines.nth(3)).to_contain_text("Three, I think.")
    expect(lines.nth(4)).to_contain_text("When somebody says “later”, I will …")
    lines.nth(1).get_by_role("link", name="What changed this week?").click()
    expect(page).to_have_url(f"{site}{page_actions.FIRST}#{PROMPTS[0]}")


def test_a_private_answer_is_marked_and_stays_off_paper(page: Page, site: str) -> None:
    """A text that I keep private says so here, and is not printed with the page."""
    _open(page, site, {PROMPTS[0]: page_actions.entry("between us", _at(8)), f"{PROMPTS[0]}.private": page_actions.entry(True, _at(8))})
    line = _part(page, "last").get_by_role("listitem")
    expect(line).to_contain_text("Private")
    expect(line.get_by_text("between us")).to_be_visible()
    page.evaluate("for (const s of document.styleSheets) for (const r of s.cssRules) if (r.media?.mediaText === 'print') r.media.mediaText = 'all'")
    expect(line.get_by_text("between us")).to_be_hidden()


def test_plans_that_are_due(page: Page, site: str) -> None:
    """Plans and next steps show when their day has passed or comes within two weeks, and not before."""
    page.clock.set_fixed_time(NOW)
    entries = {
        f"{PLAN}.when": page_actions.entry("somebody says “later”"),
        f"{PLAN}.then": page_actions.entry("ask for a date"),
        f"{PLAN}.date": page_actions.entry("2026-02-03T09:00"),
        "next.walk-in-step": page_actions.entry("3"),
        "next.walk-in-step.date": page_actions.entry("2026-01-30"),
        "next.look-where-it-goes": page_actions.entry("2"),
        "next.look-where-it-goes.date": page_actions.entry("2026-02-16"),
    }
    _open(page, site, entries)
    lines = _part(page, "due").get_by_role("listitem")
    expect(lines).to_have_count(2)
    expect(lines.nth(0)).to_contain_text("Walks in step, level 3: I walked with two others.")
    expect(lines.nth(0)).to_contain_text("Was due on 30 January")
    expect(lines.nth(1)).to_contain_text("When somebody says “later”, I will ask for a date")
    expect(lines.nth(1)).to_contain_text("Due on 3 February, in 2 days")
    lines.nth(1).get_by_role("link").click()
    expect(page).to_have_url(f"{site}workbook/plan/#{PLAN}")


def test_dates_that_are_none(page: Page, site: str) -> None:
    """A date that does not exist is left out, and the page works."""
    _open(
        page,
        site,
        _begun()
        | {f"{PLAN}.date": page_actions.entry("tomorrow"), "next.walk-in-step": page_actions.entry(True), "next.walk-in-step.date": page_actions.entry("9")},
    )
    expect(_part(page, "due")).to_be_hidden()
    expect(_part(page, "open")).to_be_visible()


def test_a_first_visit_finds_nothing_new(page: Page, site: str) -> None:
    """On my first visit nothing is called new, and from then on the page knows what I have seen."""
    _open(page, site, _begun())
    expect(_part(page, "changes")).to_be_hidden()
    assert len(_seen(page)["revs"]) > 10
    page.reload()
    expect(_part(page, "open")).to_be_visible()
    expect(_part(page, "changes")).to_be_hidden()


def test_what_changed_since_my_last_visit(page: Page, site: str) -> None:
    """New, reworded and retired practice is listed until I say that I have seen it; a reload does not lose the list."""
    old = {LIST[0]: page_actions.entry(True, _at(3), rev="1", said="Name somebody."), "count-the-doors": page_actions.entry(True, _at(3))}
    page_actions.prepare(page, site, page_actions.document(old))
    _change_record(page, site, {LIST[0]: "1", LIST[1]: "1", STEPS[4]: None, "walk-in-step": "1", "count-the-doors": "1"} | dict.fromkeys(RECALL))
    _open(page, site)
    lines = _part(page, "changes").get_by_role("listitem")
    expect(lines).to_have_count(6)
    expect(lines.nth(0)).to_have_text("Name the person who decides, in writing.RewordedYou answered an earlier wording: “Name somebody.”")
    expect(lines.nth(1)).to_contain_text("Reworded")
    expect(lines.nth(2)).to_have_text("RecallNew: Recall, 2 items")
    expect(lines.nth(3)).to_have_text("Do the fifth step.New")
    expect(lines.nth(3).get_by_role("link")).to_have_attribute("href", f"{site}{page_actions.SECOND}#{STEPS[4]}")
    expect(lines.nth(4)).to_have_text("Walks in stepReworded")
    expect(lines.nth(5)).to_have_text("Count the doors.No longer in the handbook. Your answer is kept.")
    assert findings(page) == {}
    page.reload()
    expect(lines).to_have_count(6)
    _part(page, "changes").get_by_role("button", name="Mark as seen").click()
    expect(_part(page, "changes")).to_be_hidden()
    expect(page.get_by_role("heading", name="What you’ve done")).to_be_focused()
    page.reload()
    expect(_part(page, "open")).to_be_visible()
    expect(_part(page, "changes")).to_be_hidden()


def test_a_renamed_line_is_not_new(page: Page, site: str) -> None:
    """What only got another name has not changed for me."""
    _open(page, site, _begun())
    rev = _seen(page)["revs"][STEPS[0]]
    _change_record(page, site, {STEPS[0]: None, "speak-the-first-step": rev})
    _open(page, site)
    expect(_part(page, "open")).to_be_visible()
    expect(_part(page, "changes")).to_be_hidden()


def test_a_long_list_of_changes_is_cut(page: Page, site: str) -> None:
    """Of many changes ten are listed, and the rest is a number."""
    _change_record(page, site, dict.fromkeys([*LIST, *PROMPTS, *STEPS], "1"))
    _open(page, site)
    expect(_part(page, "changes").get_by_role("listitem")).to_have_count(11)
    expect(_part(page, "changes").get_by_role("listitem").last).to_have_text("And 3 more.")


@pytest.mark.parametrize("mark", ["{broken", "7", '{"revs":7}', '{"at":"x","revs":[]}'])
def test_a_record_that_makes_no_sense(page: Page, site: str, mark: str) -> None:
    """A record of the last visit that cannot be read is no reason to call everything new, or to fail."""
    page_actions.prepare(page, site, mark, key=SEEN)
    _open(page, site, _begun())
    expect(_part(page, "open")).to_be_visible()
    expect(_part(page, "changes")).to_be_hidden()


def test_the_other_tab_shows_at_once(page: Page, site: str) -> None:
    """What I tick in another tab fills its mark here without a reload."""
    _open(page, site)
    other = page.context.new_page()
    page_actions.open_first(other, site)
    page_actions.control(other, LIST[0]).check()
    expect(_group(page, "Before the first thing")).to_have_text("Checklist: Before the first thing (1 of 5 done)")
    expect(_part(page, "empty")).to_be_hidden()
    expect(page.locator("hb-today [data-hb-kind=step]")).to_contain_text("1 of 5 done")


def test_the_focus_stays_while_another_tab_writes(page: Page, site: str) -> None:
    """A link that I have reached stays mine when the page shows something new."""
    _open(page, site, _begun())
    _group(page, "Three doors").focus()
    other = page.context.new_page()
    page_actions.open_first(other, site)
    page_actions.control(other, LIST[2]).check()
    expect(_group(page, "Before the first thing")).to_contain_text("3 of 5")
    # Not `to_be_focused`: in Firefox a tab in the background has no focus, though its document remembers where it is.
    assert page.evaluate("document.activeElement.textContent") == "Scenario: Three doors (to do)"


def test_a_finished_handbook_asks_for_nothing(page: Page, site: str) -> None:
    """When all is done every mark is filled, and no open line is shown."""
    ticks = {id: page_actions.entry(True, _at(3)) for id in [*LIST, *STEPS]}
    texts = {id: page_actions.entry("words", _at(4)) for id in [*PROMPTS, *RECALL, "ask-for-more", f"{PLAN}.when", f"{PLAN}.then"]}
    _open(page, site, ticks | texts | {"choose-a-door": page_actions.entry("take-the-left-door", _at(5))})
    expect(page.locator(".hb-weave__row .hb-weave__mark:not(.hb-weave__mark--done)")).to_have_count(0)
    expect(_group(page, "(done)")).to_have_count(7)
    expect(_part(page, "open")).to_be_hidden()
    assert findings(page) == {}


def test_erasing_brings_the_invitation_back(page: Page, site: str) -> None:
    """When everything is erased elsewhere, this page is empty too."""
    _open(page, site, _begun())
    page.evaluate("document.dispatchEvent(new CustomEvent('hb-command', { detail: { name: 'erase' } }))")
    expect(_part(page, "empty")).to_be_visible()
    expect(_part(page, "picture")).to_be_hidden()


@pytest.mark.context(reduced_motion="reduce")
def test_a_begun_overview_fits_a_phone(page: Page, site: str) -> None:
    """On a phone the page with its table open does not scroll sideways, and its links are targets of 24 pixels."""
    _open(page, site, _begun())
    page.get_by_text("All practice as a table").click()
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    small = page.evaluate(
        "() => [...document.querySelectorAll('.hb-weave__block, .hb-overview__item > a')].filter((link) => link.getBoundingClientRect().height < 24).length"
    )
    assert small == 0


@pytest.mark.context(viewport=NARROW)
def test_the_real_handbook_fits_a_phone(page: Page, real: str) -> None:
    """The whole handbook's picture fits a narrow screen, empty and begun."""
    _open(page, real)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    first = page.evaluate("JSON.parse(document.querySelector('hb-overview').dataset.hbCatalogue).chapters[0].blocks[0].controls[0].id")
    _open(page, real, {first: page_actions.entry(True)})
    expect(page.locator(".hb-weave__row")).to_have_count(8)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_on_paper_the_picture_stays(page: Page, site: str) -> None:
    """In print, the picture and the lists are black; Today and the closed table are left out."""
    _open(page, site, _begun())
    page.evaluate("for (const s of document.styleSheets) for (const r of s.cssRules) if (r.media?.mediaText === 'print') r.media.mediaText = 'all'")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")  # opens what is closed, but not this table
    expect(page.locator(".hb-weave__row").first).to_be_visible()
    expect(page.locator("hb-today")).to_be_hidden()
    expect(page.locator(".hb-overview__table")).to_be_hidden()
    assert page.locator(".hb-weave__mark--done").first.evaluate("mark => getComputedStyle(mark).fill") == "rgb(0, 0, 0)"


@pytest.mark.without_scripts
def test_without_scripts_the_practice_is_listed(page: Page, site: str) -> None:
    """With scripts off there is a table of all practice, with boxes to tick by pen, and links to the other pages."""
    page.goto(site + PAGE)
    expect(page.locator(".hb-overview__table")).to_contain_text("Before the first thing")
    expect(page.locator("main").get_by_role("link", name="Backup & privacy", exact=True)).to_be_visible()
    for name in ("empty", "picture", "open"):
        expect(_part(page, name)).to_be_hidden()


@pytest.mark.may_log("refused by the test")  # the theme's own scripts throw
def test_with_storage_refused_the_page_still_works(page: Page, site: str) -> None:
    """Where the browser lets nothing be saved, the page invites, and says why nothing is kept."""
    page.add_init_script(page_actions.REFUSE_STORAGE)
    _open(page, site)
    expect(_part(page, "empty")).to_be_visible()
    expect(page_actions.notice(page)).to_contain_text("won’t let the page save")


def test_going_back_and_forth_adds_nothing(page: Page, site: str) -> None:
    """After many page changes there is one overview, and it fills its lists once."""
    _open(page, site, _begun())
    for _ in range(10):
        page.evaluate("document.querySelector('.hb-weave__chapter').click()")
        expect(page).to_have_url(site + page_actions.FIRST)
        page.evaluate("history.back()")
        expect(page.locator("hb-overview[data-hb-ready]")).to_be_attached()
        expect(_part(page, "open").get_by_role("listitem")).to_have_count(5)
    expect(page.locator(".hb-weave")).to_have_count(1)
    expect(page.locator(".hb-weave__legend")).to_have_count(1)


def test_a_field_note_that_is_begun_stands_beside_the_chapters(page: Page, site: str) -> None:
    """The chart has the chapters alone; a note appears once it has an answer, with what is left to do, and the contents mark it."""
    _open(page, site, {"knock-and-wait": page_actions.entry(True, _at(3)), "put-one-thing-down": page_actions.entry(True, _at(3))})
    expect(_part(page, "notes-list").locator("li")).to_have_text(["Nobody held the doorChecklist, 2 of 5 done"])
    expect(page.locator(".hb-weave__row")).to_have_count(2)
    expect(_part(page, "open-list").locator("a").first).to_have_text("Say what you carry.")
    expect(page.locator(".hb-contents__link").filter(has_text="Nobody held the door")).to_have_attribute("data-hb-state", "begun")
    page.evaluate("document.querySelector('hb-overview [data-hb-part=notes-list] a').click()")
    expect(page.locator("hb-progress [data-hb-controls]")).to_have_attribute("data-hb-state", "begun")
