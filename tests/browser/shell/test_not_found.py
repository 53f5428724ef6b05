"""The page for an address that does not exist."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.support import sites
from tests.support.static_server import Server


@pytest.mark.may_log("404", "MIME type")
def test_an_unknown_address_is_answered_in_order_wherever_the_site_is(page, tmp_path):
    """Built without its address, the 404 page has its frame at the root of a server, and is a plain message in a folder below it."""
    project = sites.fixture_project()
    done = sites.build(project, "mkdocs")
    assert done.returncode == 0, done.stderr
    page.goto(Server(project / "site").start() + "no/such/page/")
    for part in (page.get_by_role("banner"), page.get_by_role("contentinfo"), page.get_by_role("navigation", name="Contents of the handbook")):
        expect(part).to_be_visible()
    expect(page.get_by_role("button", name="Search")).to_be_visible()
    shutil.copytree(project / "site", tmp_path / "handbook")
    shutil.copy2(project / "site" / "404.html", tmp_path)
    page.goto(Server(tmp_path).start() + "handbook/no/such/page/")
    shown = [line for line in page.locator("body").inner_text().splitlines() if line]
    assert [line[:20] for line in shown] == ["Page not found", "The address may be m", "Nothing you’ve writt"]
    assert page.locator("input:visible").count() == 0
