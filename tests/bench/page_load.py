"""Measures what a chapter costs a reader who comes for the first time, and what axe finds on it: ``make bench PARTS=visit``."""

import json
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import axe_playwright_python  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.metrics import Values
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
FOUND = "axe.run({ resultTypes: ['violations'] }).then((result) => result.violations.map((rule) => rule.id))"


def served(stack: ExitStack) -> dict[str, Wire]:
    """Return a server for each side's site, which runs until the stack is left: ours by each engine, and stock's."""
    found = {engine: Wire(sites.real_site(engine)) for engine in sites.ENGINES}
    found["stock"] = Wire(stock_site(sites.project_copy()), strict=False)
    return {side: stack.enter_context(wire) for side, wire in found.items()}


def measure() -> Values:
    """Return the figures of a visit."""
    values: Values = {}
    with ExitStack() as stack:
        browser = browsers.launch(stack.enter_context(sync_playwright()), "chromium")
        for side, wire in served(stack).items():
            found = first(browser, wire) | {"shift": [shift(browser, wire, kind) for kind in (DESKTOP, MOBILE)]} | offline(wire)
            for name, value in found.items():
                values.setdefault(name, {})[side] = value
        browser.close()
    return values


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
    return by_kind(answers) | {"blocking": blocking, "axe": len(findings), "again": sum(one.body for one in again if one.status == 200) / 1000}


def by_kind(answers: list[Answered]) -> dict[str, float]:
    """Return kilobytes and requests of some answers: of each kind without headers, and of all but a typeface with them."""
    found = {kind: sum(one.body for one in answers if one.kind == kind) / 1000 for kind in ("html", "styles", "scripts", "index", "pictures", "other")}
    typefaces = [one for one in answers if one.kind == "typeface"]
    found["typeface"] = sum(one.sent for one in typefaces) / 1000
    found["bytes"] = sum(one.sent for one in answers) / 1000 - found["typeface"]
    found["headers"] = sum(one.sent - one.body for one in answers if one not in typefaces) / 1000
    return found | {"requests": len(answers)}


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
    found = {"offline": sum(len(wire.ask(f"/{name}", accept_encoding="gzip").body) for name in files) / 1000}
    wire.take()
    return found


def opened(page: Page, wire: Wire) -> Page:
    """Open the chapter, and wait until nothing is asked for any more."""
    page.goto(wire.url + CHAPTER, wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => new Promise((done) => requestIdleCallback(done)))")
    return page
