"""Parses Markdown pages: front matter, headings and macro calls.

Reads the source file, since the two engines give macros different views of a page.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import jinja2
from jinja2 import nodes
from markdown.extensions.toc import slugify

from handbook.content.files import cached_by_mtime, read_text
from handbook.content.yaml_source import Document, parse_yaml
from handbook.errors import Problem, SourceErrors

WORDS_A_MINUTE = 220  # our own estimate; we timed ourselves
_JINJA = jinja2.Environment()
_HEADING = re.compile(r"^(#{2,3})\s+(.+?)(?:\s*\{[^}]*\})?\s*$")
_FENCE = re.compile(r"^\s*(```|~~~)")


@dataclass(frozen=True)
class Call:
    """A macro call such as ``checklist("x", level=2)``; an argument that is not a literal is None."""

    name: str
    args: tuple[object, ...]
    keywords: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Heading:
    """A heading in Markdown; ``anchor`` is the id that the toc extension gives it."""

    level: int
    text: str
    anchor: str
    line: int


@dataclass
class Page:
    """A Markdown source file.

    Attributes:
        file: Path relative to the project's root.
        front: Its front matter; an empty document if there is none.
        body: Markdown below the front matter.
        calls: Macro calls in the order of the page.
        headings: Second and third level headings in order.
        names: Line of every name that the page's Jinja uses but does not set.
        first: Line on which the body starts.
    """

    file: str
    front: Document
    body: str
    calls: list[Call] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    first: int = 1

    @property
    def minutes(self) -> int:
        """Reading time of the prose in whole minutes, at least 1."""
        prose = re.sub(r"\{\{.*?\}\}", " ", self.body, flags=re.S)
        return max(1, round(len(prose.split()) / WORDS_A_MINUTE))

    def cited_keys(self) -> list[str]:
        """Return the keys that ``cite`` names on the page, in order, once each."""
        keys = [str(arg) for call in self.calls if call.name == "cite" for arg in call.args if arg is not None]
        return list(dict.fromkeys(keys))


def read_page(path: Path, root: Path) -> Page:
    """Read a page.

    Raises:
        SourceErrors: Its text, front matter or Jinja cannot be read.
    """
    return cached_by_mtime(path, "page", lambda: _read(path, root))


def _read(path: Path, root: Path) -> Page:
    name = path.resolve().relative_to(root.resolve()).as_posix()
    front, body, first = _split(read_text(path, root), name)
    page = Page(name, front, body, first=first)
    _read_jinja(page)
    _read_headings(page)
    return page


def _split(text: str, name: str) -> tuple[Document, str, int]:
    """Return front matter, body, and the line on which the body starts."""
    lines = text.splitlines()
    if lines and lines[0].rstrip() == "---":
        for end, line in enumerate(lines[1:], 1):
            if line.rstrip() in ("---", "..."):
                return parse_yaml("\n".join(lines[1:end]), name, 2), "\n".join(lines[end + 1 :]), end + 2
    return Document(name, {}), text, 1


def _read_jinja(page: Page) -> None:
    try:
        tree = _JINJA.parse(jinja_only(page.body))
    except jinja2.TemplateSyntaxError as error:
        raise SourceErrors(
            [
                Problem(
                    page.file,
                    error.lineno + page.first - 1,
                    "",
                    f"has a macro call that cannot be read ({error.message})",
                    "Check brackets, quotes and braces.",
                )
            ]
        ) from None
    assigned = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    for node in tree.find_all((nodes.Call, nodes.Name)):
        line = node.lineno + page.first - 1
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            args = tuple(arg.value if isinstance(arg, nodes.Const) else None for arg in node.args)
            page.calls.append(Call(node.node.name, args, tuple(word.key for word in node.kwargs), line))
        elif isinstance(node, nodes.Name) and node.name not in assigned:
            page.names.setdefault(node.name, line)
    # find_all walks breadth first; restore the order of the page.
    order = {id(call): n for n, call in enumerate(page.calls)}
    page.calls.sort(key=lambda call: (call.line, order[id(call)]))


def _read_headings(page: Page) -> None:
    fenced = False
    taken: set[str] = set()
    for number, line in enumerate(page.body.splitlines(), page.first):
        if _FENCE.match(line):
            fenced = not fenced
        match = None if fenced else _HEADING.match(line)
        if match:
            text = match[2].replace("*", "").replace("`", "")
            anchor = base = slugify(text, "-")
            count = 0
            while anchor in taken:
                count += 1
                anchor = f"{base}_{count}"
            taken.add(anchor)
            page.headings.append(Heading(len(match[1]), text, anchor, number))


_SPAN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)


def jinja_only(body: str) -> str:
    """Return a page's Jinja without the prose between, each piece on its own line as in the page.

    Jinja's lexer is slow on prose, which took a tenth of a large build.
    """
    spans = list(_SPAN.finditer(body))
    ends = [0, *(span.end() for span in spans)]
    between = [body[end:start] for end, start in zip(ends, [*(span.start() for span in spans), len(body)], strict=True)]
    if any(mark in text for text in between for mark in ("{{", "{%", "{#")):
        return body  # something is not closed, and Jinja's error says what
    snippets = [span[0] for span in spans]
    return "".join("\n" * prose.count("\n") + snippet for prose, snippet in zip(between, [*snippets, ""], strict=True))
