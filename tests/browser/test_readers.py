"""Each test has a reader of its own, and no reader reaches another site."""

import pytest
from playwright.sync_api import Error

from tests.support import page_actions

LEAVE = """async () => {
  localStorage.setItem('a', 'b');
  sessionStorage.setItem('a', 'b');
  window.name = 'a';
  await new Promise((done) => { indexedDB.open('a').onsuccess = done; });
  await (await navigator.storage.getDirectory()).getFileHandle('a', { create: true });
}"""
LEFT = """async () => {
  const files = [];
  for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
  return [localStorage.length, sessionStorage.length, window.name, window.a, files, await indexedDB.databases()];
}"""
LASTING = {
    "a clock": lambda page: page.clock.set_fixed_time("2026-01-01"),
    "a listener": lambda page: page.on("dialog", lambda dialog: dialog.accept()),
    "a route": lambda page: page.route("**/*", lambda route: route.abort()),
    "paper": lambda page: page.emulate_media(media="print"),
    "a cookie": lambda page: page.evaluate("document.cookie = 'a=b'"),
    "a cache": lambda page: page.evaluate("caches.open('a').then(() => 1)"),
    "an error": lambda page: page.evaluate("console.error('a')"),
    "a closed tab": lambda page: page.close(),
}
OPTIONS = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light", "reduced_motion": "no-preference"}


def _open(readers, browser_name, site, **more):
    reader = readers.hand_out(browser_name, **OPTIONS, **more)
    page = reader.context.pages[0] if reader.context.pages else reader.context.new_page()
    page.goto(site + page_actions.PLAIN)
    return reader, page


def test_the_next_test_finds_nothing_of_the_last(readers, browser_name, site):
    """A reader is handed on with one tab of the usual size, and remembers nothing."""
    reader, page = _open(readers, browser_name, site)
    page.evaluate(LEAVE)
    page.add_init_script("window.a = 'b'")
    reader.context.add_init_script("window.a = 'b'")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site)
    reader.context.new_page().goto(site)
    assert readers.take_back(reader, well=True) == []
    again, page = _open(readers, browser_name, site)
    assert again is reader
    assert page.evaluate(LEFT) == [0, 0, "", None, [], []]
    assert page.evaluate("matchMedia('(width: 1280px)').matches && document.hasFocus()")
    assert len(again.context.pages) == 1
    readers.take_back(again, well=False)


def test_a_clock_that_stands_goes_to_those_who_ask_for_it(readers, browser_name, site):
    """Who asks for a moment is handed a reader of that moment, and nobody else is."""
    reader, page = _open(readers, browser_name, site, now="2026-01-02T03:04:05Z")
    assert page.evaluate("new Date().toISOString()") == "2026-01-02T03:04:05.000Z"
    assert readers.take_back(reader, well=True) == []
    other, page = _open(readers, browser_name, site)
    assert page.evaluate("new Date().toISOString().slice(0, 10)") != "2026-01-02"
    again, page = _open(readers, browser_name, site, now="2026-01-02T03:04:05Z")
    assert again is reader
    assert page.evaluate("new Date().toISOString()") == "2026-01-02T03:04:05.000Z"
    readers.take_back(other, well=False)
    readers.take_back(again, well=False)


@pytest.mark.parametrize("what", LASTING)
def test_what_stays_is_not_handed_on(readers, browser_name, site, what):
    """Who has something that nobody can take back leaves with the test."""
    reader, page = _open(readers, browser_name, site)
    LASTING[what](page)
    faults = readers.take_back(reader, well=True)
    assert [fault for fault in faults if fault.startswith("logs an error: a ")] == faults
    assert bool(faults) == (what == "an error")
    again, _ = _open(readers, browser_name, site)
    assert again is not reader
    readers.take_back(again, well=False)


def test_a_test_that_breaks_off_keeps_its_reader(readers, browser_name, site):
    """After a test that failed, nobody is handed its reader."""
    reader, _ = _open(readers, browser_name, site)
    readers.take_back(reader, well=False)
    again, _ = _open(readers, browser_name, site)
    assert again is not reader
    readers.take_back(again, well=False)


@pytest.mark.parametrize("address", ["http://example.org/", "https://example.org/", "http://192.0.2.1/"])
def test_nothing_leaves_this_machine(readers, browser_name, site, address):
    """A page that asks another site gets no answer, and the test is told."""
    reader, page = _open(readers, browser_name, site)
    with pytest.raises(Error):
        page.evaluate("address => fetch(address, { mode: 'no-cors' })", address)
    faults = readers.take_back(reader, well=True)
    assert f"asks another origin: {address}" in faults
