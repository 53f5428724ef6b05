"""Registers the macros with either engine, after checking all sources."""

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from handbook.checks.cross_references import cross_problems
from handbook.checks.macro_calls import argument_error, arguments, page_problems
from handbook.checks.sessions import session_problems
from handbook.content.library import Library
from handbook.errors import Problem, SourceErrors
from handbook.fork.apply import NOTES
from handbook.fork.links import broken_links, stand_ins
from handbook.fork.navigation import nav_problems
from handbook.fork.removed import errors_among
from handbook.loader import BUILDING, READ, docs_folder, load_library
from handbook.markdown_extension import RedirectLinks
from handbook.render.practice import Renderer
from handbook.theme.palette import palette_problems

# Set while an author is served: then a page with problems shows them, and all others are built.
SERVING = "HANDBOOK_SERVES"
MACROS: dict[str, Callable[..., str]] = {
    "opening": Renderer.opening,
    "checklist": Renderer.checklist,
    "first_line": Renderer.first_line,
    "prompts": Renderer.prompts,
    "plan": Renderer.plan,
    "recall": Renderer.recall,
    "scenario": Renderer.scenario,
    "figure": Renderer.figure,
    "term": Renderer.term,
    "cite": Renderer.cite,
    "our_view": Renderer.our_view,
    "sources": Renderer.sources,
    "field_notes": Renderer.field_notes,
    "team_note": Renderer.team_note,
    "team_changes": Renderer.team_changes,
    "chapter": Renderer.to_chapter,
    "all_sources": Renderer.all_sources,
    "all_terms": Renderer.all_terms,
    "booklets": Renderer.booklets,
    "behaviours": Renderer.behaviours,
    "template": Renderer.template,
    "templates": Renderer.templates,
    "toolkit": Renderer.toolkit,
    "cheat_sheet": Renderer.cheat_sheet,
    "cheat_sheets": Renderer.cheat_sheets,
    "page_title": Renderer.page_title,
    "today": Renderer.today,
    "map": Renderer.map,
    "overview": Renderer.overview,
    "evidence": Renderer.evidence,
    "assessment": Renderer.assessment,
    "planner": Renderer.planner,
    "pack": Renderer.pack,
    "case": Renderer.case,
    "print_kit": Renderer.print_kit,
    "data": Renderer.data,
    "reading_group": Renderer.reading_group,
}


def define_env(env: Any) -> None:
    """Register every macro of the handbook.

    Args:
        env: The macros environment of mkdocs-macros-plugin or of Zensical.

    Raises:
        SourceErrors: Under Zensical, for every problem in the sources at once.
            Under MkDocs the same report ends the build as its own error.
    """
    root = Path(env.project_dir)
    docs = docs_folder(root, str(env.conf["docs_dir"]))
    try:
        # Zensical calls this for every page; there, checking all pages once is enough.
        library = load_checked_library(root, docs, again="mkdocs.exceptions" in sys.modules)
    except SourceErrors as error:
        raise _stop(error) from None
    RedirectLinks.stand_ins = stand_ins(library)

    rewrites_html = type(env).__module__.startswith("zensical")

    def register(name: str, method: Callable[..., str]) -> None:
        def macro(*args: object, **kwargs: object) -> str:
            if argument_error(method, len(args), tuple(kwargs)):
                return ""  # upstream has changed the macro since the team wrote this call
            return method(Renderer(library, _source(env.page), rewrites_html), *args, **kwargs)

        macro.__doc__ = method.__doc__
        env.macro(macro, name)

    for name, method in MACROS.items():
        register(name, method)
    for name in library.former:
        kind, _, macro = name.partition(":")
        if kind == "macro" and "#" not in macro and macro not in MACROS:
            env.macro(lambda *_, **__: "", macro)  # upstream has removed it


def load_checked_library(root: Path, docs: Path, again: bool = True) -> Library:
    """Return the library if its files and the macro calls on every page have no problems.

    Zensical runs in a process of its own, and the one that has started it has checked the pages.

    Args:
        root: The project's root folder.
        docs: The documentation folder.
        again: Check the pages even if the library has not changed since the last check.

    Raises:
        SourceErrors: Every problem found.
    """
    library = load_library(root, docs)
    if READ in os.environ:
        if library.problems:
            raise SourceErrors(library.problems)
    elif again or not library.pages_checked:
        problems = check(library)
        if SERVING in os.environ and not library.problems:
            problems = _set_apart(library, problems)
        if problems:
            raise SourceErrors(problems)
        library.pages_checked = True
        if os.environ.get(BUILDING):
            gc.freeze()  # a build keeps them to its end, so the garbage collector need not scan them again
    return library


def check(library: Library) -> list[Problem]:
    """Return the problems that stop a build; those in spite of which a fork's build goes on are then in the library's warnings."""
    library.macros = {name: arguments(method) for name, method in MACROS.items()}
    links = [link.problem for link in broken_links(library)]
    found = [
        *cross_problems(library),
        *page_problems(library, MACROS),
        *session_problems(library),
        *palette_problems(library.root, library.former),
        *links,
        *nav_problems(library),
    ]
    return [*library.problems, *errors_among(library, found)]


def _set_apart(library: Library, problems: list[Problem]) -> list[Problem]:
    """Put the problems of single pages into the library's ``page_problems``, and return the others."""
    library.page_problems.clear()
    others = []
    for problem in problems:
        if problem.file.endswith(".md") and not problem.file.startswith(f"docs/{NOTES}/"):
            library.page_problems.setdefault(problem.file, []).append(problem)
        else:
            others.append(problem)
    return others


def _source(page: Any) -> str:
    """Return the page's path below the docs folder; the engines keep it in two places."""
    return str(page.file.src_uri if hasattr(page, "file") else page.path)


def _stop(error: SourceErrors) -> Exception:
    """Return the exception that makes the running engine print the report without a traceback."""
    if "mkdocs.exceptions" in sys.modules:
        return sys.modules["mkdocs.exceptions"].BuildError(str(error))  # type: ignore[no-any-return]
    return error
