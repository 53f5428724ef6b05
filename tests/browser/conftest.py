"""Fixtures of the browser tests, and which browser runs what.

A test asks for ``page`` and for ``site`` (the fixture's two chapters) or ``real`` (the handbook itself), both addresses that
end with a slash. Marks change what the browser is like and which errors the test expects::

    @pytest.mark.context(viewport={"width": 360, "height": 740}, color_scheme="dark",
                         reduced_motion="reduce", now="2026-11-23T10:00:00Z")
    @pytest.mark.without_scripts
    @pytest.mark.with_worker
    @pytest.mark.may_log("QuotaExceededError")

A page that logs an error, throws, or requests another origin fails its test.

**Which browser.** A test runs in Chromium. It runs in Firefox too where the two engines differ:

- the whole folders ``accessibility/`` (focus, Tab, forced colours, live regions), ``journeys/`` (a reader's visit from start to
  end) and ``store/`` (storage: events between tabs, refusals, quotas, what a killed tab leaves);
- the files in ``BOTH``: print, the file protocol, the service worker, session history, the Content-Security-Policy;
- elsewhere each test with the mark ``@pytest.mark.both_browsers("what the engines do differently")``: for example date fields,
  downloads, the clipboard, a form without scripts.

``@pytest.mark.chromium_only("reason")`` exempts a test of those folders. What an element shows, counts or says follows from
our own scripts alone, so it is tested once; what needs no browser at all is tested in ``tests/javascript/``.
"""

import os
import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, Route, expect, sync_playwright

from tests.support import browsers, sites, webkit
from tests.support.browser_contexts import LOCAL, ContextPool, WatchedContext

WIDE = {"width": 1280, "height": 900}
BOTH = (
    *("accessibility/", "journeys/", "store/"),
    *("shell/test_csp_nginx.py", "shell/test_file_protocol.py", "shell/test_instant_navigation.py"),
    *("shell/test_offline.py", "shell/test_print.py", "shell/test_xss.py"),
)
_PASSED = pytest.StashKey[bool]()
expect.set_options(timeout=browsers.PATIENCE)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test in the browsers that the docstring above names."""
    if "browser_name" in metafunc.fixturenames:
        place = metafunc.definition.path.relative_to(Path(__file__).parent).as_posix()
        marks = {mark.name for mark in metafunc.definition.iter_markers()}
        both = place.startswith(BOTH) or "both_browsers" in marks
        names = browsers.NAMES if both and "chromium_only" not in marks else ("chromium",)
        metafunc.parametrize("browser_name", names, scope="session")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, running for the whole test run."""
    browsers.known()
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def context_pool(playwright: Playwright) -> Iterator[ContextPool]:
    """The contexts and browsers of this worker."""
    pool = ContextPool(playwright)
    yield pool
    pool.close()


@pytest.fixture
def new_context(browser_name: str, context_pool: ContextPool, request: pytest.FixtureRequest) -> Iterator[Callable[..., BrowserContext]]:
    """A function that returns a context with empty storage; takes the options of the mark ``context``."""
    marks = list(request.node.iter_markers("context"))  # the closest first
    marked = {key: value for mark in reversed(marks) for key, value in mark.kwargs.items()}
    expected = [str(arg) for mark in request.node.iter_markers("may_log") for arg in mark.args]
    without_scripts = request.node.get_closest_marker("without_scripts") is not None
    worker = request.node.get_closest_marker("with_worker") is not None
    opened: list[WatchedContext] = []

    def open_context(**options: Any) -> BrowserContext:
        wanted = {"viewport": WIDE, "locale": "en-GB"} | browsers.USUAL | marked | options
        if without_scripts:
            wanted["java_script_enabled"] = browser_name == "firefox"
        opened.append(context_pool.acquire(browser_name, worker=worker, **wanted))
        if without_scripts and browser_name == "firefox":
            expected.append("settings blocked")
            opened[-1].context.route(LOCAL, _forbid_scripts)
        return opened[-1].context

    yield open_context
    passed = request.node.stash.get(_PASSED, False)
    errors = [error for context in opened for error in context_pool.release(context, passed)]
    errors = [error for error in errors if not any(re.search(pattern, error) for pattern in expected)]
    if errors:
        pytest.fail("Errors in the page:\n  " + "\n  ".join(dict.fromkeys(errors)), pytrace=False)


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A context with empty storage; ``context.new_page()`` opens another tab of it."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab."""
    return context.pages[0] if context.pages else context.new_page()


@pytest.fixture(scope="session")
def site() -> str:
    """Address of the site with the fixture's two chapters: ``chapters/first-steps/`` and ``chapters/second-steps/``."""
    return sites.fixture_site("mkdocs").url


@pytest.fixture(scope="session")
def real() -> str:
    """Address of the handbook itself."""
    return sites.real_site("mkdocs").url


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note for ``new_context`` whether the test itself passed."""
    report = yield
    if call.when == "call":
        item.stash[_PASSED] = report.passed
    return report


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect parameters marked ``chromium_only`` in Firefox, and the WebKit tests where WebKit is missing; under CI those run, and fail."""
    deselected = [item for item in items if item.get_closest_marker("chromium_only") and "[firefox" in item.name]
    if webkit.missing() and not os.environ.get("CI"):
        deselected += [item for item in items if item.get_closest_marker("webkit")]
    items[:] = [item for item in items if item not in deselected]
    if deselected:
        config.hook.pytest_deselected(items=deselected)


def _forbid_scripts(route: Route) -> None:
    """Forbid the page its scripts by a policy.

    Firefox cannot be driven with scripting switched off. So <noscript> and ``scripting: none`` are only seen in Chromium.
    """
    if route.request.resource_type != "document":
        return route.fallback()
    answer = route.fetch()
    return route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": "script-src 'none'"})
