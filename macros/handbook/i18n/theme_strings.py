"""The frame's words for the templates under overrides/: made from docs/strings/, one file a language.

The templates run in two engines that can import a template and no YAML, so
``make sync`` writes what they import, in the way of the theme's own words.
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
_HOME = Path("overrides/partials")
_HEAD = "{{#- Written by `make sync` from docs/strings/{language}.yml; change the words there. -#}}\n"


def render(root: Path, docs: Path, language: str) -> str:
    """Return the template with a language's words, as the committed file holds it.

    Raises:
        SourceErrors: A file of words cannot be read.
    """
    words = load_language(root, docs, language)
    rows = {"language": language, "direction": words.get("direction", "ltr")}
    rows |= dict(_flat({FRAME: words.get(FRAME, {}), "opening": {"part": words.get("opening", {}).get("part", "")}}))
    rows |= {f"{TITLES}.{title}": word for title, word in words.get(TITLES, {}).items()}
    safe = {key: html.escape(str(word)) for key, word in rows.items()}
    return _HEAD.format(language=language) + "{% macro t(key) %}{{ " + json.dumps(safe, ensure_ascii=False, indent=2) + "[key] }}{% endmacro %}\n"


def files(root: Path, docs: Path) -> dict[Path, str]:
    """Return every such template of a project by its path; none where the project has no templates of its own."""
    if not (root / _HOME).is_dir():
        return {}
    return {root / _HOME / "words" / f"{language}.html": render(root, docs, language) for language in languages(docs)}


def problems(root: Path, docs: Path) -> Iterator[Problem]:
    """Yield a problem for each template that is out of date, and one if the theme does not know the language."""
    for path, wanted in files(root, docs).items():
        if not path.exists() or path.read_text(encoding="utf-8") != wanted:
            yield Problem(path.relative_to(root).as_posix(), 0, "", f"does not match docs/strings/{path.stem}.yml", "Run `make sync` and commit it.")
    who, theme = load_site_config(root), importlib.util.find_spec("material")
    own, known = root / _HOME / "languages", Path(theme.origin or "").parent / "templates/partials/languages" if theme else None
    name = f"{who.language}.html"
    if who.language != ENGLISH and known and not (own / name).exists() and not (known / name).exists():
        fix = f"Write {(_HOME / 'languages' / name).as_posix()}, following the theme's English file: {known / 'en.html'}"
        yield Problem(config_path(root).name, 0, "theme.language", f'is "{who.language}", for which the theme has no words of its own', fix)


def _flat(words: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, word in words.items():
        if isinstance(word, dict):
            yield from _flat(word, f"{above}{key}.")
        else:
            yield f"{above}{key}", word
