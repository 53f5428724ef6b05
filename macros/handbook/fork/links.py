"""Links in a fork's pages and notes to what upstream has moved or removed, and where they lead until the fork changes them."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from handbook.content.library import Library
from handbook.content.markdown.markdown_code import without_code
from handbook.content.markdown.pages import read_page
from handbook.content.models.base import FORK_FOLDER
from handbook.content.nav.redirects import load_redirects
from handbook.content.nav.urls import page_url
from handbook.content.source.files import cached_by_mtime
from handbook.errors import UPDATE, Problem, SourceErrors
from handbook.fork.apply import NOTES
from handbook.fork.names import anchors

# [text](address "title") and [label]: address; an address without a scheme that leads up, since a fork's own pages are below.
_LINK = re.compile(r"(?:\]\(\s*<?|^ {0,3}\[[^\]^\n]+\]:\s*<?)(\.\./[^\s)>]*)", re.M)


@dataclass(frozen=True)
class BrokenLink:
    """A link to what upstream has moved or removed.

    Attributes:
        page: The page that shows it, below the docs folder.
        address: What it links to, as that page writes it.
        instead: Where it leads until the fork changes it; "" for nowhere: its text stays.
        problem: What is wrong, and what to do.
        columns: Where in the line its address and its anchor start, from 1.
    """

    page: str
    address: str
    instead: str
    problem: Problem
    columns: tuple[int, int]


def broken_links(library: Library) -> list[BrokenLink]:
    """Return the links in a fork's files to what upstream has moved or removed; cached with the library."""
    return library.cached("broken links", lambda: list(_broken_links(library)))


def stand_ins(library: Library) -> dict[str, dict[str, str]]:
    """Return, by page and by address, where the broken links lead."""
    found: dict[str, dict[str, str]] = {}
    for link in broken_links(library):
        found.setdefault(link.page, {})[link.address] = link.instead
    return found


def note_address(address: str, page: str) -> str:
    """Return the address of a link in a note as the page of its chapter writes it.

    Args:
        address: The link, relative to the folder of the notes.
        page: The chapter's page, below the docs folder.
    """
    return posixpath.relpath(posixpath.join(NOTES, address), posixpath.dirname(page))


@dataclass(frozen=True)
class _Link:
    """A link that leads up from a file of the fork: its address, and the line and the column where that starts, from 1."""

    address: str
    line: int
    column: int


def _broken_links(library: Library) -> Iterator[BrokenLink]:
    notes = {chapter.note.file: chapter.source for chapter in library.chapters.values() if chapter.note}
    moved: dict[str, str] | None = None
    for path in sorted((library.docs / FORK_FOLDER).rglob("*.md")):
        source = path.relative_to(library.docs).as_posix()
        for link in cached_by_mtime(path, "links", partial(_links, path)):
            place, _, anchor = link.address.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(source), place))
            if target.startswith(("../", f"{FORK_FOLDER}/")) or (not anchor and (library.docs / target).exists()):
                continue
            if moved is None:
                moved = moved_pages(library)
            if found := _instead(library, target, anchor, moved):
                yield _broken_link(source, link, notes.get(f"docs/{source}", ""), *found)


def _links(path: Path) -> list[_Link]:
    """Return the links in a file that lead up, outside code."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return []  # the check of every page reports it
    matches = _LINK.finditer(without_code(text)) if "](.." in text or "]:" in text or "](<" in text else ()
    return [_Link(match[1], text.count("\n", 0, match.start(1)) + 1, match.start(1) - text.rfind("\n", 0, match.start(1))) for match in matches]


def _broken_link(source: str, link: _Link, chapter: str, message: str, new: str) -> BrokenLink:
    """Return a link in a page, or in the note of a chapter, with where it leads instead."""
    instead = posixpath.relpath(new, posixpath.dirname(source)) if new else ""
    fix = f"Write {instead}. Until then the link leads there." if new else "Link to another page, or remove the link. Until then only its text is shown."
    problem = Problem(f"docs/{source}", link.line, "", f'links to "{link.address}", {message}', fix, UPDATE)
    columns = link.column, link.column + len(link.address.partition("#")[0]) + 1
    if chapter:
        in_chapter = posixpath.relpath(new, posixpath.dirname(chapter)) if new else ""
        return BrokenLink(chapter, note_address(link.address, chapter), in_chapter, problem, columns)
    return BrokenLink(source, link.address, instead, problem, columns)


def _instead(library: Library, target: str, anchor: str, moved: dict[str, str]) -> tuple[str, str] | None:
    """Return what upstream did to the target of a link, and where the link leads now; None if upstream did nothing to it."""
    if not (library.docs / target).exists():
        if new := moved.get(page_url(target)):
            return "which upstream has moved", new + (f"#{anchor}" if anchor and anchor in _anchors(library, new) else "")
        known = f"page:{target}" in library.former or target in (
            f"assets/figures/{name.removeprefix('figure:')}.svg" for name in library.former if name.startswith("figure:")
        )
        return ("which upstream has removed", "") if known else None
    if anchor not in _anchors(library, target) and (f"page:{target}#{anchor}" in library.former or anchor in library.ids.retired):
        return "a place that upstream has removed", target
    return None


def _anchors(library: Library, source: str) -> dict[str, str]:
    try:
        return anchors(read_page(library.docs / source, library.root), library) if source.endswith(".md") else {}
    except SourceErrors:
        return {}


def moved_pages(library: Library) -> dict[str, str]:
    """Return the present page, below the docs folder, by each former URL."""
    addresses = load_redirects(library.root, library.docs)
    if not addresses:
        return {}
    pages = {page_url(source): source for source in (path.relative_to(library.docs).as_posix() for path in library.docs.rglob("*.md"))}
    return {old: pages[new] for old, new in addresses.items() if new in pages}
