"""Finds where in the sources something on a built page was written, so that what is wrong with it can be named by file and line."""

import re
from dataclasses import dataclass
from pathlib import Path

from handbook.content.source.files import display_path
from tools.postbuild.site import Page, Site

_FENCE = r"^[ \t>]*(?:```+|~~~+)[ \t]*\{{?[ \t]*\.?{name}\b"
_INDENT = re.compile(r"[ \t>]*")


@dataclass(frozen=True)
class Place:
    """A file, relative to the project's root, and a line in it; 0 if the line is not known."""

    file: str
    line: int


@dataclass(frozen=True)
class Excerpt:
    """What to look for.

    Attributes:
        text: As it is on the page, without the indentation of its source.
        fence: The name of the fence it was in; "" if it was in none.
    """

    text: str
    fence: str = ""


def find_in_source(site: Site, page: Page, excerpt: Excerpt) -> Place:
    """Return where a page's source has an excerpt: the line of its fence, or its own first line."""
    path = source_of(site, page)
    if not path:
        return Place(page.path, 0)
    file = display_path(path, site.root)
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    wanted = [line.strip() for line in excerpt.text.split("\n")]
    fence = re.compile(_FENCE.format(name=excerpt.fence)) if excerpt.fence else None
    for number, line in enumerate(lines, 1):
        if fence:
            if fence.match(line) and [_INDENT.sub("", below, count=1).strip() for below in lines[number : number + len(wanted)]] == wanted:
                return Place(file, number)
        elif wanted[0] in line and all(text in below for text, below in zip(wanted, lines[number - 1 :], strict=False)):
            return Place(file, number)
    return Place(file, 0)


def source_of(site: Site, page: Page) -> Path | None:
    """Return the Markdown file of a page; None if it has none."""
    docs, address = site.root / "docs", page.address.removesuffix(".html").strip("/")
    candidates = [docs / f"{address or 'index'}.md", docs / address / "index.md", docs / address / "README.md"]
    return next((path for path in candidates if path.is_file()), None)
