"""Finds, installs and launches the two browsers that the tests drive.

``python -m tests.support.browsers`` installs what is missing: Playwright's own download, or the system's packages where it may.
"""

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "firefox")
# Chromium without its interface: the same engine for a third of the processor time. Debian has it; where a system hasn't, its whole Chromium will do.
PACKAGES = ["chromium-headless-shell", "firefox-esr", "fonts-liberation"]
FALLBACK_PACKAGES = ["chromium", *PACKAGES[1:]]
INSTALL_COMMANDS = (
    "sudo apt-get install -y chromium-headless-shell firefox-esr",
    ".venv/bin/python -m playwright install --with-deps chromium firefox",
)
SYSTEM = {
    "chromium": (
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ),
    "firefox": ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"),
}
# How long the tests wait for a page to get into a state, in milliseconds. It says nothing about speed: a passing test does not
# wait, and on a busy machine 5 seconds, Playwright's default, are not enough for a page with thousands of answers.
PATIENCE = 30_000
# The options of a context that a test does not set.
USUAL = {"color_scheme": "light", "reduced_motion": "no-preference"}
# Without these, Chromium contacts Google at every start, and waits for an answer on a closed network.
CHROMIUM_ARGS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic", "--no-first-run"]
# A tab keeps its frame from page to page, which saves a sixth of the processor time of each; scripts see no difference. The
# first name is Playwright's own, since the last list of features is the one that counts.
CHROMIUM_ARGS += ["--enable-features=CDPScreenshotNewSurface,RenderDocument:level/crashed-frame"]
# No page reaches another site: every request that is not to this machine goes to a proxy that does not exist.
CHROMIUM_ARGS += ["--proxy-server=http://127.0.0.1:9"]
FIREFOX_PREFS: dict[str, Any] = {
    "app.update.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
    **{"network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9},
    **{"network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": 9},
    "browser.download.alwaysOpenPanel": False,  # the panel would take the focus from the page for good
    **dict.fromkeys(("ui.primaryPointerCapabilities", "ui.allPointerCapabilities"), 6),  # a mouse; headless Firefox reports none
}


class BrowserMissing(Exception):
    """A browser that the tests need is not on this machine; the message has the command that installs it."""


def launch(playwright: Playwright, name: str, color_scheme: str = "light", reduced_motion: str = "no-preference", **reader: Any) -> Browser:
    """Start a browser.

    Args:
        playwright: A running Playwright.
        name: ``chromium`` or ``firefox``.
        color_scheme: As for a context, and to be given there too: the system's Firefox reads it from its preferences only.
        reduced_motion: Likewise.
        reader: Further settings of the reader's: ``font_size`` in pixels, and ``forced``, whether colours are forced.

    Raises:
        BrowserMissing: It is not there; the message names the command that installs it.
    """
    path = known().get(name)
    if not path:
        raise BrowserMissing(missing([name]))
    if name == "chromium":
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        return playwright.chromium.launch(executable_path=path, args=[*CHROMIUM_ARGS, *root, f"--blink-settings=defaultFontSize={reader.get('font_size', 16)}"])
    prefs = FIREFOX_PREFS | {
        "layout.css.prefers-color-scheme.content-override": 0 if color_scheme == "dark" else 1,
        "ui.systemUsesDarkTheme": int(color_scheme == "dark"),
        "ui.prefersReducedMotion": int(reduced_motion == "reduce"),
        **{"font.size.variable.x-western": reader.get("font_size", 16), "browser.display.document_color_use": 2 * bool(reader.get("forced"))},
    }
    own = "ms-playwright" in path
    return playwright.firefox.launch(executable_path=path, channel=None if own else "moz-firefox", firefox_user_prefs=prefs)


def missing(names: list[str]) -> str:
    """Return a message with the missing browsers and the command that installs them."""
    command = INSTALL_COMMANDS[0] if shutil.which("apt-get") else INSTALL_COMMANDS[1]
    return f"The tests need {' and '.join(names)}, and cannot find or install it. Run:\n\n    {command}\n\nthen `make test` again."


@cache
def known() -> dict[str, str]:
    """Return the path of each installed browser, from a note in .venv if its paths still exist."""
    note = Path(sys.prefix) / "browsers.json"
    try:
        kept: dict[str, str] = json.loads(note.read_text())
    except (OSError, ValueError):
        kept = {}
    if all(Path(kept.get(name, "-")).exists() for name in NAMES):
        return kept
    found = find()
    if len(found) == len(NAMES) and sys.prefix != sys.base_prefix:
        note.write_text(json.dumps(found, indent=1))
    return found


def find() -> dict[str, str]:
    """Return the path of each browser on this machine: Playwright's own first, then the system's."""
    try:
        with sync_playwright() as playwright:
            own = {name: getattr(playwright, name).executable_path for name in NAMES}
    except Exception:  # called while Playwright runs, which allows no second one
        own = {}
    paths = {name: [own.get(name), *map(shutil.which, SYSTEM[name])] for name in NAMES}
    there = {name: [path for path in paths[name] if path and Path(path).exists()] for name in NAMES}
    return {name: found[0] for name, found in there.items() if found}


def install() -> None:
    """Install the missing browsers; exit with the command to run if that fails."""
    if len(known()) == len(NAMES):
        return
    print("Getting the browsers for the tests …", flush=True)
    sudo = _sudo()
    if _run([sys.executable, "-m", "playwright", "install", *NAMES], limit=600) and sudo is not None:
        # The download lacks the system's libraries; if they are installed, this does nothing.
        _run([*sudo, sys.executable, "-m", "playwright", "install-deps", *NAMES], limit=900)
    known.cache_clear()
    if len(known()) < len(NAMES) and sudo is not None and shutil.which("apt-get"):
        print("Playwright's download cannot be reached; taking the system's packages …", flush=True)
        _run([*sudo, "apt-get", "-qq", "update"], limit=300)
        install_packages = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "install", "-y", "--no-install-recommends"]
        _run([*install_packages, *PACKAGES], limit=900) or _run([*install_packages, *FALLBACK_PACKAGES], limit=900)
        known.cache_clear()
    lacking = [name for name in NAMES if name not in known()]
    if lacking:
        sys.exit(missing(lacking))


def _sudo() -> list[str] | None:
    """Return the words that run a command as root, or None if that needs a password."""
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and _run(["sudo", "-n", "true"], limit=10) else None


def _run(command: list[str], limit: int) -> bool:
    """Run a command quietly; return whether it succeeded within ``limit`` seconds."""
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=limit).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    install()
