"""The reader's document when storage fails: nothing is lost, and the page says what is wrong."""

import json

import jsonschema
import pytest
from playwright.sync_api import Page, expect

from tests.support import page_actions, sites

PROMPT = "notice-what-changed"
TICK = "name-the-decider"
ASIDE = f"handbook:{page_actions.HANDBOOK}:set-aside:"
# The theme's own inline scripts throw when they meet these; `_thrown_by_us` hears whether ours do.
REFUSE_ALL = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('refused by the test', 'SecurityError'); }});"
NO_AREA = "Object.defineProperty(window, 'localStorage', {get() { return null; }});"
REFUSE_WRITE = "Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError'); };"
SWALLOW_WRITE = "Storage.prototype.setItem = () => {};"
FULL = """
  const keep = Storage.prototype.setItem;
  window.full = true;
  Storage.prototype.setItem = function (...pair) {
    if (window.full) throw new DOMException('no', 'QuotaExceededError');
    keep.apply(this, pair);
  };
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
    assert page_actions.stored_value(page, PROMPT) == "not lost"


def test_a_storage_that_is_really_full(page: Page, site: str) -> None:
    """The same with a browser whose storage another page has filled to the last character."""
    page_actions.open_first(page, site)
    page.evaluate(
        """() => {
          for (let size = 4 * 1024 * 1024, n = 0; size >= 1; n += 1) {
            try { localStorage.setItem('filler' + n, 'x'.repeat(size)); } catch { size = Math.floor(size / 2); }
          }
        }"""
    )
    _write(page, "much too long for what is left")
    expect(page_actions.notice(page)).to_contain_text("storage is full")
    assert page_actions.exported(page)["entries"][PROMPT]["value"] == "much too long for what is left"
    page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('filler')).forEach((key) => localStorage.removeItem(key))")
    page_actions.control(page, TICK).check()
    expect(page_actions.notice(page)).to_have_count(0)
    assert page_actions.stored_value(page, PROMPT) == "much too long for what is left"
    page.context.close()  # Firefox counts what was removed for a while, so no other test may use it


@in_firefox_the_first(
    "{broken", "", "null", "[]", "7", '"text"', '{"format":"handbook-notes","version":1,"entries":[]}', '{"format":"handbook-notes","entries":{}}'
)
def test_text_that_cannot_be_read_is_set_aside(page: Page, site: str, text: str) -> None:
    """Notes that cannot be read are set aside once and in full; I can download them and carry on."""
    page_actions.prepare(page, site, text)
    page_actions.open_first(page, site)
    expect(page_actions.notice(page)).to_contain_text("set aside")
    keys = _asides(page)
    assert [page_actions.text_of(page, key) for key in keys] == [text]
    assert page_actions.downloaded(page, "export-aside") == text
    _write(page)
    page_actions.await_value(page, PROMPT, "not lost")
    page.reload()
    expect(page_actions.control(page, PROMPT)).to_have_value("not lost")
    expect(page_actions.notice(page)).to_have_count(0)
    assert _asides(page) == keys


def test_text_that_cannot_even_be_set_aside_stays_where_it_is(page: Page, site: str) -> None:
    """If there is no room to put unreadable notes aside, they are not written over; I am told and can take both."""
    page_actions.prepare(page, site, "{broken")
    page.add_init_script(FULL)
    page_actions.open_first(page, site)
    _write(page)
    expect(page_actions.notice(page)).to_contain_text("no room to set them aside")
    assert page_actions.text_of(page) == "{broken"
    assert page_actions.exported(page)["entries"][PROMPT]["value"] == "not lost"
    expect(page_actions.action(page, "export-aside")).to_be_visible()
    page.evaluate("window.full = false")
    page_actions.control(page, TICK).check()
    page_actions.await_value(page, PROMPT, "not lost")
    assert [page_actions.text_of(page, key) for key in _asides(page)] == ["{broken"]


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
    """If another site keeps its things under our name, they stay as they are, and I am told that nothing is saved."""
    page_actions.prepare(page, site, text)
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


def test_what_another_tab_overwrote_is_written_again(page: Page, site: str) -> None:
    """An answer that a careless tab overwrote with its own old copy comes back, and its copy's news stays."""
    page_actions.open_first(page, site)
    _write(page)
    page_actions.await_value(page, PROMPT, "not lost")
    other = page.context.new_page()
    page_actions.prepare(other, site, page_actions.document({TICK: page_actions.entry(True)}))
    page_actions.await_value(page, PROMPT, "not lost")
    expect(page_actions.control(page, TICK)).to_be_checked()
    assert page_actions.stored_value(page, TICK) is True


def test_every_write_first_reads_what_is_there(page: Page, site: str) -> None:
    """What another tab wrote a moment ago, unnoticed by this one, is not lost by this one's next write."""
    page.add_init_script("window.addEventListener('storage', (event) => event.stopImmediatePropagation(), true);")
    page_actions.open_first(page, site)
    other = page.context.new_page()
    page_actions.open_first(other, site)
    other.locator(f"[data-hb-id={TICK}]").check()
    other.close()  # or it would put right what this tab does wrong
    _write(page)
    page_actions.await_value(page, PROMPT, "not lost")
    assert page_actions.stored_value(page, TICK) is True


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
    after, was = json.loads(page_actions.text_of(page) or ""), json.loads(before)
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
    jsonschema.validate(json.loads(page.evaluate("async () => (await import('/assets/javascripts/store/store.js')).store.exportJson()")), schema)


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
