"""A site in another language: every word of the interface is of that language, and each text says which one it is in."""

import json
import re

import yaml

from tests import languages, sites
from tests.build.reading import pages

STRINGS = sites.ROOT / "docs" / "strings"
# What is no word of the interface: the site's name, its copyright and version, the titles of its pages.
CONFIG = yaml.safe_load(re.sub(r"!ENV.*", '""', (sites.ROOT / "mkdocs.yml").read_text(encoding="utf-8")))
NAMES = [CONFIG["site_name"], CONFIG["copyright"], CONFIG["extra"]["handbook"]["version"]]
NAMES += [re.search(r"(?m)^title: (.*)$", path.read_text(encoding="utf-8"))[1].strip('"') for path in sites.FIXTURE.rglob("*.md")]


def flat(words):
    """Return every word of a file of words."""
    return [word for value in words.values() for word in (flat(value) if isinstance(value, dict) else [str(value)])]


def test_a_german_site_has_no_english_word(engine):
    """In a German site no text of the interface is English, and what is English says so."""
    english, german = (flat(yaml.safe_load((STRINGS / f"{name}.yml").read_text(encoding="utf-8"))) for name in ("en", "de"))
    phrases = [
        re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(word)) + r"\.?")
        for word in set(english) - set(german)
        if re.search(r"[A-Za-z]{3}", re.sub(r"\{\w+\}", "", word))
    ]
    built = languages.site("de", engine)
    found = {
        (page.path, text)
        for page in pages(built)
        for text, language in languages.said(page)
        if language == "de" and any(phrase.fullmatch(text) for phrase in phrases)
    }
    assert found == set()
    home = next(page for page in pages(built) if page.path == "index.html")
    assert home.tree.get("lang") == "de" and home.article.get("lang") == "en"
    texts = {text: language for page in pages(built) for text, language in languages.said(page)}
    assert texts["Inhalt"] == texts["Mit dem Text vergleichen"] == texts["Deine Daten"] == "de"
    assert texts["Book a date to look again."] == texts["What hurt?"] == "en"
    assert "Suchbegriff eingeben" in (built.folder / "index.html").read_text(encoding="utf-8")


def test_every_word_of_the_interface_is_from_its_file(engine):
    """In a language made for this test, all that is not from its file, nor from a chapter, shows: no word is written anywhere else."""
    built = languages.site(languages.PSEUDO, engine)
    strange = set()
    for page in pages(built):
        for text, language in languages.said(page):
            rest = languages.MARKED.sub("", text)
            for name in sorted(NAMES, key=len, reverse=True):
                rest = rest.replace(name, "")
            if language == languages.PSEUDO and re.search(r"[A-Za-z]{2}", rest):
                strange.add((page.path, text))
    assert strange == set()
    assert all(next(element for element in page.elements() if element.tag == "body").get("dir") == "rtl" for page in pages(built))


def test_the_search_knows_the_language_of_the_text():
    """The search of a German site with English chapters breaks English words down."""
    index = json.loads((languages.site("de").folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert index["config"]["lang"] == ["en"]
