"""The served site: what Zensical has built, each page finished when a browser asks for it."""

import contextlib
import shutil
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

from handbook.content.nav.urls import page_url
from tools.postbuild.contents import read_contents
from tools.postbuild.pipeline import SERVE
from tools.postbuild.site import Page, Site
from tools.serve.sources import Stamps, stamps


class Preview:
    """Finishes what Zensical has built.

    Args:
        root: The project's root folder.
        built: The folder that Zensical writes.
        folder: The folder that is served.
    """

    def __init__(self, root: Path, built: Path, folder: Path) -> None:
        self.root, self.built, self.folder = root, built, folder
        self._site: Site | None = None
        self._files: Stamps = {}
        self._pages: dict[str, tuple[int, int]] = {}
        self._contents: Stamps = {}
        self._left_out: set[str] = set()
        self._indexed = False
        self._lock = threading.RLock()

    def restart(self) -> None:
        """Finish every page again, since the sources that the steps draw on have changed."""
        with self._lock:
            self._site, self._pages = Site(self.folder, self.root), {}
            for step in SERVE[0]:
                step(self._site)

    def update(self) -> None:
        """Take over what Zensical has built but for the pages; a page may ask whether a file is there."""
        with self._lock:
            self._indexed = False
            for name, stamp in stamps([self.built]).items():
                path = Path(name)
                if path.suffix != ".html" and self._files.get(name) != stamp:
                    target = self.folder / path.relative_to(self.built)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    with contextlib.suppress(FileNotFoundError):  # Zensical empties its folder when it starts
                        shutil.copyfile(path, target)
                        self._files[name] = stamp

    def finish(self, name: str) -> None:
        """Finish a page, unless it is as Zensical has built it. One that Zensical is about to build again stays as it was."""
        with self._lock:
            path = self.built / name
            try:
                stat = path.stat()
                html = path.read_text(encoding="utf-8")
                self._read_contents()
            except (OSError, ValueError):
                return
            if not self._site or name in self._left_out or self._pages.get(name) == (stat.st_mtime_ns, stat.st_size):
                return
            page = Page(name, html, self._site.name, self._site.description)
            for step in SERVE[1]:
                step(self._site, page)
            while self._site.problems:
                print(self._site.problems.pop(0), file=sys.stderr, flush=True)
            self._site.write(name, page.html)
            self._pages[name] = (stat.st_mtime_ns, stat.st_size)

    def _read_contents(self) -> None:
        """Read the contents that Zensical has built, if they are new: then every page has others.

        Raises:
            OSError: It has built none yet.
            ValueError: It is about to write them.
        """
        path = self.built / "404.html"
        stamp = stamps([path])
        if self._site and (stamp != self._contents or not self._site.contents):
            self._site.contents, self._contents, self._pages = read_contents(path), stamp, {}

    def leave_out(self, sources: Iterable[str]) -> None:
        """Serve no pages whose sources, below the docs folder, have gone; Zensical needs a moment to remove them."""
        with self._lock:
            self._left_out = {f"{page_url(source)}index.html" for source in sources}
            for name in self._left_out:
                (self.folder / name).unlink(missing_ok=True)
                self._pages.pop(name, None)
                if self._site:
                    self._site.sections.pop(name, None)

    def index(self) -> None:
        """Write what is made of all pages together, such as the index of the search, unless nothing has changed."""
        with self._lock:
            if self._site and not self._indexed:
                for path in self.built.rglob("*.html"):
                    self.finish(path.relative_to(self.built).as_posix())
                for step in SERVE[2]:
                    step(self._site)
                self._indexed = True
