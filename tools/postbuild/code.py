"""Prepares the code of a page: a box that scrolls, and links from the numbers in its comments to the notes below it.

An annotation is Material's: a comment with ``(1)!`` in it, and a numbered list directly below the code. Here the number links
to its item, so it works without scripts and on paper; ``markdown/code.js`` makes it a button that opens the note at its place.
"""

import html
import re

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
_TAG = re.compile(r"<(?P<end>/?)(?:ol|ul)\b|<li>")


def prepare_code(site: Site, page: Page) -> None:
    """Put each block of code into an element that scrolls, and link its annotations to their notes."""
    if "highlight" not in page.body:
        return
    parts: list[str] = []
    end = annotated = 0
    while match := _BLOCK.search(page.body, end):
        code, notes, after = match["code"], "", match.end()
        if _LIST.match(page.body, after) and _NUMBER.search(code):
            annotated += 1
            name = f"hb-note-{annotated}"
            notes, count, after = _with_ids(page.body, after, name)
            code = _linked(code, name, count, PageWriter(site.library, "").text("code.note"))
        title = html.unescape(re.sub("<[^>]*>", "", match["title"] or ""))
        label = f' data-hb-label="{html.escape(title)}"' if title else ""
        parts += [page.body[end : match.start()], f"{match['start']}<hb-scroll{label}>{code}</hb-scroll></div>{notes}"]
        end = after
    page.body = "".join([*parts, page.body[end:]])


def _linked(code: str, name: str, count: int, label: str) -> str:
    """Return code with a link for the number of each of ``count`` notes."""

    def link(match: re.Match[str]) -> str:
        number = match["only"] or match["last"]
        if not 1 <= int(number) <= count:
            return match[0]
        mark = f'<a class="hb-annotation" href="#{name}-{number}" aria-label="{html.escape(label.format(n=number))}">({number})</a>'
        return mark if match["only"] else f"{match['before']}{match['after']}{mark}"

    return _NUMBER.sub(link, code)


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
