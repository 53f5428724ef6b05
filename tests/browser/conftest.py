"""Fixtures of the browser tests: each test runs in Chromium and in Firefox.

A test asks for ``page`` and for ``site`` (the fixture's two chapters) or
``real`` (the handbook itself), both addresses that end with a slash.  Marks
change what the browser is like and what it may complain about::

    @pytest.mark.context(viewport={"width": 360, "height": 740}, color_scheme="dark",
                         reduced_motion="reduce")
    @pytest.mark.without_scripts
    @pytest.mark.chromium_only("why no other browser can be asked")
    @pytest.mark.may_log("QuotaExceededError")

A page that logs an error, throws, or asks another origin fails its test.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Response, Route, WebError, sync_playwright

from tests import browsers, sites

READERS = 40  # how many readers one Firefox serves
WIDE = {"width": 1280, "height": 900}
_BROKEN_OFF = "status=2152398850"  # NS_BINDING_ABORTED: Firefox reports a font that a reader did not wait for as an error
_LOCAL = re.compile(r"^(data|blob|about|file):|^http://127\.0\.0\.1:\d+/")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, running for the whole test run."""
    browsers.known()
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session", params=browsers.NAMES)
def browser_name(request: pytest.FixtureRequest) -> str:
    """Name of the browser: chromium, then firefox."""
    return str(request.param)


@pytest.fixture(scope="session")
def _launched(playwright: Playwright) -> Iterator[Callable[..., Browser]]:
    running: dict[tuple[object, ...], Browser] = {}
    readers: Counter[tuple[object, ...]] = Counter()

    def start(name: str, options: dict[str, Any], first: bool) -> Browser:
        # The system's Firefox takes these from its preferences, so it needs a process for each mix.
        reader = tuple(options[key] for key in browsers.USUAL)
        key = (name,) if name == "chromium" else (name, *reader)
        # Firefox keeps much of every reader it has had: 3 GB after 300, and most of its time then goes into tidying up.
        if first and readers[key] >= READERS and name == "firefox":
            running.pop(key).close()
            readers[key] = 0
        if key not in running:
            running[key] = browsers.launch(playwright, name, *reader)
        readers[key] += 1
        return running[key]

    yield start
    for browser in running.values():
        browser.close()


@pytest.fixture
def new_context(browser_name: str, _launched: Callable[..., Browser], request: pytest.FixtureRequest) -> Iterator[Callable[..., BrowserContext]]:
    """A function that opens a fresh reader (own storage); takes the options of ``context``."""
    marks = list(request.node.iter_markers("context"))  # the closest first
    marked = {key: value for mark in reversed(marks) for key, value in mark.kwargs.items()}
    allowed = [str(arg) for mark in request.node.iter_markers("may_log") for arg in mark.args]
    without = request.node.get_closest_marker("without_scripts") is not None
    faults: list[str] = []
    contexts: list[BrowserContext] = []

    def note(text: str) -> None:
        if not any(re.search(pattern, text) for pattern in allowed):
            faults.append(text)

    def open_one(**options: Any) -> BrowserContext:
        wanted = {"viewport": WIDE, "locale": "en-GB"} | browsers.USUAL | marked | options
        if without:
            wanted["java_script_enabled"] = browser_name == "firefox"
        context = _launched(browser_name, wanted, not contexts).new_context(**wanted)
        context.set_default_timeout(10_000)
        _watch(context, note)
        if without and browser_name == "firefox":
            allowed.append("settings blocked")
            context.route(_LOCAL, _without_scripts)
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()
    if faults:
        pytest.fail("The page misbehaved:\n  " + "\n  ".join(dict.fromkeys(faults)), pytrace=False)


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A fresh reader; ``context.new_page()`` opens another tab of the same one."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab."""
    return context.new_page()


@pytest.fixture(scope="session")
def site() -> str:
    """Address of the site with the fixture's two chapters: ``chapters/first-steps/`` and ``chapters/second-steps/``."""
    return sites.fixture_site("mkdocs").serve()


@pytest.fixture(scope="session")
def real() -> str:
    """Address of the handbook itself."""
    return sites.real_site("mkdocs").serve()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, and count as left out, what only Chromium can be asked."""
    out = [item for item in items if item.get_closest_marker("chromium_only") and "[firefox" in item.name]
    items[:] = [item for item in items if item not in out]
    if out:
        config.hook.pytest_deselected(items=out)


def _without_scripts(route: Route) -> None:
    """Forbid the page its scripts.

    With scripting off altogether, nobody can drive the system's Firefox. So
    <noscript> and ``scripting: none`` do not show here; Chromium shows them.
    """
    if route.request.resource_type != "document":
        return route.fallback()
    answer = route.fetch()
    return route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": "script-src 'none'"})


def _watch(context: BrowserContext, note: Callable[[str], None]) -> None:
    """Report errors of every tab to ``note``; keep every tab from other origins."""

    def refuse(route: Route) -> None:
        note(f"asks another origin: {route.request.url} (on {route.request.frame.url})")
        route.abort()

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            note(f"logs an error: {message.text} {message.location.get('url', '')}")

    def answered(response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            note(f"gets {response.status} for {response.url}")

    def thrown(error: WebError) -> None:
        if _BROKEN_OFF not in str(error.error):
            note(f"throws: {error.error}")

    context.route(lambda url: not _LOCAL.match(url), refuse)
    context.on("console", console)
    context.on("response", answered)
    context.on("weberror", thrown)
