"""A Python-Markdown extension for what both engines must do alike: icons, abbreviations, a fork's broken links, and our macros' HTML.

A macro returns a block of HTML as one line. Python-Markdown and MkDocs would each parse that line again, in Python, to find
where it ends: about a third of an engine's time. The pages come out the same with and without this extension.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from handbook import author_html, fences, icons
from handbook.author_html import page_path
from handbook.content.markdown.details import readable_details
from handbook.content.markdown.markdown_code import find_code, replace_comments

# After pymdownx.superfences (25), which takes code away, and before MkDocs's scan for anchors (21) and html_block (20).
PRIORITY = 23
# After snippets (32) and Zensical's macros (35), and before superfences: a comment may hold code.
COMMENTS_PRIORITY = 31
# Marks of plugins: where a summary of the blog ends, and where the index of tags begins.
_KEPT = re.compile(r"<!--\s*(?:more|material/\w+(?:\s+\{.*\})?)\s*-->", re.S)
ABBREVIATIONS = "team/abbreviations.md"  # below docs; no page
_FILE = Path(__file__).resolve().parents[2] / "docs" / ABBREVIATIONS  # engines do not say where the project is
# After the attributes of links are read (8), and before MkDocs looks for the pages to which they lead (0).
LINKS_PRIORITY = 2
CRITIC_PRIORITY = 25  # critic's own
_OURS = re.compile(r'<(section|div|figure|dl) (?:id="[^"]*" )?class="hb-[^>]*>')
_OPENING = re.compile(r" {0,3}<([A-Za-z][\w-]*|!--)")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_CRITIC = re.compile(r"\{(?:\+\+|--|==|>>|~~)")
_HIDDEN = str.maketrans("{}", "\ufdd0\ufdd1")  # Unicode's noncharacters: no text has them
_SHOWN = str.maketrans("\ufdd0\ufdd1", "{}")
_ID = re.compile(r' id="([^"]+)"')


class StashMacroHtml(Preprocessor):
    """Puts each one-line block of our HTML into Markdown's stash of raw HTML."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the page's lines with a placeholder for each block that is surrounded by blank lines and in no other element."""
        result, container, depth = [], "", 0
        for number, line in enumerate(lines):
            if not depth and is_macro_html(line) and not any(beside.strip() for beside in lines[max(number - 1, 0) : number] + lines[number + 1 : number + 2]):
                result.append(self._stashed(line))
                continue
            result.append(line)
            opening = None if depth else _OPENING.match(line)
            if opening and opening[1].lower() not in _VOID:
                container = opening[1]
            if depth or opening:
                depth = max(0, depth + _depth(container, line))
        return result

    def _stashed(self, line: str) -> str:
        if "mkdocs_extract_anchors" in self.md.treeprocessors:  # MkDocs checks links to anchors against this set
            anchors: set[str] = self.md.treeprocessors["mkdocs_extract_anchors"].present_anchor_ids  # type: ignore[attr-defined]
            anchors.update(_ID.findall(line))
        return self.md.htmlStash.store(f"{line}\n")


class LeaveOutComments(Preprocessor):
    """Empties each comment outside code: Markdown publishes its text, in which a team may have said what readers should not read."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the page's lines with empty comments, which part lists and blocks as full ones do."""
        return replace_comments("\n".join(lines), lambda comment: comment if _KEPT.fullmatch(comment) else "<!-- -->").split("\n")


class ReadDetails(Preprocessor):
    """Lets Markdown in ``<details>`` be read where an author who writes for GitHub means it to be."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the page's lines with the attribute by which Python-Markdown reads it."""
        text = "\n".join(lines)
        places = readable_details(text)
        for place in reversed(places):
            text = f'{text[:place]} markdown="1"{text[place:]}'
        return text.split("\n") if places else lines


class ShareAbbreviations(Preprocessor):
    """Gives each page the abbreviations of a team; before its own, which count more."""

    file = _FILE

    def run(self, lines: list[str]) -> list[str]:
        """Return the page's lines below those of the file that define an abbreviation."""
        if not self.file.exists():
            return lines
        shared = [line for line in self.file.read_text(encoding="utf-8-sig").splitlines() if line.startswith("*[")]
        return [*shared, "", *lines]


class RedirectLinks(Treeprocessor):
    """Replaces links to what upstream has moved or removed, so that neither engine finds a broken link.

    Attributes:
        stand_ins: By page and address, where a link leads; "" for nowhere: its text stays. The same for all pages, and set
            before the first of them, since neither engine lets an extension know the project.
    """

    stand_ins: Mapping[str, Mapping[str, str]] = {}

    def run(self, root: Element) -> None:
        """Replace the links of the page."""
        links = self.stand_ins.get(page_path(self.md), {}) if self.stand_ins else {}
        for element in root.iter() if links else ():
            key = {"a": "href", "img": "src"}.get(element.tag, "")
            new = links.get(element.get(key, "")) if key else None
            if new:
                element.set(key, new)
            elif new is not None:
                element.text = element.text or element.get("alt")
                element.tag = "span"
                element.attrib.clear()


class CriticOutsideCode(Preprocessor):
    """Runs critic after superfences, and with other code's braces hidden; by itself it takes its marks out of all code.

    Args:
        md: The parser.
        critic: Critic's own preprocessor.
    """

    def __init__(self, md: Markdown, critic: Preprocessor) -> None:
        super().__init__(md)
        self.critic: Any = critic
        self.last_step = md.postprocessors["critic-post"]
        md.postprocessors.deregister("critic-post")  # it looks through all HTML of a page: only where there are marks

    def run(self, lines: list[str]) -> list[str]:
        """Return the page's lines with critic's placeholders as they are once white space has been normalized, which is before this."""
        text = "\n".join(lines)
        if not _CRITIC.search(text):
            return lines
        self.md.postprocessors.register(self.last_step, "critic-post", CRITIC_PRIORITY)
        for code in reversed(find_code(text)):
            text = text[: code.start] + text[code.start : code.end].translate(_HIDDEN) + text[code.end :]
        text = "\n".join(self.critic.run([text])).translate(_SHOWN)
        stash = self.critic.critic_stash.stash  # a comment goes there as a whole
        stash.update({key: html.translate(_SHOWN) for key, html in stash.items()})
        return text.replace("\x01", STX).replace("\x04", ETX).split("\n")


class HandbookExtension(Extension):
    """Registers the preprocessors, ``RedirectLinks``, the icons, the fences, and what leaves out an author's HTML."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Register the preprocessors, the icons and the fences."""
        icons.register(md)
        fences.register(md)
        author_html.register(md)
        if "critic" in md.preprocessors:
            md.preprocessors.register(CriticOutsideCode(md, md.preprocessors["critic"]), "critic", PRIORITY + 1)
        md.preprocessors.register(LeaveOutComments(md), "handbook_leave_out_comments", COMMENTS_PRIORITY)
        md.preprocessors.register(StashMacroHtml(md), "handbook_stash_macro_html", PRIORITY)
        md.preprocessors.register(ReadDetails(md), "handbook_read_details", PRIORITY - 0.5)
        md.preprocessors.register(ShareAbbreviations(md), "handbook_share_abbreviations", PRIORITY - 1)
        md.treeprocessors.register(RedirectLinks(md), "handbook_redirect_links", LINKS_PRIORITY)


def makeExtension(**options: object) -> HandbookExtension:  # noqa: N802 (the name is Python-Markdown's)
    """Return the extension, for configurations that name this module."""
    return HandbookExtension(**options)


def is_macro_html(line: str) -> bool:
    """Tell whether a line is exactly one HTML element with a class of ours, in which there is no Markdown to convert."""
    start = _OURS.match(line)
    if not start or not line.endswith(f"</{start[1]}>") or " markdown" in start[0]:
        return False
    depth = 0
    for tag in re.finditer(rf"<(/?){start[1]}[ >]", line):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end() == len(line)
    return False


def _depth(tag: str, line: str) -> int:
    """Return how many elements of a kind, or comments, a line opens and does not close; negative where it closes more."""
    if tag == "!--":
        return line.count("<!--") - line.count("-->")
    return len(re.findall(rf"<{tag}\b", line, re.I)) - len(re.findall(rf"</{tag}\s*>", line, re.I))
