"""On a site in another language the whole interface is in that language, and each text says which one it is in."""

import re

import yaml

from tests.support import languages, search_client, sites
from tests.support.html_reader import pages

STRINGS = sites.ROOT / "docs" / "strings"
# What is no word of the interface: the site's name, its copyright and version, the titles of its pages.
CONFIG = yaml.safe_load(re.sub(r"!ENV.*", '""', (sites.ROOT / "mkdocs.yml").read_text(encoding="utf-8")))
NAMES = [CONFIG["site_name"], CONFIG["copyright"], CONFIG["extra"]["handbook"]["version"]]
NAMES += [re.search(r"(?m)^title: (.*)$", path.read_text(encoding="utf-8"))[1].strip('"') for path in sites.FIXTURE.rglob("*.md")]


def flat(words):
    """Return every word of a file of words."""
    return [word for value in words.values() for word in (flat(value) if isinstance(value, dict) else [str(value)])]


def test_a_german_site_has_no_english_word():
    """On a German site no text of the interface is English, and the chapters, which are English, say so."""
    english, german = (flat(yaml.safe_load((STRINGS / f"{name}.yml").read_text(encoding="utf-8"))) for name in ("en", "de"))
    phrases = [
        re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(word)) + r"\.?")
        for word in set(english) - set(german)
        if re.search(r"[A-Za-z]{3}", re.sub(r"\{\w+\}", "", word))
    ]
    built = languages.site("de")
    read = pages(built)
    texts_of_pages = {(page.path, text, language) for page in read for text, language in languages.said(page)}
    assert {row for row in texts_of_pages if row[2] == "de" and any(phrase.fullmatch(row[1]) for phrase in phrases)} == set()
    home = next(page for page in read if page.path == "index.html")
    assert home.tree.get("lang") == "de" and home.article.get("lang") == "en"
    texts = {text: language for _, text, language in texts_of_pages}
    assert texts["Seite nicht gefunden"] == texts["Inhalt"] == texts["Mit dem Kapitel vergleichen"] == texts["Backup & Datenschutz"] == "de"
    assert texts["Book a date to look again."] == texts["What hurt?"] == "en"
    assert "Frag einfach in deinen Worten" in (built.folder / "index.html").read_text(encoding="utf-8")
    assert search_client.piece(built.folder, "index.js")["language"] == "en"  # the search reads the pages, so it goes by their language


def test_every_word_of_the_interface_is_from_its_file(engine):
    """With words invented for this test, any word that comes neither from their file nor from a chapter shows: there is none."""
    read = pages(languages.site(languages.PSEUDO, engine))
    strange = set()
    for page in read:
        for text, language in languages.said(page):
            if language == languages.PSEUDO and languages.unmarked(text, NAMES):
                strange.add((page.path, text))
    assert strange == set()
    assert all(next(element for element in page.elements() if element.tag == "body").get("dir") == "rtl" for page in read)


def test_no_style_sheet_says_a_word(root):
    """A style sheet puts a symbol on the page, or a word that the page gives it, and never a word of its own."""
    sheets = [*(root / "docs" / "assets" / "stylesheets").rglob("*.css"), *(root / "macros" / "handbook" / "templates").rglob("*.css")]
    texts = [
        (path.name, text) for path in sheets for value in re.findall(r"content:([^;}]*)", path.read_text("utf-8")) for text in re.findall(r'"([^"]*)"', value)
    ]
    words = [pair for pair in texts if re.search(r"[A-Za-z]{2}", re.sub(r"\\[0-9A-Fa-f]{1,6}", "", pair[1]))]
    assert len(sheets) > 20 and words == []
