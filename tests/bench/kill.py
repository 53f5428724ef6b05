"""Kills browsers a tenth of a second after they said "Saved", and counts what they lost: ``make bench PARTS=kill``.

Each trial has a profile of its own, with a small document or one of a megabyte. The browser is ended by SIGKILL, which no
program can refuse, so what is found at the next start is what was on its way to the disk. Others are killed while somebody
types, and the milliseconds between the last letter that is found and the end are told.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator

from playwright.sync_api import BrowserContext, Error, Page, Playwright, expect, sync_playwright

from tests.support import browsers, page_actions, sites

TRIALS = 20
PROMPT = "notice-what-changed"
WAIT = 100  # milliseconds between "Saved" and the end
TYPED = 2500  # milliseconds
LARGE = {f"write-what-you-saw-{number}": page_actions.entry(f"{number} " + "what I saw and what it meant, " * 26) for number in range(1050)}


def measure() -> dict[str, dict[str, float]]:
    """Return how many of the killed browsers lost what they had called saved."""
    documents = {"a small document": page_actions.document({}), "a document of 1 MB": page_actions.document(LARGE)}
    with sync_playwright() as playwright:
        killed = {
            f"lost of {TRIALS} killed, {title}": {name: lost(playwright, name, text, TRIALS) for name in browsers.NAMES} for title, text in documents.items()
        }
        typing = {name: max(lost_while_typing(playwright, name) for _ in range(TRIALS)) for name in browsers.NAMES}
        return killed | {f"lost at most of {TRIALS} killed while typing, ms": typing}


def lost(playwright: Playwright, name: str, document: str, trials: int) -> int:
    """Return how many of some trials lose the answer.

    Args:
        playwright: A running Playwright.
        name: ``chromium`` or ``firefox``.
        document: What the first edition of the handbook left in this browser.
        trials: How many browsers to kill.
    """
    site = sites.fixture_site().url
    count = 0
    for number in range(trials):
        with profiles() as profile:
            context = start(playwright, name, profile)
            page = context.pages[0]
            page_actions.prepare(page, site, document)
            page_actions.open_first(page, site)
            for id, entry in list(json.loads(document)["entries"].items())[:1]:
                page_actions.await_value(page, id, entry["value"])  # taken over from the first edition
            words = f"trial {number}"
            save(page, words)
            page.wait_for_timeout(WAIT)
            kept = after_end(playwright, name, profile, context)
            if kept != words:
                print(f"{name} kept {kept!r} of {words!r}")
            count += kept != words
    return count


def lost_while_typing(playwright: Playwright, name: str) -> float:
    """Return how many milliseconds of steady typing a killed browser has lost.

    Args:
        playwright: A running Playwright.
        name: ``chromium`` or ``firefox``.
    """
    with profiles() as profile:
        context = start(playwright, name, profile)
        page = context.pages[0]
        page_actions.open_first(page, sites.fixture_site().url)
        page_actions.control(page, PROMPT).focus()
        begun, typed = time.monotonic(), [0.0]
        while typed[-1] < TYPED:
            page.keyboard.type("x")
            typed.append((time.monotonic() - begun) * 1000)
        kept = after_end(playwright, name, profile, context)
        return typed[-1] - typed[len(str(kept or ""))]


@contextlib.contextmanager
def profiles() -> Iterator[str]:
    """The path of a profile that is removed afterwards."""
    profile = tempfile.mkdtemp(prefix="handbook-kill-")
    try:
        yield profile
    finally:
        shutil.rmtree(profile, ignore_errors=True)


def after_end(playwright: Playwright, name: str, profile: str, context: BrowserContext) -> object:
    """Kill a browser, start it again, and return the answer that it has kept."""
    kill(profile)
    close(context)
    context = start(playwright, name, profile)
    page_actions.open_first(context.pages[0], sites.fixture_site().url)
    kept = page_actions.stored_value(context.pages[0], PROMPT)
    close(context)
    return kept


def save(page: Page, words: str) -> None:
    """Type an answer, and wait until the page says that it is saved."""
    page_actions.control(page, PROMPT).press_sequentially(words)
    expect(page_actions.status(page, PROMPT)).to_have_text(page_actions.SAVED)
    expect(page_actions.status(page, PROMPT)).not_to_have_attribute("data-hb-busy", "")


def start(playwright: Playwright, name: str, profile: str) -> BrowserContext:
    """Start a browser with a profile that outlives it."""
    path = browsers.known()[name]
    if name == "chromium":
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        return playwright.chromium.launch_persistent_context(profile, executable_path=path, args=[*browsers.CHROMIUM_ARGS, *root])
    channel = None if "ms-playwright" in path else "moz-firefox"
    return playwright.firefox.launch_persistent_context(profile, executable_path=path, channel=channel, firefox_user_prefs=browsers.FIREFOX_PREFS)


def kill(profile: str) -> None:
    """End the browser that has a profile, and its parts, at once."""
    processes = subprocess.run(["ps", "-axo", "pid=,args=", "-ww"], capture_output=True, text=True, check=True).stdout.splitlines()
    found = [int(line.split()[0]) for line in processes if profile in line]
    assert found, "No browser runs with that profile."
    for pid in sorted(found):
        with contextlib.suppress(ProcessLookupError):  # it ended with the first
            os.kill(pid, signal.SIGKILL)


def close(context: BrowserContext) -> None:
    """Close a context whose browser may be gone."""
    with contextlib.suppress(Error):
        context.close()
