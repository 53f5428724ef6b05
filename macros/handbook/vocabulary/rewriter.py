"""Replaces the handbook's words with a team's in the finished HTML of pages and PDFs.

Rewriting the HTML rather than the sources misses nothing, and leaves ids and wording hashes unchanged.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable

from markupsafe import escape

from handbook.content.library import Library
from handbook.content.models.vocabulary import Rename
from handbook.vocabulary.markup import INLINE, SPACES, ElementTracker, TextRun, Token, tokenize
from handbook.vocabulary.matcher import Matcher

# Quotations, code and cited works.
_AS_IS = {"blockquote", "cite", "code", "kbd", "pre", "q", "samp"}
_AS_IS_CLASSES = {"hb-as-is", "hb-cite", "hb-cites", "hb-footer__copyright", "hb-header__name", "hb-sources", "hb-work"}
_AS_IS_PAGES = ("guide/sources/", "guide/sources.html")
# Attributes and values of <meta> that readers see or hear.
_TEXT_ATTRIBUTES = {"alt", "aria-description", "aria-label", "aria-roledescription", "label", "placeholder", "title"}
_TEXT_ATTRIBUTES |= {"data-group", "data-hb-begun", "data-hb-title", "data-title", "data-version"}
_JSON_ATTRIBUTES = {"data-hb-catalogue", "data-hb-words"}
_METAS = {"description", "keywords", "og:description", "og:image:alt", "og:title", "twitter:description", "twitter:image:alt", "twitter:title"}
# Keys of the catalogue (macros/handbook/views/catalogue.py) whose values are not text.
_MACHINE_KEYS = {"anchor", "chapter", "id", "kind", "part", "rev", "section", "slug", "url", "was"}
_STRING = re.compile(r'"((?:[^"\\]|\\.)*+)"(\s*:)?', re.DOTALL)


class VocabularyRewriter:
    """Replaces words, and counts them.

    Args:
        renames: The new words by the old ones.
        names: Names that are kept even if they contain such words, such as the site's name and titles of cited works.

    Attributes:
        renames: The renames, as passed.
        replaced_keys: Keys of the words that were replaced anywhere.
        counts: Number of replacements in each page's article, by the word's key and the page's path.
    """

    def __init__(self, renames: Iterable[Rename], names: Iterable[str] = ()) -> None:
        self.renames = list(renames)
        self.replaced_keys: set[str] = set()
        self.counts: dict[str, Counter[str]] = {}
        self._matcher = Matcher(self.renames, names)
        self._tags: dict[str, str] = {}

    def html(self, text: str, page: str = "") -> str:
        """Return a page, or a part of one, with the team's words; every other byte is preserved.

        Args:
            text: The HTML.
            page: Its path in the site, such as ``workbook/index.html``; "" to count nothing.
        """
        return self._rewrite(text, page) if self._matcher.near(text) else text

    def _rewrite(self, text: str, page: str) -> str:
        out: list[str] = []
        article = ElementTracker(lambda tag: tag.name == "article")
        as_is = ElementTracker(lambda tag: _stays(tag, page))
        run = TextRun()
        for token in tokenize(text):
            if not token.name:
                run.add(len(out), token.text, bool(as_is), bool(article))
                out.append(token.text)
                continue
            as_is.see(token)
            article.see(token)
            out.append(token.text if token.end or as_is or (token.void and _stays(token, page)) else self._tag(token))
            if token.name in SPACES:
                run.whole += " "
            if token.name not in INLINE:
                self._rewrite_run(run, out, page)
                run = TextRun()
        self._rewrite_run(run, out, page)
        return "".join(out)

    def _rewrite_run(self, run: TextRun, out: list[str], page: str) -> None:
        """Replace words in the parts of a run."""
        if not self._matcher.near(run.whole):
            return
        matches = self._matcher.matches(run.whole, lambda start, end: run.part_of(start, end) is not None)
        for match in reversed(list(matches)):
            part = run.part_of(match.start, match.end)
            assert part is not None
            if not part.as_is:
                old = out[part.place]
                out[part.place] = old[: match.start - part.start] + match.replacement + old[match.end - part.start :]
                self.replaced_keys.add(match.key)
                if page and part.counted:
                    self.counts.setdefault(match.key, Counter())[page] += 1

    def _tag(self, tag: Token) -> str:
        if not self._matcher.near(tag.text):
            return tag.text
        if tag.text not in self._tags:  # many pages have the same long attributes
            self._tags[tag.text] = rewrite_attributes(tag, self._rewrite_text)
        return self._tags[tag.text]

    def _rewrite_text(self, text: str) -> str:
        for match in reversed(list(self._matcher.matches(text))):
            text = text[: match.start] + match.replacement + text[match.end :]
            self.replaced_keys.add(match.key)
        return text


def rewrite_attributes(tag: Token, change: Callable[[str], str]) -> str:
    """Return a tag with each text in its attributes replaced by what ``change`` returns; ids, addresses and the like stay."""
    values = tag.attributes
    content = values.get("name", values.get("property", "")) in _METAS

    def changed(name: str, value: str) -> str:
        if name in _JSON_ATTRIBUTES:
            return _json_attribute(value, change)
        # In the contents this attribute is a text about progress; elsewhere it is an id.
        words = name in _TEXT_ATTRIBUTES or (name == "content" and content) or (name, tag.name) == ("data-hb-of", "hb-contents")
        return change(value) if words else value

    return tag.with_values(changed)


def rewrite_json(text: str, change: Callable[[str, str], str]) -> str:
    """Return JSON with each string replaced by what ``change`` returns for its key and itself; every other byte stays."""
    key = ""

    def changed(match: re.Match[str]) -> str:
        nonlocal key
        value = json.loads(f'"{match[1]}"', strict=False)
        if match[2]:
            key = value
            return match[0]
        new = change(key, value)
        return match[0] if new == value else json.dumps(new, ensure_ascii=text.isascii())

    return _STRING.sub(changed, text)


def _json_attribute(value: str, change: Callable[[str], str]) -> str:
    plain = html.unescape(value)
    new = rewrite_json(plain, lambda key, text: text if key in _MACHINE_KEYS else change(text))
    return value if new == plain else str(escape(new))


def _stays(tag: Token, page: str) -> bool:
    if tag.name in _AS_IS or (tag.name == "article" and page.startswith(_AS_IS_PAGES)):
        return True
    return "hb-" in tag.text and bool(_AS_IS_CLASSES & set(tag.attributes.get("class", "").split()))


def rewriter_of(library: Library, name: str) -> VocabularyRewriter:
    """Return the rewriter of a handbook.

    Args:
        library: The checked sources, with the team's words.
        name: What the handbook is called; this name stays, and so do the titles of cited works.
    """
    titles = [source.title for source in library.sources.values()]
    return VocabularyRewriter(library.renames, [name, *(title for title in titles if len(title.split()) > 2)])  # a shorter one may be a term
