"""Shared by all tests: the project's root, and the engines."""

from pathlib import Path

import pytest

from tests.support import sites


def pytest_configure(config: pytest.Config) -> None:
    """Serve the shared sites from the process that starts the workers, which outlives them all."""
    sites.begin()


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root folder."""
    return sites.ROOT


@pytest.fixture(scope="session", params=sites.ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Name of the engine: mkdocs, then zensical."""
    return str(request.param)
