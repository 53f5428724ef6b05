"""Markdown that would end Python's stack is refused with its line."""

import pytest

from handbook.checks.nesting import nesting_problems
from handbook.content.markdown.pages import read_page

MANY = 10_000


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n\n" + "> " * MANY + "b", 7),
        (">" * MANY + "b", 5),
        ("- " * MANY + "b", 5),
        ("1. " * MANY + "b", 5),
        ("\n".join(f"{'    ' * n}- a" for n in range(100)), 55),
        ("\n".join("\t" * n + '!!! note "a"\n' for n in range(100)), 105),
        ("a\n" + "[" * MANY, 6),
    ],
)
def test_deep_markdown_is_named_with_its_line(text, line, tmp_path):
    """Quotes, lists and notes within each other, and brackets without end, are named once, with file, line and fix."""
    path = tmp_path / "page.md"
    path.write_text(f"---\ntitle: A\n---\n\n{text}\n", encoding="utf-8")
    (problem,) = nesting_problems(read_page(path, tmp_path))
    assert (problem.file, problem.line) == ("page.md", line)
    assert problem.fix.startswith("Keep to")


@pytest.mark.parametrize(
    "text", ["> " * 20 + "a", "-" * 200, "* " * 40, "```\n" + "- " * MANY + "\n" + "[" * MANY + "\n```", "|" + " a |" * 200 + "\n|" + "-|" * 200]
)
def test_what_people_write_passes(text, tmp_path):
    """Deep mail quotes, rules, wide tables and code are fine."""
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")
    assert list(nesting_problems(read_page(path, tmp_path))) == []
