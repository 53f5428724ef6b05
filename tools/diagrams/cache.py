"""Keeps drawings in ``.handbook-cache/diagrams``, by the content of their source and of all that decides how they are drawn."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tools.diagrams.draw import DRAWING, FAULT
from tools.diagrams.theme import CONFIG

FOLDER = Path(".handbook-cache/diagrams")
PATIENCE = 60  # seconds a diagram, on a slow and busy machine; most take two
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Drawing:
    """What Mermaid made of a source: ``svg``, or the ``fault`` for which it made none."""

    svg: str = ""
    fault: str = ""


def draw(sources: Iterable[str], folder: Path) -> dict[str, Drawing]:
    """Return the drawing of each source: the one that is there, or a new one, several at once.

    Args:
        sources: Mermaid sources.
        folder: Where drawings are kept; made if it is missing.

    Raises:
        ValueError: mermaidx is not installed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = {source: _name(source) for source in sources}
    missing = [source for source, name in names.items() if not _kept(folder, name)]
    if missing:
        count = min(len(missing), os.cpu_count() or 1)
        processes = [_start({names[source]: source for source in missing[n::count]}, folder) for n in range(count)]
        for process, batch in processes:
            _finish(process, len(batch))
    return {source: _kept(folder, name) or Drawing(fault="It took too long, or too much memory.") for source, name in names.items()}


def _kept(folder: Path, name: str) -> Drawing | None:
    drawing, fault = folder / f"{name}{DRAWING}", folder / f"{name}{FAULT}"
    if drawing.exists():
        return Drawing(svg=drawing.read_text(encoding="utf-8"))
    return Drawing(fault=fault.read_text(encoding="utf-8")) if fault.exists() else None


def _start(batch: dict[str, str], folder: Path) -> tuple[subprocess.Popen[str], dict[str, str]]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "macros")])}
    command = [sys.executable, "-m", "tools.diagrams.draw", str(folder.resolve())]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdin
    json.dump(batch, process.stdin)
    process.stdin.close()
    return process, batch


def _finish(process: subprocess.Popen[str], count: int) -> None:
    try:
        process.wait(PATIENCE * count)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _name(source: str) -> str:
    return hashlib.sha256(f"{_drawn_with()}\n{source}".encode()).hexdigest()[:32]


@cache
def _drawn_with() -> str:
    try:
        mermaid = version("mermaidx")
    except PackageNotFoundError:
        raise ValueError(f"The package mermaidx is missing. Run: {sys.executable} -m pip install -r requirements.txt") from None
    return f"{mermaid} {json.dumps(CONFIG)} {(ROOT / 'tools/diagrams/draw.py').read_text(encoding='utf-8')}"
