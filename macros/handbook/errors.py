"""Problems in the sources, with their file, line, key and fix."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

UPDATE = "update"  # the cause of a problem that only an update can bring
LINK = "link"  # the cause of a problem that stops a strict build, where the engine reports it without line or fix


@dataclass(frozen=True, order=True)
class Problem:
    """One problem in a source file.

    Attributes:
        file: Path relative to the project's root.
        line: Line number from 1, or 0 for the whole file.
        key: Dotted path of the key in the file, or "" if there is none.
        message: What is wrong, such as "is missing".
        fix: What to do about it.
        cause: The name of upstream that it is about, such as ``work:DOE20``; ``UPDATE`` if an update has brought it; ``LINK``; else "".
            ``fork/removed.py`` decides by it whether a fork's build goes on.
    """

    file: str
    line: int
    key: str
    message: str
    fix: str
    cause: str = field(default="", compare=False)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        key = f" {self.key}:" if self.key else ""
        return f"{place}:{key} {self.message}\n    fix: {self.fix}"


class SourceErrors(Exception):
    """Every problem found in the sources.

    Args:
        problems: At least one problem; sorted here, without duplicates.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(self.report())

    def report(self) -> str:
        """Return every problem in two lines, under a first line that counts them."""
        count = len(self.problems)
        head = "1 problem in the handbook's sources" if count == 1 else f"{count} problems in the handbook's sources"
        return "\n".join([head + ":", *(str(problem) for problem in self.problems)])


def nearest(word: str, known: Iterable[str], count: int = 3) -> str:
    """Return "Did you mean …?" with the known words closest to ``word``."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=count, cutoff=0.5) or names[:count]
    if not close:
        return "There is none yet."
    return "Did you mean " + " or ".join(f'"{name}"' for name in close) + "?"
