"""Backup & privacy: the page says what is stored, and it can be backed up and erased."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.store.test_storage_failures import FULL, REFUSE_ALL, THEME_MAY_THROW
from tests.support import page_actions

DATA = "workbook/data/"
NOTES = Path(__file__).parents[2] / "fixtures" / "notes"
OLD = {path.stem: path.read_text(encoding="utf-8") for path in sorted(NOTES.glob("version-*.json"))}
MUCH_ARCHIVED = page_actions.document(json.loads(OLD["version-1"])["entries"] | {f"zz-gone-{n}": page_actions.entry("words") for n in range(60)})
HAUNTED = "<img src=x onerror=\"document.title='caught'\"><b>{n}</b>"
PROMPT = "notice-what-changed"
TICK = "name-the-decider"
# Stand-ins for what a test may not ask a person: the browser's own dialogs.
PERSIST = """Object.defineProperty(navigator, 'storage', {{ configurable: true, value: {{
  persisted: async () => window.promised ?? false, persist: async () => (window.promised = {0}),
}} }});"""
NO_PERSIST = "Object.defineProperty(navigator, 'storage', { configurable: true, value: undefined });"
# A real file of the browser's own, behind a picker that needs no person.
PICKER = """
  const own = async (name) => (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
  window.showSaveFilePicker = async () => own('mine.json');
  window.showOpenFilePicker = async () => [await own('mine.json')];
"""
NO_PICKER = "delete window.showSaveFilePicker;"
NO_HANDLE = """async () => {
  const base = await new Promise((resolve) => { indexedDB.open('handbook:product-leader').onsuccess = ({target}) => resolve(target.result); });
  const keys = () => new Promise((resolve) => { base.transaction('file').objectStore('file').getAllKeys().onsuccess = ({target}) => resolve(target.result); });
  for (let n = 0; n < 2000; n += 1) if ((await keys()).length === 0) return true;
  return false;
}"""
ONLY_CHROMIUM = pytest.mark.chromium_only("no other browser lets a page write to a file")


def open_data(page: Page, site: str) -> None:
    """Open the page and wait for its parts."""
    page.goto(site + DATA)
    expect(part(page, "kept", "summary")).not_to_be_empty()


def part(page: Page, element: str, name: str) -> Locator:
    """Return a named part of an element of the page."""
    return page.locator(f'hb-data-{element} [data-hb-part="{name}"]')


def said(page: Page, element: str) -> Locator:
    """Return an element's latest message."""
    return part(page, element, "said")


def with_notes(page: Page, site: str, text: str = OLD["version-1"]) -> None:
    """Open the page with a stored document."""
    page_actions.prepare(page, site, text)
    open_data(page, site)


def entries(page: Page) -> dict[str, Any]:
    """Return the stored entries."""
    found: dict[str, Any] = page_actions.stored(page)["entries"]
    return found


def in_file(page: Page) -> str:
    """Return the text of the file that the fake picker returns."""
    return str(
        page.evaluate("async () => (await (await (await navigator.storage.getDirectory()).getFileHandle('mine.json', {create: true})).getFile()).text()")
    )


def put_in_file(page: Page, text: str) -> None:
    """Write a text into the file that the fake picker returns, as another program would."""
    page.evaluate(
        """async (text) => {
          const file = await (await navigator.storage.getDirectory()).getFileHandle('mine.json', {create: true});
          const stream = await file.createWritable();
          await stream.write(text);
          await stream.close();
        }""",
        text,
    )


def erase(page: Page) -> None:
    """Go both steps to an empty document."""
    page_actions.action(page, "erase").click()
    page.get_by_label("I don’t need what’s saved here").check()
    page_actions.action(page, "erase-confirm").click()


@pytest.mark.without_scripts
def test_without_scripts_the_page_says_what_holds(page: Page, site: str) -> None:
    """Without scripts the page says that nothing is saved and how to erase earlier answers, and shows no button that does nothing."""
    page.goto(site + DATA)
    expect(page.locator("hb-data")).to_contain_text("Without scripts, nothing you tick or write is saved")
    expect(page.locator("hb-data")).to_contain_text("browser’s settings")
    expect(page.locator("hb-data :is(button, input, textarea, summary):visible")).to_have_count(0)


@THEME_MAY_THROW
def test_refused_storage_is_said(page: Page, site: str) -> None:
    """Where the browser refuses to save, the page says where my words lie, and a copy can be taken."""
    page.add_init_script(REFUSE_ALL)
    open_data(page, site)
    expect(part(page, "kept", "where")).to_contain_text("In this tab, for now")
    expect(page.locator("hb-data-copy [data-hb-action=export]")).to_be_visible()


def test_an_empty_page_invites(page: Page, site: str) -> None:
    """Before I have written anything, the page says so in words, without a table of zeros."""
    open_data(page, site)
    expect(part(page, "kept", "summary")).to_contain_text("Nothing yet")
    expect(part(page, "kept", "table")).to_be_hidden()
    expect(page.locator("hb-data-archive")).to_be_hidden()
    expect(page.locator("hb-data")).not_to_contain_text("0 answers")


def test_what_is_kept_is_said_in_words(page: Page, site: str) -> None:
    """The page says what is stored, by kind and by chapter, since when, and about how much."""
    with_notes(page, site)
    kept = part(page, "kept", "summary")
    for words in [
        "2 ratings of your own",
        "1 self-assessment",
        "2 dates for plans",
        "1 text marked as private",
        "1 behaviour you’re working on",
    ]:
        expect(kept).to_contain_text(words)
    expect(part(page, "kept", "span")).to_contain_text("1 March 2026")
    expect(part(page, "kept", "span")).to_contain_text("kB")
    rows = part(page, "kept", "chapters").locator("tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("1 tick, 4 texts and 1 choice")
    expect(rows.last).to_contain_text("1 tick, 2 texts and 2 ratings")


def test_what_is_kept_follows_another_tab(page: Page, site: str) -> None:
    """What I write in another tab is counted here at once."""
    open_data(page, site)
    other = page.context.new_page()
    page_actions.open_first(other, site)
    page_actions.control(other, TICK).check()
    expect(part(page, "kept", "summary")).to_have_text("1 answer.")


def test_the_document_itself_can_be_read(page: Page, site: str) -> None:
    """I can read the raw document, whole and unchanged, and only when I ask for it."""
    with_notes(page, site)
    document = part(page, "kept", "document")
    assert document.input_value() == ""
    page.get_by_text("Raw data").click()
    expect(document).to_be_visible()
    assert json.loads(document.input_value()) == json.loads(OLD["version-1"])
    expect(document).not_to_be_editable()


@pytest.mark.parametrize(("answer", "words"), [("true", "has promised"), ("false", "said no")])
def test_the_browser_is_asked_to_keep_it(page: Page, site: str, answer: str, words: str) -> None:
    """I can ask the browser to keep my notes, and the page says honestly what it answered."""
    page.add_init_script(PERSIST.format(answer))
    open_data(page, site)
    expect(part(page, "kept", "promise")).to_contain_text("may delete it")
    page_actions.action(page, "persist").click()
    expect(part(page, "kept", "promise")).to_contain_text(words)
    expect(page_actions.action(page, "persist")).to_be_visible(visible=answer == "false")


def test_a_browser_that_cannot_be_asked(page: Page, site: str) -> None:
    """Where the browser cannot be asked, the page says so and shows no button."""
    page.add_init_script(NO_PERSIST)
    open_data(page, site)
    expect(part(page, "kept", "promise")).to_contain_text("can’t be asked")
    expect(page_actions.action(page, "persist")).to_be_hidden()


@pytest.mark.both_browsers("downloads")
def test_a_copy_is_noted(page: Page, site: str) -> None:
    """After a backup the page says when it was made, and the backup has everything."""
    with_notes(page, site)
    expect(part(page, "copy", "last")).to_contain_text("Not backed up")
    page.locator("hb-data-erase [data-hb-action=export]").evaluate("button => button.remove()")  # one of the two is enough here
    assert json.loads(page_actions.downloaded(page, "export")) == json.loads(OLD["version-1"])
    expect(part(page, "copy", "last")).to_contain_text("Your last backup is from")


@pytest.mark.parametrize("name", OLD)
def test_every_version_opens_for_ever(page: Page, site: str, name: str) -> None:
    """Notes of every earlier version open, show in the chapters, and are exported unchanged."""
    with_notes(page, site, OLD[name])
    page_actions.eventually(lambda: entries(page), json.loads(OLD[name])["entries"])
    page_actions.open_first(page, site)
    expect(page_actions.control(page, TICK)).to_be_checked()
    expect(page_actions.control(page, "book-a-date")).not_to_be_checked()
    expect(page_actions.control(page, PROMPT)).to_have_value("The team asked me first.\nThen it stopped asking.")
    expect(page_actions.control(page, "answer-vague-feedback.then")).to_have_value("ask for one example")
    expect(page.locator("#take-the-left-door-choose")).to_be_checked()
    page.goto(site + page_actions.SECOND)
    expect(page_actions.control(page, "read-the-first-step")).to_be_checked()
    expect(page_actions.control(page, "recall-the-doors")).to_have_value("Three, I think.")
    assert json.loads(
        page.evaluate(
            "async () => { const { store } = await import('/assets/javascripts/store/store.js'); await store.whole(); return (await import('/assets/javascripts/store/whole-document.js')).exportJson(store); }"
        )
    ) == json.loads(OLD[name])


def test_archived_answers_are_shown(page: Page, site: str) -> None:
    """Answers to what the handbook no longer asks are listed with the question, my words and the day: fifty, and more when I ask for them."""
    with_notes(page, site, MUCH_ARCHIVED)
    rows = page.locator("hb-data-archive [data-hb-part=list] > li")
    expect(rows).to_have_count(51)
    rows.get_by_role("button", name="Show the next (13 left)").click()
    expect(rows).to_have_count(63)
    expect(rows.filter(has_text="What mattered in March?")).to_contain_text("It mattered in March.")
    expect(rows.filter(has_text="Count the doors.")).to_contain_text("Ticked")
    expect(rows.filter(has_text="Read the first step aloud.")).to_contain_text("Still shown in")


def test_archived_answers_can_be_copied(page: Page, site: str) -> None:
    """I can take the archived answers with me as Markdown."""
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } })")
    with_notes(page, site, MUCH_ARCHIVED)
    page.locator("hb-data-archive [data-hb-action=copy-markdown]").click()
    expect(said(page, "archive")).to_have_text("Copied")
    assert page.evaluate("window.copied.split('\\n## ').length") == 64  # also what isn't drawn
    assert "## What mattered in March?\n\nIt mattered in March.\n" in page.evaluate("window.copied")


def test_a_text_that_was_set_aside_can_be_taken(page: Page, site: str) -> None:
    """Notes that could not be read are listed on this page, and I can download them, also in a later visit."""
    page_actions.prepare(page, site, "{broken")
    page_actions.open_first(page, site)
    open_data(page, site)
    expect(part(page, "archive", "asides")).to_contain_text("7 characters")
    assert page_actions.downloaded(page, "aside") == "{broken"


def test_words_of_others_are_text(page: Page, site: str) -> None:
    """Whatever is in an entry is shown as text, and no markup in it takes effect."""
    haunted = {f"gone-{n}-away": page_actions.entry(HAUNTED, said=HAUNTED) for n in range(3)}
    with_notes(page, site, page_actions.document(haunted))
    expect(page.locator("hb-data-archive")).to_contain_text(HAUNTED)
    expect(page.locator("hb-data img, hb-data b")).to_have_count(0)
    expect(page).not_to_have_title("caught")


def test_this_tab_only(page: Page, site: str) -> None:
    """On a shared computer the tab begins empty, keeps to itself, and what the browser keeps is not touched."""
    with_notes(page, site)
    page_actions.action(page, "keep-in-tab").click()
    expect(part(page, "kept", "summary")).to_contain_text("Nothing yet")
    expect(part(page, "kept", "where")).to_contain_text("In this tab only")
    expect(said(page, "place")).to_contain_text("everything stays in this tab")
    page.goto(site + page_actions.FIRST)
    expect(page_actions.control(page, PROMPT)).to_have_value("")
    page_actions.control(page, "ask-one-sceptic").check()
    open_data(page, site)
    expect(part(page, "place", "tab-holds")).to_have_text("This tab holds 1 entry.")
    page_actions.eventually(lambda: page_actions.stored(page), json.loads(OLD["version-1"]))


@pytest.mark.parametrize("carry", [True, False], ids=["carry", "drop"])
def test_the_way_back_from_this_tab_only(page: Page, site: str, carry: bool) -> None:
    """Back in the browser's keeping, what the tab held comes along or goes, as I choose, and my notes are there."""
    with_notes(page, site)
    page_actions.action(page, "keep-in-tab").click()
    page_actions.open_first(page, site)
    page_actions.control(page, "ask-one-sceptic").check()
    open_data(page, site)
    page_actions.action(page, "keep-carry" if carry else "keep-drop").click()
    expect(part(page, "kept", "where")).to_contain_text("browser’s storage")
    before = json.loads(OLD["version-1"])["entries"]
    after = entries(page)
    assert after.pop("ask-one-sceptic", {}).get("value") is (True if carry else None)
    assert after == before


def test_erasing_takes_two_steps(page: Page, site: str) -> None:
    """Nothing is erased before I have been offered a backup and have confirmed."""
    with_notes(page, site)
    page_actions.action(page, "erase").click()
    expect(page.locator("hb-data-erase [data-hb-action=export]")).to_be_visible()
    page_actions.action(page, "erase-confirm").click()
    expect(said(page, "erase")).to_contain_text("Tick the box first")
    page_actions.eventually(lambda: page_actions.stored(page), json.loads(OLD["version-1"]))
    page_actions.action(page, "erase-cancel").click()
    expect(page_actions.action(page, "erase")).to_be_focused()
    erase(page)
    expect(said(page, "erase")).to_contain_text("Everything has been erased")
    expect(part(page, "kept", "summary")).to_contain_text("Nothing yet")
    page_actions.eventually(lambda: entries(page), {})
    left = page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('handbook:'))")
    assert left == [page_actions.KEY]


def test_erasing_reaches_other_tabs(page: Page, site: str) -> None:
    """An open tab drops what was erased and does not bring it back, and what I write there afterwards is kept."""
    with_notes(page, site)
    other = page.context.new_page()
    page_actions.open_first(other, site)
    expect(page_actions.control(other, TICK)).to_be_checked()
    erase(page)
    expect(page_actions.control(other, TICK)).not_to_be_checked()
    page_actions.control(other, "ask-one-sceptic").check()
    page_actions.await_value(page, "ask-one-sceptic", True)
    page_actions.eventually(lambda: set(entries(page)), {"ask-one-sceptic"})
    expect(part(page, "kept", "summary")).to_have_text("1 answer.")


def test_erasing_where_nothing_can_be_written(page: Page, site: str) -> None:
    """If the browser refuses to erase, the page says so and names another way."""
    page_actions.prepare(page, site, OLD["version-1"])
    page.add_init_script(FULL)
    open_data(page, site)
    erase(page)
    expect(said(page, "erase")).to_contain_text("Not everything could be erased")


def test_a_newer_document_is_not_erased(page: Page, site: str) -> None:
    """Notes of a newer handbook are not erased by an older one, and it says that it could not."""
    newer = page_actions.document({PROMPT: page_actions.entry("from the future")}, version=2)
    with_notes(page, site, newer)
    erase(page)
    expect(said(page, "erase")).to_contain_text("Not everything could be erased")
    assert page_actions.text_of(page) == newer


@pytest.mark.both_browsers("Firefox cannot write to a file that the reader has chosen")
def test_a_browser_that_cannot_keep_a_file(page: Page, site: str) -> None:
    """If the browser cannot keep a file up to date, one quiet line says so and no button is shown."""
    page.add_init_script(NO_PICKER)
    open_data(page, site)
    expect(page.locator("hb-data-file")).to_contain_text("can’t keep a file up to date")
    expect(page.locator("hb-data-file button:visible")).to_have_count(0)


def _await_file(page: Page, id: str) -> None:
    # Asked again and again without a timer: the page's clock may be the test's.
    assert page.evaluate(
        """async (id) => {
          const file = await (await navigator.storage.getDirectory()).getFileHandle('mine.json', {create: true});
          const text = async () => (await file.getFile()).text().catch(() => '');  // it is being written
          for (let n = 0; n < 20000; n += 1) if ((await text()).includes(id)) return true;
          return false;
        }""",
        id,
    )


@ONLY_CHROMIUM
def test_a_file_is_kept_up_to_date(page: Page, site: str) -> None:
    """A file that I choose gets everything at once, and every later change soon afterwards."""
    page.clock.install()  # before the theme's own timers run
    page.add_init_script(PICKER)
    with_notes(page, site)
    page_actions.action(page, "file-new").click()
    expect(part(page, "file", "state")).to_contain_text("“mine.json” is up to date")
    assert json.loads(in_file(page)) == json.loads(OLD["version-1"])
    expect(part(page, "copy", "last")).to_contain_text("Your last backup")
    other = page.context.new_page()
    page_actions.open_first(other, site)
    page_actions.control(other, "ask-one-sceptic").check()
    page_actions.await_value(page, "ask-one-sceptic", True)
    page.clock.run_for(31_000)
    _await_file(page, "ask-one-sceptic")


@ONLY_CHROMIUM
def test_the_file_goes_on_in_a_later_visit(page: Page, site: str) -> None:
    """When I come back, the file is still kept up to date, without my choosing it again."""
    page.add_init_script(PICKER)
    with_notes(page, site)
    page_actions.action(page, "file-new").click()
    expect(part(page, "file", "state")).to_contain_text("is up to date")
    page.goto(site + page_actions.FIRST)
    page_actions.control(page, "ask-one-sceptic").check()
    open_data(page, site)
    _await_file(page, "ask-one-sceptic")
    expect(part(page, "file", "state")).to_contain_text("is up to date")


@ONLY_CHROMIUM
def test_a_file_that_holds_something_is_read_first(page: Page, site: str) -> None:
    """If the file already has notes, I see what they would change before it is written to."""
    page.add_init_script(PICKER)
    with_notes(page, site)
    theirs = page_actions.document({"ask-one-sceptic": page_actions.entry(True, said="Ask one sceptic what would change their mind.")})
    put_in_file(page, theirs)
    page_actions.action(page, "file-open").click()
    expect(page.locator("hb-data-import")).to_contain_text("1 new here")
    assert in_file(page) == theirs
    page_actions.action(page, "import-confirm").click()
    expect(part(page, "file", "state")).to_contain_text("is up to date")
    assert set(json.loads(in_file(page))["entries"]) == {*json.loads(OLD["version-1"])["entries"], "ask-one-sceptic"}


@ONLY_CHROMIUM
@pytest.mark.parametrize("theirs", ["a shopping list", page_actions.document({TICK: page_actions.entry(True)}, handbook="another")])
def test_a_file_of_something_else_is_left_alone(page: Page, site: str, theirs: str) -> None:
    """A file with something else in it is refused and left unchanged."""
    page.add_init_script(PICKER)
    with_notes(page, site)
    put_in_file(page, theirs)
    page_actions.action(page, "file-open").click()
    expect(page.locator("hb-data-import")).to_contain_text("This can’t be restored")
    assert in_file(page) == theirs
    expect(page_actions.action(page, "file-new")).to_be_visible()


@ONLY_CHROMIUM
@pytest.mark.parametrize("more", [{"newer": {"format": "handbook-notes", "version": 2}}, {}], ids=["newer", "broken"])
def test_what_cannot_be_brought_in_stays_in_the_file(page: Page, site: str, more: dict[str, Any]) -> None:
    """A file with something in it that cannot be brought in is not written over, even when I take the rest of it."""
    page.add_init_script(PICKER)
    with_notes(page, site)
    broken = {} if more else {"broken-one": page_actions.entry(7)}
    theirs = page_actions.document({"ask-one-sceptic": page_actions.entry(True)} | broken, **more)
    put_in_file(page, theirs)
    page_actions.action(page, "file-open").click()
    if broken:
        page_actions.action(page, "import-rest").click()
    expect(page.locator("hb-data-import")).to_contain_text("isn’t kept up to date from here")
    page_actions.action(page, "import-confirm").click()
    page_actions.await_value(page, "ask-one-sceptic", True)
    expect(page_actions.action(page, "file-new")).to_be_visible()
    assert in_file(page) == theirs


@ONLY_CHROMIUM
def test_what_another_device_wrote_is_not_written_over(page: Page, site: str) -> None:
    """If another device has written to the file meanwhile, it is left as it is until I have looked at it."""
    page.add_init_script(PICKER)
    with_notes(page, site)
    page_actions.action(page, "file-new").click()
    expect(part(page, "file", "state")).to_contain_text("is up to date")
    theirs = page_actions.document({"ask-one-sceptic": page_actions.entry(True, said="From elsewhere.")})
    put_in_file(page, theirs)
    page.goto(site + page_actions.FIRST)
    page_actions.control(page, "show-markup-as-text").check()
    open_data(page, site)
    expect(part(page, "file", "state")).to_contain_text("It wasn’t overwritten")
    assert in_file(page) == theirs
    page_actions.action(page, "file-look").click()
    page_actions.action(page, "import-confirm").click()
    expect(part(page, "file", "state")).to_contain_text("is up to date")
    assert {"ask-one-sceptic", "show-markup-as-text"} < set(json.loads(in_file(page))["entries"])


@ONLY_CHROMIUM
def test_a_file_that_cannot_be_written(page: Page, site: str) -> None:
    """If writing to the file fails, the page says so, nothing throws, and my notes are still kept."""
    page.add_init_script(PICKER + "FileSystemFileHandle.prototype.createWritable = async () => { throw new DOMException('no', 'NotAllowedError'); };")
    with_notes(page, site)
    page_actions.action(page, "file-new").click()
    expect(part(page, "file", "state")).to_contain_text("failed")
    page_actions.eventually(lambda: page_actions.stored(page), json.loads(OLD["version-1"]))


@ONLY_CHROMIUM
def test_the_browser_may_want_to_be_asked_again(page: Page, site: str) -> None:
    """If the browser needs permission again in a later visit, the page says so, and one click is enough."""
    page.add_init_script(
        PICKER
        + """
        FileSystemFileHandle.prototype.queryPermission = async () => window.name === 'lost' ? 'prompt' : 'granted';
        FileSystemFileHandle.prototype.requestPermission = async () => { window.name = ''; return 'granted'; };
        """
    )
    with_notes(page, site)
    page_actions.action(page, "file-new").click()
    expect(part(page, "file", "state")).to_contain_text("is up to date")
    page.evaluate("window.name = 'lost'")
    page.goto(site + page_actions.FIRST)
    page_actions.control(page, "ask-one-sceptic").check()
    open_data(page, site)
    expect(part(page, "file", "state")).to_contain_text("needs your permission again")
    page_actions.action(page, "file-grant").click()
    expect(part(page, "file", "state")).to_contain_text("is up to date")
    assert "ask-one-sceptic" in in_file(page)


@ONLY_CHROMIUM
def test_erasing_leaves_the_file(page: Page, site: str) -> None:
    """When I erase everything here, the file is left unchanged and is not written to again."""
    page.clock.install()  # before the theme's own timers run
    page.add_init_script(PICKER)
    with_notes(page, site)
    page_actions.action(page, "file-new").click()
    expect(part(page, "file", "state")).to_contain_text("is up to date")
    erase(page)
    expect(said(page, "erase")).to_contain_text("it still holds everything")
    assert page.evaluate(NO_HANDLE)
    page.goto(site + page_actions.FIRST)
    page_actions.control(page, "ask-one-sceptic").check()
    open_data(page, site)
    page.clock.run_for(60_000)
    expect(page_actions.action(page, "file-new")).to_be_visible()
    assert json.loads(in_file(page)) == json.loads(OLD["version-1"])


@ONLY_CHROMIUM
def test_a_fault_of_the_storage_does_not_reach_the_file(page: Page, site: str) -> None:
    """If the browser loses my notes, the file is not overwritten with what is left."""
    page.add_init_script(PICKER)
    with_notes(page, site)
    page_actions.action(page, "file-new").click()
    expect(part(page, "file", "state")).to_contain_text("is up to date")
    page.goto(site + page_actions.PLAIN)
    page.evaluate(
        """async (name) => {
          const database = await new Promise((resolve) => { indexedDB.open(name).onsuccess = ({target}) => resolve(target.result); });
          const write = database.transaction(["answers", "meta"], "readwrite");
          for (const store of ["answers", "meta"]) write.objectStore(store).clear();
          localStorage.removeItem(`${name}:notes`);
          await new Promise((resolve) => { write.oncomplete = resolve; });
          database.close();
        }""",
        page_actions.DATABASE,
    )
    page.goto(site + page_actions.FIRST)
    page_actions.control(page, "ask-one-sceptic").check()
    open_data(page, site)
    expect(part(page, "file", "state")).to_contain_text("It wasn’t overwritten")
    assert json.loads(in_file(page)) == json.loads(OLD["version-1"])


def test_the_page_leaves_nothing_behind(page: Page, site: str) -> None:
    """Going to another page and back shows the same page, once."""
    with_notes(page, site)
    expect(page.locator("hb-data-history")).to_contain_text("Nothing yet.")
    before = page.locator("hb-data").inner_text()
    page.locator("a[href*='guide']:visible, a[href*='first-steps']:visible").first.click()
    expect(page.locator("hb-data")).to_have_count(0)
    page.go_back()
    expect(part(page, "kept", "summary")).not_to_be_empty()
    expect(page.locator("hb-data-kept tbody tr")).to_have_count(2)
    expect(page.locator("hb-data-history")).to_contain_text("Nothing yet.")
    assert page.locator("hb-data").inner_text() == before
