"""Mozilla's Readability, the reader view of Firefox, from npm: the version and the hash that tests/readability.lock names.

``python -m tests.support.readability`` gets it once, with Deno.
"""

import os
import subprocess

from tests.support.deno import DENO
from tests.support.sites import ROOT

PACKAGE = "@mozilla/readability@0.6.0"
COMMAND = ".venv/bin/python -m tests.support.readability"
_CACHE = ROOT / ".handbook-cache" / "deno"
_GET = [DENO, "cache", "--quiet", "--no-config", "--frozen", f"--lock={ROOT / 'tests' / 'readability.lock'}", f"npm:{PACKAGE}"]


def script() -> str:
    """Return its source, a classic script that defines ``Readability``.

    Raises:
        AssertionError: It isn't here; the message names the command that gets it.
    """
    found = next(_CACHE.glob(f"npm/*/{PACKAGE.replace('@0', '/0')}/Readability.js"), None)
    assert found, f"The test of the reader view needs {PACKAGE}. Run, once, where npm can be reached:\n\n    {COMMAND}"
    return found.read_text(encoding="utf-8")


if __name__ == "__main__":
    # Where it can't be had, its test says so.
    subprocess.run(_GET, env={**os.environ, "DENO_DIR": str(_CACHE), "DENO_NO_UPDATE_CHECK": "1"}, stdin=subprocess.DEVNULL, timeout=300)
