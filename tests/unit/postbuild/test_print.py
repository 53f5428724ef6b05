"""What is written into a built page for paper: notes and the foot."""

from tools.postbuild.print import date_of, on_paper

PAGE = """<html><head><link rel="canonical" href="https://x.org/a/b/"></head><body><nav><a href="../n/">n</a></nav>
<article class="hb-text"><p><a href="../c/">one</a> <a class="k" href="https://y.org/?a=1&amp;b=2">two</a> <a href="../c/">three</a>
<a href="#here">four</a> <a class="hb-cite" href="../s/">five</a><br><img src="x"></p>
<div class="hb-sources"><a href="https://z.org/">six</a></div><svg><a href="../d/"><path d=""/></a></svg><p><a href="../e/">seven</a></p></article>
<p class="hb-colophon" data-hb-version="Version 1.2" data-hb-page="Page {n}" data-hb-title="A \\ &quot;b&quot; &amp; &lt;c&gt;">
  text
</p></body></html>
"""


def test_each_address_is_spelled_out_once():
    """Links get numbers in the order of first use, and the list at the end has each address once, in full."""
    text, _ = on_paper(PAGE, "1 May 2026")
    assert [text.count(f'data-hb-note="{n}" ') for n in (1, 2, 3, 4)] == [2, 1, 1, 0]
    rows = "<li><b>1</b>https://x.org/a/c/</li><li><b>2</b>https://y.org/?a=1&amp;b=2</li><li><b>3</b>https://x.org/a/e/</li>"
    assert f'<ul class="hb-notes" aria-hidden="true">{rows}</ul>' in text


def test_without_an_address_of_the_site_only_others_are_spelled_out():
    """Where nobody has said where the site will stand, no half address is printed."""
    text = on_paper(PAGE.replace('<link rel="canonical" href="https://x.org/a/b/">', ""), "")[0]
    assert "<li><b>1</b>https://y.org/?a=1&amp;b=2</li></ul>" in text


def test_a_sheet_has_a_foot_and_no_notes():
    """A sheet whose point is one page goes without notes, and the 1:1 pack leaves as its reader has seen it."""
    sheet, foot = on_paper(PAGE.replace('class="k"', 'class="hb-template"'), "1 May 2026")
    assert "hb-note" not in sheet and "@bottom-left" in foot
    pack = PAGE.replace('class="k"', 'class="hb-pack"')
    assert on_paper(pack, "1 May 2026") == (pack, "")


def test_the_foot_says_what_the_sheet_is():
    """The foot has title, address, version, date and page; no sign of the title can end the style."""
    text, foot = on_paper(PAGE, "1 May 2026")
    assert r'content: "A \5c  \22 b\22  \26  \3c c\3e \a https://x.org/a/b/"' in foot
    assert r'content: "Version 1.2, 1 May 2026\a Page " counter(page)' in foot
    assert " · 1 May 2026" in text.partition("hb-colophon")[2]
    assert foot.index("@bottom-left") < foot.index(r'content: "A')
    assert on_paper("<p>no page of ours</p>", "1 May 2026") == ("<p>no page of ours</p>", "")


def test_the_foot_speaks_the_language_of_its_page():
    """The words come from the page, the number stands where its language puts it, and the sides follow its direction."""
    page = PAGE.replace("Version 1.2", "الإصدار 1.2").replace("Page {n}", "[{n}] ص").replace("<body>", '<body dir="rtl">')
    _, text = on_paper(page, "2026-05-01")
    assert r'content: "الإصدار 1.2, 2026-05-01\a [" counter(page) "] ص"; width: 30%; text-align: left' in text
    assert '@bottom-right { content: "A' in text


def test_the_date_is_that_of_the_version():
    """The printed date comes from SOURCE_DATE_EPOCH, reads the same in every language, and is left out where there is none."""
    assert date_of("1767225600") == "2026-01-01"
    assert date_of("") == ""
