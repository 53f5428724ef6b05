"""Indents lists as Python-Markdown reads them: CommonMark, which most other tools read, nests by the width of an item's mark."""

import re

from handbook.checks.markdown import NOT_PROSE
from handbook.content.markdown.markdown_code import TAB
from tools.importing.wiki import Line, Wiki, markdown_lines

_ITEM = re.compile(r"([ \t]*)([*+-]|\d{1,9}[.)])([ \t]+)(?=\S)")
_TOP = 3  # an indent of more makes code, outside a list


def with_nested_lists(wiki: Wiki, text: str) -> str:
    """Return the text of a page in which four spaces nest what was nested, and no list is directly below a paragraph."""
    out: list[str] = []
    inside: list[int] = []  # the columns at which the text of the item begins, and of those that hold it
    first = 0  # the indent of the list
    ordered = False  # whether the list has numbers
    shift = 0  # of the lines of a block of code
    above: Line | None = None
    for line in markdown_lines(text):
        new = line.text
        if line.code and line.fence is None:
            new = _moved(new, shift)
        elif new.strip():
            indent, in_list = _indent(new), bool(inside)
            item = None if line.code else _ITEM.match(new)
            fresh = above is None or not above.text.strip() or line.code
            if item or fresh:
                while inside and indent < inside[-1]:
                    inside.pop()
            place = first + TAB * len(inside)
            shift = 0
            if item and (inside or indent <= _TOP):
                if above and (above.code if in_list else _is_text(above, item[2])):
                    wiki.rewritten["lists below a paragraph or code"] += 1
                    out.append("")
                if not inside:
                    if in_list and ordered != item[2][0].isdigit():
                        out += ["<!-- -->", ""]  # or Python-Markdown makes one list of both
                    place, first, ordered = indent, indent, item[2][0].isdigit()
                inside.append(indent + len(item[2]) + (1 if "\t" in item[3] or len(item[3]) > TAB else len(item[3])))
                new = re.sub(r"^(\s*\d+)\)", r"\1.", new if indent == place else " " * place + new.lstrip())
                if new != line.text:
                    wiki.rewritten["items of lists"] += 1
            elif inside and indent >= inside[-1]:
                needed = place + (TAB if indent - inside[-1] >= TAB and not line.code else 0)
                shift = max(0, place - inside[-1]) if indent < needed else 0
                new = _moved(new, shift)
        out.append(new)
        above = line
    return "\n".join(out)


def _is_text(above: Line, mark: str) -> bool:
    """Tell whether a line is the text of a paragraph in which an item with this mark starts a list, as CommonMark has it."""
    return not above.code and bool(above.text.strip()) and above.text[0] > " " and not NOT_PROSE.match(above.text) and mark in ("*", "+", "-", "1.", "1)")


def _indent(text: str) -> int:
    wide = text.expandtabs(TAB)
    return len(wide) - len(wide.lstrip(" "))


def _moved(text: str, columns: int) -> str:
    return " " * columns + text if columns and text.strip() else text
