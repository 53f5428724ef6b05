"""Finds numbers without a source, and sentences copied from other works.

tests/fixtures/fingerprints/ has a hash of every eight words in a row of works that must not be copied, because the
words themselves are not ours to publish. ``python -m tools.lint.citations FILE NAME`` writes such a file for a text.
"""

import hashlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from handbook.content.library import Library
from handbook.content.markdown.pages import Page
from handbook.errors import Problem

WINDOW = 8  # words in a row
FINGERPRINTS = Path(__file__).parents[2] / "tests" / "fixtures" / "fingerprints"
OURS = re.compile(r"\bour[ _](view|own|arithmetic|rule of thumb)\b|\bwe think\b|\barithmetic of ours\b", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\w.,])(?:\d[\d,]*\d(?:\.\d+)?|\d+\.\d+|\.\d+)")
EVIDENCE = re.compile(r"\d+(\.\d+)?\s?(%|per cent)|\b\d+\.\d+\b")
QUOTED = re.compile(r"“[^”]*”|^>.*$", re.MULTILINE)
CODE = re.compile(r"^ *```.*?(^ *```$|\Z)|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def paragraphs(page: Page) -> Iterator[tuple[int, str]]:
    """Yield each block of lines with the number of its first line."""
    start, lines = page.first, list[str]()
    for number, line in enumerate([*page.body.splitlines(), ""], page.first):
        if line.strip():
            start = start if lines else number
            lines.append(line)
        elif lines:
            yield start, "\n".join(lines)
            lines = []


def unsourced(page: Page, library: Library) -> Iterator[Problem]:
    """Yield a problem for each number that is in no source which the page cites.

    Numbers need no source in a part that says it is fictional, or in a paragraph
    that calls them our view, our own or our arithmetic.
    """
    works = [library.sources[key] for key in page.cited_keys() if key in library.sources]
    known = set(NUMBER.findall(" ".join(" ".join([work.shows, work.title, str(work.year), *work.figures]) for work in works)))
    fictional = False
    for line, block in paragraphs(page):
        fictional = "fictional" in block.lower() or (fictional and not block.startswith("#"))
        if fictional or OURS.search(block) or block.startswith("<"):
            continue
        cites = "{{ cite(" in block
        text = QUOTED.sub("", re.sub(r"\{\{.*?\}\}|\{[:#].*?\}", "", CODE.sub("", block)))
        numbers = [number for number in NUMBER.findall(text) if number not in known]
        if cites and numbers:
            yield Problem(
                page.file,
                line,
                "",
                f"has {', '.join(numbers)}, which no cited source lists",
                "Add it to `figures:` of its source, say it is our view, or spell it out if it is not a finding.",
            )
        elif not cites and EVIDENCE.search(text):
            yield Problem(page.file, line, "", "has a number without a source", "Add {{ cite(...) }}, say it is our view, or mark the case as fictional.")


def windows(text: str) -> list[tuple[int, str]]:
    """Return the line and a hash of 12 hexadecimal digits of every eight words in a row in a text."""
    words = [(line, re.sub(r"\W", "", word)) for line, row in enumerate(text.lower().splitlines(), 1) for word in row.split()]
    words = [(line, word) for line, word in words if word]
    return [
        (words[n][0], hashlib.sha256(" ".join(word for _, word in words[n : n + WINDOW]).encode()).hexdigest()[:12]) for n in range(len(words) - WINDOW + 1)
    ]


@cache
def fingerprints() -> dict[str, str]:
    """Return the name of the work for each hash."""
    return {hash_: path.stem for path in sorted(FINGERPRINTS.glob("*.txt")) for hash_ in path.read_text(encoding="utf-8").split()}


def copied(path: Path, root: Path) -> Iterator[Problem]:
    """Yield a problem for each line of a file on which eight words in a row are from another work, quotations excepted."""
    # Quotations and titles become blanks of as many lines, so that line numbers stay right.
    text = re.sub(r"“[^”]*”|(?m:^  title:.*$)", lambda quote: " zzz " + "\n" * quote[0].count("\n"), path.read_text(encoding="utf-8"))
    seen = set()
    for line, hash_ in windows(text):
        work = fingerprints().get(hash_)
        if work and line not in seen:
            seen.add(line)
            yield Problem(
                path.relative_to(root).as_posix(),
                line,
                "",
                f"shares eight words in a row with {work}",
                "Use your own words, or mark it as a quotation with “ and ”.",
            )


if __name__ == "__main__":
    hashes = sorted({hash_ for _, hash_ in windows(Path(sys.argv[1]).read_text(encoding="utf-8"))})
    FINGERPRINTS.mkdir(parents=True, exist_ok=True)
    (FINGERPRINTS / f"{sys.argv[2]}.txt").write_text("\n".join(hashes) + "\n", encoding="utf-8")
