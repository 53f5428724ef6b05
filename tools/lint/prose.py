"""Checks the words of the handbook: ``python -m tools.lint.prose`` names file and line of every slip.

The grade is Flesch and Kincaid's (1975); syllables are Pyphen's hyphenation points.
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
LONGEST_MEAN = 17.0  # words a sentence
HIGHEST_GRADE = 10.0
BANNED = re.compile(r"\b(simply|just|easily)\b|\b(e\.g|i\.e|etc|cf|viz)\.|—", re.IGNORECASE)
# Names that keep their capital inside a sentence-case heading.
NAMES = {"I", "Part", "Parts", "James", "Wang", "Pages"}
_HYPHENS = pyphen.Pyphen(lang="en_GB", left=1, right=1)


def prose(page: Page) -> list[tuple[int, str]]:
    """Return the lines of prose of a page with their numbers, without macros and markup."""
    lines = []
    for number, line in enumerate(page.body.splitlines(), page.first):
        text = re.sub(r"\{\{.*?\}\}", lambda call: _shown(call[0]), line)
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)(\{[^}]*\})?", r"\1", text)
        text = re.sub(r"[*_`]|^\s*[>-]\s*|^\s*\d+\.\s+", "", text).strip()
        if text and not line.startswith(("#", "<", "|")):
            lines.append((number, text.replace(" .", ".").replace(" ,", ",")))
    return lines


def _shown(call: str) -> str:
    """Return what a reader sees of an inline macro call, for counting words."""
    term = re.match(r'\{\{\s*term\("([^"]+)"(?:,\s*"([^"]+)")?', call)
    return (term[2] or term[1].replace("-", " ")) if term else ""


def sentences(text: str) -> list[str]:
    """Split text into sentences."""
    return [part for part in re.split(r"(?<=[.!?:])[\"”’)]*\s+", text) if re.search(r"\w", part)]


def grade(text: str) -> tuple[float, float]:
    """Return the mean length of the sentences in words, and the school grade."""
    words = re.findall(r"[A-Za-z][A-Za-z'’]*", text)
    parts = sentences(text)
    if not words or not parts:
        return 0.0, 0.0
    syllables = sum(len(_HYPHENS.positions(word.lower())) + 1 for word in words)
    mean = len(words) / len(parts)
    return mean, 0.39 * mean + 11.8 * syllables / len(words) - 15.59


def faults(sources: Library) -> Iterator[Problem]:
    """Yield every slip of style in every page and practice file of ours; how a fork writes is its own affair."""
    own = sources.docs / FORK_FOLDER
    for path in sorted(set(sources.docs.rglob("*.md")) - set(own.rglob("*.md"))):
        page = read_page(path, sources.root)
        yield from _page_faults(page)
        yield from citations.unsourced(page, sources)
    for path in sorted([*sources.docs.rglob("*.md"), *sources.docs.rglob("*.yml")]):
        yield from citations.copied(path, sources.root)
    for chapter in sources.chapters.values():
        if not chapter.from_fork:
            yield from _chapter_faults(chapter)


def _page_faults(page: Page) -> Iterator[Problem]:
    for number, text in prose(page):
        for hit in BANNED.finditer(text):
            yield Problem(page.file, number, "", f'holds "{hit[0]}"', "Leave it out, or use plain English.")
        bare = re.sub(r"[\"“][^\"”]*[\"”]", "x", text)
        if re.search(r"[a-z)][.!?]\s+[A-Z]", bare):
            yield Problem(page.file, number, "", "holds two sentences on one line", "Start each sentence on a line of its own.")
    for heading in page.headings:
        words = heading.text.split()[1:]
        loud = [
            word
            for before, word in zip(heading.text.split(), words, strict=False)
            if word[:1].isupper() and not word.isupper() and word.strip(":,") not in NAMES and not before.endswith(":")
        ]
        if loud:
            yield Problem(
                page.file,
                heading.line,
                "",
                f'heading has a capital in "{loud[0]}"',
                "Write headings in sentence case, or list the name in tools/lint/prose.py.",
            )


def _chapter_faults(chapter: Chapter) -> Iterator[Problem]:
    page = chapter.page
    titles = [heading.text for heading in page.headings if heading.level == 2]
    if titles != HEADINGS:
        yield Problem(page.file, page.first, "", f"has the headings {titles}", f"Use these, in this order: {', '.join(HEADINGS)}.")
    text = " ".join(line for _, line in prose(page))
    count = len(text.split())
    if not WORDS[0] <= count <= WORDS[1]:
        yield Problem(page.file, 0, "", f"has {count} words of prose", f"Keep between {WORDS[0]} and {WORDS[1]}.")
    mean, level = grade(text)
    if mean > LONGEST_MEAN:
        yield Problem(page.file, 0, "", f"has {mean:.1f} words a sentence", f"Split sentences until the mean is {LONGEST_MEAN:.0f}.")
    if level > HIGHEST_GRADE:
        yield Problem(page.file, 0, "", f"is written for school grade {level:.1f}", f"Use shorter words and sentences; the limit is {HIGHEST_GRADE:.0f}.")
    for where, part, said in parts_of(chapter.authored):
        for hit in BANNED.finditer(
            " ".join([said, getattr(part, "why", ""), getattr(part, "evidence", ""), getattr(part, "consequence", ""), getattr(part, "answer", "")])
        ):
            yield Problem(chapter.document.file, chapter.document.line(where), part.id, f'holds "{hit[0]}"', "Leave it out, or use plain English.")


def main(root: Path) -> int:
    """Print every slip and the measures of each chapter; return 1 if there is a slip."""
    sources = load_library(root, root / "docs")
    found = sorted(faults(sources))
    for chapter in sources.chapters.values():
        text = " ".join(line for _, line in prose(chapter.page))
        mean, level = grade(text)
        print(f"{chapter.slug}: {len(text.split())} words, {mean:.1f} a sentence, grade {level:.1f}")
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
