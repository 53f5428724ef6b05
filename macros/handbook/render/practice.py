"""Macros that show a part of a chapter's practice, from its model to HTML."""

import jinja2

from handbook.fork.additions import TEAM_ANCHOR, additions_of, note_text
from handbook.fork.apply import TEAM_TITLE
from handbook.i18n.completeness import TITLES
from handbook.pdf.output import PdfFolder, kilobytes
from handbook.render.workbook import Workbook
from handbook.templating import escape_markdown, one_line
from handbook.views.outline import outline
from handbook.views.road_map import stretches


class Renderer(Workbook):
    """All macros of one page; ``PageWriter`` documents the arguments."""

    def checklist(self, id: str, level: int = 3) -> str:
        """Return the checklist ``id``, of any chapter, as HTML."""
        if id in self.library.missing:
            return ""
        checklist, _ = self.lookup(id, self.library.checklists)
        return self.render_template("checklist", checklist=checklist, level=level, brief=False) + self.to_cheat_sheet(id)

    def first_line(self, id: str, title: str = "", level: int = 3) -> str:
        """Return the checklist ``id``, of any chapter, with its question and the first line for a 1:1 that its answers make, as HTML."""
        if id in self.library.missing:
            return ""
        checklist, chapter = self.lookup(id, self.library.checklists)
        if not checklist.first_line:
            return self.checklist(id, level)
        asked = {prompt.id: prompt for prompt in chapter.practice.prompts}
        # A page doesn't send its reader to itself.
        others = {slug: other for slug, other in self.library.chapters.items() if other.source != self.source}
        values = {"asked": asked, "chapters": others, "current": self.library.ids.current_id, "to_root": self.to_root}
        return self.render_template("first-line", checklist=checklist, line=checklist.first_line, title=title or checklist.pause, level=level, **values)

    def prompts(self, *ids: str, level: int = 3) -> str:
        """Return the chapter's prompts as HTML: those named, or all but those of a first line."""
        practice = self.chapter.practice
        by_id = {prompt.id: prompt for prompt in practice.prompts}
        apart = {id for line in practice.first_lines for id in (line.result, line.line)}
        chosen = [self.lookup(id, by_id) for id in ids if id not in self.library.missing] if ids else [by_id[id] for id in by_id if id not in apart]
        return self.render_template("prompts", prompts=chosen, block_id=f"questions-{chosen[0].id}", level=level) if chosen else ""

    def plan(self, level: int = 3) -> str:
        """Return the chapter's if-then plan as HTML."""
        plan = self.chapter.practice.plan
        return self.render_template("plan", plan=plan, level=level) if plan else ""

    def recall(self, level: int = 2) -> str:
        """Return the recall questions on an earlier chapter as HTML."""
        recall = self.chapter.practice.recall
        if recall is None:
            return ""
        about = self.library.titles[recall.about]
        return self.render_template("recall", recall=recall, about=about, block_id=f"recall-{recall.about}", level=level)

    def scenario(self, level: int = 3) -> str:
        """Return the chapter's scenario as HTML."""
        scenario = self.chapter.practice.scenario
        return self.render_template("scenario", scenario=scenario, level=level) if scenario else ""

    def opening(self) -> str:
        """Return the kicker, title and margin of a chapter or a field note, and its outcomes or the chapter that it deepens, as Markdown."""
        chapter = self.chapter
        meta = chapter.meta
        first = next((other for other in self.library.in_order if not other.is_field_note), None)
        kicker = self.render_template(
            "opening", meta=meta, slug=chapter.slug, first=first, to_root=self.to_root, minutes=chapter.page.minutes, practice=chapter.practice.minutes
        )
        label = "frame.on-this-page" if chapter.is_field_note else "opening.in-this-chapter"
        margin = self.render_template("margin", label=label, slug=chapter.slug, entries=outline(chapter, self.text, self.text(TEAM_TITLE)))
        if chapter.is_field_note:
            promise = f"{escape_markdown(self.text('field-notes.deepens'))} {self.to_part(meta.deepens)}.\n{self.language_attributes('.hb-opening__deepens')}"
        else:
            promise = self.render_template("outcomes", outcomes=meta.outcomes)
        return f"{kicker}\n\n# {escape_markdown(meta.title)}\n\n{margin}\n\n{promise}"

    def figure(self, name: str, caption: str = "") -> str:
        """Return the figure ``name`` inline, with its caption, as HTML; of a figure that upstream has removed, only the caption."""
        path = self.library.docs / "assets" / "figures" / f"{name}.svg"
        if not path.exists() and self.removed("figure", name):
            return self.render_template("figure", name=name, caption=self.text("removed.figure", caption=caption).strip(), svg="")
        text = path.read_text(encoding="utf-8")
        return self.render_template("figure", name=name, caption=caption, svg=jinja2.filters.do_mark_safe(one_line(text)))

    def term(self, key: str, shown: str = "") -> str:
        """Return a word with its definition in place, as inline HTML; of a term that upstream has removed, only the word."""
        if key not in self.library.terms and (said := self.removed("term", key)):
            return escape_markdown(shown or said)
        term = self.lookup(key, self.library.terms)
        return self.render_template("term", term=term, shown=shown or term.term, anchor=key)

    def map(self) -> str:
        """Return the map of all chapters on the home page as HTML."""
        map_stretches = stretches(self.library)
        chapters = [chapter for stretch in map_stretches for chapter in stretch.chapters]
        titles = self.library.strings.get(TITLES, {})
        sections = self.library.strings["opening"]["sections"]
        titled = [(stretch, titles.get(stretch.title, stretch.title) or sections[stretch.section]) for stretch in map_stretches]
        sides = {chapter.slug: bool(n % 2) for n, chapter in enumerate(chapters)}
        return self.render_template("map", stretches=titled, sides=sides, last=chapters[-1], to_root=self.to_root)

    def booklets(self) -> str:
        """Return a heading and links to the PDFs of ``make pdf`` as Markdown; "" if there are none or they are outdated."""
        files = PdfFolder(self.library.root).current(self.library)
        if not files:
            return ""
        links = self.render_template("booklets", files=files, kilobytes=kilobytes)
        return f"## {escape_markdown(self.text('booklet.title'))} {self.language_attributes()}\n\n{escape_markdown(self.text('booklet.lead'))}\n{self.language_attributes()}\n\n{links}"

    def behaviours(self, level: int = 3) -> str:
        """Return the chapter's behaviours with their anchors, to read, and a link to the self-assessment, as Markdown."""
        behaviours = self.chapter.practice.behaviours
        if not behaviours:
            return ""
        shown = self.render_template("behaviours", behaviours=behaviours, level=level)
        return f"{shown}\n\n[{escape_markdown(self.text('behaviours.rate'))}]({self.address_to('workbook/assessment.md')}){self.language_attributes('.hb-behaviours__rate')}"

    def template(self, id: str) -> str:
        """Return the whole page of a toolkit template, title included, as Markdown."""
        if id in self.library.missing:
            wording = {**self.library.ids.retired, **self.library.hidden}[id]
            return f"# {escape_markdown(wording)}\n\n{escape_markdown(self.text('team.no-sheet', name=self.library.config.short_name))}\n{self.language_attributes()}".rstrip()
        template, chapter = self.lookup(id, self.library.templates)
        back = f"{escape_markdown(self.text('template.taught'))} [{escape_markdown(chapter.meta.title)}]({self.address_to(chapter.source)}).\n{self.language_attributes()}".rstrip()
        uses = self.render_template("template-uses", template=template)
        sheet = self.render_template("template", template=template, level=2)
        example = self.render_template("template-example", template=template, level=2)
        return f"# {escape_markdown(template.title)}\n\n{uses}\n\n{sheet}\n\n{example}\n\n{back}"

    def team_note(self) -> str:
        """Return what the fork adds at the end of a chapter: its note, then its practice, as Markdown; "" if there is none."""
        chapter = self.chapter
        additions = additions_of(chapter)
        if not (chapter.note or additions):
            return ""
        macros = {
            "checklist": self.checklist,
            "cite": self.cite,
            "our_view": self.our_view,
            "term": self.term,
            "figure": self.figure,
            "chapter": self.to_chapter,
        }
        blocks = [note_text(chapter, macros), *(self.checklist(checklist.id) for checklist in additions.checklists)]
        if additions.prompts:
            blocks.append(self.prompts(*(prompt.id for prompt in additions.prompts)))
        blocks += [self.behaviours()] * bool(additions.behaviours) + [self.templates()] * bool(additions.templates)
        return "\n\n".join([f"## {escape_markdown(self.text(TEAM_TITLE))} {self.language_attributes(f'#{TEAM_ANCHOR} .hb-team')}", *filter(None, blocks)])
