"""Prepares the code of a page: a box that scrolls, and links from the numbers in its comments to the notes below it.

An annotation is Material's: a comment with ``(1)!`` in it, and a numbered list directly below the code; or ``(1)`` in a text of the
class ``annotate``. Here the number links to its item, so it works without scripts and on paper; ``markdown/code.js`` makes it a
button that opens the note at its place.
"""

import html
import re
from collections.abc import Callable

from handbook.templating import PageWriter
from tools.postbuild.site import Page, Site

# As pymdownx.highlight and pymdownx.superfences write it.
_BLOCK = re.compile(
    r'(?P<start><div\b(?=[^>]*\bclass="[^"]*(?<![\w-])highlight(?![\w-]))[^>]*>(?:<span class="filename">(?P<title>.*?)</span>)?)'
    r"(?P<code><pre\b.*?</pre>)</div>",
    re.S,
)
_LIST = re.compile(r"\s*<ol>")
_MARK = r"(?:&(?:lt|gt|amp|quot|#39);|[^\w<>&])*?"  # what marks a comment, such as # or &lt;!--
# A comment that holds nothing but a number, with the space before it; or any other that ends with one.
_NUMBER = re.compile(
    rf'(?:<span class="w">[ \t]*</span>|[ \t]+)?<span class="c[a-z0-9]*">{_MARK}\((?P<only>\d+)\)!{_MARK}</span>'
    rf'|(?P<before><span class="c[a-z0-9]*">[^<]*?)[ \t]*\((?P<last>\d+)\)!?(?P<after>{_MARK}</span>)'
)
_ANNOTATE = re.compile(r'<(?P<tag>p|div|blockquote|details|ul|ol|dl|table|h[1-6])\b[^>]*\bclass="[^"]*(?<![\w-])annotate(?![\w-])[^>]*>')
_NUMBER_IN_TEXT = re.compile(r"<(?:code|pre)\b.*?</(?:code|pre)>|<[^>]*>| ?\((?P<only>\d+)\)", re.S)  # not in code or a tag
_TAG = re.compile(r"<(?P<end>/?)(?:ol|ul)\b|<li>")


def prepare_code(site: Site, page: Page) -> None:
    """Put each block of code into an element that scrolls, and link its annotations to their notes."""
    if "highlight" not in page.body and "annotate" not in page.body:
        return
    label = PageWriter(site.library, "").text("code.note")
    page.body = _with_notes(page.body, label)
    parts: list[str] = []
    end = annotated = 0
    while match := _BLOCK.search(page.body, end):
        code, notes, after = match["code"], "", match.end()
        if _LIST.match(page.body, after) and _NUMBER.search(code):
            annotated += 1
            name = f"hb-note-{annotated}"
            notes, count, after = _with_ids(page.body, after, name)
            code = _NUMBER.sub(_link_to(name, count, label), code)
        title = html.unescape(re.sub("<[^>]*>", "", match["title"] or ""))
        named = f' data-hb-label="{html.escape(title)}"' if title else ""
        parts += [page.body[end : match.start()], f"{match['start']}<hb-scroll{named}>{code}</hb-scroll></div>{notes}"]
        end = after
    page.body = "".join([*parts, page.body[end:]])


def _link_to(name: str, count: int, label: str) -> Callable[[re.Match[str]], str]:
    """Return what replaces the number of a note by a link, if it is that of one of ``count`` notes."""

    def link(match: re.Match[str]) -> str:
        groups = match.groupdict()
        number = groups["only"] or groups.get("last")
        if not number or not 1 <= int(number) <= count:
            return match[0]
        mark = f' <a class="hb-annotation" href="#{name}-{number}" aria-label="{html.escape(label.format(n=number))}">({number})</a>'
        return mark if groups["only"] else f"{groups['before']}{groups['after']}{mark}"

    return link


def _with_notes(body: str, label: str) -> str:
    """Return a page with links from the numbers in texts of the class ``annotate`` to the list below each."""
    parts: list[str] = []
    end = annotated = 0
    while match := _ANNOTATE.search(body, end):
        after = _end_of(body, match.start(), match["tag"])
        notes, text = "", body[match.end() : after]
        if _LIST.match(body, after) and any(number["only"] for number in _NUMBER_IN_TEXT.finditer(text)):
            annotated += 1
            name = f"hb-note-text-{annotated}"
            notes, count, after = _with_ids(body, after, name)
            text = _NUMBER_IN_TEXT.sub(_link_to(name, count, label), text)
        parts += [body[end : match.end()], text, notes]
        end = after
    return "".join([*parts, body[end:]])


def _end_of(body: str, start: int, tag: str) -> int:
    """Return where the element that begins at ``start`` ends."""
    depth = 0
    for found in re.compile(rf"<(/?){tag}\b[^>]*>").finditer(body, start):
        depth += -1 if found[1] else 1
        if not depth:
            return found.end()
    return len(body)


def _with_ids(body: str, start: int, name: str) -> tuple[str, int, int]:
    """Return the list that begins at ``start`` with an id for each of its own items, how many these are, and where it ends."""
    parts: list[str] = []
    end, depth, count = start, 0, 0
    for tag in _TAG.finditer(body, start):
        parts.append(body[end : tag.start()])
        end = tag.end()
        if tag[0] == "<li>":
            count += depth == 1
            parts.append(f'<li id="{name}-{count}">' if depth == 1 else tag[0])
            continue
        parts.append(tag[0] if depth else f'{tag[0]} class="hb-annotations"')
        depth += -1 if tag["end"] else 1
        if not depth:
            break
    return "".join(parts), count, end
