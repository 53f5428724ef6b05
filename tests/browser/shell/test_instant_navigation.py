"""Instant navigation: it behaves as if the browser had loaded the page."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support import page_actions

STAYED = "window.stayed === true"


def _open(page: Page, site: str, address: str = page_actions.FIRST) -> None:
    page.goto(site + address)
    page_actions.ready(page)
    page.evaluate("window.stayed = true")


def _link(page: Page, address: str) -> None:
    """Click a link to an address, added to the text."""
    page.evaluate(
        "(address) => { const link = document.createElement('a'); link.href = address; link.textContent = 'there'; document.querySelector('.hb-text p').append(link); link.click(); }",
        address,
    )


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
def test_the_next_page_is_whole(page: Page, site: str) -> None:
    """After a link the title, the description, the mark in the contents and the skip link are those of the new page, and the focus is at its top; the skip link moves it to the text."""
    _open(page, site)
    page.get_by_role("link", name="Next chapter").click()
    expect(page).to_have_url(site + page_actions.SECOND)
    expect(page).to_have_title("Second steps - The Product Leader Handbook")
    page_actions.ready(page)
    assert page.evaluate(STAYED)
    assert page.evaluate("document.querySelector('link[rel=icon]').href") == site + "assets/figures/mark.svg"
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("#hb-contents [aria-current]")).to_contain_text("Second steps")
    expect(page.locator("meta[name=description]")).to_have_count(1)
    fresh = page.context.new_page()
    fresh.goto(site + page_actions.SECOND)
    same = """() => [document.querySelector('meta[name=description]').content, document.querySelector('link[rel=canonical]').href, document.querySelector('link[media=print]').href,
      document.querySelector('link[rel=prev]').href, document.querySelector('.hb-skip').href, document.querySelector('.hb-header__name').href, document.querySelectorAll('head link:not([rel=modulepreload])').length]"""
    assert page.evaluate(same) == fresh.evaluate(same)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.locator(".hb-skip").press("Enter")
    expect(page.locator("#__skip")).to_be_focused()
    assert page.evaluate(STAYED)


def test_a_link_to_a_place_ends_there(page: Page, site: str) -> None:
    """A link to a checklist of another page shows that checklist, marked as the place I asked for."""
    _open(page, site)
    _link(page, "../second-steps/#follow-the-steps")
    expect(page).to_have_url(site + page_actions.SECOND + "#follow-the-steps")
    page_actions.ready(page)
    place = page.locator("#follow-the-steps")
    expect(place).to_be_in_viewport()
    assert page.evaluate("document.querySelector(':target')?.id") == "follow-the-steps"
    assert page.evaluate(STAYED)


def test_back_leads_to_where_i_was(page: Page, site: str) -> None:
    """Going back shows the page as far down as I had read, going forward likewise, and a reload leaves me there."""
    _open(page, site)
    page.evaluate("scrollTo(0, 900)")
    page.evaluate("document.querySelector('a[href$=\"second-steps/\"]').click()")
    expect(page).to_have_url(site + page_actions.SECOND)
    page.wait_for_function("() => scrollY === 0")
    page.evaluate("scrollTo(0, 500)")
    page.wait_for_function("() => history.state?.y === 500")
    page.evaluate("history.back()")
    page.wait_for_function("() => document.title.startsWith('First') && scrollY === 900")
    page.evaluate("history.forward()")
    page.wait_for_function("() => document.title.startsWith('Second') && scrollY === 500")
    assert page.evaluate(STAYED)
    page.reload()
    page.wait_for_function("() => scrollY === 500")


def test_a_place_within_the_page_is_the_browsers_own(page: Page, site: str) -> None:
    """A link to a place on this page jumps there and asks for nothing; back shows where I was."""
    _open(page, site)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("document.querySelector('a[href=\"#check-the-first-thing\"]').click()")
    expect(page.locator("#check-the-first-thing")).to_be_in_viewport()
    page.evaluate("history.back()")
    page.wait_for_function("() => !location.hash && scrollY === 0")
    # What the page loads when it is idle may come meanwhile, and Chromium looks for the icon again.
    assert [url for url in asked if "/assets/" not in url] == [] and page.evaluate(STAYED)


def test_the_last_click_counts(page: Page, site: str) -> None:
    """After two clicks the second page is shown, even if the first one arrives later."""
    _open(page, site)
    late: list[Route] = []
    page.route("**/second-steps/", lambda route: late.append(route))
    with page.expect_request("**/second-steps/"):  # or the second click might cancel the first before it is asked for
        page.evaluate("document.querySelector('a[href$=\"second-steps/\"]').click()")
    page.wait_for_function("() => 'hbTurning' in document.documentElement.dataset")
    _link(page, "../../guide/sources/")
    expect(page).to_have_url(site + "guide/sources/")
    assert len(late) == 1
    page.wait_for_function("() => !('hbTurning' in document.documentElement.dataset)")
    assert page.evaluate(STAYED) and page.url == site + "guide/sources/"


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
def test_another_edition_is_loaded_anew(page: Page, site: str) -> None:
    """If the handbook was updated after I opened it, the next page loads its own scripts and styles, and what I typed is still there."""
    _open(page, site)
    box = page.locator("hb-checklist input").first
    page.locator("hb-prompt textarea").first.fill("typed before")

    def renewed(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("javascripts/page.", "javascripts/page.js?").replace(">Second steps<", ">Second edition<"))

    page.route("**/second-steps/", renewed)
    page.route("**/page.js*", lambda route: route.fulfill(body="", content_type="text/javascript"))
    box.check()
    page.evaluate("document.querySelector('a[href$=\"second-steps/\"]').click()")
    expect(page.locator("h1")).to_contain_text("Second edition")
    assert page.evaluate("window.stayed") is None
    page.unroute("**/second-steps/")
    page.goto(site + page_actions.FIRST)
    expect(page.locator("hb-prompt textarea").first).to_have_value("typed before")


@pytest.mark.may_log("404")
def test_what_is_no_page_is_left_to_the_browser(page: Page, site: str) -> None:
    """The browser itself handles a missing page, a file, and a link opened in a new tab."""
    _open(page, site)
    page.evaluate(
        "document.querySelector('.hb-text p').insertAdjacentElement('beforeend', Object.assign(document.createElement('a'), { href: '../second-steps/', target: '_blank', id: 'apart' }))"
    )
    with page.context.expect_page() as opened:
        page.evaluate("document.querySelector('#apart').click()")
    expect(opened.value.locator("h1")).to_contain_text("Second steps")
    assert page.evaluate(STAYED)
    _link(page, "../gone/")
    expect(page).to_have_url(site + "chapters/gone/")
    expect(page.locator("h1")).not_to_be_empty()
    assert page.evaluate("window.stayed") is None
