"""Backup & privacy: the earlier versions of every answer can be looked at, restored and deleted."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.workbook.test_data import PROMPT, TICK, entries, erase, open_data, said, with_notes
from tests.browser.workbook.test_import import bring_in, row
from tests.support import page_actions

MAY, JUNE = "2026-05-01T00:00:00.000Z", "2026-06-01T00:00:00.000Z"
# Puts answers with earlier versions into the store's database, as years of writing would.
_KEEP = """async (all) => {
  const database = await new Promise((resolve) => { indexedDB.open("handbook:product-leader").onsuccess = ({ target }) => resolve(target.result); });
  const change = database.transaction(["answers", "versions"], "readwrite");
  for (const [id, now, before] of all) {
    if (now) change.objectStore("answers").put(now, id);
    change.objectStore("versions").put(before, id);
  }
  await new Promise((resolve) => { change.oncomplete = resolve; });
  database.close();
}"""


def keep(page: Page, site: str, lines: list[list[Any]]) -> None:
    """Open the page with answers that have earlier versions: id, entry, versions."""
    open_data(page, site)
    page.evaluate(_KEEP, lines)
    page.reload()
    expect(group(page, "")).not_to_have_count(0)


def group(page: Page, name: str) -> Locator:
    """Return the fold of a chapter."""
    return page.locator("hb-data-history summary", has_text=name)


def versions(page: Page) -> dict[str, list[Any]]:
    """Return the values of the stored versions, by id."""
    found: dict[str, list[Any]] = page.evaluate(
        """async () => {
          const database = await new Promise((resolve) => { indexedDB.open("handbook:product-leader").onsuccess = ({ target }) => resolve(target.result); });
          const store = database.transaction("versions").objectStore("versions");
          const [ids, all] = await Promise.all([store.getAllKeys(), store.getAll()].map((asked) => new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); })));
          database.close();
          return Object.fromEntries(ids.map((id, n) => [id, all[n].map(({ value }) => value)]));
        }"""
    )
    return found


@pytest.mark.context(timezone_id="UTC", locale="en-GB")
def test_earlier_versions_of_all_answers(page: Page, site: str) -> None:
    """I find each answer that has earlier versions, also one that is no longer asked, bring one back, and forget one's versions or all of them."""
    entry = page_actions.entry
    keep(
        page,
        site,
        [
            [PROMPT, entry("now", at=JUNE), [entry("first", at=MAY), entry("second", at=MAY)]],
            [TICK, entry(True, at=MAY), [entry(False, at=MAY)]],
            ["gone-for-good", entry("", at=JUNE, said="What was asked then?"), [entry("archived", at=MAY, said="What was asked then?")]],
            ["view.2026-05.by", entry("Ada", at=JUNE), [entry("Bo", at=MAY)]],
            *([f"assessment.2026-05-01.walk-{n}.evidence", entry("new"), [entry("old")]] for n in range(3000)),
        ],
    )
    part = page.locator("hb-data-history")
    expect(part.locator("summary")).to_have_text(["First steps: 2 answers", "Archived answers: 1 answer", "Outside the chapters: 3000 answers"])
    expect(part.locator("li")).to_have_count(0)  # nothing is drawn before it's opened
    group(page, "Outside").click()
    expect(part.locator("li")).to_have_count(51)
    part.get_by_role("button", name="Show the next (2950 left)").click()
    expect(part.locator("li")).to_have_count(101)
    group(page, "Outside").click()
    group(page, "First steps").click()
    first = part.locator("li", has_text="What changed this week?")
    expect(first).to_contain_text("Last changed 1 June 2026 at 00:00 · 2 earlier versions")
    part.get_by_role("button", name="View: Name the person who decides, in writing.").click()
    expect(page.get_by_role("dialog")).to_contain_text("Not ticked")
    page.keyboard.press("Escape")

    first.get_by_role("button", name="View: What changed this week?").click()
    page.get_by_role("dialog").get_by_role("button", name="Restore").last.click()
    expect(said(page, "history")).to_contain_text("Restored: “What changed this week?”")
    page_actions.eventually(lambda: (entries(page)[PROMPT]["value"], versions(page)[PROMPT]), ("first", ["first", "second", "now"]))

    group(page, "Archived").click()
    part.get_by_role("button", name="View: What was asked then?").click()
    page.get_by_role("dialog").get_by_role("button", name="Restore").click()
    expect(page.locator("hb-data-archive")).to_contain_text("What was asked then?")
    page_actions.eventually(lambda: entries(page)["gone-for-good"]["value"], "archived")

    first.get_by_role("button", name="View").click()
    page_actions.action(page, "forget").click()
    expect(page_actions.action(page, "forget-sure")).to_be_focused()
    page_actions.action(page, "forget-keep").click()
    page_actions.action(page, "forget").click()
    page_actions.action(page, "forget-sure").click()
    expect(said(page, "history")).to_contain_text("Deleted")
    expect(group(page, "First steps")).to_have_text("First steps: 1 answer")
    assert PROMPT not in versions(page)
    page_actions.eventually(lambda: entries(page)[PROMPT]["value"], "first")

    page_actions.action(page, "history-forget").click()
    page_actions.action(page, "history-keep").click()
    page_actions.action(page, "history-forget").click()
    page_actions.action(page, "history-forget-all").click()
    expect(part).to_contain_text("Nothing yet.")
    page_actions.eventually(lambda: (versions(page), len(entries(page))), ({}, 3004))


def test_an_import_and_erasing(page: Page, site: str) -> None:
    """What an import replaces, and what of it loses, is kept, though not what I decline; erasing everything erases all of it."""
    ours, theirs = [
        {id: page_actions.entry(f"{word} {id}", at=at) for id, at in zip((PROMPT, "notice-what-hurt", "notice-what-stayed"), times, strict=True)}
        for word, times in (("mine", (MAY, MAY, JUNE)), ("theirs", (JUNE, JUNE, MAY)))
    ]
    with_notes(page, site, page_actions.document(ours))
    page.locator("#data-file").set_input_files({"name": "copy.json", "mimeType": "application/json", "buffer": page_actions.document(theirs).encode()})
    expect(page.locator("hb-data-import")).to_contain_text("is kept under “Earlier versions”")
    row(page, "notice-what-hurt").get_by_role("checkbox", name="Keep mine anyway: What hurt?", exact=True).check()
    page_actions.action(page, "import-confirm").click()
    expect(said(page, "import")).to_contain_text("1 change applied")
    assert versions(page) == {PROMPT: [f"mine {PROMPT}"], "notice-what-stayed": ["theirs notice-what-stayed"]}
    bring_in(page, page_actions.document(theirs))  # again: kept once
    assert versions(page)["notice-what-stayed"] == ["theirs notice-what-stayed"]
    expect(group(page, "First steps")).to_have_count(1)
    erase(page)
    expect(group(page, "")).to_have_count(0)
    assert versions(page) == {}
