"""What a fork is told of upstream's changes under its own."""

import re

import pytest

from handbook.__main__ import main
from handbook.fork.drift import drift
from handbook.loader import load_library


@pytest.fixture
def fresh(fork, monkeypatch):
    """Give a fork that has seen all that upstream says."""
    monkeypatch.setattr("handbook.content.json_schema.SCHEMAS", {})
    assert main(["sync", "--root", str(fork.root)]) == 0
    return fork


def news(fork):
    """Return what the fork is told: kind and id, with the lines."""
    return {(one.kind, one.id): " ".join(one.lines) for one in drift(load_library(fork.root, fork.docs))}


NEWER = "    items:\n      - {id: name-the-limit, text: Name the limit., why: It is asked for., evidence: A number.}\n"
FIRST = "chapters/first-steps.yml"
CHANGES = {
    "a rewording under a rewording": (
        [(FIRST, "Delegate one decision with its limits.", "Delegate one decision, in writing.")],
        ("reworded", "delegate-one-decision"),
        "before: Delegate one decision with its limits. text, now: Delegate one decision, in writing. text, yours: Hand one decision",
    ),
    "other words of a part that is reworded": (
        [(FIRST, "The owner's name.", "Their name and the date.")],
        ("reworded", "delegate-one-decision"),
        "evidence, now: Their name and the date.",
    ),
    "upstream took the fork's words": (
        [(FIRST, "What changed this week?", "What changed for a customer this week?")],
        ("same", "notice-what-changed"),
        "What changed for a customer",
    ),
    "a hidden question reworded": ([(FIRST, "What hurt?", "What was hard?")], ("hidden", "notice-what-hurt"), "now: What was hard?"),
    "a name that is new": (
        [(FIRST, "- id: notice-what-hurt", "- id: notice-what-pains\n    was: notice-what-hurt")],
        ("renamed", "notice-what-hurt"),
        "notice-what-pains",
    ),
    "what is named retired": (
        [
            (FIRST, "  - id: notice-what-hurt\n    text: What hurt?\n", ""),
            (FIRST, "retired:\n", "retired:\n  - {id: notice-what-hurt, said: 'What hurt?', on: '2027-01-01', why: Blunt.}\n"),
        ],
        ("retired", "notice-what-hurt"),
        "It said: What hurt?",
    ),
    "what is new": (
        [(FIRST, "prompts:\n", "prompts:\n  - {id: notice-who-left, text: 'Who left?'}\n")],
        ("new", "notice-who-left"),
        "Who left? in first-steps",
    ),
    "what is not named retired": (
        [
            (FIRST, "  - id: take-the-right-door\n", "  - id: take-no-door\n"),
            (FIRST, "retired:\n", "retired:\n  - {id: take-the-right-door, said: Take the right door., on: '2027-01-01', why: Loud.}\n"),
        ],
        ("gone", "take-the-right-door"),
        "It said: Take the right door.",
    ),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_change_of_upstream_is_told(fresh, case):
    """Each thing that upstream did is told once, with what it was, what it is, and what the team says."""
    edits, key, said = CHANGES[case]
    assert news(fresh) == {}
    for file, old, new in edits:
        fresh.edit(file, old, new)
    told = news(fresh)
    assert [one for one in told if one[0] != "new" or one == key] == [key]
    assert said in told[key]


def test_an_item_that_moved_to_another_list_is_told(fresh):
    """A rewording goes with its item, and the team hears where it went."""
    lines = (fresh.docs / FIRST).read_text(encoding="utf-8").splitlines(keepends=True)
    start = next(n for n, line in enumerate(lines) if "id: delegate-one-decision" in line)
    item, rest = lines[start : start + 4], lines[:start] + lines[start + 4 :]
    (fresh.docs / FIRST).write_text("".join(rest).replace("    items:\n", NEWER, 1), encoding="utf-8")
    second = fresh.docs / "chapters" / "second-steps.yml"
    second.write_text(second.read_text(encoding="utf-8").replace("    items:\n", "    items:\n" + "".join(item), 1), encoding="utf-8")
    assert news(fresh)["moved", "delegate-one-decision"] == "From check-the-first-thing to follow-the-steps."
    practice = load_library(fresh.root, fresh.docs).chapters["second-steps"].practice
    assert "Hand one decision to the person who feels its result." in [item.text for item in practice.checklists[0].items]


def test_an_order_of_what_moved_away_stops_nothing(fresh):
    """Upstream may move a line out of a list that the team put in order; the team is told, and its build goes on."""
    fresh.edit("team/overlay.yml", "[book-a-date, name-the-decider]", "[book-a-date, read-the-first-step]")
    assert load_library(fresh.root, fresh.docs).problems == []
    assert news(fresh)["moved", "read-the-first-step"] == "Your order of check-the-first-thing names it, but it is now in follow-the-steps."


def test_a_sheet_that_is_retired_takes_no_fork_down(fresh):
    """Upstream may retire a sheet to which the team had added a line: that line is no id that went without a word."""
    path = fresh.docs / "chapters" / "second-steps.yml"
    before, sheet = path.read_text(encoding="utf-8").split("templates:\n")
    ids = re.findall(r"\bid: ([\w-]+)", sheet)
    rows = "".join(f"  - {{id: {id}, said: Something., on: '2027-01-01', why: Not used.}}\n" for id in ids)
    path.write_text(f"{before}retired:\n{rows}", encoding="utf-8")
    fresh.edit("chapters/second-steps.md", "{{ templates() }}\n", "")
    (fresh.docs / "toolkit" / "step-card.md").unlink()
    assert main(["check", "--root", str(fresh.root)]) == 0
    assert ("retired", "fill-the-step-card") in news(fresh)


def test_a_record_with_the_marks_of_a_merge_is_named(fresh, capsys):
    """Two people of a team may both have run `make sync`: what git left in the file is told by its line, with the way out."""
    path = fresh.docs / "team" / "upstream.lock"
    path.write_text("<<<<<<< HEAD\n" + path.read_text(encoding="utf-8") + '{"id": 1}\n', encoding="utf-8")
    assert main(["check", "--root", str(fresh.root)]) == 1
    said = capsys.readouterr().err
    assert "docs/team/upstream.lock:1: is not a valid line" in said and "git checkout --ours" in said and "Traceback" not in said


def test_what_was_read_is_not_told_again(fresh, capsys):
    """The check says it in a line, the report in full, and after SEEN=yes both are silent."""
    fresh.edit(FIRST, "What hurt?", "What was hard?")
    root = ["--root", str(fresh.root)]
    assert main(["sync", *root]) == 0  # upstream's own lock file; what the team has seen stays
    assert "Upstream has moved since this team last looked: 1 hidden" in capsys.readouterr().err
    assert main(["drift", *root]) == 0
    assert "text, now: What was hard?" in capsys.readouterr().out
    assert main(["drift", "--seen", *root]) == 0
    capsys.readouterr()
    assert main(["check", *root]) == 0
    assert capsys.readouterr().err == ""


def test_a_new_rewording_wants_what_it_replaces(fresh, capsys):
    """Until the record holds what upstream says there, the check fails and says what to run."""
    fresh.edit("team/overlay.yml", "reword:\n", "reword:\n  take-the-middle-door: {text: Take the narrow door.}\n")
    root = ["--root", str(fresh.root)]
    assert main(["check", *root]) == 1
    assert "docs/team/upstream.lock: lacks the wording" in capsys.readouterr().err
    assert main(["sync", *root]) == 0
    fresh.edit(FIRST, "Take the middle door.", "Take the door between.")
    assert "before: Take the middle door." in news(fresh)["reworded", "take-the-middle-door"]


def test_upstream_itself_has_no_drift(project, capsys, monkeypatch):
    """Whoever works on upstream is told nothing, and gets no file for teams."""
    monkeypatch.setattr("handbook.content.json_schema.SCHEMAS", {})
    assert main(["sync", "--root", str(project.root)]) == 0
    assert main(["drift", "--root", str(project.root)]) == 0
    assert "This is not a fork" in capsys.readouterr().out
    assert not (project.docs / "team").exists()
