"""Measures what the handbook's own scripts cost in a browser: ``make bench PARTS=strokes``.

Two readers have one chapter open, in one Chromium: one has given 50 answers, the other 5,000. They take turns with every
act; the medians are told. What counts is the time that the page's thread had the processor, so a busy machine disturbs
little. A page turn is from the arrival of the next page's text to the end of our own work on it.
"""

import json
from collections.abc import Callable
from itertools import pairwise
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.support import browsers, sites

KEY = "handbook:product-leader:notes"
FEW, MANY = 50, 5000
WARM, ROUNDS, ROUNDS_A_VISIT = 8, 96, 4
STROKES = 40  # one is too short to be measured alone
ACTS = {
    "stroke": "a stroke in a text field",
    "save": "a save of that text",
    "tick": "a tick and its save",
    "elsewhere": "what another tab saved",
    "opening": "opening the chapter",
    "first": "the first save after that",
}
TEXT = "We agreed that the team decides on its own what it ships in a week, and that I don’t ask about anything but outcomes: {:04}"
FROM, TO = "chapters/thinking-like-a-leader/", "chapters/taking-on-larger-initiatives/"
TURNS_WARM, TURNS = 4, 24
# The browser lays a new page out once, however it came; to lead the focus there only makes it do so at once.
LAYOUT = ("Layout", "UpdateLayoutTree")
DRAWING = (*LAYOUT, "PrePaint", "Paint", "Layerize", "Commit")
# The page scrolls last; what elements put off to a quiet moment is not part of the turn.
MARKS = """
const { text } = Response.prototype, { scrollTo } = window;
Response.prototype.text = async function () { const told = await text.call(this); performance.mark("turn<"); return told; };
window.scrollTo = (...place) => { scrollTo.apply(window, place); performance.mark("turn>"); };
"""
ASKED = "What did you change in the last decision that you handed over, and who noticed it?"

# Our scripts run between the store's first look and the last element's registration.
OPENING = """
window.turn = 0;
window.timed = async (act, run, until) => { performance.mark(act + "<"); run(); await until?.(); performance.mark(act + ">"); };
window.saved = () => new Promise((resolve) => new MutationObserver((_, observer) => {
  if (document.querySelector("[data-hb-busy]")) return;
  observer.disconnect();
  resolve();
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-hb-busy"] }));
const get = Storage.prototype.getItem, define = customElements.define;
Storage.prototype.getItem = function (key) {
  if (!performance.getEntriesByName("opening<").length && key.startsWith("handbook:")) performance.mark("opening<");
  return get.call(this, key);
};
customElements.define = (...words) => { define.apply(customElements, words); performance.mark("opening>"); };
"""
WRITE = f"""() => {{
  const field = document.querySelector("hb-prompt textarea"), letters = "abcdefgh";
  timed("stroke", () => {{
    for (let stroke = 0; stroke < {STROKES}; stroke += 1) {{
      field.value = field.value.slice(1) + letters[(stroke + turn) % 8];
      field.dispatchEvent(new InputEvent("input", {{ bubbles: true }}));
    }}
  }});
  return timed(turn++ ? "save" : "first", () => document.dispatchEvent(new CustomEvent("hb-flush")), saved);
}}"""
TICK = """() => timed("tick", () => document.querySelector("hb-checklist input[type=checkbox]").click(), saved)"""
# Writes as another tab would, and tells of it.
ELSEWHERE = """async (name) => {
  const result = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const field = document.querySelector("hb-prompt textarea"), value = `${turn} from the other tab`, id = field.dataset.hbId;
  const database = await result(indexedDB.open(name));
  const write = database.transaction(["answers", "meta"], "readwrite"), [answers, meta] = ["answers", "meta"].map((store) => write.objectStore(store));
  const count = await result(meta.get("count")) + 1;
  meta.put(count, "count");
  await result(answers.put({ ...(await result(answers.get(id))), value, at: new Date(Date.now() + 1).toISOString() }, id));
  database.close();
  const shown = async () => { while (field.value !== value) await new Promise(requestAnimationFrame); };
  await timed("elsewhere", () => new BroadcastChannel(name).postMessage({ count, ids: [id] }), shown);
}"""


def answers(count: int, ids: list[str]) -> str:
    """Return a reader's document: the chapter's own answers, and others as a long use leaves them."""
    entries: dict[str, Any] = {}
    for number in range(count):
        name, value = f"write-what-you-saw-{number}", [TEXT.format(number), str(number % 5), True, TEXT.format(number)][number % 4]
        if number < len(ids):
            name, value = ids[number], TEXT.format(number)
        elif number % 4 == 1:
            name = f"assessment.2026-01-{1 + number % 28:02}.rate-what-you-saw-{number}"
        entries[name] = {"value": value, "at": f"2026-0{1 + number % 9}-12T09:30:{number % 60:02}.123Z", "rev": f"{number:08x}", "said": ASKED}
    return json.dumps({"format": "handbook-notes", "version": 1, "handbook": "product-leader", "entries": entries})


def reader(browser: Browser, address: str, count: int) -> Page:
    """Return a tab of a reader of their own, with the chapter open and that many answers given."""
    page = browser.new_context().new_page()
    page.goto(address)
    ids = page.evaluate("[...document.querySelectorAll('textarea[data-hb-id]')].map((field) => field.dataset.hbId)")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, answers(count, ids)])
    page.add_init_script(OPENING)
    visit(page)
    return page


def visit(page: Page) -> None:
    """Open the chapter anew; wait for its elements, and for what they put off."""
    page.reload()
    page.wait_for_function("() => document.querySelector('hb-checklist [data-hb-part=count]')?.textContent")
    page.evaluate("new Promise((done) => requestIdleCallback(done))")
    page.evaluate(
        "(name) => new Promise((done) => { indexedDB.open(name).onsuccess = ({ target }) => { target.result.transaction('answers').oncomplete = done; }; })",
        KEY.removesuffix(":notes"),
    )


def times(browser: Browser, pages: list[Page]) -> list[dict[str, list[float]]]:
    """Return, for each reader, the milliseconds of processor time of every act."""
    for number in range(WARM + ROUNDS):
        if number == WARM:
            browser.start_tracing(categories=["blink.user_timing", "devtools.timeline"])
        if number >= WARM and number % ROUNDS_A_VISIT == 0:
            for page in pages:
                visit(page)
        for act in (WRITE, TICK, ELSEWHERE):
            for page in pages:
                page.evaluate(act, KEY.removesuffix(":notes"))
    events = sorted(json.loads(browser.stop_tracing())["traceEvents"], key=lambda event: event.get("ts", 0))
    marks = [event for event in events if event["name"][:-1] in ACTS]
    drawn = [event for event in events if event["name"] in DRAWING and "tdur" in event]
    # Each reader's tab is a process of its own; the first reader is always the first to act.
    threads = dict.fromkeys((mark["pid"], mark["tid"]) for mark in marks)
    return [between(*([event for event in some if (event["pid"], event["tid"]) == thread] for some in (marks, drawn))) for thread in threads]


def between(marks: list[dict[str, Any]], drawn: list[dict[str, Any]]) -> dict[str, list[float]]:
    """Return the thread's time from each mark ``act<`` to the last ``act>`` that follows, and for ``own:act`` that without the browser's drawing."""
    found: dict[str, list[float]] = {f"{kind}{name}": [] for kind in ("", "own:") for name in ACTS}
    for mark in marks:
        name = mark["name"][:-1]
        if mark["name"].endswith("<"):
            begun = mark
            found[name].append(0)
            found[f"own:{name}"].append(0)
        whole = mark["tts"] - begun["tts"]
        without = whole - sum(event["tdur"] for event in drawn if begun["ts"] < event["ts"] < mark["ts"])
        found[name][-1], found[f"own:{name}"][-1] = (time / 1000 / (STROKES if name == "stroke" else 1) for time in (whole, without))
    return found


def measure() -> dict[str, dict[str, float]]:
    """Return the milliseconds of each act with few and with many answers, and of a page turn with many."""
    address = sites.fixture_site().url + "chapters/first-steps/"
    with sync_playwright() as playwright:
        browser = browsers.launch(playwright, "chromium")
        few, many = times(browser, [reader(browser, address, count) for count in (FEW, MANY)])
        whole, own = turn(browser, lambda address: reader(browser, address, MANY))
    acts = {
        f"{words}{more}, ms": {f"{FEW} answers": median(few[kind + name]), f"{MANY} answers": median(many[kind + name])}
        for name, words in ACTS.items()
        for kind, more in (("", ""), ("own:", ", without the browser's drawing"))
    }
    return acts | {"turning the page, ms": {f"{MANY} answers": whole}, "turning it, without the browser's layout, ms": {f"{MANY} answers": own}}


def turn(browser: Browser, reader: Callable[[str], Page]) -> tuple[float, float]:
    """Return the milliseconds of processor time that one turn between two chapters of the handbook takes: all, and without the browser's layout.

    Args:
        browser: Where the reader is.
        reader: Opens an address as a reader with many answers.
    """
    site = sites.real_site().url
    page = reader(site + FROM)
    page.evaluate(MARKS)
    for number in range(TURNS_WARM + TURNS):
        if number == TURNS_WARM:
            browser.start_tracing(categories=["blink.user_timing", "devtools.timeline"])
        to = FROM if number % 2 else TO
        page.locator(f".hb-contents a[href$='{to.split('/')[1]}/']").first.evaluate("(link) => link.click()")
        page.wait_for_function("(to) => location.pathname.endsWith(to) && !('hbTurning' in document.documentElement.dataset)", arg=to)
        page.evaluate("new Promise((done) => requestIdleCallback(done))")
    events = sorted(json.loads(browser.stop_tracing())["traceEvents"], key=lambda event: event.get("ts", 0))
    return median(whole for whole, _ in turns(events)), median(own for _, own in turns(events))


def turns(events: list[dict[str, Any]]) -> list[tuple[float, float]]:
    """Return the milliseconds of each turn in a trace: all of them, and those without the browser's style and layout.

    Args:
        events: In the order of their times.
    """
    found = []
    marks = [event for event in events if event["name"] in ("turn<", "turn>")]
    for before, after in pairwise(marks):
        if (before["name"], after["name"]) == ("turn<", "turn>"):
            drawn = [event for event in events if event["name"] in LAYOUT and event.get("tid") == before["tid"] and before["ts"] < event["ts"] < after["ts"]]
            whole = after["tts"] - before["tts"]
            found.append((whole / 1000, (whole - sum(event.get("tdur", 0) for event in drawn)) / 1000))
    return found
