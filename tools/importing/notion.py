"""Turns the databases of an export from Notion, which are lists of values (CSV), into pages with a table each; the lists stay beside them."""

import csv
import posixpath
import re
from dataclasses import dataclass
from urllib.parse import quote

from handbook.errors import Problem
from tools.importing.wiki import Wiki

ROWS, COLUMNS, CHARACTERS = 200, 20, 200  # of a table; a longer one is no longer read, and a page may have a million bytes
_ALL = "_all.csv"  # ends the name of the list with what the view of a page leaves out
_MARKS = re.compile(r"[\\`*_\[\]|$~^=+<>]")


@dataclass(frozen=True)
class Database:
    """A database of Notion.

    Attributes:
        file: The path of its list.
        page: The path of the page that shows it.
        rows: Its values, the names of the columns first.
    """

    file: str
    page: str
    rows: list[list[str]]


def databases(wiki: Wiki) -> list[Database]:
    """Return the databases of a wiki that have at least one row. The page of one is there already, or is to be made."""
    found = []
    for file in sorted(path for path in wiki.files if path.endswith(".csv")):
        stem = file.removesuffix(_ALL).removesuffix(".csv")
        if file.endswith(_ALL) and f"{stem}.csv" in wiki.files:
            continue
        try:
            rows = [row for row in csv.reader(wiki.text(file).splitlines(keepends=True)) if any(row)]
        except csv.Error:  # it is another kind of file
            continue
        if len(rows) > 1:
            inside = any(path.startswith(f"{stem}/") for path in wiki.files)
            places = (f"{stem}.md", f"{stem}/index.md")
            found.append(Database(file, next((path for path in places if path in wiki.files), places[inside]), rows))
    return found


def add_table(wiki: Wiki, database: Database) -> None:
    """Add the table of a database to its page, and say so if it is not the whole."""
    stem = database.file.removesuffix(_ALL).removesuffix(".csv")
    folder, (head, *rows) = posixpath.dirname(database.page), database.rows
    width = min(max(map(len, database.rows)), COLUMNS)

    def cells(row: list[str]) -> list[str]:
        return [_cell(value) for value in (row + [""] * width)[:width]]

    lines = [cells(head), ["---"] * width]
    for row in rows[:ROWS]:
        of_page = f"{stem}/{row[0].strip()}.md"
        lines.append(cells(row))
        if of_page in wiki.files:
            lines[-1][0] = f"[{lines[-1][0]}]({_address(of_page, folder)})"
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    before = wiki.text(database.page).rstrip() if database.page in wiki.files else f"# {posixpath.basename(stem)}"
    file = f"[{posixpath.basename(database.file)}]({_address(database.file, folder)})"
    wiki.files[database.page] = f"{before}\n\n{table}\n{{ .sortable }}\n\n{file}\n".encode()
    wiki.rewritten["databases (each is a table on a page)"] += 1
    if len(rows) > ROWS or len(head) > COLUMNS:
        message = f"shows {min(len(rows), ROWS)} of {len(rows)} rows and {width} of {len(head)} columns of {posixpath.basename(database.file)}"
        wiki.todo.append(Problem(database.page, 0, "", message, "The file below the table has all of them. Say on the page what is missing."))


def _cell(value: str) -> str:
    """Return a value as the text of a cell, at most so long."""
    text = value.strip()
    text = text if len(text) <= CHARACTERS else f"{text[:CHARACTERS].rstrip()} …"
    if re.fullmatch(r"https?://[^\s<>|]+", text):
        return f"<{text}>"
    text = _MARKS.sub(r"\\\g<0>", text.replace("&", "&amp;")).replace(r"\<", "&lt;").replace(r"\>", "&gt;").replace("{", "&#123;")
    return re.sub(r"\s*\n\s*", "<br>", text)


def _address(path: str, folder: str) -> str:
    return quote(posixpath.relpath(path, folder or "."), safe="/.-_~()!$&'*+,;=:@")
