"""Measures what opening a page costs a reader who has written for years: ``make bench PARTS=pages``.

Two readers open the same pages of the handbook in one Chromium, in turns: one has given 50 answers, the other 5,000 and their
records, evidence, ratings and 1:1s. Told are the medians of the processor time of all scripts, until the page has nothing left
to do. A chapter reads its own answers first and the others once it's idle: ``make bench PARTS=strokes`` tells the first part.
"""

import json
from itertools import count, cycle
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.bench.interaction import FEW, KEY, MANY, TEXT
from tests.support import browsers, sites

ROUNDS = 7
PAGES = {
    "a chapter": "chapters/thinking-like-a-leader/",
    "the overview": "workbook/",
    "the 1:1 page": "workbook/one-to-one/",
    "the evidence": "workbook/evidence/",
    "the case": "workbook/case/",
    "your data": "workbook/data/",
}
# Elements put work off until the page is idle, and some of that puts off more.
IDLE = """async () => {
  for (let time = 0; time < 4; time += 1) await new Promise((done) => requestIdleCallback(() => setTimeout(done, 100)));
}"""


def answers(catalogue: dict[str, Any], number: int) -> dict[str, dict[str, Any]]:
    """Return a reader's entries: every block of the handbook again and again, and what else a long use leaves.

    Args:
        catalogue: What the workbook's pages carry of the handbook.
        number: How many answers there are, at least.
    """
    entries: dict[str, dict[str, Any]] = {}

    def add(id: str, value: str | bool, said: str = "What did you see?") -> None:
        at = len(entries)
        entries[id] = {"value": value, "at": f"2026-{1 + at // 1000 % 11:02}-{1 + at % 28:02}T09:30:{at % 60:02}.{at % 1000:03}Z", "rev": "0", "said": said}

    blocks = [block for chapter in catalogue["chapters"] for block in chapter["blocks"] + chapter["sheets"]]
    repeated = [block for block in blocks if block["kind"] in ("checklist", "sheet", "plan")]
    for at, block in zip(count(), cycle(repeated), strict=False):
        if len(entries) >= number:
            break
        stamp = f"2026{1 + at % 11:02}{1 + at // 11 % 28:02}t{at % 24:02}{at // 24 % 60:02}00-ab{at % 256:02x}"
        end = f"@{stamp}" if at >= len(repeated) else ""
        if end:
            add(f"record.{block['anchor']}{end}", f"Week {at}")
        for control in block["controls"]:
            add(control["id"] + end, True if block["kind"] == "checklist" else TEXT.format(at), control["said"])
            if block["kind"] == "checklist":
                add(f"{control['id']}.evidence{end}", TEXT.format(at))
                add(f"{control['id']}.evidence.on{end}", "2026-11-12")
        if number < MANY or at % 4:
            continue
        add(f"evidence.{stamp}", TEXT.format(at))
        add(f"evidence.{stamp}.for", catalogue["behaviours"][at % len(catalogue["behaviours"])]["id"])
        if at % 40 == 0:
            for part, value in {"record.meeting": "Hanna", "meeting.page": TEXT.format(at) * 10, "meeting.agreed": TEXT.format(at)}.items():
                add(f"{part}@{stamp}", value)
            for behaviour in catalogue["behaviours"]:
                add(f"assessment.{behaviour['id']}@{stamp}", str(at % 5))
            add(f"assessment.done@{stamp}", True)
    return entries


def reader(browser: Browser, site: str, number: int) -> tuple[Page, CDPSession]:
    """Return a tab of a reader of their own with at least that many answers in its database, and its profiler."""
    page = browser.new_context().new_page()
    page.goto(site + PAGES["the overview"])
    catalogue = json.loads(page.evaluate("document.querySelector('[data-hb-catalogue]').dataset.hbCatalogue"))
    text = json.dumps({"format": "handbook-notes", "version": 1, "handbook": "product-leader", "entries": answers(catalogue, number)})
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    page.reload()
    page.evaluate(IDLE)
    page.evaluate("(key) => localStorage.removeItem(key)", KEY)  # it has been taken over
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    return page, session


def time(page: Page, session: CDPSession, address: str) -> float:
    """Return the milliseconds of processor time that all scripts of a page take."""
    page.goto("about:blank")
    before = _scripts(session)
    page.goto(address)
    page.evaluate(IDLE)
    after = _scripts(session)
    return after - before if after > before else after  # it begins anew with another process


def measure() -> dict[str, dict[str, float]]:
    """Return the milliseconds of scripts that each page takes with few and with many answers."""
    site = sites.real_site().url
    with sync_playwright() as playwright:
        browser = browsers.launch(playwright, "chromium")
        readers = {f"{number} answers": reader(browser, site, number) for number in (FEW, MANY)}
        found = {}
        for title, path in PAGES.items():
            rounds = [{name: time(*tab, site + path) for name, tab in readers.items()} for _ in range(ROUNDS)]
            found[f"scripts of {title}, ms"] = {name: median(one[name] for one in rounds) for name in readers}
    return found


def _scripts(session: CDPSession) -> float:
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return metrics["ScriptDuration"] * 1000
