"""The contents beside a page: what they hold of the tree, what is open, and where the links lead."""

import json
import re

import pytest

from tools.postbuild.contents import draw_contents

FRAME = '<head></head><body><nav id="hb-contents">\n  <hb-list>{}</hb-list>\n</nav>'


def entry(title, url="", *children, **more):
    """Return an entry of the tree in the 404 page."""
    return {"title": title, "label": title, "url": url, "is_index": False, "is_tool": False, "in_book": False, "children": [*children]} | more


def numbered(count, folder):
    """Return the pages of a folder."""
    return [entry(f"Page {n}", f"{folder}/{n}/") for n in range(count)]


BOOK = [
    entry("Home", "."),
    entry("Opening <i>", "", entry("First", "chapters/first/")),
    entry("Tools", "", entry("Sheets", "toolkit/"), entry("Sheet", "toolkit/cheat-sheet-first/")),
    entry("Log", "", *numbered(45, "log")),
    entry("Us", "", entry("Über", "us/%C3%BCber/"), entry("Ops", "", entry("Ops", "us/ops/", is_index=True), entry("Rota", "us/ops/rota/"))),
    entry("Elsewhere", "https://example.org/"),
]


@pytest.fixture
def drawn(site, page_of):
    """Return the contents of the page at a path."""

    def draw(path, above="", book=BOOK):
        tree = {"base": "/sub/", "pages_in": "Pages:", "more_pages": "All {n}", "entries": book}
        lost = FRAME.format("") + f"\n<hb-tree>{json.dumps(tree)}</hb-tree><p>Foot</p>"
        site.write("404.html", lost)
        site.contents = None
        page = page_of(lost if path == "404.html" else FRAME.format(above), path)
        draw_contents(site, page)
        return page.body

    return draw


def links(html):
    """Return where each link leads, by its text."""
    return {re.sub("<[^>]*>", "", text): href for href, text in re.findall(r'<a class="hb-contents__link" href="([^"]*)"[^>]*>(.*?)</a>', html)}


def current(html):
    """Return the texts of the links that are marked as the page one is on."""
    return re.findall(r'aria-current="page">(.*?)</a>', html)


@pytest.mark.parametrize(
    ("path", "home", "first", "umlaut"),
    [
        ("index.html", "./", "chapters/first/", "us/%C3%BCber/"),
        ("chapters/first/index.html", "../../", "./", "../../us/%C3%BCber/"),
        ("us/über/index.html", "../../", "../../chapters/first/", "./"),
        ("us/ops/rota/index.html", "../../../", "../../../chapters/first/", "../../%C3%BCber/"),
        ("404.html", "/sub/", "/sub/chapters/first/", "/sub/us/%C3%BCber/"),
    ],
)
def test_links_lead_there_from_where_the_page_is(drawn, path, home, first, umlaut):
    """They are relative, but for the 404 page, which is read at any address; the data that only that page carries stays on no page."""
    html = drawn(path)
    there = links(html)
    assert (there["Home"], there["First"], there["Über"], there["Elsewhere"]) == (home, first, umlaut, "https://example.org/")
    assert "hb-tree" not in html and "hb-list" not in html
    assert html.endswith("<p>Foot</p>") == (path == "404.html")


def test_the_page_one_is_on_is_marked(drawn):
    """It is marked with the groups and folders around it open; a post, which has no entry, marks its blog, and a page that is in no list marks none."""
    assert current(drawn("us/über/index.html")) == ["Über"]
    html = drawn("us/ops/rota/index.html")
    assert current(html) == ["Rota"]
    assert re.findall(r"<details[^>]* open><summary[^>]*>(\w*)", html) == ["Us", ""]
    assert current(drawn("us/posts/2026/index.html", "us/ops/")) == ["Ops"]
    assert current(drawn("us/posts/2026/index.html")) == current(drawn("404.html")) == []


def test_a_group_of_one_page_is_that_page(drawn):
    """Only a script and the search read the group's name, which then holds no tags."""
    assert '<li class="hb-contents__item" data-hb-group="Opening "><a class="hb-contents__link" href="./" aria-current="page">First' in drawn(
        "chapters/first/index.html"
    )


def test_cheat_sheets_are_not_counted_and_listed_only_where_one_reads_them(drawn):
    """A chapter and the list of sheets lead to them."""
    assert "Sheet" not in links(drawn("index.html"))
    assert "Sheet" in links(drawn("toolkit/cheat-sheet-first/index.html"))
    assert '>Tools <span class="hb-contents__count"><span class="hb-visually-hidden">Pages: </span>1</span></summary>' in drawn("index.html")


def test_a_page_that_leads_to_the_others_is_not_counted(drawn):
    """The templates are as many as the pages say; the first page of the workbook is a tool as well."""
    book = [entry(name, "", entry("All", f"{name}/", is_index=True, is_tool=tool), *numbered(13, name)) for name, tool in (("a", False), ("b", True))]
    assert re.findall(r"</span>(\d+)</span>", drawn("index.html", book=book)) == ["13", "14"]


def test_a_long_list_shows_what_is_around_the_page(drawn):
    """A group of many pages is a link to its first page; open, it holds the first, seven before and after, and a link to all."""
    folded, there = links(drawn("index.html")), links(drawn("log/30/index.html"))
    assert folded["Log Pages: 45"] == "log/0/" and "Page 0" not in folded
    assert [name for name in there if name.startswith("Page ")] == ["Page 0", *(f"Page {n}" for n in range(23, 38))]
    assert there["All 45"] == "../0/"


def test_a_folder_with_a_page_of_its_own_is_that_page(drawn):
    """What is in it, without that page, is behind the count, which then says whose it is; a folder of many pages is a link where one isn't in it."""
    html = drawn("index.html")
    assert '<a class="hb-contents__link" href="us/ops/">Ops</a>\n<details class="hb-contents__fold"><summary class="hb-fold"><span class' in html
    assert '<span class="hb-visually-hidden">Ops. Pages: </span>1</span></summary>' in html
    assert '>Us <span class="hb-contents__count"><span class="hb-visually-hidden">Pages: </span>3</span></summary>' in html
    many = [entry("Us", "", entry("Ops", "", entry("Ops", "us/ops/", is_index=True), *numbered(12, "us/ops")))]
    assert links(drawn("index.html", book=many)) == {"Ops Pages: 12": "us/ops/"}
    assert "Page 11" in links(drawn("us/ops/index.html", book=many))


def test_a_page_in_place_of_the_404_page_is_told(site, page_of):
    """MkDocs writes docs/404.md there; without the tree no page would have contents, so the build stops and says why."""
    site.write("404.html", FRAME.format(""))
    with pytest.raises(ValueError, match=r"Remove docs/404\.md"):
        draw_contents(site, page_of(FRAME.format("")))
