"""What every macro has at hand: the library, the page, interface words, templates.

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
from handbook.content.short_codes import code_of
from handbook.errors import nearest
from handbook.i18n.strings import direction_of, form_of

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
    """Writes for one page.

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

    def say(self, path: str, **values: object) -> str:
        """Return an interface word, such as ``block.why``, with ``{names}`` filled in."""
        found = self._word(path)
        if found is None:
            raise ValueError(f'docs/strings/en.yml has no "{path}"')
        return str(found).format(**values) if values else str(found)

    def count(self, path: str, n: int, **values: object) -> str:
        """Return the word for ``n`` things, in the form that the language has for so many: ``path-one``, say, or ``path`` itself."""
        form = f"{path}-{form_of(self.say('language'), n)}"
        return self.say(path if self._word(form) is None else form, n=n, **values)

    def _word(self, path: str) -> Any:
        return self.library.kept(f"word {path}", lambda: self._found(path))

    def _found(self, path: str) -> Any:
        found: Any = self.library.strings
        for part in path.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        return found

    def words(self, *sections: str) -> Markup:
        """Return whole sections of the interface words as ``in_quotes`` gives them; made once, since every block has some."""
        return self.library.kept(f"words {' '.join(sections)}", lambda: self._words(sections))

    def _words(self, sections: tuple[str, ...]) -> Markup:
        return json_attribute({name: self.library.strings.get(name, {}) for name in sections})

    def short(self, key: str) -> str:
        """Return a citation for use inside brackets."""
        return str(self.named(key, self.library.sources).inline)

    def fill(self, name: str, /, **values: object) -> str:
        """Return a template of this package, filled in, as one line of HTML."""
        tools: dict[str, object] = {"say": self.say, "count": self.count, "words": self.words, "short": self.short, "code_of": code_of}
        # No globals: the template keeps those, and Zensical fills it for several pages at once.
        filled = _TEMPLATES.get_template(f"{name}.html").render(tools | self._languages() | values)
        return one_line(str(filled))

    def ours(self, classes: str = "") -> str:
        """Return a Markdown attribute list for interface words in an article: classes, and the language where it is not the article's."""
        words = [*classes.split(), *([f"lang={self.say('language')} dir={self.say('direction')}"] if self._mixed() else [])]
        return f"{{: {' '.join(words)} }}" if words else ""

    def _languages(self) -> dict[str, Markup]:
        """Return two attributes: ``spoken`` for a block, which speaks as the interface does, and ``written`` for a chapter's text in it."""
        if not self._mixed():
            return {"spoken": Markup(""), "written": Markup("")}
        theirs = self._written()
        ways = self.say("direction"), direction_of(theirs)
        said = [f' lang="{language}"' + f' dir="{way}"' * (ways[0] != ways[1]) for language, way in zip((self.say("language"), theirs), ways, strict=True)]
        return {"spoken": Markup(said[0]), "written": Markup(said[1])}

    def _mixed(self) -> bool:
        return self.say("language") != self._written()

    def _written(self) -> str:
        """Return the language of the page's text: as its front matter says, or else as the configuration does."""
        chapter = self.library.by_source.get(self.source)
        return (chapter and chapter.meta.lang) or self.say("content.language")

    def to_sources(self, key: str) -> str:
        """Return the Markdown address of a work on the Sources page."""
        return f"{self.to(SOURCES_PAGE)}#{key.lower()}"

    def to(self, page: str) -> str:
        """Return the Markdown address, from this page, of a page below the docs folder."""
        return "../" * self.source.count("/") + page

    def named(self, id: str, found: dict[str, Any]) -> Any:
        """Return what ``id`` names; a ``ValueError`` names this page and the nearest ids."""
        if id not in found:
            raise ValueError(f'{self.source}: "{id}" is not there. {nearest(id, found)}')
        return found[id]


def escaped(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", html.escape(text, quote=False))


def json_attribute(data: object) -> Markup:
    """Return data as JSON for an attribute in single quotes: a ``"`` stays, since a catalogue has a hundred thousand and the engines read each page three times."""
    return Markup(str(escape(json.dumps(data, ensure_ascii=False, separators=(",", ":")))).replace("&#34;", '"'))


def one_line(text: str) -> str:
    """Return HTML without line breaks."""
    return " ".join(line.strip() for line in text.splitlines() if line.strip())
