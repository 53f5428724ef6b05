"""Reads a filled-in PDF of ours and writes a file that "Your data" takes in: ``make answers PDF=FILE``."""

import json
import logging
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdf
from pypdf.errors import PyPdfError

from handbook.config import load_site_config
from handbook.errors import SourceErrors
from handbook.pdf.answers import to_document
from handbook.render.registry import load_checked_library


def main(root: Path, name: str) -> None:
    """Write the answers of a PDF into a file beside it, and say what was found; end with a plain sentence where that cannot be."""
    if not name:
        sys.exit("Say which PDF: make answers PDF=path/to/file.pdf")
    path = Path(name)
    if not path.is_file():
        sys.exit(f"{name}: there is no such file.")
    fields, at = read(path)
    if not fields:
        sys.exit(f"{name}: this PDF has no fields to fill in. If it was printed or scanned, type the codes in under “Your data” instead.")
    found, unknown = to_document(fields, load_checked_library(root, root / "docs"), load_site_config(root).id, at)
    if not found["entries"]:
        other = " Its fields are not those of this handbook." if unknown else " Save it in the program in which you filled it in, and try again."
        sys.exit(f"{name}: nothing that this handbook asks is filled in.{other}")
    out = path.with_suffix(".answers.json")
    if out.exists():
        sys.exit(f"{out} is there already. Move it away, and run the command again.")
    out.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(f"{out}: {len(found['entries'])} entries. Take it in under “Your data”; you see what would change before it does.")
    if unknown:
        print(f"Left out, since this handbook does not ask it: {', '.join(unknown)}.")


def read(path: Path) -> tuple[dict[str, str], datetime]:
    """Return the values of a PDF's fields by name, and when it was last changed."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it cannot read is said here, in one sentence
    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted:
            sys.exit(f"{path}: this PDF is locked. Save a copy without a password, and use that.")
        found = reader.get_fields() or {}
        info = reader.metadata
        made, at = (info.creation_date, info.modification_date) if info else (None, None)
    except (PyPdfError, ValueError, KeyError, RecursionError) as error:
        sys.exit(f"{path}: this is no PDF that can be read ({error}).")
    values = {name: _value(field) for name, field in found.items() if "/FT" in field}
    # A program that fills in a form need not say when: then the file's own moment is the best there is.
    if not at or at == made:
        at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return values, at.replace(tzinfo=at.tzinfo or UTC)


def _value(field: dict[str, Any]) -> str:
    """Return what a field holds: of a box or a choice the name of its state, "" for none."""
    value = str(field.get("/V") or "")
    if field["/FT"] != "/Btn":
        return value
    return "" if value == "/Off" else value.removeprefix("/")


if __name__ == "__main__":
    try:
        main(Path.cwd(), os.environ.get("PDF", ""))
    except SourceErrors as error:
        sys.exit(str(error))
