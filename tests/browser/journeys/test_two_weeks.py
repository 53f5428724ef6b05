"""A fortnight with the workbook in one go, by the words that a reader sees, in the handbook itself."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support import page_actions
from tests.support.sites import ROOT

INTRODUCTION = "chapters/introduction/"
TICKS = ("write-down-their-words", "ask-for-the-last-scene")
PROMPT, PRIVATE = "recall-a-risk-taken-on-you", "notice-what-you-would-grieve"
RISK = "Jonas let me tell the harbour office that the timetable would be late."
GRIEF = "The first prototype in somebody else's hand."
BEHAVIOURS = 12


def _go(page: Page, name: str, title: str) -> None:
    """Follow a link of the contents, whose group is folded unless one is in it, and wait for its page."""
    link = page.locator("#hb-contents").get_by_role("link", name=name, include_hidden=True).first
    if not link.is_visible():
        page.locator("#hb-contents details").filter(has=page.get_by_role("link", name=name, include_hidden=True)).locator("summary").click()
    link.click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def _rate(page: Page, level: int, evidence: str) -> None:
    """Rate all behaviours, one at a time, on the same level."""
    for n in range(1, BEHAVIOURS + 1):
        expect(page.get_by_text(f"{n} of {BEHAVIOURS}", exact=True)).to_be_visible()
        page.locator(f"hb-assessment [data-hb-behaviour]:visible input[value='{level}']").check()
        if level > 2:
            page.locator("hb-assessment [data-hb-behaviour]:visible textarea").fill(evidence)
        page.get_by_role("button", name="Finish" if n == BEHAVIOURS else "Next").click()


def _handed_over(page: Page, name: str) -> str:
    """Press a button and return the text of the file that the reader gets."""
    page.evaluate(
        "() => { window.handedOver = null; const make = URL.createObjectURL; URL.createObjectURL = (file) => { window.handedOver = file; return make.call(URL, file); }; }"
    )
    page.get_by_role("button", name=name).click()
    page.wait_for_function("window.handedOver")
    return str(page.evaluate("window.handedOver.text()"))


def _file(text: str) -> dict[str, object]:
    return {"name": "file.json", "mimeType": "application/json", "buffer": text.encode()}


@pytest.mark.chromium_only("each of its steps is tested in both, with what the engines do differently in it")
def test_a_fortnight(new_context: Callable[..., BrowserContext], real: str, browser_name: str) -> None:
    """I read, tick, write, rate, back up, lose the browser, restore, retake, compare with my manager and print a page for the talk."""
    page = new_context().new_page()
    page.goto(real + INTRODUCTION)
    page_actions.ready(page)
    for id in TICKS:
        page_actions.control(page, id).check()
    for id, text in ((PROMPT, RISK), (PRIVATE, GRIEF)):
        page_actions.control(page, id).fill(text)
        page_actions.control(page, id).blur()
        page_actions.await_value(page, id, text)
    page_actions.block(page, PRIVATE).get_by_role("button", name="Private").click()
    _go(page, "Self-assessment", "Self-assessment")
    page.get_by_role("button", name="Rate yourself").click()
    _rate(page, 1, "")
    expect(page.get_by_role("heading", name="Where you stand")).to_be_visible()
    _go(page, "My progress", "My progress")
    expect(page.locator("hb-overview")).to_contain_text(RISK)
    _go(page, "Backup & privacy", "Backup & privacy")
    copy = _handed_over(page, "Download a backup")
    page.context.close()

    # The browser is lost; a new one knows nothing until the copy is brought in.
    page = new_context().new_page()
    page.goto(real + "workbook/data/")
    expect(page.get_by_role("button", name="Download a backup")).to_be_visible()  # the page's script is running
    page.locator("hb-data input[type=file]").set_input_files(_file(copy))
    expect(page.get_by_role("heading", name="Preview")).to_be_visible()
    assert not page_actions.stored(page)["entries"]
    page.get_by_role("button", name="Apply changes").click()
    page_actions.await_value(page, PROMPT, RISK)
    page_actions.eventually(lambda: page_actions.stored(page)["entries"], json.loads(copy)["entries"])
    page.goto(real + INTRODUCTION)
    expect(page_actions.control(page, PROMPT)).to_have_value(RISK)
    expect(page_actions.control(page, TICKS[0])).to_be_checked()

    # The second attempt is blind, and is then shown beside the first.
    _go(page, "Self-assessment", "Self-assessment")
    page.get_by_role("button", name="Rate yourself again").click()
    expect(page.get_by_role("heading", name="Where you stand")).to_have_count(0)
    _rate(page, 3, "A decision of Malik's that stood.")
    expect(page.get_by_role("heading", name="Where you stand")).to_be_visible()
    expect(page.get_by_label("compared with", exact=True)).to_be_visible()

    # The manager rates in a browser of their own and hands over a file.
    manager = new_context().new_page()
    manager.goto(real + "workbook/assessment/")
    manager.get_by_role("button", name="Rate someone else").click()
    manager.get_by_label("Who you’re rating").fill("I. A.")
    manager.get_by_label("Your name").fill("Ruth")
    manager.get_by_label("manager", exact=True).check()
    manager.get_by_role("button", name="Next").click()
    _rate(manager, 2, "")
    rating = _handed_over(manager, "Save the file")
    page.locator("hb-assessment input[type=file]").set_input_files(_file(rating))
    expect(page.get_by_role("heading", name="Questions to discuss")).to_be_visible()
    expect(page.locator("hb-assessment")).to_contain_text("Ruth")

    # A page for the talk: what is chosen, and nothing else.
    _go(page, "1:1 notes", "1:1 notes")
    expect(page.locator("hb-pack")).to_contain_text("Nothing yet")
    page.locator("#hb-pack-asks").fill("May I hold the refund decision until January?")
    page.locator("hb-pack summary", has_text="Introduction").click()
    page.locator("hb-pack label", has_text=RISK).click()
    assert GRIEF not in page.locator("hb-pack").inner_text()
    text = _handed_over(page, "Save as a file")
    assert RISK in text and "May I hold the refund decision until January?" in text
    assert "Malik" not in text and "Ruth" not in text and "grieve" not in text and "<script" not in text
    if browser_name == "chromium":
        printed = page.pdf(path=str(ROOT / ".handbook-cache" / "fortnight.pdf"), format="A4")
        assert len(printed) > 5_000
