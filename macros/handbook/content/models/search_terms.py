"""Models of ``docs/search.yml`` and a fork's ``docs/team/search.yml``: stop words and synonyms of the search."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import AfterValidator, Field, RootModel

from handbook.content.models.base import Part

# The same in docs/assets/javascripts/search/text.js: accents and points, which few people type, soft hyphens and what else has no
# width; the vowels of Thai or Hindi stay.
_MARKS = re.compile(
    "[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
)
_LETTERS = str.maketrans(
    {"ß": "ss", "’": "'", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "\u0629": "\u0647", "\u0649": "\u064a"}
)
_ARTICLE = re.compile(r"(?<![^\W\d_])(?:[\u0648\u0641\u0628\u0643]?\u0627\u0644|\u0644\u0644)(?=[\u0621-\u064a]{3})")  # Arabic, with what is written to it
_GENITIVE = re.compile(r"'s\b")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_ONE_TO_ONE = re.compile(r"\b1(?:-|on)1\b")
_LETTER = "".join(char for char in map(chr, range(0x900, 0x1D00)) if unicodedata.category(char).startswith("M"))
_WORD = re.compile(rf"\d+:\d+|\b[a-z](?:\+\+|#)|(?<!\w)\.net\b|(?:[^\W_]|[{_LETTER}])+")
# Scripts that write words without spaces, or with endings at them: Thai, Lao, Burmese, Khmer, kana, Han, Hangul.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+")


def fold(text: str) -> str:
    """Return a text without capitals, accents, "’s" and Arabic articles; ``search/text.js`` folds a reader's query in the same way."""
    plain = text.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", plain))).translate(_LETTERS)
        plain = _ARTICLE.sub("", plain)
    plain = plain.replace("aa", "a")  # Aarhus is Århus
    plain = _APOSTROPHE.sub("", _GENITIVE.sub("", plain)) if "'" in plain else plain
    return _ONE_TO_ONE.sub("1:1", plain)


def words_in(text: str) -> list[str]:
    """Return the words of a text, folded, in order; where a script has no spaces, each two neighbouring characters."""
    folded = fold(text)
    words: list[str] = _WORD.findall(folded)
    return words if folded.isascii() else [piece for word in words for piece in _pieces(word)]


def _pieces(word: str) -> Iterator[str]:
    """Yield the parts of a word: each run of a script with spaces whole, and of one without them each two neighbouring characters."""
    end = 0
    for run in _UNSPACED.finditer(word):
        if run.start() > end:
            yield word[end : run.start()]
        end = run.end()
        yield from (run[0][n : n + 2] for n in range(max(1, len(run[0]) - 1)))
    if end < len(word):
        yield word[end:]


def _folded(phrase: str) -> str:
    """Return a phrase that is written as the search reads it, unchanged; else raise."""
    folded = " ".join(words_in(phrase))
    if folded != phrase and not _UNSPACED.search(folded):  # who writes Japanese need not write pairs of characters
        raise ValueError(f"is not how the search reads it|Write it as `{folded}`: in lower case, without accents and hyphens.")
    return folded


def _all_folded(phrases: str) -> str:
    return ", ".join(map(_folded, phrases.split(", ")))


Phrase = Annotated[str, AfterValidator(_folded)]
Phrases = Annotated[str, AfterValidator(_all_folded)]  # with commas between them


class SearchTerms(Part):
    """Words of one language that the search ignores, sets of synonyms, what people type for the pages' words, and what they ask that no page answers."""

    stop: Phrase = ""
    same: list[Annotated[list[Phrase], Field(min_length=2)]] = []
    typed: dict[Phrases, Phrases] = {}
    elsewhere: list[Annotated[str, Field(min_length=2)]] = []


def _language(code: str) -> str:
    if not re.fullmatch("[a-z]{2,3}", code):
        raise ValueError("is not the code of a language|Begin with one that pages are in, such as `en:` or `ja:`.")
    return code


class SearchTermsFile(RootModel[dict[Annotated[str, AfterValidator(_language)], SearchTerms]]):
    """The file ``docs/search.yml``, or a fork's: search terms by language."""


def joined(parts: Iterable[SearchTerms]) -> SearchTerms:
    """Return all of them as one."""
    stop, same, elsewhere, typed = [], [], [], defaultdict(list)
    for part in parts:
        stop.append(part.stop)
        same += part.same
        elsewhere += part.elsewhere
        for words, phrases in part.typed.items():
            typed[words].append(phrases)
    return SearchTerms.model_construct(
        stop=" ".join(filter(None, stop)), same=same, elsewhere=elsewhere, typed={words: ", ".join(phrases) for words, phrases in typed.items()}
    )
