"""A fork of the fixture's handbook, that uses every feature of a fork at once."""

import shutil
import sys
from pathlib import Path

from tests.support import sites

FORK = sites.ROOT / "tests" / "fixtures" / "fork"


def fork_project() -> Path:
    """Return a new project folder with the fixture's pages, changed in every way that a fork can."""
    return sites.copied("fork-project", _fork_project)


def _fork_project() -> Path:
    folder = sites.fixture_project()
    shutil.copytree(FORK, folder, dirs_exist_ok=True)
    done = sites.run([sys.executable, "-m", "handbook", "sync"], folder)
    assert done.returncode == 0, done.stderr
    return folder


def fork_site(engine: str = "mkdocs") -> sites.Site:
    """Return the fork of the fixture, built."""
    return sites.shared(f"fork-{engine}", fork_project, engine)
