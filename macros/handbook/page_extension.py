"""A Python-Markdown extension by which both engines read a page alike: its front matter, the anchors of its headings, and what is wrong with it.

The last is for an author who is being served: a page with problems is replaced by what they are, and all others are built.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.extensions import toc
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from handbook.content.headings import slugify
from handbook.content.pages import Page, read_page
from handbook.errors import Problem, SourceErrors
from handbook.i18n.strings import text_direction
from handbook.loader import docs_folder, load_library
from handbook.render.registry import SERVING, load_checked_library

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BEFORE_TOC = 6  # toc runs at 5, attr_list at 8
BEFORE_MACROS = 40  # Zensical's run at 35
SERVED_COPY = "<!-- handbook:"  # the last line of a page in the copy of the docs that Zensical serves (tools/serve/sources.py)


class PreparePage(Preprocessor):
    """Gives the anchors of headings the letters of every script, and under Zensical a page's front matter as we read it.

    For MkDocs, ``tools/mkdocs_hook.py`` does the latter.
    """

    def run(self, lines: list[str]) -> list[str]:
        """Return the page's lines as they are, or what is wrong with the page."""
        if "toc" in self.md.treeprocessors and self.md.treeprocessors["toc"].slugify is toc.slugify:  # type: ignore[attr-defined]
            self.md.treeprocessors["toc"].slugify = slugify  # type: ignore[attr-defined]
        if "rendering_context" not in self.md.preprocessors:  # that is Zensical's
            return lines
        context: Any = self.md.preprocessors["rendering_context"]
        root = Path(context.config["root_dir"])
        docs = docs_folder(root, context.config["docs_dir"])
        source = docs / context.page.path
        if lines and lines[-1].startswith(SERVED_COPY):
            lines = lines[:-1]
        if not source.is_file():
            return lines
        try:
            page = read_page(source, root)
            problems = _problems(context.config, root).get(page.file, []) if SERVING in os.environ else []
        except SourceErrors as error:
            page, problems = None, error.problems
        context.page.meta.update(problem_metadata(context.page.meta) if problems or not page else page_metadata(page, root, docs))
        return problem_report(problems).split("\n") if problems else lines


def _problems(config: dict[str, Any], root: Path) -> dict[str, list[Problem]]:
    """Return the problems of each page; none where other sources have problems, since then the macros end the build."""
    try:
        return load_checked_library(root, docs_folder(root, config["docs_dir"]), again=False).page_problems
    except SourceErrors:
        return {}


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
        metadata["section"] = next((note.meta.section for note in load_library(root, docs).field_notes if note.page.file == page.file), "team")
    return metadata


def problem_metadata(meta: Mapping[str, Any]) -> dict[str, object]:
    """Return the metadata of a page that shows its problems: no macro runs on it."""
    return {"title": str(meta.get("title") or "This page has problems"), "render_macros": False}


def problem_report(problems: list[Problem]) -> str:
    """Return problems as the Markdown of the page that has them."""
    lines = [f"    {line}" for problem in sorted(problems) for line in [*str(problem).split("\n"), ""]]
    return "\n".join(["# This page has problems", "", "It is shown again as soon as they are solved.", "", *lines])
