"""The workbook for paper: from the models to the HTML that ``tools/pdf/build.py`` sets as PDF.

A field's name is the id of the answer that it holds, so that a filled-in PDF
can be read back. Nothing here knows how the PDF is made.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from handbook.config import SiteConfig
from handbook.content.library import Chapter, Library
from handbook.content.short_codes import short_code
from handbook.content.urls import sheet_url
from handbook.templating import PageWriter
from handbook.vocabulary.rewriter import rewriter_of

WHOLE = "handbook-workbook.pdf"
STYLES = Path(__file__).parents[1] / "templates" / "booklet" / "booklet.css"


@dataclass(frozen=True)
class Booklet:
    """One PDF to be: its file name, its title, and its HTML."""

    file: str
    title: str
    html: str


class BookletWriter(PageWriter):
    """Writes for paper.

    Args:
        library: The checked sources.
        identity: Name, version and address, for the foot of each page.
        date: Day of the last commit, such as ``2026-11-22``.
    """

    def __init__(self, library: Library, identity: SiteConfig, date: str) -> None:
        super().__init__(library, "")
        self.identity = identity
        self.date = date
        self.renaming = rewriter_of(library, identity.name)

    def booklets(self) -> Iterator[Booklet]:
        """Yield the whole workbook, then one booklet a chapter that has practice."""
        chapters = [chapter for chapter in self.library.in_order if _has_practice(chapter)]
        yield Booklet(WHOLE, self.identity.name, self._frame(self.identity.name, chapters, whole=True))
        for chapter in chapters:
            yield Booklet(f"{chapter.slug}.pdf", chapter.meta.title, self._frame(chapter.meta.title, [chapter], whole=False))

    def _frame(self, title: str, chapters: list[Chapter], whole: bool) -> str:
        behaviours = [behaviour for chapter in chapters for behaviour in chapter.practice.behaviours]
        bodies = [jinja2.filters.do_mark_safe(self._chapter(chapter, whole)) for chapter in chapters]
        ticked = [short_code(item.id) for chapter in chapters for checklist in chapter.practice.checklists for item in checklist.items]
        values: dict[str, Any] = {
            "title": title,
            "chapters": chapters,
            "bodies": bodies,
            "behaviours": behaviours,
            "whole": whole,
            "example": "".join(ticked[:1]),
        }
        return self.renaming.html(self.render_template("booklet/frame", identity=self.identity, date=self.date, address=self._address, **values))

    def _chapter(self, chapter: Chapter, whole: bool) -> str:
        recall = chapter.practice.recall
        about = self.library.titles[recall.about] if recall else ""
        given = {"address": self._address, "sheet_url": sheet_url, "code": short_code}
        return self.render_template("booklet/chapter", chapter=chapter, practice=chapter.practice, about=about, whole=whole, **given)

    def _address(self, page: str) -> str:
        """Return where a page is read: in full where the site's address is known."""
        return f"{self.identity.url.rstrip('/')}/{page}" if self.identity.url else page


def stamp(library: Library, identity: SiteConfig) -> str:
    """Return what tells whether PDFs are of these sources: a hash of all that is set, less the date and the address."""
    timeless = BookletWriter(library, SiteConfig(identity.name, identity.version, ""), "")
    digest = hashlib.sha256(STYLES.read_bytes())
    for sheets in timeless.booklets():
        digest.update(sheets.html.encode())
    return digest.hexdigest()


def _has_practice(chapter: Chapter) -> bool:
    practice = chapter.practice
    return bool(practice.checklists or practice.prompts or practice.plan or practice.recall or practice.scenario or practice.behaviours or practice.templates)
