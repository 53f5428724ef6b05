"""Macros of the workbook's pages. Each renders a version that works without scripts, which its custom element then fills with the reader's answers."""

from typing import Any

from markupsafe import Markup

from handbook.content.markdown.pages import read_page
from handbook.content.short_codes import short_code
from handbook.i18n.completeness import TITLES
from handbook.render.lists import Lists
from handbook.templating import escape_markdown, json_attribute
from handbook.views.catalogue import catalogue, print_sections
from handbook.views.reading_group import reading_group


class Workbook(Lists):
    """The macros of the pages under ``docs/workbook/``."""

    def page_title(self) -> str:
        """Return the page's title for its first heading, as Markdown: in the interface's language where that has one for it."""
        title = read_page(self.library.docs / self.source, self.library.root).title
        translated = self.library.strings.get(TITLES, {}).get(title)
        return f"{escape_markdown(translated)} {self.language_attributes()}".rstrip() if translated else escape_markdown(title)

    def today(self, level: int = 2) -> str:
        """Return what is due or open today, as HTML; empty until the reader has written something."""
        return self.render_template("today", level=level)

    def overview(self, level: int = 2) -> str:
        """Return the reader's overview as HTML; without scripts, the practice of all chapters as a table."""
        return self._page("overview", level)

    def assessment(self, level: int = 2) -> str:
        """Return the self-assessment as HTML; without scripts, a form of all behaviours to print."""
        return self._page("assessment", level)

    def evidence(self, level: int = 2) -> str:
        """Return the reader's evidence as HTML; without scripts, a sheet to write it on."""
        return self._page("evidence", level)

    def planner(self, level: int = 2) -> str:
        """Return the reader's plans and dates as HTML; without scripts, an empty form to print."""
        return self._page("planner", level)

    def pack(self, level: int = 2) -> str:
        """Return the form to choose what to bring to a 1:1, as HTML."""
        return self._page("pack", level)

    def case(self, level: int = 2) -> str:
        """Return the reader's case for a role as HTML; without scripts, an empty form to print."""
        return self._page("case", level)

    def print_kit(self, level: int = 2) -> str:
        """Return every sheet of the handbook, blank and complete, and the form to choose what to print, as HTML."""
        chapters = print_sections(self.library.in_order, self.text)
        notes = [chapter for chapter, _ in chapters if chapter.is_field_note]
        return self.render_template("kit", chapters=chapters, notes=notes, titles=self.library.titles, code=short_code, level=level)

    def reading_group(self, level: int = 2) -> str:
        """Return a reading group's sessions as HTML, each with what to read and print, its invitation and its agenda."""
        return self.render_template("group", group=reading_group(self.library), to_root=self.to_root, level=level)

    def data(self, level: int = 2) -> str:
        """Return the page for viewing, backing up, restoring and deleting stored answers, as HTML."""
        return self._page("data", level)

    def _page(self, name: str, level: int) -> str:
        # Most of these pages carry the whole catalogue, and a fork may have a thousand chapters.
        data, json = self.library.cached("catalogue", self._catalogue)
        return self.render_template(name, data=data, catalogue=json, level=level)

    def _catalogue(self) -> tuple[dict[str, Any], Markup]:
        data = catalogue(self.library.in_order, self.text, self.library.hidden, self.library.ladder)
        return data, json_attribute(data)
