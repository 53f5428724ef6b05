"""The QR code of a page's address on what is printed from it."""

import re

import pytest
import segno

from tools.postbuild.qr_codes import add_qr_codes, short

HEAD = '<html><head><link rel="canonical" href="https://x.org/hb/toolkit/a/"></head><body>'
SHEET = '<article class="hb-text" lang="en"><h1>A</h1><div class="hb-cheat"></div></article>'


def modules(text):
    """Return the drawing as rows of dark and light modules."""
    size = int(re.search(r'viewBox="0 0 (\d+)', text)[1])
    rows = [[0] * size for _ in range(size)]
    for x, y, n in re.findall(r"M(\d+) (\d+)\.5h(\d+)", text):
        rows[int(y)][int(x) : int(x) + int(n)] = [1] * int(n)
    return rows


def test_a_sheet_bears_the_code_of_its_own_page(site, page_of):
    """The drawing is the code of the page's address, module by module, and needs no style attribute."""
    page = page_of(HEAD + SHEET, "toolkit/a/index.html")
    add_qr_codes(site, page)
    assert modules(page.body) == [list(map(int, row)) for row in segno.make("https://x.org/hb/toolkit/a/", error="m", micro=False).matrix_iter(border=2)]
    assert '<span lang="zxx" dir="ltr">x.org/<wbr>hb/<wbr>toolkit/<wbr>a</span>' in page.body
    assert "style=" not in page.body


def test_the_backup_page_has_its_code_where_it_asks_for_one(site, page_of):
    """Each empty place for a code gets it, with the white around it that a camera needs on a dark page."""
    page = page_of(HEAD + '<p class="hb-qr hb-qr--move" hidden></p><b></b><p class="hb-qr hb-qr--move" hidden></p>', "toolkit/a/index.html")
    add_qr_codes(site, page)
    first, second = re.findall(r'<p class="hb-qr hb-qr--move">(.*?)</p>', page.body)
    assert first == second and "hidden" not in page.body
    assert modules(first) == [list(map(int, row)) for row in segno.make("https://x.org/hb/toolkit/a/", error="m", micro=False).matrix_iter(border=4)]


@pytest.mark.parametrize("text", [SHEET, HEAD + '<article class="hb-text"><h1>A</h1></article>'])
def test_without_an_address_or_a_sheet_there_is_none(site, page_of, text):
    """A site that doesn't know its address gets no codes, nor does a page from which no sheets are printed."""
    page = page_of(text if "<html>" in text else "<html><head></head><body>" + text, "toolkit/a/index.html")
    add_qr_codes(site, page)
    assert "hb-qr" not in page.html


def test_a_domain_with_umlauts_is_drawn_in_ascii(site, page_of):
    """Cameras that guess another encoding find the page too; people read the domain as it's written."""
    page = page_of(HEAD.replace("x.org/hb", "müller.example/ü") + SHEET, "toolkit/a/index.html")
    add_qr_codes(site, page)
    ascii_address = "https://xn--mller-kva.example/%C3%BC/toolkit/a/"
    assert modules(page.body) == [list(map(int, row)) for row in segno.make(ascii_address, error="m", micro=False).matrix_iter(border=2)]
    assert "müller.example/<wbr>ü" in page.body


@pytest.mark.parametrize(("length", "drawn", "spelled"), [(60, True, True), (120, True, False), (200, False, False)])
def test_a_long_address_is_not_printed_over_the_text(site, page_of, length, drawn, spelled):
    """One that doesn't fit beside the code isn't spelled, and one whose code is too fine for a camera has none."""
    page = page_of(HEAD.replace("x.org/hb", "x.org/" + "h" * (length - 21)) + SHEET, "toolkit/a/index.html")
    add_qr_codes(site, page)
    assert ("<svg" in page.body, "</span>" in page.body) == (drawn, spelled)
    add_qr_codes(site, page)
    assert len(site.warnings) == (not drawn) and all("SITE_URL is so long" in warning for warning in site.warnings)


def test_the_short_address_has_no_scheme():
    """It's what people type."""
    assert short("https://x.org/hb/toolkit/a/") == "x.org/hb/toolkit/a"
