"""Rewrites what other tools' readers see as meant, and ours would see raw; ``handbook.checks.markdown`` names it in a team's pages."""

import re
from collections.abc import Callable

from handbook.checks.markdown import COMMENT, NOT_PROSE, RAW_MARKDOWN, TABLE
from tools.importing.wiki import Wiki, markdown_lines

_BLOCK_NAME = re.compile(r"(?:^|[ \t]+)\^[a-z0-9][a-z0-9-]*(?=\r?$)", re.M | re.I)


def mended(wiki: Wiki, text: str) -> str:
    """Return the text of a page in which the Markdown in HTML is read, a table is one, and what only Obsidian hides stays hidden."""
    text = _replaced(wiki, text, RAW_MARKDOWN, "HTML with Markdown in it", lambda tag: f"{tag[:-1]} markdown>")
    if wiki.kind == "Obsidian":
        text = _replaced(wiki, text, COMMENT, "comments", lambda comment: f"<!--{comment[2:-2]}-->")
        text = _replaced(wiki, text, _BLOCK_NAME, "names of blocks (removed)", lambda _: "")
    return _with_tables(wiki, text)


def _replaced(wiki: Wiki, text: str, pattern: re.Pattern[str], name: str, change: Callable[[str], str]) -> str:
    """Return a text with each match outside code replaced."""
    prose = "\n".join(" " * len(line.text) if line.code else line.prose for line in markdown_lines(text))
    for match in reversed(list(pattern.finditer(prose))):
        wiki.rewritten[name] += 1
        text = text[: match.start()] + change(text[match.start() : match.end()]) + text[match.end() :]
    return text


def _with_tables(wiki: Wiki, text: str) -> str:
    """Return a text with a blank line between a paragraph and the table directly below it."""
    lines = list(markdown_lines(text))
    out = [line.text for line in lines[:1]]
    for above, head, below in zip(lines, lines[1:], [*lines[2:], None], strict=False):
        if below and "|" in head.prose and TABLE.match(below.prose) and "|" not in above.prose and not NOT_PROSE.match(above.prose) and above.text[0] > " ":
            wiki.rewritten["tables below a paragraph"] += 1
            out.append("\r" * above.text.endswith("\r"))
        out.append(head.text)
    return "\n".join(out)
