"""A page as Markdown, for tools that read: the same words and practice, made of the page that was built.

Not by a converter of others: markdownify took four times as long over a chapter, and would have been taught each of our parts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from handbook.runs import INLINE
from handbook.tree import Element
from tools.postbuild.lines import Lines, left_out, plain

_INLINE = INLINE | {"button", "label", "textarea", "select"}


class Twin:
    """Writes Markdown.

    Args:
        address: Where the page will be; "" where nobody knows, and then its links stay as they are.
        works: The address of each work by its place in the list of sources, such as ``wang21``.
    """

    def __init__(self, address: str, works: Mapping[str, str]) -> None:
        self._lines = Lines(address, works)

    def of(self, article: Element) -> str:
        """Return an article as Markdown."""
        return "\n\n".join(self._blocks(article.children)) + "\n"

    def _blocks(self, children: Iterable[Element | str]) -> Iterator[str]:
        """Yield each block; text that stands between blocks is one."""
        run: list[Element | str] = []
        for child in [*children, None]:
            if isinstance(child, str) or (child and child.name in _INLINE):
                run.append(child)
                continue
            if text := self._lines.of(run):
                yield text
            run = []
            yield from (text for text in self._block(child) if text) if child and not left_out(child) else ()

    def _block(self, node: Element) -> Iterator[str]:
        match node.name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                yield f"{'#' * int(node.name[1])} {self._lines.of(node.children)}"
            case "p" if node.classes & {"hb-block__kicker", "hb-opening__kicker"}:
                yield f"*{plain(' · '.join(child.words for child in node.all()) or node.words)}*"
            case "ul" | "ol":
                yield self._list(node)
            case "dl":
                yield self._definitions(node)
            case "legend" | "caption" | "summary":
                yield f"**{self._lines.of(node.children)}**"
            case "details":
                yield from self._details(node)
            case "blockquote":
                yield _ahead("> ", "\n\n".join(self._blocks(node.children)), "> ")
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
            box = "[ ] " if (found := item.first("input")) and found.said.get("type") == "checkbox" else ""
            blocks = list(self._blocks(item.children))
            # What follows a line stands under it without a gap where it is a list itself.
            text = re.sub(r"\n\n(?=- )", "\n", "\n\n".join(blocks))
            items.append((_ahead(mark + box, text, " " * len(mark)), len(blocks) > 1 and "\n\n" in text))
        gap = "\n\n" if any(loose for _, loose in items) else "\n"
        return gap.join(text for text, _ in items)

    def _definitions(self, node: Element) -> str:
        rows, name = [], ""
        for child in (one for one in node.all() if one.name in ("dt", "dd")):
            if child.name == "dt":
                name = self._lines.of(child.children)
            else:
                rows.append(_ahead("- ", f"**{name}**: " + "\n\n".join(self._blocks(child.children)), "  "))
        return "\n".join(rows)

    def _details(self, node: Element) -> Iterator[str]:
        """Yield what opens it and what is in it; a list of definitions names itself, and an answer says whose it is."""
        body = [child for child in node.children if isinstance(child, Element) and child.name != "summary"]
        opens = next((child for child in node.children if isinstance(child, Element) and child.name == "summary"), Element("summary"))
        if body and body[0].name == "dl":
            yield from self._blocks(body)
        else:
            named = next((child.said["data-hb-says"] for child in body if "data-hb-says" in child.said), "")
            first, *rest = [*self._blocks(body), ""]
            yield f"**{named or self._lines.of(opens.children)}** {first}".strip()
            yield from rest

    def _table(self, node: Element) -> Iterator[str]:
        if caption := node.first("caption"):
            yield from self._block(caption)
        rows = [
            [" ".join(self._lines.of([cell]).split()).replace("|", "\\|") for cell in row.children if isinstance(cell, Element)]
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
            yield f"*{plain(title.words)}*" + (f": {plain(told.words)}" if told else "")
        links = [link for link in node.all() if link.name == "a"]
        for link in links:
            link.said["href"] = link.said.get("href") or link.said.get("xlink:href", "")
        texts = [" · ".join(text.words for text in link.all() if text.name == "text") for link in links]
        yield "\n".join(f"- [{plain(text)}]({self._lines.target(link)})" for link, text in zip(links, texts, strict=True))


def _ahead(first: str, text: str, others: str) -> str:
    """Return a block with a mark before its first line, and with others before the lines that follow."""
    return (first + text.replace("\n", f"\n{others}")).replace(f"\n{others}\n", f"\n{others.rstrip()}\n")
