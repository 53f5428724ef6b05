"""Reads the index of the search as a browser does, for tests."""

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
    """Return what a piece of the index hands over; it says its own name."""
    text = (site / "search" / name).read_text(encoding="utf-8")
    start = f'handbookPiece("{name}",'
    assert text.startswith(start) and text.endswith(");\n")
    return json.loads(text[len(start) : -3])


def places(site: Path) -> list[Found]:
    """Return every place that a search can lead to."""
    return [Found(*row) for _, name in piece(site, "index.js")["texts"] for row in piece(site, name)]
