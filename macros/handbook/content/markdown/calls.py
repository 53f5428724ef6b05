"""Reads a page whose Jinja is nothing but calls such as ``{{ cite("WANG21") }}``, as it is on nearly every page.

Jinja takes longer to parse and compile a page than all of its macros take to write it.
"""

import re
from dataclasses import dataclass

OPENING = re.compile(r"\{[{%#]")
_CALL = re.compile(r'(?<!\{)\{\{ *([a-z_]+)\(((?:"[^"\\\n]*"(?:, *(?="))?)*)\) *\}\}')
_STRING = re.compile(r'"([^"]*)"')


@dataclass(frozen=True)
class Call:
    """A macro call such as ``checklist("x", level=2)``; an argument that is not a literal is None."""

    name: str
    args: tuple[object, ...]
    keywords: tuple[str, ...]
    line: int


def only_calls(source: str, line: int = 1) -> list[str | Call] | None:
    """Return the text and the calls of a page in order; None if it has other Jinja, or calls with other arguments than texts.

    Args:
        source: The page, without braces in code.
        line: The number of its first line.
    """
    parts: list[str | Call] = []
    at = 0
    for match in _CALL.finditer(source):
        text = source[at : match.start()]
        line += text.count("\n")
        parts += [text, Call(match[1], tuple(_STRING.findall(match[2])), (), line)]
        at = match.end()
    parts.append(source[at:])
    return None if "\r" in source or any(isinstance(part, str) and OPENING.search(part) for part in parts) else parts
