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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.bench import stock_material
from tests.bench.build_time import environment, fork
from tests.support import sites
from tools.serve.server import MKDOCS_OPTIONS

CHAPTERS, EDITS = 300, 3
PAGE = "team/chapters/c0005"
IDLE = 4  # seconds without work after which an edit is done


def measure() -> dict[str, dict[str, float]]:
    """Return the processor seconds from an edit until the page is served, and what a second without an edit costs."""
    root = fork(CHAPTERS)
    figures: dict[str, dict[str, float]] = {"from an edit to the served page, s": {}, "a second without an edit, s": {}}
    for side, project in [*((engine, root) for engine in sites.ENGINES), ("stock", stock_material.stock(root))]:
        with served(project, side) as (url, session):
            edited, idle = _edits(project, f"{url}{PAGE}/", session)
        figures["from an edit to the served page, s"][side] = edited
        figures["a second without an edit, s"][side] = idle
    return figures


@contextmanager
def served(project: Path, side: str) -> Iterator[tuple[str, int]]:
    """Serve a project with an engine, or with ``stock`` Material; give the address and the session of the processes."""
    port = sites.own_port()
    command = [sys.executable, "-m", "tools.serve", side]
    if side == "stock":
        command = [sys.executable, "-m", "mkdocs", "serve", "--config-file", stock_material.CONFIG, *MKDOCS_OPTIONS, "--dev-addr", f"127.0.0.1:{port}"]
    env = {**environment(project), "PORT": str(port)}
    process = subprocess.Popen(command, cwd=project, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield f"http://127.0.0.1:{port}/", process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _edits(project: Path, url: str, session: int) -> tuple[float, float]:
    until(url, "</html>")
    settle(session)
    begun, at = used(session), time.monotonic()
    time.sleep(IDLE)  # noqa: TID251 (a rate is measured)
    idle = (used(session) - begun) / (time.monotonic() - at)
    costs = []
    for number in range(EDITS):
        file, word = project / "docs" / f"{PAGE}.md", f"editnumber{number}"
        begun, at = used(session), time.monotonic()
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{word}\n", encoding="utf-8")
        until(url, word)
        settle(session)
        # What it takes to watch the files is told apart.
        costs.append(used(session) - begun - idle * (time.monotonic() - at))
    return median(costs), idle


def until(url: str, words: str) -> None:
    """Wait until a page holds some words."""
    while True:
        try:
            with urllib.request.urlopen(url, timeout=600) as answer:
                if words in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.5)  # noqa: TID251 (between two looks)


def settle(session: int) -> None:
    """Wait until a server does no more than watch its files."""
    while True:
        before = used(session)
        time.sleep(IDLE)  # noqa: TID251 (a rate is measured)
        if used(session) - before < 0.2 * IDLE:
            return


def used(session: int) -> float:
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
