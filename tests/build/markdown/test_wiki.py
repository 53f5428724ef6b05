"""A team's folders become a wiki that can be found one's way in, with both engines alike."""

import re

import pytest

from tests.support import forks, search_client, sites
from tests.support.html_reader import pages, words

RESTORE = "team/ops/runbooks/db/restore/index.html"


@pytest.fixture(scope="module")
def wiki():
    """Give every page of the wiki by engine and path."""
    return {engine: {page.path: page for page in pages(forks.wiki_site(engine))} for engine in sites.ENGINES}


def part(page, name):
    """Return the text of a page's element with a class, without the space between words; "" if there is none."""
    return next((words(element) for element in page.elements() if name in (element.get("class") or "").split()), "")


def links(page, name):
    """Return text and attributes of each link with a class."""
    return [(words(element), element.attrib) for element in page.elements() if name in (element.get("class") or "").split()]


def test_both_engines_show_the_same_frame(wiki):
    """The contents, the path, the headings, the status and the last change of every page read the same whichever engine builds it."""
    ours, theirs = wiki["mkdocs"], wiki["zensical"]
    assert ours.keys() == theirs.keys()
    for path in ours.keys() - {"404.html", "index.html"}:
        if path.startswith("team/blog/"):  # the engines list its archive and its categories in another order
            continue
        for name in ("hb-contents", "hb-path", "hb-margin", "hb-changed", "hb-footer", "hb-announcement"):
            assert part(ours[path], name) == part(theirs[path], name), (path, name)


def test_contents_lead_to_every_level(wiki):
    """The contents open where the reader is, to any depth, and name how many pages a folder holds; what is hidden is only built."""
    page = wiki["mkdocs"][RESTORE]
    contents = part(page, "hb-contents")
    assert (
        "Our log Pages: 45 Operations Operations. Pages: 3 Rota & leave New Runbooks Runbooks. Pages: 1 Db Pages: 1 Restore the database"
        " People Pages: 4 Hiring Leave Deprecated Offices Pages: 2 Ghent Ghent. Pages: 1 Keys" in contents
    )
    assert [text for text, attributes in links(page, "hb-contents__link") if "aria-current" in attributes] == ["Restore the database"]
    folds = {
        words(element.find("summary")): "open" in element.attrib
        for element in page.elements()
        if element.tag == "details" and "hb-contents__fold" in element.get("class")
    }
    assert {title.partition(" Pages")[0].partition(".")[0] for title, is_open in folds.items() if is_open} >= {"At Acme", "Operations", "Runbooks", "Db"}
    assert folds["People Pages: 4"] is False
    assert "team/ops/runbooks/db/mirror/index.html" in wiki["mkdocs"] and "Mirror it" not in contents
    log = part(wiki["mkdocs"]["team/log/week-30/index.html"], "hb-contents")
    assert log.index("Week 31") < log.index("Week 30") < log.index("Week 29") and "Week 40" not in log


@pytest.mark.parametrize("engine", sites.ENGINES)
def test_what_is_excluded_is_not_found(engine):
    """A page whose front matter keeps it out of the search is in no result; one beside it is."""
    addresses = {place.address for place in search_client.places(forks.wiki_site(engine).folder)}
    assert "team/ops/runbooks/db/restore/" in addresses and "team/ops/runbooks/db/mirror/" not in addresses


def test_a_page_says_where_it_is_and_what_is_on_it(wiki):
    """Above the title is the path to it, with links to the folders that have a page, beside it its status, and in the margin its headings."""
    page = wiki["mkdocs"][RESTORE]
    assert part(page, "hb-path") == "At Acme Operations Runbooks Db"
    assert [attributes["href"] for _, attributes in links(page, "hb-path__link")] == ["../../../../", "../../../", "../../"]
    assert part(wiki["mkdocs"]["team/ops/runbooks/index.html"], "hb-path") == "At Acme Operations"
    assert part(wiki["mkdocs"]["team/ops/rota/index.html"], "hb-path") == "At Acme Operations New"
    assert part(page, "hb-margin") == "On this page Before In detail After"
    assert part(wiki["mkdocs"]["chapters/first-steps/index.html"], "hb-path") == ""


def test_a_page_names_its_last_change(wiki):
    """A page's date and author come from git, with a link to its history; a page that is not committed yet has none."""
    page = wiki["mkdocs"][RESTORE]
    assert part(page, "hb-changed") == "Last changed on 2026-11-20 by Ann Example. History"
    text = (page.site.folder / RESTORE).read_text(encoding="utf-8")
    assert "https://github.com/acme/handbook/commits/main/docs/team/ops/runbooks/db/restore.md" in text
    assert "https://github.com/acme/handbook/edit/main/docs/team/ops/runbooks/db/restore.md" in text
    assert part(wiki["mkdocs"]["team/people/leave/index.html"], "hb-changed") == ""


def test_a_team_can_announce_and_be_told(wiki):
    """A line of news is on every page, as text, and a link for feedback has the page's title and address in it."""
    page = wiki["mkdocs"]["team/ops/rota/index.html"]
    assert part(page, "hb-announcement") == "The rota <changes> on Monday."
    address = re.escape(page.url.replace(":", "%3A"))
    text = (page.site.folder / page.path).read_text(encoding="utf-8")
    assert re.search(rf'href="mailto:docs@acme.example\?subject=Rota%20%26%20leave&amp;body={address}"', text), re.findall('mailto:docs[^"]*', text)


def test_a_list_of_plugins_brings_tags_and_a_blog(wiki):
    """With Material's plugins listed as its documentation does, a page has its tags, the index of tags its page, and a post our frame, its date and its category."""
    for built in wiki.values():
        assert part(built[RESTORE], "md-tags") == "database"
        assert "Restore the database" in words(built["team/tags/index.html"].article)
        post = built["team/blog/2026/11/20/a-first-post/index.html"]
        assert part(post, "hb-path") == "At Acme Our blog" and part(post, "hb-post__facts") == "November 20, 2026 · News"
        assert "A first post" in part(built["team/blog/index.html"], "hb-post")
        assert "posts" not in part(built[RESTORE], "hb-contents")


def test_no_page_carries_the_whole_tree(wiki):
    """The contents of a page stay small however many pages there are, or a large wiki would be slow to build and to read."""
    assert len(wiki["mkdocs"]) > 60
    counts = {path: len(links(page, "hb-contents__link")) for path, page in wiki["mkdocs"].items()}
    assert max(counts.values()) < 50, counts
