"""The face: reading without the theme's frame, by keyboard, on a small screen, and on paper."""

import pytest
from playwright.sync_api import expect

from tests.support import page_actions

CHAPTER = "chapters/first-steps/"
NARROW = {"width": 360, "height": 740}
PAPER = "rgb(251, 249, 244)"
NIGHT = "rgb(20, 24, 31)"

# The system's Firefox ignores emulated media, so the print rules are applied to the screen.
ON_PAPER = "for (const s of document.styleSheets) for (const r of s.cssRules) if (r.media?.mediaText === 'print') r.media.mediaText = 'all'"


def ground(page):
    """Return the colour of the page's ground."""
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def focused(page):
    """Return the element that has the focus."""
    return page.locator(":focus")


def test_closed_contents_and_search_take_no_tab_stop(page, site):
    """Going through the page with Tab never leads into what is closed."""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(site + CHAPTER)
        seen = set()
        for _ in range(12):
            page.keyboard.press("Tab")
            seen.add(page.evaluate("document.activeElement.closest('#hb-search, #hb-contents')?.id ?? document.activeElement.tagName"))
        assert "hb-search" not in seen
        assert ("hb-contents" in seen) == (width == 1280)


@pytest.mark.both_browsers("the order of Tab and the keys of form controls")
@pytest.mark.context(viewport=NARROW)
def test_contents_open_and_close_by_keyboard(page, site):
    """The contents open with Enter, take the focus, close with Escape and give the focus back."""
    page.goto(site + CHAPTER)
    button = page.get_by_role("button", name="Contents")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#hb-contents")).to_be_visible()
    expect(page.locator("#hb-contents [aria-current]")).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#hb-contents")).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_colours_can_be_chosen_and_are_kept(page, site):
    """One button switches from the system's colours to light and to dark, and the next page remembers the choice."""
    page.goto(site + CHAPTER)
    button = page.get_by_role("button", name="Colours")
    button.press("Enter")
    assert ground(page) == PAPER
    button.press("Enter")
    assert ground(page) == NIGHT
    page.goto(site + "chapters/second-steps/")
    expect(page.get_by_role("button", name="Colours: dark")).to_be_visible()
    assert ground(page) == NIGHT


@pytest.mark.chromium_only("with scripting off, the system's Firefox cannot be driven")
@pytest.mark.without_scripts
@pytest.mark.context(color_scheme="dark")
def test_dark_without_scripts(page, site):
    """With scripts off, a reader whose system is dark gets a dark page."""
    page.goto(site + CHAPTER)
    expect(page.locator("body")).to_have_css("background-color", NIGHT)


@pytest.mark.context(viewport={"width": 1280, "height": 600})
def test_the_menu_shows_where_one_is(page, real):
    """On a low screen too, the page that one reads is in view in the menu, and neither the page nor a group that one opens scrolls away."""
    for address in ("guide/about/", "field-notes/your-first-reports/", "toolkit/cheat-sheet-after-the-title/", ""):
        page.goto(real + address)
        expect(page.locator("#hb-contents [aria-current]")).to_be_in_viewport(ratio=1)
        assert page.evaluate("scrollY") == 0


@pytest.mark.context(viewport={"width": 1280, "height": 600})
def test_the_margin_marks_what_is_read(page, real):
    """The section that one reads is marked in the chapter's contents, one at a time, there and on the page that one turns to."""
    page.goto(real + "chapters/thinking-like-a-leader/")
    read = page.locator(".hb-progress [aria-current=location]")
    page.locator("#what-changes").evaluate("heading => heading.scrollIntoView()")
    expect(read).to_have_text(["What changes"])
    page.locator("#how-to-do-it").evaluate("heading => heading.scrollIntoView()")
    expect(read).to_have_text(["How to do it"])
    page.locator("#hb-contents").get_by_role("link", name="Raising the bar").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Raising the bar")
    page.locator("#when-not-to").evaluate("heading => heading.scrollIntoView()")
    expect(read).to_have_text(["When not to"])
    expect(read).to_be_in_viewport()


@pytest.mark.chromium_only("with scripting off, the system's Firefox cannot be driven")
@pytest.mark.without_scripts
@pytest.mark.context(viewport={"width": 1280, "height": 600})
def test_the_menu_shows_where_one_is_without_scripts(page, real):
    """Without scripts the page that one reads is in view in the menu, and another group opens with a click."""
    page.goto(real + "field-notes/your-first-reports/")
    contents = page.locator("#hb-contents")
    expect(contents.locator("[aria-current]")).to_be_in_viewport(ratio=1)
    contents.locator("summary", has_text="Guide").click()
    expect(contents.get_by_role("link", name="Glossary")).to_be_visible()


@pytest.mark.chromium_only("with scripting off, the system's Firefox cannot be driven")
@pytest.mark.without_scripts
@pytest.mark.context(viewport=NARROW)
def test_narrow_without_scripts(page, site):
    """With scripts off, the contents and the chapter's list are part of the page, and no button is shown that does nothing."""
    page.goto(site + CHAPTER)
    expect(page.locator("#hb-contents a").first).to_be_visible()
    expect(page.locator(".hb-progress__list a").first).to_be_visible()
    expect(page.locator("header button:visible")).to_have_count(0)


@pytest.mark.context(viewport=NARROW)
def test_focus_is_never_under_the_bars(page, site):
    """The header and the bar at the foot never cover what has the focus."""
    page.goto(site + CHAPTER)
    expect(page.locator(".hb-progress__foot")).to_be_visible()
    hidden = "[getComputedStyle(document.documentElement).scrollPaddingTop, getComputedStyle(document.documentElement).scrollPaddingBottom].map(parseFloat)"
    top, bottom = page.evaluate(hidden)
    assert top >= page.locator("header").bounding_box()["height"]
    assert bottom >= page.locator(".hb-progress__foot").bounding_box()["height"]


@pytest.mark.context(viewport=NARROW)
def test_focus_is_never_under_the_notice(page, site):
    """The notice that nothing is saved never covers what has the focus."""
    page.add_init_script(page_actions.REFUSE_WRITES)
    page.goto(site + CHAPTER)
    page.locator(".hb-item__box").first.check()
    expect(page.locator(".hb-notice")).to_be_visible()
    notice = page.locator(".hb-notice").bounding_box()
    page.locator(".hb-item__box").last.focus()
    for _ in range(8):
        page.keyboard.press("Shift+Tab")
        assert focused(page).bounding_box()["y"] >= notice["y"] + notice["height"], focused(page).evaluate("e => e.outerHTML")


def test_what_one_touches_is_large_enough(page, site):
    """Every box, option, note and tool is at least 24 pixels high and wide."""
    page.goto(site + CHAPTER)
    for selector in (".hb-item__box", ".hb-option__choose", ".hb-more__open", ".hb-header__tool:visible"):
        controls = page.locator(selector).all()
        assert controls, selector
        for control in controls:
            box = control.bounding_box()
            assert min(box["width"], box["height"]) >= 24, control.evaluate("e => e.outerHTML")


@pytest.mark.context(color_scheme="dark")
def test_paper_is_white_with_everything_open(page, site):
    """In print, from the dark page too: black on white, no header or menus, notes open, answers in full, the version at the foot."""
    page.goto(site + CHAPTER)
    answer = page.locator("textarea").first
    answer.fill("One line.\n" * 20)
    page.set_viewport_size({"width": 720, "height": 1000})
    page.evaluate(ON_PAPER)
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("body")).to_have_css("color", "rgb(0, 0, 0)")
    for frame in ("header", "footer", "#hb-contents", ".hb-margin"):
        expect(page.locator(frame).first).to_be_hidden()
    for note in page.locator(".hb-more__body").all():
        expect(note).to_be_visible()
        assert note.bounding_box()["height"] > 0
    assert answer.evaluate("e => e.scrollHeight - e.clientHeight") <= 1
    expect(page.locator(".hb-colophon")).to_contain_text("version")
