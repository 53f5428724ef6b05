"""Checks the style of the handbook's text: ``python -m tools.lint.prose`` prints each problem with file and line."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from handbook.content.library import Library
from handbook.content.markdown.pages import Page, read_page
from handbook.errors import Problem
from handbook.loader import load_library
from tools.lint import citations, voice
from tools.lint.text import lines_of, sentences_of

HEADINGS = ["Why it matters", "What changes", "How to do it", "Where it goes wrong", "When not to", "What we do not know"]
LAST_OF_NOTE = "When it doesn’t hold"
# Words that keep their capital in a heading, which is in sentence case.
NAMES = {"I", "Part", "Parts", "James", "Wang", "Pages"}


def style_problems(library: Library) -> Iterator[Problem]:
    """Yield every problem of style in upstream's pages and practice. How a fork writes is up to the fork."""
    for path in voice.files_of(library.docs, "**/*.md"):
        page = read_page(path, library.root)
        yield from _page_problems(page)
        yield from citations.unsourced(page, library)
    for path in sorted([*library.docs.rglob("*.md"), *library.docs.rglob("*.yml")]):
        yield from citations.copied(path, library.root)
    for chapter in library.chapters.values():
        if not chapter.from_fork:
            yield from (_note_problems if chapter.is_field_note else _chapter_problems)(chapter.page)
    yield from voice.problems(library.docs, library.root)


def _page_problems(page: Page) -> Iterator[Problem]:
    for line in lines_of(page):
        if len(sentences_of(re.sub(r"[\"“][^\"”]*[\"”]", "x", line.prose))) > 1:
            yield Problem(page.file, line.number, "", "holds two sentences on one line", "Start each sentence on a line of its own.")
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


def _chapter_problems(page: Page) -> Iterator[Problem]:
    titles = [heading.text for heading in page.headings if heading.level == 2]
    if titles != HEADINGS:
        yield Problem(page.file, page.first, "", f"has the headings {titles}", f"Use these, in this order: {', '.join(HEADINGS)}.")


def _note_problems(page: Page) -> Iterator[Problem]:
    titles = [heading.text for heading in page.headings if heading.level == 2]
    if titles[-1:] != [LAST_OF_NOTE]:
        yield Problem(
            page.file, page.first, "", "doesn’t end with its limits", f'Let its last heading be "{LAST_OF_NOTE}", and say there whom the note is not for.'
        )


def main(root: Path) -> int:
    """Print every problem of style; return 1 if there is a problem, else 0."""
    problems = sorted(style_problems(load_library(root, root / "docs")))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
