"""The style linter finds what it promises to find."""

import pytest

from handbook.loader import load_library
from tools.lint import prose

PAGE = "chapters/first-steps.md"


def problems(project):
    """Return what the linter reports for the fixture, as one text."""
    return "\n".join(map(str, prose.style_problems(load_library(project.root, project.docs))))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Text.", "This is simply wrong.", 'holds "simply"'),
        ("Text.", "Use a tool, e.g. a pen.", 'holds "e.g."'),
        ("Text.", "One sentence. Two sentences.", "two sentences on one line"),
        ("Text.", "Results rose by 12 per cent.", "a number without a source"),
        ("## When not to", "## When Not to", 'capital in "Not"'),
        ("## When not to", "## When to stop", "Use these, in this order"),
    ],
)
def test_a_problem_of_style_is_found(project, old, new, message):
    """Each kind of problem is reported, and only when it is there."""
    assert message not in problems(project)
    project.edit(PAGE, old, new)

    assert message in problems(project)


def test_a_field_note_says_when_it_does_not_hold(project):
    """A note has the headings that it needs, and its limits come last."""
    assert "its limits" not in problems(project)
    project.edit("field-notes/ask-for-a-hand.md", "## When it doesn’t hold", "## When it holds")

    assert "doesn’t end with its limits" in problems(project)


def test_a_problem_is_reported_with_its_line(project):
    """The line number is that in the file, counting the front matter."""
    project.edit(PAGE, "## When not to\n\nText.", "## When not to\n\nIt is easily done.")
    lines = (project.docs / PAGE).read_text(encoding="utf-8").splitlines()
    line = lines.index("It is easily done.") + 1

    assert f"docs/{PAGE}:{line}: holds" in problems(project)


@pytest.mark.parametrize(
    "sourced",
    [
        'Results rose by 12 per cent {{ cite("DOE20") }}.',
        "In our view 12 per cent is much.",
        "We think that 12 per cent is much.",
        "A fictional case: results rose by 12 per cent.",
    ],
)
def test_a_number_with_its_source_passes(project, sourced):
    """A number passes with a citation, as our view, or in a fictional case."""
    project.edit(PAGE, "Text.", sourced)

    assert "without a source" not in problems(project)
