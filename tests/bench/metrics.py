"""The figures of the README's quality table, in its order, and the file that holds what was measured of them.

``tests/measured.json`` is written by ``make bench``, part by part; ``tests/bench/report.py`` makes the table from it alone.
"""

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "tests" / "measured.json"
# Whose figure it is: our two engines, and stock Material on the same text.
SIDES = ("mkdocs", "zensical", "stock")
Value = float | list[float]
Values = dict[str, dict[str, Value]]


@dataclass(frozen=True)
class Figure:
    """What is measured, and what it may be.

    Attributes:
        part: The part of the bench that measures it.
        what: As the table names it.
        unit: Written behind each number.
        most: The largest value that meets the target.
        least: The smallest, where more is better; several values have one each.
        digits: How many the table shows behind the point.
    """

    part: str
    what: str
    unit: str = ""
    most: float | None = None
    least: tuple[float, ...] = ()
    digits: int = 0

    @property
    def target(self) -> str:
        """The target as the table says it; empty where there is none."""
        if self.least:
            return " / ".join(f"{least:g}" for least in self.least)
        return "" if self.most is None else f"{'≤ ' if self.most else ''}{self.most:g} {self.unit}".rstrip()

    def missed(self, value: Value) -> bool:
        """Tell whether a value misses the target."""
        if self.least:
            return any(one < least for one, least in zip(_several(value), self.least, strict=True))
        return self.most is not None and max(_several(value)) > self.most

    def said(self, value: Value) -> str:
        """Return a value as the table says it."""
        return f"{' / '.join(f'{one:.{self.digits}f}' for one in _several(value))} {self.unit}".rstrip()


FIGURES = {
    "bytes": Figure("visit", "first visit to a chapter, over the wire with gzip, without its typeface", "kB", most=70, digits=1),
    "html": Figure("visit", "of it the page", "kB", digits=1),
    "styles": Figure("visit", "of it style sheets", "kB", digits=1),
    "scripts": Figure("visit", "of it scripts", "kB", digits=1),
    "index": Figure("visit", "of it the search, before anybody searches", "kB", digits=1),
    "typeface": Figure("visit", "the typeface, which never blocks", "kB", most=30, digits=1),
    "requests": Figure("visit", "requests of that visit", most=10),
    "blocking": Figure("visit", "scripts that block the first picture", most=0),
    "shift": Figure("visit", "layout shift, desktop and mobile, on a slow line", most=0, digits=3),
    "again": Figure("visit", "second visit: what is sent anew", "kB", most=0, digits=1),
    "offline": Figure("visit", "the whole handbook kept for reading offline, after the first visit", "kB"),
    "axe": Figure("visit", "what axe finds on a chapter, best practice included", most=0),
    "search": Figure("search", "first search, in this handbook", "kB", digits=1),
    "search-300": Figure("search", "first search, in 300 chapters", "kB", most=250, digits=1),
    "desktop": Figure("lighthouse", "Lighthouse on desktop: performance, accessibility, best practice, search engines", least=(100, 100, 100, 100)),
    "mobile": Figure("lighthouse", "Lighthouse on mobile", least=(99, 100, 100, 100)),
    "stroke": Figure("strokes", "a keystroke with 5,000 answers stored", "ms", most=16, digits=2),
    "tick": Figure("strokes", "a tick and its save with 5,000 answers", "ms", most=16, digits=1),
    "turn": Figure("strokes", "turning the page with 5,000 answers, without the browser’s own layout", "ms", most=16, digits=1),
    "turn-whole": Figure("strokes", "the same, with that layout", "ms", digits=1),
    "added-300": Figure("build", "what our macros add to a build of 300 chapters", "%", most=15),
    "added-1000": Figure("build", "what our macros add to a build of 1,000 chapters", "%", most=15),
    "time-300": Figure("build", "processor time of a whole build of 300 chapters", "s"),
    "time-1000": Figure("build", "processor time of a whole build of 1,000 chapters", "s"),
    "to-stock-300": Figure("build", "that time beside stock’s, 300 chapters", "times", digits=2),
    "to-stock-1000": Figure("build", "that time beside stock’s, 1,000 chapters", "times", most=0.4, digits=2),
}


def kept() -> dict[str, Any]:
    """Return what was measured; empty parts where nothing was yet."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {"parts": {}, "figures": {}}


def keep(part: str, values: Values, load: tuple[float, float], **where: str) -> None:
    """Write down the figures of one part of the bench, in the place of those from before.

    Args:
        part: Its name.
        values: For each figure the value of each side; a figure that does not stand in the table may be there too.
        load: How busy the machine was before and after, in processes that want a processor.
        where: What it was measured with besides the engines.
    """
    held = kept()
    others = {name: figure for name, figure in held["figures"].items() if figure["part"] != part}
    mine = {name: _figure(part, name, sides) for name, sides in values.items()}
    order = [*FIGURES, *sorted({*others, *mine} - {*FIGURES})]
    tools = {name: version(package) for name, package in (("MkDocs", "mkdocs"), ("Material", "mkdocs-material"), ("Zensical", "zensical"))}
    held["figures"] = {name: (others | mine)[name] for name in order if name in others or name in mine}
    here = {"on": datetime.now(UTC).date().isoformat(), "cores": os.cpu_count(), "load": [round(one, 1) for one in load]}
    held["parts"] = dict(sorted((held["parts"] | {part: here | tools | where}).items()))
    FILE.write_text(json.dumps(held, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _figure(part: str, name: str, sides: dict[str, Value]) -> dict[str, Any]:
    said = FIGURES.get(name, Figure(part, name, "kB"))
    rounded = {side: [round(one, 3) for one in value] if isinstance(value, list) else round(value, 3) for side, value in sides.items()}
    return {"part": part, "what": said.what, "unit": said.unit, "target": said.target} | rounded


def _several(value: Value) -> list[float]:
    return value if isinstance(value, list) else [value]
