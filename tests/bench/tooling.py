"""Which versions of the programs that measure are on this machine."""

import re
import subprocess

from tests.support import browsers, nginx

ASKED = {
    "Chromium": lambda: [browsers.known()["chromium"], "--version"],
    "nginx": lambda: [nginx.program(), "-v"],
    "Node": lambda: ["node", "--version"],
}


def versions(names: tuple[str, ...]) -> dict[str, str]:
    """Return the version of each program by its name."""
    found = {}
    for name in names:
        done = subprocess.run(ASKED[name](), capture_output=True, text=True)
        number = re.search(r"\d+(?:\.\d+)+", done.stdout or done.stderr)
        found[name] = number[0] if number else "of an unknown version"
    return found
