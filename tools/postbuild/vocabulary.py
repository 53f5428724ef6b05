"""Puts a team's own words into the pages, and says where each of them is used."""

import difflib
import re
from collections import Counter
from pathlib import Path

from handbook.errors import Problem
from handbook.vocabulary.matcher import plain
from handbook.vocabulary.rewriter import rewriter_of
from tools.postbuild.site import Page, Site

MAX_PAGES = 3  # named beside the chapters; the others are counted


def rewrite(site: Site, page: Page) -> None:
    """Put a team's words into a page, if it has any; every other byte stays."""
    if site.rewriter is None:
        if not site.library.renames:
            return
        site.rewriter = rewriter_of(site.library, site.name)
    html = page.html
    if (rewritten := site.rewriter.html(html, page.path)) is not html:
        page.set_html(rewritten)


def report(site: Site) -> None:
    """Print which page uses which of a team's words, and warn of a word that no page has."""
    if site.rewriter is None:
        return
    overlay = next(document for document in site.library.documents if document.file.endswith("/overlay.yml"))
    chapters = {chapter.url.strip("/"): chapter.slug for chapter in site.library.in_order}
    for rename in site.rewriter.renames:
        old, new = next(iter(rename.words.items()))
        if rename.key in site.rewriter.replaced_keys:
            if old != new:  # a team may list a word that it keeps
                print(f"Your words: {new} for {old}{_pages(site.rewriter.counts.get(rename.key, Counter()), chapters)}")
            continue
        fix = _fix(difflib.get_close_matches(old, _similar(site.folder, old), cutoff=0.8))
        line = overlay.line(("terms", rename.key))
        site.warnings.append(str(Problem(overlay.file, line, f"terms.{rename.key}", f'no page says "{old}", nor any other form of it', fix)))


def _pages(counts: Counter[str], chapters: dict[str, str]) -> str:
    """Return how often each page has a word: the chapters in reading order, then the pages that have it most often."""
    by_name = {re.sub(r"(^|/)index\.html$|\.html$", "", page) or "home": n for page, n in counts.items()}
    named = [f"{slug} {by_name.pop(name)}" for name, slug in chapters.items() if name in by_name]
    others = sorted(by_name.items(), key=lambda entry: (-entry[1], entry[0]))
    most = MAX_PAGES if len(others) > MAX_PAGES + 1 else MAX_PAGES + 1
    named += [f"{name} {n}" for name, n in others[:most]]
    if others[most:]:
        named.append(f"and {sum(n for _, n in others[most:])} on {len(others[most:])} other pages")
    return f" ({', '.join(named)})" if named else ""


def _fix(matches: list[str]) -> str:
    close = " or ".join(f'"{words}"' for words in matches)
    return f"Did you mean {close}?" if close else "Write it as a page has it, or remove it."


def _similar(folder: Path, words: str) -> set[str]:
    """Return phrases of the pages that are similar: as many words, about as long, with the same first letter."""
    count, found = len(words.split()), set()
    for page in folder.rglob("*.html"):
        text = re.findall(r"\w[\w:'-]*", plain(re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>", " ", page.read_text(encoding="utf-8"))))
        found |= {" ".join(text[n : n + count]) for n in range(len(text) - count + 1)}
    return {phrase for phrase in found if phrase[0].lower() == words[0].lower() and abs(len(phrase) - len(words)) < 4}
