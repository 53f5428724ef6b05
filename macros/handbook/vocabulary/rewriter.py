"""Puts a team's words in the place of the handbook's, in what was built: pages, the HTML of PDFs.

Done there and not in the sources: so no place is left out, ids and wording
hashes stay, and a team can rename a word that nobody had thought of.
"""

from collections import Counter
from collections.abc import Iterable

from handbook.content.library import Library
from handbook.content.vocabulary import Rename
from handbook.markup import ElementTracker, Token, tokenize
from handbook.runs import INLINE, SPACES, TextRun
from handbook.vocabulary.matcher import Matcher
from handbook.vocabulary.values import tag_with

# What others said, what machines read, and works that are cited.
_AS_IS = {"blockquote", "cite", "code", "kbd", "pre", "q", "samp"}
_AS_IS_CLASSES = {"hb-as-is", "hb-cite", "hb-cites", "hb-footer__copyright", "hb-header__name", "hb-sources", "hb-work"}
_AS_IS_PAGES = ("guide/sources/", "guide/sources.html")


class VocabularyRewriter:
    """Renames, and counts what it renamed.

    Args:
        renames: What becomes of which words.
        names: Names that stay as they are although they hold such words: the site's, those of cited works.

    Attributes:
        renames: What it was made with.
        found: Keys of the words that were found anywhere.
        counts: How often each stands in the text of each page, by key and path of the page.
    """

    def __init__(self, renames: Iterable[Rename], names: Iterable[str] = ()) -> None:
        self.renames = list(renames)
        self.found: set[str] = set()
        self.counts: dict[str, Counter[str]] = {}
        self._matcher = Matcher(self.renames, names)
        self._tags: dict[str, str] = {}

    def html(self, text: str, page: str = "") -> str:
        """Return a page, or a part of one, with the team's words; all else in it is the same to the byte.

        Args:
            text: The HTML.
            page: Its path in the site, such as ``workbook/index.html``; "" where nothing is counted.
        """
        return self._html(text, page) if self._matcher.near(text) else text

    def _html(self, text: str, page: str) -> str:
        out: list[str] = []
        article = ElementTracker(lambda tag: tag.name == "article")
        as_is = ElementTracker(lambda tag: _stays(tag, page))
        run = TextRun()
        for piece in tokenize(text):
            if not piece.name:
                run.add(len(out), piece.text, bool(as_is), bool(article))
                out.append(piece.text)
                continue
            as_is.see(piece)
            article.see(piece)
            out.append(piece.text if piece.end or as_is or (piece.void and _stays(piece, page)) else self._tag(piece))
            if piece.name in SPACES:
                run.whole += " "
            if piece.name not in INLINE:
                self._settle(run, out, page)
                run = TextRun()
        self._settle(run, out, page)
        return "".join(out)

    def _settle(self, run: TextRun, out: list[str], page: str) -> None:
        """Rename in the pieces of a run."""
        if not self._matcher.near(run.whole):
            return
        matches = self._matcher.matches(run.whole, lambda start, end: run.part_of(start, end) is not None)
        for match in reversed(list(matches)):
            part = run.part_of(match.start, match.end)
            assert part is not None
            if not part.as_is:
                old = out[part.place]
                out[part.place] = old[: match.start - part.start] + match.answer + old[match.end - part.start :]
                self.found.add(match.key)
                if page and part.counted:
                    self.counts.setdefault(match.key, Counter())[page] += 1

    def _tag(self, tag: Token) -> str:
        if not self._matcher.near(tag.text):
            return tag.text
        if tag.text not in self._tags:  # the same long lists of words stand on many pages
            self._tags[tag.text] = tag_with(tag, self._plain)
        return self._tags[tag.text]

    def _plain(self, text: str) -> str:
        for match in reversed(list(self._matcher.matches(text))):
            text = text[: match.start] + match.answer + text[match.end :]
            self.found.add(match.key)
        return text


def _stays(tag: Token, page: str) -> bool:
    if tag.name in _AS_IS or (tag.name == "article" and page.startswith(_AS_IS_PAGES)):
        return True
    return "hb-" in tag.text and bool(_AS_IS_CLASSES & set(tag.attributes.get("class", "").split()))


def renaming_of(library: Library, name: str) -> VocabularyRewriter:
    """Return what renames the words of a handbook.

    Args:
        library: The checked sources, with the team's words.
        name: What the handbook is called. It stays, and so do the titles of cited works.
    """
    titles = [source.title for source in library.sources.values()]
    return VocabularyRewriter(library.renames, [name, *(title for title in titles if len(title.split()) > 2)])  # a shorter one may be a word of the trade
