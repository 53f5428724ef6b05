"""Frames of allowed sites are shown, all others are links, and the policy says the same."""

import re

import pytest

from tools.postbuild.csp import add_csp
from tools.postbuild.markdown.embeds import show_embeds

PAGE = '<html><head><meta charset="utf-8"></head><body>%s</body></html>'
PLAYER = "https://www.youtube-nocookie.com"


@pytest.fixture
def shown(site, add_files, run):
    """Return the page that two steps make of some HTML, and the warnings, where some origins are allowed."""
    site.library.strings["media"] = {"embed": "Shown by {host}", "link": "See it at {host}"}

    def show(html, *origins):
        site.config = {"extra": {"handbook": {"embeds": list(origins)}}}
        add_files({"index.html": PAGE % html})
        return run(show_embeds, add_csp)["index.html"]

    return show


def test_an_allowed_frame_is_shown_late_with_a_name(site, shown):
    """It keeps what its author wrote, loads when it is scrolled to, has a title, and its address is there for paper."""
    html = shown('<iframe width="560" src="//www.youtube-nocookie.com/embed/a?b=1&amp;c=2" frameborder="0" allowfullscreen></iframe>', PLAYER)
    (frame,) = re.findall(r"<iframe[^>]*>", html)
    assert all(part in frame for part in ('width="560"', f'src="{PLAYER}/embed/a?b=1&amp;c=2"', 'loading="lazy"', "referrerpolicy=", " allowfullscreen"))
    assert 'title="Shown by www.youtube-nocookie.com"' in frame and "frameborder" not in frame
    assert f'<span class="hb-address">Shown by www.youtube-nocookie.com: {PLAYER}/embed/a?b=1&amp;c=2</span>' in html
    assert f"frame-src {PLAYER};" in html and site.warnings == []


def test_any_other_frame_is_a_link_and_a_warning(site, shown):
    """The reader can still go there, the author learns which line and what to write, and the policy allows nothing."""
    site.library.docs.mkdir()
    (site.library.docs / "index.md").write_text("a\n\n<iframe title='The <plan>' src='https://evil.example/x'>old</iframe>\n", encoding="utf-8")
    html = shown("<p>a</p><iframe title='The <plan>' src='https://evil.example/x'>old</iframe><IFRAME src=https://b.example/y></IFRAME>", PLAYER)
    assert "<iframe" not in html.lower() and "old" not in html
    assert (
        '<a class="hb-embed" href="https://evil.example/x">The &lt;plan&gt; (evil.example)</a><a class="hb-embed" href="https://b.example/y">See it at b.example</a>'
        in html
    )
    assert len(site.warnings) == 2 and site.warnings[1].startswith("docs/index.md: an <iframe> of https://b.example")
    assert site.warnings[0] == (
        "docs/index.md:3: an <iframe> of https://evil.example (https://evil.example/x) is shown as a link. "
        "To show it, write embeds: [https://evil.example] below extra: handbook: in team.yml."
    )


def test_a_frame_that_would_run_a_script_is_left_out(site, shown):
    """No link leads to what is no address of a page."""
    assert "javascript" not in shown('<iframe src="javascript:alert(1)"></iframe>', PLAYER)
    assert "was left out" in site.warnings[0]


def test_nothing_is_allowed_by_default(shown):
    """Without a list the policy allows no frame."""
    assert "frame-src 'none';" in shown("<p>a</p>")


@pytest.mark.parametrize("wrong", ["*", "http://a.example", "https://a.example/path", "https://a.example; script-src *", "youtube.com"])
def test_only_an_origin_can_be_allowed(shown, wrong):
    """A list with anything else stops the build, so that nothing else gets into the policy."""
    with pytest.raises(ValueError, match="is not an origin"):
        shown("<iframe src='https://a.example'></iframe>", wrong)
