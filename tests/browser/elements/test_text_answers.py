"""Texts: prompts, the plan and recall are kept while they are typed."""

import pytest
from playwright.sync_api import Page, expect

from tests.support import page_actions

PROMPT = "notice-what-changed"
TEXTS = [PROMPT, "notice-what-stayed", "answer-vague-feedback.when", "answer-vague-feedback.then"]


@pytest.mark.both_browsers("Firefox restores form fields on a reload, before our scripts run")
def test_every_text_survives_a_reload(page: Page, site: str) -> None:
    """My answers and my plan are there when I come back, as I typed them."""
    page_actions.open_first(page, site)
    for number, id in enumerate(TEXTS):
        page_actions.control(page, id).fill(f"Answer {number}\nwith <b>two</b> lines & “quotes”")
        page_actions.await_value(page, id, f"Answer {number}\nwith <b>two</b> lines & “quotes”")
    page.reload()
    for number, id in enumerate(TEXTS):
        expect(page_actions.control(page, id)).to_have_value(f"Answer {number}\nwith <b>two</b> lines & “quotes”")
    expect(page_actions.status(page, PROMPT)).to_have_text(page_actions.KEPT)
    entries = page_actions.stored(page)["entries"]
    assert entries[PROMPT]["said"] == "What changed this week?"
    assert entries["answer-vague-feedback.when"]["said"] == "When (the moment that triggers it)"


def test_recall_survives_a_reload(page: Page, site: str) -> None:
    """What I recalled of the last chapter is kept, and its question with it."""
    page.goto(site + page_actions.SECOND)
    page.locator("hb-recall summary").first.click()
    page_actions.control(page, "recall-the-doors").fill("three")
    page_actions.await_value(page, "recall-the-doors", "three")
    page.reload()
    expect(page_actions.control(page, "recall-the-doors")).to_have_value("three")
    page_actions.eventually(lambda: page_actions.stored(page)["entries"]["recall-the-doors"]["said"], "How many doors were there?")


def test_typing_is_saved_without_leaving_the_field(page: Page, site: str) -> None:
    """I need not press or leave anything: the page says that it has saved."""
    page_actions.open_first(page, site)
    page_actions.control(page, PROMPT).press_sequentially("still typing")
    page_actions.await_value(page, PROMPT, "still typing")
    expect(page_actions.status(page, PROMPT)).to_have_text(page_actions.SAVED)


def test_steady_typing_is_saved_on_the_way(page: Page, site: str) -> None:
    """If I type without a pause, my words are saved along the way."""
    page_actions.open_first(page, site)
    page_actions.stop_clock(page)
    for _ in range(6):
        page_actions.control(page, PROMPT).press_sequentially("x")
        page.clock.run_for(100)
    assert str(page_actions.stored_value(page, PROMPT)).startswith("xxx")


def test_the_status_changes_only_when_its_state_does(page: Page, site: str) -> None:
    """A screen reader hears "saved" once, and not at every key."""
    page_actions.open_first(page, site)
    page.evaluate(
        """() => {
          window.heard = 0;
          const status = document.querySelector('[data-hb-block="notice-what-changed"] [data-hb-part=status]');
          new MutationObserver((list) => { window.heard += list.length; }).observe(status, {childList: true, characterData: true, subtree: true});
        }"""
    )
    for words in ("one", "one two", "one two three"):
        page_actions.control(page, PROMPT).press_sequentially(words.split(" ")[-1] if words == "one" else f" {words.split()[-1]}")
        page_actions.await_value(page, PROMPT, words)
    assert page.evaluate("window.heard") == 1


def test_what_was_kept_is_shown_and_not_spoken(page: Page, site: str) -> None:
    """Opening a page with earlier answers does not make a screen reader talk; answering does."""
    page_actions.prepare(page, site, page_actions.document({PROMPT: page_actions.entry("earlier")}))
    page_actions.open_first(page, site)
    expect(page_actions.status(page, PROMPT)).to_have_text(page_actions.KEPT)
    expect(page_actions.status(page, PROMPT)).to_have_attribute("aria-live", "off")
    page_actions.control(page, PROMPT).focus()
    expect(page_actions.status(page, PROMPT)).to_have_attribute("aria-live", "polite")


@pytest.mark.both_browsers("what a page may still do while it is left")
@pytest.mark.parametrize("way", ["close", "leave", "link"])
def test_nothing_is_lost_by_leaving_at_once(page: Page, site: str, way: str) -> None:
    """The last words are kept even if I close the tab, type another address or follow a link in the same breath."""
    page_actions.open_first(page, site)
    page_actions.control(page, PROMPT).press_sequentially("last words")
    if way == "close":
        page.close(run_before_unload=True)
        page = page.context.new_page()
    elif way == "leave":
        page.goto(site + page_actions.PLAIN)
    else:
        page.evaluate("document.querySelector('a[href*=\"second-steps\"]').click()")
        expect(page).to_have_url(site + page_actions.SECOND)
    page.goto(site + page_actions.FIRST)
    expect(page_actions.control(page, PROMPT)).to_have_value("last words")


def test_a_field_says_its_limit_before_it_is_reached(page: Page, site: str) -> None:
    """Near the end of what a field takes I am told how much is left, so that nothing that I paste is cut off unseen."""
    page_actions.open_first(page, site)
    field = page_actions.control(page, PROMPT)
    line = page_actions.block(page, PROMPT).locator("[data-hb-part=limit]")
    field.fill("x" * 1000)
    expect(line).to_have_count(0)
    field.fill("x" * 96_000)
    expect(line).to_have_text("4000 of 100000 characters left.")
    field.fill("")
    expect(line).to_be_empty()


SET = """([id, value, events]) => {
  const control = document.querySelector(`[data-hb-id="${id}"]`);
  if (control.type === "checkbox") control.checked = value;
  else control.value = value;
  for (const type of events) control.dispatchEvent(new Event(type, { bubbles: true }));
}"""


def test_whatever_sets_a_value_is_believed(page: Page, site: str) -> None:
    """A value from dictation, a translator or an extension is kept, whichever event announces it, and nothing is written over it."""
    page_actions.open_first(page, site)
    for events in (["input"], ["change"], ["input", "change"]):
        page.evaluate(SET, [PROMPT, f"set with {events}", events])
        page_actions.await_value(page, PROMPT, f"set with {events}")
    # Without any event: another tick draws the page anew, and the next one, leaving the field, or leaving the page saves it.
    page.evaluate(SET, [PROMPT, "set in silence", []])
    page.evaluate(SET, ["book-a-date", True, []])
    page_actions.control(page, "name-the-decider").check()
    expect(page_actions.control(page, PROMPT)).to_have_value("set in silence")
    page_actions.await_value(page, "book-a-date", True)
    page_actions.control(page, PROMPT).focus()
    page_actions.control(page, "notice-what-stayed").focus()
    page_actions.await_value(page, PROMPT, "set in silence")
    page.evaluate(SET, ["notice-what-stayed", "and this", []])
    page.goto(site + page_actions.PLAIN)
    page_actions.open_first(page, site)
    expect(page_actions.control(page, "notice-what-stayed")).to_have_value("and this")


def test_erasing_a_text_is_kept_as_an_answer(page: Page, site: str) -> None:
    """A text that I erase stays erased, and its entry stays, or an old copy would bring it back."""
    page_actions.prepare(page, site, page_actions.document({PROMPT: page_actions.entry("earlier")}))
    page_actions.open_first(page, site)
    expect(page_actions.control(page, PROMPT)).to_have_value("earlier")
    page_actions.control(page, PROMPT).fill("")
    page_actions.await_value(page, PROMPT, "")
    page.reload()
    page_actions.ready(page)
    expect(page_actions.control(page, PROMPT)).to_have_value("")
    expect(page_actions.status(page, PROMPT)).to_be_empty()


def test_a_reworded_question_shows_what_it_was(page: Page, site: str) -> None:
    """Below an answer to an earlier wording that wording is shown, as text, until I answer again."""
    markup = "<img src=x onerror=alert(1)>"
    page_actions.prepare(page, site, page_actions.document({PROMPT: page_actions.entry("mine", said=markup)}))
    page_actions.open_first(page, site)
    line = page_actions.block(page, PROMPT).locator("[data-hb-part=reworded]")
    expect(line).to_have_text(f"Reworded since you answered. The question used to be: “{markup}”")
    expect(line.locator("img")).to_have_count(0)
    page_actions.control(page, PROMPT).press_sequentially("!")
    expect(line).to_be_hidden()


@pytest.mark.both_browsers("selection and the caret")
def test_another_tab_does_not_move_the_caret(page: Page, site: str) -> None:
    """A text changed in another tab arrives here without throwing my cursor about."""
    page_actions.prepare(page, site, page_actions.document({PROMPT: page_actions.entry("one two")}))
    page_actions.open_first(page, site)
    page_actions.control(page, PROMPT).focus()
    page.evaluate("document.activeElement.setSelectionRange(3, 3)")
    other = page.context.new_page()
    page_actions.open_first(other, site)
    page_actions.control(other, PROMPT).fill("one two three")
    expect(page_actions.control(page, PROMPT)).to_have_value("one two three")
    assert page.evaluate("document.activeElement.selectionStart") == 3


def test_another_tab_does_not_take_what_i_am_typing(page: Page, site: str) -> None:
    """While I type, the other tab's text waits; what I typed last is what stays, in both."""
    page_actions.open_first(page, site)
    other = page.context.new_page()
    other.goto(site + page_actions.PLAIN)
    page_actions.stop_clock(page)
    page_actions.control(page, PROMPT).press_sequentially("mine")
    theirs = page_actions.document({PROMPT: page_actions.entry("theirs"), "book-a-date": page_actions.entry(True)})
    other.evaluate("([key, text]) => localStorage.setItem(key, text)", [page_actions.KEY, theirs])
    expect(page_actions.control(page, "book-a-date")).to_be_checked()
    expect(page_actions.control(page, PROMPT)).to_have_value("mine")
    page.clock.run_for(1000)
    page_actions.eventually(lambda: page_actions.stored_value(page, PROMPT), "mine")
    expect(page_actions.control(page, PROMPT)).to_have_value("mine")


@pytest.mark.both_browsers("Firefox has no field-sizing, so a script grows the field")
def test_a_long_answer_is_seen_whole(page: Page, site: str) -> None:
    """The field grows with the text, so that I never read through a letter box."""
    page_actions.open_first(page, site)
    page_actions.control(page, PROMPT).fill("line\n" * 30)
    fits = "(field) => field.scrollHeight <= field.clientHeight + 1"
    page.wait_for_function(f"() => ({fits})(document.querySelector('[data-hb-id={PROMPT}]'))")
    page.reload()
    page.wait_for_function(f"() => ({fits})(document.querySelector('[data-hb-id={PROMPT}]'))")


def test_two_fields_typed_at_once_are_both_kept(page: Page, site: str) -> None:
    """Saving one field of a plan never puts back what the other one held before."""
    plan = ("answer-vague-feedback.when", "answer-vague-feedback.then")
    page_actions.open_first(page, site)
    page.evaluate(
        """ids => ids.forEach(id => {
          const field = document.querySelector(`[data-hb-id="${id}"]`);
          field.value = `words of ${id}`;
          field.dispatchEvent(new Event('input', { bubbles: true }));
        })""",
        list(plan),
    )
    for id in plan:
        page_actions.await_value(page, id, f"words of {id}")
        expect(page_actions.control(page, id)).to_have_value(f"words of {id}")


@pytest.mark.chromium_only("the same style sheet and the same attribute in both")
def test_each_line_runs_in_the_direction_of_its_letters(page: Page, site: str) -> None:
    """Arabic begins on the right and English below it on the left, in a field, in its copy for paper and in the 1:1 pack."""
    lines = """(element) => { const range = document.createRange(), text = element.firstChild, second = text.data.indexOf("\\n") + 1;
      const at = (from, to) => { range.setStart(text, from); range.setEnd(text, to); return range.getBoundingClientRect(); }, box = element.getBoundingClientRect();
      return [box.right - at(0, 1).right < box.width / 4, at(second, second + 1).left - box.left < box.width / 4]; }"""
    page_actions.open_first(page, site)
    field = page.locator("hb-prompt textarea").first
    field.fill("أهم قرار!\nIn English.")
    page_actions.await_value(page, str(field.get_attribute("data-hb-id")), "أهم قرار!\nIn English.")
    assert field.evaluate("(field) => getComputedStyle(field).direction + ' ' + getComputedStyle(field).unicodeBidi") == "rtl plaintext"
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".hb-answer__paper").first.evaluate(lines) == [True, True]
    page.emulate_media(media="screen")
    page.goto(site + "workbook/one-to-one/")
    page.locator(".hb-pack__box").first.check()
    assert page.locator(".hb-pack__said").first.evaluate(lines) == [True, True]
    assert page.locator(".hb-paper__own").first.evaluate(lines) == [True, True]
