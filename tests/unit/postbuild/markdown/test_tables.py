"""Tables of a text scroll on screen, fit on paper, and are sortable where their author says so."""

import pytest

from tools.postbuild.markdown.tables import wrap_tables

NARROW = "| a | b |\n| --- | ---: |\n| 1 | 2 |\n"


@pytest.fixture
def wrapped(step_over):
    """Return what the step makes of a text in Markdown or of HTML."""
    return lambda text: step_over(wrap_tables, text, "tables", "attr_list", "md_in_html")


def test_a_table_scrolls_with_or_without_attributes(wrapped):
    """Markdown's own table and one in HTML with a class are wrapped; those of our templates, and of code, are not."""
    assert '<hb-scroll class="hb-table"><table>' in wrapped(NARROW)
    assert '<hb-scroll class="hb-table"><table class="own" id="x">' in wrapped('<table class="own" id="x"><tr><td>1</td></tr></table>')
    for ours in ("hb-planner__table", "highlighttable"):
        assert "<hb-scroll" not in wrapped(f'<table class="{ours}"><tr><td>1</td></tr></table>')


@pytest.mark.parametrize(("columns", "size"), [(7, ""), (9, "hb-table--small"), (12, "hb-table--broken")])
def test_a_wide_table_is_smaller_on_paper(wrapped, columns, size):
    """The longest words of all columns decide: at the usual size, smaller, or with words that break."""
    body = wrapped("| a " * columns + "|\n" + "| --- " * columns + "|\n" + "| characters " * columns + "|\n")
    assert f'class="hb-table{f" {size}" if size else ""}">' in body


def test_a_word_of_300_letters_leaves_room_for_its_neighbours(wrapped):
    """It may break where it could not, so the words of other columns stay whole on paper; usual words, addresses and attributes are as they were."""
    address = f"https://example.org/{'a' * 90}"
    body = wrapped(f"| a | b |\n| --- | --- |\n| {'x' * 300} | usual words, [link]({address}) |\n")
    assert 'class="hb-table">' in body and f"<td>{'<wbr>'.join(['x' * 12] * 25)}</td>" in body
    assert f'<a href="{address}">link</a>' in body and body.count("<wbr>") == 24


@pytest.mark.parametrize("below", ["{ .sortable }\n", "\n{: .sortable }\n"])
def test_a_table_is_sortable_with_a_line_below_it(wrapped, below):
    """What would be a row or a paragraph of its own marks the table, and nothing raw is left."""
    body = wrapped(NARROW + below)
    assert "<table data-sortable>" in body and "{" not in body and body.count("<tr>") == 2
