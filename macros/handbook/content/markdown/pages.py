"""Parses Markdown pages: front matter, headings and macro calls.

Reads the source file, since the two engines give macros different views of a page.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

import jinja2
from jinja2 import nodes
from markdown.extensions.toc import unique

from handbook.content.markdown.braces import without_braces_in_code
from handbook.content.markdown.calls import Call, only_calls
from handbook.content.markdown.headings import attributes_of, plain_text, slugify
from handbook.content.markdown.markdown_code import Code, blank, code_line_numbers, find_code, replace_comments
from handbook.content.source.files import cached_by_mtime, display_path, read_text
from handbook.content.source.yaml_source import Document, parse_yaml
from handbook.errors import Problem, SourceErrors

BRACES = "Braces that are text belong in code, or between {% raw %} and {% endraw %}."
WORDS_A_MINUTE = 220  # our own estimate; we timed ourselves
_JINJA = jinja2.Environment()
_HEADING = re.compile(r"(#{1,6})(?!#)\s*(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"(=+|-+) *$")
_HTML_TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.S)
_SHORTCODE = re.compile(r"\{\{[<%].*")
NO = ("false", "no", "off", "n")  # YAML 1.1's, in any case of letters
# Front matter whose values are texts. The engines make a time of `1:1`, a boolean of `No` and a number of `1.10`.
TEXTS = ("title", "description", "lang", "summary", "part", "section", "next_reason", "status")


@dataclass(frozen=True)
class Heading:
    """A heading in Markdown; ``anchor`` is its id, as the author gives it or as the toc extension makes it."""

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
        anchors: The anchor of every heading.
        names: Line of every name that the page's Jinja uses but does not set.
        first: Line on which the body starts.
        own_heading: The text of its first heading of level 1; "" if it has none, or if a macro writes it.
    """

    file: str
    front: Document
    body: str
    calls: list[Call] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    first: int = 1
    own_heading: str = ""

    @cached_property
    def code(self) -> list[Code]:
        """Its code: fences, indented blocks and spans, as places in ``body``."""
        return find_code(self.body)

    @property
    def title(self) -> str:
        """Its title: as its front matter has it, or else its own heading, or else the name of its file."""
        stated = self.front.data.get("title")
        return (stated.strip() if isinstance(stated, str) else "") or self.own_heading or readable_name(self.file)

    @property
    def has_macros(self) -> bool:
        """Whether its braces are Jinja's; ``render_macros: false`` says that they are text."""
        return str(self.front.data.get("render_macros", "")).lower() not in NO

    @property
    def metadata(self) -> dict[str, object]:
        """What an engine must know of the page as we read it, whatever its own reader makes of the front matter."""
        stated = self.front.data
        texts: dict[str, object] = {key: stated[key] for key in TEXTS if isinstance(stated.get(key), str)}
        return texts | {"title": self.title} | ({} if self.has_macros else {"render_macros": False})

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
    """Return a Markdown file as a page; cached until the file changes, so callers must not change it.

    Args:
        path: The file.
        root: The project's root, to which paths in messages are relative.

    Raises:
        SourceErrors: Its text, front matter or Jinja cannot be read.
    """
    return cached_by_mtime(path, "page", lambda: _read(path, root))


def _read(path: Path, root: Path) -> Page:
    name = display_path(path, root)
    front, body, first = _split(read_text(path, root), name)
    page = Page(name, front, body, first=first)
    if page.has_macros:
        _read_jinja(page)
    _read_headings(page)
    return page


def _split(text: str, name: str) -> tuple[Document, str, int]:
    """Return front matter, body, and the line on which the body starts."""
    lines = text.splitlines()
    if lines and lines[0].rstrip() == "---":
        for end, line in enumerate(lines[1:], 1):
            if line.rstrip() in ("---", "..."):
                front = "\n".join(lines[1:end])
                return parse_yaml(front, name, 2) if front.strip() else Document(name, {}), "\n".join(lines[end + 1 :]), end + 2
    return Document(name, {}), text, 1


def _read_jinja(page: Page) -> None:
    """Fill in a page's ``calls`` and ``names``.

    Raises:
        SourceErrors: Its braces cannot be read, or hold what is not for pages.
    """
    source = without_braces_in_code(page.body, page.code)
    if shortcodes := list(_SHORTCODE.finditer(source)):
        fix = "Write it as Markdown, or put it in code."
        raise SourceErrors(
            Problem(page.file, source.count("\n", 0, match.start()) + page.first, match[0][:40].strip(), "is a shortcode of Hugo", fix) for match in shortcodes
        )
    if (parts := only_calls(source, page.first)) is not None:
        page.calls = [part for part in parts if isinstance(part, Call)]
        page.names = {call.name: call.line for call in reversed(page.calls)}
        return
    try:
        tree = _JINJA.parse(source)
    except jinja2.TemplateSyntaxError as error:
        problem = f"has a macro call that cannot be read ({error.message})"
        raise SourceErrors([Problem(page.file, error.lineno + page.first - 1, "", problem, f"Check brackets, quotes and braces. {BRACES}")]) from None
    if private := [node for node in tree.find_all(nodes.Getattr) if node.attr.startswith("_")]:  # sandbox.py would stop the build at the first
        fix = "Remove it: a page shows what is public, and runs no code."
        raise SourceErrors(Problem(page.file, node.lineno + page.first - 1, node.attr, "is not for pages", fix) for node in private)
    assigned = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    if own := {node.name for node in tree.find_all(nodes.Macro)}:
        assigned |= own | {"caller", "varargs", "kwargs"}  # what a macro knows without having set it
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
    """Fill in a page's ``headings``, ``anchors`` and ``own_heading``."""
    lines = replace_comments(page.body, blank, page.code).split("\n")
    code = set(code_line_numbers(page.body, page.code))
    found: list[tuple[int, str, int]] = []
    for number, line in enumerate(lines):
        if number in code:
            continue
        if line.startswith("#") and (match := _HEADING.match(line)):
            found.append((len(match[1]), match[2], number))
        elif line[:1] in ("=", "-") and _UNDERLINE.match(line) and number and lines[number - 1].strip() and not "".join(lines[number - 2 : number - 1]).strip():
            found.append((1 if line[0] == "=" else 2, lines[number - 1], number - 1))
    taken: set[str] = set()
    named = [(text, unique(id, taken) if id else "") for text, id in (attributes_of(text) for _, text, _ in found)]
    for (level, _, number), (text, id) in zip(found, named, strict=True):
        text = plain_text(text)
        anchor = id or unique(slugify(text), taken)
        page.anchors.append(anchor)
        if level in (2, 3):
            page.headings.append(Heading(level, text, anchor, number + page.first))
        elif level == 1 and not page.own_heading and "{{" not in text and "{%" not in text:
            page.own_heading = text
    if not page.own_heading and (written := _HTML_TITLE.search(page.body)):
        page.own_heading = plain_text(written[1])


def readable_name(file: str) -> str:
    """Return the name of a file as a title: "docs/team/on-call_rota.md" is "On-call rota"; an index has the name of its folder."""
    path = PurePosixPath(file)
    name = path.parent.name if path.stem.lower() in ("index", "readme") else path.stem
    name = (name if "_" in name or " " in name else name.replace("-", " ")).replace("_", " ").strip()
    return name[:1].upper() + name[1:]
