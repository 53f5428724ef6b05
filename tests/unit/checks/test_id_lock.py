"""Ids are for ever: what was published stays known."""

import json

import pytest

from handbook.__main__ import main
from handbook.checks import id_lock
from handbook.loader import load_library


@pytest.fixture
def locked(project, monkeypatch):
    """Give a project whose lock file is up to date."""
    monkeypatch.setattr("handbook.content.json_schema.SCHEMAS", {})
    assert main(["sync", "--root", str(project.root)]) == 0
    return project


def test_an_id_may_not_vanish(locked, capsys):
    """An id that was published but is no longer stops the check, by name."""
    locked.edit("chapters/first-steps.yml", "  - id: notice-what-hurt\n    text: What hurt?\n", "")

    assert main(["check", "--root", str(locked.root)]) == 1
    assert "notice-what-hurt: was published but is no longer" in capsys.readouterr().err


def test_a_retired_id_may_go(locked):
    """An id that is listed as retired may go, and stays in the lock file."""
    locked.edit("chapters/first-steps.yml", "  - id: notice-what-hurt\n    text: What hurt?\n", "")
    locked.edit("chapters/first-steps.yml", "retired:", 'retired:\n  - {id: notice-what-hurt, said: "What hurt?", on: "2026-11-22", why: Too blunt.}')

    assert main(["check", "--root", str(locked.root)]) == 0
    assert "notice-what-hurt\t" in (locked.root / id_lock.NAME).read_text()


def test_a_name_that_goes_stays_listed(locked, capsys):
    """A heading that upstream changes is in its list of names for ever, so that forks learn what a link of theirs meant; the check asks for the list."""
    root = ["--root", str(locked.root)]
    locked.edit("chapters/first-steps.md", "## What we do not know", "## What is open")
    assert main(["check", *root]) == 1
    assert "docs/names.lock: is not up to date\n    fix: Run `make sync`" in capsys.readouterr().err
    assert (main(["sync", *root]), main(["check", *root])) == (0, 0)
    [row] = [line for line in (locked.docs / "names.lock").read_text(encoding="utf-8").splitlines() if '"page:chapters/first-steps.md"' in line]
    assert {"what-we-do-not-know", "what-is-open"} <= json.loads(row)["parts"].keys()


def test_a_renamed_id_may_go(locked):
    """An id that its heir names in `was:` may go."""
    locked.edit("chapters/first-steps.yml", "- id: notice-what-hurt", "- id: notice-what-hurts\n    was: notice-what-hurt")

    assert main(["sync", "--root", str(locked.root)]) == 0
    assert id_lock.problems(load_library(locked.root, locked.docs)) == []


def test_a_reworded_item_wants_a_new_lock_line(locked, capsys):
    """A rewording is refused until the lock file says it, so that it is a decision."""
    locked.edit("chapters/first-steps.yml", "What hurt?", "What was hard?")

    assert main(["check", "--root", str(locked.root)]) == 1
    assert "make sync" in capsys.readouterr().err


def test_a_problem_is_told_without_a_traceback(locked, capsys):
    """The command prints problems and exits with 1."""
    locked.edit("chapters/first-steps.yml", "kind: do-confirm", "kind: maybe")

    assert main(["check", "--root", str(locked.root)]) == 1
    said = capsys.readouterr().err
    assert "docs/chapters/first-steps.yml:4" in said
    assert "Traceback" not in said


def test_two_ids_with_one_code_are_refused(locked, capsys):
    """An id whose code on paper another id has already is refused, with both names."""
    locked.edit("chapters/first-steps.yml", "- id: notice-what-hurt\n", "- id: name-own-risks-aloud\n")
    locked.edit("chapters/first-steps.yml", "- id: notice-what-stayed\n", "- id: show-two-links-today\n    was: notice-what-stayed\n")

    assert main(["check", "--root", str(locked.root)]) == 1
    said = capsys.readouterr().err
    assert "has the same paper code as `name-own-risks-aloud`" in said or "has the same paper code as `show-two-links-today`" in said
    assert "CMA-YMN" in said
