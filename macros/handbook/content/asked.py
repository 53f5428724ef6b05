"""How people ask for a page, a heading, a word or a part of the practice: the search weighs it like a title, and nobody sees it.

The practice's YAML and the glossary have it as ``asked:``. So has the front matter of any page; there ``asked_headings:`` is for its headings.
"""

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import ConfigDict

from handbook.content.id_index import locations_in
from handbook.content.library import Library
from handbook.content.markdown.pages import Page, read_page
from handbook.content.models.base import Asked, Part
from handbook.content.models.practice import Template
from handbook.content.nav.folders import markdown_files
from handbook.content.nav.urls import page_url, sheet_url
from handbook.content.source.files import cached_by_mtime, read_text
from handbook.content.source.validation import validate
from handbook.content.source.yaml_source import Document, KeyPath, format_path, read_yaml
from handbook.errors import Problem, SourceErrors, nearest

GLOSSARY = "guide/glossary/"


class PageQuestions(Part):
    """What the front matter of any page can say for the search: how people ask for the page, and for its headings by their ids."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    asked: Asked | None = None
    asked_headings: dict[str, Asked] = {}


class Asking(NamedTuple):
    """How people ask for an address of the site, and where that is written."""

    address: str
    text: str
    document: Document
    where: KeyPath

    def problem(self, message: str, fix: str) -> Problem:
        """Return a problem at its place."""
        return Problem(self.document.file, self.document.line(self.where), format_path(self.where), message, fix)


def asked_by_address(library: Library) -> dict[str, list[str]]:
    """Return the questions of each address of the site, such as ``chapters/introduction/#answer-a-not-yet``."""
    return library.cached("asked", lambda: _by_address(library))


def asked_problems(library: Library, pages: list[Page]) -> Iterator[Problem]:
    """Yield a problem for front matter that breaks a rule, for a heading that is not on the page, and for a question that is twice on one page."""
    askings = list(_of_parts(library))
    for page in pages:
        try:
            askings += (found := _of_page(library, page))
        except SourceErrors as error:
            yield from error.problems
            continue
        anchors = [heading.anchor for heading in page.headings]
        for id, asking in {asking.where[1]: asking for asking in found if asking.where[0] == "asked_headings"}.items():
            if id not in anchors:
                yield asking._replace(where=asking.where[:2]).problem(f'"{id}" is not a heading of this page', nearest(str(id), anchors))
    first: dict[tuple[str, str], Asking] = {}
    for asking in askings:
        address = asking.address.partition("#")[0]
        other = first.setdefault((address, asking.text), asking)
        if other is not asking:
            place = f"{other.document.file}:{other.document.line(other.where)}"
            yield asking.problem(f'"{asking.text}" is asked of {address or "the home page"} already, at {place}', "Keep it where the answer is.")


def _by_address(library: Library) -> dict[str, list[str]]:
    """Return the questions of each address, of the practice, of the glossary and of every page that has some."""
    questions: dict[str, list[str]] = {}
    askings = list(_of_parts(library))
    for path in markdown_files(library.docs):
        if "asked" in read_text(path, library.root):
            try:
                askings += _of_page(library, read_page(path, library.root))
            except SourceErrors:
                continue  # while an author is served, the page says so
    for asking in askings:
        questions.setdefault(asking.address, []).append(asking.text)
    return questions


def _of_page(library: Library, page: Page) -> list[Asking]:
    """Return the questions in the front matter of a page.

    Raises:
        SourceErrors: They break a rule.
    """
    if "asked" not in page.front.data and "asked_headings" not in page.front.data:
        return []
    address = page_url(page.file.removeprefix(f"{library.docs.name}/"))
    return cached_by_mtime(library.root / page.file, "asked", lambda: list(_validated(page, address)))


def _validated(page: Page, address: str) -> Iterator[Asking]:
    """Yield the questions of the page at an address, and of its headings.

    Raises:
        SourceErrors: They break a rule.
    """
    questions = validate(page.front, PageQuestions)
    yield from (Asking(address, text, page.front, ("asked", n)) for n, text in enumerate(questions.asked or ()))
    for id, texts in questions.asked_headings.items():
        yield from (Asking(f"{address}#{id}", text, page.front, ("asked_headings", id, n)) for n, text in enumerate(texts))


def _of_parts(library: Library) -> Iterator[Asking]:
    """Yield the questions of the practice and of the glossary."""
    written = {str(data["id"]): (document, where) for document in library.documents for where, data, _ in document.parts}
    for chapter in library.chapters.values():
        for location in locations_in(chapter.practice, chapter.slug):
            part = location.part
            document, where = written.get(part.id, (chapter.document, location.where))
            address = sheet_url(part) if isinstance(part, Template) else f"{chapter.url}#{part.id}"
            yield from (Asking(address, text, document, (*where, "asked", n)) for n, text in enumerate(getattr(part, "asked", None) or ()))
    if any(term.asked for term in library.terms.values()):
        document = read_yaml(library.docs / "glossary.yml", library.root)
        for key, term in library.terms.items():
            yield from (Asking(f"{GLOSSARY}#{key}", text, document, (key, "asked", n)) for n, text in enumerate(term.asked or ()))
