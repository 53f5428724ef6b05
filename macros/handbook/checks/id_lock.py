"""The lock file: every id ever published, so that no reader's answer loses its question.

``ids.lock`` at the project's root holds one line an id, in the order of the
alphabet: the id, its wording hash, and what it says. An id may leave the
sources only by ``was:`` or ``retired:``; its line stays. A fork's own ids
are in a file of the same kind in ``docs/team/``, so that each side writes only its own.
"""

from dataclasses import dataclass
from pathlib import Path

from handbook.content.library import Library, parts_of
from handbook.content.models import FORK_FOLDER, Practice
from handbook.content.short_codes import collisions, short_code
from handbook.errors import Problem, nearest
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
    """A lock file: what it has, and what it should have.

    Attributes:
        file: The lock file, below the project's root.
        published: What was published.
        current: What the sources have now.
        allowed_missing: Ids that may be missing: retired, or renamed.
    """

    file: str
    published: dict[str, Published]
    current: dict[str, Published]
    allowed_missing: set[str]

    def text(self) -> str:
        """Return the lock file's text: what is published current beside all that ever was."""
        return HEAD + "".join(f"{row.id}\t{row.rev}\t{row.text}\n" for _, row in sorted({**self.published, **self.current}.items()))


def lock_files(library: Library) -> list[LockFile]:
    """Return upstream's lock file, and that of the fork where it has ids of its own."""
    written = [chapter.authored for chapter in library.chapters.values() if not chapter.from_fork]
    own = [chapter.practice for chapter in library.chapters.values()]
    upstream = _lock_file(library.root, NAME, written, own=False, allowed_missing=set())
    # What the overlay adds is there, even if it has no place left: upstream may retire the sheet that it was added to.
    allowed_missing = {gone.id for gone in library.overlay.retired} | {part.id for part in library.overlay.added()}
    team = _lock_file(library.root, f"docs/{FORK_FOLDER}/{NAME}", own, own=True, allowed_missing=allowed_missing)
    return [upstream, team] if team.current or team.published else [upstream]


def _lock_file(root: Path, file: str, practices: list[Practice], own: bool, allowed_missing: set[str]) -> LockFile:
    parts = [(part, text) for practice in practices for _, part, text in parts_of(practice) if part.from_fork == own and not part.id.startswith(ORPHAN_PREFIX)]
    current = {part.id: Published(part.id, getattr(part, "rev", "-"), text) for part, text in parts}
    gone = {gone.id for practice in practices for gone in practice.retired} | allowed_missing
    return LockFile(file, read(root / file), current, gone | {old for part, _ in parts for old in part.was})


def read(path: Path) -> dict[str, Published]:
    """Return the ids of a lock file; none where there is no file yet."""
    if not path.exists():
        return {}
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {row[0]: Published(*row) for row in rows if len(row) == 3}


def problems(library: Library) -> list[Problem]:
    """Return a problem for every published id that went without a word, for each stale file, and for ids with one code."""
    locks = lock_files(library)
    found = [problem for lock in locks for problem in _problems(lock)]
    every = dict.fromkeys(id for lock in locks for id in (*lock.published, *lock.current))
    return found + [
        Problem(locks[-1].file, 0, id, f"has the same paper code as `{other}`: {short_code(id)}", "Choose another id for the newer of the two.")
        for id, other in collisions(every)
    ]


def _problems(lock: LockFile) -> list[Problem]:
    found = [
        Problem(lock.file, 0, id, "was published but is no longer in the chapters", _fix(id, set(lock.current) - set(lock.published)))
        for id in sorted(set(lock.published) - set(lock.current) - lock.allowed_missing)
    ]
    stale = [id for id, entry in lock.current.items() if lock.published.get(id) != entry]
    if stale and not found:
        found.append(Problem(lock.file, 0, stale[0], f"is not up to date ({len(stale)} new or reworded)", "Run `make sync` and commit the file."))
    return found


def _fix(id: str, new: set[str]) -> str:
    fix = "List it under `retired:`, or name it in the `was:` of its new id."
    return f"{fix} {nearest(id, new)}" if new else fix
