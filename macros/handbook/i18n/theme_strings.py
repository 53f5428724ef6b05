"""Generates the words for the templates under overrides/ from docs/strings/, with one file for each language.

In both engines, templates can import other templates but not YAML, so
``make sync`` writes templates with the words, as the theme does with its own.
"""

import html
import importlib.util
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from handbook.config import ENGLISH, config_path, load_site_config
from handbook.errors import Problem
from handbook.i18n.completeness import TITLES
from handbook.i18n.strings import languages, load_language

FRAME = "frame"
_PARTIALS = Path("overrides/partials")
_HEADER = "{{#- Written by `make sync` from docs/strings/{language}.yml; change the words there. -#}}\n"


def render(root: Path, docs: Path, language: str) -> str:
    """Return the text of the template with a language's words, as it should be committed.

    Raises:
        SourceErrors: A file of words cannot be read.
    """
    words = load_language(root, docs, language)
    rows = {"language": language, "direction": words.get("direction", "ltr")}
    rows |= dict(_flat({FRAME: words.get(FRAME, {}), "opening": {"part": words.get("opening", {}).get("part", "")}}))
    rows |= {f"{TITLES}.{title}": word for title, word in words.get(TITLES, {}).items()}
    escaped = {key: html.escape(str(word)) for key, word in rows.items()}
    return _HEADER.format(language=language) + "{% macro t(key) %}{{ " + json.dumps(escaped, ensure_ascii=False, indent=2) + "[key] }}{% endmacro %}\n"


def files(root: Path, docs: Path) -> dict[Path, str]:
    """Return the text of every such template of a project by its path; empty if the project does not override templates."""
    if not (root / _PARTIALS).is_dir():
        return {}
    return {root / _PARTIALS / "words" / f"{language}.html": render(root, docs, language) for language in languages(docs)}


def problems(root: Path, docs: Path) -> Iterator[Problem]:
    """Yield a problem for each template that is out of date, and one if the theme does not know the language."""
    for path, expected in files(root, docs).items():
        if not path.exists() or path.read_text(encoding="utf-8") != expected:
            yield Problem(path.relative_to(root).as_posix(), 0, "", f"does not match docs/strings/{path.stem}.yml", "Run `make sync` and commit it.")
    config, theme = load_site_config(root), importlib.util.find_spec("material")
    overrides, built_in = root / _PARTIALS / "languages", Path(theme.origin or "").parent / "templates/partials/languages" if theme else None
    name = f"{config.language}.html"
    if config.language != ENGLISH and built_in and not (overrides / name).exists() and not (built_in / name).exists():
        fix = f"Write {(_PARTIALS / 'languages' / name).as_posix()}, following the theme's English file: {built_in / 'en.html'}"
        yield Problem(config_path(root).name, 0, "theme.language", f'is "{config.language}", for which the theme has no words of its own', fix)


def _flat(words: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, word in words.items():
        if isinstance(word, dict):
            yield from _flat(word, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", word
