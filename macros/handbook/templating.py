"""The base class of all macros, with access to the library, the page, interface words and templates.

Output is one line inside a block-level tag: Python-Markdown breaks indented
multi-line HTML, and wraps a bare custom element in a paragraph.
"""

import html
import json
import re
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from handbook.author_html import note_macro_html
from handbook.content.library import Chapter, Library
from handbook.content.nav.urls import page_url
from handbook.content.short_codes import short_code
from handbook.errors import nearest
from handbook.i18n.strings import plural_form, text_direction

SOURCES_PAGE = "guide/sources.md"
OPINION = "guide/about.md#our-view"
_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["first_sentence"] = lambda text: re.split(r"(?<=[.?!]) ", text, maxsplit=1)[0]
_MARKDOWN = re.compile(r"([\\`*_{}\[\]#+\-.!])")  # no parentheses: a backslash before one begins a formula


class PageWriter:
    """Renders for one page.

    Args:
        library: The checked sources.
        source: The page's path below the docs folder, with forward slashes.
        rewrites_html: Whether the engine takes links in HTML for links from the source, as Zensical does; MkDocs leaves them alone.
    """

    def __init__(self, library: Library, source: str, rewrites_html: bool = False) -> None:
        self.library = library
        self.source = source
        self.rewrites_html = rewrites_html

    @property
    def chapter(self) -> Chapter:
        """The chapter of this page.

        Raises:
            ValueError: The page is not a chapter.
        """
        if chapter := self.library.by_source.get(self.source):
            return chapter
        raise ValueError(f"{self.source}: this macro works on the page of a chapter only")

    def text(self, path: str, **values: object) -> str:
        """Return an interface word, such as ``block.why``, with ``{names}`` filled in."""
        word = self._string(path)
        if word is None:
            raise ValueError(f'docs/strings/en.yml has no "{path}"')
        return str(word).format(**values) if values else str(word)

    def count(self, path: str, n: int, **values: object) -> str:
        """Return the word for ``n`` things in the plural form that the language has for ``n``, such as ``path-one``; otherwise ``path`` itself."""
        form = f"{path}-{plural_form(self.text('language'), n)}"
        return self.text(path if self._string(form) is None else form, n=n, **values)

    def _string(self, path: str) -> Any:
        return self.library.cached(f"word {path}", lambda: self._find_string(path))

    def _find_string(self, path: str) -> Any:
        node: Any = self.library.strings
        for part in path.split("."):
            node = node.get(part) if isinstance(node, dict) else None
        return node

    def strings_json(self, *sections: str) -> Markup:
        """Return whole sections of the interface words as ``json_attribute`` gives them; cached, since every block needs some."""
        return self.library.cached(f"words {' '.join(sections)}", lambda: self._make_strings_json(sections))

    def _make_strings_json(self, sections: tuple[str, ...]) -> Markup:
        return json_attribute({name: self.library.strings.get(name, {}) for name in sections})

    def citation(self, key: str) -> str:
        """Return a citation for use inside brackets; of a work that upstream has removed, one that says so."""
        if key not in self.library.sources and (said := self.removed("work", key)):
            return self.text("removed.work", work=said)
        return str(self.lookup(key, self.library.sources).inline)

    def removed(self, kind: str, name: object) -> str:
        """Return what upstream said under a name that it has removed since; "" if it never had that name."""
        return self.library.former.get(f"{kind}:{name}", "")

    def render_template(self, name: str, /, **values: object) -> str:
        """Return a template of this package, filled in, as one line of HTML."""
        helpers: dict[str, object] = {
            "text": self.text,
            "count": self.count,
            "strings_json": self.strings_json,
            "citation": self.citation,
            "listed": self.library.sources.__contains__,
            "short_code": short_code,
        }
        # Not globals: templates are cached, and Zensical renders one for several pages at once.
        html_text = _TEMPLATES.get_template(f"{name}.html").render(helpers | self._languages() | values)
        line = one_line(str(html_text))
        if self.source:
            note_macro_html(self.source, line)
        return line

    def language_attributes(self, classes: str = "") -> str:
        """Return a Markdown attribute list for interface words in an article: classes, and the language where it is not the article's."""
        attributes = [*classes.split(), *([f"lang={self.text('language')} dir={self.text('direction')}"] if self._languages_differ() else [])]
        return f"{{: {' '.join(attributes)} }}" if attributes else ""

    def _languages(self) -> dict[str, Markup]:
        """Return two attributes: ``interface_lang`` for a block, which is in the interface's language, and ``content_lang`` for a chapter's text in it."""
        if not self._languages_differ():
            return {"interface_lang": Markup(""), "content_lang": Markup("")}
        content_language = self._content_language()
        directions = self.text("direction"), text_direction(content_language)
        attributes = [
            f' lang="{language}"' + f' dir="{direction}"' * (directions[0] != directions[1])
            for language, direction in zip((self.text("language"), content_language), directions, strict=True)
        ]
        return {"interface_lang": Markup(attributes[0]), "content_lang": Markup(attributes[1])}

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

    @property
    def to_root(self) -> str:
        """The way from this page to the site's root, for links in HTML."""
        return self.address_to("") if self.rewrites_html else "../" * page_url(self.source).count("/")

    def lookup(self, id: str, candidates: dict[str, Any]) -> Any:
        """Return the candidate with an id.

        Raises:
            ValueError: There is none; the message has the nearest ids.
        """
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
