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

from handbook.book import Chapter, Library
from handbook.codes import code_of
from handbook.faults import nearest

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


class Pen:
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
        found: Any = self.library.strings
        for part in path.split("."):
            if not isinstance(found, dict) or part not in found:
                raise ValueError(f'docs/strings/en.yml has no "{path}"')
            found = found[part]
        return str(found).format(**values) if values else str(found)

    def words(self, *sections: str) -> str:
        """Return whole sections of the interface words as JSON, for an element's attribute."""
        return json.dumps({name: self.library.strings.get(name, {}) for name in sections}, ensure_ascii=False, separators=(",", ":"))

    def short(self, key: str) -> str:
        """Return a citation for use inside brackets."""
        return str(self.named(key, self.library.sources).inline)

    def fill(self, name: str, /, **values: object) -> str:
        """Return a template of this package, filled in, as one line of HTML."""
        given = {"say": self.say, "words": self.words, "short": self.short, "code_of": code_of}
        filled = _TEMPLATES.get_template(f"{name}.html", globals=given).render(**values)
        return one_line(str(filled))

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


def one_line(text: str) -> str:
    """Return HTML without line breaks."""
    return " ".join(line.strip() for line in text.splitlines() if line.strip())
