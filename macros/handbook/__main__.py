"""Commands for authors and make: ``check`` the sources, ``sync`` generated files, or report the ``drift`` of a fork."""

import argparse
import itertools
import os
import sys
from pathlib import Path

from handbook.checks import id_lock
from handbook.content import json_schema
from handbook.content.library import Library
from handbook.errors import Problem, SourceErrors
from handbook.fork import names, snapshot
from handbook.fork.apply import is_fork
from handbook.fork.drift import drift, report, summary
from handbook.fork.removed import errors_among
from handbook.i18n import completeness, theme_strings
from handbook.render.registry import load_checked_library


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0, or 1 with every problem on standard error.

    Args:
        arguments: The command-line arguments; those of the process if None.
    """
    parser = argparse.ArgumentParser(prog="handbook", description=__doc__)
    parser.add_argument("command", choices=["check", "sync", "drift"])
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's root (here, if not given)")
    parser.add_argument("--strict", action="store_true", help="with check: take what an update brought for problems, and print warnings")
    parser.add_argument("--seen", action="store_true", help="with drift: record that you have seen what upstream says now")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        docs = root / "docs"
        library = load_checked_library(root, docs)
        if options.command == "sync":
            for lock in id_lock.lock_files(library):
                _write(root / lock.file, lock.text())
            for name in json_schema.SCHEMAS:
                _write(json_schema.FOLDER / f"{name}.schema.json", json_schema.text(name))
            for path, text in theme_strings.files(root, docs).items():
                _write(path, text)
            if is_fork(library):
                _write(root / snapshot.FILE, snapshot.text(snapshot.updated(library), library))
            else:
                _write(root / names.FILE, names.text(library))
        # Templates are generated from words, so check them only once the words have no problems.
        found = [*id_lock.problems(library), *_unrecorded(library), *completeness.problems(root, docs)]
        problems = errors_among(library, found or theme_strings.problems(root, docs))
        if options.strict:
            problems += [warning for warning in library.warnings if warning.cause]
            for warning in sorted(set(library.warnings) - set(problems)):  # a build prints them at its end
                print(f"Warning: {warning}", file=sys.stderr)
        if problems:
            raise SourceErrors(problems)
        if library.page_problems:
            print(SourceErrors(itertools.chain.from_iterable(library.page_problems.values())), file=sys.stderr)
            print("These pages show it themselves. The others work.\n", file=sys.stderr)
        _print_drift(library, full=options.command == "drift")
        if options.seen:
            _write(root / snapshot.FILE, snapshot.text(snapshot.current_parts(library), library))
    except SourceErrors as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _unrecorded(library: Library) -> list[Problem]:
    """Return a problem if the list of names is not up to date, or, in a fork, the snapshot lacks texts of a part that the overlay names."""
    if not is_fork(library):
        path = library.root / names.FILE
        if path.exists() and path.read_text(encoding="utf-8") == names.text(library):
            return []
        return [Problem(names.FILE, 0, "", "is not up to date", "Run `make sync` and commit the file.")]
    if snapshot.updated(library) == snapshot.read(library.root):
        return []
    return [Problem(snapshot.FILE, 0, "", "lacks the wording of a part that docs/team/overlay.yml names", "Run `make sync` and commit the file.")]


def _print_drift(library: Library, full: bool) -> None:
    """Print upstream's changes since the fork last looked: in one line, or as the full report."""
    changes = drift(library) if is_fork(library) else []
    if not full:
        line = summary(changes)
        print(line, end="\n" if line else "", file=sys.stderr)
    elif not is_fork(library):
        print("This is not a fork: docs/team/ has no overlay.")
    else:
        print(report(changes) or "Upstream has not changed anything that this team changed.")


def _write(path: Path, text: str) -> None:
    """Write ``text`` if it differs from the file, so that unchanged files keep their mtime."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote {os.path.relpath(path)}")


if __name__ == "__main__":
    sys.exit(main())
