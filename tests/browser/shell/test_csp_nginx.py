"""The handbook behind the web server that its recipes set up."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.support import page_actions, sites
from tests.support.nginx import Nginx

NOTE = "document.addEventListener('securitypolicyviolation', (event) => sessionStorage.setItem('violation', event.violatedDirective + ' ' + event.blockedURI));"


@pytest.fixture(scope="module")
def served() -> Iterator[Nginx]:
    """The handbook itself behind nginx."""
    with Nginx(sites.real_site("mkdocs")) as server:
        yield server


@pytest.mark.may_log("status of 404")
def test_the_servers_policy_forbids_nothing_that_a_reader_does(page: Page, served: Nginx) -> None:
    """Behind the recipe's headers a reader ticks, moves on, searches, takes a copy and gets lost, and the policy stops none of it."""
    page.context.add_init_script(NOTE)
    answer = page.goto(served.url + "chapters/introduction/")
    assert answer and "default-src 'self'" in (answer.header_value("content-security-policy") or "")
    box = page.locator("input[type=checkbox][data-hb-id]").first
    box.check()
    page_actions.await_value(page, str(box.get_attribute("data-hb-id")), True)
    page.evaluate("() => { window.visit = 'one'; }")
    page.locator("a[href$='thinking-like-a-leader/']").last.click()
    expect(page).to_have_url(served.url + "chapters/thinking-like-a-leader/")
    assert page.evaluate("window.visit") == "one", "instant navigation was off: this test has shown nothing of it"
    page.goto(served.url + "chapters/introduction/")  # anew: the theme closes the search half a second after it has changed a page
    page_actions.ready(page)
    page.keyboard.press("Control+k")
    page.keyboard.type("delegate")
    expect(page.locator(".hb-search__link").first).to_be_visible()
    page.goto(served.url + "workbook/data/")
    page.locator("hb-data-erase [data-hb-action=export]").evaluate("(button) => button.remove()")  # one of the two is enough here
    assert "handbook-notes" in page_actions.downloaded(page, "export")
    page.goto(served.url + "chapters/missing/")
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('1em Literata'))")
    assert page.evaluate("sessionStorage.getItem('violation')") is None
