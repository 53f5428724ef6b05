"""The lock file lists every id ever published, so that no reader's answer loses its question.

``ids.lock`` at the project's root has one line for each id, sorted by id: the
id, its wording hash, and its wording. An id can be removed from the sources
only by ``was:`` or ``retired:``; its line stays. A fork's ids have their own
lock file in ``docs/team/``, so that upstream and fork never edit the same one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.content.library import Library, part_text, parts_of
from handbook.content.models.base import FORK_FOLDER, FORK_PREFIX, Named
from handbook.content.models.practice import Practice
from handbook.content.short_codes import collisions, short_code
from handbook.errors import UPDATE, Problem, nearest
from handbook.fork.merge import ORPHAN_PREFIX

NAME = "ids.lock"
HEAD = "# Every id ever published: id, wording hash, wording. Written by `make sync`; never edit or remove a line.\n"


@dataclass(frozen=True)
class Published:
    """One id as it was last published."""

    id: str
    rev: str
    text: str


@dataclass(frozen=True)
class LockFile:
    """A lock file, with the rows it has and those it needs.

    Attributes:
        file: Path of the lock file below the project's root.
        published: The rows of the file, by id.
        current: The rows that the sources need now, by id.
        allowed_missing: Retired and renamed ids, which the sources need not have.
    """

    file: str
    published: dict[str, Published]
    current: dict[str, Published]
    allowed_missing: set[str]

    def text(self) -> str:
        """Return the new text of the lock file: all published rows, updated with the current ones."""
        return HEAD + "".join(f"{row.id}\t{row.rev}\t{row.text}\n" for _, row in sorted({**self.published, **self.current}.items()))


def lock_files(library: Library) -> list[LockFile]:
    """Return upstream's lock file, and the fork's if it has ids of its own."""
    authored = [chapter.authored for chapter in library.chapters.values() if not chapter.from_fork]
    merged = [chapter.practice for chapter in library.chapters.values()]
    upstream = _lock_file(library.root, NAME, authored, from_fork=False, allowed_missing=set())
    # Upstream may remove the chapter or retire the sheet to which the overlay adds a part; the part then appears nowhere, but still exists.
    allowed_missing = {part.id for part in library.overlay.retired} | {part.id for part in library.overlay.added()}
    expectations = library.ladder.expectations
    team = _lock_file(library.root, f"docs/{FORK_FOLDER}/{NAME}", merged, from_fork=True, allowed_missing=allowed_missing, more=expectations)
    return [upstream, team] if team.current or team.published else [upstream]


def _lock_file(root: Path, file: str, practices: list[Practice], from_fork: bool, allowed_missing: set[str], more: Sequence[Named] = ()) -> LockFile:
    parts = [(part, part_text(part)) for part in more] + [
        (part, text) for practice in practices for _, part, text in parts_of(practice) if part.from_fork == from_fork and not part.id.startswith(ORPHAN_PREFIX)
    ]
    current = {part.id: Published(part.id, getattr(part, "rev", "-"), text) for part, text in parts}
    retired = {part.id for practice in practices for part in practice.retired}
    return LockFile(file, read(root / file), current, allowed_missing | retired | {old for part, _ in parts for old in part.was})


def read(path: Path) -> dict[str, Published]:
    """Return the rows of a lock file by id; empty if there is no file yet."""
    if not path.exists():
        return {}
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {row[0]: Published(*row) for row in rows if len(row) == 3}


def problems(library: Library) -> list[Problem]:
    """Return a problem for every published id that was removed without `was:` or `retired:`, each outdated file, and each duplicate short code."""
    locks = lock_files(library)
    lock_problems = [problem for lock in locks for problem in _problems(lock)]
    ids = dict.fromkeys(id for lock in locks for id in (*lock.published, *lock.current))
    return lock_problems + [
        Problem(
            locks[-1].file,
            0,
            id,
            f"has the same paper code as `{other}`: {short_code(id)}",
            "Choose another id for the newer of the two.",
            UPDATE if id.startswith(FORK_PREFIX) != other.startswith(FORK_PREFIX) else "",
        )
        for id, other in collisions(ids)
    ]


def _problems(lock: LockFile) -> list[Problem]:
    problems = [
        Problem(lock.file, 0, id, "was published but is no longer in the chapters", _fix(id, set(lock.current) - set(lock.published)))
        for id in sorted(set(lock.published) - set(lock.current) - lock.allowed_missing)
    ]
    stale = [id for id, entry in lock.current.items() if lock.published.get(id) != entry]
    if stale and not problems:
        problems.append(Problem(lock.file, 0, stale[0], f"is not up to date ({len(stale)} new or reworded)", "Run `make sync` and commit the file."))
    return problems


def _fix(id: str, new: set[str]) -> str:
    fix = "List it under `retired:`, or name it in the `was:` of its new id."
    return f"{fix} {nearest(id, new)}" if new else fix
