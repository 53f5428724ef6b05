"""Measures what a build costs as a fork grows, and what our macros add to it: part of ``make bench``.

A fork with many chapters of its own, each as long as one of ours, is built by
both engines beside the same pages written out in full, with one trivial macro
each: same text, theme and plugin, and nothing of ours. The two take turns; what
counts is processor time and the largest memory of the process. It fails when our
macros add more than ``tests/budget.json`` allows, or when time or memory grow
faster than the number of pages.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from statistics import median

import jinja2
import yaml

from tests import sites

BUDGET = sites.ROOT / "tests" / "budget.json"
SIZES = (250, 1000)
ROUNDS = {250: 3, 1000: 1}
MODEL = "raising-the-bar"  # the chapter that the fork's are copies of
LEEWAY = 1.1
TRIVIAL = 'def define_env(env):\n    env.macro(lambda: "", "one")\n'


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
    subprocess.run([sys.executable, "-c", "from configuration import *; config_of(Path.cwd())"], cwd=root, check=True, env=_env(root, "tools"))
    return root


def written_out(root: Path) -> Path:
    """Return the same project with what our macros return in the pages, and one trivial macro each instead."""
    sys.path.insert(0, str(sites.ROOT / "macros"))
    from handbook.library import read_library
    from handbook.register import MACROS
    from handbook.render import Renderer

    plain = sites.temporary() / "plain"
    subprocess.run(["cp", "-r", str(root), str(plain)], check=True)
    library = read_library(plain, plain / "docs")
    for path in sorted((plain / "docs").rglob("*.md")):
        source = path.relative_to(plain / "docs").as_posix()
        head, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        renderer = Renderer(library, source)
        shown = jinja2.Template(body, keep_trailing_newline=True).render({name: method.__get__(renderer) for name, method in MACROS.items()})
        path.write_text(f"{head}---\n{front}---\n{{% raw %}}{shown}{{% endraw %}}\n\n{{{{ one() }}}}\n", encoding="utf-8")
    (plain / "macros" / "__init__.py").write_text(TRIVIAL, encoding="utf-8")
    return plain


def cost(root: Path, engine: str) -> tuple[float, float]:
    """Return the processor seconds and the megabytes that one build takes."""
    command = [sys.executable, "-m", engine, "build", "--clean", "--config-file", ".handbook.yml"]
    with (root / "log.txt").open("w") as log:
        started = subprocess.Popen(command, cwd=root, env=_env(root, "macros"), stdout=log, stderr=log)
        _, status, used = os.wait4(started.pid, 0)
    if status:
        sys.exit(f"{engine} cannot build {root}:\n{(root / 'log.txt').read_text()[-2000:]}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _env(root: Path, folder: str) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(root / folder),
        "NO_MKDOCS_2_WARNING": "1",
        "HANDBOOK_BUILDS": "yes",
        "SITE_DIR": "site",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def main() -> int:
    """Measure, print the table, and return 1 where something is above its budget."""
    budget = json.loads(BUDGET.read_text(encoding="utf-8"))["build"]
    faults: list[str] = []
    print(f"{'engine':10}{'chapters':>9}{'ours, s':>9}{'plain, s':>9}{'added':>8}{'budget':>8}{'ours, MB':>10}")
    ours: dict[tuple[str, int], tuple[float, float]] = {}
    for size in SIZES:
        root = fork(size)
        plain = written_out(root)
        for engine in sites.ENGINES:
            pairs = [(cost(root, engine), cost(plain, engine)) for _ in range(ROUNDS[size])]
            added = median(one[0] / other[0] for one, other in pairs) - 1
            ours[engine, size] = median(one[0] for one, _ in pairs), max(one[1] for one, _ in pairs)
            other = median(other[0] for _, other in pairs)
            print(
                f"{engine:10}{size:>9}{ours[engine, size][0]:>9.1f}{other:>9.1f}{added:>8.0%}{budget['added']:>8.0%}{ours[engine, size][1]:>10.0f}", flush=True
            )
            if added > budget["added"]:
                faults.append(f"Our macros add {added:.0%} to a build of {size} chapters with {engine}; tests/budget.json allows {budget['added']:.0%}.")
    small, large = SIZES
    for engine in sites.ENGINES:
        for what, n in (("time", 0), ("memory", 1)):
            growth = ours[engine, large][n] / ours[engine, small][n]
            if growth > large / small * LEEWAY:
                faults.append(f"With {large / small:.0f} times the chapters {engine} takes {growth:.1f} times the {what}.")
    print("\n".join(["", *faults]) if faults else "Each is within its budget.")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
