"""Checks the style of the handbook's text: ``python -m tools.lint.prose`` prints each problem with file and line.

The school grade is that of Flesch and Kincaid (1975). Syllables are counted by Pyphen's hyphenation points.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pyphen

from handbook.content.library import Chapter, Library, parts_of
from handbook.content.models import FORK_FOLDER
from handbook.content.pages import Page, read_page
from handbook.errors import Problem
from handbook.loader import load_library
from tools.lint import citations

HEADINGS = ["Why it matters", "What changes", "How to do it", "Where it goes wrong", "When not to", "What we do not know"]
WORDS = (1200, 1800)
MAX_MEAN_LENGTH = 17.0  # words a sentence
MAX_GRADE = 10.0
BANNED = re.compile(r"\b(simply|just|easily)\b|\b(e\.g|i\.e|etc|cf|viz)\.|—", re.IGNORECASE)
# Words that keep their capital in a heading, which is in sentence case.
NAMES = {"I", "Part", "Parts", "James", "Wang", "Pages"}
_HYPHENS = pyphen.Pyphen(lang="en_GB", left=1, right=1)


def prose(page: Page) -> list[tuple[int, str]]:
    """Return the number and text of each line of prose on a page, without macro calls and markup."""
    lines = []
    for number, line in enumerate(page.body.splitlines(), page.first):
        text = re.sub(r"\{\{.*?\}\}", lambda call: _visible(call[0]), line)
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)(\{[^}]*\})?", r"\1", text)
        text = re.sub(r"[*_`]|^\s*[>-]\s*|^\s*\d+\.\s+", "", text).strip()
        if text and not line.startswith(("#", "<", "|")):
            lines.append((number, text.replace(" .", ".").replace(" ,", ",")))
    return lines


def _visible(call: str) -> str:
    """Return what an inline macro call becomes on the page, as plain text."""
    term = re.match(r'\{\{\s*term\("([^"]+)"(?:,\s*"([^"]+)")?', call)
    return (term[2] or term[1].replace("-", " ")) if term else ""


def sentences(text: str) -> list[str]:
    """Split text into sentences."""
    return [part for part in re.split(r"(?<=[.!?:])[\"”’)]*\s+", text) if re.search(r"\w", part)]


def grade(text: str) -> tuple[float, float]:
    """Return the mean number of words a sentence, and the school grade; both are 0 for a text without words."""
    words = re.findall(r"[A-Za-z][A-Za-z'’]*", text)
    parts = sentences(text)
    if not words or not parts:
        return 0.0, 0.0
    syllables = sum(len(_HYPHENS.positions(word.lower())) + 1 for word in words)
    mean = len(words) / len(parts)
    return mean, 0.39 * mean + 11.8 * syllables / len(words) - 15.59


def style_problems(library: Library) -> Iterator[Problem]:
    """Yield every problem of style in upstream's pages and practice. How a fork writes is up to the fork."""
    own = library.docs / FORK_FOLDER
    for path in sorted(set(library.docs.rglob("*.md")) - set(own.rglob("*.md"))):
        page = read_page(path, library.root)
        yield from _page_problems(page)
        yield from citations.unsourced(page, library)
    for path in sorted([*library.docs.rglob("*.md"), *library.docs.rglob("*.yml")]):
        yield from citations.copied(path, library.root)
    for chapter in library.chapters.values():
        if not chapter.from_fork:
            yield from _chapter_problems(chapter)


def _page_problems(page: Page) -> Iterator[Problem]:
    for number, text in prose(page):
        for hit in BANNED.finditer(text):
            yield Problem(page.file, number, "", f'holds "{hit[0]}"', "Leave it out, or use plain English.")
        bare = re.sub(r"[\"“][^\"”]*[\"”]", "x", text)
        if re.search(r"[a-z)][.!?]\s+[A-Z]", bare):
            yield Problem(page.file, number, "", "holds two sentences on one line", "Start each sentence on a line of its own.")
    for heading in page.headings:
        words = heading.text.split()[1:]
        capitals = [
            word
            for before, word in zip(heading.text.split(), words, strict=False)
            if word[:1].isupper() and not word.isupper() and word.strip(":,") not in NAMES and not before.endswith(":")
        ]
        if capitals:
            yield Problem(
                page.file,
                heading.line,
                "",
                f'heading has a capital in "{capitals[0]}"',
                "Write headings in sentence case, or list the name in tools/lint/prose.py.",
            )


def _chapter_problems(chapter: Chapter) -> Iterator[Problem]:
    page = chapter.page
    titles = [heading.text for heading in page.headings if heading.level == 2]
    if titles != HEADINGS:
        yield Problem(page.file, page.first, "", f"has the headings {titles}", f"Use these, in this order: {', '.join(HEADINGS)}.")
    text = " ".join(line for _, line in prose(page))
    count = len(text.split())
    if not WORDS[0] <= count <= WORDS[1]:
        yield Problem(page.file, 0, "", f"has {count} words of prose", f"Keep between {WORDS[0]} and {WORDS[1]}.")
    mean, level = grade(text)
    if mean > MAX_MEAN_LENGTH:
        yield Problem(page.file, 0, "", f"has {mean:.1f} words a sentence", f"Split sentences until the mean is {MAX_MEAN_LENGTH:.0f}.")
    if level > MAX_GRADE:
        yield Problem(page.file, 0, "", f"is written for school grade {level:.1f}", f"Use shorter words and sentences; the limit is {MAX_GRADE:.0f}.")
    for where, part, text in parts_of(chapter.authored):
        for hit in BANNED.finditer(
            " ".join([text, getattr(part, "why", ""), getattr(part, "evidence", ""), getattr(part, "consequence", ""), getattr(part, "answer", "")])
        ):
            yield Problem(chapter.document.file, chapter.document.line(where), part.id, f'holds "{hit[0]}"', "Leave it out, or use plain English.")


def main(root: Path) -> int:
    """Print every problem of style, and the length and grade of each chapter; return 1 if there is a problem, else 0."""
    library = load_library(root, root / "docs")
    problems = sorted(style_problems(library))
    for chapter in library.chapters.values():
        text = " ".join(line for _, line in prose(chapter.page))
        mean, level = grade(text)
        print(f"{chapter.slug}: {len(text.split())} words, {mean:.1f} a sentence, grade {level:.1f}")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
