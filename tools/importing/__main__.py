"""Copies a wiki into ``docs/team/``: ``make import FROM=path/to/wiki``, and ``INTO=folder`` for a folder in it.

The exit code is 0 if the wiki is there afterwards, whatever is left to do by hand, and 1 if nothing was copied.
"""

import re
import sys
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from handbook.checks.macro_calls import page_problems
from handbook.content.library import Library
from handbook.content.nav.folders import INDEXES, names_left_out
from handbook.content.nav.repository import PARTS
from handbook.errors import Problem, SourceErrors
from handbook.render.registry import MACROS
from tools.fork.create import START, start_page
from tools.importing.docusaurus import is_docusaurus, read_docusaurus
from tools.importing.findings import findings
from tools.importing.mkdocs import is_mkdocs, read_mkdocs
from tools.importing.plain import read_plain
from tools.importing.wiki import INTO, Wiki

TEAM = "docs/team"
COMMAND = "make import FROM=path/to/wiki"
# What these names mean in docs/team/ itself, where a wiki cannot have them.
RESERVED = {
    "chapters": "chapters with a practice of their own",
    "notes": "notes at the end of upstream's chapters",
    "toolkit": "sheets",
    "overlay.yml": "your changes to upstream",
    "search.yml": "how your people search",
    "sources.yml": "the works that you cite",
    "ids.lock": "the ids of your practice",
    "upstream.lock": "what you have seen of upstream",
}
SHOWN = 12  # places of one kind that are listed


def main(root: Path, arguments: list[str]) -> None:
    """Copy a wiki, and report what it holds and what is left to do.

    A second run copies what is new, and changes nothing else: a page that was edited here stays.

    Args:
        root: The project's root folder.
        arguments: The settings from the command line, ``FROM=path`` and perhaps ``INTO=folder``.

    Raises:
        SystemExit: Nothing was copied; the message says why.
    """
    given = {key: value.strip() for key, _, value in (argument.partition("=") for argument in arguments)}
    source, into = _source(root, given.get("FROM", "")), _into(given.get("INTO", ""))
    try:
        wiki = read(source, root)
    except (ValueError, OSError) as error:
        sys.exit(f"Nothing was copied: {error}")
    target = root / TEAM / into
    files = {**wiki.files, **wiki.nav_files()}
    here = [path for path in wiki.pages() if (target / path).is_file()]
    same = [path for path in here if (target / path).read_bytes() == files[path]]
    again = len(same) > len(here) - len(same)  # then what differs was edited, here or in the wiki
    start = next((path for path in INDEXES if path in files), "")
    scaffold = root / START if start and not into and (root / START).is_file() and (root / START).read_bytes() == start_page(root) else None
    if problems := _refusals(root, into, files, again, scaffold):
        rows = "\n".join(map(str, problems))
        sys.exit(f"Nothing was copied, since {len(problems)} of the wiki's files cannot have their places in {TEAM}/{into}:\n{rows}")
    if scaffold:
        scaffold.unlink()
        for note in scaffold.parent.glob("notes/*.md"):
            note.write_bytes(note.read_bytes().replace(f"(../{scaffold.name})".encode(), f"(../{start})".encode()))
        fix = "To list what you change in the handbook, write {{ team_changes() }} on one of your pages."
        wiki.todo.append(Problem(start, 0, "", "took the place of the start page that `make team` wrote", fix))
    if into and wiki.folder.resolve() in [base.resolve() for base in wiki.snippets] and any(b"8<-" in wiki.files[page] for page in wiki.pages()):
        option = f"markdown_extensions: {{pymdownx.snippets: {{base_path: {TEAM}/{into}}}}}"
        wiki.settings.append(f"snippets: their paths are counted from {wiki.folder.name}/. Write into team.yml: {option}")
    if names := [name for name in names_left_out(wiki.folder) if name.rstrip("/").rpartition("/")[2] not in PARTS]:
        wiki.left_out[f"not for readers: {', '.join(names)}"] = len(names)
    counts = findings(wiki, lambda path: (target / path).is_file())
    new = [path for path in sorted(files) if not (target / path).exists()]
    for path in sorted(files):
        if (target / path).is_file() and (target / path).read_bytes() != files[path]:
            wiki.todo.append(Problem(path, 0, "", "differs from the wiki's, and was left as it is here", "Take over by hand what you want of the wiki's."))
    for path in new:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(files[path])
    wiki.todo += _said_by_checks(root, f"{TEAM}/{into}".rstrip("/"), wiki)
    print(report(wiki, f"{TEAM}/{into}".rstrip("/"), len(new), len(files), counts))


def read(folder: Path, root: Path) -> Wiki:
    """Return a wiki of whichever kind.

    Args:
        folder: The folder of the wiki.
        root: The handbook's root folder.

    Raises:
        ValueError: It cannot be read; says why.
    """
    return read_mkdocs(folder, root) if is_mkdocs(folder) else read_docusaurus(folder, root) if is_docusaurus(folder) else read_plain(folder, root)


def _source(root: Path, text: str) -> Path:
    """Return the folder of the wiki."""
    if not text:
        sys.exit(f"Name the folder of the wiki:\n\n    {COMMAND}\n\nWith INTO=folder it is copied into a folder of {TEAM}/.")
    path = Path(text).expanduser()
    path = path if path.is_absolute() else root / path
    if not path.is_dir():
        what = "is a file, not a folder" if path.exists() else "does not exist"
        sys.exit(f"Nothing was copied: FROM={text} {what}. Name the folder of a wiki: {COMMAND}")
    real, own = path.resolve(), (root / TEAM).resolve()
    if real == own or own in real.parents or real in own.parents:
        sys.exit(f"Nothing was copied: FROM={text} holds {TEAM}/, or is in it. Name a folder outside this project.")
    return path


def _into(text: str) -> str:
    """Return the folder below ``docs/team/`` as a path with forward slashes; "" for that folder itself."""
    into = text.strip("/")
    if into and not re.fullmatch(r"[\w][\w. -]*(?:/[\w][\w. -]*)*", into):
        sys.exit(f"Nothing was copied: INTO={text} is not the name of a folder. Write one such as INTO=wiki.")
    if into.split("/")[0] in RESERVED:
        sys.exit(f"Nothing was copied: {TEAM}/{into} is for {RESERVED[into.split('/')[0]]}. Name another folder, such as INTO=wiki.")
    return into


def _said_by_checks(root: Path, target: str, wiki: Wiki) -> list[Problem]:
    """Return what the handbook's own checks say of the copied pages, at places of which nothing is said yet."""
    library = Library(root, root / "docs")
    told = {(problem.file, problem.line) for problem in wiki.todo}
    said = {replace(problem, file=problem.file.removeprefix(f"{target}/")) for problem in (*page_problems(library, MACROS), *library.warnings)}
    said = {problem for problem in said if problem.file in wiki.files and not problem.message.startswith("includes ")}  # findings.py knows more of snippets
    return [problem for problem in said if (problem.file, problem.line) not in told]


def _refusals(root: Path, into: str, files: dict[str, bytes], again: bool, scaffold: Path | None) -> list[Problem]:
    """Return a problem for each file whose place is taken by another, or has a meaning of its own; ``scaffold`` makes way.

    Where the wiki was imported before, what differs may have been edited, and is left alone.
    """
    elsewhere = "Or import into a folder: add INTO=wiki." if not into else "Or import into another folder: INTO=…"
    problems = []
    for path, data in sorted(files.items()):
        place = f"{into}/{path}".lstrip("/")
        there = root / TEAM / place
        first = place.split("/")[0]
        if first in RESERVED:
            problems.append(
                Problem(f"{TEAM}/{place}", 0, "", f"cannot be a page: {TEAM}/{first} is for {RESERVED[first]}", elsewhere.replace("Or import", "Import"))
            )
        elif path == INDEXES[1] and INDEXES[0] not in files and there.with_name(INDEXES[0]).exists() and not (again or scaffold):
            fix = f"Remove or rename that one, or the wiki's. {elsewhere}"
            problems.append(Problem(f"{TEAM}/{place}", 0, "", f"would not be shown: {INDEXES[0]} beside it is the folder's page", fix))
        elif there.is_dir() or (not again and there != scaffold and there.exists() and there.read_bytes() != data):
            problems.append(Problem(f"{TEAM}/{place}", 0, "", "exists and differs", f"Remove or rename it if the wiki's is to replace it. {elsewhere}"))
    return problems


def report(wiki: Wiki, target: str, new: int, total: int, counts: dict[str, int]) -> str:
    """Return what was copied, what the pages hold, what became of the wiki's configuration, and what is left to do.

    Args:
        wiki: The wiki.
        target: The folder that it was copied into.
        new: How many files were copied.
        total: How many files it has here.
        counts: How often each thing is in its pages.
    """
    done = f"Copied {new} of {total} files" if new else f"Nothing to do: all {total} files are there already"
    blocks = [f"{done}, from a wiki of {wiki.kind} into {target}/."]
    for title, rows in (
        ("In its pages", [f"{count:>6} {name}" for name, count in counts.items()]),
        ("Rewritten", [f"{count:>6} {name}" for name, count in wiki.rewritten.items()]),
        ("Not copied", [f"{count:>6} {name}" for name, count in wiki.left_out.items()]),
        ("Its configuration", [f"  {line}" for line in wiki.settings]),
    ):
        if rows:
            blocks.append("\n".join([f"{title}:", *rows]))
    if wiki.todo:
        blocks.append(_todo(wiki, target))
    else:
        blocks.append("Nothing is left to do by hand. Read it: make serve")
    return "\n\n".join(blocks).replace(INTO, target).replace(INTO.removeprefix("docs/"), target.removeprefix("docs/"))


def _todo(wiki: Wiki, target: str) -> str:
    """Return what is left to do by hand, by kind; of many alike the first."""

    def kind(problem: Problem) -> str:
        return re.sub(r'"[^"]*"', "…", problem.message)

    lines = [f"Left to do by hand ({len(wiki.todo)}):"]
    for _, group in groupby(sorted(wiki.todo, key=lambda problem: (kind(problem), problem)), kind):
        rows = [problem if problem.file not in wiki.files else Problem(f"{target}/{problem.file}", *_rest(problem)) for problem in group]
        lines += [str(problem) for problem in rows[:SHOWN]]
        if rows[SHOWN:]:
            files = len({problem.file for problem in rows[SHOWN:]})
            lines.append(f"    and {len(rows) - SHOWN} more of this kind, in {files} {'file' if files == 1 else 'files'}")
    return "\n".join(lines)


def _rest(problem: Problem) -> tuple[int, str, str, str]:
    return problem.line, problem.key, problem.message, problem.fix


if __name__ == "__main__":
    try:
        main(Path.cwd(), sys.argv[1:])
    except SourceErrors as error:
        sys.exit(f"Nothing was copied:\n{error}")
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
