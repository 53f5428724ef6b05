"""Reading the handbook: finding things, and with scripts off."""

import re

import pytest
from playwright.sync_api import expect


@pytest.mark.without_scripts
def test_chapters_read_and_answer_without_scripts(page, real, browser_name):
    """With scripts off a reader sees every word, opens what is folded, ticks and types."""
    page.goto(real + "chapters/introduction/")
    expect(page.locator("h1")).to_have_count(1)
    folded = page.locator("details.hb-more").first
    expect(folded.locator(".hb-more__body")).to_be_hidden()
    folded.locator("summary").click()
    expect(folded.locator(".hb-more__body")).to_be_visible()
    box = page.locator("input[type=checkbox][data-hb-id]").first
    box.check()
    expect(box).to_be_checked()
    page.locator("textarea[data-hb-id]").first.fill("A note")
    if browser_name == "chromium":  # in Firefox the tests forbid scripts, and do not turn scripting off
        expect(page.locator(".hb-foot__note").first).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Thinking like a leader")).first).to_be_visible()


@pytest.mark.without_scripts
def test_a_term_is_explained_in_place_without_scripts(page, real):
    """A term shows its meaning in place, without scripts."""
    page.goto(real + "chapters/thinking-like-a-leader/")
    word = page.locator(".hb-term__word").first
    meaning = page.locator(".hb-term__meaning").first
    expect(meaning).to_be_hidden()
    word.click()
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
def test_the_next_chapter_gives_a_reason(page, real):
    """At the end of a chapter a reader is told why to read the next one."""
    page.goto(real + "chapters/introduction/")
    footer = page.locator("footer")
    expect(footer.get_by_role("link", name=re.compile("Thinking like a leader"))).to_be_visible()
    expect(footer).to_contain_text("Part 1")
