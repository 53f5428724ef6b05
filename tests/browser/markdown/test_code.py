"""Code, icons and tables of Material's Markdown: their page in the gallery, on screen and on paper, with and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support import sites
from tests.support.accessibility import barriers, findings_by_day_and_night
from tests.support.printing import print_page

CELLS = "(table) => [...table.tBodies[0].rows].map((row) => row.cells[0].textContent)"
NUMBERED = 'def add(a, b):\n    total = a + b\n    log(total)\n    if total > 100:\n        raise ValueError("too much")\n    return total\n'
ANNOTATED = "theme:\n  features:\n    - content.code.annotate\n  name: material\n"
# How far the text behind a button begins to its right; less than nothing on another line.
BEHIND = """(button) => {
    const range = new Range();
    range.setStart(button.nextSibling, 0);
    range.setEnd(button.nextSibling, 1);
    return range.getBoundingClientRect().left - button.getBoundingClientRect().left;
}"""
CAPTURE = "() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }"
REFUSE = "() => { navigator.clipboard.writeText = async () => { throw new Error('refused'); }; }"


@pytest.fixture(scope="session")
def gallery() -> str:
    """Address of the gallery's page of code."""
    return sites.gallery_site().url + "gallery/code/"


def test_anyone_can_use_code_and_tables(page: Page, gallery: str) -> None:
    """axe finds nothing by day or at night with a note open; what is too wide scrolls by keyboard and has a name."""
    page.goto(gallery)
    note = page.get_by_role("button", name="Note 1").first
    note.press("Enter")
    expect(page.locator("#hb-note-1-1-shown")).to_be_visible()
    expect(note).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".hb-annotations").first).to_be_hidden()
    assert findings_by_day_and_night(page, 390) == {}
    assert barriers(page, "headings", "motion", "targets", "words") == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert barriers(page, "cuts", "sideways") == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(page.get_by_role("group", name="bubble_sort.py")).to_have_attribute("tabindex", "0")
    note.press("Enter")
    expect(page.locator("#hb-note-1-1-shown")).to_be_hidden()
    expect(page.get_by_role("link", name="home", exact=True)).to_be_visible()
    in_text = page.get_by_role("button", name="Note 2").nth(1)
    assert in_text.evaluate(BEHIND) > 0  # the comma is on the button's line
    in_text = page.get_by_role("button", name="Note 1").nth(1)
    in_text.press("Enter")
    expect(page.locator("p:has(button)").get_by_text("Below the paragraph.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_code_is_copied_without_numbers_and_notes(page: Page, gallery: str) -> None:
    """What is copied runs; the page says so, each time; where the browser refuses, the code is selected."""
    page.goto(gallery)
    numbered, annotated = (page.locator("div.highlight").filter(has_text=text) for text in ("def add", "content.code.annotate"))
    page.evaluate(CAPTURE)
    for block, code in ((numbered, NUMBERED), (annotated, ANNOTATED)):
        block.get_by_role("button", name="Copy").press("Enter")
        expect(block.get_by_role("status")).to_have_text("Copied")
        assert page.evaluate("window.copied") == code
    expect(numbered.get_by_role("status")).to_have_text("")  # so that it is said again
    expect(page.get_by_role("button", name="Copy Why it is so")).to_be_visible()
    page.evaluate(REFUSE)
    annotated.get_by_role("button", name="Note 2").press("Enter")
    annotated.get_by_role("button", name="Copy").press("Enter")
    expect(annotated.get_by_role("status")).to_contain_text("selected")
    assert page.evaluate("String(getSelection())").split() == ANNOTATED.split()


def test_a_table_is_sorted_by_keyboard(page: Page, gallery: str) -> None:
    """A heading sorts up, down, and back; numbers by value, nothing last; only the columns that its author named have buttons."""
    page.goto(gallery)
    table = page.locator(".sortable table")
    people = table.get_by_role("button", name="People")
    heading = table.locator("th").nth(1)
    for state, cells in (
        ("ascending", ["ämne", "Zürich", "Apples", "bread"]),
        ("descending", ["Apples", "Zürich", "ämne", "bread"]),
        (None, ["Zürich", "ämne", "Apples", "bread"]),
    ):
        people.press("Enter")
        assert table.evaluate(CELLS) == cells
        assert heading.get_attribute("aria-sort") == state
    people.press("Enter")
    table.get_by_role("button", name="Joined").press("Enter")
    assert table.evaluate(CELLS) == ["bread", "ämne", "Apples", "Zürich"]
    assert table.locator("[aria-sort]").count() == 1
    expect(page.locator("table").filter(has_text="Only this column").get_by_role("button")).to_have_text(["Only this column"])


@pytest.mark.without_scripts
def test_all_of_it_is_there_without_scripts(page: Page, gallery: str) -> None:
    """The notes are a list below the code to which their numbers lead, and no button is there that would do nothing."""
    page.goto(gallery)
    expect(page.locator(".hb-annotations").first).to_be_visible()
    page.get_by_role("link", name="Note 2").first.click()
    expect(page.locator("li:target")).to_contain_text("The feature of Material")
    assert page.locator(".hb-text button").count() == 0
    assert page.locator(".linenos").first.evaluate("(line) => getComputedStyle(line, '::before').content").startswith('" 8 "')


@pytest.mark.context(forced_colors="active")
def test_marked_lines_differ_without_colours(page: Page, gallery: str) -> None:
    """With all colours taken away a marked line has its bar, and a keyword its weight."""
    page.goto(gallery)
    assert page.locator(".hll").first.evaluate("(line) => getComputedStyle(line).borderInlineStartWidth") == "3px"
    assert int(page.locator(".highlight .k").first.evaluate("(word) => getComputedStyle(word).fontWeight")) >= 600
    assert barriers(page, "forcedColours") == []


def test_paper_has_all_of_it(page: Page, gallery: str) -> None:
    """A long line wraps, a wide table has all its columns, the notes are listed, and what cannot be played has its address."""
    page.goto(gallery)
    page.get_by_role("button", name="Note 1").first.press("Enter")
    text = re.sub(r"\s", "", " ".join(print_page(page).texts))
    for part in (
        "jq'.items[]|{id,title,owner}'",
        "InitiativeOwnerQuarterRiskiest",
        "Sponsor",
        "Waiting",
        "1.Alist,notamapping",
        "Video:http",
        "https://evil.example/embed",
        "9total=a+b",
    ):
        assert part in text, part
    assert text.count("Alist,notamapping") == 1 and "Copy" not in text
