"""Finds what keeps a reader out: axe's rules, and in ``barriers.js`` what axe cannot see."""

import re
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
from playwright.sync_api import CDPSession, Page, expect

from tests.support import page_actions

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
BARRIERS = Path(__file__).with_name("barriers.js").read_text(encoding="utf-8")
NARROW = {"width": 360, "height": 740}
COLOURS = ("color-contrast", "link-in-text-block")  # axe's rules on colours
GROUND = {"light": "rgb(251, 249, 244)", "dark": "rgb(20, 24, 31)"}
# Field notes differ from each other in their words only; two of them, one with a wide table and one with questions, stand for all.
ALIKE = re.compile(r"field-notes/(?!lead-former-peers/|strategy-on-one-page/)[\w-]+/")
# One page of each kind, from the site's root: for what does not differ from page to page.
KINDS = re.compile(
    r"(|chapters/thinking-[\w-]+/|field-notes/strategy-[\w-]+/|workbook/.*|toolkit/decision-log/|toolkit/cheat-sheet-introduction/|"
    r"guide/(make-it-yours|sources)/|404.html)"
)
# The pages opened in Firefox where our own style sheets decide the result, and the engine hardly does.
FEW = re.compile(r"chapters/thinking-[\w-]+/|workbook/(assessment|data)/")
NEXT_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Wider spacing, as an extension sets it: the page itself may bring no styles. WCAG 1.4.12
_TEXT_SPACING = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important} p{margin-bottom:2em!important}"
_ADD_STYLES = "(text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); document.adoptedStyleSheets.push(sheet); }"


def is_chromium(page: Page) -> bool:
    """Tell whether the page is shown by Chromium."""
    return page.context.browser is not None and page.context.browser.browser_type.name == "chromium"


@cache
def addresses(site: str) -> list[str]:
    """Return the address of every page of a site, and of one that is not there."""
    with urllib.request.urlopen(site + "sitemap.xml") as answer:
        return [*re.findall(r"<loc>(.*?)</loc>", answer.read().decode()), site + "404.html"]


def stands_for_its_kind(site: str, address: str) -> bool:
    """Tell whether this is the page of its kind that is looked at where the others differ in their words only."""
    return KINDS.fullmatch(address.removeprefix(site)) is not None


def every(page: Page, site: str, pages: re.Pattern[str] | None = None) -> Iterator[str]:
    """Open the pages of the handbook one after the other, without those that are alike, and yield the address of each.

    Args:
        page: The tab.
        site: The address of the handbook.
        pages: What matches the pages to open, from the site's root; all that ``ALIKE`` leaves if this is None.
    """
    paths = [address.removeprefix(site) for address in addresses(site)]
    chosen = [site + path for path in paths if (pages.fullmatch(path) if pages else not ALIKE.fullmatch(path))]
    assert len(chosen) >= (3 if pages is FEW else 10)
    for address in chosen:
        page.goto(address)
        if page.locator("hb-checklist").count():
            page_actions.ready(page)
        if page.locator("hb-kit").count():
            expect(page.locator("[data-hb-part=count]")).not_to_be_empty()
        page.wait_for_function("() => !document.querySelector('.hb-text > :is(h2, h3)[id]:not(:has(a, .hb-link))')")  # which come once it is idle
        yield address


def findings(page: Page, looks: set[str] | None = None) -> dict[str, list[tuple[str, str]]]:
    """Return what axe finds: each rule with the places.

    Args:
        page: The tab.
        looks: As for ``contrasts``.
    """
    return _axe(page, {"rules": {name: {"enabled": False} for name in COLOURS}}) | contrasts(page, looks)


def contrasts(page: Page, looks: set[str] | None = None) -> dict[str, list[tuple[str, str]]]:
    """Return what axe finds by its rules on colours, in one text of each look: they take four fifths of its time.

    Args:
        page: The tab.
        looks: The looks that it has been asked about before in these colours and is not asked again; those of the page are added.
    """
    looks = set() if looks is None else looks
    barriers(page)
    return _axe(page, {"runOnly": list(COLOURS)}, looks)


def _axe(page: Page, options: dict[str, Any], looks: set[str] | None = None) -> dict[str, list[tuple[str, str]]]:
    run = """async ([options, known]) => {
      if (!("axe" in window)) return null;
      const texts = known && barriers.texts(known);
      const { violations } = texts?.size === 0 ? { violations: [] } : await axe.run(texts ? { include: [...texts.values()] } : document, options);
      return { violations, looks: [...(texts?.keys() ?? [])] };
    }"""
    asked = [options | {"resultTypes": ["violations"]}, None if looks is None else [*looks]]
    result = page.evaluate(run, asked)
    if not result:
        page.evaluate(AXE)
        result = page.evaluate(run, asked)
    if looks is not None:
        looks.update(result["looks"])
    return {rule["id"]: [(node["html"][:160], node["failureSummary"][:300]) for node in rule["nodes"]] for rule in result["violations"]}


def findings_by_day_and_night(page: Page, *widths: int) -> dict[object, dict[str, list[tuple[str, str]]]]:
    """Return what axe finds at each width, or at the present one: in light colours by all rules, in dark ones by those on colours."""
    problems: dict[object, dict[str, list[tuple[str, str]]]] = {}
    size: Any = page.viewport_size
    for width in widths or (size["width"],):
        page.set_viewport_size({"width": width, "height": size["height"]})
        problems[width] = findings(page)
        set_color_scheme(page, "dark")
        problems[width, "dark"] = contrasts(page)
        set_color_scheme(page, "light")
    return {place: rules for place, rules in problems.items() if rules}


def set_color_scheme(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Show the page by day or at night."""
    page.emulate_media(color_scheme=scheme, forced_colors="none", reduced_motion="reduce")
    expect(page.locator("body")).to_have_css("background-color", GROUND[scheme])


def barriers(page: Page, *names: str) -> list[str]:
    """Return the problems that these functions of ``barriers.js`` find on the page."""
    run = "(names) => 'barriers' in window && names.flatMap((name) => barriers[name]())"
    problems: list[str] | Literal[False] = page.evaluate(run, names)
    if problems is False:
        page.evaluate(BARRIERS)
        problems = page.evaluate(run, names)
    assert problems is not False
    return problems


@contextmanager
def text_spacing(page: Page) -> Iterator[None]:
    """Show the page with the wide spacing that a reader may need."""
    page.evaluate(_ADD_STYLES, _TEXT_SPACING)
    page.evaluate(NEXT_FRAMES)
    yield
    page.evaluate("void document.adoptedStyleSheets.pop()")


@contextmanager
def large_text(page: Page) -> Iterator[None]:
    """Show the page to a reader whose text is twice the usual size; in Chromium only, since Firefox reads that when it starts."""
    devtools(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    assert page.evaluate(NEXT_FRAMES + ".then(() => parseFloat(getComputedStyle(document.documentElement).fontSize))") == 32
    yield
    devtools(page).send("Page.setFontSizes", {"fontSizes": {"standard": 16}})


@cache
def devtools(page: Page) -> CDPSession:
    """Return the connection to Chromium's DevTools for a tab."""
    return page.context.new_cdp_session(page)


def report(problems: dict[tuple[object, ...], list[str]]) -> str:
    """Return all problems as text, one on each line."""
    return "\n".join(f"{place}: {problem}" for place, problems in problems.items() for problem in problems)
