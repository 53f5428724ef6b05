"""Pictures, sounds and films written as HTML are found, can be played, and have their address on paper."""

import re

import pytest

from tools.postbuild.markdown.media import find_media

PAGE = '<html><head><meta name="handbook-id" content="ours"></head><body><article>%s</article></body></html>'


@pytest.fixture
def found(site, add_files, run):
    """Return the body of the page ``team/page/`` of some HTML, in a site with ``team/clip.webm`` and ``assets/a b.png``."""
    site.library.strings["media"] = {"video": "Video", "audio": "Sound"}
    add_files({"team/clip.webm": "x", "assets/a b.png": "x"})

    def find(html):
        add_files({"team/page/index.html": PAGE % html})
        return run(find_media)["team/page/index.html"]

    return find


@pytest.mark.parametrize("address", ["clip.webm", "../clip.webm", "../../clip.webm"])
def test_a_file_is_found_however_its_path_was_counted(site, found, address):
    """From the source file, from the page's address, or from there as Zensical has changed it: the address leads to the file."""
    assert '<video controls src="../clip.webm">' in found(f'<video controls src="{address}"></video>')
    assert site.warnings == []


def test_a_file_that_is_not_there_is_named(site, found):
    """Its author learns the page and the address; addresses of other sites are left alone."""
    found('<img src="../../assets/a%20b.png"><img src="nope.png"><img src="https://example.com/a.png"><img src="data:x">')
    assert [warning.partition(". ")[0] for warning in site.warnings] == ['team/page/index.html: there is no file at "nope.png"']


def test_a_player_has_controls_and_an_address_for_paper(found):
    """One without controls could not be played, since no page starts a sound by itself; the file may be named inside."""
    html = found('<video width="320"><source src="clip.webm"></video><audio controls src="https://example.com/a.mp3?x=1&amp;y=2"></audio>')
    assert '<video width="320" controls><source src="../clip.webm"></video><span class="hb-address">Video: team/clip.webm</span>' in html
    assert html.count("controls") == 2 and '<span class="hb-address">Sound: https://example.com/a.mp3?x=1&amp;y=2</span>' in html
    assert re.search(r"autoplay", html) is None
