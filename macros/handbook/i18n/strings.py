"""Loads interface words from docs/strings/, where each language has a file that is merged over the English one.

English fills the gaps of a language, so that a site always builds.
``handbook check`` reports missing keys (``completeness.py``).
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError

from handbook.config import ENGLISH, config_path, load_site_config
from handbook.content.source.yaml_source import Document, read_yaml
from handbook.errors import Problem, SourceErrors

FOLDER = "strings"
# Unicode's plural categories; the plain key is "other".
FORMS = ("zero", "one", "two", "few", "many")


def languages(docs: Path) -> list[str]:
    """Return the languages that have a file of words, such as ``de``, sorted."""
    return sorted(path.stem for path in (docs / FOLDER).glob("*.yml"))


def read_language(docs: Path, root: Path, language: str) -> Document:
    """Return a language's file, without English for missing keys.

    Raises:
        SourceErrors: The file cannot be read.
    """
    return read_yaml(docs / FOLDER / f"{language}.yml", root)


def load_strings(root: Path, docs: Path) -> dict[str, Any]:
    """Return the interface words of a project in the language of its configuration, as nested mappings.

    The key ``content`` has the language of the pages, its direction, and the sentence for examples in that language.

    Raises:
        SourceErrors: The configuration or a file of words cannot be read, or the language has none.
    """
    config = load_site_config(root)
    known = languages(docs)
    if known and config.language not in known:
        choices = " or ".join(f'"{name}"' for name in known)
        fix = f"Use {choices}, or write docs/strings/{config.language}.yml (CONTRIBUTING.md, “Add a language”)."
        raise SourceErrors([Problem(config_path(root).name, 0, "theme.language", f'has no words for "{config.language}"', fix)])
    words = load_language(root, docs, config.language)
    content_words = load_language(root, docs, config.content_language) if config.content_language in known else words
    example = content_words.get("block", {}).get("plan-example", "")
    return words | {"content": {"language": config.content_language, "direction": text_direction(config.content_language), "plan-example": example}}


def load_language(root: Path, docs: Path, language: str) -> dict[str, Any]:
    """Return the words of a language, with English for missing keys.

    Raises:
        SourceErrors: A file cannot be read.
    """
    english = read_language(docs, root, ENGLISH).data
    return english if language == ENGLISH else _merged(english, read_language(docs, root, language).data)


def plural_base(words: Mapping[str, Any], key: str) -> str:
    """Return the key of which ``key`` is a plural form, such as ``ticks`` for ``ticks-one``; "" if it is not a plural form."""
    word, _, form = key.rpartition("-")
    return word if form in FORMS and f"{word}-one" in words and word in words else ""


@cache
def text_direction(language: str) -> str:
    """Return the direction of a language, ``ltr`` or ``rtl``; an unknown tag falls back to the one before its last hyphen."""
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (UnknownLocaleError, ValueError):
        parent = language.rpartition("-")[0]
        return text_direction(parent) if parent else "ltr"


@cache
def plural_form(language: str, n: int) -> str:
    """Return the plural category of a number in a language, such as ``few``; see FORMS."""
    try:
        return str(Locale.parse(language, sep="-").plural_form(n))
    except (UnknownLocaleError, ValueError):
        parent = language.rpartition("-")[0]
        return plural_form(parent, n) if parent else "other"


def _merged(english: Mapping[str, Any], translated: Mapping[str, Any]) -> dict[str, Any]:
    """Return English words overridden by a language, section by section, without the English plural forms of its own words."""
    merged = {key: word for key, word in english.items() if key in translated or plural_base(english, key) not in translated}
    for key, word in translated.items():
        fallback = english.get(key)
        if isinstance(fallback, dict) and not isinstance(word, dict):
            continue  # not a section; `handbook check` reports it
        merged[key] = _merged(fallback, word) if isinstance(fallback, dict) and isinstance(word, dict) else word or fallback or ""
    return merged
