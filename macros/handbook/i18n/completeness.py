"""Whether every language of docs/strings/ says all that English says: same keys, same names to fill in."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from handbook.config import ENGLISH
from handbook.content.yaml_source import Document, KeyPath, format_path
from handbook.errors import Problem, SourceErrors, nearest
from handbook.i18n.strings import languages, plural_base, read_language

_NAME = re.compile(r"\{(\w+)\}")
DIRECTIONS = ("ltr", "rtl")
# Pages have their titles in their front matter; another language may translate them here.
TITLES = "titles"


def problems(root: Path, docs: Path) -> list[Problem]:
    """Return what is wrong with the files of words: all of them, at once.

    Args:
        root: The project's root folder.
        docs: The documentation folder.
    """
    found: list[Problem] = []
    read: dict[str, Document] = {}
    for language in languages(docs):
        try:
            read[language] = read_language(docs, root, language)
        except SourceErrors as error:
            found += error.problems
    for language, document in read.items():
        found += _about_itself(document, language)
        if ENGLISH in read:
            english = read[ENGLISH].data
            found += _section(document, (), english, document.data, _forms(english, document.data))
    return found


def _about_itself(document: Document, language: str) -> Iterator[Problem]:
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


def _forms(english: Mapping[str, Any], own: Mapping[str, Any]) -> set[str]:
    """Return the forms of a count that a language uses anywhere: it needs them wherever something is counted."""
    found = {key.rpartition("-")[2] for key in own if plural_base(english, key)}
    for key, words in english.items():
        if isinstance(words, dict) and isinstance(own.get(key), dict):
            found |= _forms(words, own[key])
    return found


def _wanted(english: Mapping[str, Any], forms: set[str]) -> dict[str, tuple[Any, Any]]:
    """Return what a language has to say: by key, what English says, and what it says of one (the same, where nothing is counted)."""
    wanted = {key: (said, said) for key, said in english.items() if not plural_base(english, key)}
    for key, (said, _) in list(wanted.items()):
        if f"{key}-one" in english:
            wanted |= {f"{key}-{form}": (said, english[f"{key}-one"]) for form in forms}
    return wanted


def _section(document: Document, where: KeyPath, english: Mapping[str, Any], own: Mapping[str, Any], forms: set[str]) -> Iterator[Problem]:
    wanted = _wanted(english, forms)
    for key in sorted({*wanted, *own} - ({TITLES} if not where else set())):
        place = (*where, key)
        said, of_one = wanted.get(key, ("", ""))
        if key not in own:
            yield Problem(document.file, document.line(where), format_path(place), "is missing", f"Add it. The English text is: {_short(said)}")
        elif key not in wanted:
            yield Problem(document.file, document.line(place), format_path(place), "is not a word of the interface", nearest(key, english))
        elif isinstance(said, dict) and isinstance(own[key], dict):
            yield from _section(document, place, said, own[key], forms)
        elif type(said) is not type(own[key]):
            yield Problem(
                document.file, document.line(place), format_path(place), "is not the same kind of value as in English", f"The English value is: {_short(said)}"
            )
        else:
            yield from _word(document, place, own[key], _names(of_one), _names(said) | _names(of_one))


def _word(document: Document, place: KeyPath, word: str, must: set[str], may: set[str]) -> Iterator[Problem]:
    def problem(message: str, fix: str) -> Problem:
        return Problem(document.file, document.line(place), format_path(place), message, fix)

    names = _names(word)
    if not word.strip():
        yield problem("is empty", "Write the word.")
    elif must - names:
        yield problem(f"does not contain {_listed(must - names)}", "Add it: the handbook puts a value there.")
    elif names - may:
        yield problem(f"has {_listed(names - may)}, which nothing fills in", f"Use {_listed(may) or 'no braces'}.")
    elif re.search(r"[{}]", _NAME.sub("", word)):
        yield problem("has an unmatched brace", "Remove it.")


def _names(word: str) -> set[str]:
    return set(_NAME.findall(word))


def _listed(names: set[str]) -> str:
    return " and ".join(f"{{{name}}}" for name in sorted(names))


def _short(said: Any) -> str:
    return f'"{said}"' if isinstance(said, str) else "a section with keys of its own"
