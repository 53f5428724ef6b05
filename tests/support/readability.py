"""Mozilla's Readability, the reader view of Firefox, from npm: the version and the hash that tests/readability.lock names.

``python -m tests.support.readability`` gets it once, with Deno, or with npm where that alone is set up to reach its packages.
"""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import tarfile

from tests.support.deno import DENO
from tests.support.sites import ROOT

PACKAGE = "@mozilla/readability@0.6.0"
COMMAND = ".venv/bin/python -m tests.support.readability"
_LOCK = ROOT / "tests" / "readability.lock"
_CACHE = ROOT / ".handbook-cache" / "deno"
_GET = [DENO, "cache", "--quiet", "--no-config", "--frozen", f"--lock={_LOCK}", f"npm:{PACKAGE}"]


def script() -> str:
    """Return its source, a classic script that defines ``Readability``.

    Raises:
        AssertionError: It isn't here; the message names the command that gets it.
    """
    found = next(_CACHE.glob(f"npm/*/{PACKAGE.replace('@0', '/0')}/Readability.js"), None)
    assert found, f"The test of the reader view needs {PACKAGE}. Run, once, where npm can be reached:\n\n    {COMMAND}"
    return found.read_text(encoding="utf-8")


def _pack() -> None:
    """Get it with npm, and keep it if it has the hash of the lock file."""
    _CACHE.mkdir(parents=True, exist_ok=True)
    packed = subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=_CACHE, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
    if packed.returncode:
        return print(packed.stderr)
    archive = _CACHE / packed.stdout.split()[-1]
    hashed = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    assert hashed == json.loads(_LOCK.read_text(encoding="utf-8"))["npm"][PACKAGE]["integrity"], f"npm gave another {PACKAGE}"
    with tarfile.open(archive) as files:
        files.extract("package/Readability.js", _CACHE, filter="data")
    place = _CACHE / "npm" / "pack" / PACKAGE.replace("@0", "/0")
    place.mkdir(parents=True, exist_ok=True)
    (_CACHE / "package" / "Readability.js").rename(place / "Readability.js")


if __name__ == "__main__":
    # Where it can't be had, its test says so.
    environment = {"DENO_TLS_CA_STORE": "mozilla,system", **os.environ, "DENO_DIR": str(_CACHE), "DENO_NO_UPDATE_CHECK": "1"}
    if subprocess.run(_GET, env=environment, stdin=subprocess.DEVNULL, timeout=300).returncode and shutil.which("npm"):
        _pack()
