"""The print kit: what I choose, with my answers, on exactly as many sheets as the page says."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.workbook.test_one_to_one import MARKUP, on_paper
from tests.support import page_actions, sample_reader
from tests.support.printing import await_face

KIT = "workbook/print/"
MARK = f"handbook:{page_actions.HANDBOOK}:kit"
MINE = "assessment.20260102t030405-mine"
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
OF = '.hb-kit__copy [data-hb-answer]:not([data-hb-answer="plan"])'
# Every piece of practice in the two chapters and the field note, plans by their gaps.
ALL = set(
    """name-the-decider show-markup-as-text delegate-one-decision book-a-date ask-one-sceptic notice-what-changed notice-what-stayed
    notice-what-hurt answer-vague-feedback.when answer-vague-feedback.then answer-vague-feedback.date choose-a-door read-the-first-step
    do-the-second-step do-the-third-step do-the-fourth-step do-the-fifth-step ask-for-more recall-the-doors recall-the-decider walk-in-step look-where-it-goes name-the-next-step
    name-who-follows date-the-step say-what-stops-it book-the-look-back
    put-one-thing-down knock-and-wait say-what-you-carry name-the-time-it-takes thank-whoever-opened""".split()
)


def entry(value: object, **fields: Any) -> dict[str, Any]:
    """Return an entry to the wording of today."""
    return {"value": value, "at": "2026-01-02T03:04:05.678Z"} | fields


def answers() -> dict[str, Any]:
    """Return a document with an answer of each kind, one of them under an old id, some private, and some that say nothing."""
    return {
        "name-the-decider": entry(True),
        "delegate-one-decision": entry(False),
        "speak-the-first-step": entry(True),
        "notice-what-changed": entry("Apricot in April.\r\nSecond line."),
        "notice-what-stayed": entry("Bramble in May."),
        "notice-what-stayed.private": entry(True),
        "notice-what-hurt": entry("   "),
        "answer-vague-feedback.when": entry("the walnut falls"),
        "choose-a-door": entry("take-the-middle-door"),
        "recall-the-doors": entry("Three quinces.", rev="old", said="How many gates?"),
        "name-the-next-step": entry("The medlar door."),
        f"{MINE}.done": entry(True),
        f"{MINE}.walk-in-step": entry("2"),
        f"{MINE}.walk-in-step.evidence": entry("Hanna saw the hazel."),
        f"{MINE}.walk-in-step.evidence.private": entry(True),
        "assessment.20280102t030405-them.done": entry(True),
        "assessment.20280102t030405-them.role": entry("manager"),
        "assessment.20280102t030405-them.look-where-it-goes": entry("3"),
    }


def come(page: Page, site: str, hash: str = "", entries: dict[str, Any] | None = None) -> None:
    """Open the page, by a link that chooses, as a reader who has written ``entries``."""
    page_actions.prepare(page, site, page_actions.document(answers() if entries is None else entries))
    page.goto(f"{site}{KIT}#{hash}")
    expect(page.locator("hb-kit[data-hb-on]")).to_be_visible()


def pick(page: Page, name: str, value: str = "on") -> Locator:
    """Return the control of a choice."""
    return page.locator(f'[data-hb-kit="{name}"][value="{value}"]')


def count(page: Page) -> Locator:
    """Return the line that says how many pages there are."""
    return page.locator(".hb-kit__count")


def shown(page: Page) -> set[str]:
    """Return the ids of the items on the pages."""
    return set(page.locator(OF).evaluate_all("all => all.map((one) => one.dataset.hbOf)"))


def words(page: Page) -> str:
    """Return the words on the pages, on one line."""
    return " ".join(page.locator(".hb-kit__copy").inner_text().split())


def printed(page: Page) -> int:
    """Return the number of pages that come out of the printer, set in the page's own type."""
    expect(count(page)).not_to_be_empty()  # before that, the whole kit would be printed, blank
    await_face(page)
    return len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True)))


def test_only_what_is_open(page: Page, site: str) -> None:
    """With open items only, exactly what has no answer is on the pages: a half plan is, and a block with nothing open is not."""
    come(page, site, "mode=open")
    done = {"name-the-decider", "read-the-first-step", "notice-what-changed", "notice-what-stayed", "choose-a-door", "recall-the-doors"}
    assert shown(page) == ALL - done - {"name-the-next-step", "walk-in-step"}
    assert "the walnut falls" in words(page) and "Three doors" not in words(page)
    assert page.locator('[data-hb-of="answer-vague-feedback.then"] .hb-kit__line').count() == 2
    pick(page, "mode", "blank").check()
    assert shown(page) == ALL
    expect(page.locator(".hb-kit__said, .hb-kit__box--on")).to_have_count(0)


def test_single_sheets(page: Page, site: str) -> None:
    """A link that names single sheets prints those alone, whatever was chosen before; once none is ticked, chapters and kinds count again."""
    come(page, site, "only=ask-for-more,check-the-first-thing&chapters=second-steps&people=3")
    assert shown(page) == {"name-the-decider", "show-markup-as-text", "delegate-one-decision", "book-a-date", "ask-one-sceptic"}
    expect(count(page)).to_have_text("1 page each, 3 in all for 3 people.")
    expect(pick(page, "only", "check-the-first-thing")).to_be_checked()
    expect(pick(page, "kinds", "checklists")).to_be_disabled()
    pick(page, "only", "answer-vague-feedback").check()
    assert "answer-vague-feedback.when" in shown(page)
    page.get_by_role("button", name="Untick all").click()
    expect(pick(page, "kinds", "checklists")).to_be_enabled()
    assert "walk-in-step" in shown(page) and "name-the-decider" not in shown(page)


def test_my_answers_and_what_is_private(page: Page, site: str) -> None:
    """With my answers, ticks are drawn and texts are complete; a private text is left blank unless I tick one box."""
    come(page, site, "mode=mine")
    on = page.locator("[data-hb-of]:has(> .hb-kit__box--on), [data-hb-option]:has(> .hb-kit__box--on), [data-hb-level]:has(> .hb-kit__box--on)")
    assert on.evaluate_all("all => all.map(({ dataset: of }) => of.hbOf ?? of.hbOption ?? of.hbLevel)") == [
        "name-the-decider",
        "take-the-middle-door",
        "read-the-first-step",
        "2",
    ]
    said = page.locator(".hb-kit__said").all_text_contents()
    assert sorted(said) == ["Apricot in April.\nSecond line.", "The medlar door.", "Three quinces.", "the walnut falls"]
    assert "You answered when it said: “How many gates?”" in words(page)
    expect(count(page)).to_contain_text("2 private answers are left out; their lines are blank.")
    assert page.locator('[data-hb-of="notice-what-stayed"] .hb-kit__line').count() == 5
    assert "Bramble" not in on_paper(page) and "hazel" not in on_paper(page)
    pick(page, "secret").check()
    assert "Bramble in May." in on_paper(page) and "Hanna saw the hazel." in on_paper(page)
    expect(count(page)).not_to_contain_text("private")
    page.reload()
    expect(pick(page, "secret")).not_to_be_checked()
    assert "Bramble" not in words(page)


def test_an_answer_is_text(page: Page, site: str) -> None:
    """Whatever is in my answers is shown as text, and none of it runs or loads anything."""
    long = "word " * 4000
    hostile = {
        "notice-what-changed": entry(MARKUP),
        "choose-a-door": entry(MARKUP, said=MARKUP),
        "ask-for-more": entry(long),
        "name-the-decider": entry("constructor"),
    }
    come(page, site, "mode=mine", hostile | {"recall-the-doors": entry("Three.", rev="x", said=MARKUP)})
    expect(page.locator('[data-hb-of="notice-what-changed"] .hb-kit__said')).to_have_text(MARKUP)
    assert page.locator('[data-hb-of="ask-for-more"] .hb-kit__said').text_content() == long.strip()
    expect(page.locator(".hb-kit img, .hb-kit script, .hb-kit b")).to_have_count(0)


@pytest.mark.chromium_only("no other browser here prints into a file")
def test_as_many_pages_as_it_says(page: Page, real: str) -> None:
    """In each mode and on each paper size, the whole kit takes as many sheets as the page said before."""
    wrong = {}
    for mode in ("blank", "mine", "open"):
        for paper in ("a4", "letter"):
            page_actions.prepare(page, real, sample_reader.document())
            page.goto(f"{real}{KIT}#mode={mode}&paper={paper}")
            pages = printed(page)
            if not count(page).inner_text().startswith(f"{pages} pages."):
                wrong[mode, paper] = (pages, count(page).inner_text())
            page.goto("about:blank")
    assert wrong == {}


@pytest.mark.chromium_only("no other browser here prints into a file")
def test_each_person_begins_on_a_new_page(page: Page, site: str) -> None:
    """Three people get three times the pages of one, with nothing before the first page and nothing after the last."""
    come(page, site, "kinds=sheets&people=3")
    expect(count(page)).to_have_text("1 page each, 3 in all for 3 people.")
    assert printed(page) == 3
    expect(page.locator(".hb-kit__copy")).to_have_count(1)
    page.locator('[data-hb-kit="people"]').fill("1")
    expect(count(page)).to_have_text("1 page.")
    assert printed(page) == 1


@pytest.mark.both_browsers("print dialogs and layout")
def test_copies_are_there_while_they_are_printed(page: Page, site: str) -> None:
    """Printing by keyboard makes the copies too, each with a line for a name, and removes them afterwards."""
    come(page, site, "people=4&chapters=first-steps")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".hb-kit__copy")).to_have_count(4)
    expect(page.locator(".hb-kit__named")).to_have_count(4)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".hb-kit__copy")).to_have_count(1)


@pytest.mark.without_scripts
def test_without_scripts_the_whole_kit(page: Page, site: str, browser_name: str) -> None:
    """Without scripts the whole kit is shown blank, and only the kit is printed."""
    page.goto(site + KIT)
    assert shown(page) == ALL
    expect(page.locator(".hb-kit__desk")).to_be_hidden()
    expect(page.locator(".hb-kit__copy")).to_be_visible()
    expect(page.locator(".hb-kit__view")).not_to_have_attribute("tabindex", "0")  # it's a long sheet that doesn't scroll: its outline would be out of sight
    paper = on_paper(page)
    assert "Name the person who decides, in writing." in paper and "Print one copy a person." not in paper
    if browser_name == "chromium":
        expect(page.locator(".hb-kit__noscript")).to_contain_text("Scripts are off")


def test_the_choice_is_remembered(page: Page, site: str) -> None:
    """My choice is remembered outside my document; a choice that makes no sense is ignored."""
    come(page, site)
    before = page_actions.stored(page)
    page.locator('[data-hb-action="chapters-none"]').click()
    pick(page, "chapters", "second-steps").check()
    page.locator('[data-hb-action="kinds-none"]').click()
    pick(page, "kinds", "checklists").check()
    pick(page, "mode", "open").check()
    pick(page, "paper", "letter").check()
    page.reload()
    expect(pick(page, "mode", "open")).to_be_checked()
    expect(pick(page, "paper", "letter")).to_be_checked()
    assert shown(page) == {"do-the-second-step", "do-the-third-step", "do-the-fourth-step", "do-the-fifth-step"}
    assert page_actions.stored(page) == before
    for bad in ('"x"', "{", '{"chapters": 3, "kinds": {"length": 1}, "mode": "<b>", "people": -4, "paper": null}'):
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [MARK, bad])
        page.reload()
        expect(pick(page, "mode", "blank")).to_be_checked()
        assert shown(page) == ALL


@pytest.mark.parametrize(("language", "paper"), [("en-US", "letter"), ("en-GB", "a4"), ("de", "a4"), ("es-MX", "letter")])
def test_the_first_guess_of_the_paper(new_context: Any, site: str, language: str, paper: str) -> None:
    """My paper is the one of my region until I say otherwise."""
    context: BrowserContext = new_context(locale=language)
    page = context.new_page()
    page.goto(site + KIT)
    expect(pick(page, "paper", paper)).to_be_checked()


def test_a_link_chooses(page: Page, site: str) -> None:
    """A link can choose for me; what makes no sense in it is ignored."""
    come(page, site, "kinds=checklists,nonsense&chapters=second-steps&mode=%3Cb%3E&people=900&paper=letter&secret=on")
    assert shown(page) == {id for id in ALL if id.endswith("-step") and id.startswith(("read-", "do-"))}
    expect(pick(page, "mode", "blank")).to_be_checked()
    expect(page.locator('[data-hb-kit="people"]')).to_have_value("40")
    page.evaluate("location.hash = '#kinds=nothing&chapters=__proto__'")
    expect(pick(page, "kinds", "plans")).to_be_checked()
    assert shown(page) == ALL


def test_nothing_to_print(page: Page, site: str) -> None:
    """Where nothing is left to print, the page says why and what to do, and the button does nothing; no open item is a reason to be glad."""
    come(page, site, "chapters=first-steps&kinds=scenarios&mode=open")
    button = page_actions.action(page, "print")
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    expect(count(page)).to_contain_text("There’s nothing left to do in what you chose")
    expect(button).to_have_attribute("aria-disabled", "true")
    button.click(force=True)
    assert page.evaluate("window.printed") is None
    assert "There’s nothing left to do in what you chose" in on_paper(page)
    page.locator('[data-hb-action="chapters-none"]').click()
    expect(count(page)).to_contain_text("Choose at least one chapter.")
    pick(page, "chapters", "second-steps").check()
    expect(count(page)).to_contain_text("nothing of that kind")
    pick(page, "kinds", "recall").check()
    expect(count(page)).to_have_text("1 page.")
    expect(button).to_have_attribute("aria-disabled", "false")
    button.click()
    assert page.evaluate("window.printed") is True


@pytest.mark.context(viewport={"width": 360, "height": 740}, color_scheme="dark", reduced_motion="reduce")
def test_narrow_and_dark(page: Page, site: str) -> None:
    """At 360 pixels nothing but the strip of pages scrolls sideways; in the dark its paper is white and its ink dark, as when printed."""
    come(page, site, "mode=mine")
    assert page.evaluate(FITS)
    ink, paper = page.locator(".hb-kit__title").first, page.locator(".hb-kit__strip")
    expect(ink).to_have_css("color", "rgb(31, 37, 48)")
    expect(paper).to_have_css("background-image", re.compile(r"rgb\(255, 254, 251\) 0px"))
    page_actions.action(page, "larger").click()
    assert page.evaluate(FITS)


@pytest.mark.both_browsers("print dialogs and layout")
def test_it_leaves_no_trace(page: Page, site: str) -> None:
    """When I go on to another page, the size of my paper and the typeface go with the kit."""
    come(page, site, "mode=mine")
    assert page.evaluate("document.adoptedStyleSheets.length") == 1
    kit = page.evaluate_handle("document.querySelector('hb-kit')")
    page.evaluate("(kit) => kit.remove()", kit)
    assert page.evaluate("[document.adoptedStyleSheets.length, document.querySelectorAll('.hb-kit__copy').length]") == [0, 0]
    assert json.loads(page.evaluate("(kit) => JSON.stringify(kit.querySelectorAll('.hb-kit__said').length)", kit)) == 0
