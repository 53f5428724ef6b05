"""axe finds nothing, best practice included, on any page and with anything open."""

import re
import urllib.request
from functools import cache
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
NARROW = {"width": 360, "height": 740}
LIGHT_AND_DARK = pytest.mark.parametrize(
    "scheme", [pytest.param(name, marks=pytest.mark.context(color_scheme=name, reduced_motion="reduce")) for name in ("light", "dark")]
)
WIDE_AND_NARROW = pytest.mark.parametrize("width", [1280, 360])

# One page of each kind: for what does not differ from page to page.
KINDS = re.compile(
    r"/(|chapters/thinking-[\w-]+/|workbook/.*|toolkit/decision-log/|toolkit/cheat-sheet-introduction/|guide/(make-it-yours|sources)/|404.html)$"
)


@cache
def addresses(site):
    """Return the address of every page of a site, and of one that is not there."""
    with urllib.request.urlopen(site + "sitemap.xml") as answer:
        return [*re.findall(r"<loc>(.*?)</loc>", answer.read().decode()), site + "404.html"]


def findings(page, *rules):
    """Return what axe finds, by these rules or by all: each rule with the places."""
    if not page.evaluate("'axe' in window"):  # to read it takes half as long as to ask it
        page.evaluate(AXE)
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    result = page.evaluate("options => axe.run(options)", options)
    return {rule["id"]: [(node["html"][:160], node["failureSummary"][:300]) for node in rule["nodes"]] for rule in result["violations"]}


@pytest.mark.timeout(600)  # it looks at every page
@pytest.mark.context(color_scheme="light", reduced_motion="reduce")
def test_every_page_of_the_handbook(page, real, browser_name):
    """Nothing on any page keeps a reader out who listens, types or needs contrast, and reading it to its end asks no other site."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    found = {}
    for address in addresses(real):
        page.goto(address)
        found[address, 1280] = findings(page)
        if browser_name == "chromium" or KINDS.search("/" + address.removeprefix(real)):
            page.set_viewport_size({"width": 320, "height": 900})
            found[address, 320] = findings(page)
            page.set_viewport_size({"width": 1280, "height": 900})
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        if browser_name == "chromium":  # the other one takes its colours from a preference, at its start
            page.emulate_media(color_scheme="dark")
            expect(page.locator("body")).to_have_css("background-color", "rgb(20, 24, 31)")
            # The dark page differs in its colours only.
            found[address, "dark"] = findings(page, "color-contrast", "link-in-text-block")
            page.emulate_media(color_scheme="light")
    assert {place: faults for place, faults in found.items() if faults} == {}
    assert len(found) >= 60
    assert [url for url in asked if not url.startswith((real, "data:", "blob:"))] == []


@LIGHT_AND_DARK
def test_every_element_of_the_fixture(page, site, scheme):
    """Every element's example holds the same promise, with all its notes open and a box ticked."""
    for chapter in ("first-steps", "second-steps"):
        page.goto(f"{site}chapters/{chapter}/")
        for note in page.locator("details.hb-more > summary").all():
            note.click()
        page.locator("input[type=checkbox][data-hb-id]").first.check()
        assert findings(page) == {}


@LIGHT_AND_DARK
@WIDE_AND_NARROW
def test_search_with_results(page, real, scheme, width):
    """The search holds the promise while it shows what it found."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(real)
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("decision")
    expect(page.locator(".hb-search__link").first).to_be_visible()
    assert findings(page) == {}


@LIGHT_AND_DARK
def test_open_contents(page, real, scheme):
    """On a narrow screen the open contents hold the promise too."""
    page.set_viewport_size(NARROW)
    page.goto(real)
    page.get_by_role("button", name="Contents").click()
    expect(page.locator("#hb-contents")).to_be_visible()
    assert findings(page) == {}


@LIGHT_AND_DARK
def test_open_meaning_of_a_term(page, site, scheme):
    """A word's meaning, opened in place, holds the promise too."""
    page.goto(site + "chapters/first-steps/")
    page.locator(".hb-term__word").first.click()
    expect(page.locator(".hb-term__meaning").first).to_be_visible()
    assert findings(page) == {}


def test_axe_sees_what_is_wrong(page, real):
    """The check itself works: a control without a name is found."""
    page.goto(real)
    page.locator("main").evaluate("main => main.append(document.createElement('textarea'))")
    assert "label" in findings(page)
