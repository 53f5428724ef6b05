"""Code is put into a box that scrolls, and its annotations become links."""

import re

import pytest

from tools.postbuild.markdown.code import prepare_code


@pytest.fixture
def prepared(site, step_over):
    """Return what the step makes of a text in Markdown."""
    site.library.strings["code"] = {"note": "Note {n}"}
    return lambda text: step_over(prepare_code, text, "attr_list", "pymdownx.superfences", "pymdownx.highlight")


def test_code_scrolls_in_a_box_with_the_name_of_its_file(prepared):
    """Each block is wrapped once, and its title names the box; code in a sentence is left alone."""
    body = prepared('``` py title="a & b.py"\nx = 1\n```\n\n``` sh\nls\n```\n\nA `word`.\n')
    assert re.findall(r"<hb-scroll[^>]*><pre", body) == ['<hb-scroll data-hb-label="a &amp; b.py"><pre', "<hb-scroll><pre"]
    assert body.count("</pre></hb-scroll></div>") == 2 and "<p>A <code>word</code>.</p>" in body


def test_a_number_in_a_comment_leads_to_its_note(prepared):
    """A comment that is only a number goes; one with words keeps them; each number links to its own item, not to an inner one."""
    body = prepared("``` yaml\na: 1 # (1)!\nb: 2 # why (2)\nc: 3 # (9)!\n```\n\n1.  One\n\n    1. inner\n\n2.  Two\n3.  Three\n\nText.\n\n1. Another list\n")
    links = re.findall(r'<a class="hb-annotation" href="#(hb-note-1-\d)" aria-label="(Note \d)">\((\d)\)</a>', body)
    assert links == [("hb-note-1-1", "Note 1", "1"), ("hb-note-1-2", "Note 2", "2")]
    assert re.findall(r'<li id="(hb-note-1-\d)">\s*(?:<p>)?(\w+)', body) == [("hb-note-1-1", "One"), ("hb-note-1-2", "Two"), ("hb-note-1-3", "Three")]
    assert "# why</span> <a" in body and "# (1)" not in body
    assert "# (9)!" in body  # there is no such note, so nothing is taken away
    assert body.count('<ol class="hb-annotations">') == 1


@pytest.mark.parametrize(("language", "line"), [("html", "<b> <!-- (1)! -->"), ("css", "a {} /* (1)! */"), ("js", "go() // (1)!"), ("sql", "select 1 -- (1)!")])
def test_every_kind_of_comment_can_hold_a_number(prepared, language, line):
    """The sign of the comment goes with it, in any language."""
    body = prepared(f"``` {language}\n{line}\n```\n\n1. Why\n")
    code = re.sub("<[^>]*>", "", body.partition("<pre>")[2].partition("</pre>")[0]).rstrip()
    assert code.endswith("(1)") and "!" not in code


def test_a_list_below_other_code_is_a_list(prepared):
    """Without a number in its comments, code and the list after it are left as they are."""
    body = prepared("``` py\nf(1) # not (yet)\n```\n\n1. Item\n")
    assert "<ol>\n<li>Item</li>" in body and "hb-annotation" not in body


def test_a_number_in_a_marked_text_leads_to_its_note(prepared):
    """A paragraph of the class annotate has notes like code does; numbers in its code or beyond its list are text."""
    body = prepared("Some words (1), more `f(1)` (2) and (3).\n{ .annotate }\n\n1.  One\n2.  Two\n\nOther (1).\n\n1. A list\n")
    assert re.findall(r'href="#hb-note-text-1-(\d)" aria-label="Note \d">\((\d)\)</a>', body) == [("1", "1"), ("2", "2")]
    assert "<code>f(1)</code>" in body and "and (3)." in body and "<p>Other (1).</p>" in body
    assert body.count('class="hb-annotations"') == 1
