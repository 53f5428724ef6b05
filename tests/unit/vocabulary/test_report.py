"""What a build prints about a team's own words."""

from collections import Counter

import pytest

from handbook.content.models.vocabulary import Rename
from handbook.vocabulary.rewriter import VocabularyRewriter
from tools.postbuild.site import Site
from tools.postbuild.vocabulary import report

OVERLAY = "\n\nterms:\n  sceptic:\n    one: doubter\n  far: {instead-of: {one: far of words}, one: x}\n"


@pytest.fixture
def team(project):
    """A project with words of its own, and a built page."""
    (project.docs / "team").mkdir()
    (project.docs / "team" / "overlay.yml").write_text(OVERLAY, encoding="utf-8")
    (project.root / "mkdocs.yml").write_text("site_name: Ours\n", encoding="utf-8")
    (project.root / "site").mkdir()
    (project.root / "site" / "index.html").write_text("<p>A <b>fear</b> of&nbsp;words.</p>", encoding="utf-8")
    return project


def test_a_line_names_the_chapters_and_the_pages_with_most(team, capsys):
    """The chapters stand in reading order with their counts, the fullest other pages by their address, and the rest as a sum."""
    renaming = VocabularyRewriter([Rename("sceptic", {"sceptic": "doubter", "sceptics": "doubters"}), Rename("kept", {"date": "date"})])
    renaming.replaced_keys = {"sceptic", "kept"}
    others = {"index.html": 5, "guide/use/index.html": 4, "a/index.html": 3, "b.html": 3, "c/index.html": 2, "404.html": 1}
    renaming.counts = {"sceptic": Counter({**others, "chapters/second-steps/index.html": 1, "chapters/first-steps/index.html": 9})}
    site = Site(team.root / "site", team.root)
    site.rewriter = renaming
    report(site)
    said = capsys.readouterr()
    assert said.out == "Your words: doubter for sceptic (first-steps 9, second-steps 1, home 5, guide/use 4, a 3, and 6 on 3 other pages)\n"
    assert site.warnings == []


def test_a_word_that_no_page_has_is_a_warning(team, capsys):
    """A team that mistypes a word learns its line and the nearest words of the pages."""
    site = Site(team.root / "site", team.root)
    site.rewriter = VocabularyRewriter([Rename("far", {"far of words": "x"})])
    report(site)
    assert capsys.readouterr().out == ""
    (warning,) = site.warnings
    assert 'docs/team/overlay.yml:6: terms.far: no page says "far of words"' in warning
    assert 'fix: Did you mean "fear of words"?' in warning
