"""Checks that every language in docs/strings/ has the same keys and placeholders as English."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from handbook.config import ENGLISH
from handbook.content.source.yaml_source import Document, KeyPath, format_path
from handbook.errors import Problem, SourceErrors, nearest
from handbook.i18n.strings import languages, plural_base, read_language

_NAME = re.compile(r"\{(\w+)\}")
DIRECTIONS = ("ltr", "rtl")
# Page titles come from the front matter; a language can translate them under this key.
TITLES = "titles"


def problems(root: Path, docs: Path) -> list[Problem]:
    """Return the problems in all files of interface words.

    Args:
        root: The project's root folder.
        docs: The documentation folder.
    """
    problems: list[Problem] = []
    documents: dict[str, Document] = {}
    for language in languages(docs):
        try:
            documents[language] = read_language(docs, root, language)
        except SourceErrors as error:
            problems += error.problems
    for language, document in documents.items():
        problems += _header_problems(document, language)
        if ENGLISH in documents:
            english = documents[ENGLISH].data
            problems += _section_problems(document, (), english, document.data, _plural_forms(english, document.data))
    return problems


def _header_problems(document: Document, language: str) -> Iterator[Problem]:
    if document.data.get("language") != language:
        yield Problem(document.file, document.line(("language",)), "language", "is not the name of its file", f"Write `language: {language}`.")
    if document.data.get("direction") not in DIRECTIONS:
        fix = "Write `direction: ltr`, or rtl for a language from right to left."
        yield Problem(document.file, document.line(("direction",)), "direction", "is neither ltr nor rtl", fix)
    titles = document.data.get(TITLES, {})
    if not isinstance(titles, dict) or not all(isinstance(word, str) and word for word in titles.values()):
        yield Problem(
            document.file,
            document.line((TITLES,)),
            TITLES,
            "is not a list of titles",
            "Write one per line: the title as on the page, a colon, and its translation.",
        )


def _plural_forms(english: Mapping[str, Any], translated: Mapping[str, Any]) -> set[str]:
    """Return the plural forms that a language uses anywhere, since it needs them for every counted word."""
    forms = {key.rpartition("-")[2] for key in translated if plural_base(english, key)}
    for key, words in english.items():
        if isinstance(words, dict) and isinstance(translated.get(key), dict):
            forms |= _plural_forms(words, translated[key])
    return forms


def _expected(english: Mapping[str, Any], forms: set[str]) -> dict[str, tuple[Any, Any]]:
    """Return, for each key that a language needs, the English text, and the English text for a count of one (the same if nothing is counted)."""
    expected = {key: (text, text) for key, text in english.items() if not plural_base(english, key)}
    for key, (text, _) in list(expected.items()):
        if f"{key}-one" in english:
            expected |= {f"{key}-{form}": (text, english[f"{key}-one"]) for form in forms}
    return expected


def _section_problems(document: Document, where: KeyPath, english: Mapping[str, Any], translated: Mapping[str, Any], forms: set[str]) -> Iterator[Problem]:
    expected = _expected(english, forms)
    for key in sorted({*expected, *translated} - ({TITLES} if not where else set())):
        place = (*where, key)
        text, singular = expected.get(key, ("", ""))
        if key not in translated:
            yield Problem(document.file, document.line(where), format_path(place), "is missing", f"Add it. The English text is: {_short(text)}")
        elif key not in expected:
            yield Problem(document.file, document.line(place), format_path(place), "is not a word of the interface", nearest(key, english))
        elif isinstance(text, dict) and isinstance(translated[key], dict):
            yield from _section_problems(document, place, text, translated[key], forms)
        elif type(text) is not type(translated[key]):
            yield Problem(
                document.file, document.line(place), format_path(place), "is not the same kind of value as in English", f"The English value is: {_short(text)}"
            )
        else:
            yield from _word_problems(document, place, translated[key], _placeholders(singular), _placeholders(text) | _placeholders(singular))


def _word_problems(document: Document, place: KeyPath, word: str, required: set[str], allowed: set[str]) -> Iterator[Problem]:
    def problem(message: str, fix: str) -> Problem:
        return Problem(document.file, document.line(place), format_path(place), message, fix)

    used = _placeholders(word)
    if not word.strip():
        yield problem("is empty", "Write the word.")
    elif required - used:
        yield problem(f"does not contain {_listed(required - used)}", "Add it: the handbook puts a value there.")
    elif used - allowed:
        yield problem(f"has {_listed(used - allowed)}, which nothing fills in", f"Use {_listed(allowed) or 'no braces'}.")
    elif re.search(r"[{}]", _NAME.sub("", word)):
        yield problem("has an unmatched brace", "Remove it.")


def _placeholders(word: str) -> set[str]:
    return set(_NAME.findall(word))


def _listed(names: set[str]) -> str:
    return " and ".join(f"{{{name}}}" for name in sorted(names))


def _short(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else "a section with keys of its own"
