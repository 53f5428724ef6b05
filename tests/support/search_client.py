"""Reads the search index as a browser does."""

import json
from pathlib import Path
from typing import Any, NamedTuple


class Found(NamedTuple):
    """A place as a result shows it."""

    address: str
    title: str
    where: str
    text: str


def piece(site: Path, name: str) -> Any:
    """Return the data of a piece of the index."""
    text = (site / "search" / name).read_text(encoding="utf-8")
    start = f'handbookPiece("{name}",'
    assert text.startswith(start) and text.endswith(");\n")
    return json.loads(text[len(start) : -3])


def pieces(site: Path, kind: str) -> list[Any]:
    """Return the data of all pieces of words or of texts."""
    _, hashes = piece(site, "index.js")[kind]
    return [piece(site, f"piece.{hashes[at : at + 8]}.js") for at in range(0, len(hashes), 8)]


def places(site: Path) -> list[Found]:
    """Return every place that the search can find."""
    return [Found(*row) for data in pieces(site, "texts") for row in data]
