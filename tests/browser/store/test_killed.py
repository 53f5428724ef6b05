"""What is called saved is on the disk, and no tab writes over another's: a few rounds of what ``make bench PARTS="kill tabs"`` counts."""

import pytest
from playwright.sync_api import Page, Playwright

from tests.bench import kill, tabs
from tests.support import page_actions


def test_a_killed_browser_keeps_what_it_called_saved(playwright: Playwright, browser_name: str) -> None:
    """If the browser is killed a tenth of a second after it said "Saved", the answer is there when I start it again."""
    assert kill.lost(playwright, browser_name, page_actions.document({}), trials=1 if browser_name == "firefox" else 2) == 0


@pytest.mark.chromium_only("what tabs tell each other follows from our own scripts, and `make bench` counts it in both")
def test_no_tab_writes_over_another(page: Page) -> None:
    """Three tabs that write at random, are closed and crash lose nothing that was called saved, nor does one that is closed while another saves."""
    browser = page.context.browser
    assert browser
    lost, saved = tabs.at_random(browser, steps=12, seed=20261129)
    assert (lost, saved > 8) == (0, True)
    assert [tabs.race(browser, number) for number in range(2)] == [False, False]
