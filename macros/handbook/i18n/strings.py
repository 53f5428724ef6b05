"""The words of the interface, from docs/strings/: one file a language, laid over the English one.

English fills in what a language lacks, so that a site always builds.
``handbook check`` names what is missing (``completeness.py``).
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError

from handbook.config import ENGLISH, config_path, load_site_config
from handbook.content.yaml_source import Document, read_yaml
from handbook.errors import Problem, SourceErrors

FOLDER = "strings"
# Unicode's plural categories; the plain key is "other".
FORMS = ("zero", "one", "two", "few", "many")


def languages(docs: Path) -> list[str]:
    """Return the languages that have words, by the names of their files."""
    return sorted(path.stem for path in (docs / FOLDER).glob("*.yml"))


def read_language(docs: Path, root: Path, language: str) -> Document:
    """Return a language's own file.

    Raises:
        SourceErrors: The file cannot be read.
    """
    return read_yaml(docs / FOLDER / f"{language}.yml", root)


def load_strings(root: Path, docs: Path) -> dict[str, Any]:
    """Return the interface words of a project in the language of its configuration, as nested mappings.

    They include ``content``: which language the pages are written in, its direction, and the sentence around an example
    that is written in it.

    Raises:
        SourceErrors: The configuration or a file of words cannot be read, or the language has none.
    """
    who = load_site_config(root)
    known = languages(docs)
    if known and who.language not in known:
        named = " or ".join(f'"{name}"' for name in known)
        fix = f"Use {named}, or write docs/strings/{who.language}.yml (CONTRIBUTING.md, “Add a language”)."
        raise SourceErrors([Problem(config_path(root).name, 0, "theme.language", f'has no words for "{who.language}"', fix)])
    words = load_language(root, docs, who.language)
    theirs = load_language(root, docs, who.content_language) if who.content_language in known else words
    example = theirs.get("block", {}).get("plan-example", "")
    return words | {"content": {"language": who.content_language, "direction": text_direction(who.content_language), "plan-example": example}}


def load_language(root: Path, docs: Path, language: str) -> dict[str, Any]:
    """Return the words of one language, with English ones for what it lacks.

    Raises:
        SourceErrors: A file cannot be read.
    """
    english = read_language(docs, root, ENGLISH).data
    return english if language == ENGLISH else _over(english, read_language(docs, root, language).data)


def plural_base(words: Mapping[str, Any], key: str) -> str:
    """Return the word of which ``key`` is a form for a count, such as ``ticks`` of ``ticks-one``; "" where it is none."""
    word, _, form = key.rpartition("-")
    return word if form in FORMS and f"{word}-one" in words and word in words else ""


@cache
def text_direction(language: str) -> str:
    """Return the direction of a language, ``ltr`` or ``rtl``; an unknown tag counts as the one before its last hyphen."""
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (UnknownLocaleError, ValueError):
        above = language.rpartition("-")[0]
        return text_direction(above) if above else "ltr"


@cache
def plural_form(language: str, n: int) -> str:
    """Return the plural category of a number in a language, such as ``few``; see FORMS."""
    try:
        return str(Locale.parse(language, sep="-").plural_form(n))
    except (UnknownLocaleError, ValueError):
        above = language.rpartition("-")[0]
        return plural_form(above, n) if above else "other"


def _over(english: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Lay a language over English, section by section; English forms of a count are of no use to it."""
    both = {key: word for key, word in english.items() if key in own or plural_base(english, key) not in own}
    for key, word in own.items():
        under = english.get(key)
        if isinstance(under, dict) and not isinstance(word, dict):
            continue  # no section: `handbook check` says so
        both[key] = _over(under, word) if isinstance(under, dict) and isinstance(word, dict) else word or under or ""
    return both
