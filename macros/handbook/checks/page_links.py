"""Checks links to pages that are not there: MkDocs names neither line nor fix, and Zensical words it differently."""

import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from handbook.content.library import Library
from handbook.content.markdown_code import without_code
from handbook.content.pages import Page
from handbook.errors import LINK, Problem, nearest
from handbook.fork.links import broken_links

# [text](page.md "title") and [label]: page.md; without a scheme, a macro or a leading slash.
_LINK = re.compile(r"(?:\]\(\s*<?|^ {0,3}\[[^\]^\n]+\]:\s*<?)([^\s)>#?:{}/][^\s)>#?:{}]*\.md)(?=[\s)>#?])", re.M)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_INCLUDED = re.compile(r"8<.*|^[ \t]*[^\s\"]+\.md[ \t]*$", re.M)


def link_problems(library: Library, pages: Iterable[Page]) -> Iterator[Problem]:
    """Yield a problem for each link to a page that is not there.

    Links that an update has broken lead elsewhere meanwhile (``fork/links.py``), and what a page includes is read from that page.
    """
    pages = list(pages)
    known = {(link.problem.file, link.problem.line) for link in broken_links(library)}
    included = "\n".join("\n".join(_INCLUDED.findall(page.body)) for page in pages if "8<" in page.body)
    for page in pages:
        if ".md" not in page.body or posixpath.basename(page.file) in included:
            continue
        folder = posixpath.dirname(page.file)
        text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), without_code(page.body, page.code))
        for match in _LINK.finditer(text):
            line = page.first + text.count("\n", 0, match.start(1))
            target = posixpath.normpath(posixpath.join(folder, unquote(match[1])))
            if (page.file, line) not in known and not os.path.exists(library.root / target):
                yield Problem(page.file, line, "", f'links to "{match[1]}", which is not there', _fix(folder, target, pages), LINK)


def _fix(folder: str, target: str, pages: list[Page]) -> str:
    """Return what to write instead: the page of that name if it is elsewhere, or else the one whose path is closest."""
    files = [page.file for page in pages]
    same = [file for file in files if posixpath.basename(file) == posixpath.basename(target)]
    names = [posixpath.relpath(file, folder) for file in same or files]
    return f"{nearest(posixpath.relpath(target, folder), names, 1)} If there is no such page, remove the link."
