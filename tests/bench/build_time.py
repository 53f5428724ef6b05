"""Measures what a build costs as a fork grows, beside stock Material: ``make bench PARTS=build``.

A fork with many chapters as long as ours is built whole by both engines, and the same pages by stock Material, which writes
its whole navigation into each page. Processor time of all processes and peak memory count.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from tests.bench import stock_material
from tests.support import sites

ROUNDS = {300: 3, 1000: 1}  # by chapters
MODEL = "raising-the-bar"  # the chapter that the fork's are copies of


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
        own_ids = {id: f"team-{id[:48]}-{number}" for id in ids}
        (own / f"c{number:04}.yml").write_text(re.sub(r"(?m)\bid: (\S+)$", lambda match: f"id: {own_ids[match[1]]}", text), encoding="utf-8")  # noqa: B023
        page = re.sub(r'(?<=\(")[\w-]+(?="\))', lambda match: own_ids.get(match[0], match[0]), body)  # noqa: B023
        (own / f"c{number:04}.md").write_text(re.sub(r"(?m)^title: .*", f"title: Chapter {number}", page, count=1), encoding="utf-8")
    subprocess.run([sys.executable, "-c", "from tools.engine_config import *; write_engine_config(Path.cwd())"], cwd=root, check=True, env=environment(root))
    return root


def cost(root: Path, command: list[str]) -> tuple[float, float]:
    """Return the processor seconds and the megabytes that one build takes; ends the program if it fails."""
    with (root / "log.txt").open("w") as log:
        started = subprocess.Popen([sys.executable, *command], cwd=root, env=environment(root), stdout=log, stderr=log)
        _, status, used = os.wait4(started.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} cannot build {root}:\n{(root / 'log.txt').read_text()[-2000:]}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measure() -> dict[str, dict[str, float]]:
    """Return the figures of a build: medians of several rounds, in which the three take turns."""
    figures: dict[str, dict[str, float]] = {}
    for chapters, rounds in ROUNDS.items():
        root = fork(chapters)
        builds = {engine: (root, ["-m", "tools.build", engine, "build", "--clean"]) for engine in sites.ENGINES}
        builds["stock"] = (stock_material.stock(root), stock_material.command()[1:])
        costs: dict[str, list[tuple[float, float]]] = {}
        for _ in range(rounds):
            for side, (project, command) in builds.items():
                costs.setdefault(side, []).append(cost(project, command))
        for number, what in enumerate(("processor time of a whole build, s", "peak memory of it, MB")):
            figures[f"{chapters} chapters: {what}"] = {side: median(one[number] for one in values) for side, values in costs.items()}
    return figures


def environment(root: Path) -> dict[str, str]:
    """Return the environment in which a project is built."""
    own: dict[str, Any] = {"PYTHONPATH": str(root / "macros"), "NO_MKDOCS_2_WARNING": "1", "SITE_DIR": "site", "SITE_URL": ""}
    return {**{key: value for key, value in os.environ.items() if key not in sites.OURS}, **own}
