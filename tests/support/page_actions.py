"""Actions and locators for the pages of the fixture, and helpers for the stored document."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.support.static_server import EMPTY

HANDBOOK = "product-leader"
KEY = f"handbook:{HANDBOOK}:notes"  # where the first edition kept the document
DATABASE = f"handbook:{HANDBOOK}"
FIRST = "chapters/first-steps/"
SECOND = "chapters/second-steps/"
WORKBOOK = (
    "workbook/",
    "workbook/evidence/",
    "workbook/assessment/",
    "workbook/plan/",
    "workbook/one-to-one/",
    "workbook/case/",
    "workbook/print/",
    "workbook/data/",
)
PLAIN = EMPTY  # a page of the same origin on which no script runs
# The head's script asks for the speed of the line before anything is drawn. In Chromium's words: { downlink: 10, saveData: false }.
LINE = "Object.defineProperty(Navigator.prototype, 'connection', { get: () => (%s) });"
PRELOAD = "head link[rel=preload][as=font]"
# A browser that lets a page store nothing, for add_init_script.
REFUSE_STORAGE = """for (const name of ['localStorage', 'indexedDB', 'BroadcastChannel']) {
  Object.defineProperty(window, name, {get() { throw new DOMException('refused by the test', 'SecurityError'); }});
}"""
REFUSE_WRITES = """for (const [area, name] of [[Storage, 'setItem'], [IDBObjectStore, 'put']]) {
  area.prototype[name] = () => { throw new DOMException('no', 'UnknownError'); };
}"""
SAVED = "Saved in this browser"
KEPT = "Kept in this browser"
UNSAVED = "Not saved"
# Returns the document in a database; makes none.
_READ = """async (name) => {
  const result = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
  if (!(await indexedDB.databases()).some((found) => found.name === name)) return { entries: {} };
  const database = await result(indexedDB.open(name));
  try {
    if (!database.objectStoreNames.contains("answers")) return { entries: {} };
    const [answers, meta] = ["answers", "meta"].map((store) => database.transaction(["answers", "meta"]).objectStore(store));
    const [ids, entries, head] = await Promise.all([answers.getAllKeys(), answers.getAll(), meta.get("head")].map(result));
    return { format: "handbook-notes", version: 1, handbook: name.replace("handbook:", ""), ...head, entries: Object.fromEntries(ids.map((id, n) => [id, entries[n]])) };
  } finally {
    database.close();
  }
}"""


def prepare(page: Page, site: str, text: str, key: str = KEY, beside: bool = False) -> None:
    """Put ``text`` under ``key`` in the storage before a page is opened.

    The first edition's document is all that the reader has, unless it is put ``beside`` what is in the database.
    """
    if page.url != site + PLAIN:  # where the last test has left it
        page.goto(site + PLAIN)
    if key == KEY and not beside:
        page.evaluate(
            "(name) => new Promise((done) => { localStorage.removeItem(`${name}:stored`); indexedDB.deleteDatabase(name).onsuccess = done; })", DATABASE
        )
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])


def document(entries: dict[str, Any], **fields: Any) -> str:
    """Return a reader's document as text."""
    return json.dumps({"format": "handbook-notes", "version": 1, "handbook": HANDBOOK} | fields | {"entries": entries})


def entry(value: object, at: str = "2026-01-02T03:04:05.678Z", **fields: Any) -> dict[str, Any]:
    """Return an entry of a reader's document."""
    return {"value": value, "at": at, "rev": "0", "said": "what it said then"} | fields


def text_of(page: Page, key: str = KEY) -> str | None:
    """Return the text stored under ``key``, or None."""
    found = page.evaluate("(key) => localStorage.getItem(key)", key)
    return None if found is None else str(found)


def stored(page: Page) -> dict[str, Any]:
    """Return the reader's document as it is stored in the browser's database."""
    found: dict[str, Any] = json.loads(page.evaluate(f"({_READ})('{DATABASE}').then(JSON.stringify)"))
    return found


def stored_value(page: Page, id: str) -> object:
    """Return the value stored under an id, or None."""
    return stored(page)["entries"].get(id, {}).get("value")


def eventually(read: Callable[[], object], expected: object) -> None:
    """Read what is stored until it is ``expected``: a click returns before the browser has saved what it changed."""
    for _ in range(400):
        with suppress(LookupError):
            if read() == expected:
                return
    assert read() == expected


def await_some(page: Page, id: str) -> None:
    """Wait until there is an entry with an id in the database, whatever its value."""
    page.wait_for_function(f"async ([name, id]) => id in (await ({_READ})(name)).entries", arg=[DATABASE, id])


def await_value(page: Page, id: str, value: object) -> None:
    """Wait until the stored value of an id is ``value``."""
    # Reading takes the time that a loop has to wait, whatever the page's clock says.
    seen = page.evaluate(
        f"""async ([name, id, value]) => {{
          let seen;
          for (let times = 0; times < 5000 && seen !== value; times += 1) seen = (await ({_READ})(name)).entries[id]?.value ?? null;
          return seen;
        }}""",
        [DATABASE, id, value],
    )
    assert seen == value, f"{id} is {seen!r} in the database"


def block(page: Page, id: str) -> Locator:
    """Return the element that names a block."""
    return page.locator(f'[data-hb-block="{id}"]')


def control(page: Page, id: str) -> Locator:
    """Return the control (of a choice: all its controls) that holds an answer."""
    return page.locator(f'[data-hb-id="{id}"]')


def status(page: Page, id: str) -> Locator:
    """Return the status line of a block."""
    return block(page, id).locator('[data-hb-part="status"]')


def action(page: Page, name: str) -> Locator:
    """Return the buttons with this action."""
    return page.locator(f'[data-hb-action="{name}"]')


def notice(page: Page) -> Locator:
    """Return the page's notice."""
    return page.locator(".hb-notice")


def downloaded(page: Page, name: str) -> str:
    """Press the button that does ``name`` and return the text of the file that the reader gets."""
    # Playwright gets no download events from the system's Firefox, so the file is taken from URL.createObjectURL.
    page.evaluate(
        "() => { const make = URL.createObjectURL; window.handedOver = new Promise((take) => { URL.createObjectURL = (file) => (take(file), make.call(URL, file)); }); }"
    )
    action(page, name).click()
    return str(page.evaluate("window.handedOver.then((file) => file.text())"))


def exported(page: Page) -> Any:
    """Press the notice's button and return the document that the reader gets."""
    return json.loads(downloaded(page, "export"))


def ready(page: Page) -> None:
    """Wait until the elements have shown the stored answers."""
    expect(page.locator("hb-checklist [data-hb-part=count]").first).not_to_be_empty()


def stop_clock(page: Page) -> None:
    """Stop this tab's clock, so that nothing is saved until ``page.clock.run_for``."""
    page.clock.install(time="2030-01-01T00:00:00Z")
    page.clock.pause_at("2030-01-01T01:00:00Z")


def open_first(page: Page, site: str) -> None:
    """Open the first chapter and wait for its elements."""
    page.goto(site + FIRST)
    ready(page)
