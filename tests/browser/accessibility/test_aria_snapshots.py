"""What a screen reader is told of each element, kept as text, so that a change of it is seen and meant.

The trees stand in ``tests/fixtures/aria/``. To write them anew: ``RENEW=yes make test TESTS=tests/browser/accessibility/test_aria_snapshots.py``.
"""

import difflib
import os
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.elements import test_earlier_versions
from tests.browser.workbook import test_assessment, test_case, test_data, test_import, test_one_to_one, test_print_kit
from tests.support import page_actions, sites

TREES = sites.ROOT / "tests" / "fixtures" / "aria"
RENEW = "RENEW=yes make test TESTS=tests/browser/accessibility/test_aria_snapshots.py"
ONCE = pytest.mark.chromium_only("Playwright makes the tree from the page itself, in every browser the same")
pytestmark = [ONCE, pytest.mark.context(now="2026-11-23T10:00:00Z", timezone_id="UTC", reduced_motion="reduce")]


def _chapters(page: Page, site: str) -> Iterator[tuple[str, Locator]]:
    page_actions.open_first(page, site)
    page_actions.control(page, "name-the-decider").check()
    page_actions.control(page, "notice-what-changed").fill("Something.")
    page.get_by_role("button", name="Private").first.click()
    page.locator(".hb-option__choose").first.check()
    page_actions.await_value(page, "notice-what-changed", "Something.")
    expect(page_actions.action(page, "new-record").first).to_be_visible()
    for name in ("hb-checklist", "hb-prompt", "hb-plan", "hb-scenario", "hb-progress"):
        yield name, page.locator(name).first
    yield "contents", page.locator("#hb-contents")
    page.goto(site + page_actions.SECOND)
    page_actions.ready(page)
    page.locator("hb-recall .hb-more__open").first.click()
    yield "hb-recall", page.locator("hb-recall").first
    yield "behaviours", page.locator(".hb-block--behaviours")
    page.goto(site + "toolkit/step-card/")
    expect(page_actions.action(page, "copy-markdown")).to_be_visible()
    yield "hb-template", page.locator("hb-template")
    yield "hb-versions", test_earlier_versions.opened(page, site)


def _assessment(page: Page, site: str) -> Iterator[tuple[str, Locator]]:
    rev = test_assessment.revs(page, site)
    whole = page.locator("hb-assessment")
    expect(page_actions.action(page, "rate")).to_be_visible()
    yield "hb-assessment", whole
    test_assessment.press(page, "rate")
    test_assessment.choose(page, test_assessment.WALK, 3)
    yield "hb-assessment-form", whole
    lines = test_assessment.session(test_assessment.NOVEMBER, rev, {test_assessment.WALK: "3", test_assessment.LOOK: "2"}, {test_assessment.WALK: "Monday."})
    test_assessment.begin_with(page, site, lines)
    expect(page.locator(".hb-chart")).to_be_visible()
    yield "hb-assessment-result", whole


def _workbook(page: Page, site: str) -> Iterator[tuple[str, Locator]]:
    test_one_to_one.come(page, site, test_one_to_one.answers(), chosen=list(test_one_to_one.THINGS))
    yield "hb-pack", page.locator(".hb-pack__desk")
    test_print_kit.come(page, site, "mode=mine")
    expect(test_print_kit.count(page)).to_contain_text("page")
    yield "hb-kit", page.locator(".hb-kit__desk")
    page.goto(site + "workbook/")
    expect(page.locator("hb-overview[data-hb-ready]")).to_be_attached()
    yield "hb-overview", page.locator("hb-overview")
    page.goto(site + "workbook/plan/")
    expect(page.locator("hb-planner [data-hb-part=calendar]")).to_be_visible()
    expect(page_actions.action(page, "new-record").first).to_be_visible()
    yield "hb-planner", page.locator("hb-planner")
    lines = dict.fromkeys(["case.walk-in-step", "case.look-where-it-goes"], test_case.entry(True))
    test_case.come(page, site, test_case.ENTRIES | lines | {"case.walk-in-step.chosen": test_case.entry(test_case.OLD)})
    page.locator(".hb-case__line summary").first.click()
    expect(page.locator(".hb-case__line .hb-pack__box")).to_have_count(2)
    yield "hb-case", page.locator(".hb-pack__desk")
    test_data.with_notes(page, site, test_import.MINE)
    yield "hb-data", page.locator("hb-data")
    test_import.paste(page, page_actions.document(test_import.THEIRS))
    expect(page_actions.action(page, "import-confirm")).to_be_visible()
    yield "hb-data-import", page.locator("hb-data-import")


@pytest.mark.parametrize("visit", [_chapters, _assessment, _workbook], ids=lambda visit: visit.__name__.strip("_"))
def test_the_tree_is_as_it_was(page: Page, site: str, visit: Callable[..., Iterator[tuple[str, Locator]]]) -> None:
    """What a screen reader is told of each element is what was looked at and kept; a change shows line by line."""
    differences = [difference for name, element in visit(page, site) if (difference := _difference(name, element.aria_snapshot()))]
    assert not differences, "\n".join([*differences, f"If this is meant, keep it: {RENEW}, then look at it with git diff."])


def _difference(name: str, tree: str) -> str:
    """Return what differs from the tree that is kept; with RENEW=yes, keep this one."""
    kept = TREES / f"{name}.yml"
    tree = re.sub(r"\n *- /url: .*", "", tree) + "\n"  # a screen reader does not read a link's address
    if os.environ.get("RENEW") == "yes":
        TREES.mkdir(exist_ok=True)
        kept.write_text(tree, encoding="utf-8")
    before = kept.read_text(encoding="utf-8") if kept.exists() else ""
    name = str(kept.relative_to(sites.ROOT))
    return "\n".join(difflib.unified_diff(before.splitlines(), tree.splitlines(), f"{name}, as it was kept", f"{name}, as it is now", lineterm=""))
