"""What is read of the reader's answers, and when."""

import pytest
from playwright.sync_api import Page, expect

from tests.support import page_actions

# Which stores are read whole, on a page that is never idle.
READS = """
  window.requestIdleCallback = () => 0;
  window.readWhole = [];
  const { getAll } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.getAll = function (...range) { readWhole.push(this.name); return getAll.apply(this, range); };
"""


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
def test_a_chapter_opens_with_its_own_answers(page: Page, site: str) -> None:
    """Opening a chapter takes as long with thousands of answers as with ten: until it is idle, it reads none but its own."""
    page_actions.open_first(page, site)
    page_actions.control(page, "name-the-decider").check()
    page_actions.await_value(page, "name-the-decider", True)
    page.add_init_script(READS)
    page.reload()
    page_actions.ready(page)
    expect(page_actions.control(page, "name-the-decider")).to_be_checked()
    assert set(page.evaluate("readWhole")) == {"meta"}
