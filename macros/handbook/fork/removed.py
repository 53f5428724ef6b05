"""What a fork's files name and upstream no longer has: a warning in each build, with something else on the page, and no end of the build.

The one place that decides which problems do not stop a build. ``make check`` counts them all as errors.
"""

from collections.abc import Iterable
from dataclasses import replace

from handbook.content.library import Library
from handbook.content.models.base import FORK_FOLDER
from handbook.errors import UPDATE, Problem

OWN = (f"docs/{FORK_FOLDER}/", "team.yml")
# What to do about a name that upstream has removed, and what readers see until then.
FIXES = {
    "work": "Cite another work, or list this one in docs/team/sources.yml as TEAM-{name}. Until then it is shown without a link.",
    "term": "Write the plain word, or explain it yourself. Until then the plain word is shown.",
    "figure": "Remove the call, or show a picture of your own from docs/team/. Until then its caption is shown.",
    "chapter": "Name another chapter, or remove this. Until then its title is shown without a link.",
    "addition": "Set `to:` to another chapter. Until then these parts are shown nowhere; answers to them are in the archive.",
    "note": "Rename the file after another chapter, or move its text to a page of your own. Until then the note is not shown.",
    "part": "Remove it from this file. Until then nothing is shown for it.",
    "word": "Remove it from this file. Until then it has no effect.",
    "macro": "Remove the call. Until then nothing is shown for it.",
}


def errors_among(library: Library, problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stop a build, and add the others to the library's warnings.

    A build goes on if the problem is in a fork's own file, and is about a name that upstream once had or came with an update.
    A name that upstream never had is a typing error and stays one.
    """
    errors = []
    for problem in problems:
        if not problem.file.startswith(OWN) or (problem.cause != UPDATE and problem.cause not in library.former):
            errors.append(problem)
        elif (warning := _told(problem)) not in library.warnings:
            library.warnings.append(warning)
    return errors


def _told(problem: Problem) -> Problem:
    """Return a problem with what upstream did and what to do about it."""
    kind, _, name = problem.cause.partition(":")
    if kind == "chapter" and problem.key.startswith("add"):
        kind = "addition"
    elif kind == "chapter" and not problem.key:
        kind = "note"
    if kind not in FIXES:
        return problem
    message = "belongs to a chapter that upstream has removed" if kind == "note" else f'"{name.partition("#")[2] or name}" was removed by upstream'
    return replace(problem, message=message, fix=FIXES[kind].format(name=name))
