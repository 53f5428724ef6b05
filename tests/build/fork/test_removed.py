"""An update that takes away what a fork's files name, in every way at once, does not stop the fork's build."""

import html
import re
import sys

import pytest

from tests.support import forks, sites
from tests.support.html_reader import Page, words


def project():
    """Return a fork that named much of upstream's, after an update that took it away."""
    folder = forks.fork_project()
    forks.name_upstream(folder)
    for change in (forks.remove_upstream, None):
        done = sites.run([sys.executable, "-m", "handbook", "sync"], folder)
        assert done.returncode == 0, done.stderr
        if change:
            change(folder)
    return folder


@pytest.fixture(scope="module")
def site(engine):
    """The fork's site from each engine, built strictly."""
    return sites.shared(f"fork-removed-{engine}", project, engine)


def test_the_build_goes_on_and_says_once_what_to_change(site):
    """A strict build of either engine succeeds; at its end each place is named once, with its line and what to do."""
    warned = re.findall(r"(?m)^Warning: (\S+:\d+|\S+): .*\n    fix: \S", site.log)
    assert len(warned) == len(set(re.findall(r"(?m)^Warning: .*", site.log))) == 21
    assert 'Warning: docs/team/leaning.md:11: links to "../guide/how-to.md", which upstream has removed' in site.log
    assert "does not exist" not in site.log and "not found among documentation files" not in site.log


def test_the_pages_show_what_is_left(site):
    """Texts stay without their links, a heading that is gone leads to its page, and a form that the team has no word for is upstream's."""
    page = Page(site, "team/leaning/index.html")
    text = words(page.article)
    assert "We cite (Doe (2020), no longer listed), explain a pause point and read Second steps (no longer in the handbook)." in text
    assert "A square of ours. (The figure is no longer in the handbook.)" in text
    links = {
        words(element): address.removeprefix(site.url) for element, address in page.addresses() if element.tag == "a" and element in list(page.article.iter())
    }
    assert links["why"] == "chapters/first-steps/" and links["the work"] == links["the sources"] == "guide/sources/"
    assert "A square In code" in text and not list(page.article.iter("img"))
    assert "How to, why, the work and the sources." in text and "How to" not in links
    assert "[x](../guide/how-to.md)" in text
    chapter = html.unescape((site.folder / "chapters/first-steps/index.html").read_text(encoding="utf-8"))
    assert "Ask the sceptics." in chapter and "doubter" in chapter
    assert "--hb-brand: light-dark(#a50022, #ff8a95)" in (site.folder / "team/colours.css").read_text(encoding="utf-8")  # 4.5:1 again
    assert "Read how to and" in words(Page(site, "chapters/first-steps/index.html").article)
