"""A built page, which is parsed once."""

import pytest

from tools.postbuild.site import Page

HTML = '<head></head><body><article><p>See <a href="x">this</a>.</p></article></body>'


def test_an_attribute_is_put_into_its_link_and_nowhere_else():
    """A step that changes a page after it was parsed is found out before an attribute ends up in the text."""
    page = Page("x/index.html", HTML)
    links = [(node, 'data-x="1"') for node in page.article.all() if node.name == "a"]
    page.insert_in_links(links)
    assert '<p>See <a data-x="1" href="x">this</a>.</p>' in page.body
    page = Page("y/index.html", HTML)
    links = [(node, 'data-x="1"') for node in page.article.all() if node.name == "a"]
    page.body = page.body.replace("See", "Do see")
    with pytest.raises(ValueError, match=r"y/index\.html: a step changed the page after it was parsed"):
        page.insert_in_links(links)
