"""A page of a team that holds one of each block of Material's Markdown comes out whole, from both engines."""

import re
from collections import Counter

import pytest

from tests.support import sites
from tests.support.html_reader import Page, words

BLOCKS = "gallery/blocks/index.html"
RAW = re.compile(r"!!!|\?\?\?|===|///|\[[ xX]\]|\[\^|\{[+~=.:>-]|==|\^\^|~~|\*\[|\*\*")


@pytest.fixture(scope="session")
def blocks(engine: str) -> Page:
    """The page of blocks in the gallery."""
    return Page(sites.gallery_site(engine), BLOCKS)


def test_nothing_of_it_is_left_raw(blocks):
    """No mark of Markdown is left in the text, the HTML is valid, and no id stands twice."""
    assert RAW.findall(words(blocks.article)) == []
    assert blocks.errors == []
    assert [id for id, times in Counter(blocks.ids).items() if times > 1] == []


def test_each_block_is_what_it_says(blocks):
    """Twelve types have their words, all panels their titles, all boxes their labels, and a team's abbreviations are spelled out."""
    found = Counter(word for element in blocks.elements(blocks.article) for word in element.get("class", "").split())
    kinds = {words(element).rstrip(" ·") for element in blocks.elements() if element.get("class") == "hb-kind"}
    assert kinds == set("Note Warning Abstract Info Tip Success Question Failure Danger Bug Example Quote Hint".split())
    assert (found["tabbed-set"], found["tabbed-block"], found["tabbed-title"]) == (6, 13, 13)
    tags = Counter(element.tag for element in blocks.elements(blocks.article))
    assert (tags["input"], tags["label"], tags["abbr"], tags["figure"], tags["ins"], tags["del"], tags["mark"], tags["dl"]) == (7, 7, 3, 4, 3, 3, 2, 2)
    assert next(element.get("title") for element in blocks.elements() if element.tag == "abbr") == "Objectives and key results"
    sheets = [element.get("href", "") for element in blocks.elements() if element.tag == "link"]
    assert any(re.fullmatch(r"\.\./\.\./assets/stylesheets/(markdown/blocks|joined\.\w+)\.css", sheet) for sheet in sheets)
    assert [element.get("align") for element in blocks.elements() if element.get("loading") == "lazy"] == ["right"]
    assert not list(blocks.site.folder.rglob("*abbreviations*"))


def test_what_an_author_comments_out_is_in_no_file(blocks):
    """The text of a comment stays in the source: not in the page, its title, its Markdown copy or the index of the search."""
    assert words(blocks.article).startswith("Blocks")
    files = [path for path in blocks.site.folder.rglob("*") if path.is_file()]
    assert [str(path) for path in files if b"onfidential" in path.read_bytes()] == []


def test_both_engines_give_the_same_page():
    """The article is the same, tag by tag, whichever engine builds it."""
    ours, theirs = (Page(sites.gallery_site(engine), BLOCKS) for engine in sites.ENGINES)
    assert [(element.tag, element.attrib) for element in ours.elements(ours.article)] == [
        (element.tag, element.attrib) for element in theirs.elements(theirs.article)
    ]
    assert words(ours.article) == words(theirs.article)
