"""Draws Mermaid diagrams with ``mermaidx``: ``python -m tools.diagrams.draw`` reads them from its input and writes a file for each.

A process of its own, so that a diagram that never ends can be stopped, several are drawn at once, and a build without diagrams
loads none of this. ``mermaidx`` runs Mermaid itself in an embedded engine: half a second to start, then seconds a diagram.
"""

import contextlib
import io
import json
import os
import sys
import tempfile
from pathlib import Path

DRAWING, FAULT = ".svg", ".txt"
# The ids of commits in a Git graph are random, and two builds of one source must be the same.
_SEEDED = "(() => { let seed = 1; Math.random = () => (seed = (seed * 16807) % 2147483647) / 2147483647; })();"


def main() -> None:
    """Draw each diagram of a JSON object, source by name, into the folder that the command names."""
    import mermaidx  # type: ignore[import-untyped]
    from mermaidx.engines import quickjs_engine  # type: ignore[import-untyped]

    from tools.diagrams.theme import CONFIG

    scripts = quickjs_engine.context_scripts
    quickjs_engine.context_scripts = lambda: (_SEEDED, *scripts())
    folder = Path(sys.argv[1])
    for name, source in json.load(sys.stdin).items():
        try:
            with contextlib.redirect_stderr(io.StringIO()):  # what Mermaid logs
                text, suffix = mermaidx.render(source, theme="base", config=CONFIG).svg(), DRAWING
        except (RuntimeError, ValueError, TypeError) as error:
            text, suffix = str(error).removeprefix("Mermaid rendering failed: "), FAULT
        write(folder / f"{name}{suffix}", text)


def write(path: Path, text: str) -> None:
    """Write a file in one step: another build may be reading it, or writing the same."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
        file.write(text)
    os.replace(file.name, path)


if __name__ == "__main__":
    main()
