"""The toolkit: a sheet is kept, copied, and printed on one page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support import page_actions

SHEET = "toolkit/readiness-map/"
SHEETS = sorted(path.stem for path in Path(__file__).parents[3].glob("docs/toolkit/*.md") if path.stem != "index" and not path.stem.startswith("cheat-sheet-"))
FIELD = "Who saw it"
TEXT = "Hanna, in one panel.\nKofi did not."
WRITE = "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => {0} } })"
# The system's Firefox lets no page read the clipboard, so the page notes what it was asked to put there.
RECORDED = WRITE.replace("{0}", "{ window.copied = text; }")
REFUSED = WRITE.replace("{0}", "{ throw new DOMException('no', 'NotAllowedError'); }")


def field(page: Page) -> str:
    """Return the id of the field that the tests fill in, from its label."""
    return page.get_by_label(FIELD, exact=True).get_attribute("data-hb-id") or ""


def fill_in(page: Page, address: str) -> None:
    """Open the sheet and write into one of its fields, until it is kept."""
    page.goto(address)
    expect(page_actions.action(page, "copy-markdown")).to_be_visible()
    page.get_by_label(FIELD, exact=True).fill(TEXT)
    page_actions.await_value(page, field(page), TEXT)


def pages(pdf: bytes) -> int:
    """Return how many pages a PDF of Chromium has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def assert_whole(markdown: str, page: Page) -> None:
    """Check that a copy has the sheet's title, every label in order, and what was written."""
    labels = page.locator(".hb-field__label").all_inner_texts()
    assert re.findall(r"^# (.+)$", markdown, re.M) == [page.locator("h1").inner_text()]
    assert re.findall(r"^## (.+)$", markdown, re.M) == labels
    assert len(labels) > 5
    assert f"## {FIELD}\n\n{TEXT}\n" in markdown


def test_a_sheet_is_kept_over_a_reload(page: Page, real: str) -> None:
    """What I write on a sheet is there when I come back to it."""
    fill_in(page, real + SHEET)
    page.reload()
    expect(page.get_by_label(FIELD, exact=True)).to_have_value(TEXT)
    page_actions.eventually(lambda: page_actions.stored(page)["entries"][field(page)]["said"], FIELD)


@pytest.mark.both_browsers("the clipboard and its permission")
def test_a_sheet_can_be_copied(context: BrowserContext, real: str, browser_name: str) -> None:
    """One press puts the sheet, with its title, labels and my words, where I can paste it."""
    page = context.new_page()
    if browser_name == "chromium":
        context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        page.add_init_script(RECORDED)
    fill_in(page, real + SHEET)
    page_actions.action(page, "copy-markdown").click()
    expect(page.locator("[data-hb-part=copied]")).to_have_text("Copied")
    assert_whole(page.evaluate("window.copied ?? navigator.clipboard.readText()"), page)


@pytest.mark.both_browsers("selection and the caret")
def test_a_refused_copy_is_offered_selected(page: Page, real: str) -> None:
    """If the browser refuses to copy, the text is shown and selected, so that I can copy it myself."""
    page.add_init_script(REFUSED)
    fill_in(page, real + SHEET)
    page_actions.action(page, "copy-markdown").click()
    expect(page.get_by_role("textbox", name="Copy as Markdown")).to_be_focused()
    assert_whole(page.evaluate("document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)"), page)


@pytest.mark.both_browsers("print dialogs and layout")
@pytest.mark.parametrize("format", ["A4", pytest.param("Letter", marks=pytest.mark.chromium_only("the sheet of paper is the only difference"))])
def test_every_sheet_prints_on_one_page(page: Page, real: str, browser_name: str, format: str) -> None:
    """An empty sheet takes one page of paper, here and in America, and fills it."""
    assert len(SHEETS) >= 12
    if browser_name == "firefox":
        # It prints no PDF for a test; there, the button has to open the dialogue that does.
        page.add_init_script("window.print = () => { window.asked = (window.asked ?? 0) + 1; }")
        page.goto(real + SHEET)
        page_actions.action(page, "print").click()
        assert page.evaluate("window.asked") == 1
        return
    counts = {}
    for name in SHEETS:
        page.goto(f"{real}toolkit/{name}/")
        expect(page_actions.action(page, "print")).to_be_visible()
        counts[name] = pages(page.pdf(format=format))
    assert counts == dict.fromkeys(SHEETS, 1)


@pytest.mark.context(java_script_enabled=False)
def test_a_sheet_needs_no_scripts(page: Page, real: str, browser_name: str) -> None:
    """Without scripts I can fill in the sheet, read the example, and print both."""
    page.goto(real + SHEET)
    page.get_by_label(FIELD, exact=True).fill(TEXT)
    expect(page.get_by_label(FIELD, exact=True)).to_have_value(TEXT)
    expect(page.locator(".hb-example__list")).to_be_hidden()
    before = pages(page.pdf(format="A4")) if browser_name == "chromium" else 1
    page.get_by_text("A filled-in example").click()
    expect(page.locator(".hb-example__list")).to_be_visible()
    after = pages(page.pdf(format="A4")) if browser_name == "chromium" else 2
    assert (before, after) == (1, 2)
