"""Measures what an author waits for: from an edit of one chapter to the served page, in a fork of 300 chapters: ``make bench PARTS=serve``.

Processor time of all processes, until the server is idle again.
"""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from statistics import median

from tests.bench import stock_material
from tests.bench.build_time import environment, fork
from tests.support import sites
from tools.serve import MKDOCS_OPTIONS, free_port

CHAPTERS, EDITS = 300, 3
PAGE = "team/chapters/c0005"
IDLE = 4  # seconds without work after which an edit is done


def measure() -> dict[str, dict[str, float]]:
    """Return the processor seconds from an edit until the page is served, and what a second without an edit costs."""
    root = fork(CHAPTERS)
    figures: dict[str, dict[str, float]] = {"from an edit to the served page, s": {}, "a second without an edit, s": {}}
    stock = [sys.executable, "-m", "mkdocs", "serve", "--config-file", stock_material.CONFIG, *MKDOCS_OPTIONS]
    kinds = {engine: (root, [sys.executable, "-m", "tools.serve", engine]) for engine in sites.ENGINES} | {"stock": (stock_material.stock(root), stock)}
    for side, (project, command) in kinds.items():
        port = free_port(8200)
        address = ["--dev-addr", f"127.0.0.1:{port}"] if side == "stock" else []
        env = {**environment(project), "PORT": str(port)}
        process = subprocess.Popen([*command, *address], cwd=project, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            edited, idle = _edits(project, f"http://127.0.0.1:{port}/{PAGE}/", process.pid)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()
        figures["from an edit to the served page, s"][side] = edited
        figures["a second without an edit, s"][side] = idle
    return figures


def _edits(project: Path, url: str, session: int) -> tuple[float, float]:
    _until(url, "</html>")
    _settle(session)
    begun, at = _used(session), time.monotonic()
    time.sleep(IDLE)  # noqa: TID251 (a rate is measured)
    idle = (_used(session) - begun) / (time.monotonic() - at)
    costs = []
    for number in range(EDITS):
        file, word = project / "docs" / f"{PAGE}.md", f"editnumber{number}"
        begun, at = _used(session), time.monotonic()
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{word}\n", encoding="utf-8")
        _until(url, word)
        _settle(session)
        # What it takes to watch the files is told apart.
        costs.append(_used(session) - begun - idle * (time.monotonic() - at))
    return median(costs), idle


def _until(url: str, words: str) -> None:
    while True:
        try:
            with urllib.request.urlopen(url, timeout=600) as answer:
                if words in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.5)  # noqa: TID251 (between two looks)


def _settle(session: int) -> None:
    """Wait until a server does no more than watch its files."""
    while True:
        before = _used(session)
        time.sleep(IDLE)  # noqa: TID251 (a rate is measured)
        if _used(session) - before < 0.2 * IDLE:
            return


def _used(session: int) -> float:
    """Return the processor seconds that the processes of a session have used, with those that have ended."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            values = re.sub(r"^.*\) ", "", stat.read_text()).split()
        except OSError:
            continue
        if int(values[3]) == session:
            ticks += sum(map(int, values[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")
