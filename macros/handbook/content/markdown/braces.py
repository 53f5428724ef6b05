"""Decides which braces of a page are Jinja's: none in code, and none of Markdown's ``{#id}``.

The engines' Jinja uses ``CodeIsText`` (``j2_extensions`` in mkdocs.yml), and ``pages.py`` the same function, so that what is
checked is what runs.
"""

import re
from collections.abc import Iterator

from jinja2.ext import Extension

from handbook.content.markdown.calls import OPENING
from handbook.content.markdown.markdown_code import Code, find_code

_RAW = re.compile(r"\{%[-+]?\s*raw\s*[-+]?%\}")
_END_OF_RAW = re.compile(r"\{%[-+]?\s*endraw\s*[-+]?%\}")
# attr_list's `{#id}`; Jinja would read it as the start of a comment and take the page away until the next `#}`.
_ATTRIBUTES = re.compile(r"\{#([^\W\d][\w:.-]*(?:[ \t]+[^{}#\n]*)?)\}")


class CodeIsText(Extension):
    """Makes Jinja leave code in Markdown as it is, and read ``{#id}`` as ``{ #id }``."""

    tags: set[str] = set()

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return a page's source for Jinja's lexer."""
        return without_braces_in_code(source)


def without_braces_in_code(source: str, code: list[Code] | None = None) -> str:
    """Return Markdown from which Jinja renders the same text, but with code as its author typed it; every line keeps its number.

    Code that an author has put between ``{% raw %}`` and ``{% endraw %}`` is left alone.
    """
    if not OPENING.search(source):
        return source
    code = find_code(source) if code is None else code
    raw = list(_raw_blocks(source, code))
    parts, at = [], 0
    for match in OPENING.finditer(source):
        if match.start() < at or any(start <= match.start() < end for start, end in raw):
            continue
        if any(piece.start <= match.start() < piece.end for piece in code):
            parts += [source[at : match.start()], f"{{{{'{match[0]}'}}}}"]
            at = match.end()
        elif attributes := _ATTRIBUTES.match(source, match.start()):
            parts += [source[at : match.start()], f"{{ #{attributes[1].rstrip()} }}"]
            at = attributes.end()
    return "".join([*parts, source[at:]])


def raw_texts(source: str, code: list[Code] | None = None) -> list[str]:
    """Return what an author has put between ``{% raw %}`` and ``{% endraw %}``."""
    return [_END_OF_RAW.sub("", _RAW.sub("", source[start:end])) for start, end in _raw_blocks(source, find_code(source) if code is None else code)]


def _raw_blocks(source: str, code: list[Code]) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each raw block; a tag that is code of its own, such as `{% raw %}`, starts none."""
    at = 0
    while start := _RAW.search(source, at):
        at = start.end()
        end = _END_OF_RAW.search(source, at)
        inside = next((piece for piece in code if piece.start <= start.start() < piece.end), None)
        if end and (not inside or end.end() <= inside.end):
            yield start.start(), end.end()
            at = end.end()
