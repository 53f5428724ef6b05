"""Commands for authors and make: ``check`` the sources, ``sync`` what is made from them, tell the ``drift`` of a fork."""

import argparse
import sys
from pathlib import Path

from handbook import lock, partials, record, schema, translation
from handbook.book import Library
from handbook.drift import drift, report, summary
from handbook.faults import Fault, HandbookFaults
from handbook.register import checked
from handbook.team import is_fork


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0, or 1 with every fault on standard error.

    Args:
        arguments: ``check``, ``sync`` or ``drift``, and where the project is.
    """
    parser = argparse.ArgumentParser(prog="handbook", description=__doc__)
    parser.add_argument("command", choices=["check", "sync", "drift"])
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's root (here, if not given)")
    parser.add_argument("--seen", action="store_true", help="with drift: take what upstream says now as read")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        docs = root / "docs"
        library = checked(root, docs)
        if options.command == "sync":
            for book in lock.ledgers(library):
                _write(root / book.file, book.text())
            for name in schema.SCHEMAS:
                _write(schema.FOLDER / f"{name}.schema.json", schema.text(name))
            for path, text in partials.files(root, docs).items():
                _write(path, text)
            if is_fork(library):
                _write(root / record.FILE, record.text(record.kept_up(library)))
        # What is made of words that are not sound yet is a later question.
        gone = [*lock.faults(library), *_unrecorded(library), *translation.faults(root, docs)] or [*partials.faults(root, docs)]
        if gone:
            raise HandbookFaults(gone)
        _tell_drift(library, whole=options.command == "drift")
        if options.seen:
            _write(root / record.FILE, record.text(record.today(library)))
    except HandbookFaults as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _unrecorded(library: Library) -> list[Fault]:
    """Return a fault where the overlay names what the record does not hold in full."""
    if not is_fork(library) or record.kept_up(library) == record.read(library.root):
        return []
    return [Fault(record.FILE, 0, "", "does not hold the wording of all that docs/team/overlay.yml names", "Run `make sync` and commit the file.")]


def _tell_drift(library: Library, whole: bool) -> None:
    """Say what upstream did since the fork last looked: in a line, or all of it."""
    found = drift(library) if is_fork(library) else []
    if not whole:
        print(summary(found), end="\n" if found else "", file=sys.stderr)
    elif not is_fork(library):
        print("This is no fork: there is nothing in docs/team/.")
    else:
        print(report(found) or "Upstream has changed nothing under what this team changed.")


def _write(path: Path, text: str) -> None:
    """Write ``text`` where it differs; an untouched file keeps its date."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote {path}")


if __name__ == "__main__":
    sys.exit(main())
