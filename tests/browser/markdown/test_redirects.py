"""A page that a team has moved is found at its former address."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support import forks, sites


@pytest.mark.parametrize("engine", sites.ENGINES)
def test_a_former_address_leads_to_the_new_one(page: Page, new_context: Callable[..., BrowserContext], engine: str) -> None:
    """The redirects plugin of either engine takes a reader there under the strict policy, to the same heading; without scripts to the page."""
    url = forks.wiki_site(engine).url
    page.goto(f"{url}team/ops/duty/#before")
    expect(page).to_have_url(f"{url}team/ops/rota/#before")
    expect(page.locator("h1")).to_contain_text("Rota")
    plain = new_context(java_script_enabled=False).new_page()
    plain.goto(f"{url}team/ops/duty/")
    expect(plain).to_have_url(f"{url}team/ops/rota/")
