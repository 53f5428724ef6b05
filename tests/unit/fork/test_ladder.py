"""A team's career ladder: what it may hold, what readers get of it, and what it is told when it is wrong."""

import pytest

from handbook.checks import id_lock
from handbook.errors import SourceErrors
from handbook.loader import load_library
from handbook.render.practice import Renderer
from handbook.render.registry import load_checked_library

LADDER = "team/ladder.yml"


def test_the_workbook_knows_the_ladder(fork):
    """Readers of a fork find each line of its ladder, with the behaviour whose evidence goes with it."""
    library = load_checked_library(fork.root, fork.docs)
    renderer = Renderer(library, "workbook/data.md")
    data, page = renderer._catalogue()[0], renderer.data()
    assert [role["title"] for role in data["ladder"]] == ["Staff walker"]
    first, second = data["ladder"][0]["expectations"]
    assert (first["id"], first["shows"], first["help"]) == ("team-leads-two-walks", "walk-in-step", "The panel asks both groups.")
    assert len(first["rev"]) == 8 and "shows" not in second
    assert "team-leads-two-walks" in page and "<one>" not in page


def test_without_a_ladder_there_is_none(project):
    """Upstream's own site offers its behaviours only."""
    assert Renderer(load_checked_library(project.root, project.docs), "workbook/data.md")._catalogue()[0]["ladder"] == []


def test_an_expectation_keeps_its_id_for_ever(fork):
    """What readers wrote for an expectation hangs on its id: one that goes must be retired, as anything that can be answered."""
    library = load_checked_library(fork.root, fork.docs)
    lock = id_lock.lock_files(library)[-1]
    assert lock.current["team-leads-two-walks"].text == "Leads two walks at once, and is late for neither."
    (fork.root / lock.file).write_text(lock.text(), encoding="utf-8")
    assert [problem for problem in id_lock.problems(load_library(fork.root, fork.docs)) if problem.file == lock.file] == []
    fork.edit(LADDER, "id: team-leads-two-walks", "id: team-leads-three-walks")
    gone = [problem for problem in id_lock.problems(load_library(fork.root, fork.docs)) if problem.key == "team-leads-two-walks"]
    assert gone and "retired" in gone[0].fix


WRONG = {
    "a misspelt key": ("    expectations:", "    expectation:", 'Did you mean "expectations"'),
    "a role without a line": ("\n      - id: team-leads", " []\nx:\n      - id: team-leads", "at least 1"),
    "an expectation without words": ("        text: Answers for the pager of <one> group.\n", "", "Add `text:` here."),
    "an id that may clash": ("id: team-leads-two-walks", "id: leads-two-walks", 'Call it "team-leads-two-walks"'),
    "an id that is taken": ("id: team-leads-two-walks", "id: team-answer-the-pager", "already used"),
    "no such behaviour": ("shows: walk-in-step", "shows: walk-in-steps", 'Did you mean "walk-in-step"'),
    "a list without roles": ("roles:\n", "", "starts with a list"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_problem_in_a_ladder_names_its_file_and_the_fix(fork, case):
    """Each mistake is told with the file and a way to fix it."""
    old, new, said = WRONG[case]
    fork.edit(LADDER, old, new)
    with pytest.raises(SourceErrors) as caught:
        load_checked_library(fork.root, fork.docs)
    hits = [problem for problem in caught.value.problems if said in problem.message + problem.fix]
    assert hits, caught.value.report()
    assert "docs/team/" in hits[0].file and hits[0].line > 0


def test_a_behaviour_that_upstream_removes_stops_no_build(fork):
    """A ladder that names a behaviour of last year's handbook is warned of, and the site is built."""
    name = '{"name": "part:steps-of-old", "said": "Steps of old"}\n'
    (fork.docs / "team" / "upstream.lock").write_text(name, encoding="utf-8")
    fork.edit(LADDER, "shows: walk-in-step", "shows: steps-of-old")
    library = load_checked_library(fork.root, fork.docs)
    assert [problem.file for problem in library.warnings] == ["docs/team/ladder.yml"]
