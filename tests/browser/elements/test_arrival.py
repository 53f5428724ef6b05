"""Somebody who arrives in the middle of the book is told where they are, and isn't tested on what they haven't read."""

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support import page_actions
from tests.support.accessibility import findings

PROGRESS = f"handbook:{page_actions.HANDBOOK}:progress"
BEGUN = json.dumps({"first-steps": {"done": 1, "all": 4}}, separators=(",", ":"))  # as a script writes it


def _recall(page: Page) -> Locator:
    return page_actions.control(page, "recall-the-doors")


def _arrival(page: Page) -> Locator:
    return page.locator(".hb-opening__arrival")


def test_a_newcomer_is_told_where_the_book_begins(page: Page, site: str) -> None:
    """Without an answer, a chapter's top says what book this is and leads to its beginning, where the line is not; recall is folded and counts nowhere."""
    page.goto(site + page_actions.SECOND)
    page_actions.ready(page)
    expect(_arrival(page)).to_have_text("Part of a handbook for product managers moving into leadership. It begins with First steps.")
    expect(_recall(page)).to_be_hidden()
    expect(page.locator("hb-progress [data-hb-part=foot]")).to_contain_text("0 of 2 done · Next: When you follow the steps")
    assert findings(page) == {}
    _arrival(page).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("First steps")
    expect(_arrival(page)).to_have_count(0)


def test_who_has_begun_is_asked(page: Page, site: str) -> None:
    """Once I have begun the earlier chapter, its questions are open on the next page that I turn to, and the line for newcomers is gone."""
    page_actions.open_first(page, site)
    page_actions.control(page, "name-the-decider").check()
    expect(page.locator(".hb-contents__state")).to_have_count(1)
    page.locator(".hb-contents").get_by_role("link", name="Second steps").click()
    expect(_recall(page)).to_be_visible()
    expect(_arrival(page)).to_be_hidden()


@pytest.mark.may_log("Failed to load resource")
@pytest.mark.context(service_workers="block")
def test_nothing_jumps_for_who_has_begun(page: Page, site: str) -> None:
    """The page is right before its scripts have loaded, so that nothing moves once they have."""
    page_actions.prepare(page, site, BEGUN, key=PROGRESS)
    page.route("**/assets/javascripts/**", lambda route: route.abort())
    page.goto(site + page_actions.SECOND)
    expect(_recall(page)).to_be_visible()
    expect(_arrival(page)).to_be_hidden()


@pytest.mark.chromium_only("with scripting off, the system's Firefox cannot be driven")
@pytest.mark.without_scripts
def test_arriving_without_scripts(page: Page, site: str) -> None:
    """Without scripts the line is there, and recall opens with a click."""
    page.goto(site + page_actions.SECOND)
    expect(_arrival(page)).to_be_visible()
    page.locator("hb-recall summary").first.click()
    expect(_recall(page)).to_be_visible()
