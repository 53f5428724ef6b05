"""Checks links to pages, places and files that are not there: MkDocs names neither line nor fix, and Zensical words it differently."""

import difflib
import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import partial
from urllib.parse import unquote

from handbook.content.library import Library
from handbook.content.markdown.headings import plain_text, slugify
from handbook.content.markdown.markdown_code import without_code
from handbook.content.markdown.pages import Page
from handbook.content.models.base import FORK_FOLDER
from handbook.content.nav.folders import INDEXES, all_files, left_out
from handbook.content.source.files import cached_by_mtime
from handbook.errors import LINK, Problem, nearest
from handbook.fork.links import broken_links

# [text](address "title") and [label]: address "title"; without a macro, a scheme, or a leading slash.
_ADDRESS = r"(?![a-z][a-z0-9+.-]*:|/|#:|[^\s)>]*[{}])(?:<(?P<{0}a>[^<>\n]+)>|(?P<{0}b>(?:[^\s()<>]|\([^\s()]*\))+))"
_LINK = re.compile(
    rf"\]\(\s*{_ADDRESS.replace('{0}', 'inline_')}(?=[\s)])|^ {{0,3}}\[[^\]^\n]+\]:\s*{_ADDRESS.replace('{0}', 'label_')}(?=\s*(?:$|[\"'(]))", re.M | re.I
)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_INCLUDED = re.compile(r"8<.*|^[ \t]*[^\s\"]+\.md[ \t]*$", re.M)
# Places in a page beside its headings: attributes in Markdown and in HTML, and headings inside other blocks.
_ID = re.compile(r"\{:?[^}\n]*#([^\s}]+)|\b(?:id|name)\s*=\s*[\"']?([^\"'\s>]+)")
_INNER_HEADING = re.compile(r"^[\s>*+-]+#{1,6}\s+(.*?)\s*#*$", re.M)
_MADE = ("fn:", "fnref:", "__")  # how the anchors begin that extensions make
_MACRO = re.compile(r"\{[{%]|8<|:::")  # what brings places of its own into a page
_REMOVE = "If there is no such page, remove the link."


def link_problems(library: Library, pages: Iterable[Page]) -> Iterator[Problem]:
    """Yield a problem for each link to what is not there.

    Links that an update has broken lead elsewhere meanwhile (``fork/links.py``), and what a page includes is read from that page.
    """
    by_file = {page.file: page for page in pages}
    known = {(link.problem.file, link.problem.line) for link in broken_links(library)}
    included = "\n".join("\n".join(_INCLUDED.findall(page.body)) for page in by_file.values() if "8<" in page.body)
    own_slugs = any("slugify" in path.read_text(encoding="utf-8", errors="replace") for path in library.root.glob("team.yml"))
    for page in by_file.values():
        if posixpath.basename(page.file) in included:
            continue
        for address, line in cached_by_mtime(library.root / page.file, "addresses", partial(_addresses, page)):
            if (page.file, line) not in known and (told := _told(library, page, address, by_file, own_slugs)):
                yield Problem(page.file, line, "", *told, LINK)


def _addresses(page: Page) -> list[tuple[str, int]]:
    """Return the addresses in a page that could lead to another page, a place or a file here, and their lines."""
    if "](" not in page.body and "]:" not in page.body:
        return []
    text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), without_code(page.body, page.code))
    return [(match[match.lastgroup or 0], page.first + text.count("\n", 0, match.start(match.lastgroup or 0))) for match in _LINK.finditer(text)]


def _told(library: Library, page: Page, address: str, pages: dict[str, Page], own_slugs: bool) -> tuple[str, str] | None:
    """Return what is wrong with an address on a page, and what to do; None if nothing is."""
    place, _, anchor = (unquote(part) for part in address.partition("#"))
    place = place.partition("?")[0]
    folder = posixpath.dirname(page.file)
    target = posixpath.normpath(posixpath.join(folder, place)) if place else page.file
    there = pages.get(target)
    unpublished = library.cached("left out", lambda: [path.relative_to(library.root).as_posix() for path in left_out(library.docs / FORK_FOLDER)])
    if not there and any(f"{target}/".startswith(f"{name}/") for name in unpublished) and os.path.exists(library.root / target):
        return f'links to "{_without_anchor(address)}", which is not published', f"Put it elsewhere or under another name. {_REMOVE}"
    if there and anchor and not own_slugs:
        return _told_of_place(address, anchor, there)
    if target.endswith(".md") and not place.endswith("/"):
        return None if os.path.exists(library.root / target) else (f'links to "{_without_anchor(address)}", which is not there', _fix(folder, target, pages))
    if os.path.isfile(library.root / target):
        return None
    if posixpath.splitext(target)[1] and not place.endswith("/"):
        return f'names "{address}", which is not there', _fix_of_file(library, folder, target)
    meant = next((page for page in (f"{target}.md", *(f"{target}/{index}" for index in INDEXES)) if page in pages), "")
    fix = f"Write {posixpath.relpath(meant, folder)}." if meant else f"Write the path of its .md file, or a whole address. {_REMOVE}"
    return f'links to "{address}", which is no page', fix


def _without_anchor(address: str) -> str:
    return re.split("[#?]", address)[0]


def _told_of_place(address: str, anchor: str, page: Page) -> tuple[str, str] | None:
    """Return what is wrong with a link to a place in a page; None if it has the place, or makes places that only an engine knows."""
    if anchor.startswith(_MADE) or _MACRO.search(page.body):
        return None
    places = {*page.anchors, *(match[1] or match[2] for match in _ID.finditer(page.body))}
    places |= {slugify(plain_text(match[1])) for match in _INNER_HEADING.finditer(page.body)}
    if anchor in places:
        return None
    near = difflib.get_close_matches(anchor, sorted(places), 1)
    meant = f'Did you mean "{near[0]}"? ' if near else ""
    return f'links to "{address}", and that page has no such place', f"{meant}Link to the page alone if the place has gone."


def _fix(folder: str, target: str, pages: Iterable[str]) -> str:
    """Return what to write instead: the page of that name if it is elsewhere, or else the one whose path is closest."""
    same = [file for file in pages if posixpath.basename(file) == posixpath.basename(target)]
    names = [posixpath.relpath(file, folder) for file in same or pages]
    return f"{nearest(posixpath.relpath(target, folder), names, 1)} {_REMOVE}"


def _fix_of_file(library: Library, folder: str, target: str) -> str:
    """Return what to write instead of a file that is not there: the one of that name if a team has it elsewhere."""
    name = posixpath.basename(target)
    same = sorted(path.relative_to(library.root).as_posix() for path in all_files(library.docs / FORK_FOLDER) if path.name == name)
    return f'Did you mean "{posixpath.relpath(same[0], folder)}"?' if same else "Copy it there, or remove the link."
