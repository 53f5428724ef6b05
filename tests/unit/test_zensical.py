"""What we change in Zensical."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from zensical.collectors import anchors, references
from zensical.collectors.references.cursor import Cursor

from tools import zensical
from tools.zensical import ANCHOR, advance, anchors_once

# What Zensical's search for links looks at, and plain text between.
PIECES = """a é [ ]( ) ]:_ [^1] [//]:_ -- --8<--_ # ` ``` ~~~ $ $$ \\ \\( \\) <a_href="x"> <div> </div> <!-- --> {{ }} ! ![ * *[ + -_[_]_ [[ ]] |""".split()
TEXTS = st.lists(st.sampled_from([*(piece.replace("_", " ") for piece in PIECES), " ", "    ", "\t", "\n", "\r", "\r\n"]), max_size=30).map("".join)


@given(TEXTS)
@example("a\n# --8<-- [a](b)\n- [c](d)\n")
@example("a\n  [//]: # [a](b)\n")
def test_links_are_found_as_by_zensical_itself(text: str) -> None:
    """In any text, the faster search for links finds what Zensical's own finds, in the same places."""
    markdown = text.encode()
    found = list(references(markdown, 3))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Cursor, "advance", advance)
        assert list(references(markdown, 3)) == found


def test_links_of_our_pages_are_found_as_by_zensical_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """The faster search finds the same links on our own pages."""
    pages = [path.read_bytes() for path in sorted(Path("docs").rglob("*.md"))]
    found = [list(references(page)) for page in pages]
    monkeypatch.setattr(Cursor, "advance", advance)
    assert any(found)
    assert [list(references(page)) for page in pages] == found


def test_anchors_are_found_as_by_zensical_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """The faster search for anchors finds what Zensical's own finds: ids of any element, names of links."""
    html = "".join(
        f"""<{tag} {a}='1' {b}="2" name='{a}'>\n<{tag}\t{a}="<b id='3'>"></{tag}>"""
        for tag in ("a", "h2", "abbr", "A")
        for a in ("id", "name")
        for b in ("id", "x")
    )
    found = list(anchors(html))
    assert len(found) > 20
    monkeypatch.setitem(anchors.__globals__, "_RE", ANCHOR)
    assert list(anchors(html)) == found


def test_anchors_of_a_page_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page whose HTML has not changed is not searched again; one that has is."""
    html = "".join(["<h2 id='a'>A</h2>", '<a name="b">B</a>'])
    assert [*anchors_once(html)] == ["a", "b"] == [*anchors(html)]
    monkeypatch.setattr(zensical, "anchors", lambda html: iter(["searched"]))
    assert anchors_once("".join([*html])) == ("a", "b")
    assert anchors_once(f"{html} ") == ("searched",)
