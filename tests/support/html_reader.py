"""Reads the pages of a built site as a strict browser does."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib

from tests.support.sites import Site

ATTRIBUTES = ("href", "src", "action", "poster", "data")
# A file whose name comes from its content: our joined sheets and the theme's files have eight hexadecimal digits, our scripts any eight.
HASHED = re.compile(r"\.[0-9a-f]{8}(\.min)?\.(css|js)$|\.[0-9a-z]{8}\.js$")


@dataclass(frozen=True)
class Page:
    """A page of a built site; ``path`` is that of its file, such as ``guide/about/index.html``."""

    site: Site
    path: str

    @property
    def url(self) -> str:
        """Address at which a reader finds the page."""
        return self.site.url + re.sub(r"(^|/)index\.html$", r"\1", self.path)

    @cached_property
    def parser(self) -> html5lib.HTMLParser:
        """The parser after its work; its ``errors`` are all that is wrong with the HTML."""
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.tree_of_page = parser.parse((self.site.folder / self.path).read_text(encoding="utf-8"))
        return parser

    @property
    def tree(self) -> Element:
        """The page's root element."""
        return self.parser.tree_of_page

    @property
    def errors(self) -> list[str]:
        """Every fault in the HTML: the line, the fault, and the text before it."""
        lines = (self.site.folder / self.path).read_text(encoding="utf-8").splitlines()
        return [f"{self.path}:{line}: {code}: …{lines[line - 1][:column][-60:]}" for (line, column), code, _ in self.parser.errors]

    @cached_property
    def ids(self) -> list[str]:
        """Every id on the page, in order."""
        return [element.get("id", "") for element in self.elements() if "id" in element.attrib]

    @property
    def article(self) -> Element:
        """The element that holds the page's own words."""
        return next(element for element in self.elements() if element.tag == "article")

    def elements(self, tree: Element | None = None) -> list[Element]:
        """Return every element of the page, or of a part of it; comments left out."""
        return [element for element in (self.tree if tree is None else tree).iter() if isinstance(element.tag, str)]

    def addresses(self) -> list[tuple[Element, str]]:
        """Return every address that the page names, made absolute, with the element that names it."""
        found = []
        for element in self.elements():
            named = [element.get(name) for name in ATTRIBUTES if element.get(name) is not None]
            named += [part.split()[0] for part in element.get("srcset", "").split(",") if part.strip()]
            found += [(element, urljoin(self.url, address or "")) for address in named]
        return found


def pages(site: Site) -> list[Page]:
    """Return all pages of a site, by path."""
    return [Page(site, path.relative_to(site.folder).as_posix()) for path in sorted(site.folder.rglob("*.html"))]


def file_of(site: Site, address: str) -> Path:
    """Return the file that a host serves for an address of the site."""
    path = site.folder / unquote(urlsplit(address).path).lstrip("/")
    return path / "index.html" if path.is_dir() else path


def words(element: Element) -> str:
    """Return the text of an element with its white space made even."""
    return " ".join("".join(element.itertext()).split())


def files(folder: Path) -> list[str]:
    """Return the address of each file of a built site, from its root."""
    return sorted("/" + path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
