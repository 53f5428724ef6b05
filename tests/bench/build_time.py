"""Measures what a build costs as a fork grows, what our macros add to it, and what stock Material takes: ``make bench PARTS=build``.

A fork with many chapters as long as ours is built by both engines beside the same pages written out, with one trivial macro
each; then the whole build, with all that ``tools/build.py`` does after it, beside stock Material's, which writes its whole
navigation into each page. Processor time and memory count. It fails when our macros add more than they may, a ratio to
stock's is a tenth above ``tests/budget.json``, or time or memory grow faster than the number of pages.
Longer than its budget, because the three comparisons share the forks that they build.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from tests.bench import stock_material
from tests.bench.metrics import FIGURES, Values
from tests.support import sites

BUDGET = sites.ROOT / "tests" / "budget.json"
SIZES = (300, 1000)
ROUNDS = {300: 3, 1000: 1}
MODEL = "raising-the-bar"  # the chapter that the fork's are copies of
LEEWAY = 1.1
TRIVIAL = 'def define_env(env):\n    env.macro(lambda: "", "one")\n'
USES = ()

_faults: list[str] = []


def fork(chapters: int) -> Path:
    """Return a fork of the handbook with that many chapters of its own, ready to be built."""
    root = sites.project_copy()
    (root / "team.yml").write_text("INHERIT: mkdocs.yml\nsite_name: A large fork\nextra: {handbook: {id: large, short: Large}}\n", encoding="utf-8")
    own = root / "docs" / "team" / "chapters"
    own.mkdir(parents=True, exist_ok=True)
    body = (root / "docs" / "chapters" / f"{MODEL}.md").read_text(encoding="utf-8")
    body = re.sub(r"\{\{ (templates|recall|team_note)\(.*?\) \}\}\n", "", body)
    body = re.sub(r"(?m)^(section: ).*", r"\1team", re.sub(r"(?m)^part: .*\n|^next_reason: .*\n", "", body))
    practice = yaml.safe_load((root / "docs" / "chapters" / f"{MODEL}.yml").read_text(encoding="utf-8"))
    for key in ("templates", "recall", "retired"):
        practice.pop(key, None)
    text = yaml.safe_dump(practice, sort_keys=False, allow_unicode=True, width=10_000)
    ids = re.findall(r"(?m)\bid: (\S+)$", text)
    for number in range(chapters):
        mine = {id: f"team-{id[:48]}-{number}" for id in ids}
        (own / f"c{number:04}.yml").write_text(re.sub(r"(?m)\bid: (\S+)$", lambda found: f"id: {mine[found[1]]}", text), encoding="utf-8")  # noqa: B023
        page = re.sub(r'(?<=\(")[\w-]+(?="\))', lambda found: mine.get(found[0], found[0]), body)  # noqa: B023
        (own / f"c{number:04}.md").write_text(re.sub(r"(?m)^title: .*", f"title: Chapter {number}", page, count=1), encoding="utf-8")
    subprocess.run([sys.executable, "-c", "from tools.engine_config import *; write_engine_config(Path.cwd())"], cwd=root, check=True, env=_env(root, "macros"))
    return root


def plain(root: Path) -> Path:
    """Return the same project with what our macros return in the pages, and one trivial macro each instead."""
    copy = stock_material.written_out(root, lambda shown: f"{{% raw %}}{shown}{{% endraw %}}\n\n{{{{ one() }}}}\n")
    (copy / "macros" / "__init__.py").write_text(TRIVIAL, encoding="utf-8")
    return copy


def cost(root: Path, command: list[str]) -> tuple[float, float]:
    """Return the processor seconds and the megabytes that one build takes."""
    with (root / "log.txt").open("w") as log:
        started = subprocess.Popen([sys.executable, *command], cwd=root, env=_env(root, "macros"), stdout=log, stderr=log)
        _, status, used = os.wait4(started.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} cannot build {root}:\n{(root / 'log.txt').read_text()[-2000:]}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def sized(size: int, rounds: int) -> dict[str, Any]:
    """Return, for a fork of that many chapters, the processor seconds of each kind of build and engine, and the memory of ours."""
    root = fork(size)
    written, other = plain(root), stock_material.stock(root)
    found: dict[str, Any] = {}
    for _ in range(rounds):
        for engine in sites.ENGINES:
            bare = ["-m", engine, "build", "--clean", "--config-file", ".handbook.yml"]
            runs = (("bare", root, bare), ("plain", written, bare), ("whole", root, ["-m", "tools.build", engine, "build", "--clean"]))
            for name, project, command in runs:
                seconds, megabytes = cost(project, command)
                found.setdefault(f"{name} {engine}", []).append(seconds)
                found[f"memory {engine}"] = max(megabytes, found.get(f"memory {engine}", 0)) if name == "bare" else found[f"memory {engine}"]
                print(f"{size:6} {name:6}{engine:10}{seconds:8.1f} s{megabytes:8.0f} MB", flush=True)
        found.setdefault("stock", []).append(cost(other, stock_material.command()[1:])[0])
        print(f"{size:6} stock           {found['stock'][-1]:8.1f} s", flush=True)
    return found


def values_of(found: dict[int, dict[str, Any]]) -> Values:
    """Return the figures of the table from what ``sized`` found for each size."""
    values: Values = {}
    for size, one in found.items():
        values[f"time-{size}"] = {"stock": median(one["stock"])}
        for engine in sites.ENGINES:
            added = median(bare / other for bare, other in zip(one[f"bare {engine}"], one[f"plain {engine}"], strict=True)) - 1
            beside = median(whole / other for whole, other in zip(one[f"whole {engine}"], one["stock"], strict=True))
            values.setdefault(f"added-{size}", {})[engine] = 100 * added
            values[f"time-{size}"][engine] = median(one[f"whole {engine}"])
            values.setdefault(f"to-stock-{size}", {})[engine] = beside
    return values


def faults_of(found: dict[int, dict[str, Any]]) -> list[str]:
    """Return what is above its budget, in sentences."""
    said = []
    budget = json.loads(BUDGET.read_text(encoding="utf-8"))["build"]
    for name, sides in values_of(found).items():
        figure = FIGURES[name]
        for engine in sites.ENGINES:
            value = sides[engine]
            if name.startswith("added") and figure.missed(value):
                said.append(f"With {engine}, {figure.what} is {figure.said(value)}; it may be {figure.target}.")
            if name in budget and isinstance(value, float) and value > budget[name][engine] * LEEWAY:
                said.append(f"With {engine}, {figure.what} is {value:.2f} times; tests/budget.json says {budget[name][engine]:.2f}.")
    small, large = min(found), max(found)
    for engine in sites.ENGINES:
        for what, key in (("time", f"bare {engine}"), ("memory", f"memory {engine}")):
            growth = _middle(found[large][key]) / _middle(found[small][key])
            if growth > large / small * LEEWAY:
                said.append(f"With {large / small:.1f} times the chapters {engine} takes {growth:.1f} times the {what}.")
    return said


def measure() -> Values:
    """Return the figures of a build."""
    found = {size: sized(size, ROUNDS[size]) for size in SIZES}
    _faults[:] = faults_of(found)
    return values_of(found)


def faults() -> list[str]:
    """Return what the last measuring found above its budget, in sentences."""
    return _faults


def _middle(found: float | list[float]) -> float:
    return median(found) if isinstance(found, list) else found


def _env(root: Path, folder: str) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(root / folder),
        "NO_MKDOCS_2_WARNING": "1",
        "HANDBOOK_BUILDS": "yes",
        "SITE_DIR": "site",
        "SITE_URL": "",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
