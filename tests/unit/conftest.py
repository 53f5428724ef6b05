"""A small handbook that tests may change as they like."""

import shutil
from pathlib import Path

import pytest

FIXTURE = Path(__file__).parents[1] / "fixtures" / "docs"
FORK = Path(__file__).parents[1] / "fixtures" / "fork"
STRINGS = Path(__file__).parents[2] / "docs" / "strings"


class Project:
    """A project folder with the fixture's docs; ``edit`` changes a file in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.docs = root / "docs"
        shutil.copytree(FIXTURE, self.docs)
        shutil.copytree(STRINGS, self.docs / "strings")

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace ``old``, which must stand in the file, by ``new``."""
        path = self.docs / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def project(tmp_path):
    """Give a fresh project."""
    return Project(tmp_path)


@pytest.fixture
def fork(project):
    """Give a fresh project that a team has made its own, in every way there is."""
    shutil.copytree(FORK, project.root, dirs_exist_ok=True)
    (project.root / "mkdocs.yml").write_text("site_name: Upstream\n", encoding="utf-8")
    return project
