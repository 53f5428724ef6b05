"""The map on the home page is drawn from the navigation and the chapters."""

import re

import pytest

from handbook.i18n.strings import load_language
from handbook.loader import load_library
from handbook.render.practice import Renderer
from handbook.views.road_map import stretches
from tests.support import sites

NAV = """site_name: Upstream
nav:
  - Home: index.md
  - Opening: [chapters/first-steps.md]
  - Shifting perspective:
      - chapters/second-steps.md
  - Guide: [guide/use.md]
"""


def drawn(project, source="index.md"):
    """Return the headings of the map with the titles and addresses of their chapters."""
    html = Renderer(load_library(project.root, project.docs), source).map()
    bands = re.findall(r'hb-map__section">.*?</svg>([^<]*)</p>(.*?)</ul>', html)
    return {title: re.findall(r'href="([^"]*)">.*?hb-map__title">([^<]*)<', rows) for title, rows in bands}


def configure(project, text, name="mkdocs.yml"):
    """Write the configuration of a project."""
    (project.root / name).write_text(text, encoding="utf-8")


def test_the_map_follows_the_navigation(project):
    """The map has the headings and the chapters of the navigation, in its order, with links from any page."""
    configure(project, NAV)
    assert drawn(project) == {"Opening": [("chapters/first-steps/", "First steps")], "Shifting perspective": [("chapters/second-steps/", "Second steps")]}
    assert drawn(project, "guide/use.md")["Opening"] == [("../../chapters/first-steps/", "First steps")]


def test_a_forks_chapters_are_on_the_map(fork):
    """A chapter that a team wrote appears under the team's heading, without an edit of a navigation."""
    configure(fork, NAV)
    assert [title for _, title in drawn(fork)["At Acme"]] == ["On call"]
    fork.edit("team/chapters/on-call.md", "section: team", "section: opening")
    assert [title for _, title in drawn(fork)["Opening"]] == ["First steps", "On call"]


@pytest.mark.parametrize("name", ["mkdocs.yml", "team.yml"])
def test_a_hidden_chapter_is_not_on_the_map(fork, name):
    """A chapter that the navigation leaves out is not on the map either."""
    shorter = NAV.replace("      - chapters/second-steps.md\n", "      - guide/how.md\n")
    configure(fork, NAV)
    configure(fork, shorter if name == "mkdocs.yml" else "INHERIT: mkdocs.yml\n" + shorter, name)
    assert "Shifting perspective" not in drawn(fork)
    assert ("At Acme" in drawn(fork)) == (name == "mkdocs.yml")


def test_a_chapter_says_what_it_is_about(project):
    """Under each title is the chapter's summary, or its description if it has none, and how long it takes to read; a title is cut at its colon."""
    configure(project, NAV)
    project.edit("chapters/first-steps.md", "title: First steps\n", "title: 'First steps: <one>'\nsummary: One & only\n")
    html = Renderer(load_library(project.root, project.docs), "index.md").map()
    assert '>First steps</span></a> <span class="hb-map__what"><span>One &amp; only</span> <span class="hb-map__minutes">· 1 min</span>' in html
    assert ">The second chapter of a handbook that exists for tests only.</span>" in html


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_chapter_says_of_itself_where_the_menu_has_it(language):
    """The section above a chapter's title is the heading under which the contents and the map list it."""
    words = load_language(sites.ROOT, sites.ROOT / "docs", language)
    titles, sections = words.get("titles", {}), words["opening"]["sections"]
    shown = {
        chapter.slug: (titles.get(stretch.title, stretch.title), sections[chapter.meta.section])
        for stretch in stretches(load_library(sites.ROOT, sites.ROOT / "docs"))
        for chapter in stretch.chapters
    }
    assert len(shown) >= 8
    assert {slug: both for slug, both in shown.items() if len({*both}) > 1} == {}
