"""Measures what the handbook's own scripts cost in a browser: ``make bench PARTS=strokes``.

Two readers have one chapter open, in one Chromium: one has given 50 answers, the other 5,000. They take turns with every
act; the medians are told. What counts is the time that the page's thread had the processor, so a busy machine disturbs
little. It fails when a stroke, a save or a tick takes the second reader more than a frame, or when the number of answers
has come to cost over a tenth more than ``tests/budget.json`` says.
"""

import json
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench import bench_turn
from tests.bench.metrics import Values
from tests.support import browsers, sites

BUDGET = sites.ROOT / "tests" / "budget.json"
KEY = "handbook:product-leader:notes"
FEW, MANY, FRAME, LEEWAY = 50, 5000, 16.7, 1.1
_faults: list[str] = []
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
IN_A_FRAME = ("stroke", "save", "first", "tick")
TEXT = "We agreed that the team decides on its own what it ships in a week, and that I don’t ask about anything but outcomes: {:04}"
ASKED = "What did you change in the last decision that you handed over, and who noticed it?"

# Our scripts run between the store's first look and the last element's registration.
OPENING = """
window.turn = 0;
window.timed = (act, run) => { performance.mark(act + "<"); run(); performance.mark(act + ">"); };
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
  timed(turn++ ? "save" : "first", () => document.dispatchEvent(new CustomEvent("hb-flush")));
}}"""
TICK = """() => timed("tick", () => document.querySelector("hb-checklist input[type=checkbox]").click())"""
ELSEWHERE = """(key) => {
  const notes = JSON.parse(localStorage.getItem(key)), id = document.querySelector("hb-prompt textarea").dataset.hbId;
  notes.entries[id] = { ...notes.entries[id], value: `${turn} from the other tab`, at: new Date(Date.now() + 1).toISOString() };
  localStorage.setItem(key, JSON.stringify(notes));
  timed("elsewhere", () => window.dispatchEvent(new StorageEvent("storage", { key })));
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


def times(browser: Browser, pages: list[Page]) -> list[dict[str, list[float]]]:
    """Return, for each reader, the milliseconds of processor time of every act."""
    for number in range(WARM + ROUNDS):
        if number == WARM:
            browser.start_tracing(categories=["blink.user_timing"])
        if number >= WARM and number % ROUNDS_A_VISIT == 0:
            for page in pages:
                visit(page)
        for act in (WRITE, TICK, ELSEWHERE):
            for page in pages:
                page.evaluate(act, KEY)
    marks = [event for event in json.loads(browser.stop_tracing())["traceEvents"] if event["name"][:-1] in ACTS]
    marks.sort(key=lambda mark: mark["ts"])
    # Each reader's tab is a process of its own; the first reader is always the first to act.
    return [between([mark for mark in marks if mark["pid"] == tab]) for tab in dict.fromkeys(mark["pid"] for mark in marks)]


def between(marks: list[dict[str, Any]]) -> dict[str, list[float]]:
    """Return the thread's time from each mark ``act<`` to the last ``act>`` that follows."""
    found: dict[str, list[float]] = {name: [] for name in ACTS}
    for mark in marks:
        name = mark["name"][:-1]
        if mark["name"].endswith("<"):
            begun = mark["tts"]
            found[name].append(0)
        found[name][-1] = (mark["tts"] - begun) / 1000 / (STROKES if name == "stroke" else 1)
    return found


def measure() -> Values:
    """Return the milliseconds of the second reader's acts; print those of both."""
    _faults.clear()
    address = sites.fixture_site().url + "chapters/first-steps/"
    with sync_playwright() as playwright:
        browser = browsers.launch(playwright, "chromium")
        few, many = times(browser, [reader(browser, address, count) for count in (FEW, MANY)])
        whole, own = bench_turn.measure(browser, lambda address: reader(browser, address, MANY))
    budget = json.loads(BUDGET.read_text(encoding="utf-8"))["ratios"]
    print(f"{'milliseconds of our own work':32}{f'{FEW} answers':>14}{f'{MANY:,} answers':>16}{'ratio':>8}{'budget':>8}")
    for name, words in ACTS.items():
        ratio = median(b / a for a, b in zip(few[name], many[name], strict=True))
        slow = median(many[name])
        print(f"{words:32}{median(few[name]):>14.3f}{slow:>16.3f}{ratio:>8.2f}{budget[name]:>8.2f}")
        if name in IN_A_FRAME and slow > FRAME:
            _faults.append(f"With {MANY:,} answers, {words} takes {slow:.1f} ms: more than a frame ({FRAME} ms).")
        if ratio > budget[name] * LEEWAY:
            _faults.append(f"With {MANY:,} answers, {words} takes {ratio:.2f} times as long as with {FEW}; tests/budget.json says {budget[name]:.2f}.")
    return {"turn": {"mkdocs": own}, "turn-whole": {"mkdocs": whole}, "stroke": {"mkdocs": median(many["stroke"])}, "tick": {"mkdocs": median(many["tick"])}}


def faults() -> list[str]:
    """Return what the last measuring found too slow, in sentences."""
    return _faults
