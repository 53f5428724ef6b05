"""A team's own words in the tools: whether there are any, and what the build says about them."""

import difflib
import re
import sys
from collections import Counter
from pathlib import Path

from handbook import errors, loader
from handbook.vocabulary import rewriter
from handbook.vocabulary.rewriter import VocabularyRewriter

# Pages named beside the chapters; the others are counted.
MOST = 3


def own_renaming(root: Path) -> VocabularyRewriter | None:
    """Return what renames the words of a project; nothing where its team has none of its own."""
    sources = loader.load_library(root, root / "docs")
    return rewriter.renaming_of(sources, sources.config.name) if sources.renames else None


def report(root: Path, site: Path, renaming: VocabularyRewriter) -> None:
    """Print which page uses which of a team's words; warn of a word that is found nowhere.

    Args:
        root: The project's root folder.
        site: The folder that was built.
        renaming: What has renamed the words in it.
    """
    sources = loader.load_library(root, root / "docs")
    overlay = next(document for document in sources.documents if document.file.endswith("/overlay.yml"))
    chapters = {chapter.url.strip("/"): chapter.slug for chapter in sources.in_order}
    for rename in renaming.renames:
        old, new = next(iter(rename.words.items()))
        if rename.key in renaming.found:
            if old != new:  # who keeps a word writes it down as it is
                print(f"Your words: {new} for {old}{_places(renaming.counts.get(rename.key, Counter()), chapters)}")
            continue
        fix = _fix(difflib.get_close_matches(old, _alike(site, old), cutoff=0.8))
        line = overlay.line(("terms", rename.key))
        problem = errors.Problem(overlay.file, line, f"terms.{rename.key}", f'"{old}" stands nowhere, nor does any other form of it', fix)
        print(f"Warning: {problem}", file=sys.stderr)


def _places(counts: Counter[str], chapters: dict[str, str]) -> str:
    """Return where a word stands: each chapter in reading order, then the pages that have most of it."""
    by_name = {re.sub(r"(^|/)index\.html$|\.html$", "", page) or "home": n for page, n in counts.items()}
    named = [f"{slug} {by_name.pop(name)}" for name, slug in chapters.items() if name in by_name]
    others = sorted(by_name.items(), key=lambda entry: (-entry[1], entry[0]))
    most = MOST if len(others) > MOST + 1 else MOST + 1
    named += [f"{name} {n}" for name, n in others[:most]]
    if others[most:]:
        named.append(f"and {sum(n for _, n in others[most:])} on {len(others[most:])} other pages")
    return f" ({', '.join(named)})" if named else ""


def _fix(near: list[str]) -> str:
    close = " or ".join(f'"{words}"' for words in near)
    return f"Did you mean {close}?" if close else "Write it as it stands on a page, or remove it."


def _alike(site: Path, words: str) -> set[str]:
    """Return what stands on the pages that looks like some words: as many of them, about as long, with the same first letter."""
    from handbook.vocabulary.matcher import plain

    count, found = len(words.split()), set()
    for page in site.rglob("*.html"):
        text = re.findall(r"\w[\w:'-]*", plain(re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>", " ", page.read_text(encoding="utf-8"))))
        found |= {" ".join(text[n : n + count]) for n in range(len(text) - count + 1)}
    return {alike for alike in found if alike[0].lower() == words[0].lower() and abs(len(alike) - len(words)) < 4}
