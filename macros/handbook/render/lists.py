"""Macros that list: works cited, the glossary, the toolkit."""

from handbook.content.library import Chapter
from handbook.content.models.practice import Template
from handbook.content.nav.urls import cheat_sheet_of, sheet_of
from handbook.fork.additions import TEAM_ANCHOR, differences
from handbook.templating import OPINION, PageWriter, escape_markdown


class Lists(PageWriter):
    """Macros that list things from the whole handbook."""

    def cite(self, key: str, *more: str) -> str:
        """Return links to the Sources page for one work or several, as Markdown."""
        return "(" + "; ".join(self._cited(key) for key in (key, *more)) + ")"

    def our_view(self) -> str:
        """Return the mark of an opinion, which stands where a citation would, as Markdown; it links to what it means."""
        return f"([{escape_markdown(self.text('block.our-view'))}]({self.address_to(OPINION)}){{ .hb-cite }})"

    def _cited(self, key: str) -> str:
        words = escape_markdown(self.citation(key))
        return f"[{words}]({self.address_in_sources(key)}){{ .hb-cite }}" if key in self.library.sources else words

    def sources(self) -> str:
        """Return the list of works that the page and its practice cite, as Markdown."""
        chapter = self.chapter
        keys = chapter.page.cited_keys() + [key for checklist in chapter.practice.checklists for item in checklist.items for key in item.cite]
        cited = sorted((key for key in dict.fromkeys(keys) if key in self.library.sources), key=lambda key: self.library.sources[key].short)
        rows = "\n".join(f"- {self._work(key)}" for key in cited)
        heading = f"## {escape_markdown(self.text('block.sources-note' if chapter.is_field_note else 'block.sources'))} {self.language_attributes()}".rstrip()
        return f'{heading}\n\n<div class="hb-sources" markdown="1">\n\n{rows}\n\n</div>'

    def field_notes(self) -> str:
        """Return the field notes that deepen a chapter, on its own page, and all of them by chapter on any other, as Markdown."""
        chapter = self.library.by_source.get(self.source)
        if chapter:
            notes = self.library.field_notes_of(chapter)
            title = f"## {escape_markdown(self.text('field-notes.title'))} {self.language_attributes()}".rstrip()
            return f"{title}\n\n{self._field_notes(notes)}" if notes else ""
        by_slug: dict[str, list[Chapter]] = {}
        for note in self.library.field_notes:
            by_slug.setdefault(self.library.ids.current_id(note.meta.deepens), []).append(note)
        order = {chapter.slug: n for n, chapter in enumerate(self.library.in_order)}
        slugs = sorted(by_slug, key=lambda slug: order.get(slug, len(order)))
        return "\n\n".join(f"## {self.to_part(slug)} {{ .hb-toolkit__part }}\n\n{self._field_notes(by_slug[slug])}" for slug in slugs)

    def _field_notes(self, notes: list[Chapter]) -> str:
        rows = []
        for note in notes:
            time = escape_markdown(self.count("opening.reading-time", note.page.minutes))
            title, address = escape_markdown(note.meta.title), self.address_to(note.source)
            rows.append(f"- [{title}]({address}){{ .hb-toolkit__sheet }} {escape_markdown(note.meta.description)} *{time}*{{ .hb-toolkit__time }}")
        return f'<div class="hb-toolkit" markdown="1">\n\n{chr(10).join(rows)}\n\n</div>'

    def all_sources(self) -> str:
        """Return every cited work with its grade and its findings, as HTML."""
        works = sorted(self.library.sources.items(), key=lambda entry: entry[1].short)
        return self.render_template("sources", works=works)

    def all_terms(self) -> str:
        """Return the glossary as HTML."""
        return self.render_template("glossary", terms=sorted(self.library.terms.items(), key=lambda entry: entry[1].term.lower()))

    def toolkit(self) -> str:
        """Return the list of all templates with when to use them, as Markdown."""
        chapters = self.library.in_order
        rows = [self._sheet(template) for chapter in chapters for template in chapter.practice.templates]
        listed = "\n".join(rows)
        return f'<div class="hb-toolkit" markdown="1">\n\n{listed}\n\n</div>'

    def templates(self) -> str:
        """Return links to the chapter's own templates with when to use them, as Markdown."""
        rows = [self._sheet(template) for template in self.chapter.practice.templates]
        if not rows:
            return ""
        lead = escape_markdown(self.text("template.of-chapter"))
        listed = "\n".join(rows)
        return f'<div class="hb-toolkit" markdown="1">\n\n{lead}\n{self.language_attributes()}\n\n{listed}\n\n</div>'

    def cheat_sheet(self, slug: str) -> str:
        """Return the whole page with all checklists of a chapter, title included, as Markdown."""
        if self._no_chapter(slug):
            return f"# {self.to_chapter(slug)}"
        chapter = self.lookup(self.library.ids.current_id(slug), self.library.chapters)
        lists = chapter.practice.checklists
        shown = " ".join(self.render_template("checklist", checklist=checklist, level=2, brief=True) for checklist in lists)
        # Printed in two columns, a third list goes under the shorter of the first two.
        third = " hb-cheat--first" if len(lists) > 2 and len(lists[0].items) < len(lists[1].items) else ""
        back = f"{escape_markdown(self.text('cheat.from'))} [{escape_markdown(chapter.meta.title)}]({self.address_to(chapter.source)}).\n{self.language_attributes()}".rstrip()
        kicker = self.render_template("cheat-kicker")
        return f'{kicker}\n\n# {escape_markdown(chapter.meta.title)}\n\n<div class="hb-cheat{third}">{shown}</div>\n\n{back}'

    def cheat_sheets(self) -> str:
        """Return links to the cheat sheets of all chapters, as Markdown."""
        chapters = [chapter for chapter in self.library.in_order if chapter.practice.checklists and self._has_cheat_sheet(chapter)]
        listed = "\n".join(f"- [{escape_markdown(chapter.meta.title)}]({self.address_to(cheat_sheet_of(chapter))})" for chapter in chapters)
        return f'<div class="hb-cheats" markdown="1">\n\n{listed}\n\n</div>'

    def to_cheat_sheet(self, id: str) -> str:
        """Return the link to a chapter's cheat sheet, as Markdown, after its last checklist; "" after the others."""
        chapter = self.library.by_source.get(self.source)
        if not chapter or not self._has_cheat_sheet(chapter):
            return ""
        ids = [call.args[0] for call in chapter.page.calls if call.name == "checklist" and call.args and call.args[0] not in self.library.missing]
        if ids[-1:] != [id]:
            return ""
        return f"\n\n[{escape_markdown(self.text('cheat.all'))}]({self.address_to(cheat_sheet_of(chapter))}){self.language_attributes('.hb-cheats__link')}"

    def to_chapter(self, slug: str, shown: str = "") -> str:
        """Return a link to a chapter as Markdown, by its current or a former slug; its text is the chapter's title, or ``shown``."""
        if title := self._no_chapter(slug):
            return escape_markdown(self.text("removed.chapter", title=shown or title))
        chapter = self.lookup(self.library.ids.current_id(slug), self.library.chapters)
        return f"[{escape_markdown(shown or chapter.meta.title)}]({self.address_to(chapter.source)})"

    def to_part(self, slug: str) -> str:
        """Return a link to a chapter with the number of its part, as Markdown."""
        chapter = self.library.chapters.get(self.library.ids.current_id(slug))
        return self.to_chapter(slug, f"{self.text('opening.part', n=chapter.meta.part)}: {chapter.meta.title}" if chapter and chapter.meta.part else "")

    def _no_chapter(self, slug: str) -> str:
        """Return the title of a chapter that upstream has removed; "" for any other."""
        return "" if self.library.ids.current_id(slug) in self.library.chapters else self.removed("chapter", slug)

    def team_changes(self) -> str:
        """Return a fork's own chapters and its changes to upstream's, as Markdown; a sentence if there are none yet."""
        added = [f"- {self.to_chapter(chapter.slug)}: {escape_markdown(chapter.meta.description)}" for chapter in self.library.in_order if chapter.from_fork]
        changed = []
        for difference in differences(self.library):
            counts = [escape_markdown(self.text("team.note"))] * difference.note + [
                escape_markdown(self.text(f"team.{kind}", n=count)) for kind, count in difference.counts.items()
            ]
            place = self.address_to(difference.chapter.source) + (f"#{TEAM_ANCHOR}" if difference.at_end else "")
            changed.append(f"- [{escape_markdown(difference.chapter.meta.title)}]({place}): {', '.join(counts)}.")
        blocks = [[f"## {escape_markdown(self.text(f'team.{title}'))}", "\n".join(rows)] for title, rows in (("own", added), ("changed", changed)) if rows]
        return "\n\n".join(part for block in blocks for part in block) or escape_markdown(self.text("team.nothing"))

    def _has_cheat_sheet(self, chapter: Chapter) -> bool:
        """Tell whether a chapter has a cheat sheet, which is optional for a fork's own chapters; a field note has none."""
        if chapter.is_field_note:
            return False
        return not chapter.from_fork or (self.library.docs / cheat_sheet_of(chapter)).exists()

    def _sheet(self, template: Template) -> str:
        address = self.address_to(sheet_of(template))
        return f"- [{escape_markdown(template.title)}]({address}){{ .hb-toolkit__sheet }} {escape_markdown(template.use)}"

    def _work(self, key: str) -> str:
        work = self.library.sources[key]
        place = f", {escape_markdown(work.in_)}" if work.in_ else ""
        return f'<span id="source-{key.lower()}"></span>[{escape_markdown(work.short)}]({self.address_in_sources(key)}). {escape_markdown(work.title)}{place}.'
