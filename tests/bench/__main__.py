"""Measures the handbook beside stock Material on the same text, and prints the figures: ``make bench``, or ``make bench PARTS="build search"``.

Nothing is written down: on another machine, or a busier one, the numbers are others. What counts is the last column, the ratio
to stock in the same run. What must not grow is a test: ``tests/build/test_page_weight.py``, ``tests/browser/shell/test_page_load.py``.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import version

from tests.support import browsers

# Parts of the bench and their modules, the quick ones first.
PARTS = {
    "visit": "page_load",
    "search": "search",
    "strokes": "interaction",
    "pages": "opening",
    "serve": "serving",
    "build": "build_time",
    "wiki": "wiki",
    "kill": "kill",
    "tabs": "tabs",
}
# For each figure, named with its unit, the value of each side: "mkdocs" and "zensical" are ours, "stock" is stock Material.
Figures = Mapping[str, Mapping[str, float]]


def main(parts: list[str]) -> int:
    """Measure and print some parts, or all; return 2 if there is no such part."""
    if unknown := [part for part in parts if part not in PARTS]:
        print(f"The bench has no part {unknown[0]}. Its parts: {', '.join(PARTS)}. As in: make bench PARTS={next(iter(PARTS))}", file=sys.stderr)
        return 2
    print(conditions(), flush=True)
    for part in parts or PARTS:
        print(f"\n{part} (load {os.getloadavg()[0]:.1f})", flush=True)
        figures: Figures = import_module(f"tests.bench.{PARTS[part]}").measure()
        for name, sides in figures.items():
            print(row(name, sides), flush=True)
    return 0


def row(name: str, sides: Mapping[str, float]) -> str:
    """Return one figure as a line: its name, the value of each side, and ours as ratios to stock's."""
    values = "  ".join(f"{side} {value:.3g}" if value < 100 else f"{side} {value:.0f}" for side, value in sides.items())
    stock = sides.get("stock")
    ratios = [f"{value / stock:.2f}" for side, value in sides.items() if side != "stock"] if stock else []
    return f"  {name:58} {values}" + (f"   = {' / '.join(ratios)} times stock" if ratios else "")


def conditions() -> str:
    """Return what it is measured with, and where."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "zensical"))
    chromium = subprocess.run([browsers.known()["chromium"], "--version"], capture_output=True, text=True).stdout.strip()
    return f"{os.cpu_count()} cores, {packages}, {chromium}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
