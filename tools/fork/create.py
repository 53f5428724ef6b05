"""Makes a fork's own files, ``team.yml`` and ``docs/team/``: ``make team NAME="Acme product handbook" ID=acme``."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from handbook.__main__ import main as handbook
from handbook.config import load_config, load_site_config
from handbook.errors import SourceErrors
from handbook.theme.palette import parse_tokens
from tools.fork.questions import BRAND, NEEDED, QUESTIONS, SECTION, guess, refused
from tools.fork.scaffold import files

COMMAND = 'make team NAME="Acme product handbook" ID=acme'
COLOURS = "docs/team/colours.css"
_LOGO = re.compile(r"/logo\.\w+$")
MORE = "Further: SHORT= PRIMARY=#rrggbb PRIMARY_DARK=#rrggbb LOGO=path URL= REPO= CONTACT= LANGUAGE="
NEXT = """Next:
  make serve                     # read it with your name on it
  edit docs/team/overlay.yml     # say what your team does differently; then: make sync
  git add team.yml docs/team && git commit -m "Make the handbook ours"
"""


def main(root: Path, words: list[str], asks: bool) -> bool:
    """Write a fork's files, and return whether there were any to write; end with a plain report where an answer is refused or a file says something else.

    Args:
        root: The project's root folder.
        words: What was said, each ``KEY=value``.
        asks: Whether somebody sits at a terminal.
    """
    given = {key: value.strip() for key, _, value in (word.partition("=") for word in words)}
    there = standing(root)
    if not there and not all(given.get(key) for key in NEEDED):
        if not asks:
            sys.exit(f"Say the name and the id of your handbook:\n\n    {COMMAND}\n\n{MORE}")
        given = dialogue(given, root)
    problems = [f"{key}: {reason}" for key, reason in refused(given, root)]
    if problems:
        sys.exit("Nothing was written:\n  " + "\n  ".join(problems))
    said = checked(given, there, root)
    made = files(said, root)
    new = {path: data for path, data in made.items() if not (root / path).exists()}
    if there:  # an example that the team took away does not come back
        new = {path: data for path, data in new.items() if (path == COLOURS and given.get("PRIMARY")) or (_LOGO.search(path) and given.get("LOGO"))}
    for path, data in sorted(new.items(), key=lambda entry: entry[0] == "team.yml"):  # last: it says that all was written
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
        print(f"wrote {path}")
    other = list(differences(given, there, made, new, root))
    if other:
        sys.exit("What is there already is yours to edit, and was left as it is:\n  " + "\n  ".join(other))
    if not new:
        print("Nothing to do: team.yml and docs/team/ are there, and none of their files was changed.")
    return bool(new)


def checked(given: dict[str, str], there: dict[str, str], root: Path) -> dict[str, str]:
    """Return what was said as it will be used, over what ``team.yml`` says; with a guess for a short name that nobody said."""
    sound = {wish.key: wish.check(given[wish.key], root) for wish in QUESTIONS if given.get(wish.key)}
    return {wish.key: sound.get(wish.key) or there.get(wish.key, "") for wish in QUESTIONS} | {
        "SHORT": sound.get("SHORT") or guess("SHORT", {**there, **sound})
    }


def dialogue(given: dict[str, str], root: Path) -> dict[str, str]:
    """Ask for what was not said; a refused answer is asked for again, with the reason."""
    print("Your handbook in a few questions. Enter takes what stands in [brackets]; Ctrl+C leaves, and nothing is written.\n")
    answers = dict(given)
    for wish in QUESTIONS:
        while wish.asked and wish.key not in given:
            default = guess(wish.key, answers)
            text = input(f"{wish.question}{f' [{default}]' if default else ''}: ").strip() or default
            if text or wish.key in (*NEEDED, "SHORT"):
                try:
                    text = wish.check(text, root)
                except ValueError as error:
                    print(f"  {error}")
                    continue
            answers[wish.key] = text
            break
    return answers


def standing(root: Path) -> dict[str, str]:
    """Return what ``team.yml`` says already, by the keys of the command; nothing where there is no such file."""
    if not (root / "team.yml").exists():
        return {}
    config = load_config(root / "team.yml")
    own = config.get("extra", {}).get("handbook", {})
    said = load_site_config(root)
    found = {"NAME": said.name, "SHORT": said.short_name, "ID": said.id, "URL": config.get("site_url"), "REPO": config.get("repo_url")}
    found |= {"CONTACT": own.get("contact"), "LANGUAGE": config.get("theme", {}).get("language")}
    return {key: str(value) for key, value in found.items() if value}


def differences(given: dict[str, str], there: dict[str, str], made: dict[str, bytes], new: dict[str, bytes], root: Path) -> Iterator[str]:
    """Yield what was asked for and stands otherwise in a file that is there."""
    for wish in QUESTIONS:
        key = wish.key
        if there and given.get(key) and key not in ("PRIMARY", "PRIMARY_DARK", "LOGO") and wish.check(given[key], root) != there.get(key):
            why = " Keep it: your readers' answers hang on it." if key == "ID" else " Change it there."
            yield f"team.yml: {key} is {there.get(key, 'not said')!r}, not {given[key]!r}.{why}"
    if given.get("PRIMARY") and COLOURS not in new:
        is_there, wanted = (parse_tokens(text.decode()) for text in ((root / COLOURS).read_bytes(), made[COLOURS]))
        for name in (BRAND, SECTION):
            if name not in is_there or is_there[name].value != wanted[name].value:
                yield f"{COLOURS}: --hb-{name} would be {wanted[name].value}. Write it there."
    for path, data in made.items():
        if given.get("LOGO") and _LOGO.search(path):
            if path not in new and (root / path).read_bytes() != data:
                yield f"{path}: is another picture than {given['LOGO']}. Copy yours over it."
            elif path in new and there:
                yield f"team.yml: does not name {path}. Write `logo: {path.removeprefix('docs/')}` under `theme:`."


if __name__ == "__main__":
    try:
        if main(Path.cwd(), sys.argv[1:], sys.stdin.isatty()):
            if failed := handbook(["sync"]):
                sys.exit(failed)
            print(NEXT, end="")
    except SourceErrors as error:
        sys.exit(str(error))
    except (KeyboardInterrupt, EOFError):
        sys.exit("\nLeft. Nothing was written.")
