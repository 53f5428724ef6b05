"""What the pages of a wiki hold, by kind and count, and what has to be changed by hand, with file and line.

What the handbook itself says of the pages, once they are copied, is not asked here: ``main`` adds it.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from handbook.content.nav.folders import INDEXES
from handbook.errors import Problem
from tools.importing.wiki import ADDRESS, INTO, NOT_UTF8, Line, Wiki, is_outside, markdown_lines

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico")
HIDDEN = (".yml", ".yaml", ".lock", ".example")  # what the site leaves out
_LINK = re.compile(rf"(!?)\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*({ADDRESS})|^ {{0,3}}\[[^\]^]+\]:\s*(<[^>]+>|\S+)")
_SNIPPET = re.compile(r"^\s*-{1,2}8<-{1,2}\s+['\"]([^'\":;]+)")
_HTML = re.compile(r"<([a-zA-Z][\w.-]*)(?=[\s/>])")
_AUTOLINK = re.compile(r"<(?:https?:|mailto:|[\w.+-]+@)[^>]*>")
# What is counted, by a pattern that a line of prose has.
COUNTED: dict[str, re.Pattern[str]] = {
    "admonitions": re.compile(r"^\s*(?:!!!|\?\?\?\+?) |^\s*/// (?!tab|caption|html|define|details)"),
    "tabs": re.compile(r"^\s*===[!+]? [\"']|^\s*/// tab"),
    "task list items": re.compile(r"^\s*[-*+] \[[ xX]\] "),
    "tables": re.compile(r"^\s*\|?\s*:?-{2,}:?\s*\|"),
    "footnotes": re.compile(r"^\[\^[^\]]+\]:"),
    "abbreviations": re.compile(r"^\*\[[^\]]+\]:"),
    "formulas": re.compile(r"\$\$|\\\(|\\\[|(?<![\w$\\])\$[^\s$](?:[^$\n]*[^\s$\\])?\$(?![\w$])"),
    "keys": re.compile(r"\+\+[\w-]+(?:\+[\w-]+)*\+\+"),
    "icons and emoji": re.compile(r"(?<![\w:]):[a-z][\w+-]*:(?![\w:])"),
    "snippets": re.compile(r"^\s*-{1,2}8<-{1,2}"),
    "alerts": re.compile(r"^>\s*\[!\w+\]"),
}
DIAGRAMS = ("mermaid",)
OTHER_DIAGRAMS = ("plantuml", "puml", "dot", "graphviz", "d2", "kroki", "ditaa", "vega", "vegalite")


def findings(wiki: Wiki, exists: Callable[[str], bool]) -> Counter[str]:
    """Count what the pages hold, and add what has to be changed by hand to the wiki's list.

    Args:
        wiki: The wiki, rewritten.
        exists: Tells whether there is something at a path relative to the folder that the wiki is copied into, outside its own files.
    """
    counts: Counter[str] = Counter({"pages": len(wiki.pages()), "pictures": sum(path.lower().endswith(PICTURES) for path in wiki.files)})
    counts["other files"] = len(wiki.files) - counts["pages"] - counts["pictures"]
    for path in sorted(wiki.files):
        if path.endswith(HIDDEN) and posixpath.basename(path) not in ("nav.yml", ".nav.yml"):
            wiki.todo.append(Problem(path, 0, "", "is not published: the site leaves out files with this ending", "Rename it if readers need it."))
    spelled: dict[str, str] = {}
    for page in wiki.pages():
        if (other := spelled.setdefault(page.casefold(), page)) != page:
            wiki.todo.append(
                Problem(page, 0, "", f'differs from "{other}" only by capitals, so one disk holds both and another does not', "Rename one of them.")
            )
        if posixpath.basename(page) == INDEXES[1] and posixpath.join(posixpath.dirname(page), INDEXES[0]) in wiki.files:
            fix = "Rename it, or move its text there."
            wiki.todo.append(Problem(page, 0, "", f"is not shown: {INDEXES[0]} beside it is the folder's page", fix))
        text = wiki.text(page)
        if NOT_UTF8 in text:
            wiki.todo.append(Problem(page, text[: text.index(NOT_UTF8)].count("\n") + 1, "", "is not UTF-8", "Save the file with the encoding UTF-8."))
        for line in markdown_lines(text):
            if line.fence is not None:
                language = re.sub(r"^\{?\s*\.?", "", line.fence).split(" ")[0].rstrip("}").lower()
                counts["diagrams" if language in DIAGRAMS else "code blocks"] += 1
                if language in OTHER_DIAGRAMS:
                    wiki.todo.append(Problem(page, line.number, "", f"is a diagram of {language}", "Draw it as Mermaid, or save it as a picture."))
            elif not line.code:
                for name, pattern in COUNTED.items():
                    counts[name] += bool(pattern.search(line.prose))
                wiki.todo += _in_line(page, line, wiki, exists, counts)
    return +counts


def _in_line(page: str, line: Line, wiki: Wiki, exists: Callable[[str], bool], counts: Counter[str]) -> Iterator[Problem]:
    prose, number = line.prose, line.number
    if "](" in prose or "]:" in prose:
        for link in _LINK.finditer(prose):
            yield from _link(page, number, (link[2] or link[3]).strip("<>"), wiki, exists)
    counts["lines with braces"] += "{{" in prose or "{%" in prose
    if snippet := _SNIPPET.match(line.text):
        yield from _snippet(page, number, snippet[1], wiki)
    for tag in _HTML.finditer(_AUTOLINK.sub("", prose)):
        counts["raw HTML"] += 1
        if tag[1].lower() == "iframe":
            yield Problem(page, number, "", "has <iframe>", "List its origin under `embeds:` in team.yml; otherwise it becomes a link.")


def _snippet(page: str, number: int, name: str, wiki: Wiki) -> Iterator[Problem]:
    """Yield a problem for a file that a page includes and that it will not find here."""
    origin = next((base / name for base in wiki.snippets if (base / name).is_file()), None)
    if not origin:
        yield Problem(page, number, "", f'includes "{name}", which does not exist', "Correct the path, or write the text here.")
    elif not origin.resolve().is_relative_to(wiki.folder.resolve()):
        yield Problem(page, number, "", f'includes "{name}", which is not among the pages', f"Copy {origin.name} to {INTO}/, and write its path from there.")
    elif not (wiki.folder / name).is_file():
        new = origin.resolve().relative_to(wiki.folder.resolve()).as_posix()
        yield Problem(page, number, "", f'includes "{name}"', f"Write {INTO.removeprefix('docs/')}/{new}.")


def _link(page: str, number: int, address: str, wiki: Wiki, exists: Callable[[str], bool]) -> Iterator[Problem]:
    place = unquote(address.partition("#")[0].partition("?")[0])
    if not place or is_outside(place) or "{{" in place:
        return
    if place.startswith("/"):
        yield Problem(page, number, "", f'links to "{address}", counted from the start of another site', "Write it relative to this page, with .md at its end.")
        return
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), place))
    if target in wiki.files or exists(target):
        return
    inside = [path for path in (f"{target}.md", f"{target}/index.md", f"{target}/README.md") if path in wiki.files]
    folder = posixpath.dirname(page) or "."
    fix = f"Write {posixpath.relpath(inside[0], folder)}." if inside else "Correct it, or remove the link."
    if not inside and (same := [path for path in wiki.files if posixpath.basename(path).lower() == posixpath.basename(target).lower()]):
        fix = f"Did you mean {posixpath.relpath(same[0], folder)}?"
    yield Problem(page, number, "", f'links to "{address}", which does not exist', fix)
