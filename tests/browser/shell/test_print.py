"""Print: nothing is cut off, and each sheet says what it is. Both browsers really print."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support import page_actions
from tests.support.printing import await_face, print_page

CHEATS = sorted(path.stem for path in Path(__file__).parents[3].glob("docs/toolkit/cheat-sheet-*.md"))
NARROWEST = """() => Math.min(...[...document.querySelectorAll('.hb-cheat *')]
  .filter((one) => one.checkVisibility() && !one.closest('.hb-visually-hidden') && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
# What a reader sees of the text, notes opened and numbers of notes left out.
WORDS = """() => { for (const fold of document.querySelectorAll('details')) fold.open = true;
  const out = '.hb-foot, .hb-margin, .hb-visually-hidden, .hb-opening__time, .hb-opening__arrival, .hb-more__open, .hb-term__meaning, .hb-behaviours__rate, .hb-code, .hb-rest, svg, [hidden], noscript, button';
  const text = document.querySelector('.hb-text').cloneNode(true);
  for (const one of text.querySelectorAll(out)) one.remove();
  return text.textContent; }"""


def plain(text: str) -> str:
    """Return the letters and figures of a text alone: PDFs break and space words as they like."""
    return re.sub(r"\W", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl")).lower()


def packed(text: str) -> str:
    """Return a text without its spaces: of Chromium's drawn letters (Type 3) a PDF reader makes words with gaps in them."""
    return "".join(text.split())


@pytest.mark.parametrize("format", ["A4", pytest.param("Letter", marks=pytest.mark.chromium_only("the sheet of paper is the only difference"))])
def test_a_chapter_is_whole_on_paper(page: Page, site: str, browser_name: str, format: str) -> None:
    """A printed chapter has every word, its notes opened, codes beside its items, its links spelled out once and the site's frame left away."""
    page.goto(site + page_actions.SECOND)
    page_actions.ready(page)
    texts = print_page(page, format).texts
    if browser_name == "chromium":  # Firefox writes some letters of its PDF as drawings
        whole = plain(" ".join(texts))
        assert [word for word in page.evaluate(WORDS).split() if plain(word) not in whole] == []
    assert "Search" not in " ".join(texts) and "In this chapter" not in " ".join(texts)
    assert len(re.findall(r"\b[2-9A-HJ-NP-TV-Z]{3}-[2-9A-HJ-NP-TV-Z]{3}\b", " ".join(texts))) == page.locator("hb-checklist .hb-code").count() > 4
    assert [packed("".join(texts)).count(f"{site}toolkit/{name}/") for name in ("cheat-sheet-second-steps", "step-card")] == [1, 1]
    foot = [number for number, text in enumerate(texts) if all(words in packed(text) for words in ("2026-01-01", site + page_actions.SECOND, "ersion0.1.0"))]
    # Firefox 153 draws nothing in a page's margins, so there it is printed once, at the end.
    assert foot == (list(range(len(texts))) if browser_name == "chromium" else [len(texts) - 1])
    assert all(len(text) > 150 for text in texts)


@pytest.mark.chromium_only("the same sheet in every browser")
def test_a_checklist_alone(page: Page, site: str) -> None:
    """A checklist's own button prints it on one page, with its title and its address, and then the page is whole again."""
    page.add_init_script("window.print = () => {}")
    page_actions.open_first(page, site)
    await_face(page)
    checklist = page.locator("hb-checklist").first
    checklist.get_by_role("button", name="Print").click()
    (sheet,) = print_page(page).texts
    assert all(
        packed(text) in packed(sheet)
        for text in ["Before the first thing", f"{site}chapters/first-steps/#check-the-first-thing", *checklist.locator("label").all_inner_texts()]
    )
    assert "Three doors" not in sheet and packed(checklist.locator("dd").first.text_content() or "") not in packed(sheet)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert "Three doors" in " ".join(print_page(page).texts)


def test_boxes_on_paper(page: Page, site: str) -> None:
    """A box that I have not ticked is printed empty, and one that I have ticked with a tick in it."""
    page_actions.open_first(page, site)
    labels = page.locator("hb-checklist .hb-item__text")
    words = [" ".join((labels.nth(n).text_content() or "").split()[:3]) for n in (0, 1)]
    page.locator("hb-checklist input").nth(1).check()
    paper = print_page(page)
    empty, ticked = (paper.dark(text, left=28, right=2, above=8, below=14) for text in words)
    rows = [n for n, row in enumerate(empty) if any(row)]
    columns = [n for row in empty for n, dark in enumerate(row) if dark]
    top, bottom, left, right = rows[0], rows[-1], min(columns), max(columns)
    assert 9 * 4 < right - left < 16 * 4 and abs((bottom - top) - (right - left)) < 8

    def inside(pixels: list[list[bool]]) -> int:
        edge = (right - left) // 5
        return sum(dark for row in pixels[top + edge : bottom - edge] for dark in row[left + edge : right - edge])

    assert inside(empty) == 0 and inside(ticked) > 100


def test_a_long_answer_flows_over_pages(page: Page, site: str) -> None:
    """An answer longer than a sheet is printed in full, right after its question; then the page is as before."""
    page_actions.open_first(page, site)
    lines = [f"Line number {n} of what I have to say." for n in range(1, 121)]
    field = page.locator("hb-prompt textarea").first
    field.fill("\n".join(lines))
    texts = [packed(text) for text in print_page(page).texts]
    assert re.findall(r"Linenumber(\d+)ofwhatIhavetosay\.", "".join(texts)) == [str(n) for n in range(1, 121)]
    # It begins below what stands before it, and the sheets that follow hold as much as fits.
    counts = [text.count("Linenumber") for text in texts if "Linenumber" in text]
    assert 3 <= len(counts) <= 5 and counts[0] > 2 and min(counts[1:-1]) > 35
    assert page.locator(".hb-answer__paper").count() == 0
    assert field.input_value() == "\n".join(lines)


def test_a_cheat_sheet_is_one_sheet(page: Page, real: str, browser_name: str) -> None:
    """All checklists of a chapter fit one sheet of paper, here and in America, with no letters below 9 points."""
    assert len(CHEATS) == 8
    # Firefox takes a second for each, so it prints the longest and the shortest.
    names = CHEATS if browser_name == "chromium" else ["cheat-sheet-taking-on-larger-initiatives", "cheat-sheet-introduction"]
    counts = {}
    for name in names:
        page.goto(f"{real}toolkit/{name}/")
        page_actions.ready(page)
        counts[name] = [len(print_page(page, format).texts) for format in ("A4", "Letter")]
    assert counts == {name: [1, 1] for name in names}
    if browser_name == "chromium":
        page.emulate_media(media="print")
        assert page.evaluate(NARROWEST) >= 12  # 9 points


def test_a_cheat_sheet_shares_its_ticks(page: Page, site: str) -> None:
    """What I tick on the cheat sheet is ticked in the chapter."""
    page.goto(f"{site}toolkit/cheat-sheet-first-steps/")
    page_actions.ready(page)
    id = page.locator("hb-checklist input").first.get_attribute("data-hb-id") or ""
    page_actions.control(page, id).check()
    page_actions.await_value(page, id, True)
    page_actions.open_first(page, site)
    assert page_actions.control(page, id).is_checked()


def test_the_foot_is_that_of_the_page_i_am_on(page: Page, site: str, browser_name: str) -> None:
    """After I have followed a link within the handbook, the paper says the page I came to."""
    page.goto(site + page_actions.FIRST)
    page_actions.ready(page)
    page.evaluate("window.stayed = true")
    page.locator(".hb-footer__next").click()
    page.wait_for_function("() => document.title.startsWith('Second steps')")
    page_actions.ready(page)
    assert page.evaluate("window.stayed")  # the page was replaced without a reload
    text = " ".join(print_page(page).texts)
    assert site + page_actions.SECOND in text and site + page_actions.FIRST not in text
