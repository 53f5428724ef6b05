"""Readers for the browser tests: a context of a browser, with one tab, looked after.

A new reader costs twice what a page costs.  So a reader whose test left
nothing that stays is handed on, with an empty tab and empty storage; all
others leave with their test.
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

TESTS = 40  # that one Firefox serves: it keeps much of all it has shown, 3 GB after 300, and then mostly tidies up
IDLE = 2  # readers of one browser that wait for a test like their last
_BROKEN_OFF = "status=2152398850"  # NS_BINDING_ABORTED: Firefox reports a font that a reader did not wait for as an error
LOCAL = re.compile(r"^(data|blob|about|file):|^http://127\.0\.0\.1:\d+/")
# What a test can do to a tab that stays, by the name of the method.
_LASTING = re.compile(r"(add|emulate|expose|grant|route|set)_(?!viewport_size$)\w+$|(route|on|once)$")
_UNDONE = "add_init_script"  # but this one can be taken back
_ALL = re.compile(r"(?!_)")
_FORGET = """async () => {
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


# A page that the browser keeps would load the whole site in each test, and stay with its reader.
_NO_WORKER = "delete Navigator.prototype.serviceWorker"


class Leftover(Exception):
    """A reader cannot be handed on; says what the last test has left."""


@dataclass(eq=False)
class Reader:
    """A reader.

    Attributes:
        context: The browser's context, with the storage of this reader.
        browser: The browser it is one of.
        options: What the context was made with.
        now: The moment at which the clock stands, or nothing for a clock that runs.
        worker: Whether a page may have the browser keep the site; such a reader is not handed on.
        faults: What went wrong since the reader was handed out.
        origins: Where the reader has been since then, each address with a slash at the end.
        lasting: The methods called that have changed this reader for good.
        undo: What takes back the others.
    """

    context: BrowserContext
    browser: Browser
    options: dict[str, Any]
    now: str = ""
    worker: bool = False
    faults: list[str] = field(default_factory=list)
    origins: set[str] = field(default_factory=set)
    lasting: list[str] = field(default_factory=list)
    undo: list[Callable[[], None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Watch every tab from now on."""
        self.context.set_default_timeout(10_000)
        self.context.on("page", self._mark)
        self.context.on("request", self._asked)
        self.context.on("response", self._answered)
        self.context.on("console", self._logged)
        self.context.on("weberror", self._thrown)
        if not self.worker:
            self.context.add_init_script(_NO_WORKER)
        if self.now:
            self.context.clock.set_fixed_time(self.now)
        self._mark(self.context)
        self._mark(self.context.clock, _ALL)

    def forget(self) -> None:
        """Leave one empty tab and no storage.

        Raises:
            Leftover: Something stays of what the last test did; then ``faults`` are as they were.
        """
        cookies = self.context.cookies()  # an answer of the browser: whatever it had to report has come before
        left = [*self.faults, *self.lasting, *map(str, cookies)]
        if left or not self.context.pages:
            raise Leftover("; ".join(left) or "no tab")
        try:
            self._empty()
        finally:
            self.faults.clear()

    def _empty(self) -> None:
        for undo in self.undo:
            undo()
        self.undo.clear()
        tab, *others = self.context.pages
        for other in others:
            other.close()
        for origin in self.origins:
            tab.goto(origin + PLAIN)
            if not tab.evaluate(_FORGET):
                raise Leftover(f"a cache of {origin}")
        tab.goto("about:blank")
        tab.mouse.move(0, 0)
        if tab.viewport_size != self.options["viewport"]:
            tab.set_viewport_size(self.options["viewport"])
        self.origins.clear()

    def _mark(self, thing: object, pattern: re.Pattern[str] = _LASTING) -> None:
        for name in filter(pattern.match, dir(type(thing))):
            setattr(thing, name, self._noted(name, getattr(thing, name)))

    def _noted(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def noted(*args: Any, **options: Any) -> Any:
            if name != _UNDONE:
                self.lasting.append(name)
                return method(*args, **options)
            script = method(*args, **options)
            self.undo.append(script.dispose)
            return script

        return noted

    def _asked(self, request: Request) -> None:
        if LOCAL.match(request.url):
            self.origins.update(re.findall(r"^http://[^/]+/", request.url))
            if request.url.startswith("file:"):
                self.lasting.append("opens a file, whose storage no other page can empty")
        else:
            self.faults.append(f"asks another origin: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            self.faults.append(f"gets {response.status} for {response.url}")

    def _logged(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"logs an error: {message.text} {message.location.get('url', '')}")

    def _thrown(self, error: WebError) -> None:
        if _BROKEN_OFF not in str(error.error):
            self.faults.append(f"throws: {error.error}")


class Readers:
    """Hands out readers and takes them back, and runs the browsers that they need."""

    def __init__(self, playwright: Playwright) -> None:
        self._playwright = playwright
        self._running: dict[tuple[str, ...], Browser] = {}
        self._served: Counter[Browser] = Counter()
        self._out: list[Reader] = []
        self._idle: list[Reader] = []

    def hand_out(self, name: str, now: str = "", worker: bool = False, **options: Any) -> Reader:
        """Return a reader of a browser whose storage is empty.

        Args:
            name: The browser.
            now: The moment at which the reader's clock stands; it runs if this is empty.
            worker: Whether a page may have the browser keep the site.
            options: Those of a context.
        """
        browser = self._browser(name, options)
        self._served[browser] += 1
        reader = self._waiting((browser, options, now, worker)) or Reader(browser.new_context(**options), browser, options, now, worker)
        self._out.append(reader)
        return reader

    def take_back(self, reader: Reader, well: bool) -> list[str]:
        """Keep a reader for another test, or let it go; return its faults. ``well`` says how the test ended."""
        self._out.remove(reader)
        try:
            if not well:
                raise Leftover("whatever a test leaves that breaks off")
            reader.forget()
            self._idle.append(reader)
        except (Leftover, Error):
            reader.context.close()
        for old in self._idle[:-IDLE]:
            old.context.close()
        self._idle = self._idle[-IDLE:]
        return reader.faults

    def close(self) -> None:
        """Close all browsers."""
        for browser in self._running.values():
            browser.close()

    def _waiting(self, wanted: tuple[Browser, dict[str, Any], str, bool]) -> Reader | None:
        for reader in self._idle:
            if (reader.browser, reader.options, reader.now, reader.worker) == wanted:
                self._idle.remove(reader)
                tab = reader.context.pages[0]
                tab.bring_to_front()
                if tab.evaluate("document.hasFocus()"):
                    return reader
                reader.context.close()  # something of the browser's own is in front, and would keep the focus from the page
                break
        return None

    def _browser(self, name: str, options: dict[str, Any]) -> Browser:
        usual = [str(options[key]) for key in browsers.USUAL]
        # The system's Firefox takes these from its preferences, so it needs a process for each mix.
        key = (name,) if name == "chromium" else (name, *usual)
        old = self._running.get(key)
        if old and name == "firefox" and self._served[old] >= TESTS and all(reader.browser is not old for reader in self._out):
            self._idle = [reader for reader in self._idle if reader.browser is not old]
            self._running.pop(key).close()
        if key not in self._running:
            self._running[key] = browsers.launch(self._playwright, name, *usual)
        return self._running[key]
