"""States of the fixture's pages that need some actions, such as an open dialog, one after the other in one visit."""

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.browser.elements import test_earlier_versions
from tests.browser.workbook import test_assessment, test_data, test_encryption, test_import, test_one_to_one, test_print_kit
from tests.support import page_actions
from tests.support.accessibility import NARROW


def late(page: Page, site: str) -> Iterator[str]:
    """Bring the page from one state to the next; yield the name of each once it is reached.

    What the test does to the page between two states (its width, its colours) stays; the page may be another one.
    """
    yield from _chapters(page, site)
    yield from _assessment(page, site)
    yield from _workbook(page, site)
    yield from _data(page, site)


def _folds(page: Page) -> None:
    """Open every fold."""
    page.locator("details").evaluate_all("folds => folds.forEach((fold) => { fold.open = true; })")


def _chapters(page: Page, site: str) -> Iterator[str]:
    page_actions.open_first(page, site)
    _folds(page)
    page_actions.control(page, "name-the-decider").check()
    page.locator(".hb-option__choose").first.check()
    page.get_by_role("button", name="Private").first.click()
    page_actions.action(page, "reset").first.click()
    page.locator(".hb-term__word").first.click()
    expect(page.locator(".hb-term__meaning").first).to_be_visible()
    yield "a chapter with all its notes open, a tick, a choice, a question and a meaning"
    page.keyboard.press("Escape")
    size = page.viewport_size
    page.set_viewport_size(NARROW)
    page.get_by_role("button", name="Contents").click()
    expect(page.locator("#hb-contents")).to_be_visible()
    yield "the contents, open"
    page.keyboard.press("Escape")
    if size:
        page.set_viewport_size(size)
    page.goto(site + page_actions.SECOND)
    page_actions.ready(page)
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("decide")
    expect(page.locator(".hb-search__link").first).to_be_visible()
    yield "the search, with what it found"
    page.keyboard.press("Escape")
    _folds(page)
    yield "a chapter with recall and behaviours"
    page.add_init_script(test_one_to_one.REFUSED)
    page.goto(site + "toolkit/step-card/")
    page_actions.action(page, "copy-markdown").click()
    expect(page.get_by_role("textbox", name="Copy as Markdown")).to_be_focused()
    yield "a sheet that has to be copied by hand"
    expect(test_earlier_versions.opened(page, site)).to_be_visible()
    yield "the earlier versions of a text"


def _assessment(page: Page, site: str) -> Iterator[str]:
    rev = test_assessment.revs(page, site)
    test_assessment.press(page, "rate")
    test_assessment.choose(page, test_assessment.WALK, 4)
    yield "an assessment, begun"
    lines = test_assessment.session(test_assessment.MAY, rev, {test_assessment.WALK: "1", test_assessment.LOOK: ""})
    lines |= test_assessment.session(test_assessment.NOVEMBER, rev, {test_assessment.WALK: "3", test_assessment.LOOK: "2"}, {test_assessment.WALK: "Monday."})
    test_assessment.begin_with(page, site, lines)
    test_assessment.hand_in(page, test_assessment.rating())
    expect(page.locator(".hb-questions__one").first).to_be_visible()
    page_actions.action(page, "towards").first.click()
    yield "an assessment beside another one and another person's"


def _workbook(page: Page, site: str) -> Iterator[str]:
    test_one_to_one.come(page, site, test_one_to_one.answers(), chosen=list(test_one_to_one.THINGS))
    test_one_to_one.choose(page)
    yield "a pack with everything in it"
    test_print_kit.come(page, site, "mode=mine")
    yield "a print kit with answers"
    for address in ("workbook/", "workbook/evidence/", "workbook/plan/"):
        page.goto(site + address)
        expect(page.locator("hb-overview[data-hb-ready], hb-evidence, hb-planner").first).to_be_attached()
        _folds(page)
        yield f"{address} with answers"


def _data(page: Page, site: str) -> Iterator[str]:
    test_data.with_notes(page, site, test_import.MINE)
    _folds(page)
    page_actions.action(page, "erase").click()
    test_import.paste(page, page_actions.document(test_import.THEIRS))
    expect(page_actions.action(page, "import-confirm")).to_be_visible()
    yield "a copy that asks to be brought in"
    test_import.paste(page, test_encryption.SEALED)
    expect(page.get_by_label("Passphrase for this file")).to_be_focused()
    yield "a copy that asks for its passphrase"
    page_actions.prepare(page, site, "{broken")
    page_actions.open_first(page, site)
    expect(page_actions.notice(page)).to_be_visible()
    yield "a chapter with the notice"
