"""A visit from start to end: from page to page, with the keyboard, and with scripts off."""

import pytest
from playwright.sync_api import Page, expect

from tests.support import page_actions

TICK = "name-the-decider"
PROMPT = "notice-what-changed"


def _go(page: Page, site: str, address: str) -> None:
    page.evaluate("(slug) => document.querySelector(`a[href$='${slug}/']`).click()", address.split("/")[1])
    expect(page).to_have_url(site + address)
    page.wait_for_function("(slug) => document.querySelector('hb-progress')?.dataset.hbChapter === slug", arg=address.split("/")[1])
    page_actions.ready(page)


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
def test_going_back_and_forth_doubles_nothing(page: Page, site: str) -> None:
    """After eight changes of page one tick is still one event, one write and one button."""
    page_actions.open_first(page, site)
    page.evaluate(
        "() => { window.visit = 'one'; window.events = []; document.addEventListener('hb-command', (event) => event.detail.name === 'write' && events.push(event.detail.id)); }"
    )
    for _ in range(4):
        _go(page, site, page_actions.SECOND)
        _go(page, site, page_actions.FIRST)
    assert page.evaluate("window.visit") == "one", "instant navigation was off: this test has shown nothing"
    page.evaluate(
        "() => { const put = IDBObjectStore.prototype.put; window.writes = []; IDBObjectStore.prototype.put = function (...pair) { writes.push(this.name); return put.apply(this, pair); }; }"
    )
    page_actions.control(page, TICK).check()
    assert page.evaluate("window.events") == [TICK]
    page_actions.await_value(page, TICK, True)
    assert page.evaluate("window.writes").count("answers") == 1
    expect(page_actions.action(page, "reset")).to_have_count(1)
    page_actions.control(page, PROMPT).press_sequentially("once")
    page_actions.await_value(page, PROMPT, "once")
    assert page.evaluate("window.events") == [TICK, PROMPT]
    assert page.locator("body > [role=status]").count() == 1


def test_back_and_forward_show_the_answers_of_now(page: Page, site: str) -> None:
    """With the browser's Back and Forward I see what I have answered since."""
    page_actions.open_first(page, site)
    _go(page, site, page_actions.SECOND)
    page_actions.control(page, "read-the-first-step").check()
    page.evaluate("() => history.back()")
    expect(page.locator("hb-progress")).to_have_attribute("data-hb-chapter", "first-steps")
    page_actions.control(page, TICK).check()
    page.evaluate("() => history.forward()")
    expect(page_actions.control(page, "read-the-first-step")).to_be_checked()
    page.evaluate("() => history.back()")
    expect(page_actions.control(page, TICK)).to_be_checked()


def test_a_page_that_was_asleep_shows_the_answers_of_now(page: Page, site: str) -> None:
    """A page that the browser kept asleep catches up when it wakes."""
    page_actions.open_first(page, site)
    # Playwright loses sight of a page that Firefox really puts to sleep, so here it is only told that it woke.
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [page_actions.KEY, page_actions.document({TICK: page_actions.entry(True)})])
    expect(page_actions.control(page, TICK)).not_to_be_checked()
    page.evaluate("() => { dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})); }")
    expect(page_actions.control(page, TICK)).to_be_checked()


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
def test_an_element_that_leaves_listens_no_more(page: Page, site: str) -> None:
    """An element taken off the page says nothing more, takes its buttons along, and works again when it returns."""
    page_actions.open_first(page, site)
    page_actions.control(page, TICK).check()
    expect(page_actions.action(page, "new-record")).to_be_visible()
    heard = page.evaluate(
        """() => {
          const heard = [];
          document.addEventListener('hb-command', (event) => event.detail.name === 'write' && heard.push(event.detail.id));
          const list = document.querySelector('hb-checklist');
          const home = list.parentNode;
          list.remove();
          list.querySelectorAll('input')[2].click();
          const left = [list.querySelectorAll('button:not([data-hb-of])').length, list.querySelector('[data-hb-part=status]').textContent];
          list.querySelectorAll('input')[2].click();
          home.append(list);
          list.querySelectorAll('input')[1].click();
          return [heard, left];
        }"""
    )
    assert heard == [["show-markup-as-text"], [0, ""]]
    for name in ("reset", "new-record"):
        expect(page.locator("#check-the-first-thing").locator(f"[data-hb-action={name}]")).to_have_count(1)


def test_everything_works_with_the_keyboard(page: Page, site: str) -> None:
    """I reach every control with Tab and work it with Space, the arrows and Enter."""
    page_actions.open_first(page, site)
    page.locator("#check-the-first-thing-title").evaluate("(title) => { title.tabIndex = -1; title.focus(); }")
    seen: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.dataset.hbId ?? document.activeElement.dataset.hbAction ?? document.activeElement.tagName")
        seen.append(here)
        if here == TICK:
            page.keyboard.press("Space")
            page.locator("hb-evidence-fields").wait_for()  # with more to reach
        if here == "SUMMARY":
            page.keyboard.press("Enter")
            assert page.evaluate("document.activeElement.parentElement.open")
            page.keyboard.press("Enter")
        if here in (PROMPT, "answer-vague-feedback.when"):
            page.keyboard.type("typed")
        if here == "choose-a-door":
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
            break
    controls = page.evaluate("[...new Set([...document.querySelectorAll('.hb-text [data-hb-id]')].map((control) => control.dataset.hbId))]")
    assert [id for id in controls if id not in seen] == []
    assert "reset" in seen
    expect(page_actions.control(page, TICK)).to_be_checked()
    expect(page.locator("#take-the-middle-door-choose")).to_be_checked()
    page_actions.await_value(page, PROMPT, "typed")
    page_actions.await_value(page, "answer-vague-feedback.when", "typed")
    page_actions.await_value(page, "choose-a-door", "take-the-middle-door")


@pytest.mark.without_scripts
def test_without_scripts_everything_is_there(page: Page, site: str, browser_name: str) -> None:
    """With scripts off I read everything, tick, write, choose and open, and am told that nothing is kept."""
    page.goto(site + page_actions.FIRST)
    # With keys: where no script runs, Playwright's mouse waits for ever for a control to stand still.
    page_actions.control(page, TICK).press("Space")
    expect(page_actions.control(page, TICK)).to_be_checked()
    for id in (PROMPT, "answer-vague-feedback.then"):
        page_actions.control(page, id).fill("words")
        expect(page_actions.control(page, id)).to_have_value("words")
    page.locator("#take-the-left-door-choose").press("Space")
    expect(page.locator("#take-the-left-door-choose")).to_be_checked()
    page.locator("#take-the-left-door summary").press("Enter")
    expect(page.get_by_text("It is dark there.")).to_be_visible()
    page.locator(f"#{TICK} summary").press("Enter")
    expect(page.get_by_text("A name and a date.")).to_be_visible()
    if browser_name == "chromium":  # in Firefox the tests forbid scripts, and do not turn scripting off
        expect(page.locator(".hb-foot__note").first).to_be_visible()
    expect(page.locator("hb-checklist button:visible")).to_have_count(0)


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
@pytest.mark.may_log("was not registered")
def test_one_broken_element_does_not_stop_the_others(page: Page, site: str) -> None:
    """If one element's name is taken or cannot be registered, the others work all the same."""
    page.add_init_script(
        """const define = customElements.define;
        customElements.define = function (name, element) {
          if (name === 'hb-checklist') throw new Error('cannot');
          define.call(this, name, element);
        };"""
    )
    page.goto(site + page_actions.FIRST)
    page_actions.control(page, PROMPT).fill("words")
    page_actions.await_value(page, PROMPT, "words")


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
def test_nothing_of_the_words_is_code(page: Page, site: str) -> None:
    """Text from the storage is shown as text, wherever it appears."""
    markup = "<img src=x onerror=\"document.title='broken'\">{said}"
    ids = ["name-the-decider", "book-a-date", "notice-what-changed", "answer-vague-feedback.when", "choose-a-door"]
    values: list[object] = [True, True, markup, markup, "take-the-left-door"]
    page_actions.prepare(page, site, page_actions.document({id: page_actions.entry(value, said=markup) for id, value in zip(ids, values, strict=True)}))
    page_actions.open_first(page, site)
    expect(page_actions.control(page, "notice-what-changed")).to_have_value(markup)
    lines = page.locator("[data-hb-part=reworded]:not([hidden])")
    expect(lines).to_have_count(5)
    for line in lines.all():
        expect(line).to_contain_text(markup)
    expect(page.locator(".hb-text img")).to_have_count(0)
