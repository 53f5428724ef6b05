"""From models to HTML, through the templates beside this file.

Output is one line inside a block-level tag: Python-Markdown tears indented
multi-line HTML apart, and wraps a bare custom element in a paragraph.
"""

import html
import json
import re
from pathlib import Path
from typing import Any

import jinja2

from handbook.faults import nearest
from handbook.library import Chapter, Library
from handbook.margin import entries

SOURCES_PAGE = "guide/sources.md"
_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!])")


class Renderer:
    """What the macros return for one page.

    Args:
        library: The checked sources.
        source: The page's path below the docs folder, with forward slashes.
    """

    def __init__(self, library: Library, source: str) -> None:
        self.library = library
        self.source = source

    @property
    def chapter(self) -> Chapter:
        """The chapter of this page; a ``ValueError`` names the page if it is none."""
        for chapter in self.library.chapters.values():
            if chapter.page.file == (self.library.docs / self.source).relative_to(self.library.root).as_posix():
                return chapter
        raise ValueError(f"{self.source}: this macro works on a page under docs/chapters/ only")

    def checklist(self, id: str, level: int = 3) -> str:
        """Return the checklist ``id``, of any chapter, as HTML."""
        found = {entry.id: entry for chapter in self.library.chapters.values() for entry in chapter.practice.checklists}
        return self._fill("checklist", checklist=self._named(id, found), level=level)

    def prompts(self, *ids: str, level: int = 3) -> str:
        """Return the chapter's prompts as HTML: those named, or all."""
        found = {prompt.id: prompt for prompt in self.chapter.practice.prompts}
        chosen = [self._named(id, found) for id in ids] or list(found.values())
        return self._fill("prompts", prompts=chosen, block_id=f"questions-{chosen[0].id}", level=level)

    def plan(self, level: int = 3) -> str:
        """Return the chapter's if-then plan as HTML."""
        return self._fill("plan", plan=self.chapter.practice.plan, level=level)

    def recall(self, level: int = 2) -> str:
        """Return the recall questions on an earlier chapter as HTML."""
        recall = self.chapter.practice.recall
        assert recall is not None  # page_faults has looked
        about = self.library.chapters[recall.about].meta.title
        return self._fill("recall", recall=recall, about=about, block_id=f"recall-{recall.about}", level=level)

    def scenario(self, level: int = 3) -> str:
        """Return the chapter's scenario as HTML."""
        return self._fill("scenario", scenario=self.chapter.practice.scenario, level=level)

    def opening(self) -> str:
        """Return the chapter's kicker, title, margin and outcomes as Markdown."""
        chapter = self.chapter
        meta = chapter.meta
        kicker = self._fill("opening", part=meta.part, section=meta.section, minutes=chapter.page.minutes)
        margin = self._fill("margin", slug=chapter.slug, title=meta.title, entries=entries(chapter, self.say))
        outcomes = self._fill("outcomes", outcomes=meta.outcomes)
        return f"{kicker}\n\n# {escaped(meta.title)}\n\n{margin}\n\n{outcomes}"

    def figure(self, name: str, caption: str = "") -> str:
        """Return the figure ``name`` inline, with its caption, as HTML."""
        text = (self.library.docs / "assets" / "figures" / f"{name}.svg").read_text(encoding="utf-8")
        return self._fill("figure", name=name, caption=caption, svg=jinja2.filters.do_mark_safe(_one_line(text)))

    def term(self, key: str, shown: str = "") -> str:
        """Return a word with its definition in place, as inline HTML."""
        term = self._named(key, self.library.terms)
        return self._fill("term", term=term, shown=shown or term.term, anchor=key)

    def cite(self, key: str, *more: str) -> str:
        """Return links to the Sources page for one work or several, as Markdown."""
        keys = (key, *more)
        links = [f"[{escaped(self._named(key, self.library.sources).inline)}]({self._to_sources(key)}){{ .hb-cite }}" for key in keys]
        return "(" + "; ".join(links) + ")"

    def sources(self) -> str:
        """Return the list of works that the page and its practice cite, as Markdown."""
        chapter = self.chapter
        keys = chapter.page.cited() + [key for checklist in chapter.practice.checklists for item in checklist.items for key in item.cite]
        cited = sorted(dict.fromkeys(keys), key=lambda key: self._named(key, self.library.sources).short)
        rows = "\n".join(f"- {self._work(key)}" for key in cited)
        heading = f"## {escaped(self.say('block.sources'))}"
        return f'{heading}\n\n<div class="hb-sources" markdown="1">\n\n{rows}\n\n</div>'

    def all_sources(self) -> str:
        """Return every cited work with its grade and what it shows, as HTML."""
        works = sorted(self.library.sources.items(), key=lambda entry: entry[1].short)
        return self._fill("sources", works=works)

    def all_terms(self) -> str:
        """Return the glossary as HTML."""
        return self._fill("glossary", terms=sorted(self.library.terms.items(), key=lambda entry: entry[1].term.lower()))

    def resume(self) -> str:
        """Return the home page's "continue where you left off" as HTML."""
        return self._fill("continue")

    def say(self, path: str, **values: object) -> str:
        """Return an interface word, such as ``block.why``, with ``{names}`` filled in."""
        found: Any = self.library.strings
        for part in path.split("."):
            if not isinstance(found, dict) or part not in found:
                raise ValueError(f'docs/strings/en.yml has no "{path}"')
            found = found[part]
        return str(found).format(**values) if values else str(found)

    def _words(self, *sections: str) -> str:
        return json.dumps({name: self.library.strings.get(name, {}) for name in sections}, ensure_ascii=False, separators=(",", ":"))

    def _short(self, key: str) -> str:
        return str(self._named(key, self.library.sources).inline)

    def _fill(self, template: str, **values: object) -> str:
        filled = _TEMPLATES.get_template(f"{template}.html", globals={"say": self.say, "words": self._words, "short": self._short}).render(**values)
        return _one_line(str(filled))

    def _to_sources(self, key: str) -> str:
        up = "../" * self.source.count("/")
        return f"{up}{SOURCES_PAGE}#{key.lower()}"

    def _work(self, key: str) -> str:
        work = self.library.sources[key]
        place = f", {escaped(work.in_)}" if work.in_ else ""
        return f'<span id="source-{key.lower()}"></span>[{escaped(work.short)}]({self._to_sources(key)}). {escaped(work.title)}{place}.'

    def _named(self, id: str, found: dict[str, Any]) -> Any:
        if id not in found:
            raise ValueError(f'{self.source}: "{id}" is not there. {nearest(id, found)}')
        return found[id]


def escaped(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", html.escape(text, quote=False))


def _one_line(text: str) -> str:
    return " ".join(line.strip() for line in text.splitlines() if line.strip())
