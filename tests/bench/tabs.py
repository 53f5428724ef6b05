"""Lets tabs of one browser race for the same document, and counts what they lost: ``make bench PARTS=tabs``.

Three tabs write at random into the same and into different answers, are closed, crash and are opened again. Whatever a page
has called saved must be the answer, or be among its earlier versions, or have been followed by a later answer from the tab
that had seen it. And the race that once lost 8 of 12: a tab that says "Saved" and is closed while another one is just saving.
"""

import contextlib
import random
import string
from itertools import count

from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from tests.support import browsers, page_actions, sites

STEPS, RACES = 300, 100
IDS = ["notice-what-changed", "notice-what-stayed", "answer-vague-feedback.when", "answer-vague-feedback.then"]
# Saves an answer as an element would; resolves once the store calls it saved.
SAVE = """async ([id, value]) => {
  document.dispatchEvent(new CustomEvent("hb-command", { detail: { name: "write", id, value, rev: "1", said: "?" } }));
  const status = document.querySelector(`[data-hb-id="${id}"]`).closest("[data-hb-block]").querySelector("[data-hb-part=status]");
  while (status.hasAttribute("data-hb-busy")) await new Promise((resolve) => setTimeout(resolve, 5));
}"""
KEPT = """async ([name, id]) => {
  const result = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const database = await result(indexedDB.open(name));
  const [answers, versions] = ["answers", "versions"].map((store) => database.transaction(["answers", "versions"]).objectStore(store));
  const [answer, earlier] = await Promise.all([result(answers.get(id)), result(versions.get(id))]);
  database.close();
  return [answer, ...(earlier ?? [])].map((entry) => entry?.value);
}"""


def measure() -> dict[str, dict[str, float]]:
    """Return how many acknowledged answers were lost, of how many, by browser."""
    found: dict[str, dict[str, float]] = {}
    with sync_playwright() as playwright:
        for name in browsers.NAMES:
            browser = browsers.launch(playwright, name)
            lost, saved = at_random(browser, STEPS, seed=20261129)
            found.setdefault(f"lost of all saved by three tabs, {STEPS} steps", {})[name] = lost
            found.setdefault("saved by three tabs", {})[name] = saved
            found.setdefault(f"lost of {RACES} races of two tabs", {})[name] = sum(race(browser, number) for number in range(RACES))
            browser.close()
    return found


def at_random(browser: Browser, steps: int, seed: int) -> tuple[int, int]:
    """Return how many saved answers were lost by three tabs, and how many they saved.

    Args:
        browser: A running browser.
        steps: How many times a tab does something.
        seed: Of the random choices.
    """
    choose = random.Random(seed)
    site, context = sites.fixture_site().url, browser.new_context()
    tabs = [_tab(context, site) for _ in range(3)]
    numbers, lost, saved = count(), 0, 0
    for _ in range(steps):
        at = choose.randrange(3)
        if choose.random() < 0.1:
            _end(tabs[at], choose.choice(["close", "crash", "reload"]))
            tabs[at] = _tab(context, site)
            continue
        id, value = choose.choice(IDS), f"{next(numbers)} " + "".join(choose.choices(string.ascii_lowercase, k=40))
        others = [(tab, choose.choice(IDS)) for tab in tabs if tab is not tabs[at] and choose.random() < 0.3]
        for tab, other in others:  # not waited for: they race with the one that is
            tab.evaluate(
                "([id, value]) => { document.dispatchEvent(new CustomEvent('hb-command', { detail: { name: 'write', id, value, rev: '1', said: '?' } })); }",
                [other, f"{next(numbers)} " + "".join(choose.choices(string.ascii_uppercase, k=40))],
            )
        tabs[at].evaluate(SAVE, [id, value])
        saved += 1
        lost += value not in tabs[at].evaluate(KEPT, [page_actions.DATABASE, id])
    context.close()
    return lost, saved


def race(browser: Browser, number: int) -> bool:
    """Return whether a tab that said "Saved" and was closed lost its answer to one that was just saving from an older view."""
    site, context = sites.fixture_site().url, browser.new_context()
    first, second = _tab(context, site), _tab(context, site)
    second.evaluate("() => { for (const box of document.querySelectorAll('hb-checklist input')) box.click(); }")
    first.evaluate(SAVE, [IDS[0], f"race {number}"])
    first.close()
    second.evaluate(SAVE, [IDS[1], f"and {number}"])
    page = _tab(context, site)
    lost = page_actions.stored_value(page, IDS[0]) != f"race {number}"
    context.close()
    return lost


def _tab(context: BrowserContext, site: str) -> Page:
    page = context.new_page()
    page_actions.open_first(page, site)
    return page


def _end(page: Page, how: str) -> None:
    if how == "reload":
        page.reload()
    elif how == "crash" and page.context.browser and page.context.browser.browser_type.name == "chromium":
        with contextlib.suppress(Error):  # that is the purpose
            page.goto("chrome://crash", timeout=2000)
    page.close()
