"""Creates a fork's own files, ``team.yml`` and ``docs/team/``: ``make team NAME="Acme product handbook" ID=acme``."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from handbook.__main__ import main as handbook
from handbook.config import load_config, load_site_config
from handbook.errors import SourceErrors
from handbook.theme.palette import parse_tokens
from tools.fork.questions import BRAND, QUESTIONS, REQUIRED, SECTION, default_answer, rejected
from tools.fork.scaffold import render_files

COMMAND = 'make team NAME="Acme product handbook" ID=acme'
COLOURS = "docs/team/colours.css"
START = "docs/team/index.md"
# Answers that are not written into team.yml, so a second run compares them with files of their own.
FILES = ("PRIMARY", "PRIMARY_DARK", "LOGO")
_LOGO = re.compile(r"/logo\.\w+$")
OPTIONS = "Optional: SHORT= PRIMARY=#rrggbb PRIMARY_DARK=#rrggbb LOGO=path URL= REPO= CONTACT= LANGUAGE="
NEXT = """Next:
  make serve                     # read it with your name on it
  make import FROM=../our-wiki   # bring in the pages that your team has
  edit docs/team/overlay.yml     # write what your team does differently; then: make sync
  git add team.yml docs/team && git commit -m "Make the handbook ours"
  make build                     # write site/; docs/guide/host.md says how to put it online
"""


def main(root: Path, arguments: list[str], interactive: bool) -> bool:
    """Write a fork's files.

    A second run adds what is missing, and never changes a file that exists.

    Args:
        root: The project's root folder.
        arguments: The settings from the command line, each ``KEY=value``.
        interactive: Whether there's someone at a terminal to answer questions.

    Returns:
        Whether there was a file to write.

    Raises:
        SystemExit: An answer is rejected, or an existing file says something else; the message names all of them.
    """
    given = {key: value.strip() for key, _, value in (argument.partition("=") for argument in arguments)}
    current = current_answers(root)
    if not current and not all(given.get(key) for key in REQUIRED):
        if not interactive:
            sys.exit(f"Name your handbook and give it an id:\n\n    {COMMAND}\n\n{OPTIONS}")
        given = ask(given, root)
    problems = [f"{key}: {reason}" for key, reason in rejected(given, root)]
    if problems:
        sys.exit("Nothing was written:\n  " + "\n  ".join(problems))
    files = render_files(complete(given, current, root), root)
    new = {path: data for path, data in files.items() if not (root / path).exists()}
    if current:  # an example that the team has deleted does not come back
        new = {path: data for path, data in new.items() if (path == COLOURS and given.get("PRIMARY")) or (_LOGO.search(path) and given.get("LOGO"))}
    for path, data in sorted(new.items(), key=lambda entry: entry[0] == "team.yml"):  # last: it marks the fork as complete
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
        print(f"wrote {path}")
    conflicts = list(differences(given, current, files, new, root))
    if conflicts:
        sys.exit("Existing files are yours to edit, and were left as they are:\n  " + "\n  ".join(conflicts))
    if not new:
        print("Nothing to do: team.yml and docs/team/ exist, and none of their files was changed.")
    return bool(new)


def complete(given: dict[str, str], current: dict[str, str], root: Path) -> dict[str, str]:
    """Return an answer for every question: the given ones as they will be used, else those of ``team.yml``, else ""."""
    valid = {question.key: question.check(given[question.key], root) for question in QUESTIONS if given.get(question.key)}
    answers = {question.key: valid.get(question.key) or current.get(question.key, "") for question in QUESTIONS}
    return answers | {"SHORT": valid.get("SHORT") or default_answer("SHORT", {**current, **valid})}


def start_page(root: Path) -> bytes:
    """Return a fork's start page as this command writes it for the answers in ``team.yml``; nothing if there is no such file."""
    current = current_answers(root)
    return render_files(complete({}, current, root), root)[START] if current else b""


def ask(given: dict[str, str], root: Path) -> dict[str, str]:
    """Ask at the terminal for each answer that was not given, again if one is rejected; return all answers."""
    print("Your handbook in a few questions. Enter accepts the answer in [brackets]; Ctrl+C stops without writing anything.\n")
    answers = dict(given)
    for question in QUESTIONS:
        while question.asked and question.key not in given:
            default = default_answer(question.key, answers)
            text = input(f"{question.text}{f' [{default}]' if default else ''}: ").strip() or default
            if text or question.key in (*REQUIRED, "SHORT"):
                try:
                    text = question.check(text, root)
                except ValueError as error:
                    print(f"  {error}")
                    continue
            answers[question.key] = text
            break
    return answers


def current_answers(root: Path) -> dict[str, str]:
    """Return the answers that ``team.yml`` holds, by their keys; none if there is no such file."""
    if not (root / "team.yml").exists():
        return {}
    config = load_config(root / "team.yml")
    site = load_site_config(root)
    values = {
        "NAME": site.name,
        "SHORT": site.short_name,
        "ID": site.id,
        "URL": config.get("site_url"),
        "REPO": config.get("repo_url"),
        "CONTACT": config.get("extra", {}).get("handbook", {}).get("contact"),
        "LANGUAGE": config.get("theme", {}).get("language"),
    }
    return {key: str(value) for key, value in values.items() if value}


def differences(given: dict[str, str], current: dict[str, str], files: dict[str, bytes], new: dict[str, bytes], root: Path) -> Iterator[str]:
    """Yield a sentence for each answer that an existing file contradicts.

    Args:
        given: The answers on the command line.
        current: The answers in ``team.yml`` before this run.
        files: What this run would write, by path.
        new: The files among them that it wrote.
        root: The project's root folder.
    """
    for question in QUESTIONS:
        key = question.key
        if current and given.get(key) and key not in FILES and question.check(given[key], root) != current.get(key):
            advice = " Keep it: your readers' answers depend on it." if key == "ID" else " Change it there."
            yield f"team.yml: {key} is {current.get(key, 'not set')!r}, not {given[key]!r}.{advice}"
    if given.get("PRIMARY") and COLOURS not in new:
        existing, wanted = (parse_tokens(text.decode()) for text in ((root / COLOURS).read_bytes(), files[COLOURS]))
        for name in (BRAND, SECTION):
            if name not in existing or existing[name].value != wanted[name].value:
                yield f"{COLOURS}: --hb-{name} would be {wanted[name].value}. Set it there."
    for path, data in files.items():
        if given.get("LOGO") and _LOGO.search(path):
            if path not in new and (root / path).read_bytes() != data:
                yield f"{path}: is a different picture from {given['LOGO']}. Copy yours over it."
            elif path in new and current:
                yield f"team.yml: does not name {path}. Add `logo: {path.removeprefix('docs/')}` under `theme:`."


if __name__ == "__main__":
    try:
        if main(Path.cwd(), sys.argv[1:], sys.stdin.isatty()):
            if failed := handbook(["sync"]):
                sys.exit(failed)
            print(NEXT, end="")
    except SourceErrors as error:
        sys.exit(str(error))
    except (KeyboardInterrupt, EOFError):
        sys.exit("\nStopped. Nothing was written.")
