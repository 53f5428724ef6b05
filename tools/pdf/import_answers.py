"""Turns a filled-in PDF of the handbook into a file that "Your data" can import: ``make answers PDF=FILE``."""

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
    """Write the answers of a PDF into ``<name>.answers.json`` beside it, and print how many there are.

    Args:
        root: The project's root folder.
        name: Path of the PDF, as the user typed it.

    Raises:
        SystemExit: The PDF has no answers that can be read; the message says why and what to do.
    """
    if not name:
        sys.exit("Name the PDF: make answers PDF=path/to/file.pdf")
    path = Path(name)
    if not path.is_file():
        sys.exit(f"{name}: there is no such file.")
    fields, changed = read_fields(path)
    if not fields:
        sys.exit(f"{name}: this PDF has no fields to fill in. If it was printed or scanned, type its codes in under “Your data” instead.")
    answers, unknown = to_document(fields, load_checked_library(root, root / "docs"), load_site_config(root).id, changed)
    if not answers["entries"]:
        hint = "Its fields belong to another handbook." if unknown else "Save it in the program you filled it in with, and try again."
        sys.exit(f"{name}: nothing that this handbook asks is filled in. {hint}")
    out = path.with_suffix(".answers.json")
    if out.exists():
        sys.exit(f"{out} already exists. Move it away, and run the command again.")
    out.write_text(json.dumps(answers, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(f"{out}: {len(answers['entries'])} entries. Import it under “Your data”; you see what would change before anything does.")
    if unknown:
        print(f"Left out, because this handbook does not ask for it: {', '.join(unknown)}.")


def read_fields(path: Path) -> tuple[dict[str, str], datetime]:
    """Return the values of a PDF's fields by name, and when it was last changed.

    Raises:
        SystemExit: It is locked or damaged.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # one sentence of ours says what it cannot read
    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted:
            sys.exit(f"{path}: this PDF is locked. Save a copy without a password, and use that.")
        fields = reader.get_fields() or {}
        info = reader.metadata
        created, changed = (info.creation_date, info.modification_date) if info else (None, None)
    except (PyPdfError, ValueError, KeyError, RecursionError) as error:
        sys.exit(f"{path}: this is not a PDF that can be read ({error}).")
    values = {name: _value(field) for name, field in fields.items() if "/FT" in field}
    # Programs that fill in forms need not update the date in the PDF. Then the file's own date is the best there is.
    if not changed or changed == created:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return values, changed.replace(tzinfo=changed.tzinfo or UTC)


def _value(field: dict[str, Any]) -> str:
    """Return the text of a field, or the state of a box or a choice; "" if it is empty."""
    value = str(field.get("/V") or "")
    if field["/FT"] != "/Btn":
        return value
    return "" if value == "/Off" else value.removeprefix("/")


if __name__ == "__main__":
    try:
        main(Path.cwd(), os.environ.get("PDF", ""))
    except SourceErrors as error:
        sys.exit(str(error))
