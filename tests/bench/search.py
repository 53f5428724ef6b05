"""Measures what the first search costs, in this handbook and in a fork of 300 chapters: ``make bench PARTS=search``."""

from contextlib import ExitStack

from playwright.sync_api import Browser, sync_playwright

from tests.bench.build_time import fork
from tests.bench.page_load import DESKTOP, opened, served
from tests.bench.stock_material import stock_site
from tests.bench.traffic import Wire
from tests.support import browsers, sites

CHAPTERS = 300
HERE, LARGE = "first search in this handbook, kB", f"first search in {CHAPTERS} chapters, kB"
# Asked of every site, and answered by each.
QUESTION = "hiring decision"
# Ours, and stock Material's: where to write, and what a result is.
FIELD, RESULT = "#hb-search input, .md-search__input", ".hb-search__list a, .md-search-result__item a"


def measure() -> dict[str, dict[str, float]]:
    """Return the figures of a first search."""
    values: dict[str, dict[str, float]] = {HERE: {}, LARGE: {}}
    with ExitStack() as stack:
        browser = browsers.launch(stack.enter_context(sync_playwright()), "chromium")
        root = fork(CHAPTERS)
        large = {engine: Wire(sites.built(root, engine)) for engine in sites.ENGINES} | {"stock": Wire(stock_site(root), strict=False)}
        for name, wires in ((HERE, served(stack)), (LARGE, {side: stack.enter_context(wire) for side, wire in large.items()})):
            for side, wire in wires.items():
                values[name][side] = first(browser, wire)
        browser.close()
    return values


def first(browser: Browser, wire: Wire) -> float:
    """Return the kilobytes that a reader has fetched when a first search has its results: what came with the page for it, and what came then."""
    context = browser.new_context(**DESKTOP, service_workers="block")
    page = opened(context.new_page(), wire)
    before = [one for one in wire.take() if one.kind == "index"]
    page.keyboard.press("Control+k" if page.locator("#hb-search").count() else "/")
    page.locator(FIELD).first.click()
    page.keyboard.type(QUESTION)
    page.locator(RESULT).first.wait_for(state="visible")
    page.wait_for_load_state("networkidle")
    page.evaluate("new Promise((done) => requestIdleCallback(done, { timeout: 2000 }))")
    found = sum(one.sent for one in [*before, *wire.take()]) / 1000
    context.close()
    return found
