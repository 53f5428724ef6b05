"""Rules for ``docs/search.yml``: how people ask, so that the search finds what they mean."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field, RootModel

from handbook.content.models import Part

_MARKS = re.compile("[" + "".join(sign for sign in map(chr, range(0x300, 0x20F0)) if unicodedata.combining(sign)) + "]+")
_GENITIVE = re.compile(r"'s\b")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_WORD = re.compile(r"\d+:\d+|[^\W_]+")


def fold(text: str) -> str:
    """Return a text without capitals and accents, as ``text-element.js`` folds what a reader types; "’s" goes."""
    plain = text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text))
    plain = plain.lower().replace("ß", "ss").replace("’", "'")
    return _APOSTROPHE.sub("", _GENITIVE.sub("", plain)) if "'" in plain else plain


def words_in(text: str) -> list[str]:
    """Return the words of a text, folded, in order."""
    return _WORD.findall(fold(text))


def _folded(phrase: str) -> str:
    said = " ".join(words_in(phrase))
    if said != phrase:
        raise ValueError(f"is not how the search reads it|Write it as `{said}`: in lower case, without accents and hyphens.")
    return phrase


Phrase = Annotated[str, AfterValidator(_folded)]


class SearchTerms(Part):
    """How people ask in one language: words that say nothing, and sets of words that mean the same."""

    stop: Phrase
    same: list[Annotated[list[Phrase], Field(min_length=2)]]


class SearchTermsFile(RootModel[dict[str, SearchTerms]]):
    """The file ``docs/search.yml``, by language."""
