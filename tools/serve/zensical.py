"""Serves what Zensical builds. Zensical runs no hooks, so its pages are finished here; its own server is not used."""

import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer

from handbook.loader import READ, load_library, save_library
from handbook.render.registry import SERVING, load_checked_library
from tools.engine_config import write_engine_config
from tools.postbuild.pipeline import OF_ALL_PAGES, untold
from tools.serve.preview import Preview
from tools.serve.server import go_on_after_errors, page_file
from tools.serve.sources import Mirror, Sources, Stamps, State, Watcher, stamps

STOP_TIMEOUT = 5  # seconds
WAIT = b'<!doctype html><meta http-equiv="refresh" content="1"><title>Building</title><p>The handbook is being built.'
_REFUSED = "error reading page metadata"  # after this it misses edits


class Zensical:
    """``zensical serve`` as a child process.

    Args:
        root: The project's root folder.
        folder: Where the copy of the docs is that it reads, and where it builds the site; below the root.
    """

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder
        self.built = folder / "zensical"
        self._process: subprocess.Popen[str] | None = None
        self._options: list[str] = []
        self._config = ""
        self._errors: list[str] = []

    @property
    def failure(self) -> str:
        """What it said before it ended or refused a page; "" while it builds."""
        refused = any(_REFUSED in line for line in self._errors)
        return "".join(self._errors[-20:]) or "Zensical has ended." if refused or (self._process and self._process.poll() is not None) else ""

    def configure(self, code: str) -> None:
        """Write its configuration.

        Args:
            code: What differs when programs or templates have changed.
        """
        self._options = write_engine_config(self.root, "zensical", self.folder, code)

    def run(self) -> None:
        """Start it, anew if its configuration has changed or if it has failed; a navigation alone is in the docs that it reads."""
        config = (self.root / self._options[1]).read_text(encoding="utf-8")
        if config != self._config or self.failure:
            self._config = config
            self.stop()
            self._start()

    def stop(self) -> None:
        """End it."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(STOP_TIMEOUT)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def _start(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "tools.zensical", "serve", *self._options, "--dev-addr", f"127.0.0.1:{port}"]
        read = self.folder / "library.pickle"
        save_library(load_library(self.root, self.root / "docs"), read)
        self._process = subprocess.Popen(command, cwd=self.root, env={**os.environ, READ: str(read)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        errors: list[str] = []
        self._errors = errors
        threading.Thread(target=_print_all_but_address, args=[self._process.stdout], daemon=True).start()
        threading.Thread(target=_print_and_keep, args=[self._process.stderr, errors], daemon=True).start()


def _print_all_but_address(output: Iterable[str]) -> None:
    """Print what Zensical prints, without the address of its own server."""
    for line in output:
        if not line.startswith("Serving "):
            print(line, end="", flush=True)


def _print_and_keep(output: Iterable[str], kept: list[str]) -> None:
    for line in output:
        kept.append(line)
        print(line, end="", file=sys.stderr, flush=True)


class Rebuild:
    """Has Zensical build whatever an edit changes.

    Args:
        sources: The sources.
        mirror: The copy of the docs.
        engine: Zensical.
        preview: The served site.
    """

    def __init__(self, sources: Sources, mirror: Mirror, engine: Zensical, preview: Preview) -> None:
        self.sources, self.mirror, self.engine, self.preview = sources, mirror, engine, preview
        self._stamps: Stamps = {}
        self._state = State()

    def look(self) -> object:
        """Return what differs after an edit, and after Zensical has built or failed."""
        return self.sources.stamps(), stamps([self.engine.built]), self.engine.failure

    def __call__(self) -> None:
        """Follow the edits since the last call.

        Raises:
            SourceErrors: The sources have faults of more than one page; Zensical is told nothing of them.
            ValueError: Zensical has failed.
        """
        now = self.sources.stamps()
        if now != self._stamps:
            self._follow(now)
            self._stamps = now
        if self.engine.failure:
            raise ValueError(self.engine.failure)
        self.preview.update()

    def _follow(self, now: Stamps) -> None:
        before, state = self._state, self.sources.state(now)
        library = load_checked_library(self.sources.root, self.sources.docs, again=False)
        for warning in untold([str(warning) for warning in sorted(library.warnings)]):
            print(f"Warning: {warning}", file=sys.stderr, flush=True)
        if state.outline != before.outline:
            self.engine.configure(state.code)
        if state.look != before.look:
            self.preview.restart()
        self.preview.leave_out(self.mirror.update(now, state, library.page_problems))
        self.engine.run()
        self._state = state


def serve_zensical(root: Path, port: int) -> None:
    """Run Zensical and serve what it builds, finished, until Ctrl+C."""
    logging.basicConfig(format="%(message)s", level=logging.ERROR)
    os.environ[SERVING] = "yes"
    folder = root / f".serve-{port}.build"
    served = folder / "site"
    shutil.rmtree(folder, ignore_errors=True)
    served.mkdir(parents=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sources, engine = Sources(root), Zensical(root, folder)
    preview = Preview(root, engine.built, served)
    rebuild = Rebuild(sources, Mirror(sources, folder / "docs"), engine, preview)
    server = LiveReloadServer(rebuild, "127.0.0.1", port, str(served))
    answer = server.serve_request

    def answer_finished(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if OF_ALL_PAGES.search(path):
            preview.index()
        elif not path.startswith("/livereload/"):
            preview.finish(page_file(path))
        return answer(environ, start_response)

    def not_found(_: int) -> bytes:
        preview.finish("404.html")
        return (served / "404.html").read_bytes() if (served / "404.html").exists() else WAIT

    server.set_app(answer_finished)
    server.error_handler = not_found
    go_on_after_errors(server)
    server.observer = Watcher(rebuild.look)  # type: ignore[assignment]
    server.watch(str(root / "docs"))
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        engine.stop()
        server.shutdown()
        shutil.rmtree(folder, ignore_errors=True)
        (root / f".handbook.serve-{port}.yml").unlink(missing_ok=True)
