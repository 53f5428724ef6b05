"""Sites in other languages: German, and a right-to-left pseudo-language that reveals words that are not from docs/strings/."""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import material
import yaml

from handbook.i18n.strings import FORMS, plural_base
from tests.support import sites
from tests.support.html_reader import Page

# Chromium's name for a right-to-left test language; dates and numbers are formatted as in Arabic.
PSEUDO = "ar-XB"
# Marked text; a link can split a marked sentence in three. Codes, addresses and dates have no language.
MARKED = re.compile(r"\[!!.*?(!!\]|$)|^.*!!\]|\b[0-9A-Z]{3}-[0-9A-Z]{3}\b|https?://\S+|\d{4}-\d\d-\d\d", re.S)
WITHIN = re.compile(r"(?<=.)\[!!(?:(?!\[!!|!!\]).)*!!\]", re.S)  # a marked text in another one
_ACCENTS = str.maketrans("aceinouyACEINOUY", "åçéîñôüýÅÇÉÎÑÔÜÝ")
_THEME = Path(material.__file__).parent / "templates" / "partials" / "languages" / "en.html"
_SAID = ("aria-label", "placeholder", "title", "alt", "data-hb-says", "data-hb-begun", "data-hb-page", "data-hb-version")
_SILENT = {"script", "style", "noscript", "template"}


def site(language: str, engine: str = "mkdocs") -> sites.Site:
    """Return the site of the fixture's pages with the interface in another language, which a fork sets in team.yml."""

    def project() -> Path:
        folder = sites.fixture_project()
        (folder / "team.yml").write_text(f"INHERIT: mkdocs.yml\ntheme:\n  language: {language}\n", encoding="utf-8")
        if language == PSEUDO:
            _invent(folder)
        return folder

    return sites.shared(f"{language}-{engine}", project, engine)


def _invent(project: Path) -> None:
    """Write the words of the pseudo-language: English with accents, between brackets."""
    folder = project / "docs" / "strings"
    words = yaml.safe_load((folder / "en.yml").read_text(encoding="utf-8"))
    made = _marked(words) | {"language": PSEUDO, "direction": "rtl"}
    (folder / f"{PSEUDO}.yml").write_text(yaml.safe_dump(made, allow_unicode=True, sort_keys=False), encoding="utf-8")
    theme = re.sub(r'("(?!language|direction|search\.config)[\w.]+": ")(.*)"', lambda row: f'{row[1]}{_mark(row[2])}"', _THEME.read_text(encoding="utf-8"))
    own = project / "overrides" / "partials" / "languages" / f"{PSEUDO}.html"
    own.parent.mkdir()
    own.write_text(theme, encoding="utf-8")
    done = sites.run([sys.executable, "-m", "handbook", "sync"], project)
    assert done.returncode == 0, done.stderr


def _marked(words: dict[str, Any]) -> dict[str, Any]:
    made = {key: _marked(word) if isinstance(word, dict) else _mark(str(word)) for key, word in words.items()}
    for key in [key for key in words if plural_base(words, f"{key}-one")]:
        made |= {f"{key}-{form}": made[key] for form in FORMS}
    return made


def _mark(word: str) -> str:
    return "[!!" + "".join(part if part.startswith("{") else part.translate(_ACCENTS) for part in re.split(r"(\{\w+\})", word)) + "!!]"


def unmarked(text: str, known: Iterable[str] = ()) -> str:
    """Return the words of a text that are not from the file of the pseudo-language, less ``known`` ones."""
    rest = MARKED.sub(" ", WITHIN.sub(" ", text))
    for name in sorted(known, key=len, reverse=True):
        rest = rest.replace(name, " ")
    return " ".join(re.findall(r"[A-Za-z]{2,}", rest))


def said(page: Page) -> Iterator[tuple[str, str]]:
    """Yield every text and every spoken attribute of a page, with its language."""
    yield from _said(page.tree, "")


def _said(element: Element, language: str) -> Iterator[tuple[str, str]]:
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return
    language = element.get("lang", language)
    texts = [element.text, *(element.get(name) for name in _SAID)]
    yield from ((" ".join(text.split()), language) for text in texts if text and text.strip())
    for child in element:
        yield from _said(child, language)
        if child.tail and child.tail.strip():
            yield " ".join(child.tail.split()), language
