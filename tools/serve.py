"""Serves the handbook while its author writes: ``make serve``, at the next free port if 8000 is taken.

MkDocs serves by itself, with the hook of ``mkdocs.yml``. Zensical runs no hooks, so for it this program finishes and serves
what Zensical builds: Zensical writes into one folder below ``.cache``, ``Preview`` puts the finished pages into another.
"""

import contextlib
import hashlib
import html
import logging
import os
import posixpath
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from watchdog.events import FileModifiedEvent, FileSystemEventHandler

from handbook.errors import SourceErrors
from handbook.markdown_extension import ABBREVIATIONS
from handbook.render.registry import SERVING
from tools.postbuild.pipeline import SERVE, source_warnings, untold
from tools.postbuild.site import Page, Site

# --livereload is named because click 8.3 ignores MkDocs's default for it.
MKDOCS_OPTIONS = ["--livereload"]
FOLDER = ".cache/serve"
INTERVAL = 0.5  # seconds
STOP_TIMEOUT = 5  # seconds
# Addresses of what is made of all pages together. It is made when a browser asks, not after each edit.
LAZY = ("/search/", "/sw.js")
WAIT = b'<!doctype html><meta http-equiv="refresh" content="1"><title>Building</title><p>The handbook is being built.'
_UNREADABLE = re.compile(r"error reading page metadata '(.+?)'")
Stamps = dict[str, tuple[int, int]]


def free_port(first: int, tries: int = 50) -> int:
    """Return the first port from ``first`` on that nothing on this machine listens at."""
    for port in range(first, first + tries):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    sys.exit(f"No port from {first} to {first + tries - 1} is free. Name another: make serve PORT=9000")


def stamps(paths: Iterable[Path]) -> Stamps:
    """Return time and size of every file in some folders, by path; a path may also be a file."""
    found: Stamps = {}
    for path in paths:
        with contextlib.suppress(OSError):
            if path.is_dir():
                _add_stamps(str(path), found)
            else:
                stat = path.stat()
                found[str(path)] = (stat.st_mtime_ns, stat.st_size)
    return found


def _add_stamps(folder: str, found: Stamps) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):  # it may go while we look
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        _add_stamps(entry.path, found)
                else:
                    stat = entry.stat()
                    found[entry.path] = (stat.st_mtime_ns, stat.st_size)


def changed(before: Stamps, after: Stamps) -> set[Path]:
    """Return the files that are new, gone or different."""
    return {Path(path) for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


class Watcher:
    """Polls for edits. MkDocs's own observer takes several times the processor time."""

    def __init__(self) -> None:
        self._paths: list[Path] = []
        self._handler: FileSystemEventHandler | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.start, self.stop, self.join = self._thread.start, self._stopped.set, self._thread.join

    def schedule(self, handler: FileSystemEventHandler, path: str, recursive: bool = True) -> None:
        """Watch a file or a folder."""
        self._handler = handler
        self._paths.append(Path(path))

    def _run(self) -> None:
        before = stamps(self._paths)
        while not self._stopped.wait(INTERVAL):
            now = stamps(self._paths)
            if self._handler and before != now:
                self._handler.on_any_event(FileModifiedEvent(str(self._paths[0])))
            before = now


@dataclass
class Zensical:
    """``zensical serve`` as a child process, which is started again when it ends or when its Python code changes.

    It builds only the page whose Markdown was edited. Whatever else an edit touches it learns by ``revision`` in its
    configuration, which makes it build every page.

    Args:
        root: The project's root folder.
        folder: Where it builds the site; below the root.
    """

    root: Path
    folder: Path
    revision: int = 0
    process: subprocess.Popen[str] | None = None
    unreadable: dict[str, str] = field(default_factory=dict)  # what is wrong with each page that cannot be read, by its path below docs
    _sources: Stamps = field(default_factory=dict)
    _shared: dict[Path, object] = field(default_factory=dict)
    _starting: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        """Write its configuration and start it."""
        from tools.engine_config import write_engine_config

        self._sources = self._stamps()
        refused = dict(self.unreadable)
        self._shared = {path: self._read(path) for path in map(Path, self._sources) if path.suffix == ".md"}
        self.unreadable = refused | self.unreadable
        options = write_engine_config(self.root, "zensical", self.folder, self.revision, self.unreadable)
        # Its own server is not used: it serves what is not finished.
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "tools.zensical", "serve", *options, "--dev-addr", f"127.0.0.1:{port}"]
        self.process = subprocess.Popen(command, cwd=self.root, env={**os.environ, SERVING: "yes"}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        threading.Thread(target=_print_all_but_address, args=[self.process.stdout], daemon=True).start()
        threading.Thread(target=self._print_errors, args=[self.process.stderr], daemon=True).start()

    def stop(self) -> None:
        """End it."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(STOP_TIMEOUT)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def follow(self) -> bool:
        """Look for edits since the last call and tell Zensical what it would not see; return whether all pages may have changed."""
        before, self._sources = self._sources, self._stamps()
        edited = changed(before, self._sources)
        if not edited:
            return False
        code = any(path.is_relative_to(self.root / "macros") for path in edited)
        if code or not self.process or self.process.poll() is not None:
            for path in edited:
                if path.suffix == ".md":
                    self._read(path)
            self._restart()
            return True
        if not any(self._concerns_others(path) for path in edited):
            return False
        self.revision += 1
        self._configure()
        return True

    def _restart(self) -> None:
        with self._starting:
            self.stop()
            self.revision += 1
            self.start()

    def _configure(self) -> None:
        from tools.engine_config import write_engine_config

        try:
            write_engine_config(self.root, "zensical", self.folder, self.revision, self.unreadable)
        except (SourceErrors, ValueError) as error:
            print(error, file=sys.stderr, flush=True)

    def _print_errors(self, output: Iterable[str]) -> None:
        """Print what it says is wrong; if it cannot read a page, start it again without that page, since it then misses edits."""
        for line in output:
            print(line, end="", file=sys.stderr, flush=True)
            if match := _UNREADABLE.search(line):
                self.unreadable.setdefault(match[1], line.strip())
                threading.Thread(target=self._restart, daemon=True).start()

    def _stamps(self) -> Stamps:
        own = [path for path in self.root.glob("*.yml") if not path.name.startswith(".")]
        return stamps([*(self.root / name for name in ("docs", "macros", "overrides")), *own])

    def _concerns_others(self, path: Path) -> bool:
        """Tell whether other pages than a file's own draw on what was edited in it; where folders are linked, Zensical sees no edit by itself."""
        from tools.engine_config import LINKED_DOCS

        if (self.root / LINKED_DOCS).exists():
            return True
        if path.suffix == ".md":
            refused = set(self.unreadable)
            before, self._shared[path] = self._shared.get(path), self._read(path)
            shared = "notes" in path.parts or path == self.root / "docs" / ABBREVIATIONS
            return shared or refused != set(self.unreadable) or before != self._shared[path]
        return path.suffix in (".yml", ".lock", ".css") or path.is_relative_to(self.root / "overrides")

    def _read(self, path: Path) -> object:
        """Return what other pages may draw on of a Markdown file: its front matter, its title and its macro calls, or what is wrong with it."""
        from handbook.content.pages import read_page

        name = path.relative_to(self.root / "docs").as_posix() if path.is_relative_to(self.root / "docs") else ""
        self.unreadable.pop(name, None)
        try:
            page = read_page(path, self.root)
        except SourceErrors as error:
            if name and path.exists():
                self.unreadable[name] = str(error)
            return str(error)
        return page.front.data, page.title, page.has_macros, [(call.name, call.args, call.keywords) for call in page.calls]


def _print_all_but_address(output: Iterable[str]) -> None:
    """Print what Zensical prints, without the address of its own server."""
    for line in output:
        if not line.startswith("Serving "):
            print(line, end="", flush=True)


class Preview:
    """The served site: what Zensical has built, finished page by page as far as it has changed.

    Args:
        root: The project's root folder.
        built: The folder that Zensical writes.
        folder: The folder that is served.
    """

    def __init__(self, root: Path, built: Path, folder: Path) -> None:
        self.root, self.built, self.folder = root, built, folder
        self._done: Stamps = {}
        self._digests: dict[str, bytes] = {}
        self._site: Site | None = None
        self._indexed = False
        self._lock = threading.Lock()

    def update(self, everything: bool = False) -> None:
        """Finish what has changed since the last call; everything, if the sources of all pages may have."""
        with self._lock:
            now = stamps([self.built])
            if everything or not self._site:
                self._site, self._done, self._digests = Site(self.folder, self.root), {}, {}
                for warning in untold(source_warnings(self._site)):
                    print(f"Warning: {warning}", file=sys.stderr, flush=True)
                for step in SERVE[0]:
                    step(self._site)
            for path in sorted(changed(self._done, now)):
                name = path.relative_to(self.built).as_posix()
                try:
                    self._finish(path, name)
                except FileNotFoundError:  # Zensical empties its folder before it builds everything again
                    now.pop(str(path), None)
                    if str(self.built / "index.html") in now:
                        (self.folder / name).unlink(missing_ok=True)
                        self._site.sections.pop(name, None)
                        self._digests.pop(name, None)
            self._done = now

    def _finish(self, path: Path, name: str) -> None:
        """Put one file that Zensical has built into the served folder, unless it is the same as before: Zensical writes all pages anew."""
        data = path.read_bytes()
        digest = hashlib.sha256(data).digest()
        if self._digests.get(name) == digest:
            return
        target = self.folder / name
        if path.suffix == ".html" and (site := self._site):
            page = Page(name, data.decode(), site.name, site.description)
            for step in SERVE[1]:
                step(site, page)
            while site.problems:
                print(site.problems.pop(0), file=sys.stderr, flush=True)
            data = page.html.encode()
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self._digests[name] = digest
        self._indexed = False

    def show_problems(self, unreadable: dict[str, str]) -> None:
        """Put what is wrong with each page that cannot be read where the page would be."""
        with self._lock:
            for source, problem in unreadable.items():
                name = posixpath.join(re.sub(r"(?:(?:^|(?<=/))(?:index|README))?\.md$", "", source).rstrip("/"), "index.html")
                self._digests.pop(name, None)
                target = self.folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(
                    f'<!doctype html><meta charset="utf-8"><title>This page has problems</title><pre>{html.escape(problem)}</pre>', encoding="utf-8"
                )

    def index(self) -> None:
        """Write what is made of all pages together, such as the index of the search, unless no page has changed."""
        with self._lock:
            if self._site and not self._indexed:
                for step in SERVE[2]:
                    step(self._site)
                self._indexed = True


def main(engine: str) -> None:
    """Serve until Ctrl+C."""
    root = Path.cwd()
    port = free_port(int(os.environ.get("PORT", "8000")))
    url = f"http://127.0.0.1:{port}/"
    # Instant navigation works only where the site's address is the one it is read at.
    os.environ["SITE_URL"] = url
    print(f"The handbook: {url}  (Ctrl+C stops)", flush=True)
    if engine == "mkdocs":
        command = [sys.executable, "-m", "tools.build", engine, "serve", *MKDOCS_OPTIONS, "--dev-addr", f"127.0.0.1:{port}"]
        os.execv(sys.executable, command)
    serve_zensical(root, port)


def go_on_after_errors(server: Any) -> None:
    """Let MkDocs's server answer after a build that failed: with the pages as they were, and on each what went wrong.

    Args:
        server: MkDocs's ``LiveReloadServer``.
    """
    build, inject, error_page = server.builder, server._inject_js_into_html, server.error_handler
    message = b""

    def rebuild() -> None:
        nonlocal message
        try:
            build()
            message = b""
        except (Exception, SystemExit) as error:
            print(error, file=sys.stderr, flush=True)
            text = html.escape(str(error)) if isinstance(error, Exception) else "The macros plugin has stopped the build; the terminal says why."
            message = f'<pre role="alert">The last edit could not be built.\n{text}</pre>'.encode()

    def with_message(content: bytes, epoch: int) -> bytes:
        head, body, rest = content.partition(b"<body")
        tag, end, rest = rest.partition(b">")
        return bytes(inject(head + body + tag + end + message + rest if end else message + content, epoch))

    server.builder = rebuild
    server._inject_js_into_html = with_message
    server.error_handler = lambda code: inject(message, server._visible_epoch) if message else error_page(code)


def serve_zensical(root: Path, port: int) -> None:
    """Run Zensical and serve what it builds, finished, until Ctrl+C."""
    from mkdocs.livereload import LiveReloadServer

    logging.basicConfig(format="%(message)s", level=logging.ERROR)
    folder = root / f"{FOLDER}-{port}"
    built, served = folder / "zensical", folder / "site"
    shutil.rmtree(folder, ignore_errors=True)
    for path in (built, served):
        path.mkdir(parents=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    engine, preview = Zensical(root, built), Preview(root, built, served)

    def rebuild() -> None:
        try:
            preview.update(engine.follow())
            preview.show_problems(engine.unreadable)
        except (SourceErrors, ValueError, OSError) as error:  # what is raised here would stop the server from answering
            print(error, file=sys.stderr, flush=True)

    server = LiveReloadServer(rebuild, "127.0.0.1", port, str(served))
    answer = server.serve_request

    def answer_indexed(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith(LAZY):
            preview.index()
        return answer(environ, start_response)

    server.set_app(answer_indexed)
    server.error_handler = lambda _: (served / "404.html").read_bytes() if (served / "404.html").exists() else WAIT
    server.observer = Watcher()  # type: ignore[assignment]
    for path in (built, *(root / name for name in ("docs", "macros", "overrides")), *root.glob("*.yml")):
        server.watch(str(path))
    engine.start()
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        engine.stop()
        server.shutdown()
        shutil.rmtree(folder, ignore_errors=True)
        (root / f".handbook.{folder.name}.yml").unlink(missing_ok=True)


if __name__ == "__main__":
    main(sys.argv[1])
