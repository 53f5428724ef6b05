"""Blocks of Material's Markdown: the page of them in the gallery, on screen and on paper, with and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.support import sites
from tests.support.accessibility import barriers, findings_by_day_and_night
from tests.support.printing import print_page

STYLE = "([selector, name, pseudo]) => getComputedStyle(document.querySelector(selector), pseudo)[name]"
TOP = "(element) => element.getBoundingClientRect().top"
SHOWN = "(text) => [...document.querySelectorAll('.hb-text img')].filter((image) => image.src.endsWith(text)).map((image) => image.checkVisibility())"


@pytest.fixture(scope="session")
def gallery() -> str:
    """Address of the gallery's page of blocks."""
    return sites.gallery_site().url + "gallery/blocks/"


def test_anyone_can_use_the_blocks(page: Page, gallery: str) -> None:
    """axe finds nothing by day or at night; controls are large enough, and nothing is wider than a phone."""
    page.goto(gallery)
    expect(page.get_by_role("tablist").first).to_be_visible()
    for fold in page.locator(".hb-text details").all():
        fold.evaluate("(fold) => { fold.open = true; }")
    assert findings_by_day_and_night(page, 390) == {}
    assert barriers(page, "headings", "motion", "targets", "words") == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert barriers(page, "cuts", "sideways") == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    asides = page.locator(".hb-text .inline")
    assert {aside.evaluate("(aside) => getComputedStyle(aside).float") for aside in asides.all()} == {"none"}, "as wide as the text around it"
    expect(page.get_by_role("checkbox", name="Write the brief")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Ask for the room")).not_to_be_checked()
    expect(page.get_by_role("link", name="Back to footnote 1 in the text, reference 2")).to_have_attribute("href", "#fnref2:1")


def test_text_begins_beside_what_floats(page: Page, gallery: str) -> None:
    """An aside begins where the text beside it does, and apart from the text above; a floating picture ends before a figure or another one."""
    page.goto(gallery)
    for aside in page.locator(".hb-text > .inline").all():
        top = aside.evaluate(TOP)
        assert abs(top - aside.evaluate(f"(aside) => ({TOP})(aside.nextElementSibling)")) < 8
        assert top - aside.evaluate("(aside) => aside.previousElementSibling.getBoundingClientRect().bottom") > 12
    panel = page.locator(".tabbed-content:has(.inline)")
    assert panel.evaluate("(panel) => panel.getBoundingClientRect().bottom - panel.querySelector('.inline').getBoundingClientRect().bottom") >= 0
    page.locator("p:has(> img[align='left'])").evaluate("(paragraph) => paragraph.replaceChildren(paragraph.querySelector('img'), 'Short.')")
    bottom = page.locator("img[align='left']").evaluate("(image) => image.getBoundingClientRect().bottom")
    assert page.locator("p:has(> img[align='right'])").evaluate(TOP) >= bottom


@pytest.mark.context(forced_colors="active")
def test_types_differ_without_colours(page: Page, gallery: str) -> None:
    """With all colours taken away, a warning, a danger, a question and a tip have rules of different shapes, and a tick stays a tick."""
    page.goto(gallery)
    rules = [
        tuple(page.evaluate(STYLE, [f".admonition.{kind}", name, None]) for name in ("borderInlineStartStyle", "borderInlineStartWidth"))
        for kind in ("warning", "danger", "question", "tip")
    ]
    assert len(set(rules)) == 4
    words = page.locator(".hb-kind").evaluate_all("(words) => words.map((word) => getComputedStyle(word).color)")
    assert len(set(words)) == 1  # none looks like a link
    assert barriers(page, "forcedColours") == []
    assert page.evaluate(STYLE, [".task-list-item input:checked", "borderRightWidth", "::before"]) == "2px"


def test_pictures_follow_the_chosen_colours(page: Page, gallery: str) -> None:
    """A picture for the day is shown by day, one for the night at night, and what the reader chooses counts more than the system."""
    page.goto(gallery)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert (page.evaluate(SHOWN, "#only-light"), page.evaluate(SHOWN, "#only-dark")) == ([scheme == "light"], [scheme == "dark"])
    switch = page.locator("button[data-hb-colours]")
    switch.click()
    expect(page.locator("html")).to_have_attribute("data-hb-colours", "light")
    assert (page.evaluate(SHOWN, "#only-light"), page.evaluate(SHOWN, "#only-dark")) == ([True], [False])
    switch.click()
    expect(page.locator("html")).to_have_attribute("data-hb-colours", "dark")
    page.emulate_media(color_scheme="light")
    assert (page.evaluate(SHOWN, "#only-light"), page.evaluate(SHOWN, "#only-dark")) == ([False], [True])
    page.emulate_media(media="print")
    assert (page.evaluate(SHOWN, "#only-light"), page.evaluate(SHOWN, "#only-dark")) == ([True], [False])


def test_paper_has_all_of_it(page: Page, gallery: str) -> None:
    """On paper every panel is there below its title, what was folded is open, an empty box is empty, and an abbreviation is spelled out."""
    page.goto(gallery)
    expect(page.get_by_role("tablist").first).to_be_visible()
    paper = print_page(page)
    text = " ".join(paper.texts)
    for panel in ("Windows Install it with winget.", "Linux Install it with apt.", "Inner two Text of inner two.", "Grid two Text of grid two."):
        assert panel.replace(" ", "") in text.replace(" ", ""), panel
    assert all(
        "".join(words.split()) in text.replace(" ", "")
        for words in ("Text of the closed note.", "Text of the plain details.", "OKR (Objectives and key results)")
    )
    assert text.replace(" ", "").count("(Objectives") == 1
    empty, ticked = (paper.dark(words, left=22, right=3, above=6, below=14) for words in ("Ask for the room", "Ask for the date"))
    rows, columns = [n for n, row in enumerate(empty) if any(row)], [n for row in empty for n, dark in enumerate(row) if dark]
    edge = (rows[-1] - rows[0]) // 5
    assert 9 * 4 < rows[-1] - rows[0] < 16 * 4
    inside = [sum(sum(row[min(columns) + edge : max(columns) - edge]) for row in box[rows[0] + edge : rows[-1] - edge]) for box in (empty, ticked)]
    assert inside[0] == 0 and inside[1] > 100


@pytest.mark.without_scripts
def test_without_scripts_every_panel_is_read(page: Page, gallery: str) -> None:
    """Without scripts all panels are shown, each below its title, and nothing looks like a tab."""
    page.goto(gallery)
    for panel in page.locator(".tabbed-block").all():
        expect(panel.locator("> .tabbed-title")).to_be_visible()
        assert (panel.bounding_box() or {"height": 0})["height"] > 50
    expect(page.get_by_text("Install it with winget.")).to_be_visible()
    expect(page.get_by_role("tab")).to_have_count(0)
    expect(page.locator(".tabbed-set input")).to_have_count(0)


def test_tab_list_by_keyboard(page: Page, gallery: str) -> None:
    """Arrow keys, Home and End choose a tab, round and round; Tab goes on to the panel; a label is chosen in every set that has it."""
    page.goto(gallery)
    lists, first = page.get_by_role("tablist"), page.get_by_role("tablist").first
    expect(lists).to_have_count(5)  # the sixth is in a hidden panel
    tabs = first.get_by_role("tab")
    assert tabs.all_inner_texts() == ["macOS", "Windows", "Linux"]
    tabs.nth(0).focus()
    for key, name in {"ArrowLeft": "Linux", "ArrowRight": "macOS", "End": "Linux", "Home": "macOS"}.items():
        page.keyboard.press(key)
        expect(first.get_by_role("tab", name=name)).to_be_focused()
        expect(first.get_by_role("tab", selected=True)).to_have_text(name)
    expect(page.get_by_role("tabpanel", name="macOS").first).to_contain_text("Homebrew")
    expect(page.get_by_text("Open Terminal.")).to_be_visible()  # the second set, whose first tab is Windows
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Open PowerShell.")).to_be_visible()
    expect(page.get_by_text("Open Terminal.")).to_have_count(1)
    assert not page.get_by_text("Open Terminal.").evaluate("(text) => text.checkVisibility({ contentVisibilityAuto: true })")
    assert [tab.get_attribute("tabindex") for tab in tabs.all()] == ["-1", "0", "-1"]
    page.keyboard.press("Tab")
    expect(page.get_by_role("tabpanel", name="Windows").first).to_be_focused()


def test_a_link_opens_the_panel(page: Page, gallery: str) -> None:
    """A link to a heading in a hidden panel opens it, on its own page, from another page and at the first visit; what was touched stays in place."""
    heading = page.locator("#windows-without-rights")
    page.goto(f"{gallery}#windows-without-rights")
    expect(page.get_by_role("tab", name="Windows").first).to_have_attribute("aria-selected", "true")
    expect(heading).to_be_in_viewport()
    page.get_by_role("tab", name="macOS").first.click()
    expect(heading.locator("xpath=..")).to_have_attribute("hidden", "until-found")
    expect(heading.locator("xpath=..")).to_have_css("display", "block")  # or the browser's own search would not find its text
    page.evaluate("location.hash = ''")
    page.evaluate("location.hash = 'windows-without-rights'")
    expect(heading.locator("xpath=..")).not_to_have_attribute("hidden", "until-found")
    expect(heading).to_be_in_viewport()
    page.evaluate("window.stayed = true")
    page.locator("#hb-contents a").first.click()
    expect(heading).to_have_count(0)
    page.evaluate(
        "(address) => { const link = document.createElement('a'); link.href = address; link.textContent = 'there'; document.querySelector('.hb-text').prepend(link); link.click(); }",
        f"{gallery}#windows-without-rights",
    )
    expect(page.get_by_role("tab", name="Windows").first).to_have_attribute("aria-selected", "true")
    expect(heading).to_be_in_viewport()
    assert page.evaluate("window.stayed")
    tab = page.get_by_role("tablist").nth(1).get_by_role("tab", name="macOS")
    tab.scroll_into_view_if_needed()
    before = tab.bounding_box()
    tab.click()
    expect(page.get_by_text("Install it with Homebrew.")).to_be_visible()
    assert abs((tab.bounding_box() or {"y": 0})["y"] - (before or {"y": 0})["y"]) < 2  # whole pixels
