"""The sessions of a reading group: what their file may hold, what the page says of them, and what an author is told who gets it wrong."""

import html
import re

import pytest

from handbook.content.models.sessions import fill
from handbook.errors import SourceErrors
from handbook.render.practice import Renderer
from handbook.render.registry import load_checked_library

SESSIONS = """\
people: 5
invitation:
  subject: "Walk {n} of {all}: {title}"
  text: |
    {when}
    {purpose}
    {reading}

    Bring {bring}. It takes {minutes} minutes:
    {agenda}
    {manager}
  manager: One of us manages <the others>.
agendas:
  walk:
    - minutes: 10
      title: Look
      do: Read out “{scenario}”.
    - minutes: 5
      title: Tick
      do: Take “{checklist}” and {bring}.
      manager: The manager waits outside.
sessions:
  - title: Out of the door
    chapter: first-steps
    purpose: We’ll choose a door.
    bring: a key
    sheets: [check-the-first-thing, answer-vague-feedback, fill-the-step-card]
    agenda: walk
"""


@pytest.fixture
def walks(project):
    """Give a project whose group meets once."""
    (project.docs / "sessions.yml").write_text(SESSIONS, encoding="utf-8")
    return project


def page(project):
    """Return the page of the sessions."""
    return html.unescape(Renderer(load_checked_library(project.root, project.docs), "guide/lead-a-group.md").reading_group())


def test_a_session_is_whole_without_scripts(walks):
    """The row names what to read and to print; the agenda and the invitation are there in words, each name in braces filled."""
    text = page(walks)
    assert re.search(r'href="[./]+chapters/first-steps/"', text)
    assert re.search(r'href="[./]+workbook/print/#only=check-the-first-thing,answer-vague-feedback,fill-the-step-card&mode=blank&people=5"', text)
    assert "Read out “Three doors”." in text and "Take “Before the first thing” and a key." in text and "The manager waits outside." in text
    for line in ("Walk 1 of 1: Out of the door", "We’ll choose a door.", "Bring a key. It takes 15 minutes:", "0–10  Look", "10–15  Tick"):
        assert line in text
    assert not re.search(r"\{\w+\}", re.sub(r"data-hb-words='[^']*'", "", text))


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("On “{checklist}”, think.", "On “After ‘not yet’”, think."),
        ("On {checklist}, think.", "On After “not yet”, think."),
        ("Auf „{checklist}“ denkt nach.", "Auf „After ‘not yet’“ denkt nach."),
    ],
)
def test_quotation_marks_inside_quotation_marks_are_single(text, filled):
    """A title with a quotation in it is quoted as a printer would set it."""
    assert fill(text, {"checklist": "After “not yet”"}) == filled


def test_as_many_sessions_as_the_file_has(walks):
    """A second session in the file is a second row on the page, and the first says that there are two."""
    second = SESSIONS[SESSIONS.index("  - title: Out") :].replace("Out of the door", "Back again")
    (walks.docs / "sessions.yml").write_text(SESSIONS + second, encoding="utf-8")
    text = page(walks)
    assert text.count("data-hb-session=") == 2 and "Walk 1 of 2: Out of the door" in text and "Walk 2 of 2: Back again" in text


def test_a_fork_has_its_own(walks):
    """A team's own file takes the place of upstream's, and one that holds only comments does not."""
    (walks.docs / "team").mkdir()
    team = walks.docs / "team" / "sessions.yml"
    team.write_text("# Ours, some day\n", encoding="utf-8")
    assert "Out of the door" in page(walks)
    team.write_text(SESSIONS.replace("Out of the door", "Into the garden"), encoding="utf-8")
    assert "Into the garden" in page(walks) and "Out of the door" not in page(walks)


def test_without_the_file_there_are_no_sessions(project):
    """A handbook without groups builds, and its page has no rows."""
    assert "data-hb-session=" not in page(project)


WRONG = {
    "a misspelt key": ("    purpose:", "    purpos:", 'Did you mean "purpose"'),
    "no such chapter": ("chapter: first-steps", "chapter: first-step", 'Did you mean "first-steps"'),
    "nothing to read": ("    chapter: first-steps\n", "", "Add `chapter:`"),
    "no such field note": ("    chapter: first-steps\n", "    field_notes: [ask-suport]\n", '"ask-suport" is not there'),
    "no such sheet": ("[check-the-first-thing,", "[check-the-first-things,", 'Did you mean "check-the-first-thing"'),
    "no such agenda": ("agenda: walk", "agenda: wall", 'Did you mean "walk"'),
    "no such word": ("Bring {bring}. It", "Bring {brings}. It", 'Did you mean "bring"'),
    "no such word in a step": ("“{scenario}”", "“{scenarios}”", 'Did you mean "scenario"'),
    "the agenda within a line": ("    {agenda}\n", "    Agenda: {agenda}\n", "on a line of its own"),
    "a scenario that isn't there": ("chapter: first-steps", "chapter: second-steps", "needs a scenario"),
    "no checklist for a step": ("sheets: [check-the-first-thing, ", "sheets: [", "needs a checklist"),
    "a step without its time": ("    - minutes: 5\n      title: Tick", "    - title: Tick", "Add how many minutes"),
    "a step of no time": ("minutes: 5\n", "minutes: 0\n", "greater than or equal to 1"),
    "a sentence where a phrase goes": ("bring: a key", "bring: A key.", "Remove the full stop"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_mistake_is_told_with_its_line_and_the_fix(walks, case):
    """Each mistake is told once, with the file, the line, the key and a way to fix it."""
    old, new, said = WRONG[case]
    walks.edit("sessions.yml", old, new)
    with pytest.raises(SourceErrors) as caught:
        load_checked_library(walks.root, walks.docs)
    hits = [problem for problem in caught.value.problems if said in f"{problem.message} {problem.fix}"]
    assert len(hits) == 1, caught.value.report()
    assert hits[0].file == "docs/sessions.yml" and hits[0].line > 1 and hits[0].key


def test_what_a_team_leaves_out_is_not_printed(walks):
    """A checklist, a sheet or a scenario that the overlay hides stops no build, and no link names it."""
    (walks.docs / "team").mkdir()
    (walks.docs / "team" / "overlay.yml").write_text("hide: [fill-the-step-card, check-the-first-thing, choose-a-door]\n", encoding="utf-8")
    text = page(walks)
    assert "#only=answer-vague-feedback&" in text and "“Three doors”" in text and "“Before the first thing”" in text
