"""What a page gets for paper: notes and the foot."""

import pytest

from tools.postbuild.print import add_print_notes, build_date

PAGE = """<html><head><link rel="stylesheet" href="../../assets/stylesheets/joined.0.css"><link rel="canonical" href="https://x.org/a/b/"></head><body><nav><a href="../n/">n</a></nav>
<article class="hb-text"><p><a href="../c/">one</a> <a class="k" href="https://y.org/?a=1&amp;b=2">two</a> <a href="../c/">three</a>
<a href="#here">four</a> <a class="hb-cite" href="../s/">five</a><br><img src="x"></p>
<div class="hb-sources"><a href="https://z.org/">six</a></div><svg><a href="../d/"><path d=""/></a></svg><p><a href="../e/">seven</a></p></article>
<p class="hb-colophon" data-hb-version="Version 1.2" data-hb-page="Page {n}" data-hb-title="A \\ &quot;b&quot; &amp; &lt;c&gt;">
  text
</p></body></html>
"""


@pytest.fixture
def on_paper(site, page_of, monkeypatch):
    """Return a page after the step, and the style sheet that draws its foot."""

    def after(html, date="2026-05-01"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1777593600" if date else "")
        page = page_of(html, "a/b/index.html")
        add_print_notes(site, page)
        sheets = [path.read_text(encoding="utf-8") for path in site.folder.rglob("foot.*.css")]
        return page.html, sheets[-1] if sheets else ""

    return after


def test_each_address_is_spelled_out_once(on_paper):
    """Links get numbers in the order of first use, and the list at the end has each address once, in full."""
    text, _ = on_paper(PAGE)
    assert [text.count(f'data-hb-note="{n}" ') for n in (1, 2, 3, 4)] == [2, 1, 1, 0]
    rows = "<li><b>1</b>https://x.org/a/c/</li><li><b>2</b>https://y.org/?a=1&amp;b=2</li><li><b>3</b>https://x.org/a/e/</li>"
    assert f'<ul class="hb-notes" aria-hidden="true">{rows}</ul>' in text


def test_every_other_byte_of_the_page_stays(on_paper):
    """A number goes into the very tag that the engine wrote, whatever looks like a link in a comment, a script or a value around it."""
    odd = """<table><tr><a href="t">moved</a></table><p><a href="u">one<p>two</a><!-- <a href="x"> --><textarea><a href="y"></textarea><p title='<a href="z">'>&nbsp;<A HREF=q>Q</A></p><script>"<a href='s'>"</script>"""
    page = PAGE.replace("<p><a", f"{odd}<p><a", 1)
    text, _ = on_paper(page)
    numbers = [f' data-hb-note="{n}"' for n in range(1, 7)]
    assert [text.count(number) for number in numbers] == [1, 1, 1, 2, 1, 1]
    for added in (*numbers, ' data-hb-foot data-hb-date="2026-05-01"', " · 2026-05-01"):
        text = text.replace(added, "")
    before, _, rest = text.partition('<ul class="hb-notes"')
    head, link, body = before.partition('<link rel="stylesheet" media="print"')
    assert head + body.partition("\n")[2] + rest.partition("</ul>\n    ")[2] == page and link


def test_without_an_address_of_the_site_only_others_are_spelled_out(on_paper):
    """If the site's address is unknown, no half address is printed."""
    text = on_paper(PAGE.replace('<link rel="canonical" href="https://x.org/a/b/">', ""))[0]
    assert "<li><b>1</b>https://y.org/?a=1&amp;b=2</li></ul>" in text


def test_a_sheet_has_a_foot_and_no_notes(on_paper):
    """A sheet that must fit on one page has no notes, and the 1:1 pack is printed as its reader has seen it."""
    pack = PAGE.replace('class="k"', 'class="hb-pack"')
    assert on_paper(pack) == (pack, "")
    sheet, foot = on_paper(PAGE.replace('class="k"', 'class="hb-template"'))
    assert "hb-note" not in sheet and "@bottom-left" in foot


def test_the_foot_says_what_the_sheet_is(on_paper):
    """The foot has title, address, version, date and page; no character of the title can end the style."""
    assert on_paper("<p>no page of ours</p>") == ("<p>no page of ours</p>", "")
    text, foot = on_paper(PAGE)
    assert r'content: "A \5c  \22 b\22  \26  \3c c\3e \a https://x.org/a/b/"' in foot
    assert r'content: "Version 1.2, 2026-05-01\a Page " counter(page)' in foot
    assert " · 2026-05-01" in text.partition("hb-colophon")[2]
    assert foot.index("@bottom-left") < foot.index(r'content: "A')


def test_the_foot_speaks_the_language_of_its_page(on_paper):
    """The words come from the page, the number is where its language puts it, and the sides follow its direction."""
    page = PAGE.replace("Version 1.2", "الإصدار 1.2").replace("Page {n}", "[{n}] ص").replace("<body>", '<body dir="rtl">')
    _, text = on_paper(page)
    assert r'content: "الإصدار 1.2, 2026-05-01\a [" counter(page) "] ص"; width: 30%; text-align: left' in text
    assert '@bottom-right { content: "A' in text


def test_the_date_is_that_of_the_version():
    """The printed date comes from SOURCE_DATE_EPOCH, reads the same in every language, and is left out if there is none."""
    assert build_date("1767225600") == "2026-01-01"
    assert build_date("") == ""
