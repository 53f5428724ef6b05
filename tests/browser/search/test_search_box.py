"""The search box: opened, asked, walked and closed, and what it shows is text."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support import page_actions, sites
from tests.support.accessibility import findings_by_day_and_night

CHAPTER = "chapters/growing-the-team/"
MARKUP = "<u>trust</u>"


def _ask(page: Page, words: str, at_once: bool = False) -> None:
    page.keyboard.press("Control+k")
    expect(page.locator("#hb-search input")).to_be_focused()
    (page.keyboard.insert_text if at_once else page.keyboard.type)(words)
    expect(page.locator(".hb-search__status")).to_have_text(re.compile(r"Results: \d+"))


def _renamed_project() -> Path:
    project = sites.fixture_project()
    (project / "docs" / "team").mkdir(exist_ok=True)
    (project / "docs" / "team" / "overlay.yml").write_text("terms:\n  sceptic: {one: doubting colleague}\n", encoding="utf-8")
    return project


def test_nothing_of_the_search_is_fetched_before_it_is_wanted(page: Page, real: str) -> None:
    """A chapter fetches no index and no script of the search; a question fetches few pieces, and none a second time."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(real)))
    page.goto(real + CHAPTER)
    page_actions.ready(page)
    assert [address for address in asked if "search" in address] == []
    _ask(page, "how to mentor")
    page.keyboard.press("Escape")
    _ask(page, "er")
    expect(page.locator(".hb-search__link").first).to_be_visible()
    fetched = [address for address in asked if address.startswith("search/")]
    assert "search/index.js" in fetched and 3 < len(fetched) < 40
    assert len(set(fetched)) == len(fetched)


@pytest.mark.both_browsers("the order of Tab and the keys of form controls")
def test_the_box_by_keyboard(page: Page, real: str) -> None:
    """Its keys open it, the arrows choose a result unless they are an input method's, Escape gives the focus back, and Enter opens the first result."""
    page.goto(real + CHAPTER)
    button = page.get_by_role("button", name="Search")
    button.focus()
    _ask(page, "stakeholder map", at_once=True)  # a later answer would take the choice back
    field = page.get_by_role("combobox", name="Search", expanded=True)
    links = page.get_by_role("listbox").get_by_role("option")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", links.nth(1).get_attribute("id") or "")
    expect(page.get_by_role("option", selected=True)).to_have_attribute("aria-posinset", "2")
    expect(links.nth(1)).to_have_attribute("aria-setsize", str(links.count()))
    for key in ("ArrowUp", "Escape", "Enter"):  # an input method has them while it composes
        field.evaluate("(field, key) => field.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true }))", key)
        field.evaluate("(field, key) => field.dispatchEvent(new KeyboardEvent('keydown', { key, keyCode: 229, bubbles: true }))", key)
    expect(links.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    expect(field).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Close", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    expect(links.nth(0)).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#hb-search")).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    for key in ("/", "s", "f"):  # no key by itself
        page.keyboard.press(key)
        expect(page.locator("#hb-search")).to_be_hidden()
    elsewhere = page.get_by_role("article").get_by_role("link").first
    elsewhere.focus()
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    expect(elsewhere).to_be_focused()
    page.keyboard.press("Control+k")
    assert field.evaluate("(field) => [field.selectionStart, field.selectionEnd]") == [0, len("stakeholder map")], "what is typed next replaces it"
    first = links.nth(0).evaluate("(link) => link.href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(first)
    expect(page.locator("#hb-search")).to_be_hidden()


def test_a_result_says_what_it_is_and_leads_there(page: Page, real: str) -> None:
    """A result names the checklist and its chapter, marks the words that match, and opens that checklist."""
    page.goto(real + "guide/privacy/")
    _ask(page, "before you hand in a score card")
    first = page.locator(".hb-search__link").first
    expect(first.locator(".hb-search__title")).to_have_text("Before you hand in a scorecard")
    expect(first.locator(".hb-search__where")).to_have_text("Checklist · Part 4: Growing the product team")
    expect(first.locator("mark").first).to_be_visible()
    with page.context.expect_page() as beside:
        first.click(modifiers=["ControlOrMeta"])
    beside.value.close()
    first.click()  # the box is still open
    expect(page).to_have_url(real + CHAPTER + "#hand-in-a-scorecard")
    expect(page.locator("#hand-in-a-scorecard")).to_be_in_viewport()
    page.get_by_role("button", name="Search").click()
    page.get_by_role("heading", level=1).click()
    expect(page.locator("#hb-search")).to_be_hidden()


def test_markup_in_a_question_is_text(page: Page, real: str) -> None:
    """Whatever is typed is shown as text, and the number of results is announced once."""
    page.goto(real + CHAPTER)
    page_actions.ready(page)
    page.evaluate(
        "() => { window.said = []; new MutationObserver(() => said.push(document.querySelector('.hb-search__status').textContent)).observe(document.querySelector('.hb-search__status'), { childList: true }); }"
    )
    _ask(page, MARKUP, at_once=True)  # between keystrokes a busy machine may answer, and say a count
    expect(page.locator(".hb-search__link mark").first).to_be_visible()
    assert page.locator("#hb-search u").count() == 0
    said = page.evaluate("window.said")
    assert len(set(said)) == len(said) <= 2
    page.keyboard.press("ArrowDown")
    assert findings_by_day_and_night(page) == {}


def test_who_finds_nothing_is_led_on(page: Page, real: str) -> None:
    """If nothing is found, the search suggests the nearest chapters."""
    page.goto(real + CHAPTER)
    page.keyboard.press("Control+k")
    page.keyboard.type("qqqzzzxxwv")
    expect(page.locator(".hb-search__status")).to_contain_text("Nothing here is about that.")
    page.evaluate("() => new MutationObserver(() => (window.said = true)).observe(document.querySelector('.hb-search__status'), { childList: true })")
    links = page.locator(".hb-search__link")
    links.first.evaluate("(link) => link.setAttribute('name', 'before')")
    page.keyboard.type("vwxx")
    expect(page.locator("[name=before]")).to_have_count(0)
    assert page.evaluate("window.said") is None, "the same sentence, which a screen reader has read out"
    expect(links).to_have_count(3)
    links.first.click()
    expect(page).to_have_url(re.compile(real + r"chapters/[\w-]+/"))


@pytest.mark.may_log("ERR_FAILED")
@pytest.mark.parametrize(("missing", "answer"), [("search/index.js", "none"), ("search/index.js", "// Log in first"), ("assets/**/search-box.*", "none")])
def test_a_search_without_its_index_or_scripts_says_so(page: Page, real: str, missing: str, answer: str) -> None:
    """Where the index or the box's script cannot be had, or a network's login page comes instead, the box says why, and works once it can."""
    page.route(f"**/{missing}", lambda route: route.abort() if answer == "none" else route.fulfill(content_type="text/javascript", body=answer))
    page.goto(real + CHAPTER)
    page.keyboard.press("Control+k")
    expect(page.locator(".hb-search__status")).to_contain_text(re.compile("This site has no search index|couldn’t be loaded"))
    page.unroute_all()
    page.get_by_role("button", name="Close", exact=True).click()
    page.keyboard.press("Control+k")
    page.keyboard.type("trust")
    expect(page.locator(".hb-search__link").first).to_be_visible()


def test_enter_waits_for_an_index_that_is_late(page: Page, real: str) -> None:
    """A reader who presses Enter before the index is there gets to the first result when it comes."""
    held: list[Route] = []
    page.clock.install()
    page.route("**/search/index.js", lambda route: held.append(route))
    page.goto(real + "guide/privacy/")
    with page.expect_request("**/search/index.js"):
        page.keyboard.press("Control+k")
    page.keyboard.type("before you hand in a score card")
    page.clock.run_for(500)  # it's being searched for
    page.keyboard.press("Enter")
    held[0].continue_()
    expect(page).to_have_url(real + CHAPTER + "#hand-in-a-scorecard")


def test_a_teams_word_is_found_under_both_names(page: Page) -> None:
    """The handbook's word and the team's word for it both find the text with the team's word."""
    page.goto(sites.shared("renamed", _renamed_project, "mkdocs").url + page_actions.FIRST)
    tops = []
    for words in ("sceptic", "doubting colleague"):
        page.keyboard.press("Control+k")
        page.locator("#hb-search input").fill(words)
        expect(page.locator(".hb-search__link mark").first).to_have_text(re.compile("doubting|colleague"))
        tops.append(page.locator(".hb-search__link").first.get_attribute("href"))
        page.keyboard.press("Escape")
    assert tops[0] == tops[1]
