"""Turns filled-in PDFs of the handbook into files that "Backup & privacy" can import: ``make answers PDF=FILE``, or a folder, or several files."""

import json
import logging
import os
import shlex
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdf

from handbook.config import load_site_config
from handbook.content.library import Library
from handbook.errors import SourceErrors
from handbook.pdf.answers import to_document
from handbook.render.registry import load_checked_library

MAX_BYTES = 100_000_000  # the whole workbook has 2 MB


def main(root: Path, names: str) -> None:
    """Write the answers of each PDF into ``<name>.answers.json`` beside it, and print how many there are.

    Args:
        root: The project's root folder.
        names: Paths as the user typed them: of a PDF, of a folder with some, or of several, with quotes around those that have spaces.

    Raises:
        SystemExit: Some PDFs have no answers that can be read; the message says of each why and what to do. The others are written.
    """
    if not names.strip():
        sys.exit("Name the PDF: make answers PDF=path/to/file.pdf")
    library, handbook = load_checked_library(root, root / "docs"), load_site_config(root).id
    refused = []
    for path in _paths(names):
        try:
            _import(path, library, handbook)
        except ValueError as error:
            refused.append(f"{path}: {error}")
    if refused:
        sys.exit("\n".join(refused))


def _paths(names: str) -> Iterator[Path]:
    """Yield the path of each PDF that is named."""
    try:
        words = [names] if Path(names).exists() else shlex.split(names)
    except (ValueError, OSError):  # a quotation mark that belongs to a name
        words = [names]
    for path in map(Path, words):
        inside = sorted(file for file in path.iterdir() if file.suffix.lower() == ".pdf") if path.is_dir() else []
        yield from inside or [path]


def _import(path: Path, library: Library, handbook: str) -> None:
    """Write the answers of one PDF.

    Raises:
        ValueError: It has none that can be read.
    """
    if path.is_dir():
        raise ValueError("there is no PDF in this folder.")
    if not path.is_file():
        raise ValueError("there is no such file.")
    fields, changed = read_fields(path)
    if not fields:
        raise ValueError("this PDF has no fields to fill in. If it was printed or scanned, type its codes in under “Backup & privacy” instead.")
    answers, unknown, no_days = to_document(fields, library, handbook, changed)
    if not answers["entries"]:
        hint = "Its fields belong to another handbook." if unknown else "Save it in the program you filled it in with, and try again."
        raise ValueError(f"nothing that this handbook asks is filled in. {hint}")
    out = path.with_suffix(".answers.json")
    if out.exists():
        raise ValueError(f"{out.name} already exists beside it. Move it away, and run the command again.")
    out.write_text(json.dumps(answers, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(f"{out}: {len(answers['entries'])} entries. Import it under “Backup & privacy”; you see what would change before anything does.")
    if unknown:
        print(f"Left out, because this handbook does not ask for it: {', '.join(unknown)}.")
    if no_days:
        print(f"Left out, because it is no day such as 2026-12-01: {', '.join(f'{name} ({value})' for name, value in no_days.items())}.")


def read_fields(path: Path) -> tuple[dict[str, str], datetime]:
    """Return the values of a PDF's fields by name, and when it was last changed.

    Raises:
        ValueError: It is locked, damaged, empty or far too large.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # one sentence of ours says what it cannot read
    size = path.stat().st_size
    if not size or size > MAX_BYTES:
        raise ValueError(f"this file is too large ({size / 1e6:,.0f} MB)." if size else "this file is empty.")
    try:
        reader = pypdf.PdfReader(path)
        locked = reader.is_encrypted
        fields = {} if locked else {name: _value(field) for name, field in (reader.get_fields() or {}).items() if "/FT" in field}
        info = None if locked else reader.metadata
        created, changed = (info.creation_date, info.modification_date) if info else (None, None)
    except Exception as error:
        reason = str(error).partition("\n")[0][:200] or type(error).__name__
        raise ValueError(f"this is not a PDF that can be read ({reason}). Open it in a PDF program, save it again, and use that.") from None
    if locked:
        raise ValueError("this PDF is locked. Save a copy without a password, and use that.")
    # Programs that fill in forms need not update the date in the PDF. Then the file's own date is the best there is.
    if not changed or changed == created:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return fields, changed.replace(tzinfo=changed.tzinfo or UTC)


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
