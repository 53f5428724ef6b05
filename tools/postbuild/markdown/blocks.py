"""Finishes the blocks of Material's Markdown on a built page, alike for both engines.

An engine's extensions tell the types of admonitions apart by a class, speak English, and show one tab of a set by radio
buttons, whose ids collide on a page. Here each type gets its word, in the page's language; each panel its title, so that
without scripts and on paper all panels can be read one below the other (``docs/assets/javascripts/markdown/tabs.js`` makes
tabs of them); and each box of a task list its label.
"""

import html
import re
from collections.abc import Iterable
from typing import Any

from handbook.i18n.strings import languages, load_language
from tools.postbuild.site import Page, Site

_ARTICLE = re.compile(r'<article class="hb-text"[^>]*?\blang="([^"]*)"')
_BLOCK = re.compile(
    r'<(?P<block>div(?=[^>]*\badmonition\b)|details(?=[^>]* class="))(?P<attributes>[^>]*)>\s*'
    r"<(?P<tag>summary|p|h[1-6])\b(?P<more>[^>]*)>(?P<title>.*?)</(?P=tag)>",
    re.S,
)
_CLASS = re.compile(r' class="([^"]*)"')
_TAGS = re.compile(r"<[^>]*>")
_TABS = re.compile(r'(?P<radios>(?:<input\b[^>]* name="__tabbed_[^>]*>\s*)*)<div class="tabbed-labels">(?P<labels>.*?)</div>|<div class="tabbed-block">', re.S)
_LABEL = re.compile(r'<label for="([^"]*)">(.*?)</label>', re.S)
_TASK = re.compile(
    r'(<li class="[^"]*\btask-list-item\b[^"]*">\s*(?:<p>)?)(<input\b[^>]*>.*?)(?=\s*</?(?:li|p|ul|ol|dl|div|pre|table|blockquote|details|figure)\b)', re.S
)
_FOOTNOTE = re.compile(r'<a class="footnote-(ref|backref)" href="#fn(?:ref)?(\d*):([^"]*)"(?: title="[^"]*")?>(.*?)</a>', re.S)
_CAPTION = re.compile(r'(<span class="caption-prefix">)(Figure|Table) ([\d.]*\d)\.?(</span>)')
_ABBREVIATION = re.compile(r'<abbr (title="([^"]*)")')


def finish_blocks(site: Site, page: Page) -> None:
    """Write the words, titles and labels of a page's blocks into its source."""
    start = _ARTICLE.search(page.body)
    if not start:
        return
    words, language = _words(site, start[1])
    blocks = _Blocks(words, f' lang="{language}"' if language != start[1] else "")
    before, end, after = page.body[start.end() :].partition("</article>")
    page.body = page.body[: start.end()] + blocks.finished(before) + end + after


def _words(site: Site, language: str) -> tuple[dict[str, Any], str]:
    """Return the words for blocks in the language of a page, or in that of the interface if the page's has none; and which it is."""
    docs, own = site.library.docs, site.library.config.language
    if language == own or language not in languages(docs):
        return site.library.strings.get("markdown", {}), own
    return load_language(site.root, docs, language).get("markdown", {}), language


class _Blocks:
    """Finishes the blocks of one page.

    Args:
        words: The strings of the section ``markdown``.
        lang: An attribute that names their language, if it is not the page's.
    """

    def __init__(self, words: dict[str, Any], lang: str) -> None:
        self._words, self._lang = words, lang
        self._types: dict[str, str] = words.get("types", {})
        self._labels: list[list[tuple[str, str, bool]]] = []
        self._references: dict[str, int] = {}
        self._expanded: set[str] = set()

    def finished(self, text: str) -> str:
        """Return the HTML of an article with its blocks finished."""
        for hints, pattern, replacement in (
            (("admonition", "<details"), _BLOCK, self._titled),
            (("tabbed-labels",), _TABS, self._panel),
            (("task-list-item",), _TASK, r"\1<label>\2</label>"),
            (("footnote-",), _FOOTNOTE, self._footnote),
            (("caption-prefix",), _CAPTION, self._caption),
            (("<abbr ",), _ABBREVIATION, self._abbreviation),
        ):
            if any(hint in text for hint in hints):
                text = pattern.sub(replacement, text)
        return text

    def _titled(self, block: re.Match[str]) -> str:
        """Put the word for its type before the title of an admonition; a default title is that word."""
        classes = _classes(block["attributes"])
        title_classes = _classes(block["more"])
        kind = next((name for name in classes if name in self._types), "")
        if not kind or ("admonition-title" not in title_classes if block["block"] == "div" else block["tag"] != "summary"):
            return block[0]
        word = html.escape(str(self._types[kind]))
        own = _TAGS.sub("", block["title"]).strip()
        if own.casefold() in ("", kind, word.casefold()):
            title = f'<span class="hb-kind"{self._lang}>{word}</span>'
        else:
            title = f'<span class="hb-kind"{self._lang}>{word} ·</span> {block["title"]}'
        return block[0][: block.start("title") - block.start()] + title + block[0][block.end("title") - block.start() :]

    def _panel(self, match: re.Match[str]) -> str:
        """Move the labels of a set of tabs into its panels; a set within a panel comes between two panels of the outer one."""
        if match["labels"] is not None:
            radios = match["radios"].split("<input")[1:]
            chosen = next((number for number, radio in enumerate(radios) if " checked=" in radio), 0)
            self._labels.append([(*label, number == chosen) for number, label in enumerate(_LABEL.findall(match["labels"]))])
            return ""
        while self._labels and not self._labels[-1]:
            self._labels.pop()
        if not self._labels:
            return match[0]
        name, label, chosen = self._labels[-1].pop(0)
        anchor = "" if name.startswith("__tabbed_") else f' id="{name}"'
        return f'<div class="tabbed-block"{anchor}{" data-hb-chosen" if chosen else ""}><div class="tabbed-title">{label}</div>'

    def _footnote(self, link: re.Match[str]) -> str:
        """Name a footnote's links for those who hear them."""
        kind, which, note, text = link.groups()
        if kind == "ref":
            self._references[note] = int(text) if text.isdigit() else len(self._references) + 1
            return f'<a class="footnote-ref" href="#fn:{note}" role="doc-noteref" aria-label="{self._word("footnote", n=text)}">{text}</a>'
        key = "footnote-back-again" if which else "footnote-back"
        name = self._word(key, n=self._references.get(note, note), m=which)
        return f'<a class="footnote-backref" href="#fnref{which}:{note}" role="doc-backlink" aria-label="{name}">↩\ufe0e</a>'

    def _caption(self, match: re.Match[str]) -> str:
        start, kind, number, end = match.groups()
        return f"{start}{self._word(kind.lower(), n=number)}{end}"

    def _abbreviation(self, match: re.Match[str]) -> str:
        """Mark the first of each abbreviation, which is spelled out on paper."""
        if match[2] in self._expanded:
            return match[0]
        self._expanded.add(match[2])
        return f'<abbr class="hb-abbr" {match[1]}'

    def _word(self, key: str, **values: object) -> str:
        return html.escape(str(self._words.get(key, key)).format(**values))


def _classes(attributes: str) -> Iterable[str]:
    return match[1].split() if (match := _CLASS.search(attributes)) else []
