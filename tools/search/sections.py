"""The places of a built page that a search leads to: the page, its sections, each checklist, question, plan and word.

Read from the finished HTML, as a reader meets it: so both engines give the same, with a team's own words in it.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from handbook.markup import Token, tokenize
from handbook.runs import INLINE, SPACES

# A checklist, say. A sheet of the toolkit has a page of its own, and that page is the place.
_BLOCK = re.compile(r"\bhb-block--(?!template|workbook|continue)\w")
# Each of these is looked for by itself.
_SMALLER = {"hb-prompt", "hb-behaviour", "hb-work"}
_WORD = "hb-glossary__term"
_TITLES = {"hb-block__title", "hb-block__kicker--title", "hb-prompt__question", _WORD}
_HEADINGS = {"h1", "h2", "h3"}
_UNREAD = {"noscript", "script", "select", "style", "svg", "template", "textarea"}
# What helps a reader on the page and is no answer, what a script fills, and what stands elsewhere too.
_UNREAD_CLASSES = set(
    """hb-overview hb-cheat hb-cites hb-code hb-continue hb-foot hb-kit hb-map hb-margin hb-opening hb-pack__desk
    hb-planner__list hb-planner__paper hb-sources hb-term__meaning hb-visually-hidden
    hb-assessment__desk hb-assessment__form""".split()
)
_ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
_LANGUAGE = re.compile(r'<article\b[^>]*?\slang="([^"]+)"')
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')
_PART = re.compile(r'<span class="hb-opening__part">(.*?)</span>')
_LONG = re.compile(r'\sdata-hb-(?:words|names|chapters|controls)="[^"]*"')  # a page has many of them, and no reader sees one


@dataclass
class Section:
    """One answer to a search.

    Attributes:
        address: From the site's start, with the anchor.
        page: Title of its page.
        part: What its chapter is called in the book: "Part 4"; "" on other pages.
        kind: What it is, as the page says: "Checklist"; "" for a page or a section.
        title: Its own title.
        text: What else stands there.
    """

    address: str
    page: str = ""
    part: str = ""
    kind: str = ""
    title: str = ""
    text: str = ""


@dataclass
class _Open:
    """An element that is open: into which place its text goes, into which part of it, and whether it goes anywhere."""

    name: str = ""
    place: Section | None = None
    into: str = ""
    unread: bool = False


@dataclass
class _Reader:
    """Reads the places of one page."""

    url: str
    places: list[Section]
    open: list[_Open] = field(default_factory=lambda: [_Open()])
    section: Section | None = None

    def tag(self, tag: Token) -> None:
        """Take in a tag."""
        if tag.name == "!":
            return
        if not tag.end and not tag.void:
            self.open.append(self._opened(tag, self.open[-1]))
        elif tag.end and any(one.name == tag.name for one in reversed(self.open)):
            while self.open.pop().name != tag.name:
                pass
        if tag.name not in INLINE or tag.name in SPACES:
            self.text(" ")

    def text(self, text: str) -> None:
        """Take in a text."""
        inner = self.open[-1]
        if not inner.unread:
            place, into = inner.place or self.section or self.places[0], inner.into or "text"
            setattr(place, into, getattr(place, into) + text)

    def _opened(self, tag: Token, outer: _Open) -> _Open:
        one = _Open(tag.name, outer.place, outer.into, outer.unread or tag.name in _UNREAD)
        if len(tag.text) == len(tag.name) + 2 and tag.name not in ("h1", "b", "summary"):
            return one
        held = tag.attributes
        classes, anchor = set(held.get("class", "").split()), held.get("id", "")
        one.unread = one.unread or bool(_UNREAD_CLASSES & classes)
        inside = outer.place or outer.unread
        if anchor and not one.unread and (_BLOCK.search(held.get("class", "")) or _SMALLER & classes):
            one.place, one.into = self._new(anchor), ""
            one.place.kind = outer.place.kind if outer.place else ""
        elif (anchor or tag.name == "h1") and not inside and ((tag.name in _HEADINGS and not _TITLES & classes) or _WORD in classes):
            self.section = self.places[0] if tag.name == "h1" else self._new(anchor)
            one.into = "title"
        elif outer.place and (_TITLES & classes or (tag.name in ("summary", "b") and not outer.place.title)):
            one.into = "title"
        elif {"hb-block__kicker", "hb-cheat__kicker"} & classes:
            one.into = "kind"
        return one

    def _new(self, anchor: str) -> Section:
        self.places.append(Section(f"{self.url}#{anchor}"))
        return self.places[-1]


def places(page: str, url: str) -> tuple[str, list[Section]]:
    """Return the language of a page and its places, the page itself first.

    Args:
        page: Its HTML, finished.
        url: Its address from the site's start, such as ``guide/use/``.
    """
    article, language = _ARTICLE.search(page), _LANGUAGE.search(page)
    if not article or not language:
        return "", []  # it says where another page is, or that there is none
    reader = _Reader(url, [Section(url)])
    for piece in tokenize(_LONG.sub("", article[1])):
        if piece.name:
            reader.tag(piece)
        else:
            reader.text(piece.text)
    said, part = _DESCRIPTION.search(page), _PART.search(page)
    reader.places[0].text = f"{said[1] if said else ''} {reader.places[0].text}"
    return language[1], list(_cleaned(reader.places, part[1] if part else ""))


def _cleaned(found: list[Section], part: str) -> Iterator[Section]:
    page = _plain(found[0].title)
    for place in found:
        place.title, place.text, place.page, place.part = _plain(place.title), _plain(place.text), page, _plain(part)
        place.kind = _plain(place.kind).partition(" · ")[0]
        if place.title and (place.text or place.kind or place is found[0]):
            yield place


def _plain(text: str) -> str:
    return " ".join(html.unescape(text).split())
