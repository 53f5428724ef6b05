"""YAML that opens into too much is refused with its line, before Python ends or the memory does."""

import pytest

from handbook.config import load_config
from handbook.content.markdown.pages import read_page
from handbook.content.source.yaml_source import parse_yaml
from handbook.errors import SourceErrors
from handbook.yaml_shape import MAX_DEPTH, check_shape
from tools.engine_config import write_engine_config
from tools.importing.wiki import front_matter

MANY = 100_000
LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
BOMBS = {
    "brackets": ("a: b\nc: " + "[" * MANY, 2, "is nested too deeply"),
    "braces": ("a: b\nc: " + "{a: " * MANY, 2, "is nested too deeply"),
    "closed again": ("c: " + "[" * MANY + "]" * MANY, 1, "is nested too deeply"),
    "dashes": ("c:\n  " + "- " * MANY + "x", 2, "is nested too deeply"),
    "aliases of aliases": (LAUGHS, 6, "is too large"),
    "itself": ("a: b\nc: &c [*c]", 2, "has `*c` inside"),
}  # fmt: skip


def said(read, *arguments):
    """Return the only problem that reading reports."""
    with pytest.raises(SourceErrors) as error:
        read(*arguments)
    (problem,) = error.value.problems
    return problem


@pytest.mark.parametrize("name", BOMBS)
def test_whoever_reads_it_names_file_and_line(name, tmp_path):
    """A chapter's data, a page's front matter and the configuration say where it is, whichever of our readers comes across it."""
    text, line, message = BOMBS[name]
    for file in ("mkdocs.yml", "team.yml"):
        (tmp_path / file).write_text(text, encoding="utf-8")
    (tmp_path / "page.md").write_text(f"---\n{text}\n---\n# A\n", encoding="utf-8")
    for problem, file, first in (
        (said(parse_yaml, text, "a.yml"), "a.yml", 0),
        (said(read_page, tmp_path / "page.md", tmp_path), "page.md", 1),
        (said(load_config, tmp_path / "team.yml"), "team.yml", 0),
        (said(write_engine_config, tmp_path), "team.yml", 0),
    ):
        assert (problem.line, problem.file) == (line + first, file)
        assert problem.message.startswith(message) and problem.fix
    assert front_matter(f"---\n{text}\n---\n") == {}


def test_what_people_write_passes():
    """A deep navigation, aliases and broken YAML, which others report, are none of its business."""
    check_shape("a: " + "[" * (MAX_DEPTH - 3) + "]" * (MAX_DEPTH - 3), "a.yml")
    check_shape("a: &a {b: c}\nd: *a\ne: {<<: *a}\nf: *unknown", "a.yml")
    check_shape("a: [b\nc: }", "a.yml")
