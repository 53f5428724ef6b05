"""Models of ``docs/search.yml``: stop words and synonyms of the search."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field, RootModel

from handbook.content.models import Part

_MARKS = re.compile("[" + "".join(char for char in map(chr, range(0x300, 0x20F0)) if unicodedata.combining(char)) + "]+")
_GENITIVE = re.compile(r"'s\b")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_WORD = re.compile(r"\d+:\d+|[^\W_]+")


def fold(text: str) -> str:
    """Return a text without capitals, accents and "’s"; ``text-element.js`` folds a reader's query in the same way."""
    plain = text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text))
    plain = plain.lower().replace("ß", "ss").replace("’", "'")
    return _APOSTROPHE.sub("", _GENITIVE.sub("", plain)) if "'" in plain else plain


def words_in(text: str) -> list[str]:
    """Return the words of a text, folded, in order."""
    return _WORD.findall(fold(text))


def _folded(phrase: str) -> str:
    folded = " ".join(words_in(phrase))
    if folded != phrase:
        raise ValueError(f"is not how the search reads it|Write it as `{folded}`: in lower case, without accents and hyphens.")
    return phrase


Phrase = Annotated[str, AfterValidator(_folded)]


class SearchTerms(Part):
    """Words of one language that the search ignores, sets of synonyms, and what people ask that no page answers."""

    stop: Phrase
    same: list[Annotated[list[Phrase], Field(min_length=2)]]
    elsewhere: list[Annotated[str, Field(min_length=2)]] = []


class SearchTermsFile(RootModel[dict[str, SearchTerms]]):
    """The file ``docs/search.yml``: search terms by language."""
