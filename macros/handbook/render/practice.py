"""Macros that show a part of a chapter's practice, from its model to HTML."""

import jinja2

from handbook.fork.additions import ANCHOR, ending, note_text
from handbook.fork.apply import TEAM_TITLE
from handbook.pdf.output import PdfFolder, kilobytes
from handbook.render.workbook import Workbook
from handbook.templating import escaped, one_line
from handbook.views.outline import entries


class Renderer(Workbook):
    """What the macros return for one page; see ``Pen`` for what it takes."""

    def checklist(self, id: str, level: int = 3) -> str:
        """Return the checklist ``id``, of any chapter, as HTML."""
        if id in self.library.missing:
            return ""
        checklist, _ = self.named(id, self.library.checklists)
        return self.fill("checklist", checklist=checklist, level=level, brief=False) + self.to_cheat_sheet(id)

    def prompts(self, *ids: str, level: int = 3) -> str:
        """Return the chapter's prompts as HTML: those named, or all."""
        found = {prompt.id: prompt for prompt in self.chapter.practice.prompts}
        chosen = [self.named(id, found) for id in ids if id not in self.library.missing] if ids else list(found.values())
        return self.fill("prompts", prompts=chosen, block_id=f"questions-{chosen[0].id}", level=level) if chosen else ""

    def plan(self, level: int = 3) -> str:
        """Return the chapter's if-then plan as HTML."""
        plan = self.chapter.practice.plan
        return self.fill("plan", plan=plan, level=level) if plan else ""

    def recall(self, level: int = 2) -> str:
        """Return the recall questions on an earlier chapter as HTML."""
        recall = self.chapter.practice.recall
        if recall is None:
            return ""
        about = self.library.titles[recall.about]
        return self.fill("recall", recall=recall, about=about, block_id=f"recall-{recall.about}", level=level)

    def scenario(self, level: int = 3) -> str:
        """Return the chapter's scenario as HTML."""
        scenario = self.chapter.practice.scenario
        return self.fill("scenario", scenario=scenario, level=level) if scenario else ""

    def opening(self) -> str:
        """Return the chapter's kicker, title, margin and outcomes as Markdown."""
        chapter = self.chapter
        meta = chapter.meta
        kicker = self.fill("opening", part=meta.part, section=meta.section, minutes=chapter.page.minutes)
        margin = self.fill("margin", slug=chapter.slug, title=meta.title, entries=entries(chapter, self.say, self.say(TEAM_TITLE)))
        outcomes = self.fill("outcomes", outcomes=meta.outcomes)
        return f"{kicker}\n\n# {escaped(meta.title)}\n\n{margin}\n\n{outcomes}"

    def figure(self, name: str, caption: str = "") -> str:
        """Return the figure ``name`` inline, with its caption, as HTML."""
        text = (self.library.docs / "assets" / "figures" / f"{name}.svg").read_text(encoding="utf-8")
        return self.fill("figure", name=name, caption=caption, svg=jinja2.filters.do_mark_safe(one_line(text)))

    def term(self, key: str, shown: str = "") -> str:
        """Return a word with its definition in place, as inline HTML."""
        term = self.named(key, self.library.terms)
        return self.fill("term", term=term, shown=shown or term.term, anchor=key)

    def resume(self) -> str:
        """Return the home page's "continue where you left off" as HTML."""
        return self.fill("continue")

    def booklets(self) -> str:
        """Return a heading and links to the PDFs of ``make pdf`` as Markdown; "" where there are none of today's sources."""
        made = PdfFolder(self.library.root).offered(self.library)
        if not made:
            return ""
        links = self.fill("booklets", made=made, kilobytes=kilobytes)
        return f"## {escaped(self.say('booklet.title'))} {self.ours()}\n\n{escaped(self.say('booklet.lead'))}\n{self.ours()}\n\n{links}"

    def behaviours(self, level: int = 3) -> str:
        """Return the chapter's behaviours with their anchors, to read, and the way to the self-assessment, as Markdown."""
        behaviours = self.chapter.practice.behaviours
        if not behaviours:
            return ""
        shown = self.fill("behaviours", behaviours=behaviours, level=level)
        return f"{shown}\n\n[{escaped(self.say('behaviours.rate'))}]({self.to('workbook/assessment.md')}){self.ours('.hb-behaviours__rate')}"

    def template(self, id: str) -> str:
        """Return the whole page of a toolkit template, title included, as Markdown."""
        if id in self.library.missing:
            said = {**self.library.known.gone, **self.library.hidden}[id]
            return f"# {escaped(said)}\n\n{escaped(self.say('team.no-sheet', name=self.library.identity.short))}\n{self.ours()}".rstrip()
        template, chapter = self.named(id, self.library.templates)
        back = f"{escaped(self.say('template.taught'))} [{escaped(chapter.meta.title)}]({self.to(chapter.source)}).\n{self.ours()}".rstrip()
        uses = self.fill("template-uses", template=template)
        sheet = self.fill("template", template=template, level=2)
        example = self.fill("template-example", template=template, level=2)
        return f"# {escaped(template.title)}\n\n{uses}\n\n{sheet}\n\n{example}\n\n{back}"

    def team_note(self) -> str:
        """Return what the fork adds at the end of a chapter: its note, then its own practice, as Markdown; "" where there is none."""
        chapter = self.chapter
        end = ending(chapter)
        if not (chapter.note or end):
            return ""
        own = {"checklist": self.checklist, "cite": self.cite, "term": self.term, "figure": self.figure, "chapter": self.to_chapter}
        blocks = [note_text(chapter, own), *(self.checklist(checklist.id) for checklist in end.checklists)]
        if end.prompts:
            blocks.append(self.prompts(*(prompt.id for prompt in end.prompts)))
        blocks += [self.behaviours()] * bool(end.behaviours) + [self.templates()] * bool(end.templates)
        return "\n\n".join([f"## {escaped(self.say(TEAM_TITLE))} {self.ours(f'#{ANCHOR} .hb-team')}", *filter(None, blocks)])
