"""Who last changed a page comes from git, and where git cannot tell, nothing is said."""

import pytest

from tests.support.repository import Repository
from tools.page_history import page_changes


@pytest.fixture
def repository(tmp_path):
    """Return a repository with a page that two people have changed, and one that is not committed."""
    (tmp_path / "docs" / "team").mkdir(parents=True)
    page = tmp_path / "docs" / "team" / "über uns.md"
    made = Repository(tmp_path)
    made.git("init", "-q")
    for name, day in (("Ann", "2026-11-01"), ("Bo", "2026-11-02")):
        page.write_text(name, encoding="utf-8")
        made.git("add", "-A")
        made.git("-c", f"user.name={name}", "commit", "-q", "-m", name, "--date", f"{day}T12:00:00Z")
    (tmp_path / "docs" / "team" / "new.md").write_text("New", encoding="utf-8")
    return made


@pytest.mark.parametrize(
    ("edit", "history"),
    [
        ("https://github.com/a/b/edit/main/docs/", "https://github.com/a/b/commits/main/docs/team/über uns.md"),
        ("https://gitlab.com/a/b/-/edit/main/docs", "https://gitlab.com/a/b/-/commits/main/docs/team/über uns.md"),
        ("https://codeberg.org/a/b/_edit/main/docs/", "https://codeberg.org/a/b/commits/branch/main/docs/team/über uns.md"),
        ("https://bitbucket.org/a/b/src/main/docs/?mode=edit", "https://bitbucket.org/a/b/history-node/main/docs/team/über uns.md"),
        ("", None),
    ],
)
def test_a_page_has_its_last_change(repository, edit, history):
    """The last commit counts, and the history is where each host keeps it."""
    expected = {"date": "2026-11-02", "author": "Bo"} | ({"history": history} if history else {})
    assert page_changes(repository.root, "team", edit) == {"team/über uns/": expected}


def test_nothing_is_said_where_git_cannot_tell(repository, tmp_path_factory):
    """A shallow clone, in which one commit seems to have made everything, and a folder without git have no changes."""
    clone = tmp_path_factory.mktemp("clone")
    Repository(clone).git("clone", "-q", "--depth", "1", repository.root.as_uri(), ".")
    assert (clone / "docs" / "team" / "über uns.md").exists()
    assert page_changes(clone, "team") == {}
    assert page_changes(tmp_path_factory.mktemp("plain"), "team") == {}
