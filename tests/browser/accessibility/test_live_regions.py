"""What the page says aloud: each act is answered once, by one live region, in words."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.workbook import test_data, test_import, test_one_to_one
from tests.support import page_actions

# All that live regions have come to say since the last question, each text once for as long as it stands.
LISTEN = """
  window.spoken = [];
  const LIVE = "[role=status], [role=alert], [role=log], output, [aria-live]";
  const silent = (region) => region.getAttribute("aria-live") === "off" || region.closest("[hidden]") !== null || getComputedStyle(region).visibility === "hidden";
  const said = new WeakMap();
  new MutationObserver((changes) => {
    const regions = new Set(changes.flatMap(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest(LIVE) ?? []));
    for (const region of regions) {
      const text = region.textContent.trim().replace(/\\s+/g, " ");
      if (text && text !== said.get(region) && !silent(region)) window.spoken.push(text);
      said.set(region, text);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
"""


def spoken(page: Page, act: Callable[[], object], done: Callable[[], object]) -> Any:
    """Do something, wait until it is done, and return what the live regions announced."""
    page.evaluate("window.spoken = []")
    act()
    done()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    return page.evaluate("window.spoken")


def test_answers_are_said_once(page: Page, site: str) -> None:
    """A tick, a text, a choice and clearing are each answered with one short sentence; typing on says nothing more."""
    page.add_init_script(LISTEN)
    page_actions.open_first(page, site)
    assert page.evaluate("window.spoken") == []
    tick, prompt = page_actions.control(page, "name-the-decider"), page_actions.control(page, "notice-what-changed")
    tick.focus()
    assert spoken(page, tick.check, lambda: page_actions.await_value(page, "name-the-decider", True)) == [page_actions.SAVED]
    second = page_actions.control(page, "book-a-date")
    assert spoken(page, second.check, lambda: page_actions.await_value(page, "book-a-date", True)) == []
    prompt.focus()
    assert spoken(page, lambda: prompt.press_sequentially("On Monday"), lambda: page_actions.await_value(page, "notice-what-changed", "On Monday")) == [
        page_actions.SAVED
    ]
    more = spoken(page, lambda: prompt.press_sequentially(" and on"), lambda: page_actions.await_value(page, "notice-what-changed", "On Monday and on"))
    assert more == []
    page_actions.action(page, "reset").first.click()
    clear = page_actions.action(page, "reset-confirm")
    assert len(spoken(page, clear.click, lambda: page_actions.await_value(page, "book-a-date", False))) == 1


def test_acts_on_the_data_are_said_once(page: Page, site: str) -> None:
    """Backing up, importing and erasing are each announced once, and nothing is announced before I act."""
    page.add_init_script(LISTEN)
    test_data.with_notes(page, site, test_import.MINE)
    assert page.evaluate("window.spoken") == []
    export = page.locator("hb-data-copy [data-hb-action=export]")
    assert len(spoken(page, export.click, lambda: expect(test_data.said(page, "copy")).not_to_be_empty())) == 1
    page.get_by_text("Paste the text of a backup").click()
    test_data.part(page, "import", "paste").fill(page_actions.document(test_import.THEIRS))
    asked = spoken(page, page_actions.action(page, "import").click, lambda: expect(page_actions.action(page, "import-confirm")).to_be_visible())
    assert len(asked) <= 1  # or the preview takes the focus, and so is read
    brought = spoken(page, page_actions.action(page, "import-confirm").click, lambda: page_actions.await_value(page, test_data.PROMPT, "theirs, later"))
    assert len(brought) == 1


def test_a_copy_is_said_once(page: Page, site: str) -> None:
    """A sheet and a pack that are copied say so, each time once."""
    page.add_init_script(LISTEN)
    page.add_init_script(test_one_to_one.RECORDED)
    page.goto(site + "toolkit/step-card/")
    copy = page_actions.action(page, "copy-markdown")
    assert spoken(page, copy.click, lambda: expect(page.locator("[data-hb-part=copied]")).to_have_text("Copied")) == ["Copied"]
    test_one_to_one.come(page, site, test_one_to_one.answers(), chosen=list(test_one_to_one.THINGS))
    page.evaluate("window.spoken = []")
    said = spoken(page, lambda: copy.first.click(), lambda: expect(test_one_to_one.part(page, "copied")).not_to_be_empty())
    assert len(said) == 1, said


def test_what_is_wrong_is_said_once(page: Page, site: str) -> None:
    """A problem is announced once when the page opens, and not again with each answer."""
    page.add_init_script(LISTEN)
    page_actions.prepare(page, site, "{broken")
    page_actions.open_first(page, site)
    expect(page_actions.notice(page)).to_be_visible()
    assert len(page.evaluate("window.spoken")) == 1
    tick = page_actions.control(page, "name-the-decider")
    tick.focus()
    assert spoken(page, tick.check, lambda: page_actions.await_value(page, "name-the-decider", True)) == [page_actions.SAVED]
