"""axe finds nothing, best practice included, on any page and with anything open."""

import re
import urllib.request
from functools import cache
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.chromium_only("axe reads the page's markup and asks for the same values in both")
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
NARROW = {"width": 360, "height": 740}
# What depends on the colours, and what on the width of the window.
COLOURS = ("color-contrast", "link-in-text-block")
LAYOUT = ("scrollable-region-focusable", "target-size")
GROUND = {"light": "rgb(251, 249, 244)", "dark": "rgb(20, 24, 31)"}

# One page of each kind: for what does not differ from page to page. From the site's root.
KINDS = re.compile(r"(|chapters/thinking-[\w-]+/|workbook/.*|toolkit/decision-log/|toolkit/cheat-sheet-introduction/|guide/(make-it-yours|sources)/|404.html)")


# The pages opened in Firefox where our own style sheets decide the result, and the engine hardly does.
FEW = re.compile(r"chapters/thinking-[\w-]+/|workbook/(assessment|data)/")


@cache
def addresses(site):
    """Return the address of every page of a site, and of one that is not there."""
    with urllib.request.urlopen(site + "sitemap.xml") as answer:
        return [*re.findall(r"<loc>(.*?)</loc>", answer.read().decode()), site + "404.html"]


def stands_for_its_kind(site, address):
    """Tell whether this is the page of its kind that is looked at where the others differ in their words only."""
    return KINDS.fullmatch(address.removeprefix(site)) is not None


def findings(page, *rules, colours=True):
    """Return what axe finds, by these rules or by all, or by all but those on colours: each rule with the places."""
    if not page.evaluate("'axe' in window"):  # to read it takes half as long as to ask it
        page.evaluate(AXE)
    options = {"resultTypes": ["violations"], "rules": {} if colours else {name: {"enabled": False} for name in COLOURS}}
    if rules:
        options["runOnly"] = list(rules)
    result = page.evaluate("options => axe.run(options)", options)
    return {rule["id"]: [(node["html"][:160], node["failureSummary"][:300]) for node in rule["nodes"]] for rule in result["violations"]}


def findings_by_day_and_night(page, *widths):
    """Return what axe finds at each width, or at the present one: in light colours by all rules, in dark ones by those on colours."""
    found = {}
    for width in widths or (page.viewport_size["width"],):
        page.set_viewport_size({"width": width, "height": page.viewport_size["height"]})
        found[width] = findings(page)
        _set_colours(page, "dark")
        found[width, "dark"] = findings(page, *COLOURS)
        _set_colours(page, "light")
    return {place: rules for place, rules in found.items() if rules}


def _set_colours(page, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    expect(page.locator("body")).to_have_css("background-color", GROUND[scheme])


@pytest.mark.context(color_scheme="light", reduced_motion="reduce")
def test_every_page_of_the_handbook(page, real):
    """axe finds nothing on any page, by day and at night, wide and narrow; reading a page to its end requests nothing from another site."""
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    found = {}
    for address in addresses(real):
        page.goto(address)
        # Asking for colours takes two thirds of the time, and they are the same on pages of a kind.
        kind = stands_for_its_kind(real, address)
        found[address, 1280] = findings(page, colours=kind)
        page.set_viewport_size({"width": 320, "height": 900})
        found[address, 320] = findings(page, *LAYOUT)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        if kind:
            _set_colours(page, "dark")
            found[address, "dark"] = findings(page, *COLOURS)
            _set_colours(page, "light")
    assert {place: rules for place, rules in found.items() if rules} == {}
    assert len(found) >= 100
    assert sum(place[1] == "dark" for place in found) >= 10
    assert [url for url in requests if not url.startswith((real, "data:", "blob:"))] == []


def test_axe_sees_what_is_wrong(page, real):
    """The check itself works: a control without a name is found."""
    page.goto(real)
    page.locator("main").evaluate("main => main.append(document.createElement('textarea'))")
    assert "label" in findings(page)
