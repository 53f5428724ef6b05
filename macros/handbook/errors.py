"""What is wrong with the sources, said so that an author can mend it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend.

    Attributes:
        file: Path as the author knows it, relative to the project's root.
        line: Line number from 1, or 0 where the file as a whole is meant.
        key: Dotted path of the key in the file, or "" where there is none.
        message: What is wrong.
        mend: What to do about it.
    """

    file: str
    line: int
    key: str
    message: str
    mend: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        key = f" {self.key}:" if self.key else ""
        return f"{place}:{key} {self.message}\n    mend: {self.mend}"


class SourceErrors(Exception):
    """All faults that one look at the sources found.

    Args:
        faults: At least one fault; they are kept sorted and without repeats.
    """

    def __init__(self, faults: Iterable[Problem]) -> None:
        self.faults = sorted(set(faults))
        super().__init__(self.report())

    def report(self) -> str:
        """Return every fault, one a paragraph, with a first line that counts them."""
        count = len(self.faults)
        head = "1 fault in the handbook's sources" if count == 1 else f"{count} faults in the handbook's sources"
        return "\n".join([head + ":", *(str(fault) for fault in self.faults)])


def nearest(word: str, known: Iterable[str], count: int = 3) -> str:
    """Return a sentence that names the known words closest to ``word``."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=count, cutoff=0.5) or names[:count]
    if not close:
        return "There is none yet."
    return "Did you mean " + " or ".join(f'"{name}"' for name in close) + "?"
