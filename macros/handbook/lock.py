"""The lock file: every id ever published, so that no reader's answer loses its question.

``ids.lock`` at the project's root holds one line an id, in the order of the
alphabet: the id, its wording hash, and what it says. An id may leave the
sources only by ``was:`` or ``retired:``; its line stays.
"""

from dataclasses import dataclass
from pathlib import Path

from handbook.codes import code_of, shared
from handbook.faults import Fault, nearest
from handbook.library import Library, named

NAME = "ids.lock"
HEAD = "# Every id ever published: id, wording hash, wording. Written by `make sync`; never edit or remove a line.\n"


@dataclass(frozen=True)
class Published:
    """One id as it was last published."""

    id: str
    rev: str
    said: str


def present(library: Library) -> dict[str, Published]:
    """Return every id that the sources hold today."""
    found: dict[str, Published] = {}
    for chapter in library.chapters.values():
        for _, part, said in named(chapter.practice):
            found[part.id] = Published(part.id, getattr(part, "rev", "-"), said)
    return found


def read(root: Path) -> dict[str, Published]:
    """Return the ids of the lock file; none where there is no file yet."""
    path = root / NAME
    if not path.exists():
        return {}
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {row[0]: Published(*row) for row in rows if len(row) == 3}


def faults(library: Library) -> list[Fault]:
    """Return a fault for every published id that went without a word, and for a stale file."""
    locked, today = read(library.root), present(library)
    kept = {gone.id for chapter in library.chapters.values() for gone in chapter.practice.retired}
    kept |= {old for chapter in library.chapters.values() for _, part, _ in named(chapter.practice) for old in part.was}
    found = [
        Fault(
            NAME,
            0,
            id,
            "was published and is gone from the chapters",
            _mend(id, set(today) - set(locked)),
        )
        for id in sorted(set(locked) - set(today) - kept)
    ]
    found += [
        Fault(NAME, 0, id, f"has the code on paper of `{other}`: {code_of(id)}", "Choose another id for the newer of the two.")
        for id, other in shared(dict.fromkeys([*locked, *today]))
    ]
    stale = [id for id, entry in today.items() if locked.get(id) != entry]
    if stale and not found:
        found.append(Fault(NAME, 0, stale[0], f"is not up to date ({len(stale)} new or reworded)", "Run `make sync` and commit the file."))
    return found


def _mend(id: str, new: set[str]) -> str:
    mend = "List it under `retired:`, or name it in `was:` of its heir."
    return f"{mend} {nearest(id, new)}" if new else mend


def text(library: Library) -> str:
    """Return the lock file's text: what is published today beside all that ever was."""
    rows = {**read(library.root), **present(library)}
    return HEAD + "".join(f"{row.id}\t{row.rev}\t{row.said}\n" for _, row in sorted(rows.items()))
