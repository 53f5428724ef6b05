"""Writes a page as Markdown beside it, for tools that read: the same text and practice, made of the finished page.

Not with a converter of others: markdownify took four times as long over a chapter, and would have had to learn each of our parts.
"""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urljoin

from handbook.vocabulary.markup import INLINE
from tools.postbuild.site import MARKDOWN, Element, Page, Site

_INLINE = INLINE | {"button", "label", "math", "textarea", "select"}
# What works only on the page, is for the eye or the ear alone, or is said twice.
_LEFT_OUT = {"script", "style", "noscript", "template", "input", "select", "nav", "hb-progress", "hb-today"}
_LEFT_OUT_CLASSES = {"hb-visually-hidden", "hb-code", "hb-foot", "hb-margin", "hb-term__meaning", "hb-map__mark"}
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_KICKERS = {"hb-block__kicker", "hb-opening__kicker"}
_TITLES = {"admonition-title", "tabbed-title"}
_DELIMITERS = {"strong": "**", "b": "**", "em": "*", "i": "*", "cite": "*", "dfn": "*"}
_SPECIAL = re.compile(r"([\\`*\[\]<])")
_LINE_START = re.compile(r"^(\d*)([#>+-]|(?<=\d)[.)])(?=\s)")
_MARKS = set("#>+-0123456789")  # what that begins with
_BLANKS = re.compile(r"[ \t]+")
_GAP = re.compile(r"\n\n(?=- )")


def write_markdown(site: Site, page: Page) -> None:
    """Write ``index.md`` beside a page."""
    if page.ours and not page.is_404 and MARKDOWN not in site.without:
        works = {key.lower(): work.url for key, work in site.library.sources.items() if work.url}
        address = site.url + page.address if site.url else ""
        site.write(page.path.removesuffix(".html") + ".md", MarkdownWriter(address, works).write(page.article))


class MarkdownWriter:
    """Writes Markdown.

    Args:
        url: Where the page will be; "" if unknown, and then its links stay relative.
        works: The address of each cited work by its id in the list of sources, such as ``wang21``.
    """

    def __init__(self, url: str, works: Mapping[str, str]) -> None:
        self._url, self._works = url, works

    def write(self, article: Element) -> str:
        """Return an article as Markdown."""
        return "\n\n".join(self._blocks(article.children)) + "\n"

    def _blocks(self, children: Iterable[Element | str]) -> list[str]:
        """Return each block; text between blocks is one."""
        blocks: list[str] = []
        run: list[Element | str] = []
        for child in children:
            if isinstance(child, str):
                if run or not child.isspace():
                    run.append(child)
            elif child.name in _INLINE:
                run.append(child)
            else:
                if run:
                    blocks.append(self._line(run))
                    run = []
                if not _left_out(child):
                    blocks += self._block(child)
        if run:
            blocks.append(self._line(run))
        return [block for block in blocks if block]

    def _block(self, node: Element) -> list[str]:
        """Return the blocks of an element that is not inline."""
        name = node.name
        if name in _HEADINGS:
            return [f"{_HEADINGS[name]} {self._line(node.children)}"]
        if name == "p" and not node.classes.isdisjoint(_KICKERS):
            return [f"*{_escaped(' · '.join(child.words for child in node.all()) or node.words)}*"]
        if name in ("legend", "caption", "summary") or not node.classes.isdisjoint(_TITLES):
            return [f"**{self._line(node.children)}**"]
        if "hb-diagram" in node.classes:
            return [f"```mermaid\n{pre.text.strip(chr(10))}\n```" for pre in node.all() if pre.name == "pre"]
        if name == "pre" or "highlight" in node.classes:
            return [_code(node)]
        writers = {
            "ul": self._list,
            "ol": self._list,
            "dl": self._definitions,
            "details": self._details,
            "blockquote": self._quotation,
            "table": self._table,
            "svg": self._drawing,
        }
        return writers[name](node) if name in writers else self._blocks(node.children)

    def _quotation(self, node: Element) -> list[str]:
        return [_prefixed("> ", "\n\n".join(self._blocks(node.children)), "> ")]

    def _list(self, node: Element) -> list[str]:
        items = []
        for n, item in enumerate((child for child in node.children if isinstance(child, Element) and child.name == "li"), 1):
            mark = f"{n}. " if node.name == "ol" else "- "
            box = _box(item)
            blocks = self._blocks(item.children)
            # A list under a line of text follows it without a gap.
            text = _GAP.sub("\n", "\n\n".join(blocks))
            items.append((_prefixed(mark + box, text, " " * len(mark)), len(blocks) > 1 and "\n\n" in text))
        gap = "\n\n" if any(loose for _, loose in items) else "\n"
        return [gap.join(text for text, _ in items)]

    def _definitions(self, node: Element) -> list[str]:
        rows, name = [], ""
        for child in node.all():
            if child.name == "dt":
                name = self._line(child.children)
            elif child.name == "dd":
                rows.append(_prefixed("- ", f"**{name}**: " + "\n\n".join(self._blocks(child.children)), "  "))
        return ["\n".join(rows)]

    def _details(self, node: Element) -> list[str]:
        """Return its summary and its content; definitions need no summary, and an answer has a label of its own."""
        elements = [child for child in node.children if isinstance(child, Element)]
        body = [child for child in elements if child.name != "summary"]
        if body and body[0].name == "dl":
            return self._blocks(body)
        summary = next((child for child in elements if child.name == "summary"), Element("summary"))
        label = next((child.attributes["data-hb-says"] for child in body if "data-hb-says" in child.attributes), "")
        first, *rest = [*self._blocks(body), ""]
        return [f"**{label or self._line(summary.children)}** {first}".strip(), *rest]

    def _table(self, node: Element) -> list[str]:
        caption = node.first("caption")
        rows = [
            [" ".join(self._line([cell]).split()).replace("|", "\\|") for cell in row.children if isinstance(cell, Element)]
            for row in node.all()
            if row.name == "tr"
        ]
        width = max((len(row) for row in rows), default=0)
        lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
        table = ["\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])] if width else []
        return [*(self._block(caption) if caption else []), *table]

    def _drawing(self, node: Element) -> list[str]:
        """Return a drawing's title, description and links; one without a title is decoration."""
        title, description = node.first("title"), node.first("desc")
        blocks = [f"*{_escaped(title.words)}*" + (f": {_escaped(description.words)}" if description else "")] if title else []
        links = [link for link in node.all() if link.name == "a"]
        texts = [" · ".join(text.words for text in link.all() if text.name == "text") for link in links]
        return [*blocks, "\n".join(f"- [{_escaped(text)}]({self._target(link)})" for link, text in zip(links, texts, strict=True))]

    def _line(self, children: Iterable[Element | str]) -> str:
        """Return text and inline elements as one block; each line of the source stays one."""
        lines = []
        for line in "".join([self._inline(child) for child in children]).split("\n"):
            if "  " in line or "\t" in line:
                line = _BLANKS.sub(" ", line)
            if line := line.strip():
                lines.append(_LINE_START.sub(r"\1\\\2", line) if line[0] in _MARKS else line)
        return "\n".join(lines)

    def _inline(self, node: Element | str) -> str:
        if isinstance(node, str):
            return _escaped(node)
        if node.name == "textarea":
            return " …" if "hb-answer--line" in node.classes else ""
        if _left_out(node) or (node.name == "button" and "hb-term__word" not in node.classes):
            return ""
        if node.name == "code":
            return f"`{node.text}`"
        if node.name == "img":
            return f"![{_escaped(node.attributes.get('alt', ''))}]({urljoin(self._url, node.attributes.get('src', ''))})"
        text = "".join([self._inline(child) for child in node.children])
        if node.name == "math":
            source = (node.first("annotation") or node).text
            return f"$$\n{source}\n$$" if node.attributes.get("display") == "block" else f"${source}$"
        if node.name == "br":
            return "\n"
        if node.name == "a" and not text.strip():
            text = _escaped(node.attributes.get("aria-label", ""))  # a link with an icon only
        if node.name == "a" and node.attributes.get("href") and text.strip() and "hb-annotation" not in node.classes:
            return f"[{text.strip()}]({self._target(node)})"
        delimiter = _DELIMITERS.get(node.name, "")
        return f"{delimiter}{text.strip()}{delimiter}" if delimiter and text.strip() else text

    def _target(self, link: Element) -> str:
        """Return where a link leads: from a citation to the work itself, if that has an address."""
        href = link.attributes["href"]
        work = self._works.get(href.rpartition("#")[2].removeprefix("source-"))
        return work or (href if href.startswith("#") else urljoin(self._url, href))


def _code(node: Element) -> str:
    """Return code as a fence with its language and its title."""
    text = (node if node.name == "pre" else node.first("pre") or node).text.strip("\n")
    language = next((name.removeprefix("language-") for name in node.classes if name.startswith("language-")), "")
    title = node.first("span", "filename")
    info = ("" if language == "text" else language) + (f' title="{title.words}"' if title else "")
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
    return f"{fence}{info}\n{text}\n{fence}"


def _prefixed(first: str, text: str, others: str) -> str:
    """Return a block with one prefix before its first line, and another before the lines that follow."""
    return (first + text.replace("\n", f"\n{others}")).replace(f"\n{others}\n", f"\n{others.rstrip()}\n")


def _box(item: Element) -> str:
    """Return the box that an item of a list begins with; "" if it has none, or only a list in it has."""
    control, inner = item.first("input"), item.first("li")
    if not control or control.attributes.get("type") != "checkbox" or (inner and inner.first("input") is control):
        return ""
    return "[x] " if "checked" in control.attributes else "[ ] "


def _left_out(node: Element) -> bool:
    """Tell whether an element has nothing to read."""
    return node.name in _LEFT_OUT or "hidden" in node.attributes or not node.classes.isdisjoint(_LEFT_OUT_CLASSES)


def _escaped(text: str) -> str:
    """Return text in which no character means anything to Markdown."""
    return _SPECIAL.sub(r"\\\1", text)
