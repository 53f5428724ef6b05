"""Measures what the handbook's own scripts cost in a browser: ``make bench``.

Two readers have one chapter open, in one Chromium: one has given 50 answers, the
other 5,000. They take turns with every act, so that what else the machine does
slows both; the medians are told. It fails when a stroke, a save or a tick takes
the second reader more than a frame, or when an act has become more expensive
with the number of answers than ``tests/budget.json`` says, by over a tenth.
"""

import json
import sys
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests import browsers, sites

BUDGET = sites.ROOT / "tests" / "budget.json"
KEY = "handbook:product-leader:notes"
FEW, MANY = 50, 5000
FRAME = 16.7
LEEWAY = 1.1
WARM, ROUNDS, VISITS = 10, 60, 15
ACTS = {
    "stroke": "a stroke in a text field",
    "save": "a save of that text",
    "tick": "a tick, with its save",
    "elsewhere": "taking in another tab's save",
    "opening": "opening the chapter",
}
IN_A_FRAME = ("stroke", "save", "tick")
TEXT = "We agreed that the team decides on its own what it ships in a week, and that I don’t ask about anything but outcomes: {:04}"

# Every script of ours runs between the store's first look and the last element's registration.
OPENING = """
const get = Storage.prototype.getItem, define = customElements.define;
let start;
Storage.prototype.getItem = function (key) { if (key.startsWith("handbook:")) start ??= performance.now(); return get.call(this, key); };
customElements.define = (...words) => { define.apply(customElements, words); window.opening = performance.now() - start; };
"""
# One stroke is too short to be measured alone.
WRITE = """() => {
  const field = document.querySelector("hb-prompt textarea"), from = performance.now();
  for (let stroke = 0; stroke < 40; stroke += 1) {
    field.value = field.value.slice(1) + "abcdefgh"[(stroke + window.turn) % 8];
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  const typed = performance.now();
  document.dispatchEvent(new CustomEvent("hb-flush"));
  window.turn += 1;
  return { stroke: (typed - from) / 40, save: performance.now() - typed };
}"""
TICK = """() => {
  const box = document.querySelector("hb-checklist input[type=checkbox]"), from = performance.now();
  box.click();
  return { tick: performance.now() - from };
}"""
ELSEWHERE = """(key) => {
  const notes = JSON.parse(localStorage.getItem(key)), id = document.querySelector("hb-prompt textarea").dataset.hbId;
  notes.entries[id] = { ...notes.entries[id], value: `${window.turn += 1} from the other tab`, at: new Date(Date.now() + 1).toISOString() };
  localStorage.setItem(key, JSON.stringify(notes));
  const from = performance.now();
  window.dispatchEvent(new StorageEvent("storage", { key }));
  return { elsewhere: performance.now() - from };
}"""


def answers(count: int, ids: list[str]) -> str:
    """Return a reader's document: the chapter's own answers, and others as a long use leaves them."""
    entries: dict[str, Any] = {}
    for number in range(count):
        entry = {"value": TEXT.format(number), "at": f"2026-0{1 + number % 9}-12T09:30:{number % 60:02}.123Z", "rev": f"{number:08x}"}
        name = ids[number] if number < len(ids) else f"write-what-you-saw-{number}"
        if number >= len(ids) and number % 4 == 1:
            name, entry["value"] = f"assessment.2026-01-{1 + number % 28:02}.name-the-decider-{number}", str(number % 5)
        if number >= len(ids) and number % 4 == 2:
            entry["value"] = True
        entries[name] = entry | {"said": "What did you change in the last decision that you handed over, and who noticed it?"}
    return json.dumps({"format": "handbook-notes", "version": 1, "handbook": "product-leader", "entries": entries})


def reader(browser: Browser, address: str, count: int) -> Page:
    """Return a tab of a reader of their own, with the chapter open and that many answers given."""
    context = browser.new_context()
    # Isolated, a page may read the clock to 5 microseconds.
    headers = {"cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp"}
    context.route("**/*", lambda route: isolate(route, headers))
    context.add_init_script(OPENING)
    page = context.new_page()
    page.goto(address)
    ids = page.evaluate("[...document.querySelectorAll('textarea[data-hb-id]')].map((field) => field.dataset.hbId)")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, answers(count, ids)])
    visit(page)
    return page


def isolate(route: Route, headers: dict[str, str]) -> None:
    """Answer a page with more headers, and all else as it is."""
    if route.request.resource_type != "document":
        return route.fallback()
    answer = route.fetch()
    return route.fulfill(response=answer, headers={**answer.headers, **headers})


def visit(page: Page) -> dict[str, float]:
    """Open the page anew; return how long our scripts took."""
    page.reload()
    page.wait_for_function("document.querySelector('hb-checklist [data-hb-part=count]')?.textContent")
    page.evaluate("window.turn = 0")
    return {"opening": page.evaluate("window.opening")}


def measure(pages: list[Page]) -> dict[str, list[list[float]]]:
    """Return the times of every act, a list for each reader."""
    times: dict[str, list[list[float]]] = {name: [[] for _ in pages] for name in ACTS}
    for number in range(WARM + ROUNDS):
        acts = [lambda page: page.evaluate(WRITE), lambda page: page.evaluate(TICK), lambda page: page.evaluate(ELSEWHERE, KEY)]
        if number % (ROUNDS // VISITS) == 0:
            acts.insert(0, visit)
        for act in acts:
            for which, page in enumerate(pages):
                for name, time in act(page).items():
                    if number >= WARM:
                        times[name][which].append(time)
    return times


def main() -> int:
    """Measure, print the table, and return 1 where something is too slow."""
    address = sites.fixture_site().serve() + "chapters/first-steps/"
    with sync_playwright() as playwright:
        browser = browsers.launch(playwright, "chromium")
        times = measure([reader(browser, address, count) for count in (FEW, MANY)])
    budget = json.loads(BUDGET.read_text(encoding="utf-8"))["ratios"]
    faults = []
    print(f"{'median of our own work, in ms':32}{FEW:>10}{MANY:>10,}{'ratio':>10}{'budget':>10}")
    for name, words in ACTS.items():
        few, many = (median(of) for of in times[name])
        ratio = median(b / a for a, b in zip(*times[name], strict=True))
        print(f"{words:32}{few:>10.3f}{many:>10.3f}{ratio:>10.2f}{budget[name]:>10.2f}")
        if name in IN_A_FRAME and many > FRAME:
            faults.append(f"With {MANY:,} answers, {words} takes {many:.1f} ms: more than a frame ({FRAME} ms).")
        if ratio > budget[name] * LEEWAY:
            faults.append(f"With {MANY:,} answers, {words} takes {ratio:.2f} times as long as with {FEW}; tests/budget.json says {budget[name]:.2f}.")
    print(*(["", *faults] if faults else []), sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
