"""Who last changed each of a team's pages, and when, from one call of ``git log``."""

import subprocess
from functools import cache
from pathlib import Path

from handbook.content.nav.urls import page_url

# What leads to a file's history where these lead to its editor: GitHub, GitLab and Gitea or Forgejo, Bitbucket.
_HISTORY = (("/-/edit/", "/-/commits/"), ("/_edit/", "/commits/branch/"), ("/edit/", "/commits/"), ("/src/", "/history-node/"))


def page_changes(root: Path, folder: str, edit: str = "") -> dict[str, dict[str, str]]:
    """Return the last change of each page in a folder of the docs: its date, its author, and the address of its history.

    Args:
        root: The project's root folder.
        folder: A folder below the docs folder.
        edit: The address below which a page of the docs folder is edited, or "".

    Returns:
        The changes by the page's address below the site's root. Empty without git, and on a shallow clone, whose oldest
        commit seems to have made everything; a page that was never committed is not in it.
    """
    history = next((edit.partition("?")[0].replace(old, new) for old, new in _HISTORY if old in edit), "")
    return {
        page_url(source): {"date": date, "author": author} | ({"history": f"{history.rstrip('/')}/{source}"} if history else {})
        for source, (date, author) in _log(root, folder, _git(root, "rev-parse", "HEAD", "--is-shallow-repository")).items()
    }


@cache
def _log(root: Path, folder: str, state: str) -> dict[str, tuple[str, str]]:
    """Return date and author of the last commit of each page; cached for as long as the last commit is the same."""
    if not state.endswith("false"):
        return {}
    prefix = f"docs/{folder}/"
    log = _git(root, "-c", "core.quotePath=off", "log", "--format=%x00%as%x09%aN", "--name-only", "--no-renames", "--relative", "--", prefix)
    changes: dict[str, tuple[str, str]] = {}
    for commit in log.split("\0")[1:]:
        head, *names = commit.splitlines()
        date, _, author = head.partition("\t")
        for name in names:
            if name.endswith(".md"):
                changes.setdefault(name.removeprefix("docs/"), (date, author))
    return changes


def _git(root: Path, *words: str) -> str:
    try:
        return subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, errors="replace", check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
