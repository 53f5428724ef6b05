"""Draws the contents of the book beside every page, of the tree that the 404 page carries (overrides/partials/contents-tree.html).

They open where the reader is, and chapters always; elsewhere a group or a folder is folded, and says how many pages it holds.
A group of one page is that page. A cheat sheet is listed while it's the page one is on: its chapter and the templates lead to it.

The whole tree in every page makes a large fork slow, so a page holds only what is near it: all pages of a section of at most
sixty pages that is open, or of at most eighteen that is not; elsewhere, or of more than twelve entries, a folder is a link to
its first page, and a list of more than forty shows what is around this page.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from tools.postbuild.site import Page, Site

_TREE = re.compile(r"\s*<hb-tree>(.*?)</hb-tree>", re.S)
_LIST = re.compile(r"<hb-list>(.*?)</hb-list>", re.S)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#", re.I)
_TAG = re.compile(r"<[^>]*>")


def draw_contents(site: Site, page: Page) -> None:
    """Draw the contents where a page has room for them."""
    if match := _LIST.search(page.body):
        site.contents = site.contents or read_contents(site.folder / "404.html")
        contents = site.contents.drawn(page.address, match[1].strip(), absolute=page.is_404)
        page.body = page.body[: match.start()] + contents + _TREE.sub("", page.body[match.end() :])


def read_contents(path: Path) -> "Contents":
    """Return the contents that a 404 page carries, as an engine built it.

    Raises:
        ValueError: It carries none.
    """
    match = _TREE.search(path.read_text(encoding="utf-8")) if path.exists() else None
    if not match:
        raise ValueError("404.html does not hold the contents. Remove docs/404.md: the page for unknown addresses is overrides/404.html.")
    return Contents(json.loads(match[1]))


@dataclass(frozen=True, eq=False)
class Entry:
    """An entry of the contents.

    Attributes:
        title: Its title, as HTML.
        label: What a link to it says, as HTML; of a section, what one to its first page says in its place.
        url: The address of a page below the site, or of another site; "" for a section.
        is_index: Whether it is the page of its folder.
        is_tool: Whether it is a page of the workbook.
        in_book: Whether it is a chapter.
        children: The entries of a section.
    """

    title: str
    label: str
    url: str
    is_index: bool
    is_tool: bool
    in_book: bool
    children: "tuple[Entry, ...]"

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Entry":
        """Return an entry of the tree in the 404 page."""
        return cls(**{**data, "children": tuple(map(cls.of, data["children"]))})

    @property
    def first_url(self) -> str:
        """The address of the first page in it."""
        return self.children[0].first_url if self.children else self.url

    @property
    def is_sheet(self) -> bool:
        """Whether it is a cheat sheet."""
        return "toolkit/cheat-sheet-" in self.url

    @cached_property
    def pages(self) -> int:
        """How many pages are in it, without cheat sheets."""
        return sum(child.pages for child in self.children) if self.children else int(not self.is_sheet)

    @property
    def count(self) -> int:
        """How many pages it holds: one that only leads to the others isn't one of them."""
        first = self.children[0] if len(self.children) > 1 else self
        return self.pages - (first.is_index and not first.is_tool)


class Contents:
    """The contents of the book.

    Args:
        data: The tree in the 404 page.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self.entries = [Entry.of(entry) for entry in data["entries"]]
        self.pages_in, self.more_pages = data["pages_in"], data["more_pages"]
        self._base = data["base"].rstrip("/") + "/"
        self._ways = {_address(way[-1].url): frozenset(way) for entry in self.entries for way in _ways(entry)}

    def drawn(self, address: str, above: str = "", absolute: bool = False) -> str:
        """Return their HTML for a page.

        Args:
            address: The address of the page below the site.
            above: The page whose entry is marked where this page has none.
            absolute: Whether links are to begin at the root of the server.
        """
        way = self._ways.get(address) or (self._ways.get(_address(above)) if above else None) or frozenset()
        href = partial(_absolute, self._base) if absolute else partial(_relative, quote(address).split("/")[:-1])
        return _List(self, way, href).html()


@dataclass(frozen=True)
class _List:
    """The contents as a page has them.

    Attributes:
        contents: The contents.
        way: The page's entry and the sections that it is in.
        href: Returns the link to an address.
    """

    contents: Contents
    way: frozenset[Entry]
    href: Callable[[str], str]

    def html(self) -> str:
        items = "\n".join(self._group(entry) if entry.children else self._page(entry) for entry in self.contents.entries)
        return f'<ul class="hb-contents__list">\n{items}\n</ul>'

    def _group(self, group: Entry) -> str:
        first, here = group.children[0], group in self.way
        if len(group.children) == 1 and not first.children:
            return self._page(first, f' data-hb-group="{_TAG.sub("", group.title)}"')
        if here or group.count <= 18 or len(group.children) <= 12:
            pages = self._pages(group, whole=group.count <= 18 or (here and group.count <= 60), top=True)
            inner = _fold(here or first.in_book, f"{group.title} {self._count(group)}", pages)
        else:
            inner = self._first(group)
        return f'<li class="hb-contents__section">{inner}</li>'

    def _folder(self, folder: Entry, whole: bool) -> str:
        """Return a folder: its own page is its name, and what is in it is behind the count."""
        own, here = folder.children[0], folder in self.way
        if here or (whole and len(folder.children) <= 12):
            inner = f"{self._link(own, folder.label)}\n" if own.is_index else ""
            if len(folder.children) > 1 or not own.is_index:
                summary = self._count(folder, f"{folder.title}. ") if own.is_index else f"{folder.title} {self._count(folder)}"
                inner += _fold(here, summary, self._pages(folder, whole or folder.count <= 60))
        else:
            inner = self._first(folder)
        return f'<li class="hb-contents__item hb-contents__folder">{inner}</li>'

    def _pages(self, section: Entry, whole: bool, top: bool = False) -> str:
        children = list(enumerate(section.children))
        long = len(children) > 40 and section in self.way
        if long:
            at = next((n for n, child in children if child in self.way), 0)
            children = [(n, child) for n, child in children if n == 0 or abs(n - at) < 8]
        items = [
            self._folder(child, whole) if child.children else self._page(child)
            for n, child in children
            if (top or n or not child.is_index) and (child in self.way or not child.is_sheet)
        ]
        if long:
            items.append(_item(self._a(section.first_url, self.contents.more_pages.replace("{n}", str(len(section.children))))))
        deep = "" if top else " hb-contents__pages--deep"
        return f'<ul class="hb-contents__pages{deep}">\n' + "\n".join(items) + "\n</ul>"

    def _page(self, page: Entry, attributes: str = "") -> str:
        return _item(self._link(page, page.label), attributes)

    def _first(self, section: Entry) -> str:
        return self._a(section.first_url, f"{section.title} {self._count(section)}")

    def _link(self, page: Entry, label: str) -> str:
        return self._a(page.url, label, ' aria-current="page"' if page in self.way else "")

    def _a(self, url: str, label: str, attributes: str = "") -> str:
        return f'<a class="hb-contents__link" href="{self.href(url)}"{attributes}>{label}</a>'

    def _count(self, section: Entry, title: str = "") -> str:
        words = f'<span class="hb-visually-hidden">{title}{self.contents.pages_in} </span>'
        return f'<span class="hb-contents__count">{words}{section.count}</span>'


def _item(inner: str, attributes: str = "") -> str:
    return f'<li class="hb-contents__item"{attributes}>{inner}</li>'


def _fold(is_open: bool, summary: str, pages: str) -> str:
    return f'<details class="hb-contents__fold"{" open" * is_open}><summary class="hb-fold">{summary}</summary>\n{pages}</details>'


def _ways(entry: Entry) -> Iterator[list[Entry]]:
    """Yield the way to each page below an entry: the sections, and at the end the page."""
    if not entry.children:
        yield [entry]
    for child in entry.children:
        for way in _ways(child):
            yield [entry, *way]


def _address(url: str) -> str:
    """Return the address that a page has below the site, for its URL in the tree; the home page's is "." in MkDocs."""
    return "" if url == "." else unquote(url).removesuffix("index.html")


def _absolute(base: str, url: str) -> str:
    return url if _elsewhere(url) else base + ("" if url == "." else url)


def _relative(here: list[str], url: str) -> str:
    """Return the link to an address from a page in some folders."""
    if _elsewhere(url):
        return url
    there = [""] if url == "." else url.split("/")
    common = next((n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), min(len(here), len(there)))
    return "../" * (len(here) - common) + "/".join(there[common:]) or "./"


def _elsewhere(url: str) -> bool:
    return _ELSEWHERE.match(url) is not None
