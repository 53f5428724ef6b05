"""Asks Lighthouse about a chapter, on desktop and on mobile, median of five: ``make bench PARTS=lighthouse``.

Lighthouse needs Node, and is the only part of the project that does; it is put into ``.cache/lighthouse`` by the lock in
``tests/bench/lighthouse/``. Its score for performance means something on a calm machine only, so the load stands beside it.
"""

import json
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from tests.bench.metrics import Values
from tests.bench.page_load import CHAPTER, served
from tests.support import browsers, sites

LOCK = sites.ROOT / "tests" / "bench" / "lighthouse"
FOLDER = sites.ROOT / ".cache" / "lighthouse"
PROGRAM = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
MEND = "sudo apt-get install -y nodejs npm" if shutil.which("apt-get") else "brew install node"
USES = ("Chromium", "Node")
TIMES, TRIES = 5, 3  # on a busy machine Chromium may lose the start of a trace
KINDS = {"desktop": ["--preset=desktop"], "mobile": []}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def measure() -> Values:
    """Return the four scores of each side, of 100.

    Ends the program with the command that mends it where Node or Lighthouse cannot be had.
    """
    get()
    values: Values = {kind: {} for kind in KINDS}
    with ExitStack() as stack:
        found = served(stack)
        # In turn, so that a busy minute hits all of them.
        runs = [(kind, side) for _ in range(TIMES) for kind in KINDS for side in found]
        scores: dict[tuple[str, str], list[list[float]]] = {}
        for kind, side in runs:
            scores.setdefault((kind, side), []).append(asked(found[side].url + CHAPTER, KINDS[kind], f"{kind}-{side}"))
    for (kind, side), told in scores.items():
        values[kind][side] = [median(one) for one in zip(*told, strict=True)]
    return values


def asked(address: str, options: list[str], name: str) -> list[float]:
    """Return the scores that Lighthouse gives a page; its last report of each kind is kept in ``.cache/lighthouse``."""
    report = FOLDER / f"{name}.json"
    root = " --no-sandbox" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    flags = f"--chrome-flags=--headless=new{root} {' '.join(browsers.CHROMIUM_ARGS)}"
    command = ["node", str(PROGRAM), address, "--quiet", "--output=json", f"--output-path={report}", flags, *options]
    for _ in range(TRIES):
        done = subprocess.run(command, env={**os.environ, "CHROME_PATH": browsers.known()["chromium"]}, capture_output=True, text=True, timeout=300)
        if not done.returncode:
            break
    else:
        sys.exit(f"Lighthouse cannot look at {address}:\n{done.stderr[-2000:]}")
    told = json.loads(report.read_text(encoding="utf-8"))
    return [round((told["categories"][name]["score"] or 0) * 100) for name in CATEGORIES]


def get() -> None:
    """Put Lighthouse into ``.cache`` where it is not there yet; ends the program with the command that mends it if it cannot."""
    if not shutil.which("node") or not shutil.which("npm"):
        sys.exit(f"Lighthouse needs Node, and it is not on this machine. Run:\n\n    {MEND}\n\nthen `make bench PARTS=lighthouse` again.")
    wanted = json.loads((LOCK / "package.json").read_text(encoding="utf-8"))["dependencies"]["lighthouse"]
    there = FOLDER / "node_modules" / "lighthouse" / "package.json"
    if there.exists() and json.loads(there.read_text(encoding="utf-8"))["version"] == wanted:
        return
    print("Getting Lighthouse …", flush=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy2(LOCK / name, FOLDER)
    done = subprocess.run(["npm", "ci", "--no-fund", "--no-audit", "--ignore-scripts"], cwd=FOLDER, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"npm cannot put Lighthouse into {Path('.cache') / 'lighthouse'}:\n{done.stderr[-2000:]}")
