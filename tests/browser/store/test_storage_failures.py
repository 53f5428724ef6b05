"""The reader's document when storage fails: nothing is lost, and the page says what is wrong."""

import json
import re

import jsonschema
import pytest
from playwright.sync_api import Page, expect

from tests.support import page_actions, sites

PROMPT = "notice-what-changed"
TICK = "name-the-decider"
ASIDE = f"handbook:{page_actions.HANDBOOK}:set-aside:"
# The theme's own inline scripts throw when they meet these; `_thrown_by_us` hears whether ours do.
REFUSE_ALL = page_actions.REFUSE_STORAGE
NO_AREA = "for (const name of ['localStorage', 'indexedDB', 'BroadcastChannel']) Object.defineProperty(window, name, {get: () => null});"
NO_DATABASE = "Object.defineProperty(window, 'indexedDB', {get() { throw new DOMException('refused by the test', 'SecurityError'); }});"
REFUSE_WRITE = page_actions.REFUSE_WRITES
SWALLOW_WRITE = NO_DATABASE + "Storage.prototype.setItem = () => {};"
FULL = """
  window.full = true;
  for (const [area, name] of [[Storage, 'setItem'], [IDBObjectStore, 'put']]) {
    const keep = area.prototype[name];
    area.prototype[name] = function (...pair) {
      if (window.full) throw new DOMException('no', 'QuotaExceededError');
      return keep.apply(this, pair);
    };
  }
"""


def in_firefox_the_first(*texts: str) -> pytest.MarkDecorator:
    """Run a test with each of these texts in Chromium, and with the first in Firefox: they are told apart by our own scripts."""
    ours = pytest.mark.chromium_only("our own scripts tell the texts apart")
    return pytest.mark.parametrize("text", [texts[0], *(pytest.param(text, marks=ours) for text in texts[1:])])


THEME_MAY_THROW = pytest.mark.may_log("refused by the test", "localStorage|getItem|null")


def _thrown_by_us(page: Page) -> list[str]:
    """Return a list that fills with the errors of this project's own scripts."""
    thrown: list[str] = []
    own = {path.name for path in (sites.ROOT / "docs/assets/javascripts").glob("*.js")}
    page.on("pageerror", lambda error: thrown.append(str(error.stack)) if any(f"/{name}" in str(error.stack) for name in own) else None)
    return thrown


def _asides(page: Page) -> list[str]:
    keys: list[str] = page.evaluate("(prefix) => Object.keys(localStorage).filter((key) => key.startsWith(prefix))", ASIDE)
    return keys


def _write(page: Page, text: str = "not lost") -> None:
    page_actions.control(page, PROMPT).press_sequentially(text)
    page_actions.control(page, PROMPT).blur()


@THEME_MAY_THROW
@pytest.mark.parametrize("script", [REFUSE_ALL, NO_AREA, REFUSE_WRITE, SWALLOW_WRITE], ids=["reading", "absent", "writing", "silent"])
def test_refused_storage_stops_nobody(page: Page, site: str, script: str) -> None:
    """Where the browser refuses to save, I can go on, I am told so, and I can take everything with me."""
    thrown = _thrown_by_us(page)
    page.add_init_script(script)
    page_actions.open_first(page, site)
    _write(page)
    page_actions.control(page, TICK).check()
    expect(page_actions.control(page, TICK)).to_be_checked()
    expect(page_actions.notice(page)).to_contain_text("won’t let the page save")
    expect(page.get_by_role("status").filter(has_text="won’t let the page save")).to_have_count(1)
    expect(page_actions.status(page, PROMPT)).to_have_text(page_actions.UNSAVED)
    copy = page_actions.exported(page)
    assert copy["entries"][PROMPT]["value"] == "not lost"
    assert copy["entries"][TICK]["value"] is True
    assert thrown == []


@THEME_MAY_THROW
def test_memory_lasts_from_page_to_page(page: Page, site: str) -> None:
    """Where nothing can be saved, my words are still there when I come back to the chapter in the same visit."""
    page.add_init_script(REFUSE_ALL)
    page_actions.open_first(page, site)
    _write(page)
    for address in (page_actions.SECOND, page_actions.FIRST):
        page.locator(f"a[href*='{address.split('/')[1]}']:visible").first.click()
        expect(page).to_have_url(site + address)
    expect(page_actions.control(page, PROMPT)).to_have_value("not lost")
    expect(page_actions.status(page, PROMPT)).to_have_text(page_actions.UNSAVED)
    expect(page_actions.notice(page)).to_have_count(1)


def test_full_storage_is_said_and_got_over(page: Page, site: str) -> None:
    """When the storage is full I am told, nothing is lost, and with the next answer that fits all of it is saved."""
    page.add_init_script(FULL)
    page_actions.open_first(page, site)
    _write(page)
    expect(page_actions.notice(page)).to_contain_text("storage is full")
    assert page_actions.exported(page)["entries"][PROMPT]["value"] == "not lost"
    page.evaluate("window.full = false")
    page_actions.control(page, TICK).check()
    expect(page_actions.notice(page)).to_have_count(0)
    expect(page_actions.status(page, PROMPT)).to_have_text(page_actions.SAVED)
    page_actions.eventually(lambda: page_actions.stored_value(page, PROMPT), "not lost")


@in_firefox_the_first(
    "{broken", "", "null", "[]", "7", '"text"', '{"format":"handbook-notes","version":1,"entries":[]}', '{"format":"handbook-notes","entries":{}}'
)
def test_text_that_cannot_be_read_is_set_aside(page: Page, site: str, text: str) -> None:
    """Notes of the first edition that cannot be read stay where they are; a copy is set aside once, I can download it and carry on."""
    page_actions.prepare(page, site, text)
    page_actions.open_first(page, site)
    expect(page_actions.notice(page)).to_contain_text("set aside")
    keys = _asides(page)
    assert [page_actions.text_of(page, key) for key in [*keys, page_actions.KEY]] == [text, text]
    assert page_actions.downloaded(page, "export-aside") == text
    _write(page)
    page_actions.await_value(page, PROMPT, "not lost")
    page.reload()
    expect(page_actions.control(page, PROMPT)).to_have_value("not lost")
    expect(page_actions.notice(page)).to_have_count(0)
    assert _asides(page) == keys


def test_text_that_cannot_even_be_set_aside_stays_where_it_is(page: Page, site: str) -> None:
    """Where there is no database, and no room to put unreadable notes aside, they are not written over; I am told and can take both."""
    page_actions.prepare(page, site, "{broken")
    page.add_init_script(FULL + NO_DATABASE)
    page_actions.open_first(page, site)
    _write(page)
    expect(page_actions.notice(page)).to_contain_text("no room to set them aside")
    assert page_actions.text_of(page) == "{broken"
    assert page_actions.exported(page)["entries"][PROMPT]["value"] == "not lost"
    expect(page_actions.action(page, "export-aside")).to_be_visible()
    page.evaluate("window.full = false")
    page_actions.control(page, TICK).check()
    page.wait_for_function("(key) => localStorage.getItem(key)?.includes('not lost')", arg=page_actions.KEY)
    assert [page_actions.text_of(page, key) for key in _asides(page)] == ["{broken"]


def test_where_there_is_no_database_the_other_storage_serves(page: Page, site: str) -> None:
    """A browser without its database saves in its other storage and says so; with the database back, all of it comes over."""
    # An empty page has no storage, and would throw.
    page.add_init_script("{ let back; try { back = sessionStorage.getItem('back'); } catch {} if (!back) " + NO_DATABASE + " }")
    page_actions.open_first(page, site)
    expect(page_actions.notice(page)).to_contain_text("slow to reach the disk")
    _write(page)
    expect(page_actions.status(page, PROMPT)).to_have_text(page_actions.SAVED)
    page.evaluate("sessionStorage.setItem('back', 'yes')")
    page.reload()
    expect(page_actions.control(page, PROMPT)).to_have_value("not lost")
    expect(page_actions.notice(page)).to_have_count(0)
    page_actions.await_value(page, PROMPT, "not lost")


def test_a_lost_database_is_reported(page: Page, site: str) -> None:
    """If the browser has thrown my answers away, the page says so until I restore a backup or dismiss it; while it is open, it writes them again."""
    page_actions.open_first(page, site)
    _write(page)
    page_actions.await_value(page, PROMPT, "not lost")
    page.evaluate("(name) => new Promise((done) => { indexedDB.deleteDatabase(name).onsuccess = done; })", page_actions.DATABASE)
    page_actions.control(page, TICK).check()
    page_actions.await_value(page, PROMPT, "not lost")
    page_actions.await_value(page, TICK, True)
    page.goto(site + page_actions.PLAIN)
    page.evaluate("(name) => new Promise((done) => { indexedDB.deleteDatabase(name).onsuccess = done; })", page_actions.DATABASE)
    page_actions.open_first(page, site)
    expect(page_actions.notice(page)).to_contain_text("has lost the answers")
    expect(page_actions.control(page, PROMPT)).to_have_value("")
    page_actions.notice(page).get_by_role("link", name="Restore a backup").click()
    expect(page).to_have_url(re.compile(r"workbook/data/#data-import-title-title$"))
    expect(page_actions.notice(page)).to_contain_text("has lost the answers")
    page_actions.action(page, "dismiss-lost").click()
    expect(page_actions.notice(page)).to_have_count(0)
    page.reload()
    page.wait_for_function("() => document.querySelector('hb-data:defined')")
    expect(page_actions.notice(page)).to_have_count(0)


@pytest.mark.chromium_only("Firefox gives tests no way to clear a site's data")
def test_a_database_cleared_under_an_open_page_is_filled_again_at_once(page: Page, site: str) -> None:
    """If the browser clears this site's database while I only read, my answers are back in it before I do anything."""
    page_actions.open_first(page, site)
    _write(page)
    page_actions.await_value(page, PROMPT, "not lost")
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", {"origin": site.rstrip("/"), "storageTypes": "indexeddb"})
    page_actions.await_value(page, PROMPT, "not lost")


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
def test_an_old_tab_that_holds_the_database_is_waited_for(page: Page, site: str) -> None:
    """If a tab with the edition before blocks the storage, I can type and am told; once it lets go, what I typed is saved."""
    other = page.context.new_page()
    other.goto(site + page_actions.PLAIN)
    other.evaluate(
        "(name) => new Promise((done) => { const request = indexedDB.open(name, 1); request.onsuccess = () => { window.held = request.result; done(); }; })",
        page_actions.DATABASE,
    )
    page_actions.open_first(page, site)
    expect(page_actions.notice(page)).to_contain_text("Another tab")
    _write(page)
    expect(page_actions.status(page, PROMPT)).to_have_text(page_actions.UNSAVED)
    other.evaluate("window.held.close()")
    expect(page_actions.status(page, PROMPT)).to_have_text(page_actions.SAVED)
    page_actions.await_value(page, PROMPT, "not lost")


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
def test_a_newer_database_is_read_and_not_touched(page: Page, site: str) -> None:
    """Answers that a newer handbook has stored are shown and cannot be changed."""
    page_actions.open_first(page, site)
    _write(page)
    page_actions.await_value(page, PROMPT, "not lost")
    page.goto(site + page_actions.PLAIN)
    page.evaluate(
        "(name) => new Promise((done) => { const request = indexedDB.open(name, 99); request.onsuccess = () => { request.result.close(); done(); }; })",
        page_actions.DATABASE,
    )
    page_actions.open_first(page, site)
    expect(page_actions.notice(page)).to_contain_text("newer version")
    expect(page_actions.control(page, PROMPT)).to_have_value("not lost")
    expect(page_actions.control(page, PROMPT)).not_to_be_editable()


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
def test_leaving_with_something_unsaved_asks(page: Page, site: str) -> None:
    """Where something could not be saved, the browser asks before I leave; otherwise it does not."""
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.add_init_script(FULL)
    page_actions.open_first(page, site)
    _write(page)
    expect(page_actions.status(page, PROMPT)).to_have_text(page_actions.UNSAVED)
    page.goto(site + page_actions.PLAIN)
    assert asked == ["beforeunload"]


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
def test_a_newer_document_is_read_and_not_touched(page: Page, site: str) -> None:
    """Notes of a newer handbook are shown, nothing can be changed, and not a character of them is."""
    newer = page_actions.document(
        {PROMPT: page_actions.entry("from the future"), TICK: page_actions.entry(True), "choose-a-door": page_actions.entry("take-the-left-door")},
        version=2,
        more=[1],
    )
    page_actions.prepare(page, site, newer)
    page_actions.open_first(page, site)
    expect(page_actions.notice(page)).to_contain_text("newer version")
    expect(page_actions.control(page, PROMPT)).to_have_value("from the future")
    expect(page_actions.control(page, PROMPT)).not_to_be_editable()
    expect(page_actions.control(page, TICK)).to_be_checked()
    expect(page_actions.control(page, TICK)).to_have_attribute("aria-disabled", "true")
    for id in (TICK, "book-a-date"):
        page_actions.control(page, id).focus()
        page.keyboard.press("Space")
    page.locator("#take-the-left-door-choose").focus()
    page.keyboard.press("ArrowDown")
    page.locator("label[for=take-the-right-door-choose]").click(force=True)  # marked as disabled
    expect(page_actions.control(page, TICK)).to_be_checked()
    expect(page_actions.control(page, "book-a-date")).not_to_be_checked()
    expect(page.locator("#take-the-left-door-choose")).to_be_checked()
    expect(page_actions.action(page, "reset")).to_have_count(0)
    assert page_actions.text_of(page) == newer
    assert page_actions.exported(page)["newer"] == json.loads(newer)


def test_a_newer_document_may_come_from_another_tab(page: Page, site: str) -> None:
    """If another tab moves on to a newer handbook while I type, my words stay, can be taken away, and overwrite nothing."""
    page_actions.open_first(page, site)
    other = page.context.new_page()
    other.goto(site + page_actions.PLAIN)
    page_actions.stop_clock(page)  # so that what is typed is not saved yet
    page_actions.control(page, PROMPT).press_sequentially("half a sent")
    newer = page_actions.document({PROMPT: page_actions.entry("from the future")}, version=3)
    other.evaluate("([key, text]) => localStorage.setItem(key, text)", [page_actions.KEY, newer])
    expect(page_actions.control(page, PROMPT)).not_to_be_editable()
    expect(page_actions.control(page, PROMPT)).to_have_value("half a sent")
    page.clock.run_for(1000)
    expect(page_actions.notice(page)).to_contain_text("newer version")
    expect(page_actions.status(page, PROMPT)).to_have_text(page_actions.UNSAVED)
    expect(page_actions.control(page, PROMPT)).to_have_value("half a sent")
    assert page_actions.exported(page)["entries"][PROMPT]["value"] == "half a sent"
    assert page_actions.text_of(page) == newer


@in_firefox_the_first(
    "{}", '{"format":"something else","entries":{}}', page_actions.document({}, handbook="another"), page_actions.document({}, handbook="another", version=9)
)
def test_what_belongs_to_another_site_is_not_touched(page: Page, site: str, text: str) -> None:
    """If another site keeps its things where the first edition kept mine, they stay as they are; where that is the only storage, I am told that nothing is saved."""
    page_actions.prepare(page, site, text)
    page_actions.open_first(page, site)
    _write(page)
    page_actions.await_value(page, PROMPT, "not lost")
    page.add_init_script(NO_DATABASE)
    page_actions.open_first(page, site)
    expect(page_actions.notice(page)).to_contain_text("Another site")
    _write(page)
    expect(page_actions.status(page, PROMPT)).to_have_text(page_actions.UNSAVED)
    assert page_actions.exported(page)["entries"][PROMPT]["value"] == "not lost"
    assert page_actions.text_of(page) == text
    assert _asides(page) == []


def test_other_keys_are_not_touched(page: Page, site: str) -> None:
    """What other sites at this address keep stays as it was."""
    page_actions.prepare(page, site, "theirs", key="handbook:another:notes")
    page_actions.prepare(page, site, "theirs too", key="something")
    page_actions.open_first(page, site)
    _write(page)
    page_actions.await_value(page, PROMPT, "not lost")
    assert page_actions.text_of(page, "handbook:another:notes") == "theirs"
    assert page_actions.text_of(page, "something") == "theirs too"


def test_another_site_that_clears_everything_takes_no_answers(page: Page, site: str) -> None:
    """If another site on this origin clears the storage while my page is open, my answers are written again."""
    page_actions.open_first(page, site)
    _write(page)
    page_actions.await_value(page, PROMPT, "not lost")
    other = page.context.new_page()
    other.goto(site + page_actions.PLAIN)
    other.evaluate("localStorage.clear()")
    page_actions.await_value(page, PROMPT, "not lost")


def test_what_an_older_edition_writes_beside_is_taken_in(page: Page, site: str) -> None:
    """What a tab with the first edition writes from its older view adds its news, and takes nothing of mine away."""
    page_actions.open_first(page, site)
    _write(page)
    page_actions.await_value(page, PROMPT, "not lost")
    other = page.context.new_page()
    theirs = page_actions.document({TICK: page_actions.entry(True), PROMPT: page_actions.entry("older")})
    page_actions.prepare(other, site, theirs, beside=True)
    expect(page_actions.control(page, TICK)).to_be_checked()
    page_actions.await_value(page, TICK, True)
    page_actions.eventually(lambda: page_actions.stored_value(page, PROMPT), "not lost")
    assert page_actions.text_of(page) == theirs


def test_every_write_first_reads_what_is_there(page: Page, site: str) -> None:
    """What another tab wrote a moment ago, unnoticed by this one, is not lost by this one's next write."""
    page.add_init_script("delete window.BroadcastChannel;")
    page_actions.open_first(page, site)
    other = page.context.new_page()
    page_actions.open_first(other, site)
    other.locator(f"[data-hb-id={TICK}]").check()
    page_actions.await_value(other, TICK, True)
    other.close()  # or it would put right what this tab does wrong
    _write(page)
    page_actions.await_value(page, PROMPT, "not lost")
    page_actions.eventually(lambda: page_actions.stored_value(page, TICK), True)


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
def test_what_this_version_does_not_know_is_kept(page: Page, site: str) -> None:
    """Entries and fields that this page knows nothing of come out as they went in, awkward names included."""
    strange = {"value": {"deep": [1]}, "at": "2026-01-01T00:00:00.000Z"}
    before = (
        '{"format":"handbook-notes","version":1,"handbook":"product-leader","colour":{"a":1},"entries":{'
        '"long-gone-item":{"value":true,"at":"2025-01-01T00:00:00.000Z","rev":"1","said":"Gone.","mood":"glad"},'
        f'"strange":{json.dumps(strange)},"odd":{{"value":"x","at":{{"toString":1}}}},"broken":null,"__proto__":{{"value":"x"}},"constructor":{{"value":"y"}},'
        f'"{PROMPT}":{{"value":"old","at":"2025-01-01T00:00:00.000Z","rev":"1","said":"?","place":"train"}}}}}}'
    )
    page_actions.prepare(page, site, before)
    page_actions.open_first(page, site)
    _write(page)
    page_actions.await_value(page, PROMPT, "oldnot lost")
    after, was = page_actions.stored(page), json.loads(before)
    assert after["entries"].pop(PROMPT)["place"] == "train"
    was["entries"].pop(PROMPT)
    assert after == was


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
def test_a_clock_that_went_back_loses_nothing(page: Page, site: str) -> None:
    """If my clock was ahead and is right again, the newer answer is still the one that stays."""
    page_actions.prepare(page, site, page_actions.document({PROMPT: page_actions.entry("old", at="2099-12-31T23:59:59.999Z")}))
    page_actions.open_first(page, site)
    _write(page, " and new")
    page_actions.await_value(page, PROMPT, "old and new")
    assert "2100-01-01T00:00:00.000Z" <= page_actions.stored(page)["entries"][PROMPT]["at"] < "2100-01-01T00:00:01"  # a moment later for each save
    page.reload()
    expect(page_actions.control(page, PROMPT)).to_have_value("old and new")


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
def test_the_document_keeps_to_its_published_schema(page: Page, site: str) -> None:
    """What is stored is what the published description says, so that other tools can read a backup."""
    page_actions.open_first(page, site)
    _write(page)
    page_actions.control(page, TICK).check()
    page.locator("#take-the-left-door-choose").check()
    page_actions.await_value(page, "choose-a-door", "take-the-left-door")
    schema = page.request.get(site + "assets/schema/notes.schema.json").json()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(page_actions.stored(page), schema)
    jsonschema.validate(
        json.loads(
            page.evaluate(
                "async () => { const { store } = await import('/assets/javascripts/store/store.js'); await store.whole(); return (await import('/assets/javascripts/store/whole-document.js')).exportJson(store); }"
            )
        ),
        schema,
    )


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
@THEME_MAY_THROW
def test_the_notice_is_said_once(page: Page, site: str) -> None:
    """The page says once that it cannot save, not with every word I type."""
    page.add_init_script(REFUSE_ALL)
    page.add_init_script(
        """window.heard = 0;
        new MutationObserver((list) => {
          window.heard += list.filter((change) => [...change.addedNodes].some((node) => node.className === 'hb-notice')).length;
        }).observe(document, {childList: true, subtree: true});"""
    )
    page_actions.open_first(page, site)
    for id in (TICK, "book-a-date"):
        page_actions.control(page, id).check()
    _write(page)
    expect(page_actions.status(page, PROMPT)).to_have_text(page_actions.UNSAVED)
    assert page.evaluate("window.heard") == 1
