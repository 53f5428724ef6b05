"""The exercise that makes a first line for a 1:1 of a checklist and two prompts."""

import re

import pytest

from handbook.errors import SourceErrors
from handbook.loader import load_library
from handbook.render.practice import Renderer
from handbook.render.registry import load_checked_library

SOURCE = "chapters/first-steps.yml"
EXERCISE = """checklists:
  - id: weigh-a-result
    pause: Before you tell it
    kind: do-confirm
    first_line:
      lead: Weigh it.
      result: notice-what-stayed
      line: notice-what-hurt
      opens: I did “{result}”.
      none: Nothing.
      some: Something.
      all: Everything.
      ask: {say: Who will say so?, chapter: second-steps}
    items:
      - {id: find-a-first-thing, text: Find it., why: So., evidence: A name., missing: {say: What do you miss?, chapter: second-steps}}
      - {id: find-a-second-thing, text: Find it again., why: So., evidence: A name., missing: {say: What else?, chapter: first-steps}}
      - {id: find-a-third-thing, text: Find it once more., why: So., evidence: A name.}
"""


@pytest.fixture
def exercise(project):
    """Give a project whose first chapter has an exercise."""
    project.edit(SOURCE, "checklists:\n", EXERCISE)
    project.edit("chapters/first-steps.md", "{{ plan() }}", '{{ plan() }}\n\n{{ first_line("weigh-a-result") }}')
    return project


def test_it_holds_a_question_ticks_what_to_ask_and_where_to_read_on(exercise):
    """It stands on any page, whole without scripts, under a title of that page; a chapter doesn't lead to itself, and shows neither question twice."""
    library = load_checked_library(exercise.root, exercise.docs)
    home = Renderer(library, "index.md").first_line("weigh-a-result", title="Start & see", level=2)
    ids = re.findall(r'data-hb-id="([^"]*)"', home)
    assert ids == ["notice-what-stayed", "find-a-first-thing", "find-a-second-thing", "find-a-third-thing", "notice-what-hurt"]
    assert "<h2 " in home and "Start &amp; see</h2>" in home
    assert re.findall(r'data-hb-part="ask">([^<]*)', home) == ["What do you miss?", "What else?"]
    assert re.findall(r'data-hb-deeper="([^"]*)".*?href="([^"]*)"', home) == [
        ("find-a-first-thing", "chapters/second-steps/"),
        ("find-a-second-thing", "chapters/first-steps/"),
        ("", "chapters/second-steps/"),
    ]
    chapter = Renderer(library, "chapters/first-steps.md")
    own = chapter.first_line("weigh-a-result")
    assert "Before you tell it</h3>" in own and 'data-hb-deeper="find-a-second-thing"' not in own and 'href="../../chapters/second-steps/"' in own
    assert re.findall(r'data-hb-id="([^"]*)"', chapter.prompts()) == ["notice-what-changed"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("result: notice-what-stayed", "result: notice-what-stay", 'is not a prompt of this chapter|"notice-what-stayed"'),
        ("ask: {say: Who will say so?, chapter: second-steps}", "ask: {say: Who?, chapter: second-step}", 'is not a chapter|"second-steps"'),
        ("“{result}”", "it", "does not have {result} once|Write {result}"),
        ("    first_line:", "    every: week\n    first_lines:", "is not a known key|"),
    ],
)
def test_what_is_wrong_with_it_is_named(exercise, old, new, said):
    """A misspelt prompt or chapter, and a line without the reader's result, are reported with what to write."""
    exercise.edit(SOURCE, old, new)
    with pytest.raises(SourceErrors) as raised:
        load_checked_library(exercise.root, exercise.docs)
    assert all(part in str(raised.value) for part in said.split("|"))


def test_other_checklists_need_five_items(exercise):
    """Three items are enough for an exercise only."""
    start = EXERCISE.index("    first_line:")
    exercise.edit(SOURCE, EXERCISE[start : EXERCISE.index("    items:")], "")
    [problem] = load_library(exercise.root, exercise.docs).problems
    assert "at least 5 are needed" in problem.message
