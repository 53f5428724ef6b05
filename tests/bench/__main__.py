"""Measures the handbook, writes ``tests/measured.json`` and the README's table: ``make bench``, or ``make bench PARTS="visit strokes"``.

A part renews its own figures only, and is written down as soon as it is done.
"""

import os
import sys
from importlib import import_module

from tests.bench.metrics import keep
from tests.bench.report import main as quality
from tests.bench.tooling import versions

# The quick ones first.
PARTS = ("visit", "search", "strokes", "lighthouse", "build")


def main(parts: list[str]) -> int:
    """Measure the parts named, or all; return 1 where one says that something is above its budget."""
    if unknown := [part for part in parts if part not in PARTS]:
        print(f"The bench has no part {unknown[0]}. Its parts: {', '.join(PARTS)}. As in: make bench PARTS={PARTS[0]}", file=sys.stderr)
        return 2
    faults: list[str] = []
    for part in parts or PARTS:
        print(f"\n{part}", flush=True)
        load = os.getloadavg()[0]
        module = import_module(f"tools.bench_{part}")
        values = module.measure()
        keep(part, values, (load, os.getloadavg()[0]), **versions(getattr(module, "USES", ("Chromium",))))
        for name, sides in values.items():
            print(f"{name:14}", "  ".join(f"{side} {value if isinstance(value, list) else round(value, 3)}" for side, value in sides.items()))
        faults += module.faults() if hasattr(module, "faults") else []
    print("\n".join(["", *faults]) if faults else "\nEach is within its budget.")
    return quality() or int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
