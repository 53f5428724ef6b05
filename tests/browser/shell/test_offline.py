"""The handbook without a network: what a browser keeps after one visit, how a newer edition comes, and how to be rid of it."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from handbook.config import SiteConfig
from handbook.content.library import Library
from tests.support import page_actions, sites
from tests.support.html_reader import pages
from tests.support.static_server import Server
from tools.postbuild.offline.service_worker import OfflineEdition, link_manifest, unregister, write_offline_edition
from tools.postbuild.site import Site

pytestmark = pytest.mark.with_worker
TICK = "name-the-decider"
PROMPT = "notice-what-changed"
WORDS = {"ready": "A newer edition is ready.", "take": "Read it", "later": "Not now"}
MARKS = {".html": "<!--edition {}-->", ".js": "//edition {}", ".css": "/*edition {}*/"}
# Whether the newest edition is the one that the next opening gets.
TAKEN = """navigator.serviceWorker.getRegistration("/handbook/").then(({ installing, waiting, active }) => !installing && !waiting && active?.state === "activated")"""
# What a tab gets at each address, from the network or the worker, and which edition's mark it has.
GOT = """(names) => Promise.all(names.map(async (name) => {
  const answer = await fetch(new URL(name || '.', document.querySelector('link[rel=manifest]').href));
  return answer.ok ? (await answer.text()).match(/edition (\\w)\\b/g)?.at(-1) ?? "unmarked" : answer.status;
}))"""


@pytest.fixture
def host() -> Server:
    """A server whose site can be replaced, and that can go away. It ends with the tests: a page may still be loading when its own test is over."""
    server = Server(sites.real_site("mkdocs").folder)
    server.start()
    return server


def edition(mark: str, kept: bool = True, broken: bool = False) -> Path:
    """Return a folder with a copy of the fixture's site below it, of which each page, script and sheet bears a mark, and no script runs if it is broken."""
    folder = sites.temporary()
    site = folder / "handbook"
    shutil.copytree(sites.fixture_site("mkdocs").folder, site)
    for path in site.rglob("*"):
        if path.suffix in MARKS and path.name != "sw.js":
            text = re.sub(r'<link rel="manifest".*', "", path.read_text(encoding="utf-8"))
            text = "throw new Error('broken')" if broken and path.suffix == ".js" else text
            path.write_text(text + "\n" + MARKS[path.suffix].format(mark), encoding="utf-8")
    built = Site(site, folder, library=Library(folder, folder, config=SiteConfig(id=page_actions.HANDBOOK, offline=kept)))
    for page in built.pages():
        link_manifest(built, page)
    if kept:
        write_offline_edition(built, OfflineEdition(page_actions.HANDBOOK, mark, words=WORDS))
    else:
        unregister(built)
    for path in site.rglob("*"):
        os.utime(path, (ord(mark) * 1e6, ord(mark) * 1e6))  # the server tells files apart by the second of their writing
    return folder


def listed(folder: Path) -> list[str]:
    """Return the addresses of all that bears the mark of an edition and that it lists."""
    names = json.loads((folder / "handbook" / "offline.json").read_text())["files"]
    return [name for name in names if name.endswith((".js", ".css", ".html", "/")) or not name]


def editions(page: Page, *folders: Path) -> set[str]:
    """Return the marks of all that a tab gets at the addresses of some editions."""
    return set(map(str, page.evaluate(GOT, sorted({name for folder in folders for name in listed(folder)}))))


def until(page: Page, promised: str) -> None:
    """Wait until what a page is asked turns out to be true; Playwright takes the mere promise for it."""
    page.evaluate(
        "async () => { const late = Date.now() + 30_000; while (!(await ("
        + promised
        + "))) { if (Date.now() > late) throw new Error('still not so'); await new Promise((next) => requestAnimationFrame(next)); } }"
    )


def visit(page: Page, address: str) -> None:
    """Open a page and wait until the browser has all that it keeps."""
    page.goto(address)
    until(page, "navigator.serviceWorker.getRegistration().then((registration) => registration?.active?.state === 'activated')")


def served(page: Page, address: str) -> None:
    """Open a page that comes from what the browser keeps."""
    visit(page, address)
    page.goto(address)
    page_actions.ready(page)
    assert page.evaluate("navigator.serviceWorker.controller !== null")


def ask_for_newer(page: Page) -> str:
    """Have the browser look for a newer edition, and return what becomes of it: installed or redundant."""
    page.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.getRegistration("/handbook/");
          await registration.update();
          const { installing, waiting } = registration;
          window.became = waiting ? "installed" : installing ? "" : "redundant";
          installing?.addEventListener("statechange", () => { window.became ||= installing.state; });
        }"""
    )
    until(page, "window.became")
    return str(page.evaluate("window.became"))


def closed_and_opened(page: Page, host: Server) -> Page:
    """Close a tab, and return another that shows no page of the handbook."""
    tab = page.context.new_page()
    page.close()
    tab.goto(host.url + page_actions.PLAIN)
    return tab


def shows(page: Page, mark: str) -> None:
    """Wait until a tab shows a page of an edition."""
    page.wait_for_function("(mark) => document.lastChild.nodeValue === `edition ${mark}`", arg=mark)


@pytest.mark.may_log("status of 404")
def test_one_visit_is_enough_for_the_whole_handbook(page: Page, host: Server) -> None:
    """After one visit to a chapter, with the server gone, every page opens with all that it names, at every form of its address."""
    page.add_init_script(page_actions.LINE % "{ downlink: 1 }")
    visit(page, host.url + "chapters/introduction/")
    expect(page.locator(page_actions.PRELOAD)).to_have_count(0)
    before = len(host.asked)
    host.down = True
    page.goto(host.url + "chapters/growing-the-team/")
    expect(page.locator("h1")).to_contain_text("team")
    expect(page.locator(page_actions.PRELOAD)).to_have_count(1)  # what is kept takes no line
    expect(page.locator("hb-checklist [data-hb-part=count]").first).not_to_be_empty()
    site = sites.real_site("mkdocs")
    named = {
        re.sub(r"[?#].*", "", address) for read in pages(site) for element, address in read.addresses() if element.get("rel") not in ("canonical", "sitemap")
    }
    wanted = sorted(name.removeprefix(site.url) for name in named if name.startswith(site.url))
    wanted = [name for name in wanted if not name.endswith((".pdf", ".md", ".xml"))]
    assert len(wanted) > 60
    missing = page.evaluate(
        """async (names) => {
          const got = await Promise.all(names.map((name) => fetch('/' + name).catch(() => ({}))));
          return names.filter((name, at) => !got[at].ok);
        }""",
        wanted,
    )
    assert missing == []
    for address in ("chapters/growing-the-team", "guide/use/index.html", "workbook/?a=b#c", ""):
        page.goto(host.url + address)
        expect(page.locator("h1").first).to_be_visible()
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("scorecard")
    expect(page.locator(".hb-search__link").first).to_contain_text("corecard")
    assert page.evaluate("new URL(document.querySelector('link[rel=manifest]').href).pathname") == "/manifest.webmanifest"
    answer = page.goto(host.url + "chapters/nowhere/")
    assert answer and answer.status == 404
    expect(page.locator("h1")).to_have_text("Page not found")
    assert set(host.asked[before:]) <= {"/sw.js", "/chapters/nowhere/"}


def test_two_tabs_never_mix_two_editions(page: Page, host: Server) -> None:
    """A newer edition costs what has changed, waits until I take it, and leaves my other tab the edition that it shows; nothing typed is lost."""
    old, new = edition("A"), edition("B")
    host.folder = old
    served(page, host.url + "handbook/" + page_actions.FIRST)
    other = page.context.new_page()
    other.goto(host.url + "handbook/" + page_actions.SECOND)
    host.folder, before = new, len(host.asked)
    assert ask_for_newer(page) == "installed"
    asked = [name.removeprefix("/handbook/") for name in host.asked[before:]]
    assert set(asked) - {"sw.js", "offline.json"} <= {*listed(new), "manifest.webmanifest"} and not [name for name in asked if "font" in name]
    for tab in (page, other):
        expect(page_actions.notice(tab)).to_contain_text(WORDS["ready"])
        assert editions(tab, old, new) == {"edition A"}
    page_actions.control(page, PROMPT).fill("typed here")
    page_actions.control(other, "ask-for-more").fill("typed there")
    page_actions.action(page, "take-edition").click()
    shows(page, "B")
    page_actions.ready(page)
    expect(page_actions.control(page, PROMPT)).to_have_value("typed here")
    assert editions(page, old, new) == {"edition B"}
    assert editions(other, old, new) == {"edition A"}
    until(page, "caches.keys().then(({ length }) => length === 3)")
    page_actions.action(other, "take-edition").click()
    shows(other, "B")
    page_actions.ready(other)
    expect(page_actions.control(other, "ask-for-more")).to_have_value("typed there")
    assert editions(other, new) == {"edition B"}
    page.reload()
    until(page, "fetch('.').then(() => caches.keys()).then((names) => names.length === 2)")
    expect(page_actions.notice(page)).to_have_count(0)


@pytest.mark.chromium_only("what it tries is the worker's own logic, which three tests here run in Firefox")
def test_half_an_upload_changes_nothing(page: Page, host: Server) -> None:
    """While an upload is incomplete, readers keep the edition before; once it is complete, the next visit takes it."""
    old, new = edition("A"), edition("B")
    late = new / "handbook" / page_actions.SECOND / "index.html"
    whole = late.read_bytes()
    late.write_bytes((old / "handbook" / page_actions.SECOND / "index.html").read_bytes())
    host.folder = old
    served(page, host.url + "handbook/" + page_actions.FIRST)
    host.folder, before = new, len(host.asked)
    assert ask_for_newer(page) == "redundant"
    assert "/handbook/offline.json" in host.asked[before:]
    page.reload()
    page_actions.ready(page)
    assert editions(page, old) == {"edition A"}
    until(page, "caches.keys().then(({ length }) => length === 2)")  # the reload makes the browser try again, with a cache that lasts as long as the attempt
    expect(page_actions.notice(page)).to_have_count(0)
    late.write_bytes(whole)
    assert ask_for_newer(page) == "installed"
    page.get_by_role("button", name=WORDS["later"]).click()
    expect(page_actions.notice(page)).to_have_count(0)
    page = closed_and_opened(page, host)
    until(page, TAKEN)
    page.goto(host.url + "handbook/" + page_actions.FIRST)
    assert editions(page, new) == {"edition B"}


@pytest.mark.may_log("broken")
@pytest.mark.parametrize("broken", [pytest.param(False, marks=pytest.mark.chromium_only("the broken one takes the same way, and more")), True])
def test_a_handbook_that_may_not_be_kept_goes(page: Page, host: Server, broken: bool) -> None:
    """With `offline: false` a tab is loaded from the network, even where its edition is broken; what I wrote stays, and what others keep."""
    old, new = edition("A"), edition("C", kept=False)
    host.folder = old
    page.goto(host.url + page_actions.PLAIN)
    page.evaluate("caches.open('handbook:product-leader:/:of-another-site')")
    page.evaluate("localStorage.setItem('another', 'site')")
    served(page, host.url + "handbook/" + page_actions.FIRST)
    page_actions.control(page, PROMPT).fill("typed")
    if broken:
        host.folder = edition("B", broken=True)
        page = closed_and_opened(page, host)
        ask_for_newer(page)
        until(page, TAKEN)
        page.goto(host.url + "handbook/" + page_actions.FIRST)
        shows(page, "B")
    host.folder = new
    page.evaluate("void navigator.serviceWorker.getRegistration().then((registration) => registration?.update()).catch(() => {})")
    shows(page, "C")
    until(page, "caches.keys().then((names) => names.join() === 'handbook:product-leader:/:of-another-site')")
    assert page.evaluate("localStorage.getItem('another')") == "site"
    page.reload()
    assert page.evaluate("navigator.serviceWorker.controller") is None
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(({ length }) => length)") == 0
    expect(page_actions.control(page, PROMPT)).to_have_value("typed")
