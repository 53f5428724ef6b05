"""MkDocs and Zensical build the same handbook, and two builds give the same bytes."""

import os
from urllib.parse import urlsplit

import pytest

from tests.build.conftest import KINDS
from tests.support import sites
from tests.support.html_reader import Page, pages, words
from tools.diagrams.cache import FOLDER
from tools.postbuild.metadata.social_cards import CACHE

ANSWERS = ("data-hb-id", "data-hb-rev", "data-hb-action")


@pytest.fixture(scope="session")
def both(kind: str) -> list[tuple[Page, Page]]:
    """Each page as MkDocs and as Zensical built it."""
    theirs = [{page.path: page for page in pages(KINDS[kind](engine)) if page.path != "404.html"} for engine in sites.ENGINES]
    assert theirs[0].keys() == theirs[1].keys()
    return [(theirs[0][path], theirs[1][path]) for path in theirs[0]]


def test_both_engines_give_the_same_words(both):
    """The articles read the same whichever engine builds them."""
    for ours, theirs in both:
        here, there = (words(page.article).replace(urlsplit(page.site.url).netloc, "") for page in (ours, theirs))  # as the QR codes spell it
        assert here == there, ours.path


def test_both_engines_give_the_same_places_for_answers(both):
    """An answer given in a site from one engine fits a site from the other."""
    count = 0
    for ours, theirs in both:
        here, there = ([(element.tag, *(element.get(name) for name in ANSWERS)) for element in page.elements(page.article)] for page in (ours, theirs))
        mine, other = ([row for row in rows if any(row[1:])] for rows in (here, there))
        assert mine == other, ours.path
        count += len(mine)
    assert count > 20


def test_two_builds_are_the_same_bytes(engine):
    """The same sources give the same site on another day, in another folder, in another time zone and with other hashes."""
    one = sites.fixture_site(engine)
    project = sites.fixture_project()
    for path in project.rglob("*"):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    done = sites.build(project, engine, one.url, "elsewhere", TZ="Asia/Tokyo", PYTHONHASHSEED="2")
    assert done.returncode == 0, done.stdout + done.stderr
    first, second = (
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (one.folder, project / "elsewhere")
    )
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []
    assert "index.html" in first


def test_a_build_with_zensical_keeps_what_we_cached():
    """Zensical empties its own cache folder before a build; drawings and cards that took seconds to make are still there after it."""
    project = sites.fixture_site("zensical").project
    assert (project / ".cache").exists()
    assert (project / CACHE).is_dir() and (project / FOLDER).is_dir()
