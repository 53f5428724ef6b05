"""The navigation of a fork: upstream's with the team's pages in their places, or the team's own without what upstream has removed."""

import copy
from typing import Any

from handbook.config import nav_targets
from handbook.content.library import Library
from handbook.content.models.base import FIELD_NOTES
from handbook.content.nav.folders import FolderTree
from handbook.fork.apply import TEAM_TITLE
from handbook.fork.navigation import TEAM, nav_changes
from handbook.markdown_extension import ABBREVIATIONS
from handbook.templating import PageWriter

Nav = list[Any]  # as in mkdocs.yml: pages, or mappings of one title to a page or to a list


def fork_navigation(library: Library, posts: set[str]) -> Nav:
    """Return the navigation of a fork; empty if its configuration has none.

    Args:
        library: The sources of the fork.
        posts: The folders below docs whose pages a plugin lists.
    """
    nav = copy.deepcopy([*library.config.nav])
    if not library.config.nav_from_fork:
        return _with_own(nav, library, posts) if nav else nav
    changes = nav_changes(library)
    return _followed(nav, changes.gone) if changes.gone else nav


def _followed(entry: Any, gone: dict[str, str]) -> Any:
    """Return an entry with pages as upstream has renamed them; empty if nothing of it is left. The build warns of both."""
    if isinstance(entry, list):
        return [kept for inner in entry if (kept := _followed(inner, gone))]
    if isinstance(entry, dict):
        return {title: kept for title, inner in entry.items() if (kept := _followed(inner, gone))}
    return gone.get(entry, entry)


def _with_own(nav: Nav, library: Library, posts: set[str]) -> Nav:
    """Return upstream's navigation with the pages of the fork: its chapters in their sections, its notes and sheets with ours, its folders in a section of their own."""
    chapters = [chapter for chapter in library.in_order if not chapter.is_field_note]
    sections = {chapter.meta.section: _beside(nav, chapter.source) for chapter in chapters if not chapter.from_fork}
    placed = [chapter for chapter in chapters if chapter.from_fork and chapter.meta.section in sections]
    elsewhere = {ABBREVIATIONS, "team/chapters", f"team/{FIELD_NOTES}", "team/notes", "team/toolkit", *posts, *(chapter.source for chapter in placed)}
    tree = FolderTree(library.root, library.docs, frozenset(elsewhere))
    for chapter in placed:
        sections[chapter.meta.section].append(tree.page(chapter.source).as_nav())
    title = PageWriter(library, "").text(TEAM_TITLE)
    own, more, notes, sheets = (tree.section(f"team{folder}", title=title) for folder in ("", "/chapters", f"/{FIELD_NOTES}", "/toolkit"))
    for section, index in ((notes, f"{FIELD_NOTES}/index.md"), (sheets, "toolkit/index.md")):
        _beside(nav, index).extend(page.as_nav() for page in (section.children if section else ()))
    if mine := [entry.as_nav() for part in (own, more) if part for entry in part.children]:
        sources = {chapter.source for chapter in chapters}
        last = max((n for n, entry in enumerate(nav) if sources & {*nav_targets(entry)}), default=len(nav) - 1)
        if own:
            title = own.named or (title if (library.root / TEAM).exists() else own.title)
        nav.insert(last + 1, {title: mine})
    return nav


def _beside(nav: Nav, page: str) -> Nav:
    """Return the section of the navigation that has a page; all, where none has."""
    entries = [inner for entry in nav if isinstance(entry, dict) and page in nav_targets(entry) for inner in entry.values()]
    return entries[0] if entries and isinstance(entries[0], list) else nav
