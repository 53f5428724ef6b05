"""What stands in a chapter's YAML file is shown on a page, or the author is told.

A checklist that no page calls is lost in silence: its author believes that
readers see it.
"""

from collections.abc import Iterable, Iterator

from handbook.content.library import Chapter, Library
from handbook.content.pages import Call, Page
from handbook.content.toolkit import Template
from handbook.errors import Problem
from handbook.fork.apply import FOLDER

Called = set[tuple[str, object]]  # macros by name, with their first arguments


def unshown_problems(library: Library, pages: Iterable[Page]) -> Iterator[Problem]:
    """Yield a problem for each part of a chapter's practice that no page shows.

    Args:
        library: The sound sources.
        pages: Every page under the docs folder.
    """
    calls = {page.file: page.calls for page in pages}
    # As a set: a fork may have a thousand chapters, and each asks for its parts.
    everywhere = {(call.name, call.args[0]) for found in calls.values() for call in found if call.args}
    for chapter in library.chapters.values():
        yield from _chapter(chapter, calls.get(chapter.page.file, []), everywhere)


def _chapter(chapter: Chapter, own: list[Call], everywhere: Called) -> Iterator[Problem]:
    def problem(where: tuple[str | int, ...], name: str, fix: str) -> Problem:
        return Problem(chapter.document.file, chapter.document.line(where), name, "is shown on no page", fix)

    practice = chapter.authored  # what a fork adds to a chapter is shown at its end without a call
    for n, checklist in enumerate(practice.checklists):
        if not _called(everywhere, "checklist", checklist.id):
            yield problem(("checklists", n), checklist.id, f'Write {{{{ checklist("{checklist.id}") }}}} in the chapter, or remove it.')
    if practice.checklists and not chapter.from_fork and not _called(everywhere, "cheat_sheet", chapter.slug):
        fix = f'Create docs/{cheat_sheet_of(chapter)} with {{{{ cheat_sheet("{chapter.slug}") }}}}.'
        yield Problem(chapter.document.file, chapter.document.line(("checklists",)), "checklists", "has no cheat sheet", fix)
    for n, prompt in enumerate(practice.prompts):
        if not any(call.name == "prompts" and (not call.args or prompt.id in call.args or None in call.args) for call in own):
            yield problem(("prompts", n), prompt.id, f'Write {{{{ prompts("{prompt.id}") }}}} in the chapter, or {{{{ prompts() }}}} for all.')
    for n, template in enumerate(practice.templates):
        if not _called(everywhere, "template", template.id):
            yield problem(("templates", n), template.id, f'Create docs/{sheet_of(template)} with {{{{ template("{template.id}") }}}}.')
    if not chapter.from_fork and not any(call.name == "team_note" for call in own):
        yield Problem(chapter.page.file, 1, "team_note", "is not called", "Write {{ team_note() }} before {{ sources() }}: there a fork adds what is its own.")
    for name in ("plan", "recall", "scenario", "behaviours", "templates"):
        if getattr(practice, name) and not any(call.name == name for call in own):
            yield problem((name,), name, f"Write {{{{ {name}() }}}} in {chapter.slug}.md, or remove it.")


def cheat_sheet_of(chapter: Chapter) -> str:
    """Return the path, below the docs folder, of the page with all checklists of a chapter."""
    return f"{_toolkit(chapter.from_fork)}/cheat-sheet-{chapter.slug}.md"


def sheet_of(template: Template) -> str:
    """Return the path, below the docs folder, of a template's page."""
    return f"{_toolkit(template.from_fork)}/{template.slug}.md"


def sheet_url(template: Template) -> str:
    """Return the address of a template's page, below the site."""
    return sheet_of(template).removesuffix(".md") + "/"


def _toolkit(own: bool) -> str:
    return f"{FOLDER}/toolkit" if own else "toolkit"


def _called(calls: Called, name: str, id: str) -> bool:
    """Tell whether a macro is called for an id, or with an argument that only the build knows."""
    return (name, id) in calls or (name, None) in calls
