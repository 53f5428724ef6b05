"""Fixtures of the browser tests: each test runs in Chromium and in Firefox.

A test asks for ``page`` and for ``site`` (the fixture's two chapters) or
``real`` (the handbook itself), both addresses that end with a slash.  Marks
change what the browser is like and what it may complain about::

    @pytest.mark.context(viewport={"width": 360, "height": 740}, color_scheme="dark",
                         reduced_motion="reduce", now="2026-11-23T10:00:00Z")
    @pytest.mark.without_scripts
    @pytest.mark.with_worker
    @pytest.mark.chromium_only("why no other browser can be asked")
    @pytest.mark.may_log("QuotaExceededError")

A page that logs an error, throws, or asks another origin fails its test.
"""

import os
import re
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, Route, sync_playwright

from tests.support import browsers, sites, webkit
from tests.support.browser_contexts import LOCAL, Reader, Readers

WIDE = {"width": 1280, "height": 900}
_WELL = pytest.StashKey[bool]()


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
def readers(playwright: Playwright) -> Iterator[Readers]:
    """Who hands out readers and takes them back."""
    all_of_them = Readers(playwright)
    yield all_of_them
    all_of_them.close()


@pytest.fixture
def new_context(browser_name: str, readers: Readers, request: pytest.FixtureRequest) -> Iterator[Callable[..., BrowserContext]]:
    """A function that opens a fresh reader (own storage); takes the options of ``context``."""
    marks = list(request.node.iter_markers("context"))  # the closest first
    marked = {key: value for mark in reversed(marks) for key, value in mark.kwargs.items()}
    allowed = [str(arg) for mark in request.node.iter_markers("may_log") for arg in mark.args]
    without = request.node.get_closest_marker("without_scripts") is not None
    worker = request.node.get_closest_marker("with_worker") is not None
    out: list[Reader] = []

    def open_one(**options: Any) -> BrowserContext:
        wanted = {"viewport": WIDE, "locale": "en-GB"} | browsers.USUAL | marked | options
        if without:
            wanted["java_script_enabled"] = browser_name == "firefox"
        out.append(readers.hand_out(browser_name, worker=worker, **wanted))
        if without and browser_name == "firefox":
            allowed.append("settings blocked")
            out[-1].context.route(LOCAL, _without_scripts)
        return out[-1].context

    yield open_one
    well = request.node.stash.get(_WELL, False)
    faults = [fault for reader in out for fault in readers.take_back(reader, well)]
    faults = [fault for fault in faults if not any(re.search(pattern, fault) for pattern in allowed)]
    if faults:
        pytest.fail("The page misbehaved:\n  " + "\n  ".join(dict.fromkeys(faults)), pytrace=False)


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A fresh reader; ``context.new_page()`` opens another tab of the same one."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab."""
    return context.pages[0] if context.pages else context.new_page()


@pytest.fixture(scope="session")
def site() -> str:
    """Address of the site with the fixture's two chapters: ``chapters/first-steps/`` and ``chapters/second-steps/``."""
    return sites.fixture_site("mkdocs").serve()


@pytest.fixture(scope="session")
def real() -> str:
    """Address of the handbook itself."""
    return sites.real_site("mkdocs").serve()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note for the fixtures whether the test itself went well."""
    report = yield
    if call.when == "call":
        item.stash[_WELL] = report.passed
    return report


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, and count as left out, what only Chromium can be asked, and WebKit where it is not and no CI asks for it."""
    out = [item for item in items if item.get_closest_marker("chromium_only") and "[firefox" in item.name]
    if webkit.missing() and not os.environ.get("CI"):
        out += [item for item in items if item.get_closest_marker("webkit")]
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
