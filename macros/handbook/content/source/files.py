"""Reads text files, and caches values computed from them."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from handbook.errors import Problem, SourceErrors

Value = TypeVar("Value")

MAX_BYTES = 1_000_000  # bytes; the longest chapter file so far has about 30,000


def read_text(path: Path, root: Path) -> str:
    """Return the text of a UTF-8 file, without its byte order mark.

    Args:
        path: The file.
        root: The project's root, to which paths in messages are relative.

    Raises:
        SourceErrors: The file is missing, too large, or not UTF-8.
    """
    name = display_path(path, root)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SourceErrors([Problem(name, 0, "", f"cannot be read ({error.strerror})", "Create the file, or correct the path.")]) from None
    if len(raw) > MAX_BYTES:
        raise SourceErrors([Problem(name, 0, "", f"has {len(raw):,} bytes, the limit is {MAX_BYTES:,}", "Split it, or shorten it.")])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise SourceErrors([Problem(name, line, "", f"is not UTF-8 (byte {raw[error.start]:#04x})", "Save the file with the encoding UTF-8.")]) from None


def display_path(path: Path, root: Path) -> str:
    """Return a path relative to the root, with forward slashes; the path itself if it is outside. A symbolic link in the project counts as what it is called there."""
    for whole in (Path.absolute, Path.resolve):
        if (below := whole(path)).is_relative_to(above := whole(root)):
            return below.relative_to(above).as_posix()
    return path.as_posix()


_Cache = dict[tuple[Path, str], tuple[tuple[int, int, object], object]]
_cache: _Cache = {}


def cached_values() -> _Cache:
    """Return what ``cached_by_mtime`` has cached, by file and name: what each value follows from, and the value."""
    return _cache


def cached_by_mtime(path: Path, name: str, compute: Callable[[], Value], others: object = None) -> Value:
    """Return what ``compute`` returned for a file, cached by mtime and size, so that ``make serve`` re-reads only edited files.

    Args:
        path: The file.
        name: Name of the value, since a file can have several.
        compute: Computes the value; exceptions are not cached.
        others: What else the value follows from.
    """
    try:
        stat = path.stat()
    except OSError:
        return compute()  # it reports the missing file
    stamp = (stat.st_mtime_ns, stat.st_size, others)
    if _cache.get((path, name), (None,))[0] != stamp:
        _cache[path, name] = (stamp, compute())
    return cast(Value, _cache[path, name][1])
