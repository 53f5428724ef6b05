"""A built site and its pages: each page is read once, parsed once and written once, one after the other.

Only one page is in memory at a time; what later steps need of the others (titles, sections for the search, hashes) is kept
as facts. Steps read the parsed page and insert into its source, so every byte that no step touches stays as the engine wrote it.
"""

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.config import config_path, load_config
from handbook.content.library import Library
from handbook.errors import Problem
from handbook.loader import load_library
from handbook.theme.palette import SECTIONS, TEAM, load_schemes, parse_tokens

if TYPE_CHECKING:
    from handbook.vocabulary.rewriter import VocabularyRewriter
    from tools.postbuild.contents import Contents
    from tools.search.sections import Section

MAX_DESCRIPTION = 160  # characters
# Parts that a site can leave out by `extra.handbook.without`.
PICTURES, MARKDOWN, SEARCH_ENGINES = "pictures", "markdown", "search-engines"
OPTIONAL_PARTS = (PICTURES, MARKDOWN, SEARCH_ENGINES)
_LINK = re.compile(r"<[aA](?=[\s/])")
_OFFSET = "data-offset"  # exists only in the copy that is parsed
_BESIDE = frozenset("ul ol dl table blockquote details aside figure pre nav form".split())  # no description begins here
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Element:
    """An element of a parsed page.

    Attributes:
        name: Its tag, in lower case.
        attributes: Values by name; "" for an attribute without a value.
        children: Elements and texts, in document order.
    """

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """Its class names."""
        return _class_names(self.attributes.get("class", ""))

    @property
    def text(self) -> str:
        """All text in it, unchanged; not the source of a formula, which is there once more."""
        return "".join(child if isinstance(child, str) else "" if child.name == "annotation" else child.text for child in self.children)

    @property
    def words(self) -> str:
        """All text in it, with each run of white space as one space."""
        return _SPACE.sub(" ", self.text).strip()

    def all(self) -> "Iterator[Element]":
        """Yield every element in it, in document order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.all()

    def first(self, name: str = "", class_name: str = "") -> "Element | None":
        """Return the first element in it with a tag, a class or both; None if there is none."""
        return next((node for node in self.all() if name in ("", node.name) and (not class_name or class_name in node.classes)), None)


@cache
def _class_names(value: str) -> frozenset[str]:
    return frozenset(value.split())


class Page:
    """One page of a built site.

    ``head`` and ``body`` are its source: everything before ``</head>``, and the rest. The parsed page is that of the
    first time a step asked for it; insertions after that do not change it.

    Args:
        path: Its file below the site, with forward slashes.
        html: Its source.
        site_name: What the site is called.
        site_description: The description of the site, which counts as none of a page.
    """

    def __init__(self, path: str, html: str, site_name: str = "", site_description: str = "") -> None:
        self.path = path
        self.address = path.removesuffix("index.html")
        self._site_name, self._site_description = site_name, site_description
        self.head = self.body = ""
        self.set_html(html)

    @property
    def html(self) -> str:
        """Its source as it is now."""
        return self.head + self.body

    @property
    def ours(self) -> bool:
        """Whether it has the frame of the handbook; a redirect and a page that a team brought ready-made have not."""
        return '<meta name="handbook-id"' in self.head

    @property
    def is_404(self) -> bool:
        """Whether it is the page for unknown addresses, which is read at any of them."""
        return self.path == "404.html"

    @property
    def to_root(self) -> str:
        """What leads from it to the root of the site, such as ``../../``."""
        return "../" * self.path.count("/")

    @cached_property
    def document(self) -> LexborHTMLParser:
        """The parsed page. Each ``<a>`` of the body carries its offset in ``body``, so that steps can insert there."""
        return LexborHTMLParser(self.head + _LINK.sub(lambda match: f'{match[0]} {_OFFSET}="{match.end()}"', self.body))

    @cached_property
    def article(self) -> Element:
        """Its text and practice: the first ``<article>``; an element without a name if it has none."""
        node = self.document.css_first("article")
        return _element(node) if node else Element("")

    @cached_property
    def title(self) -> str:
        """Its title without the site's name; the home page has that name."""
        node = self.document.css_first("title")
        title = node.text().strip() if node else ""
        return (title.removesuffix(f" - {self._site_name}") if self.address else "") or self._site_name

    @property
    def stated_description(self) -> str:
        """The description in its source."""
        return self._attribute('meta[name="description"]', "content")

    @cached_property
    def description(self) -> str:
        """Its own description, or its first sentences."""
        stated = self.stated_description.strip()
        return stated if stated and stated != self._site_description else self._first_words or f"{self.title}. {self._site_name}"

    @cached_property
    def section(self) -> str:
        """The section of the book that it belongs to; "" for a page that is no chapter."""
        return self._attribute('[data-md-component="content"]', "data-hb-section")

    @cached_property
    def opening(self) -> list[str]:
        """The lines above a chapter's title: its part, if it has one, and its section."""
        return [node.text() for node in self.document.css(".hb-opening__part, .hb-opening__section")] if self.section else []

    @cached_property
    def group(self) -> str:
        """The group of the contents that it is in; "" if there is none."""
        node = self.document.css_first('#hb-contents [aria-current="page"]')
        while node and "hb-contents__section" not in (node.attributes.get("class") or ""):
            if name := node.attributes.get("data-hb-group"):  # the menu shows the one page of a group without it
                return name
            node = node.parent
        title = node.css_first("summary") if node else None
        return title.text(deep=False).strip() if title else ""  # without the count of its pages

    @cached_property
    def next(self) -> str:
        """The address of the next page of the book; "." for the last one."""
        href = self._attribute('link[rel="next"]', "href")
        path = posixpath.normpath(posixpath.join("/", self.address, href))[1:] if href else "."
        return path if path in ("", ".") else f"{path}/"

    def set_html(self, html: str) -> None:
        """Replace its source, before it is parsed."""
        head, end, body = html.partition("</head>")
        self.head, self.body = (head, end + body) if end else ("", head)

    def insert_in_head(self, html: str) -> None:
        """Insert HTML at the end of the head."""
        if self.body.startswith("</head>"):
            self.head += html

    def insert_in_links(self, links: Iterable[tuple[Element, str]]) -> None:
        """Insert an attribute into each of some ``<a>`` elements. Once only, since it moves what follows.

        Raises:
            ValueError: A step changed the page between parsing it and this.
        """
        # A parser moves and repeats elements of badly nested HTML; their source is one tag.
        by_offset = {int(link.attributes[_OFFSET]): attribute for link, attribute in links}
        if moved := [offset for offset in by_offset if self.body[offset - 2 : offset].lower() != "<a"]:
            raise ValueError(f"{self.path}: a step changed the page after it was parsed, so {len(moved)} links are no longer where they were.")
        parts, end = [], 0
        for offset, attribute in sorted(by_offset.items()):
            parts += [self.body[end:offset], f" {attribute}"]
            end = offset
        self.body = "".join([*parts, self.body[end:]])

    def _attribute(self, selector: str, name: str) -> str:
        node = self.document.css_first(selector)
        return (node.attributes.get(name) or "") if node else ""

    @property
    def _first_words(self) -> str:
        lead = self.article.first("p", "hb-lead")
        paragraphs = [lead] if lead else [node for node in _prose(self.article) if node.name == "p" and not node.classes]
        return shortened(next((node.words for node in paragraphs if node.words), ""))


@dataclass(frozen=True)
class PageFacts:
    """What is kept of a page of ours: address, title, description, heading in the contents, and the next page's address."""

    path: str
    address: str
    title: str
    description: str
    group: str
    next: str


class Site:
    """A built site, and what its steps tell each other.

    Args:
        folder: The folder that an engine built.
        root: The project's root folder.
        standalone: Whether it is to be read from a disk, without a server.
        library: The project's sources; read from ``root`` if not given.

    Attributes:
        without: Which of ``OPTIONAL_PARTS`` it leaves out.
        facts: Its own pages so far, by address.
        titles: Their titles, by address.
        hashes: The SHA-256 digest of each page written, by path.
        loaded: The addresses that each page loads, by path.
        sections: The language and the sections of each page that the search finds, by path.
        contents: The contents of the book; None before they are read.
        rewriter: What puts in a team's own words; None if it has none.
        pdfs: The PDFs in it, such as ``pdf/x.pdf``.
        entry: The file name of the bundled script; "" before it is made.
        made: Files that pages share, by their content: made at the first page that needs them.
        warnings: Sentences for who builds.
        problems: What is wrong with the sources, as far as only the built pages tell; the page says it too.

    Raises:
        ValueError: The configuration leaves out a part that does not exist.
    """

    def __init__(self, folder: Path, root: Path, standalone: bool = False, library: Library | None = None) -> None:
        self.folder, self.root, self.standalone = folder, root, standalone
        self.library = library or load_library(root, root / "docs")
        path = config_path(root)
        self.config = load_config(path) if path.exists() else {}
        self.name, self.url = self.library.config.name, self.library.config.url
        self.description = str(self.config.get("site_description") or "")
        self.without = _without(self.config, path.name)
        self.facts: dict[str, PageFacts] = {}
        self.titles: dict[str, str] = {}
        self.hashes: dict[str, bytes] = {}
        self.loaded: dict[str, set[str]] = {}
        self.sections: dict[str, tuple[str, list[Section]]] = {}
        self.contents: Contents | None = None
        self.rewriter: VocabularyRewriter | None = None
        self.pdfs: set[str] = set()
        self.entry = ""
        self.made: dict[object, str] = {}
        self.warnings: list[str] = []
        self.problems: list[Problem] = []

    @cached_property
    def colours(self) -> dict[str, str]:
        """The colours of the light scheme by name, with a team's own; ``own`` is for what belongs to no section."""
        sheets = [parse_tokens(path.read_text(encoding="utf-8")) for path in sorted((self.root / TEAM).glob("*.css"))]
        own = {name: token for sheet in sheets for name, token in sheet.items() if token.colour("light")}
        colours = load_schemes(self.root, own)["light"].colours
        return {"own": colours.get("brand", colours[SECTIONS[0]])} | colours

    def pages(self, noted: bool = True) -> Iterator[Page]:
        """Yield each page, and write it when the next one is asked for; a page comes after those of the folders above it.

        Args:
            noted: Whether to keep its digest, its title and its facts, for which it is parsed.
        """
        files = {file.relative_to(self.folder).as_posix(): file for file in self.folder.rglob("*.html")}
        for path in sorted(files, key=lambda path: path.removesuffix("index.html")):
            before = files[path].read_bytes()
            page = Page(path, before.decode(), self.name, self.description)
            yield page
            after = page.html.encode()
            if after != before:
                files[path].write_bytes(after)
            if not noted:
                continue
            self.hashes[path] = hashlib.sha256(after).digest()
            if page.ours and not page.is_404:
                self.titles[page.address] = page.title
                self.facts[page.address] = PageFacts(path, page.address, page.title, page.description, page.group, page.next)

    def once(self, key: object, make: Callable[[], str]) -> str:
        """Return the name of a file that pages share; ``make`` writes it the first time and returns its name."""
        if key not in self.made:
            self.made[key] = make()
        return self.made[key]

    def write(self, path: str, data: str | bytes) -> None:
        """Write a file below the site; text as UTF-8."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)

    def in_book_order(self) -> list[PageFacts]:
        """Return the pages in the order of the book; those that are not in it follow, sorted by path."""
        rest = {facts.address: facts for facts in sorted(self.facts.values(), key=lambda facts: facts.path.split("/"))}
        ordered, address = [], ""
        while address in rest:
            ordered.append(rest.pop(address))
            address = ordered[-1].next
        return ordered + list(rest.values())


def _prose(element: Element) -> Iterator[Element]:
    """Yield the elements in one, in document order, but not those of lists, quotes, tables and what stands beside the text."""
    for child in element.children:
        if isinstance(child, Element) and child.name not in _BESIDE and not child.classes & {"admonition", "tabbed-set", "footnote"}:
            yield child
            yield from _prose(child)


def shortened(text: str) -> str:
    """Return as many sentences from the start of a text as a description holds; if the first is too long, its first words."""
    if len(text) <= MAX_DESCRIPTION:
        return text
    sentences = text[: MAX_DESCRIPTION + 1]
    end = max(sentences.rfind(f"{mark} ") for mark in ".?!。")
    return text[: end + 1] if end >= MAX_DESCRIPTION // 3 else sentences[: MAX_DESCRIPTION - 1].rpartition(" ")[0].rstrip(",;:") + " …"


def _element(node: LexborNode) -> Element:
    """Return a parsed node as an ``Element``: one walk in Python, where each step would otherwise walk the parser's nodes itself."""
    top = Element(node.tag or "", _attributes(node))
    open_elements = [(top.children, node.first_child)]
    while open_elements:
        children, child = open_elements.pop()
        while child is not None:
            name = child.tag or "-"
            if name == "-text":
                children.append(child.text_content or "")
            elif name[0] != "-":
                element = Element(name, _attributes(child))
                children.append(element)
                if (inner := child.first_child) is not None:
                    open_elements.append((children, child.next))
                    children, child = element.children, inner
                    continue
            child = child.next
    return top


def _attributes(node: LexborNode) -> dict[str, str]:
    attributes = node.attributes
    for name, value in attributes.items():
        if value is None:
            attributes[name] = ""
    return attributes  # type: ignore[return-value]


def _without(config: dict[str, object], file: str) -> set[str]:
    extra = config.get("extra")
    handbook = extra.get("handbook") if isinstance(extra, dict) else None
    stated = (handbook.get("without") if isinstance(handbook, dict) else None) or []
    stated = stated if isinstance(stated, list) else [stated]
    if wrong := [str(part) for part in stated if part not in OPTIONAL_PARTS]:
        raise ValueError(f'{file}: extra.handbook.without: "{wrong[0]}" cannot be left out. Use any of: {", ".join(OPTIONAL_PARTS)}.')
    return {str(part) for part in stated}
