"""A fork of the fixture's handbook, that uses every feature of a fork at once."""

import shutil
import sys
from pathlib import Path

from tests.support import sites
from tests.support.repository import Repository

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


NAV = """
nav:
  - Home: index.md
  - Opening: [chapters/first-steps.md, chapters/second-steps.md]
  - Workbook: [workbook/index.md, workbook/assessment.md, workbook/plan.md, workbook/one-to-one.md, workbook/print.md, workbook/data.md]
  - Toolkit: [toolkit/step-card.md, toolkit/cheat-sheet-first-steps.md, toolkit/cheat-sheet-second-steps.md]
  - Guide: [guide/glossary.md, guide/sources.md]
"""
SETTINGS = """    contact: docs@acme.example
    feedback: "mailto:docs@acme.example?subject={title}&body={url}"
    announcement: {text: The rota <changes> on Monday., url: team/ops/rota/}
repo_url: https://github.com/acme/handbook
edit_uri: edit/main/docs/
"""
PAGE = (
    "---\ntitle: {title}\ndescription: A page of Acme.\n{front}---\n# {title}\n\nText.\n\n## Before\n\nText.\n\n### In detail\n\nText.\n\n## After\n\nText.\n"
)


def wiki_project() -> Path:
    """Return a new project folder of a fork whose pages are in folders of folders, under version control."""
    return sites.copied("wiki-project", _wiki_project)


def _wiki_project() -> Path:
    folder = fork_project()
    (folder / "mkdocs.yml").write_text((folder / "mkdocs.yml").read_text(encoding="utf-8") + NAV, encoding="utf-8")
    (folder / "team.yml").write_text((folder / "team.yml").read_text(encoding="utf-8") + SETTINGS, encoding="utf-8")
    for name, title, front in (
        ("ops/index", "Operations", ""),
        ("ops/rota", "Rota & leave", "status: new\n"),
        ("ops/runbooks/README", "Runbooks", ""),
        ("ops/runbooks/db/restore", "Restore the database", ""),
        ("ops/runbooks/db/mirror", "Mirror it", "hidden: true\n"),
        ("people/hiring", "Hiring", ""),
        *((f"log/week-{n}", f"Week {n}", "") for n in range(1, 46)),
    ):
        write(folder / "docs/team" / f"{name}.md", PAGE.format(title=title, front=front))
    write(folder / "docs/team/log/.pages", "title: Our log\norder: desc\n")
    history = Repository(folder, "user.name=Ann Example")
    history.git("init", "-q")
    history.git("add", "-A")
    history.git("commit", "-q", "-m", "Bring in our wiki", "--date", "2026-11-20T12:00:00Z")
    write(folder / "docs/team/people/leave.md", PAGE.format(title="Leave", front="status: deprecated\n"))
    return folder


def write(path: Path, text: str) -> None:
    """Write a file, and its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def wiki_site(engine: str = "mkdocs") -> sites.Site:
    """Return the fork with folders of folders, built."""
    return sites.shared(f"wiki-{engine}", wiki_project, engine)
