"""The lock file: every id ever published, so that no reader's answer loses its question.

``ids.lock`` at the project's root holds one line an id, in the order of the
alphabet: the id, its wording hash, and what it says. An id may leave the
sources only by ``was:`` or ``retired:``; its line stays. A fork's own ids
stand in a file of the same kind in ``docs/team/``, so that no two write one.
"""

from dataclasses import dataclass
from pathlib import Path

from handbook.content.library import Library, named
from handbook.content.models import Practice
from handbook.content.short_codes import code_of, shared
from handbook.errors import Problem, nearest
from handbook.fork.apply import FOLDER
from handbook.fork.merge import LEFT

NAME = "ids.lock"
HEAD = "# Every id ever published: id, wording hash, wording. Written by `make sync`; never edit or remove a line.\n"


@dataclass(frozen=True)
class Published:
    """One id as it was last published."""

    id: str
    rev: str
    said: str


@dataclass(frozen=True)
class Ledger:
    """What stands in one lock file, and what ought to.

    Attributes:
        file: The lock file, below the project's root.
        locked: What was published.
        today: What the sources hold.
        kept: Ids that may be gone: those retired, and those that have an heir.
    """

    file: str
    locked: dict[str, Published]
    today: dict[str, Published]
    kept: set[str]

    def text(self) -> str:
        """Return the lock file's text: what is published today beside all that ever was."""
        return HEAD + "".join(f"{row.id}\t{row.rev}\t{row.said}\n" for _, row in sorted({**self.locked, **self.today}.items()))


def ledgers(library: Library) -> list[Ledger]:
    """Return upstream's lock file, and that of the fork where it has ids of its own."""
    written = [chapter.written for chapter in library.chapters.values() if not chapter.own]
    own = [chapter.practice for chapter in library.chapters.values()]
    upstream = _ledger(library.root, NAME, written, own=False, kept=set())
    # What the overlay adds is there, even if it has no place left: upstream may retire the sheet that it was added to.
    kept = {gone.id for gone in library.overlay.retired} | {part.id for part in library.overlay.added()}
    mine = _ledger(library.root, f"docs/{FOLDER}/{NAME}", own, own=True, kept=kept)
    return [upstream, mine] if mine.today or mine.locked else [upstream]


def _ledger(root: Path, file: str, practices: list[Practice], own: bool, kept: set[str]) -> Ledger:
    parts = [(part, said) for practice in practices for _, part, said in named(practice) if part.own == own and not part.id.startswith(LEFT)]
    today = {part.id: Published(part.id, getattr(part, "rev", "-"), said) for part, said in parts}
    gone = {gone.id for practice in practices for gone in practice.retired} | kept
    return Ledger(file, read(root / file), today, gone | {old for part, _ in parts for old in part.was})


def read(path: Path) -> dict[str, Published]:
    """Return the ids of a lock file; none where there is no file yet."""
    if not path.exists():
        return {}
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {row[0]: Published(*row) for row in rows if len(row) == 3}


def problems(library: Library) -> list[Problem]:
    """Return a problem for every published id that went without a word, for each stale file, and for ids with one code."""
    books = ledgers(library)
    found = [problem for book in books for problem in _problems(book)]
    every = dict.fromkeys(id for book in books for id in (*book.locked, *book.today))
    return found + [
        Problem(books[-1].file, 0, id, f"has the code on paper of `{other}`: {code_of(id)}", "Choose another id for the newer of the two.")
        for id, other in shared(every)
    ]


def _problems(book: Ledger) -> list[Problem]:
    found = [
        Problem(book.file, 0, id, "was published and is gone from the chapters", _fix(id, set(book.today) - set(book.locked)))
        for id in sorted(set(book.locked) - set(book.today) - book.kept)
    ]
    stale = [id for id, entry in book.today.items() if book.locked.get(id) != entry]
    if stale and not found:
        found.append(Problem(book.file, 0, stale[0], f"is not up to date ({len(stale)} new or reworded)", "Run `make sync` and commit the file."))
    return found


def _fix(id: str, new: set[str]) -> str:
    fix = "List it under `retired:`, or name it in `was:` of its heir."
    return f"{fix} {nearest(id, new)}" if new else fix
