"""Renders the workbook as HTML for print, from which ``tools/pdf/build.py`` makes PDFs.

Each form field is named after the id of its answer, so that a filled-in PDF
can be read back.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from handbook.config import SiteConfig
from handbook.content.library import Chapter, Library
from handbook.content.nav.urls import sheet_url
from handbook.content.short_codes import short_code
from handbook.templating import PageWriter
from handbook.vocabulary.rewriter import rewriter_of

WHOLE = "handbook-workbook.pdf"
FIELD_NOTES_FILE = "field-notes.pdf"
TEMPLATES = Path(__file__).parents[1] / "templates" / "booklet"
STYLES = TEMPLATES / "booklet.css"


@dataclass(frozen=True)
class Booklet:
    """The file name, title and HTML of one PDF."""

    file: str
    title: str
    html: str


class BookletWriter(PageWriter):
    """Renders booklets for paper.

    Args:
        library: The checked sources.
        config: Name, version and URL, for the foot of each page.
        date: Day of the last commit, such as ``2026-11-22``; "" prints none.
    """

    def __init__(self, library: Library, config: SiteConfig, date: str) -> None:
        super().__init__(library, "")
        self.config = config
        self.date = date
        self.rewriter = rewriter_of(library, config.name)

    def booklets(self) -> Iterator[Booklet]:
        """Yield the whole workbook, then one booklet for each chapter that has practice, and one for all field notes."""
        held = [chapter for chapter in self.library.in_order if _has_practice(chapter)]
        yield Booklet(WHOLE, self.config.name, self._frame(self.config.name, held, whole=True))
        for chapter in held:
            if not chapter.is_field_note:
                yield Booklet(f"{chapter.slug}.pdf", chapter.meta.title, self._frame(chapter.meta.title, [chapter], whole=False))
        if notes := [chapter for chapter in held if chapter.is_field_note]:
            title = self.text("field-notes.title")
            yield Booklet(FIELD_NOTES_FILE, title, self._frame(title, notes, whole=False))

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
        return self.rewriter.html(self.render_template("booklet/frame", config=self.config, date=self.date, address=self._address, **values))

    def _chapter(self, chapter: Chapter, whole: bool) -> str:
        recall = chapter.practice.recall
        about = self.library.titles[recall.about] if recall else ""
        helpers = {"address": self._address, "sheet_url": sheet_url, "code": short_code}
        return self.render_template("booklet/chapter", chapter=chapter, practice=chapter.practice, about=about, whole=whole, **helpers)

    def _address(self, page: str) -> str:
        """Return the full URL of a page; its path below the site if the site's URL is unknown."""
        return f"{self.config.url.rstrip('/')}/{page}" if self.config.url else page


def source_hash(library: Library, config: SiteConfig) -> str:
    """Return a SHA-256 hash of everything that determines the PDFs' content and design, except the date and the URL.

    Computed from the models rather than from rendered booklets, since rendering
    is slow and a build checks several times whether the PDFs are current.
    """
    return library.cached(f"booklet hash {config.name} {config.version}", lambda: _source_hash(library, config))


def _source_hash(library: Library, config: SiteConfig) -> str:
    digest = hashlib.sha256(json.dumps([config.name, config.version, library.strings, library.titles], sort_keys=True).encode())
    for chapter in library.in_order:
        digest.update(f"{chapter.slug}{chapter.url}{chapter.meta.model_dump_json()}{chapter.practice.model_dump_json()}".encode())
    digest.update(repr([(rename.key, sorted(rename.words.items())) for rename in library.renames]).encode())
    digest.update(repr([source.title for source in library.sources.values()]).encode())  # renames leave these titles unchanged
    for path in sorted([*TEMPLATES.iterdir(), Path(__file__)]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _has_practice(chapter: Chapter) -> bool:
    practice = chapter.practice
    return bool(practice.checklists or practice.prompts or practice.plan or practice.recall or practice.scenario or practice.behaviours or practice.templates)
