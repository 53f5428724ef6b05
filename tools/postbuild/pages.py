"""What a built page says of itself, read from its HTML; so it holds for both engines, and with a team's own words."""

import html
import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from handbook.tree import Element, parse

LONGEST = 160  # of a description, in characters
_TITLE = re.compile(r"<title>(.*?)</title>", re.S)
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
_ARTICLE = re.compile(r"<article\b.*</article>", re.S)
_NEXT = re.compile(r'<link rel="next" href="([^"]*)">')
_GROUP = re.compile(r'class="hb-contents__title"[^>]*>(.*?)</p>', re.S)
_SECTION = re.compile(r'data-md-component="content" data-hb-section="([\w-]+)"')
_OPENING = re.compile(r'class="hb-opening__(?:part|section)"[^>]*>([^<]*)<')
_OURS = '<meta name="handbook-id"'


@dataclass
class Page:
    """A page.

    Attributes:
        file: Where it stands.
        path: Its address below the site: with a slash at its end, or "" for the first page.
        text: Its HTML.
        site: The name of the site.
        common: What the site says of itself, which is no description of a page.
    """

    file: Path
    path: str
    text: str
    site: str
    common: str

    @property
    def lost(self) -> bool:
        """Whether it is the page for an address that leads nowhere."""
        return self.path == "404.html"

    @property
    def up(self) -> str:
        """The way from it to the first page, to put before an address below the site."""
        return "" if self.lost else "../" * self.path.count("/")

    @cached_property
    def title(self) -> str:
        """Its title, without the name of the site; the first page has that name."""
        found = _TITLE.search(self.text)
        title = html.unescape(found[1]).strip() if found else ""
        return (title.removesuffix(f" - {self.site}") if self.path else "") or self.site

    @cached_property
    def description(self) -> str:
        """Its own description: the one it states, or else its first words."""
        found = _DESCRIPTION.search(self.text)
        stated = html.unescape(found[1]).strip() if found else ""
        return stated if stated and stated != self.common else self._lead or f"{self.title}. {self.site}"

    @cached_property
    def article(self) -> Element:
        """Its own words and practice."""
        found = _ARTICLE.search(self.text)
        return parse(found[0]) if found else Element("")

    @cached_property
    def section(self) -> str:
        """The section of the book that it is in; "" for a page that is no chapter."""
        found = _SECTION.search(self.text)
        return found[1] if found else ""

    @cached_property
    def opening(self) -> list[str]:
        """What stands above the title of a chapter: the part, if it is one, and the section."""
        return [html.unescape(words) for words in _OPENING.findall(self.text)] if self.section else []

    @cached_property
    def group(self) -> str:
        """The heading of the contents under which it stands; "" where it stands under none."""
        here = self.text.find('aria-current="page"', self.text.find('id="hb-contents"'))
        before = self.text[: max(here, 0)]
        title = next(iter(_GROUP.findall(before[before.rfind('class="hb-contents__title"') :])), "")
        between = before[before.rfind('class="hb-contents__title"') :]
        return html.unescape(re.sub(r"<[^>]*>", "", title)).strip() if between.count("<ul") > between.count("</ul>") else ""

    @cached_property
    def next(self) -> str:
        """The path of the page that follows it in the book; "." where none does."""
        found = _NEXT.search(self.text)
        path = posixpath.normpath(posixpath.join("/", self.path, html.unescape(found[1])))[1:] if found else "."
        return path if path in ("", ".") else f"{path}/"

    @property
    def _lead(self) -> str:
        """Its first words: as many sentences as a description holds."""
        paragraphs = [self.article.first("p", "hb-lead"), *(node for node in self.article.all() if node.name == "p" and not node.classes)]
        return shortened(next((node.words for node in paragraphs if node and node.words), ""))


def shortened(text: str) -> str:
    """Return the sentences at the start of a text that a description holds; where the first is too long, its first words."""
    if len(text) <= LONGEST:
        return text
    sentences = text[: LONGEST + 1]
    end = max(sentences.rfind(f"{sign} ") for sign in ".?!。")
    return text[: end + 1] if end >= LONGEST // 3 else sentences[: LONGEST - 1].rpartition(" ")[0].rstrip(",;:") + " …"


def pages(site: Path, name: str, common: str) -> list[Page]:
    """Return the pages of a built site in the order of the book; those outside it follow by their paths.

    Left out is what a team put there ready-made, and what only leads on to another address.
    """
    found = {}
    for file in sorted(site.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        if _OURS in text:
            path = file.relative_to(site).as_posix().removesuffix("index.html")
            found[path] = Page(file, path, text, name, common)
    ordered, at = [], ""
    while at in found:
        ordered.append(found.pop(at))
        at = ordered[-1].next
    return ordered + list(found.values())
