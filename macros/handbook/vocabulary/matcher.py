"""Finds words in the text of HTML: whole words, with any kind of space or apostrophe, and with a capital at the start of a sentence."""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from handbook.content.models.vocabulary import Rename

_SPACE = r"(?:\s|&nbsp;|&#160;|&#xa0;)+"
_VARIANTS = {" ": _SPACE, "-": "[-‐‑]", "'": "(?:['’]|&(?:#39|#x27|apos|rsquo|#8217);)", "&": "&(?:amp;)?"}
_SAME = str.maketrans({"’": "'", "‐": "-", "‑": "-"})
# A word ends before a character that is not a letter and does not join two words; "PM’s" still matches "PM". Text after
# & or { is not a word. Each pattern looks back over the first letter, because searching for one of a few letters is fast.
_LEFT = r"(?<!\w.)(?<!\w[-‐‑.:@'’].)(?<!\w&#39;.)(?<![&{].)(?<!&#.)"
_RIGHT = r"(?!\w)(?![-‐‑.:@]\w)"
_FIRSTS = {"'": "’", "-": "‐‑"}
_ENDS = ".?!…·|•"
_QUOTES = "\"'“”‘’«»()[] \t\r\n\f\u00a0\u202f"
_ADDRESS = re.compile(r"(?:://|\bwww\.)[^\s<>\"]*\Z")
_WINDOW, _BEFORE = 20, 300  # characters of context to compare, and to search for it


@dataclass(frozen=True)
class Match:
    """A word in a text: its offsets, its key, and the word that replaces it."""

    start: int
    end: int
    key: str
    replacement: str

    def around(self, text: str) -> str:
        """Return the word with the text around it, which identifies its place in another version of the text."""
        left, right = plain(text[max(0, self.start - _BEFORE) : self.start])[-_WINDOW:], plain(text[self.end : self.end + _BEFORE])[:_WINDOW]
        return f"{left}|{plain(text[self.start : self.end])}|{right}"


class Matcher:
    """Finds words that are renamed.

    Args:
        renames: The new words by the old ones.
        names: Names in which no word is matched.
    """

    def __init__(self, renames: Iterable[Rename], names: Iterable[str] = ()) -> None:
        self._forms = {plain(old): (rename.key, new) for rename in renames for old, new in rename.words.items()}
        self.near = _compiled(self._forms, "", "").search
        self._names = {plain(name) for name in names if self.near(name)} - self._forms.keys()
        self._search = _compiled([*self._forms, *self._names], _LEFT, _RIGHT).search

    def matches(self, text: str, whole: Callable[[int, int], bool] = lambda start, end: True) -> Iterator[Match]:
        """Yield the words in a text, in order; its start is the start of a sentence.

        Args:
            text: The text; it may contain entities.
            whole: Tells whether the text between two offsets can be replaced.
        """
        at = 0
        while match := self._search(text, at):
            at = match.end()
            before, word = text[max(0, match.start() - _BEFORE) : match.start()], plain(match[0])
            if word in self._names or _ADDRESS.search(before):
                continue
            if not whole(*match.span()):
                at = match.start() + 1
                continue
            key, new = self._replacement(word, before)
            yield Match(match.start(), match.end(), key, match[0] if new == word else new)

    def _replacement(self, word: str, before: str) -> tuple[str, str]:
        """Return the key and the new word for a match, capitalised if the match is capitalised unlike its form, or starts a sentence."""
        if word not in self._forms:
            # A capital inside a sentence starts the title of a chapter or a sheet, such as “First steps”.
            key, new = self._forms[word[0].lower() + word[1:]]
            return key, _capital(new)
        key, new = self._forms[word]
        return key, new if word[0].islower() or not _opens(before) else _capital(new)


def plain(text: str) -> str:
    """Return text without entities, with one kind of space, apostrophe and hyphen."""
    return " ".join(html.unescape(text).translate(_SAME).split())


def _compiled(forms: Iterable[str], left: str, right: str) -> re.Pattern[str]:
    """Return a pattern that finds forms in HTML, the longest first, so that "senior PM" is not taken for "PM"."""
    rests: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        rest = "".join(_VARIANTS.get(char, re.escape(char)) for char in form[1:])
        for first in {form[0], _upper(form[0]), *_FIRSTS.get(form[0], "")}:
            rests.setdefault(first, []).append(rest)
    if not rests:
        return re.compile(r"(?!)")
    firsts = "".join(re.escape(first) for first in sorted(rests))
    choices = "|".join(f"(?<={re.escape(first)})(?:{'|'.join(patterns)})" for first, patterns in sorted(rests.items()))
    return re.compile(f"[{firsts}]{left}(?:{choices}){right}", re.DOTALL)


def _upper(char: str) -> str:
    """Return a letter as a capital; a letter without a capital, such as ß, unchanged."""
    return char.upper() if len(char.upper()) == 1 else char


def _opens(before: str) -> bool:
    """Tell whether a sentence begins after a text."""
    seen = html.unescape(before.rstrip()[-40:]).rstrip(_QUOTES)
    return not seen or seen[-1] in _ENDS


def _capital(words: str) -> str:
    """Return words with a capital at the start, unless their first word has capitals of its own, such as "iOS lead"."""
    first = words.split()[0]
    return _upper(words[0]) + words[1:] if first == first.lower() else words
