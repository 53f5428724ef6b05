"""Writes the README's quality table from ``tests/measured.json``: ``make quality``."""

import sys
from typing import Any

from tests.bench.metrics import FIGURES, ROOT, SIDES, Figure, kept

README = ROOT / "README.md"
BEGIN, END = "<!-- quality: written by `make quality` from tests/measured.json -->", "<!-- end of quality -->"
HEAD = ("what", "target", "ours (MkDocs)", "ours (Zensical)", "stock Material")


def table(measured: dict[str, Any]) -> str:
    """Return the table as Markdown, and below it where it was measured.

    Args:
        measured: As ``tools.figures.kept`` gives it.
    """
    lines = [_row(HEAD), _row("---" for _ in HEAD)]
    for name, figure in FIGURES.items():
        found = measured["figures"].get(name)
        if found or figure.target:
            lines.append(_row((figure.what, figure.target, *_cells(figure, found or {}))))
    return "\n".join([*lines, "", _where(measured["parts"])])


def _cells(figure: Figure, found: dict[str, Any]) -> list[str]:
    if not found:
        return ["not measured yet", "", ""]
    said = [figure.said(found[side]) + " (missed)" * (side != "stock" and figure.missed(found[side])) if side in found else "" for side in SIDES]
    # Where the engines agree, one number is enough.
    return [said[0], "the same" if said[0] and said[1] == said[0] else said[1], said[2]]


def _where(parts: dict[str, Any]) -> str:
    if not parts:
        return "Nothing was measured yet."
    days = sorted({part["on"] for part in parts.values()})
    tools = {name: part[name] for part in parts.values() for name in part if name not in ("on", "cores", "load")}
    cores = max(part["cores"] for part in parts.values())
    when = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
    return f"Measured on {when} on {cores} cores with {', '.join(f'{name} {number}' for name, number in tools.items())}."


def _row(cells: Any) -> str:
    return f"| {' | '.join(cells)} |"


def written(text: str, made: str) -> str:
    """Return the README with a table between its marks.

    Raises:
        ValueError: The marks are not there.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"README.md has no place for the quality table. Put these two lines where it belongs:\n{BEGIN}\n{END}")
    return f"{before}{BEGIN}\n\n{made}\n\n{END}{after}"


def main() -> int:
    """Write the table; return 1, with what to do, where the README has no place for it."""
    try:
        README.write_text(written(README.read_text(encoding="utf-8"), table(kept())), encoding="utf-8")
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
