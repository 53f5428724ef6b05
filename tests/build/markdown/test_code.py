"""A page of a team that holds code, icons, tables and media comes out whole, from both engines."""

import re
from collections import Counter

import pytest

from tests.support import sites
from tests.support.html_reader import Page, words

CODE = "gallery/code/index.html"
# `:rocket:` and ++…++ in code, and what is no icon, are text.
RAW = re.compile(r"```|--8<--|\(\d\)!|\{ ?[.:]|\.sortable|:(?!rocket|not-an-emoji|30)[a-z+-][\w+-]*:|\+\+ctrl|\*\[|\| ---")


@pytest.fixture(scope="session")
def code(engine: str) -> Page:
    """The page of code in the gallery."""
    return Page(sites.gallery_site(engine), CODE)


def test_nothing_of_it_is_left_raw(code):
    """No mark of Markdown is left in the text, the HTML is valid, and no id is used twice."""
    assert RAW.findall(words(code.article)) == []
    assert code.errors == []
    assert [id for id, times in Counter(code.ids).items() if times > 1] == []


def test_each_thing_is_what_it_says(code):
    """Icons are drawn in the page, emoji are characters, notes have their links, and frames of other sites are links."""
    found = Counter(word for element in code.elements(code.article) for word in element.get("class", "").split())
    assert (found["twemoji"], found["hb-annotation"], found["filename"], found["linenos"], found["hll"], found["keys"]) == (9, 4, 2, 6, 4, 1)
    tags = Counter(element.tag for element in code.elements(code.article))
    assert (tags["iframe"], tags["video"], tags["audio"], tags["table"], tags["kbd"]) == (0, 1, 1, 4, 4)
    assert "🚀 👍 🇬🇧" in words(code.article) and "{--not a mark--}" in words(code.article) and "a paragraph that two pages share" in words(code.article).lower()
    links = {element.get("href"): words(element) for element in code.elements(code.article) if element.tag == "a"}
    assert links["https://evil.example/embed"] == "Open at evil.example"
    assert {element.get("src") for element in code.elements(code.article) if element.tag in ("video", "audio")} == {"../clip.wav"}


def test_both_engines_give_the_same_page():
    """The article is the same, tag by tag, whichever engine builds it."""
    ours, theirs = (Page(sites.gallery_site(engine), CODE) for engine in sites.ENGINES)
    assert [(element.tag, element.attrib) for element in ours.elements(ours.article)] == [
        (element.tag, element.attrib) for element in theirs.elements(theirs.article)
    ]
    assert words(ours.article).replace(ours.site.url, "/") == words(theirs.article).replace(theirs.site.url, "/")


@pytest.mark.parametrize("engine", sites.ENGINES)
def test_its_author_is_told_what_is_a_link(engine):
    """The build names the line, the address and what to write for each frame that is not shown."""
    log = sites.gallery_site(engine).log
    assert "Warning: docs/gallery/code.md:139: an <iframe> of https://evil.example (https://evil.example/embed) is shown as a link." in log
