"""Shared by all tests: the project's root, the engines, and which worker runs what."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from tests.support import sites

# For a format that no test asks about, jsonschema would read a grammar, which takes each worker three seconds.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]


def pytest_configure(config: pytest.Config) -> None:
    """Serve the shared sites from the process that starts the workers, which outlives them all."""
    sites.begin()


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return three workers for two cores: a test that drives a browser waits for it about half of the time."""
    return (os.cpu_count() or 2) * 3 // 2


class Scheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Leaves tests that share something expensive to one worker, the largest groups first, and each other test to whichever is free.

    In place of ``--dist loadgroup``: pytest 9 does not see the groups that xdist 3.8 writes into a test's id.
    """

    def _split_scope(self, nodeid: str) -> str:
        if "firefox" in nodeid:  # it takes seconds to start, and needs a process for each mix of colours and motion
            return "firefox"
        file, _, _ = nodeid.partition("::")
        return file if file.startswith("tests/build/") else nodeid  # they build and serve what all tests of a file look at


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Scheduling:
    """Return what hands out the tests to the workers."""
    return Scheduling(config, log)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root folder."""
    return sites.ROOT


@pytest.fixture(scope="session", params=sites.ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Name of the engine: mkdocs, then zensical."""
    return str(request.param)
