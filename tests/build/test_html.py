"""What holds for every page of the built site, whichever engine built it."""

import re
from collections import Counter
from urllib.parse import parse_qs, urldefrag

from tests.support.html_reader import file_of, pages, words

LOADED = {"script", "img", "iframe", "source", "video", "audio", "object", "embed", "form", "input", "use", "image"}
# Kinds of <link> that only say something about the page; a browser fetches nothing for them.
SAID = {"canonical", "prev", "next", "license", "author"}


def test_the_engine_has_nothing_to_complain_about(built):
    """The site builds without one warning."""
    assert not re.findall(r"(?i)^.*\b(?:warning|error)\b.*$", built.log, re.M)


def test_every_page_is_valid_html(read):
    """A strict parser finds no problem in any page."""
    errors = [error for page in read for error in page.errors]
    assert not errors, "\n".join(errors)


def test_no_id_stands_twice_on_a_page(read):
    """A link to a place on a page can mean one place only."""
    assert [(page.path, id) for page in read for id, times in Counter(page.ids).items() if times > 1] == []


def test_every_label_and_description_finds_its_element(read):
    """What names or describes an element by its id names one that is on the page."""
    names = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
    named = [(page, id) for page in read for element in page.elements() for name in names for id in element.get(name, "").split()]
    assert [(page.path, id) for page, id in named if id not in page.ids] == []


def test_every_page_says_what_it_is(read):
    """Each page has a title of its own, the home page that of the site, and a description, for tabs and search engines."""
    titles = Counter(words(element) for page in read for element in page.elements() if element.tag == "title")
    assert [title for title, times in titles.items() if times > 1 or not title] == []
    home = next(page for page in read if page.path == "index.html")
    assert " - " not in words(next(element for element in home.elements() if element.tag == "title"))
    for page in read:
        assert [element.get("content") for element in page.elements() if element.get("name") == "description" and element.get("content")], page.path


def test_every_link_leads_somewhere(built, read):
    """Each address inside the site is a file of it, and each place on a page is there."""
    ids = {file_of(built, page.url): set(page.ids) for page in read}
    everywhere = set().union(*ids.values())
    lost = []
    for page in read:
        for element, address in page.addresses():
            where, place = urldefrag(address)
            if not where.startswith(built.url):
                continue
            file = file_of(built, where)
            if not file.is_file():
                lost.append(f"{page.path}: <{element.tag}> {address}: no such file")
            elif "=" in place:  # what the print kit is opened with
                lost += [f"{page.path}: {address}: no {id}" for id in parse_qs(place).get("only", [""])[0].split(",") if id and id not in everywhere]
            elif place and file in ids and place not in ids[file] and not place.startswith("__"):
                lost.append(f"{page.path}: <{element.tag}> {address}: no such place")
    assert not lost, "\n".join(lost)


def test_no_page_loads_anything_from_elsewhere(built, read):
    """No script, style, picture, font or form names another origin."""
    strange = []
    for page in read:
        for element, address in page.addresses():
            loaded = element.tag in LOADED or (element.tag == "link" and not SAID & set(element.get("rel", "").split()))
            if loaded and not address.startswith((built.url, "data:")):
                strange.append(f"{page.path}: <{element.tag}> {address}")
    for path in built.folder.rglob("*.css"):
        strange += [f"{path.name}: {address}" for address in re.findall(r"(?:url\(|@import)\s*['\"]?\s*((?:https?:)?//[^'\")\s]+)", path.read_text("utf-8"))]
    assert not strange, "\n".join(strange)


def test_the_sitemap_lists_the_pages(built, read):
    """Search engines are told of every page, by the address that it has."""
    listed = re.findall(r"<loc>(.*?)</loc>", (built.folder / "sitemap.xml").read_text("utf-8"))
    assert sorted(listed) == sorted(page.url for page in read if page.path != "404.html")


def test_there_are_pages_to_look_at(built):
    """The tests above have looked at chapters, the guide and the home page."""
    paths = [page.path for page in pages(built)]
    assert "index.html" in paths and "404.html" in paths
    assert sum(path.startswith("chapters/") for path in paths) >= 2
