"""Builds the sites that the tests look at, each once a run; writes nothing into the project.

The workers of pytest-xdist share the built sites. ``begin`` runs in the process that starts them: it makes the run's
temporary folder and serves the sites, so that a site's address answers for as long as any worker runs. The worker that
needs a site first builds it, and the others wait for its lock.
"""

import fcntl
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xmlrpc.client import ServerProxy
from xmlrpc.server import SimpleXMLRPCServer

from tests.support.static_server import Server

ROOT = Path(__file__).resolve().parents[2]
FAVICON = "mark.svg"
FIXTURE = ROOT / "tests" / "fixtures" / "docs"
GALLERY = ROOT / "tests" / "fixtures" / "gallery"
MARKUP = "Ask <b>who</b> & <script>alert(1)</script> {{ 7*7 }} {% if x %} **twice** `now`."  # the gallery has an item of these words
ENGINES = ("mkdocs", "zensical")
COPIED = ("Makefile", "tools", "requirements.txt", "mkdocs.yml", "team.yml", "macros", "overrides", "docs")
# Settings of the make that runs the tests; they are not for the commands that the tests run.
OURS = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "ENGINE", "SITE_URL", "SITE_DIR", "OFFLINE", "PORT", "TESTS", "SOURCE_DATE_EPOCH")
# Environment variables that tell the workers of the run: its temporary folder, and who serves the sites.
FOLDER, SERVERS = "HANDBOOK_TESTS_FOLDER", "HANDBOOK_TESTS_SERVERS"


@dataclass(frozen=True)
class Site:
    """A built site.

    Attributes:
        project: The temporary project that it was built from.
        folder: The built files.
        url: Its address with a slash at the end; it answers until the run ends.
        log: What the engine printed.
    """

    project: Path
    folder: Path
    url: str
    log: str


def fixture_site(engine: str = "mkdocs") -> Site:
    """Return the project built with the two chapters of ``tests/fixtures/docs``."""
    return shared(f"fixture-{engine}", fixture_project, engine)


def gallery_site(engine: str = "mkdocs") -> Site:
    """Return the fixture built with the pages of ``tests/fixtures/gallery``, which hold one example of whatever can be written."""
    return shared(f"gallery-{engine}", gallery_project, engine)


def real_site(engine: str = "mkdocs") -> Site:
    """Return the handbook itself, built."""
    return shared(f"real-{engine}", project_copy, engine)


@cache
def shared(name: str, project: Callable[[], Path], engine: str, **more: str) -> Site:
    """Return the site of this name, which only the first worker that asks for it builds. No test may change its files.

    Args:
        name: What no other site of the run is called.
        project: Returns the new folder of its sources.
        engine: The engine that builds it.
        more: Environment variables.

    Raises:
        AssertionError: It cannot be built.
    """

    def build_it() -> list[str]:
        site = built(project(), engine, **more)
        return [str(site.project), str(site.folder), site.url, site.log]

    source, folder, url, log = once(name, build_it)
    return Site(Path(source), Path(folder), url, log)


def once(name: str, make: Callable[[], Any]) -> Any:
    """Return what ``make`` returns, which must be JSON; only the first worker that asks calls it, and the others wait."""
    note = run_folder() / f"{name}.json"
    with note.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not note.exists():
            note.write_text(json.dumps(make()), encoding="utf-8")
    return json.loads(note.read_text(encoding="utf-8"))


def project_copy() -> Path:
    """Return a new temporary folder that holds the project's sources."""
    folder = temporary()
    for name in COPIED:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif path.exists():
            shutil.copy2(path, folder / name)
    for lock in ROOT.glob("*.lock"):
        shutil.copy2(lock, folder)
    drawings = run_folder() / "diagrams"  # drawn once a run
    drawings.mkdir(exist_ok=True)
    (folder / ".handbook-cache").mkdir()
    (folder / ".handbook-cache" / "diagrams").symlink_to(drawings)
    return folder


def upstream_copy() -> Path:
    """Return a new temporary folder with the project's sources, less what a fork has of its own: a team runs these tests too."""
    folder = project_copy()
    (folder / "team.yml").unlink(missing_ok=True)
    shutil.rmtree(folder / "docs" / "team", ignore_errors=True)
    return folder


def fixture_project() -> Path:
    """Return a new project folder whose pages are the fixture's; all else is the project's."""
    return copied("fixture-project", _fixture_project)


def gallery_project() -> Path:
    """Return a new project folder whose pages are the fixture's and those of the gallery."""
    folder = fixture_project()
    shutil.copytree(GALLERY, folder / "docs" / "gallery")
    practice = folder / "docs" / "chapters" / "first-steps.yml"
    practice.write_text(practice.read_text(encoding="utf-8").replace("text: Book a date to look again.", f"text: '{MARKUP}'"), encoding="utf-8")
    (folder / "docs" / "team").mkdir()
    (folder / "docs" / "team" / "abbreviations.md").write_text("*[OKR]: Objectives and key results\n")
    return folder


def copied(name: str, make: Callable[[], Path]) -> Path:
    """Return a new copy of the project folder that ``make`` returns, which the first worker that asks for it makes."""
    return Path(shutil.copytree(once(name, lambda: str(make())), temporary(), dirs_exist_ok=True))


def _fixture_project() -> Path:
    folder = upstream_copy()
    docs = folder / "docs"
    for path in [
        *docs.rglob("*.md"),
        *docs.glob("*.yml"),
        *docs.glob("chapters/*"),
        *docs.glob("field-notes/*"),
        *docs.glob("assets/figures/*"),
        *folder.glob("*.lock"),
    ]:
        if path.name != FAVICON:
            path.unlink(missing_ok=True)
    shutil.copytree(FIXTURE, docs, dirs_exist_ok=True)
    config = folder / "mkdocs.yml"
    # Without a navigation of its own the site shows every page, in the order of the folders.
    config.write_text(re.sub(r"(?ms)^nav:\n.*?(?=^\S)", "", config.read_text(encoding="utf-8")), encoding="utf-8")
    run([sys.executable, "-m", "handbook", "sync"], folder)
    return folder


def build(project: Path, engine: str, url: str = "", folder: str = "site", **more: str) -> subprocess.CompletedProcess[str]:
    """Run an engine over a project folder, strictly; return what it printed and its exit code. ``more`` are environment variables."""
    return run(
        [sys.executable, "-m", "tools.build", engine, "build", "--clean", "--strict"],
        project,
        SITE_URL=url,
        SITE_DIR=folder,
        SOURCE_DATE_EPOCH="1767225600",
        **more,
    )


def make(project: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run make in a project folder, with the packages that are here taken as set up there."""
    venv = project / ".venv"
    if not venv.exists():
        (venv / "bin").mkdir(parents=True)
        (venv / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        (venv / "bin" / "python").chmod(0o755)
        shutil.copy2(project / "requirements.txt", venv)
        shutil.copy2(project / "tools" / "pdf.txt", venv / "tools-pdf.txt")
    return run(["make", "--no-print-directory", *words], project, **more)


def run(command: list[str], project: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a project folder with its macros on Python's path; ``more`` are environment variables."""
    env = {key: value for key, value in os.environ.items() if key not in OURS}
    env |= {"PYTHONPATH": str(project / "macros"), "NO_MKDOCS_2_WARNING": "1", **more}
    done = subprocess.run(command, cwd=project, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=900)
    done.stdout, done.stderr = (re.sub(r"\x1b\[[0-9;]*m", "", text) for text in (done.stdout, done.stderr))  # Zensical always colours
    return done


def hear_ctrl_c() -> None:
    """Let a child process hear SIGINT, as its ``preexec_fn``: a shell that runs the tests in the background makes them and their children ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def temporary() -> Path:
    """Return a new folder that is removed when the test run ends."""
    return Path(tempfile.mkdtemp(dir=run_folder()))


def run_folder() -> Path:
    """Return the temporary folder of this run, the same in all its workers."""
    begin()
    return Path(os.environ[FOLDER])


def own_port() -> int:
    """Return a free port for a server. The system picks one at random, so two that ask at the same moment hardly get the same."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def begin() -> None:
    """Make the run's folder and start serving its sites; called before the workers start. A second call does nothing."""
    if FOLDER not in os.environ:
        os.environ[FOLDER] = _folder().name
        # The commands that the tests run compile each package once, and the projects stay as they are.
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(os.environ[FOLDER]) / "bytecode")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        servers = SimpleXMLRPCServer(("127.0.0.1", 0), logRequests=False)
        servers.register_function(lambda folder: Server(Path(folder), unchanging=True).start(), "serve")
        threading.Thread(target=servers.serve_forever, daemon=True).start()
        os.environ[SERVERS] = f"http://127.0.0.1:{servers.server_address[1]}"


@cache
def _folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="handbook-tests-")


def serve(folder: Path) -> str:
    """Serve a folder, which need not exist yet, until the run ends; return its address."""
    begin()
    return str(ServerProxy(os.environ[SERVERS]).serve(str(folder)))


def built(project: Path, engine: str, **more: str) -> Site:
    """Build a project and serve its site.

    Args:
        project: Its folder, which belongs to the caller.
        engine: The engine.
        more: Environment variables.

    Raises:
        AssertionError: It cannot be built.
    """
    url = serve(project / "site")  # first: instant navigation works only where the build knows the address
    done = build(project, engine, url, **more)
    if done.returncode:
        raise AssertionError(f"{engine} cannot build the site:\n…{(done.stdout + done.stderr)[-2000:]}")
    return Site(project, project / "site", url, done.stdout + done.stderr)
