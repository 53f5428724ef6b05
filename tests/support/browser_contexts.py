"""Browser contexts for the browser tests: reused where a test leaves nothing behind, and watched for errors.

Opening a context costs twice what opening a page costs. So a context is reused, with one empty tab and empty storage, unless
its test changed it in a way that cannot be undone; then it is closed.
"""

import functools
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Playwright, Request, Response, WebError

from tests.support import browsers
from tests.support.page_actions import PLAIN

TESTS_PER_FIREFOX = 60  # it keeps much of all it has shown: 3 GB after 300 tests, and then it mostly collects garbage
MAX_IDLE = 2  # unused contexts that are kept for the next test
# What Firefox reports when a page is left before all of it has loaded: of a font NS_BINDING_ABORTED, and of what comes from the
# service worker this, without an address. A worker that fails is named with one.
_ABORTED = re.compile(r"status=2152398850|Failed to load ‘’\. A ServiceWorker intercepted")
LOCAL = re.compile(r"^(data|blob|about|file):|^http://127\.0\.0\.1:\d+/")
# Methods of a context or a page whose effect stays for later tests.
_PERMANENT = re.compile(r"(add|emulate|expose|grant|route|set)_(?!viewport_size$)\w+$|(route|on|once)$")
_DISPOSABLE = "add_init_script"  # the only one of them that can be undone
_ANY_METHOD = re.compile(r"(?!_)")
_CLEAR_STORAGE = """async () => {
  localStorage.clear();
  sessionStorage.clear();
  window.name = "";
  const files = await navigator.storage.getDirectory();
  for await (const name of files.keys()) await files.removeEntry(name, { recursive: true });
  const drop = ({ name }) => new Promise((onsuccess, failed) => {
    Object.assign(indexedDB.deleteDatabase(name), { onsuccess, onerror: failed, onblocked: failed });
  });
  await Promise.all((await indexedDB.databases()).map(drop));
  return (await caches.keys()).length + ((await navigator.serviceWorker?.getRegistrations()) ?? []).length === 0;
}"""
# Of an error that a page logs, Firefox tells no more than that it is one.
_TELL_ERRORS = """{
  const { error } = console;
  console.error = (...words) => error.apply(console, words.map((word) => (word instanceof Error ? `${word}\\n${word.stack}` : word)));
}"""
# Otherwise the service worker would load the whole site in each test, and stay in the context.
_NO_WORKER = "delete Navigator.prototype.serviceWorker"


class NotReusable(Exception):
    """A context cannot be used for another test; says what its test left behind."""


@dataclass(eq=False)
class WatchedContext:
    """A browser context that records what goes wrong in it.

    Attributes:
        context: Playwright's context.
        browser: The browser that it belongs to.
        options: The options that it was opened with.
        now: The time at which its clock is fixed, as ISO 8601; empty if the clock runs.
        worker: Whether pages may register a service worker; such a context is not reused.
        errors: What went wrong since the current test began.
        origins: The origins that the current test visited, each with a slash at the end.
        permanent: The methods that the current test called whose effect cannot be undone.
        undo: Functions that undo the others.
    """

    context: BrowserContext
    browser: Browser
    options: dict[str, Any]
    now: str = ""
    worker: bool = False
    errors: list[str] = field(default_factory=list)
    origins: set[str] = field(default_factory=set)
    permanent: list[str] = field(default_factory=list)
    undo: list[Callable[[], None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Watch every tab from now on."""
        self.context.set_default_timeout(browsers.PATIENCE)
        self.context.on("page", self._track)
        self.context.on("request", self._check_request)
        self.context.on("response", self._check_response)
        self.context.on("console", self._check_console)
        self.context.on("weberror", self._check_exception)
        self.context.add_init_script(_TELL_ERRORS)
        if not self.worker:
            self.context.add_init_script(_NO_WORKER)
        if self.now:
            self.context.clock.set_fixed_time(self.now)
        self._track(self.context)
        self._track(self.context.clock, _ANY_METHOD)

    def reset(self) -> None:
        """Close all tabs but one, leave that one on the empty page, and clear the storage.

        Raises:
            NotReusable: Something of the last test stays; then ``errors`` are unchanged.
        """
        cookies = self.context.cookies()  # a round trip to the browser: all events it sent before have arrived
        left = [*self.errors, *self.permanent, *map(str, cookies)]
        if left or not self.context.pages:
            raise NotReusable("; ".join(left) or "no tab")
        try:
            self._clear()
        finally:
            self.errors.clear()

    def _clear(self) -> None:
        for undo in self.undo:
            undo()
        self.undo.clear()
        tab, *others = self.context.pages
        for other in others:
            other.close()
        for origin in self.origins:
            tab.goto(origin + PLAIN)
            if not tab.evaluate(_CLEAR_STORAGE):
                raise NotReusable(f"a cache of {origin}")
        tab.mouse.move(0, 0)
        if tab.viewport_size != self.options["viewport"]:
            tab.set_viewport_size(self.options["viewport"])
        self.origins.clear()

    def _track(self, target: object, pattern: re.Pattern[str] = _PERMANENT) -> None:
        """Record calls of the methods of ``target`` whose names match."""
        for name in filter(pattern.match, dir(type(target))):
            setattr(target, name, self._recorded(name, getattr(target, name)))

    def _recorded(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def recorded(*args: Any, **options: Any) -> Any:
            if name != _DISPOSABLE:
                self.permanent.append(name)
                return method(*args, **options)
            script = method(*args, **options)
            self.undo.append(script.dispose)
            return script

        return recorded

    def _check_request(self, request: Request) -> None:
        if LOCAL.match(request.url):
            self.origins.update(re.findall(r"^http://[^/]+/", request.url))
            if request.url.startswith("file:"):
                self.permanent.append("opens a file, whose storage no other page can clear")
        else:
            self.errors.append(f"requests another origin: {request.url}")

    def _check_response(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            self.errors.append(f"gets {response.status} for {response.url}")

    def _check_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"logs an error: {message.text} {message.location.get('url', '')}")

    def _check_exception(self, error: WebError) -> None:
        if not _ABORTED.search(str(error.error)):
            self.errors.append(f"throws: {error.error}")


class ContextPool:
    """Opens and reuses contexts, and starts the browsers that they need."""

    def __init__(self, playwright: Playwright) -> None:
        self._playwright = playwright
        self._browsers: dict[tuple[str, ...], Browser] = {}
        self._tests: Counter[Browser] = Counter()
        self._in_use: list[WatchedContext] = []
        self._idle: list[WatchedContext] = []

    def acquire(self, name: str, now: str = "", worker: bool = False, **options: Any) -> WatchedContext:
        """Return a context with empty storage.

        Args:
            name: ``chromium`` or ``firefox``.
            now: The time at which its clock is fixed, as ISO 8601; the clock runs if this is empty.
            worker: Whether pages may register a service worker.
            options: Options of Playwright's ``new_context``.
        """
        browser = self._browser(name, options)
        self._tests[browser] += 1
        found = self._reuse((browser, options, now, worker)) or WatchedContext(browser.new_context(**options), browser, options, now, worker)
        self._in_use.append(found)
        return found

    def release(self, used: WatchedContext, passed: bool) -> list[str]:
        """Keep a context for another test or close it; return its errors.

        Args:
            used: The context.
            passed: Whether its test passed; otherwise the context is closed.
        """
        self._in_use.remove(used)
        try:
            if not passed:
                raise NotReusable("the test failed")
            used.reset()
            self._idle.append(used)
        except (NotReusable, Error):
            used.context.close()
        for old in self._idle[:-MAX_IDLE]:
            old.context.close()
        self._idle = self._idle[-MAX_IDLE:]
        return used.errors

    def close(self) -> None:
        """Close all browsers."""
        for browser in self._browsers.values():
            browser.close()

    def _reuse(self, wanted: tuple[Browser, dict[str, Any], str, bool]) -> WatchedContext | None:
        for idle in self._idle:
            if (idle.browser, idle.options, idle.now, idle.worker) == wanted:
                self._idle.remove(idle)
                tab = idle.context.pages[0]
                tab.bring_to_front()
                if tab.evaluate("document.hasFocus()"):
                    return idle
                idle.context.close()  # a panel of the browser itself has the focus, and would keep it from the page
                break
        return None

    def _browser(self, name: str, options: dict[str, Any]) -> Browser:
        usual = [str(options[key]) for key in browsers.USUAL]
        # The system's Firefox takes these from its preferences, so each combination needs a process of its own.
        key = (name,) if name == "chromium" else (name, *usual)
        old = self._browsers.get(key)
        if old and name == "firefox" and self._tests[old] >= TESTS_PER_FIREFOX and all(used.browser is not old for used in self._in_use):
            self._idle = [idle for idle in self._idle if idle.browser is not old]
            self._browsers.pop(key).close()
        if key not in self._browsers:
            self._browsers[key] = browsers.launch(self._playwright, name, *usual)
        return self._browsers[key]
