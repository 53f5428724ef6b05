"""The sections of a page that a search leads to: the page, its headings, each checklist, question, plan and term.

Read from the finished page, so both engines give the same, with a team's own words.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from handbook.vocabulary.markup import INLINE, SPACES
from tools.postbuild.site import Element, Page

# A checklist, say. A sheet of the toolkit has a page of its own, and that page is the section.
_BLOCK = re.compile(r"\bhb-block--(?!template|workbook|continue)\w")
# Found one by one, not as part of the block around them.
_PARTS = {"hb-prompt", "hb-behaviour", "hb-work"}
_TERM = "hb-glossary__term"
_EXCLUDED = "data-search-exclude"  # as in Material: a page, a heading with what's below it, or any element
_WORD = "hb-term__word"  # a button in a sentence
_TITLES = {"hb-block__title", "hb-block__kicker--title", "hb-prompt__question", _TERM}
_KINDS = {"hb-block__kicker", "hb-cheat__kicker"}
_HEADINGS = {"h1", "h2", "h3"}
_SKIPPED = {"annotation", "noscript", "script", "select", "style", "svg", "template", "textarea"}
# Help for the reader that is no answer, what a script fills in, and what other pages say too.
_SKIPPED_CLASSES = set(
    """hb-overview hb-cheat hb-cites hb-code hb-today hb-foot hb-kit hb-map hb-margin hb-opening hb-opening__deepens hb-pack__desk hb-path
    hb-planner__list hb-planner__paper hb-sources hb-term__meaning hb-visually-hidden
    hb-assessment__desk hb-assessment__form""".split()
)


@dataclass
class Section:
    """A search result.

    Attributes:
        address: From the site's root, with the anchor.
        page: The title of its page.
        part: What its chapter is called in the book, such as "Part 4"; "" on other pages.
        kind: What it is, as the page says: "Checklist"; "" for a page or a heading.
        title: Its own title.
        text: Its other text.
        asked: How people ask for it.
    """

    address: str
    page: str = ""
    part: str = ""
    kind: str = ""
    title: str = ""
    text: str = ""
    asked: list[str] = field(default_factory=list)


@dataclass
class _Draft:
    """A section whose pieces of text are still being collected."""

    address: str
    kind: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


class _Reader:
    """Collects the sections of one page."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._heading: _Draft | None = None
        self.drafts = [_Draft(url)]

    def read(self, element: Element, block: _Draft | None = None, target: str = "") -> None:
        """Collect the text of an element.

        Args:
            element: The element.
            block: The checklist or the like that it is in; None if its text belongs to the last heading.
            target: The list of the draft that its text goes to.
        """
        for child in element.children:
            if isinstance(child, str):
                self._add(child, block, target)
                continue
            classes = child.classes
            spaced = (child.name not in INLINE or child.name in SPACES) and _WORD not in classes
            excluded = _EXCLUDED in child.attributes and child.name not in _HEADINGS
            if excluded or child.name in _SKIPPED or not classes.isdisjoint(_SKIPPED_CLASSES):
                if spaced:
                    self._add(" ", block, target)
                continue
            inner, inner_target = self._section_of(child, classes, block, target)
            if spaced:
                self._add(" ", inner, inner_target)
            self.read(child, inner, inner_target)
            if spaced:
                self._add(" ", block, target)

    def _section_of(self, child: Element, classes: frozenset[str], block: _Draft | None, target: str) -> tuple[_Draft | None, str]:
        """Return the draft that the text of an element goes to, and which list of it."""
        name, anchor = child.name, child.attributes.get("id", "")
        if anchor and (_BLOCK.search(child.attributes.get("class", "")) or classes & _PARTS):
            inner = self._new(anchor)
            inner.kind = [*block.kind] if block else []
            return inner, ""
        if (anchor or name == "h1") and not block and ((name in _HEADINGS and not classes & _TITLES) or _TERM in classes):
            self._heading = self.drafts[0] if name == "h1" else self._new(anchor, _EXCLUDED not in child.attributes)
            return block, "title"
        if block and (classes & _TITLES or (name in ("summary", "b") and not block.title)):
            return block, "title"
        return block, "kind" if classes & _KINDS else target

    def _add(self, text: str, block: _Draft | None, target: str) -> None:
        draft = block or self._heading or self.drafts[0]
        (draft.title if target == "title" else draft.kind if target == "kind" else draft.text).append(text)

    def _new(self, anchor: str, found: bool = True) -> _Draft:
        draft = _Draft(f"{self._url}#{anchor}")
        if found:
            self.drafts.append(draft)
        return draft


def sections_of(page: Page, asked: Mapping[str, list[str]]) -> tuple[str, list[Section]]:
    """Return the language of a page and its sections, the page itself first; none for a redirect, a page without an article or one that isn't to be found.

    Args:
        page: The built page.
        asked: How people ask for each address of the site.
    """
    language = page.article.attributes.get("lang", "")
    if not language or _EXCLUDED in page.article.attributes:
        return "", []
    reader = _Reader(page.address)
    reader.read(page.article)
    description = page.description if page.ours else page.stated_description
    if description.rstrip("… ") not in _joined(reader.drafts[0].text):  # or it's the page's first sentence
        reader.drafts[0].text.insert(0, f"{description} ")
    part = page.document.css_first(".hb-opening__part")
    return language, list(_finished(reader.drafts, part.text() if part else "", asked))


def _finished(drafts: list[_Draft], part: str, asked: Mapping[str, list[str]]) -> Iterator[Section]:
    page = _joined(drafts[0].title)
    for draft in drafts:
        kind = _joined(draft.kind).partition(" · ")[0]
        section = Section(draft.address, page, _joined([part]), kind, _joined(draft.title), _joined(draft.text), asked.get(draft.address, []))
        if section.title:
            yield section


def _joined(texts: list[str]) -> str:
    return " ".join("".join(texts).split())
