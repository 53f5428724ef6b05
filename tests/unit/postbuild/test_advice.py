"""The workbook's pages show their tool, and fold what they advise."""

import pytest

from tools.postbuild.advice import fold_advice

TOOL = '<h1>Plans</h1><p>Lead.</p><div class="hb-block"><hb-workbook><h2 id="in">In</h2></hb-workbook></div>\n'
WHY = '<h2 id="why">Why?</h2>\n<p>Since <a class="hb-cite" href="#x">x</a>.</p>\n<ul><li>y</li></ul>\n'


@pytest.fixture
def folded(site, page_of):
    """Return the article after the step."""

    def after(text):
        page = page_of(f'<html><head></head><body><article class="hb-text">{text}</article><p>Foot.</p></body></html>')
        fold_advice(site, page)
        return page.body.partition('<article class="hb-text">')[2].partition("</article>")[0]

    return after


def test_each_section_below_the_tool_is_folded(folded):
    """Its heading is what one opens it by, with the anchor that links lead to; the tool and the lead stay as they are."""
    text = folded(TOOL + WHY + '<h2 id="when">When</h2>\n<p>Now.</p>\n')
    assert text.startswith(TOOL)
    assert '<details class="hb-advice"><summary><h2 id="why">Why?</h2></summary>\n<p>Since' in text
    assert text.count("<details") == text.count("</details>") == 2
    assert "<p>Now.</p>\n</details>" in text


def test_what_is_to_be_used_stays_open(folded):
    """A section that holds a tool, and one whose author gave its heading a class, aren't advice; nor is what the frame adds at the end."""
    tools = '<h2 id="files">Files</h2>\n<div class="hb-booklets"></div>\n<h2 id="more" class="hb-open">More</h2>\n<p>Links.</p>\n'
    assert tools in folded(TOOL + tools + WHY)
    assert folded(TOOL + WHY + '<aside class="md-source-file">1 May</aside>').endswith('</details><aside class="md-source-file">1 May</aside>')


def test_pages_without_a_tool_stay_as_they_are(folded):
    """A chapter's sections are its text."""
    assert folded(WHY) == WHY
