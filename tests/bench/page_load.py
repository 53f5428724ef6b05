"""Measures what a chapter costs a reader who comes for the first time, and what axe finds on it: ``make bench PARTS=visit``."""

import json
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

import axe_playwright_python  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.stock_material import stock_site
from tests.bench.traffic import Answered, Wire
from tests.support import browsers, sites

CHAPTER = "chapters/thinking-like-a-leader/"
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
MOBILE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True}
# Lighthouse's slow line: so a typeface or a picture arrives after the text.
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1_638_400 / 8, "uploadThroughput": 768_000 / 8}
SHIFTS = """window.shifts = 0;
new PerformanceObserver((list) => { for (const { value } of list.getEntries()) window.shifts += value; }).observe({ type: "layout-shift", buffered: true });"""
BLOCKING = "performance.getEntriesByType('resource').filter((file) => file.initiatorType === 'script' && file.renderBlockingStatus === 'blocking').length"
PAINTS = 7
KINDS_SHOWN = ("html", "styles", "scripts", "typeface", "index", "pictures")
FOUND = "axe.run({ resultTypes: ['violations'] }).then((result) => result.violations.map((rule) => rule.id))"


def served(stack: ExitStack) -> dict[str, Wire]:
    """Return a server for each side's site, which runs until the stack is left: ours by each engine, and stock's."""
    found = {engine: Wire(sites.real_site(engine)) for engine in sites.ENGINES}
    found["stock"] = Wire(stock_site(sites.project_copy()), strict=False)
    return {side: stack.enter_context(wire) for side, wire in found.items()}


def measure() -> dict[str, dict[str, float]]:
    """Return the figures of a visit."""
    values: dict[str, dict[str, float]] = {}
    with ExitStack() as stack:
        browser = browsers.launch(stack.enter_context(sync_playwright()), "chromium")
        wires = served(stack)
        paints: dict[str, list[float]] = {side: [] for side in wires}
        for _ in range(PAINTS):  # they take turns, so that a busy minute concerns all
            for side, wire in wires.items():
                paints[side].append(first_paint(browser, wire))
        for side, wire in wires.items():
            moved = {f"layout shift on a slow line, {name}": shift(browser, wire, kind) for name, kind in (("desktop", DESKTOP), ("mobile", MOBILE))}
            figures = first(browser, wire) | moved | offline(wire) | {"first paint on a slow line, ms": median(paints[side])}
            for name, value in figures.items():
                values.setdefault(name, {})[side] = value
        browser.close()
    return values


def first_paint(browser: Browser, wire: Wire) -> float:
    """Return the milliseconds until a chapter first shows something on a slow line and a processor four times slower."""
    context = browser.new_context(**MOBILE, service_workers="block")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    opened(page, wire)
    paint = float(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
    context.close()
    wire.take()
    return paint


def first(browser: Browser, wire: Wire) -> dict[str, Any]:
    """Return what the first visit of a reader costs, what the second does, and what axe finds."""
    context = browser.new_context(**DESKTOP, service_workers="block")
    page = opened(context.new_page(), wire)
    answers = wire.take()
    blocking = page.evaluate(BLOCKING)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    findings = page.evaluate(FOUND)
    page.close()
    wire.take()
    opened(context.new_page(), wire)
    again = wire.take()
    context.close()
    return by_kind(answers) | {
        "scripts that block the first paint": blocking,
        "findings of axe": len(findings),
        "second visit, kB": sum(one.body for one in again if one.status == 200) / 1000,
    }


def by_kind(answers: list[Answered]) -> dict[str, float]:
    """Return kilobytes and requests of some answers: in all with headers, and of each kind without."""
    sizes = {f"of it {kind}, kB": sum(one.body for one in answers if one.kind == kind) / 1000 for kind in KINDS_SHOWN}
    return {"first visit of a chapter, kB": sum(one.sent for one in answers) / 1000} | sizes | {"its requests": len(answers)}


def shift(browser: Browser, wire: Wire, kind: dict[str, Any]) -> float:
    """Return by how much the page moves while it loads over a slow line."""
    context = browser.new_context(**kind, service_workers="block")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    page.add_init_script(SHIFTS)
    opened(page, wire)
    found = float(page.evaluate("window.shifts"))
    context.close()
    wire.take()
    return found


def offline(wire: Wire) -> dict[str, float]:
    """Return what a worker fetches for reading offline, as the server sends it; nothing where the site has none.

    Not as a browser fetches it: the server's own address stands in the pages here, so the worker would refuse them.
    """
    listed = wire.site / "offline.json"
    if not listed.exists():
        return {}
    files = json.loads(listed.read_text(encoding="utf-8"))["files"]
    found = {"whole handbook kept for reading offline, kB": sum(len(wire.ask(f"/{name}", accept_encoding="gzip").body) for name in files) / 1000}
    wire.take()
    return found


def opened(page: Page, wire: Wire) -> Page:
    """Open the chapter, and wait until nothing is asked for any more."""
    page.goto(wire.url + CHAPTER, wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => new Promise((done) => requestIdleCallback(done, { timeout: 2000 })))")
    return page
