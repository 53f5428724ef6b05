"""The folder that a build replaces: built in a folder beside it, finished there, and put in its place at the end.

So a site is whole or not there: a build that fails or is stopped leaves the old one, and no second build can write into it.
"""

import os
import shutil
from pathlib import Path
from typing import IO

SUFFIX = ".build"


class BuildTarget:
    """A folder that this process builds, locked against other builds of it; a context manager that removes what is left over.

    Args:
        target: The folder; a symbolic link keeps pointing to it.
        root: The project's root folder.
        in_project: Whether ``folder`` must be in the project, as Zensical wants it.

    Attributes:
        folder: Where to build.

    Raises:
        ValueError: Another process builds it, or the project is in it; says which process, and what to do.
    """

    def __init__(self, target: Path, root: Path, in_project: bool = False) -> None:
        self.target = target.resolve()
        if root.resolve().is_relative_to(self.target):
            raise ValueError(f"{target} holds the project itself, and a build would replace it. Set SITE_DIR to a folder of its own, such as site.")
        inside = self.target.is_dir() and (os.path.ismount(self.target) or not os.access(self.target.parent, os.W_OK))
        self._work = self.target / SUFFIX if inside else self.target.with_name(f".{self.target.name}{SUFFIX}")
        self.folder = self._built = self._work / "site"
        self._old = self._work / "old"
        if in_project and not self._work.is_relative_to(root.resolve()):
            self.folder = root.resolve() / f".{self.target.name}{SUFFIX}" / "site"
        self._lock: IO[str] | None = self._acquire()
        # Left by a process that was killed; between the two renames of `publish`, the old site is here and nowhere else.
        if self._old.exists() and not self.target.exists():
            self._old.rename(self.target)
        self._remove_leftovers()

    def __enter__(self) -> "BuildTarget":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def publish(self) -> None:
        """Replace the target by what was built. Hidden files at its top, such as ``.git``, stay, as MkDocs leaves them."""
        if self.folder != self._built:
            shutil.move(self.folder, self._built)
        if not self.target.exists():
            self._built.rename(self.target)
            return
        shutil.copymode(self.target, self._built)
        try:
            self.target.rename(self._old)
        except OSError:  # a mount point, or a file that is open on Windows
            self._publish_content()
            return
        try:
            self._keep_hidden()
            self._built.rename(self.target)
        except BaseException:
            if not self.target.exists():
                self._old.rename(self.target)
            raise

    def close(self) -> None:
        """Remove what was not published, and let other processes build the target; a second call does nothing."""
        if self._lock:
            self._remove_leftovers()
            lock, self._lock = self._lock, None
            if os.name == "nt":  # an open file cannot be removed there
                lock.close()
            shutil.rmtree(self._work, ignore_errors=True)
            lock.close()

    def _publish_content(self) -> None:
        self._old.mkdir()
        for entry in self.target.iterdir():
            if not entry.name.startswith("."):
                shutil.move(entry, self._old / entry.name)
        for entry in self._built.iterdir():
            shutil.move(entry, self.target / entry.name)

    def _keep_hidden(self) -> None:
        for entry in self._old.glob(".*"):
            if not (self._built / entry.name).exists():
                entry.rename(self._built / entry.name)

    def _remove_leftovers(self) -> None:
        for folder in (self._built, self._old):
            shutil.rmtree(folder, ignore_errors=True)
        if self.folder != self._built:
            shutil.rmtree(self.folder.parent, ignore_errors=True)

    def _acquire(self) -> IO[str]:
        """Return the open lock file, which holds the number of this process. The system unlocks it when a process dies."""
        path = self._work / "lock"
        while True:
            self._work.mkdir(parents=True, exist_ok=True)
            try:
                lock = path.open("a+", encoding="ascii")
            except FileNotFoundError:
                continue  # the other process has just removed the folder
            if not _lock(lock):
                lock.seek(0)
                process = lock.read().strip() or "unknown"
                lock.close()
                raise ValueError(f"Another build of {self.target} is running (process {process}). Wait until it has finished, or stop it.")
            if path.exists() and os.path.samestat(os.fstat(lock.fileno()), path.stat()):
                break
            lock.close()
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        return lock


def _lock(file: IO[str]) -> bool:
    """Lock a file for this process; return False if another process has it."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(1 << 30)  # a byte that nobody reads, since Windows locks reading too
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
