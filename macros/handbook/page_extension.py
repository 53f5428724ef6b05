"""A Python-Markdown extension by which both engines read a page alike: its front matter and the anchors of its headings.

Besides, what an author who is being served reads in the place of a page with problems; all other pages are built.
"""

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.extensions import toc
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from handbook.content.markdown.headings import slugify
from handbook.content.markdown.pages import Page, read_page
from handbook.errors import Problem, SourceErrors
from handbook.i18n.strings import text_direction
from handbook.loader import docs_folder, load_library

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BEFORE_TOC = 6  # toc runs at 5, attr_list at 8
BEFORE_MACROS = 40  # Zensical's run at 35
SERVED_COPY = "<!-- handbook:"  # begins the last line of a page in the copy of the docs that Zensical serves (tools/serve/sources.py)
REPORT = f"{SERVED_COPY} problems -->"  # of one that is a report of the page's problems


class PreparePage(Preprocessor):
    """Gives the anchors of headings the letters of every script, and under Zensical a page's front matter as we read it.

    For MkDocs, ``tools/mkdocs_hook.py`` does the latter.
    """

    def run(self, lines: list[str]) -> list[str]:
        """Return the page's lines, without the last of a served copy."""
        if "toc" in self.md.treeprocessors and self.md.treeprocessors["toc"].slugify is toc.slugify:  # type: ignore[attr-defined]
            self.md.treeprocessors["toc"].slugify = slugify  # type: ignore[attr-defined]
        if "rendering_context" not in self.md.preprocessors:  # that is Zensical's
            return lines
        context: Any = self.md.preprocessors["rendering_context"]
        root = Path(context.config["root_dir"])
        docs = docs_folder(root, context.config["docs_dir"])
        source = docs / context.page.path
        note = lines.pop() if lines and lines[-1].startswith(SERVED_COPY) else ""
        if note == REPORT:
            context.page.meta.update(problem_metadata(context.page.meta))
        elif source.is_file():
            with contextlib.suppress(SourceErrors):  # its author goes on while the copy is built
                context.page.meta.update(page_metadata(read_page(source, root), root, docs))
        return lines


class UniqueAnchors(Treeprocessor):
    """Gives the second heading with an id that its author wrote twice an anchor of its own; toc does so for those that it makes."""

    def run(self, root: Element) -> None:
        """Change the ids of headings."""
        seen: set[str] = set()
        for element in root.iter():
            if element.tag in HEADINGS and (id := element.get("id")):
                element.set("id", toc.unique(id, seen))


class PageExtension(Extension):
    """Registers ``PreparePage`` and ``UniqueAnchors``."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Register both."""
        md.preprocessors.register(PreparePage(md), "handbook_prepare_page", BEFORE_MACROS)
        md.treeprocessors.register(UniqueAnchors(md), "handbook_unique_anchors", BEFORE_TOC)


def makeExtension(**options: object) -> PageExtension:  # noqa: N802 (the name is Python-Markdown's)
    """Return the extension, for configurations that name this module."""
    return PageExtension(**options)


def page_metadata(page: Page, root: Path, docs: Path) -> dict[str, object]:
    """Return what templates must know of a page as we read it, whatever the engine's own reader makes of its front matter.

    Args:
        page: The page.
        root: The project's root folder.
        docs: The documentation folder.
    """
    language = page.metadata.get("lang")
    metadata = page.metadata | ({"direction": text_direction(str(language))} if language else {})
    if "deepens" in page.front.data:
        library = load_library(root, docs)
        note = next((note for note in library.field_notes if note.page.file == page.file), None)
        metadata["section"] = note.meta.section if note else "team"
        if note and (chapter := library.deepened_by(note)):
            metadata["its_chapter"] = {"title": chapter.meta.title, "url": chapter.url, "description": chapter.meta.description}
    return metadata


def problem_metadata(meta: Mapping[str, Any]) -> dict[str, object]:
    """Return the metadata of a page that shows its problems: no macro runs on it."""
    return {"title": str(meta.get("title") or "This page has problems"), "render_macros": False}


def problem_report(problems: list[Problem]) -> str:
    """Return problems as the Markdown of the page that has them."""
    lines = [f"    {line}" for problem in sorted(problems) for line in [*str(problem).split("\n"), ""]]
    return "\n".join(["# This page has problems", "", "It is shown again as soon as they are solved.", "", *lines])
