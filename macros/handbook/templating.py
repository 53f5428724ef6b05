"""The base of all macros: the library, the page, the interface's words and the templates.

Output is one line inside a block-level tag: Python-Markdown tears indented
multi-line HTML apart, and wraps a bare custom element in a paragraph.
"""

import html
import json
import re
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from handbook.content.library import Chapter, Library
from handbook.content.short_codes import short_code
from handbook.errors import nearest
from handbook.i18n.strings import plural_form, text_direction

SOURCES_PAGE = "guide/sources.md"
_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["first_sentence"] = lambda text: re.split(r"(?<=[.?!]) ", text, maxsplit=1)[0]
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!])")


class PageWriter:
    """Renders for one page.

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
        if chapter := self.library.by_source.get(self.source):
            return chapter
        raise ValueError(f"{self.source}: this macro works on the page of a chapter only")

    def text(self, path: str, **values: object) -> str:
        """Return an interface word, such as ``block.why``, with ``{names}`` filled in."""
        found = self._string(path)
        if found is None:
            raise ValueError(f'docs/strings/en.yml has no "{path}"')
        return str(found).format(**values) if values else str(found)

    def count(self, path: str, n: int, **values: object) -> str:
        """Return the word for ``n`` things, in the form that the language has for so many: ``path-one``, say, or ``path`` itself."""
        form = f"{path}-{plural_form(self.text('language'), n)}"
        return self.text(path if self._string(form) is None else form, n=n, **values)

    def _string(self, path: str) -> Any:
        return self.library.cached(f"word {path}", lambda: self._find_string(path))

    def _find_string(self, path: str) -> Any:
        found: Any = self.library.strings
        for part in path.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        return found

    def strings_json(self, *sections: str) -> Markup:
        """Return whole sections of the interface words as ``json_attribute`` gives them; made once, since every block has some."""
        return self.library.cached(f"words {' '.join(sections)}", lambda: self._make_strings_json(sections))

    def _make_strings_json(self, sections: tuple[str, ...]) -> Markup:
        return json_attribute({name: self.library.strings.get(name, {}) for name in sections})

    def citation(self, key: str) -> str:
        """Return a citation for use inside brackets."""
        return str(self.lookup(key, self.library.sources).inline)

    def render_template(self, name: str, /, **values: object) -> str:
        """Return a template of this package, filled in, as one line of HTML."""
        tools: dict[str, object] = {
            "text": self.text,
            "count": self.count,
            "strings_json": self.strings_json,
            "citation": self.citation,
            "short_code": short_code,
        }
        # No globals: the template keeps those, and Zensical fills it for several pages at once.
        filled = _TEMPLATES.get_template(f"{name}.html").render(tools | self._languages() | values)
        return one_line(str(filled))

    def language_attributes(self, classes: str = "") -> str:
        """Return a Markdown attribute list for interface words in an article: classes, and the language where it is not the article's."""
        words = [*classes.split(), *([f"lang={self.text('language')} dir={self.text('direction')}"] if self._languages_differ() else [])]
        return f"{{: {' '.join(words)} }}" if words else ""

    def _languages(self) -> dict[str, Markup]:
        """Return two attributes: ``interface_lang`` for a block, which speaks as the interface does, and ``content_lang`` for a chapter's text in it."""
        if not self._languages_differ():
            return {"interface_lang": Markup(""), "content_lang": Markup("")}
        theirs = self._content_language()
        ways = self.text("direction"), text_direction(theirs)
        said = [f' lang="{language}"' + f' dir="{way}"' * (ways[0] != ways[1]) for language, way in zip((self.text("language"), theirs), ways, strict=True)]
        return {"interface_lang": Markup(said[0]), "content_lang": Markup(said[1])}

    def _languages_differ(self) -> bool:
        return self.text("language") != self._content_language()

    def _content_language(self) -> str:
        """Return the language of the page's text: as its front matter says, or else as the configuration does."""
        chapter = self.library.by_source.get(self.source)
        return (chapter and chapter.meta.lang) or self.text("content.language")

    def address_in_sources(self, key: str) -> str:
        """Return the Markdown address of a work on the Sources page."""
        return f"{self.address_to(SOURCES_PAGE)}#{key.lower()}"

    def address_to(self, page: str) -> str:
        """Return the Markdown address, from this page, of a page below the docs folder."""
        return "../" * self.source.count("/") + page

    def lookup(self, id: str, candidates: dict[str, Any]) -> Any:
        """Return what ``id`` names; a ``ValueError`` names this page and the nearest ids."""
        if id not in candidates:
            raise ValueError(f'{self.source}: "{id}" is not there. {nearest(id, candidates)}')
        return candidates[id]


def escape_markdown(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", html.escape(text, quote=False))


def json_attribute(data: object) -> Markup:
    """Return data as JSON for an attribute in single quotes: a ``"`` stays, since a catalogue has a hundred thousand and the engines read each page three times."""
    return Markup(str(escape(json.dumps(data, ensure_ascii=False, separators=(",", ":")))).replace("&#34;", '"'))


def one_line(text: str) -> str:
    """Return HTML without line breaks."""
    return " ".join(line.strip() for line in text.splitlines() if line.strip())
