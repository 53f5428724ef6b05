"""A navigation of the team's own in ``team.yml``, which stands for upstream's whole: what upstream has added to its own since, or removed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pathspec import GitIgnoreSpec

from handbook.config import UPSTREAM, load_config, nav_targets
from handbook.content.library import Library
from handbook.content.models.base import FORK_FOLDER
from handbook.content.nav.urls import page_url
from handbook.errors import UPDATE, Problem, SourceErrors
from handbook.fork.links import moved_pages

TEAM = "team.yml"


@dataclass(frozen=True)
class NavChanges:
    """How a team's navigation differs from the pages that there are.

    Attributes:
        gone: Pages of upstream that it names and that do not exist, each with the page that it was renamed to, or "".
        unlisted: Pages in upstream's navigation that it does not name.
    """

    gone: dict[str, str]
    unlisted: list[str]


def nav_changes(library: Library) -> NavChanges:
    """Return what an update has done to a team's navigation; nothing if it has none of its own. Cached with the library."""
    return library.cached("navigation", lambda: _nav_changes(library))


def _nav_changes(library: Library) -> NavChanges:
    team, upstream = library.root / TEAM, library.root / UPSTREAM
    try:
        own = load_config(team) if team.exists() and upstream.exists() and library.config.nav_from_fork else {}
        theirs = set(_pages(load_config(upstream).get("nav"))) if own.get("nav") else set()
    except SourceErrors:
        return NavChanges({}, [])  # the loader reports it
    named = list(_pages(own.get("nav")))
    missing = [page for page in named if not page.startswith(f"{FORK_FOLDER}/") and not (library.docs / page).exists()]
    moved = moved_pages(library) if missing else {}
    gone = {page: moved.get(page_url(page), "") for page in missing if f"page:{page}" in library.former or page_url(page) in moved}
    left_out = GitIgnoreSpec.from_lines(str(own.get("not_in_nav") or "").splitlines())
    unlisted = sorted(page for page in theirs - {*named, *gone.values()} if (library.docs / page).exists() and not left_out.match_file(page))
    return NavChanges(gone, unlisted)


def nav_problems(library: Library) -> Iterator[Problem]:
    """Yield a problem for each page of upstream that a team's navigation names and that is gone, or that it does not name."""
    changes = nav_changes(library)
    lines = (library.root / TEAM).read_text(encoding="utf-8").splitlines() if changes.gone or changes.unlisted else []
    for page, new in changes.gone.items():
        line = next((number for number, text in enumerate(lines, 1) if page in text), 0)
        what, fix = (
            ("moved", f"Write {new}. Until then the menu leads there.") if new else ("removed", "Remove it from `nav:`. Until then the menu leaves it out.")
        )
        yield Problem(TEAM, line, "nav", f'names "{page}", which upstream has {what}', fix, UPDATE)
    for page in changes.unlisted:
        fix = "Add it, or list it under `not_in_nav:`. Until then the search and links lead there, and the menu does not."
        yield Problem(TEAM, 0, "nav", f'does not name "{page}", a page of upstream', fix, UPDATE)


def _pages(nav: Any) -> Iterator[str]:
    """Yield the pages that a navigation names."""
    return (target for target in nav_targets(nav) if target.endswith(".md") and "://" not in target)
