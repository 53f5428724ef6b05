"""Checks the macro calls on every page: their names, arguments and places, and that every part of a chapter's practice is shown."""

import functools
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from handbook.checks.front_matter import front_matter_problems
from handbook.checks.markdown import markdown_problems
from handbook.checks.nesting import nesting_problems
from handbook.checks.page_links import link_problems
from handbook.checks.snippets import snippet_problems
from handbook.content.asked import asked_problems
from handbook.content.library import Chapter, Library
from handbook.content.markdown.calls import Call
from handbook.content.markdown.pages import BRACES, Page, read_page
from handbook.content.models.base import FORK_FOLDER
from handbook.content.nav.folders import folder_problems, left_out_warning, markdown_files
from handbook.content.nav.redirects import redirect_problems
from handbook.content.nav.urls import cheat_sheet_of, sheet_of
from handbook.content.source.files import cached_by_mtime, display_path
from handbook.errors import UPDATE, Problem, SourceErrors, nearest
from handbook.fork.additions import note_problems
from handbook.fork.apply import NOTES
from handbook.markdown_extension import ABBREVIATIONS

# Names that the macros plugin and Jinja define on every page.
PLUGIN_NAMES = set("config page environment navigation files git plugin macros filters context macros_info now fix_url extra".split())
JINJA_NAMES = set("range dict lipsum cycler joiner namespace loop self super caller varargs kwargs true false none True False None".split())
_INDENTED = re.compile(
    r"^[\s>*+\-\d.]+\{\{\s*(checklist|first_line|prompts|plan|recall|scenario|figure|opening|sources|behaviours|templates?|toolkit|cheat_sheets?)\("
)
FOR_CHAPTERS = {"team_note", "opening", "prompts", "plan", "recall", "scenario", "sources", "behaviours", "templates"}


def page_problems(library: Library, macros: Mapping[str, Callable[..., str]]) -> list[Problem]:
    """Return the problems in the macro calls of every page under the docs folder.

    Args:
        library: The library, possibly with problems.
        macros: The methods of our macros, by name.
    """
    problems: list[Problem] = []
    pages: list[Page] = []
    known = {*macros, *library.config.variables, *PLUGIN_NAMES, *JINJA_NAMES}
    own = " A variable of yours goes into team.yml, under `extra:`."
    if (library.docs / FORK_FOLDER / "main.py").exists():
        own += " For the macros in docs/team/main.py write `plugins: {macros: {modules: [docs.team.main]}}` there."
    figures = {path.stem for path in (library.docs / "assets" / "figures").glob("*.svg")}
    by_file = {chapter.page.file: chapter for chapter in library.chapters.values()}
    for path in sorted(set(markdown_files(library.docs)) - {library.docs / ABBREVIATIONS}):
        chapter = by_file.get(display_path(path, library.root))
        try:
            page = chapter.page if chapter else read_page(path, library.root)
        except SourceErrors as error:
            problems.extend(error.problems)
            continue
        pages.append(page)
        for name, line in page.names.items():
            # Only the engine knows names from a fork's own packages and data; it refuses what is none.
            teams = page.file.startswith(f"docs/{FORK_FOLDER}/")
            if name not in known and not (teams and library.config.adds_names) and not page.file.startswith(f"docs/{NOTES}/"):
                fix = f"{nearest(name, set(macros), 1)} {BRACES}{own if teams else ''}"
                problems.append(Problem(page.file, line, name, "is not a macro or variable", fix, f"macro:{name}"))
        for call in page.calls:
            if call.name in macros:
                problems += _argument_problems(library, page, call, macros[call.name])
        if not library.problems:  # an unknown name may be in a file that could not be read
            for call in page.calls:
                problems += _call_problems(library, page, chapter, call, figures)
        problems += _retired_problems(library, page)
        problems += cached_by_mtime(path, "own problems", functools.partial(_own_problems, page))
        if not page.file.startswith(f"docs/{NOTES}/"):  # a note has no page of its own
            problems += front_matter_problems(library, page)
        errors, warnings = markdown_problems(library, page)
        problems += errors
        library.warnings += [warning for warning in warnings if warning not in library.warnings]
    problems += asked_problems(library, [page for page in pages if not page.file.startswith(f"docs/{NOTES}/")])
    problems += redirect_problems(pages)
    problems += snippet_problems(pages, library.root, library.docs)
    warnings = [*link_problems(library, pages), *left_out_warning(library.root, library.docs / FORK_FOLDER)]
    library.warnings += [warning for warning in warnings if warning not in library.warnings]
    problems += folder_problems(library.root, library.docs, FORK_FOLDER)
    if not library.problems:
        problems += unshown_problems(library, pages)
    return problems


def _own_problems(page: Page) -> list[Problem]:
    """Return the problems of a page that follow from its file alone."""
    return [*_layout_problems(page), *_term_problems(page), *note_problems(page), *nesting_problems(page)]


def arguments(macro: Callable[..., str]) -> str:
    """Return a macro's arguments as its author writes them, such as ``(id: str, level: int = 3)``."""
    return re.sub(r"^\(self(?:, )?", "(", str(inspect.signature(macro)).partition(" ->")[0])


def _argument_problems(library: Library, page: Page, call: Call, macro: Callable[..., str]) -> Iterator[Problem]:
    error = argument_error(macro, len(call.args), call.keywords)
    if error:
        pattern = f"{call.name}{arguments(macro)}"
        changed = any(name.startswith(f"macro:{call.name}#") and name != f"macro:{call.name}#{arguments(macro)}" for name in library.former)
        yield Problem(page.file, call.line, call.name, f"has the wrong arguments: {error}", f"Write it as {pattern}.", UPDATE if changed else "")


@functools.cache
def argument_error(macro: Callable[..., str], count: int, keywords: tuple[str, ...]) -> str:
    """Return why a macro cannot be called so, or an empty string; cached, since a large fork has thousands of calls of few kinds."""
    try:
        inspect.signature(macro).bind(*[None] * (1 + count), **dict.fromkeys(keywords))
    except TypeError as error:
        return str(error)
    return ""


def _call_problems(library: Library, page: Page, chapter: Chapter | None, call: Call, figures: set[str]) -> Iterable[Problem]:
    args = [arg for arg in call.args if arg is not None]

    def problem(name: object, what: str, known: Iterable[str], kind: str) -> Problem:
        return Problem(page.file, call.line, call.name, f'"{name}" {what}', nearest(str(name), known), f"{kind}:{name}")

    if call.name in FOR_CHAPTERS and chapter is None:
        yield Problem(page.file, call.line, call.name, "is on a page that is not a chapter", "Move it to a page under docs/chapters/ or docs/field-notes/.")
    elif call.name in ("checklist", "first_line"):
        yield from (
            problem(arg, "is not a checklist", library.checklists, "part") for arg in args[:1] if arg not in library.checklists and arg not in library.missing
        )
    elif call.name == "template":
        yield from (
            problem(arg, "is not a template", library.templates, "part") for arg in args[:1] if arg not in library.templates and arg not in library.missing
        )
    elif call.name == "chapter":
        yield from (
            problem(arg, "is not a chapter", library.chapters, "chapter") for arg in args[:1] if library.ids.current_id(str(arg)) not in library.chapters
        )
    elif call.name == "cheat_sheet":
        slugs = [slug for slug, other in library.chapters.items() if other.authored.checklists and not other.is_field_note]
        yield from (problem(arg, "is not a chapter with checklists", slugs, "chapter") for arg in args[:1] if library.ids.current_id(str(arg)) not in slugs)
    elif call.name == "prompts" and chapter:
        ids = [prompt.id for prompt in (*chapter.practice.prompts, *chapter.authored.prompts)]
        yield from (problem(arg, "is not a prompt of this chapter", ids, "part") for arg in args or [""] if arg not in ids and (args or not ids))
    elif call.name in ("plan", "recall", "scenario", "behaviours", "templates") and chapter and not getattr(chapter.authored, call.name):
        yield Problem(page.file, call.line, call.name, "is not in the chapter's YAML file", f"Add `{call.name}:` to {chapter.slug}.yml, or remove the call.")
    elif call.name == "cite":
        yield from (problem(arg, "is not in docs/sources.yml", library.sources, "work") for arg in args if arg not in library.sources)
    elif call.name == "term":
        yield from (problem(arg, "is not in docs/glossary.yml", library.terms, "term") for arg in args[:1] if arg not in library.terms)
    elif call.name == "figure":
        yield from (problem(arg, "is not a figure under docs/assets/figures/", figures, "figure") for arg in args[:1] if arg not in figures)


def _retired_problems(library: Library, page: Page) -> Iterator[Problem]:
    """Yield a problem for each call on a fork's page of what upstream has retired; upstream's own calls may name what a fork hides."""
    for call in page.calls if page.file.startswith(f"docs/{FORK_FOLDER}/") else ():
        if call.name in ("checklist", "first_line", "template") and call.args and call.args[0] in library.ids.retired:
            fix = "Remove the call. Until then nothing is shown for it."
            yield Problem(page.file, call.line, call.name, f'"{call.args[0]}" was retired by upstream', fix, UPDATE)


def _layout_problems(page: Page) -> Iterable[Problem]:
    """Yield a problem for each block inside a list item or a quote, which Python-Markdown would break."""
    for number, line in enumerate(page.body.splitlines(), page.first):
        if _INDENTED.match(line):
            yield Problem(page.file, number, "", "has a block that is indented or inside a list", "Put the macro call at the start of a line of its own.")


def _term_problems(page: Page) -> Iterable[Problem]:
    """Yield a problem for each term that is explained twice, which would repeat an id on the page."""
    seen: dict[object, int] = {}
    for call in page.calls:
        if call.name == "term" and call.args and seen.setdefault(call.args[0], call.line) != call.line:
            yield Problem(page.file, call.line, "term", f'"{call.args[0]}" is already explained on line {seen[call.args[0]]}', "Write the plain word here.")


CalledIds = set[tuple[str, object]]  # macros by name, with their first arguments


def unshown_problems(library: Library, pages: Iterable[Page]) -> Iterator[Problem]:
    """Yield a problem for each part of a chapter's practice that no page shows.

    Args:
        library: The library, without problems.
        pages: Every page under the docs folder.
    """
    calls = {page.file: page.calls for page in pages}
    # A set for fast lookups: a fork may have a thousand chapters.
    everywhere = {(call.name, call.args[0]) for page_calls in calls.values() for call in page_calls if call.args}
    for chapter in library.chapters.values():
        yield from _unshown_in(chapter, calls.get(chapter.page.file, []), everywhere)
        yield from _uncalled(library, chapter)


def _unshown_in(chapter: Chapter, calls: list[Call], everywhere: CalledIds) -> Iterator[Problem]:
    def problem(where: tuple[str | int, ...], name: str, fix: str) -> Problem:
        return Problem(chapter.document.file, chapter.document.line(where), name, "is not shown on any page", fix)

    practice = chapter.authored  # a fork's additions are shown at the end of the chapter, without calls
    for n, checklist in enumerate(practice.checklists):
        if not _called(everywhere, "checklist", checklist.id) and not _called(everywhere, "first_line", checklist.id):
            yield problem(("checklists", n), checklist.id, f'Write {{{{ checklist("{checklist.id}") }}}} in the chapter, or remove it.')
    if practice.checklists and not chapter.from_fork and not chapter.is_field_note and not _called(everywhere, "cheat_sheet", chapter.slug):
        fix = f'Create docs/{cheat_sheet_of(chapter)} with {{{{ cheat_sheet("{chapter.slug}") }}}}.'
        yield Problem(chapter.document.file, chapter.document.line(("checklists",)), "checklists", "has no cheat sheet", fix)
    for n, prompt in enumerate(practice.prompts):
        if not any(call.name == "prompts" and (not call.args or prompt.id in call.args or None in call.args) for call in calls):
            yield problem(("prompts", n), prompt.id, f'Write {{{{ prompts("{prompt.id}") }}}} in the chapter, or {{{{ prompts() }}}} for all.')
    for n, template in enumerate(practice.templates):
        if not _called(everywhere, "template", template.id):
            yield problem(("templates", n), template.id, f'Create docs/{sheet_of(template)} with {{{{ template("{template.id}") }}}}.')
    for name in ("plan", "recall", "scenario", "behaviours", "templates"):
        if getattr(practice, name) and not any(call.name == name for call in calls):
            yield problem((name,), name, f"Write {{{{ {name}() }}}} in {chapter.slug}.md, or remove it.")


def _uncalled(library: Library, chapter: Chapter) -> Iterator[Problem]:
    """Yield a problem for each macro that a chapter or a field note lacks, though others count on it."""
    needed = {
        "opening": ("at the top: the title stands in it.", chapter.is_field_note),
        "team_note": ("before {{ sources() }}: a fork's additions appear there.", not chapter.from_fork),
        "field_notes": (
            "before {{ sources() }}: the field notes that deepen the chapter appear there.",
            not chapter.is_field_note and (not chapter.from_fork or bool(library.field_notes_of(chapter))),
        ),
    }
    called = {call.name for call in chapter.page.calls}
    for name, (why, is_needed) in needed.items():
        if is_needed and name not in called:
            yield Problem(chapter.page.file, 1, name, "is not called", f"Write {{{{ {name}() }}}} {why}")


def _called(calls: CalledIds, name: str, id: str) -> bool:
    """Tell whether a macro is called with an id, or with an argument that is known only during the build."""
    return (name, id) in calls or (name, None) in calls
