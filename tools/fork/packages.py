"""Pins the packages that a team adds, such as MkDocs plugins: compiles ``docs/team/requirements.in`` to ``requirements.txt`` beside it."""

import os
import subprocess
import sys
from pathlib import Path

SOURCE = "docs/team/requirements.in"
PINNED = "docs/team/requirements.txt"
# For every system, as our own lists are; no package of ours changes its version.
OPTIONS = "--quiet --universal --generate-hashes --python-version 3.11.5 --no-python-downloads --no-header --no-emit-index-url --constraint requirements.txt"


def pin_packages(root: Path) -> None:
    """Write the list of pinned packages with their hashes.

    Raises:
        SystemExit: uv cannot find versions that fit; says what it said.
    """
    command = [str(Path(sys.executable).with_name("uv")), "pip", "compile", *OPTIONS.split(), SOURCE, "--output-file", PINNED]
    mirror = os.environ.get("PIP_INDEX_URL")
    environment = {**os.environ, **({"UV_DEFAULT_INDEX": mirror} if mirror else {})}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    if done.returncode:
        said = "\n".join(f"    {line}" for line in done.stderr.strip().splitlines()[-6:])
        sys.exit(
            f"{SOURCE}: its packages could not be pinned:\n{said}\n    fix: Correct the name or the version, and run `make sync` again. Behind a mirror, set PIP_INDEX_URL."
        )


if __name__ == "__main__":
    pin_packages(Path.cwd())
