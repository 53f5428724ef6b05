"""WebKitGTK: finds it, installs it if it may, and drives it without a screen.

``python -m tests.support.webkit`` installs it, with Xvfb, from Debian's packages. Elsewhere the WebKit tests are left out, and
counted as left out; where ``CI`` is set they fail instead.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from selenium import webdriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

PACKAGES = ("webkit2gtk-driver", "xvfb", "fonts-liberation")
PROGRAMS = ("WebKitWebDriver", "Xvfb")
INSTALL_COMMAND = f"sudo apt-get install -y {' '.join(PACKAGES)}"


def missing() -> list[str]:
    """Return the programs that are not installed."""
    return [name for name in PROGRAMS if not shutil.which(name)]


@contextmanager
def browser() -> Iterator[webdriver.WebKitGTK]:
    """Run WebKit with empty storage on a virtual screen.

    Raises:
        RuntimeError: It is not here; the message names the command that mends it.
    """
    if missing():
        raise RuntimeError(f"The WebKit tests need {' and '.join(missing())}. Run:\n\n    {INSTALL_COMMAND}\n\nthen `make test` again.")
    answer, ask = os.pipe()
    screen = subprocess.Popen(["Xvfb", "-displayfd", str(ask), "-screen", "0", "1280x900x24", "-nolisten", "tcp"], pass_fds=[ask], stderr=subprocess.DEVNULL)
    os.close(ask)
    try:
        with os.fdopen(answer) as told:
            display = told.readline().strip()
        options = Options()
        options.overlay_scrollbars_enabled = False
        # Root cannot create WebKit's sandbox, and the pages here are ours.
        env = os.environ | {
            "DISPLAY": f":{display}",
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
            "NO_AT_BRIDGE": "1",
        }
        driver = webdriver.WebKitGTK(options=options, service=Service(executable_path=shutil.which("WebKitWebDriver"), env=env))
        try:
            driver.set_page_load_timeout(60)
            driver.set_script_timeout(60)
            yield driver
        finally:
            driver.quit()
    finally:
        screen.terminate()
        screen.wait(20)


def install() -> None:
    """Install what is missing if this user may; otherwise print nothing, since these tests are optional."""
    if not missing() or not shutil.which("apt-get") or os.geteuid():
        return
    print("Getting WebKit for the tests …", flush=True)
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "-qq", "update"], ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *PACKAGES]):
        subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=900)
    if missing() and os.environ.get("CI"):
        sys.exit(f"The WebKit tests need {' and '.join(missing())}, and cannot get them. Run:\n\n    {INSTALL_COMMAND}")


if __name__ == "__main__":
    install()
