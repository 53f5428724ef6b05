"""Rewrites what other tools' readers see as meant, and ours would see raw; ``handbook.checks.markdown`` names it in a team's pages."""

import re
from collections.abc import Callable

from handbook.checks.markdown import NOT_PROSE, OPTION, RAW_MARKDOWN, TABLE
from tools.importing.wiki import Line, Wiki, markdown_lines, replace_outside_code

_COMMENT = re.compile(r"%%.*?%%|^%%.*\Z", re.S | re.M)  # one that is never closed hides the rest of its page
_TAG = re.compile(r"^ {0,3}#{1,6}(?=[^\s#])", re.M)  # a heading without a space is one in Python-Markdown only
_OPTIONS = re.compile(r"([> \t]*(?:`{3,}|~{3,})[ \t]*[^\s`{]+)[ \t]+([^`{]+)")
_BLOCK_NAME = re.compile(r"(?:^|[ \t]+)\^[a-z0-9][a-z0-9-]*(?=\r?$)", re.M | re.I)


def mended(wiki: Wiki, text: str) -> str:
    """Return the text of a page in which the Markdown in HTML is read, a table is one, and what only Obsidian hides stays hidden."""
    text = _replaced(wiki, text, RAW_MARKDOWN, "HTML with Markdown in it", lambda tag: f"{tag[:-1]} markdown>")
    text = _replaced(wiki, text, _TAG, "tags (no heading)", lambda tag: f"\\{tag}")
    if wiki.kind == "Obsidian":
        text = _replaced(wiki, text, _COMMENT, "comments", lambda comment: f"<!--{comment.strip('%').replace('-->', '-- >')}-->")
        text = _replaced(wiki, text, _BLOCK_NAME, "names of blocks (removed)", lambda _: "")
    return _with_tables(wiki, "\n".join(_fence(wiki, line) for line in markdown_lines(text)))


def _fence(wiki: Wiki, line: Line) -> str:
    """Return a line; the options that code has in another tool only, which make text of it, are removed from a fence."""
    options = _OPTIONS.fullmatch(line.text.rstrip()) if line.fence else None
    kept = [match[0] for match in OPTION.finditer(re.sub(r"\btitle=([^\"'\s]+)", r'title="\1"', options[2]))] if options else []
    if not options or kept == options[2].split():
        return line.text
    wiki.rewritten["options of code blocks"] += 1
    return " ".join([options[1], *kept])


def _replaced(wiki: Wiki, text: str, pattern: re.Pattern[str], name: str, change: Callable[[str], str]) -> str:
    """Return a text with each match outside code replaced, and count it."""

    def counted(found: str) -> str:
        wiki.rewritten[name] += 1
        return change(found)

    return replace_outside_code(text, pattern, counted)


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
