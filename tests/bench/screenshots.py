"""Takes the pictures of the README and the guide from the built site: ``make pictures``.

The notes in them are those of a fictional reader (``tests/support/sample_reader.py``), on a day
that does not change, so that a picture changes only when the site does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page, sync_playwright

from tests.support import browsers, sample_reader, sites

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
FOLDER = sites.ROOT / "docs" / "assets" / "screenshots"


def _nothing(page: Page) -> None:
    """Take the page as it opens."""


@dataclass(frozen=True)
class Picture:
    """One picture: where it is taken, how large, what the reader has done before, and whether there is one in dark colours too."""

    name: str
    address: str
    height: int = 800
    written: bool = True
    dark: bool = True
    prepare: Callable[[Page], None] = _nothing


def _result(page: Page) -> None:
    """Show the chart."""
    _up(page, "hb-assessment")


def _choose(page: Page) -> None:
    """Choose a few things for the pack."""
    page.locator("#hb-pack-asks").fill("May I hold the refund decision until the end of January?")
    page.locator("hb-pack summary", has_text="Self-assessment").click()
    for text in ("Refund rule handed to Malik", "Publishes a review of a wrong call"):
        page.locator("hb-pack label", has_text=text).first.click()
    page.locator("hb-pack summary", has_text="Self-assessment").click()
    page.locator("hb-pack summary", has_text="Introduction").click()
    page.locator("hb-pack label", has_text="Jonas let me tell").click()
    _up(page, "hb-pack")


def _up(page: Page, selector: str) -> None:
    """Scroll until an element stands below the header."""
    page.evaluate("(selector) => window.scrollTo(0, document.querySelector(selector).getBoundingClientRect().top + scrollY - 80)", selector)
    page.mouse.move(5, 5)


PICTURES = (
    Picture("chapter", "chapters/thinking-like-a-leader/", written=False, dark=False),
    Picture("overview", "workbook/", 900),
    Picture("assessment", "workbook/assessment/", 1000, prepare=_result),
    Picture("pack", "workbook/one-to-one/", 1000, prepare=_choose),
    Picture("data", "workbook/data/", 900),
)


def main() -> None:
    """Write every picture, and those of the guide in dark colours as well."""
    FOLDER.mkdir(exist_ok=True)
    files = {f"{picture.name}{'-dark' * (scheme == 'dark')}.png": (picture, scheme) for picture in PICTURES for scheme in SCHEMES[: 1 + picture.dark]}
    for file in files:
        (FOLDER / file).touch()  # the site that they are taken from shows them
    url = sites.real_site().url
    with sync_playwright() as playwright:
        browser = browsers.launch(playwright, "chromium")
        for file, (picture, scheme) in files.items():
            context = browser.new_context(viewport={"width": 1280, "height": picture.height}, locale="en-GB", timezone_id="Europe/Berlin", color_scheme=scheme)
            page = context.new_page()
            page.clock.set_fixed_time(sample_reader.TODAY)
            if picture.written:
                page.goto(f"{url}assets/javascripts/store/document.js")  # a page of the same origin on which no script runs
                page.evaluate("(text) => localStorage.setItem('handbook:product-leader:notes', text)", sample_reader.document())
            page.goto(url + picture.address)
            page.wait_for_load_state("networkidle")
            picture.prepare(page)
            page.screenshot(path=FOLDER / file)
            context.close()
            print(file)
        browser.close()


if __name__ == "__main__":
    main()
