"""Fixtures of the build tests: the two sites, each built by both engines."""

import pytest

from tests.support import sites
from tests.support.html_reader import Page, pages

KINDS = {"fixture": sites.fixture_site, "real": sites.real_site}


@pytest.fixture(scope="session", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Which site: the fixture's two chapters, then the handbook itself."""
    return str(request.param)


@pytest.fixture(scope="session")
def built(kind: str, engine: str) -> sites.Site:
    """A built site."""
    return KINDS[kind](engine)


@pytest.fixture(scope="session")
def read(built: sites.Site) -> list[Page]:
    """All pages of the built site."""
    return pages(built)
