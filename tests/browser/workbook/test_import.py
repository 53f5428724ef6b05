"""Bringing a copy in: what would change is seen first, a hostile file does nothing, and order does not matter."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from handbook.content.short_codes import short_code
from tests.browser.store.test_storage_failures import FULL, REFUSE_ALL, THEME_MAY_THROW
from tests.browser.workbook.test_data import HAUNTED, OLD, PROMPT, TICK, entries, erase, open_data, part, said, with_notes
from tests.browser.workbook.test_encryption import paste
from tests.support import page_actions
from tests.support.accessibility import findings_by_day_and_night

NOTES = json.loads(OLD["version-1"])["entries"]
MINE = page_actions.document({PROMPT: page_actions.entry("mine", at="2026-05-01T00:00:00.000Z"), TICK: page_actions.entry(True)})
THEIRS = {
    PROMPT: page_actions.entry("theirs, later", at="2026-06-01T00:00:00.000Z"),
    "notice-what-hurt": page_actions.entry("only theirs"),
    TICK: page_actions.entry(True),
    "gone-for-good": page_actions.entry("archived", said="What was asked then?"),
}


def outcome(page: Page) -> Locator:
    """Return what the page says about the file."""
    return part(page, "import", "outcome")


def row(page: Page, id: str) -> Locator:
    """Return the line of the preview about an entry."""
    return page.locator(f'hb-data-import [data-hb-entry="{id}"]')


def choose(page: Page, text: str) -> None:
    """Choose a file of that text."""
    page.locator("#data-file").set_input_files({"name": "copy.json", "mimeType": "application/json", "buffer": text.encode()})


def bring_in(page: Page, text: str) -> None:
    """Bring a text in, whatever it changes."""
    paste(page, text)
    page_actions.action(page, "import-confirm").click()


def drop(page: Page, *texts: str) -> None:
    """Drop files on the place for them."""
    page.evaluate(
        """(texts) => {
          const dataTransfer = new DataTransfer();
          for (const text of texts) dataTransfer.items.add(new File([text], 'copy.json', {type: 'application/json'}));
          document.querySelector('[data-hb-part=drop]').dispatchEvent(new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer}));
        }""",
        list(texts),
    )


def test_what_would_change_is_seen_first(page: Page, site: str) -> None:
    """Before anything is written I see what is new, what would replace my answers, side by side, and what stays."""
    with_notes(page, site, MINE)
    choose(page, page_actions.document(THEIRS))
    expect(outcome(page)).to_contain_text("1 newer in the file, replacing yours")
    expect(row(page, PROMPT)).to_contain_text("What changed this week?")
    expect(row(page, PROMPT).locator("dd")).to_have_text(["mine", "theirs, later"])
    expect(outcome(page)).to_contain_text("1 new here")
    expect(row(page, "notice-what-hurt")).to_contain_text("only theirs")
    expect(outcome(page)).to_contain_text("1 that this handbook doesn’t ask for")
    expect(row(page, "gone-for-good")).to_contain_text("What was asked then?")
    expect(outcome(page)).to_contain_text("1 is the same")
    page_actions.eventually(lambda: page_actions.stored(page), json.loads(MINE))
    page_actions.action(page, "import-cancel").click()
    expect(outcome(page)).to_be_hidden()
    page_actions.eventually(lambda: page_actions.stored(page), json.loads(MINE))


def test_bringing_in_and_taking_back(page: Page, site: str) -> None:
    """What I import shows in the chapters; undo restores exactly what was there before."""
    with_notes(page, site, MINE)
    choose(page, page_actions.document(THEIRS))
    page_actions.action(page, "import-confirm").click()
    expect(said(page, "import")).to_have_text("3 changes applied.")
    page_actions.eventually(lambda: entries(page), json.loads(MINE)["entries"] | THEIRS)
    expect(page.locator("hb-data-archive")).to_contain_text("What was asked then?")
    expect(page_actions.action(page, "undo")).to_be_focused()
    page_actions.action(page, "undo").click()
    expect(said(page, "import")).to_contain_text("Undone")
    page_actions.eventually(lambda: entries(page), json.loads(MINE)["entries"])
    expect(page_actions.action(page, "undo")).to_be_hidden()


def test_a_newer_answer_can_be_declined(page: Page, site: str) -> None:
    """Each line that would replace mine has a box with which I keep mine, and the others are brought in."""
    with_notes(page, site, MINE)
    paste(page, page_actions.document(THEIRS))
    box = row(page, PROMPT).get_by_role("checkbox", name="Keep mine anyway")
    expect(box).not_to_be_checked()
    box.check()
    page_actions.action(page, "import-confirm").click()
    expect(said(page, "import")).to_contain_text("applied")
    page_actions.eventually(lambda: page_actions.stored_value(page, PROMPT), "mine")


def test_taking_back_keeps_what_was_written_since(page: Page, site: str) -> None:
    """If I have written something after the import, taking the import back leaves my new words alone."""
    with_notes(page, site, MINE)
    bring_in(page, page_actions.document(THEIRS))
    other = page.context.new_page()
    page_actions.open_first(other, site)
    page_actions.control(other, "notice-what-hurt").fill("mine now")
    page_actions.control(other, "notice-what-hurt").blur()
    page_actions.control(other, "ask-one-sceptic").check()
    page_actions.await_value(page, "ask-one-sceptic", True)
    page_actions.await_value(page, "notice-what-hurt", "mine now")
    page_actions.action(page, "undo").click()
    expect(said(page, "import")).to_contain_text("Undone")
    values = {id: entry["value"] for id, entry in entries(page).items()}
    assert values == {PROMPT: "mine", TICK: True, "notice-what-hurt": "mine now", "ask-one-sceptic": True}
    expect(page_actions.control(other, PROMPT)).to_have_value("mine")


def test_two_imports_are_taken_back_one_after_the_other(page: Page, site: str) -> None:
    """After two imports I can take back the second, and then the first."""
    with_notes(page, site, MINE)
    bring_in(page, page_actions.document({"notice-what-hurt": page_actions.entry("first")}))
    bring_in(page, page_actions.document({"notice-what-stayed": page_actions.entry("second")}))
    page_actions.action(page, "undo").click()
    page_actions.await_value(page, "notice-what-stayed", None)
    page_actions.eventually(lambda: set(entries(page)), {PROMPT, TICK, "notice-what-hurt"})
    page_actions.action(page, "undo").click()
    page_actions.await_value(page, "notice-what-hurt", None)
    page_actions.eventually(lambda: set(entries(page)), {PROMPT, TICK})
    expect(page_actions.action(page, "undo")).to_be_hidden()


def test_the_same_file_twice_changes_nothing(page: Page, site: str) -> None:
    """Importing the same file again changes nothing, and the page says so."""
    open_data(page, site)
    text = page_actions.document(NOTES | {"notice-what-stayed": page_actions.entry("soon", at="2999-01-01T00:00:00.000Z")})
    bring_in(page, text)
    before = page_actions.stored(page)
    paste(page, text)
    expect(outcome(page)).to_contain_text("Nothing new in this file")
    expect(page_actions.action(page, "import-confirm")).to_have_count(0)
    assert page_actions.stored(page) == before


def test_an_older_answer_stands_only_if_i_say_so(page: Page, site: str) -> None:
    """An older answer in the file does not replace mine, unless I tick its box; then it stays, after later imports too."""
    with_notes(page, site, MINE)
    older = page_actions.document({PROMPT: page_actions.entry("theirs, earlier", at="2026-01-01T00:00:00.000Z")})
    bring_in(page, older)
    expect(said(page, "import")).to_contain_text("Nothing was changed")
    page_actions.eventually(lambda: page_actions.stored(page), json.loads(MINE))
    paste(page, older)
    page.get_by_label("Use the file’s anyway").check()
    page_actions.action(page, "import-confirm").click()
    page_actions.await_value(page, PROMPT, "theirs, earlier")
    assert entries(page)[PROMPT]["at"] > "2026-05-01"
    bring_in(page, MINE)
    page_actions.eventually(lambda: page_actions.stored_value(page, PROMPT), "theirs, earlier")


def test_a_date_in_the_future_counts_as_now(page: Page, site: str) -> None:
    """An answer from a clock that was years ahead is brought in as of now, so that I can still change my mind."""
    open_data(page, site)
    paste(page, page_actions.document({PROMPT: page_actions.entry("from 2999", at="2999-01-01T00:00:00.000Z")}))
    expect(outcome(page)).to_contain_text("a date in the future")
    page_actions.action(page, "import-confirm").click()
    page_actions.await_value(page, PROMPT, "from 2999")
    assert entries(page)[PROMPT]["at"] < "2900"


def test_unknown_fields_of_an_entry_stay(page: Page, site: str) -> None:
    """What another version has noted beside an answer comes along; what it has noted about the document does not."""
    open_data(page, site)
    bring_in(page, page_actions.document({PROMPT: page_actions.entry("mine", mood={"a": [1]})}, replaced="9999-01-01T00:00:00.000Z zzz", colour="red"))
    page_actions.eventually(lambda: entries(page)[PROMPT]["mood"], {"a": [1]})
    page_actions.eventually(lambda: set(page_actions.stored(page)), {"format", "version", "handbook", "entries"})


def test_export_erase_import_gives_the_same_back(page: Page, site: str) -> None:
    """After a copy, erasing everything, and bringing the copy in, I have the same notes as before."""
    with_notes(page, site)
    page.locator("hb-data-erase [data-hb-action=export]").evaluate("button => button.remove()")
    copy = page_actions.downloaded(page, "export")
    erase(page)
    page_actions.eventually(lambda: entries(page), {})
    expect(page.locator(".hb-contents__state")).to_have_count(0)
    bring_in(page, copy)
    page_actions.eventually(lambda: entries(page), NOTES)
    expect(page.locator(".hb-contents__state")).to_have_count(2)
    page.reload()
    expect(part(page, "kept", "chapters").locator("tr")).to_have_count(2)
    page_actions.eventually(lambda: entries(page), NOTES)


def test_a_list_made_anew_when_notes_change(page: Page, site: str) -> None:
    """If another tab changes my notes while I look at the preview, the preview is updated before I can confirm."""
    with_notes(page, site, MINE)
    paste(page, page_actions.document(THEIRS))
    expect(outcome(page)).to_contain_text("1 newer in the file")
    other = page.context.new_page()
    page_actions.open_first(other, site)
    page_actions.control(other, PROMPT).fill("mine, and newer still")
    page_actions.control(other, PROMPT).blur()
    expect(outcome(page)).to_contain_text("has been updated")
    expect(outcome(page)).to_contain_text("1 older than yours")
    page_actions.action(page, "import-confirm").click()
    page_actions.eventually(lambda: page_actions.stored_value(page, PROMPT), "mine, and newer still")


@pytest.mark.both_browsers("drag and drop")
def test_a_file_can_be_dropped(page: Page, site: str) -> None:
    """I can drop a file on the page; two at once are refused in words."""
    open_data(page, site)
    drop(page, OLD["version-1"])
    expect(page_actions.action(page, "import-confirm")).to_be_visible()
    drop(page, OLD["version-1"], OLD["version-1"])
    expect(outcome(page)).to_contain_text("one file at a time")


def test_a_long_list_is_shown_in_pieces(page: Page, site: str) -> None:
    """A file with thousands of answers is shown in pieces, and all of them are brought in."""
    open_data(page, site)
    paste(page, page_actions.document({f"gone-number-{n}": page_actions.entry(f"answer {n}") for n in range(5000)}))
    expect(outcome(page)).to_contain_text("5000 that this handbook doesn’t ask for")
    page.get_by_text("Show", exact=True).click()
    expect(page.locator("[data-hb-entry]")).to_have_count(50)
    page_actions.action(page, "import-more").click()
    expect(page.locator("[data-hb-entry]")).to_have_count(100)
    expect(page.locator("[data-hb-entry]").nth(50)).to_be_focused()
    page_actions.action(page, "import-confirm").click()
    expect(said(page, "import")).to_contain_text("5000 changes")
    page_actions.eventually(lambda: len(entries(page)), 5000)


DEEP = '{"format":"handbook-notes","version":1,"handbook":"product-leader","entries":{"a-b":{"value":' + "[" * 200_000 + "]" * 200_000 + "}}}"
REFUSED = {
    "nothing": (" \n ", "It’s empty"),
    "no json": ("Dear diary,", "isn’t valid JSON"),
    "cut off": (OLD["version-1"][:-40], "part of it is missing"),
    "a list": ("[]", "isn’t a backup of a handbook"),
    "null": ("null", "isn’t a backup of a handbook"),
    "another format": ('{"format":"shopping-list"}', "isn’t a backup of a handbook"),
    "another handbook": (page_actions.document({}, handbook="another"), "another handbook, “another”"),
    "markup for a name": (page_actions.document({}, handbook=HAUNTED), HAUNTED[:40]),
    "newer": (page_actions.document({}, version=2), "newer version"),
    "no version": (page_actions.document({}, version="one"), "doesn’t know its version, “one”"),
    "entries as a list": ('{"format":"handbook-notes","version":1,"handbook":"product-leader","entries":[]}', "no list of entries"),
    "only newer notes": (page_actions.document({}, newer={"format": "handbook-notes", "version": 2}), "newer version"),
    "too deep": (DEEP, "1000 levels deep"),
    "too many": (page_actions.document({f"a-{n}": 1 for n in range(200_001)}), "200001 entries"),
    "a rating": ('{"format":"handbook-rating","version":1}', "Add it on the self-assessment page"),
    "__proto__": (page_actions.document({"__proto__": page_actions.entry("x")}), "“__proto__” isn’t an id"),
    "markup for an id": (page_actions.document({HAUNTED: page_actions.entry("x")}), "isn’t an id"),
    "an id in capitals": (page_actions.document({"Name-It": page_actions.entry("x")}), "“Name-It” isn’t an id"),
    "no answer": (page_actions.document({TICK: None}), f"“{TICK}” isn’t an answer"),
    "a number": (page_actions.document({TICK: page_actions.entry(7)}), "neither a tick nor a text"),
    "an object": (page_actions.document({TICK: page_actions.entry({"toString": "x"})}), "neither a tick nor a text"),
    "no date": (page_actions.document({TICK: page_actions.entry(True, at="soon")}), "has no date"),
    "a day that is not there": (page_actions.document({TICK: page_actions.entry(True, at="2026-99-99T00:00:00Z")}), "has no date"),
    "wording that is no text": (page_actions.document({TICK: page_actions.entry(True, said=["x"])}), "isn’t text"),
}


def test_a_hostile_file_is_refused_with_a_reason(page: Page, site: str) -> None:
    """A broken, foreign or malicious file is refused with a reason, and nothing changes."""
    with_notes(page, site, MINE)
    for case, (text, reason) in REFUSED.items():
        # What the file before it left behind must not pass for an answer to this one.
        outcome(page).evaluate("outcome => outcome.querySelectorAll('li').forEach(line => line.remove())")
        paste(page, text)
        expect(outcome(page), case).to_contain_text("This can’t be restored")
        expect(outcome(page).locator("li"), case).to_contain_text([reason])
        expect(page_actions.action(page, "import-confirm"), case).to_have_count(0)
        expect(page.locator("hb-data img, hb-data b"), case).to_have_count(0)
        assert page_actions.stored(page) == json.loads(MINE), case
    assert page.evaluate("({}).value") is None


def test_a_huge_file_is_not_even_read(page: Page, site: str, tmp_path: Path) -> None:
    """A file of 500 MB is refused by its size, without being read."""
    # The theme reads its own pages so, which are no files.
    page.add_init_script(
        "const read = Blob.prototype.text; Blob.prototype.text = function () { if (this instanceof File) throw new Error('was read'); return read.call(this); };"
    )
    with_notes(page, site, MINE)
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(500 * 1024 * 1024)  # takes no room on the disk
    page.locator("#data-file").set_input_files(huge)
    expect(outcome(page)).to_contain_text("It has 500 MB")
    page_actions.eventually(lambda: page_actions.stored(page), json.loads(MINE))


def test_all_faults_are_named_at_once(page: Page, site: str) -> None:
    """Of many problems five are named and the others counted; the valid entries can be imported without them."""
    open_data(page, site)
    broken = {f"broken-{n}": page_actions.entry(n) for n in range(9)}
    paste(page, page_actions.document(broken | {PROMPT: page_actions.entry("sound"), TICK: page_actions.entry(True)}))
    expect(outcome(page).locator("li")).to_have_count(6)
    expect(outcome(page).locator("li").last).to_have_text("And 4 more.")
    page_actions.action(page, "import-rest").click()
    expect(outcome(page)).to_contain_text("2 new here")
    page_actions.action(page, "import-confirm").click()
    page_actions.eventually(lambda: set(entries(page)), {PROMPT, TICK})


def test_a_file_with_markup_in_every_string(page: Page, site: str) -> None:
    """A script in every string of a file is shown as text, before and after it is brought in, here and in the chapters."""
    open_data(page, site)
    ids = [PROMPT, "choose-a-door", "answer-vague-feedback.when", "gone-for-good", "assessment.one.walk-in-step", "next.walk-in-step", "view.one.by"]
    paste(
        page, page_actions.document({id: {"value": HAUNTED, "at": "2026-01-01T00:00:00.000Z", "rev": HAUNTED, "said": HAUNTED, HAUNTED: HAUNTED} for id in ids})
    )
    page.get_by_text("Show", exact=True).click()
    expect(row(page, PROMPT)).to_contain_text(HAUNTED)
    page_actions.action(page, "import-confirm").click()
    expect(page.locator("hb-data-archive")).to_contain_text(HAUNTED)
    for address in (page_actions.FIRST, page_actions.SECOND, "workbook/", "workbook/plan/", "workbook/assessment/", "workbook/one-to-one/", "workbook/data/"):
        page.goto(site + address)
        expect(page.locator("main img[src=x]")).to_have_count(0)
        expect(page).not_to_have_title("caught")


def test_a_copy_that_carries_newer_notes(page: Page, site: str) -> None:
    """A backup that also contains a newer version's notes gives what this version can read, and says that there is more."""
    open_data(page, site)
    paste(page, page_actions.document({PROMPT: page_actions.entry("readable")}, newer={"format": "handbook-notes", "version": 2, "entries": {}}))
    expect(outcome(page)).to_contain_text("keep the file")
    page_actions.action(page, "import-confirm").click()
    page_actions.await_value(page, PROMPT, "readable")


def test_a_newer_document_takes_nothing_in(page: Page, site: str) -> None:
    """If a newer version's notes are stored here, nothing is imported, and the page says why."""
    newer = page_actions.document({PROMPT: page_actions.entry("from the future")}, version=2)
    with_notes(page, site, newer)
    paste(page, OLD["version-1"])
    expect(outcome(page)).to_contain_text("can’t be changed right now")
    assert page_actions.text_of(page) == newer


def test_importing_while_the_storage_is_full(page: Page, site: str) -> None:
    """While the storage is full, an import lasts until I close the tab; I am told so, and can back it up."""
    page_actions.prepare(page, site, MINE)
    page.add_init_script(FULL)
    open_data(page, site)
    bring_in(page, page_actions.document(THEIRS))
    expect(said(page, "import")).to_contain_text("isn’t taking them")
    expect(page_actions.notice(page)).to_contain_text("storage is full")
    page_actions.eventually(lambda: entries(page), {})
    page.evaluate("window.full = false")
    page_actions.action(page, "undo").click()
    expect(page_actions.notice(page)).to_have_count(0)
    assert page_actions.text_of(page) == MINE
    page.reload()
    page_actions.await_value(page, PROMPT, "mine")
    page_actions.eventually(lambda: entries(page), json.loads(MINE)["entries"])


@THEME_MAY_THROW
def test_importing_where_storage_is_refused(page: Page, site: str) -> None:
    """Where the browser refuses to save, I can still bring a copy in for this visit, and am told how long it lasts."""
    page.add_init_script(REFUSE_ALL)
    open_data(page, site)
    bring_in(page, OLD["version-1"])
    expect(said(page, "import")).to_contain_text("until you close this tab")
    expect(part(page, "kept", "chapters").locator("tr")).to_have_count(2)


def test_with_the_keyboard_alone(page: Page, site: str) -> None:
    """I can bring a copy in, choose an older answer, and take it all back, with the keyboard alone."""
    with_notes(page, site, MINE)
    part(page, "import", "file").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(part(page, "import", "paste")).to_be_focused()
    page.keyboard.insert_text(page_actions.document(THEIRS | {PROMPT: page_actions.entry("older", at="2026-01-01T00:00:00.000Z")}))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(part(page, "import", "result-title")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Use the file’s anyway")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page_actions.await_value(page, PROMPT, "older")
    expect(page_actions.action(page, "undo")).to_be_focused()
    page.keyboard.press("Enter")
    page_actions.await_value(page, PROMPT, "mine")


@pytest.mark.context(reduced_motion="reduce")
def test_a_preview_keeps_nobody_out(page: Page, site: str) -> None:
    """axe finds nothing in the reasons for a refusal, and on a narrow page neither they nor a preview of long words scroll sideways."""
    with_notes(page, site, MINE)
    long = {"notice-what-stayed": page_actions.entry("x" * 400), "notice-what-hurt": page_actions.entry("older", at="2020-01-01T00:00:00.000Z")}
    paste(page, page_actions.document(THEIRS | long))
    expect(page_actions.action(page, "import-confirm")).to_be_visible()
    page.set_viewport_size({"width": 320, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    paste(page, page_actions.document({"x" * 300: 1}))
    expect(outcome(page)).to_contain_text("can’t be restored")
    assert findings_by_day_and_night(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("seed", range(3))
def test_two_devices_on_the_page_itself(context: BrowserContext, new_context: Any, site: str, seed: int) -> None:
    """The same through the page: the copies of two devices, brought into two empty browsers in both orders."""
    ids = [PROMPT, TICK, "choose-a-door", "gone-for-good", "notice-what-hurt", "next.walk-in-step", f"{PROMPT}.private"]

    def device(salt: int) -> str:
        picked = [id for n, id in enumerate(ids) if (seed + salt * n) % 3]
        return page_actions.document(
            {
                id: page_actions.entry(["x", "y", "", True][(seed + salt + n) % 4], at=f"2026-01-0{1 + (seed * n + salt) % 3}T00:00:00.000Z")
                for n, id in enumerate(picked)
            }
        )

    both = [device(1), device(2)]
    found = []
    for reader, order in ((context, both), (new_context(), both[::-1])):
        page = reader.new_page()
        open_data(page, site)
        for text in order:
            bring_in(page, text)
            expect(outcome(page)).to_be_hidden()
            for id in json.loads(text)["entries"]:
                page_actions.await_some(page, id)
        found.append(entries(page))
    assert found[0] == found[1]
    assert found[0]


# --- From paper ---


def look_up(page: Page, codes: str) -> None:
    """Type codes and have them looked up."""
    page.get_by_label("Codes, separated by spaces").fill(codes)
    page_actions.action(page, "codes").click()


def test_codes_from_paper_tick_what_they_name(page: Page, site: str) -> None:
    """I type the codes printed beside the boxes that I ticked, see what they tick, and can undo it."""
    with_notes(page, site, page_actions.document({TICK: page_actions.entry(True)}))
    door = short_code("take-the-middle-door").replace("-", " ").lower()
    look_up(page, f"{short_code(TICK)}, {short_code('book-a-date').lower()} {door}")
    expect(outcome(page)).to_contain_text("2 new here")
    expect(row(page, "book-a-date")).to_contain_text("Book a date to look again")
    expect(row(page, "choose-a-door")).to_contain_text("Take the middle door.")
    expect(row(page, TICK)).to_have_count(0)
    page_actions.action(page, "import-confirm").click()
    page_actions.eventually(lambda: page_actions.stored_value(page, "book-a-date"), True)
    page_actions.eventually(lambda: page_actions.stored_value(page, "choose-a-door"), "take-the-middle-door")
    page_actions.eventually(lambda: entries(page)["book-a-date"]["said"], "Book a date to look again.")
    expect(page.get_by_label("Codes, separated by spaces")).to_have_value("")
    look_up(page, short_code("book-a-date"))
    expect(said(page, "paper")).to_have_text("All of these are here already.")
    page_actions.action(page, "undo").click()
    page_actions.eventually(lambda: page_actions.stored_value(page, "book-a-date"), None)


def test_a_slip_in_a_code_ticks_nothing_else(page: Page, site: str) -> None:
    """A wrong code is named as I typed it, the right ones can be imported, and my text stays so that I can correct it."""
    open_data(page, site)
    right = short_code("book-a-date")
    wrong = right[1] + right[0] + right[2:]
    look_up(page, f"{wrong} {right}")
    expect(part(page, "paper", "wrong")).to_contain_text(f"No box has the code “{wrong}”.")
    expect(outcome(page)).to_contain_text("1 new here")
    page_actions.action(page, "import-confirm").click()
    expect(page.get_by_label("Codes, separated by spaces")).to_have_value(f"{wrong} {right}")
    look_up(page, " ".join(["Z" * 500, *(f"slip{n}" for n in range(500))]))
    assert len(part(page, "paper", "wrong").inner_text()) < 400
    look_up(page, " ")
    expect(said(page, "paper")).to_have_text("Type at least one code.")
    page_actions.eventually(lambda: list(entries(page)), ["book-a-date"])
