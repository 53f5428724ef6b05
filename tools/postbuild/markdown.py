"""Writes a page as Markdown beside it, for tools that read: the same text and practice, made of the finished page.

Not with a converter of others: markdownify took four times as long over a chapter, and would have had to learn each of our parts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urljoin

from handbook.vocabulary.markup import INLINE
from tools.postbuild.site import MARKDOWN, Element, Page, Site

_INLINE = INLINE | {"button", "label", "textarea", "select"}
# What works only on the page, is for the eye or the ear alone, or is said twice.
_LEFT_OUT = {"script", "style", "noscript", "template", "input", "select", "nav", "hb-progress", "hb-continue"}
_LEFT_OUT_CLASSES = {"hb-visually-hidden", "hb-code", "hb-foot", "hb-margin", "hb-term__meaning", "hb-map__mark"}
_DELIMITERS = {"strong": "**", "b": "**", "em": "*", "i": "*", "cite": "*", "dfn": "*"}
_SPECIAL = re.compile(r"([\\`*\[\]<])")
_LINE_START = re.compile(r"^(\d*)([#>+-]|(?<=\d)[.)])(?=\s)", re.M)


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

    def _blocks(self, children: Iterable[Element | str]) -> Iterator[str]:
        """Yield each block; text that stands between blocks is one."""
        run: list[Element | str] = []
        for child in [*children, None]:
            if isinstance(child, str) or (child and child.name in _INLINE):
                run.append(child)
                continue
            if text := self._line(run):
                yield text
            run = []
            yield from (text for text in self._block(child) if text) if child and not _left_out(child) else ()

    def _block(self, node: Element) -> Iterator[str]:
        match node.name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                yield f"{'#' * int(node.name[1])} {self._line(node.children)}"
            case "p" if node.classes & {"hb-block__kicker", "hb-opening__kicker"}:
                yield f"*{_escaped(' · '.join(child.words for child in node.all()) or node.words)}*"
            case "ul" | "ol":
                yield self._list(node)
            case "dl":
                yield self._definitions(node)
            case "legend" | "caption" | "summary":
                yield f"**{self._line(node.children)}**"
            case "details":
                yield from self._details(node)
            case "blockquote":
                yield _prefixed("> ", "\n\n".join(self._blocks(node.children)), "> ")
            case "pre":
                yield f"```\n{node.text.strip(chr(10))}\n```"
            case "table":
                yield from self._table(node)
            case "svg":
                yield from self._drawing(node)
            case _:
                yield from self._blocks(node.children)

    def _list(self, node: Element) -> str:
        marks = [mark for mark in node.children if isinstance(mark, Element) and mark.name == "li"]
        items = []
        for n, item in enumerate(marks, 1):
            mark = f"{n}. " if node.name == "ol" else "- "
            box = "[ ] " if (found := item.first("input")) and found.attributes.get("type") == "checkbox" else ""
            blocks = list(self._blocks(item.children))
            # What follows a line stands under it without a gap where it is a list itself.
            text = re.sub(r"\n\n(?=- )", "\n", "\n\n".join(blocks))
            items.append((_prefixed(mark + box, text, " " * len(mark)), len(blocks) > 1 and "\n\n" in text))
        gap = "\n\n" if any(loose for _, loose in items) else "\n"
        return gap.join(text for text, _ in items)

    def _definitions(self, node: Element) -> str:
        rows, name = [], ""
        for child in (one for one in node.all() if one.name in ("dt", "dd")):
            if child.name == "dt":
                name = self._line(child.children)
            else:
                rows.append(_prefixed("- ", f"**{name}**: " + "\n\n".join(self._blocks(child.children)), "  "))
        return "\n".join(rows)

    def _details(self, node: Element) -> Iterator[str]:
        """Yield what opens it and what is in it; a list of definitions names itself, and an answer says whose it is."""
        body = [child for child in node.children if isinstance(child, Element) and child.name != "summary"]
        opens = next((child for child in node.children if isinstance(child, Element) and child.name == "summary"), Element("summary"))
        if body and body[0].name == "dl":
            yield from self._blocks(body)
        else:
            named = next((child.attributes["data-hb-says"] for child in body if "data-hb-says" in child.attributes), "")
            first, *rest = [*self._blocks(body), ""]
            yield f"**{named or self._line(opens.children)}** {first}".strip()
            yield from rest

    def _table(self, node: Element) -> Iterator[str]:
        if caption := node.first("caption"):
            yield from self._block(caption)
        rows = [
            [" ".join(self._line([cell]).split()).replace("|", "\\|") for cell in row.children if isinstance(cell, Element)]
            for row in node.all()
            if row.name == "tr"
        ]
        wide = max((len(row) for row in rows), default=0)
        if wide:
            lines = ["| " + " | ".join(row + [""] * (wide - len(row))) + " |" for row in rows]
            yield "\n".join([lines[0], "|" + " --- |" * wide, *lines[1:]])

    def _drawing(self, node: Element) -> Iterator[str]:
        """Yield what a drawing says of itself, and the links in it; one that says nothing is only an ornament."""
        title, told = node.first("title"), node.first("desc")
        if title:
            yield f"*{_escaped(title.words)}*" + (f": {_escaped(told.words)}" if told else "")
        links = [link for link in node.all() if link.name == "a"]
        for link in links:
            link.attributes["href"] = link.attributes.get("href") or link.attributes.get("xlink:href", "")
        texts = [" · ".join(text.words for text in link.all() if text.name == "text") for link in links]
        yield "\n".join(f"- [{_escaped(text)}]({self._target(link)})" for link, text in zip(links, texts, strict=True))

    def _line(self, children: Iterable[Element | str]) -> str:
        """Return text and what stands in a line with it; each line of the source stays one."""
        text = "".join(self._inline(child) for child in children)
        lines = (re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n"))
        return _LINE_START.sub(r"\1\\\2", "\n".join(line for line in lines if line))

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
        text = "".join(self._inline(child) for child in node.children)
        if node.name == "br":
            return "\n"
        if node.name == "a" and node.attributes.get("href") and text.strip():
            return f"[{text.strip()}]({self._target(node)})"
        around = _DELIMITERS.get(node.name, "")
        return f"{around}{text.strip()}{around}" if around and text.strip() else text

    def _target(self, link: Element) -> str:
        """Return where a link leads; one to a cited work, to the work itself where it has an address."""
        href = link.attributes["href"]
        work = self._works.get(href.rpartition("#")[2].removeprefix("source-"))
        return work or (href if href.startswith("#") else urljoin(self._url, href))


def _prefixed(first: str, text: str, others: str) -> str:
    """Return a block with a mark before its first line, and with others before the lines that follow."""
    return (first + text.replace("\n", f"\n{others}")).replace(f"\n{others}\n", f"\n{others.rstrip()}\n")


def _left_out(node: Element) -> bool:
    """Tell whether an element has nothing to read."""
    return node.name in _LEFT_OUT or "hidden" in node.attributes or bool(node.classes & _LEFT_OUT_CLASSES)


def _escaped(text: str) -> str:
    """Return text in which no character means anything to Markdown."""
    return _SPECIAL.sub(r"\\\1", text)
