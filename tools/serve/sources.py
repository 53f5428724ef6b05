"""What an author edits: its state, whatever of it pages draw on, and the copy of the docs that Zensical reads.

Zensical builds again only what changed, but it goes by files and by its configuration: it misses edits behind symbolic links,
knows nothing of the YAML that macros read, reads every page anew when the navigation in its configuration changes, and stops at
front matter that it cannot read. So it gets a copy of the docs that says what to build.
"""

import contextlib
import hashlib
import os
import shutil
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from watchdog.events import FileModifiedEvent, FileSystemEventHandler

from handbook.content.markdown.pages import Page, read_page
from handbook.content.models.base import FIELD_NOTES
from handbook.content.nav.folders import SETTINGS, leads_up
from handbook.content.nav.repository import is_for_nobody, is_installed, is_no_source
from handbook.errors import Problem, SourceErrors
from handbook.fork.apply import NOTES
from handbook.markdown_extension import ABBREVIATIONS
from handbook.page_extension import REPORT, SERVED_COPY, problem_report
from tools.engine_config import NAV

INTERVAL = 0.5  # seconds
# Folders of pages that others draw on.
CHAPTERS = ("chapters/", f"{FIELD_NOTES}/", "team/chapters/", f"team/{FIELD_NOTES}/", f"{NOTES}/")
Stamps = dict[str, tuple[int, int]]


def stamps(paths: Iterable[Path], passed_over: Callable[[Path], bool] = is_installed) -> Stamps:
    """Return time and size of every file in some folders, by path; a path may also be a file. Hidden folders are left out, and those that are passed over."""
    found: Stamps = {}
    for path in paths:
        with contextlib.suppress(OSError):
            if path.is_dir():
                _add_stamps(str(path), found, passed_over)
            else:
                stat = path.stat()
                found[str(path)] = (stat.st_mtime_ns, stat.st_size)
    return found


def _add_stamps(folder: str, found: Stamps, passed_over: Callable[[Path], bool]) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):  # it may go while we look
                if entry.is_dir():
                    path = Path(entry.path)
                    if not entry.name.startswith(".") and not passed_over(path) and not (entry.is_symlink() and leads_up(path)):
                        _add_stamps(entry.path, found, passed_over)
                else:
                    stat = entry.stat()
                    found[entry.path] = (stat.st_mtime_ns, stat.st_size)


class Watcher:
    """Polls for edits. MkDocs's own observer takes several times the processor time.

    Args:
        look: Returns something that differs after an edit.
    """

    def __init__(self, look: Callable[[], object]) -> None:
        self._look = look
        self._handler: FileSystemEventHandler | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.start, self.stop, self.join = self._thread.start, self._stopped.set, self._thread.join

    def schedule(self, handler: FileSystemEventHandler, path: str, recursive: bool = True) -> None:
        """Note whom to tell of an edit. The first look counts as one."""
        self._handler = handler

    def _run(self) -> None:
        before: object = None
        while True:
            now = self._look()
            if self._handler and before != now:
                self._handler.on_any_event(FileModifiedEvent("sources"))
            before = now
            if self._stopped.wait(INTERVAL):
                return


@dataclass(frozen=True)
class State:
    """The sources as digests, each of which changes with some of them.

    Attributes:
        outline: All but the text of pages: what is checked, and what the menus and the configuration are made of.
        look: What the steps after a build draw on.
        practice: What macros draw on.
        words: What every page draws on.
        code: Programs and templates.
    """

    outline: str = ""
    look: str = ""
    practice: str = ""
    words: str = ""
    code: str = ""


class Sources:
    """The sources of a project.

    Args:
        root: The project's root folder.
    """

    def __init__(self, root: Path) -> None:
        self.root, self.docs = root, root / "docs"

    def stamps(self) -> Stamps:
        """Return time and size of each source, by path."""
        own = [path for pattern in ("*.yml", "*.lock") for path in self.root.glob(pattern) if not path.name.startswith(".")]
        return stamps([self.docs], is_no_source) | stamps([self.root / "macros", self.root / "overrides", *own])

    def state(self, now: Stamps) -> State:
        """Return the state of the sources that have some stamps."""
        parts: dict[str, list[object]] = {"outline": [], "look": [], "practice": [], "words": [], "code": []}
        for name, stamp in sorted(now.items()):
            path = Path(name)
            if not path.is_relative_to(self.docs):
                parts["practice" if path.suffix in (".yml", ".lock") else "code"].append((name, stamp))
            elif path == self.docs / ABBREVIATIONS:
                parts["words"].append(stamp)
            elif path.name in SETTINGS:
                parts["outline"].append((name, stamp))
            elif path.suffix == ".md":
                facts = _facts(self.page(path))
                parts["outline"].append((name, facts))
                if self._is_chapter(path):
                    parts["practice"].append((name, facts, stamp if NOTES in name else ()))
            elif path.suffix in (".yml", ".svg", ".css"):
                parts["look" if path.suffix == ".css" else "practice"].append((name, stamp))
        parts["practice"] += parts["words"]
        parts["look"] += parts["practice"]
        parts["outline"] += parts["look"] + parts["code"]
        return State(**{name: hashlib.sha256(repr(part).encode()).hexdigest()[:16] for name, part in parts.items()})

    def draws_on_practice(self, path: Path) -> bool:
        """Tell whether a page has macros or is a chapter, so that its text follows from more than its file."""
        page = self.page(path)
        return self._is_chapter(path) or bool(page and (page.calls or page.names))

    def page(self, path: Path) -> Page | None:
        """Return a page, cached until it changes; None if it cannot be read: it then shows why (handbook/page_extension.py)."""
        try:
            return read_page(path, self.root)
        except SourceErrors:
            return None

    def _is_chapter(self, path: Path) -> bool:
        return path.relative_to(self.docs).as_posix().startswith(CHAPTERS)


def _facts(page: Page | None) -> object:
    """Return what the menus, other pages and the checks draw on of a page."""
    return page and (page.front.data, page.title, page.has_macros, [(call.name, call.args, call.keywords) for call in page.calls], [*page.names])


class Mirror:
    """The copy of the docs that Zensical reads.

    At its end each page has a comment that differs when the page is to be built again though its file is the same.

    Args:
        sources: The sources.
        folder: The folder of the copy.
    """

    def __init__(self, sources: Sources, folder: Path) -> None:
        self.sources, self.folder = sources, folder
        self._done: dict[str, object] = {}
        self._gone: set[str] = set()
        self._nav: Stamps = {}

    def update(self, now: Stamps, state: State, problems: Mapping[str, list[Problem]]) -> set[str]:
        """Copy what has changed since the last call, all at a time, since after each change of the navigation every page has another menu.

        Args:
            now: The stamps of the sources.
            state: Their state.
            problems: The problems of pages, by file; each of these pages is replaced by what they are.

        Returns:
            The pages that were there once and have gone, below the docs folder.
        """
        wanted: dict[str, object] = {}
        changes: list[Callable[[], object]] = []
        for file, stamp in now.items():
            path = Path(file)
            if not path.is_relative_to(self.sources.docs) or path.suffix == ".yml" or path.name.startswith(".") or is_for_nobody(path.name):
                continue
            name = path.relative_to(self.sources.docs).as_posix()
            mark = "" if path.suffix != ".md" else state.practice if self.sources.draws_on_practice(path) else state.words
            report = problem_report(problems[f"docs/{name}"]) if f"docs/{name}" in problems else ""
            wanted[name] = (stamp, mark, report)
            if self._done.get(name) != wanted[name]:
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                with contextlib.suppress(FileNotFoundError):  # it has gone since; the next look tells
                    changes.append(self._copying(path, self.folder / name, f"{SERVED_COPY} {mark} {stamp} -->" if mark else "", report))
        nav = self.folder.parent / NAV
        if (written := stamps([nav])) != self._nav:
            self._nav = written
            changes.append(partial(shutil.copyfile, nav, self.folder / NAV))
        gone = self._done.keys() - wanted.keys()
        changes += [partial((self.folder / name).unlink, missing_ok=True) for name in gone]
        for change in changes:
            with contextlib.suppress(FileNotFoundError):
                change()
        self._done = wanted
        self._gone = (self._gone | gone) - wanted.keys()
        return {name for name in self._gone if name.endswith(".md")}

    def _copying(self, path: Path, to: Path, comment: str, report: str) -> Callable[[], object]:
        if report:
            return partial(to.write_text, f"{report}\n{REPORT}", encoding="utf-8")
        if not comment:
            return partial(shutil.copyfile, path, to)
        text = path.read_bytes() if self.sources.page(path) else b""
        return partial(to.write_bytes, text + f"\n{comment}".encode())
