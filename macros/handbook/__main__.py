"""Commands for authors and make: ``check`` the sources, ``sync`` what is made from them."""

import argparse
import sys
from pathlib import Path

from handbook import lock, partials, schema, translation
from handbook.faults import HandbookFaults
from handbook.register import checked


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0, or 1 with every fault on standard error.

    Args:
        arguments: ``check`` or ``sync``, and where the project is.
    """
    parser = argparse.ArgumentParser(prog="handbook", description=__doc__)
    parser.add_argument("command", choices=["check", "sync"])
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's root (here, if not given)")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        docs = root / "docs"
        library = checked(root, docs)
        if options.command == "sync":
            _write(root / lock.NAME, lock.text(library))
            for name in schema.SCHEMAS:
                _write(schema.FOLDER / f"{name}.schema.json", schema.text(name))
            for path, text in partials.files(root, docs).items():
                _write(path, text)
        # What is made of words that are not sound yet is a later question.
        gone = [*lock.faults(library), *translation.faults(root, docs)] or [*partials.faults(root, docs)]
        if gone:
            raise HandbookFaults(gone)
    except HandbookFaults as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _write(path: Path, text: str) -> None:
    """Write ``text`` where it differs; an untouched file keeps its date."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote {path}")


if __name__ == "__main__":
    sys.exit(main())
