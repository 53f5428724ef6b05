"""Snippets that pages include exist, or the page and the line that name them are told."""

import pytest

from handbook.checks.snippets import copied_bases, snippet_problems
from handbook.content.markdown.pages import read_page


def problems(tmp_path, text, **files):
    """Return the problems of a page below ``docs`` that has some files beside it."""
    docs = tmp_path / "docs"
    (docs / "team").mkdir(parents=True)
    for name, content in files.items():
        (docs / "team" / f"{name}.txt").write_text(content, encoding="utf-8")
    (docs / "page.md").write_text(text, encoding="utf-8")
    return [str(problem) for problem in snippet_problems([read_page(docs / "page.md", tmp_path)], tmp_path, docs)]


def test_a_snippet_that_is_not_there_is_named_with_its_line(tmp_path):
    """File, line, path and fix are told for each one, in a line of its own, in a block and in a snippet that is included itself."""
    page = '---\ntitle: A\n---\n--8<-- "team/nope.txt"\n\n--8<--\nteam/here.txt\nteam/gone.txt\n; team/later.txt\n--8<--\n\n--8<-- "team/outer.txt"\n'
    found = problems(tmp_path, page, here="a\n", outer='--8<-- "team/inner.txt"\n')
    assert [line.partition(":  ")[0].split(" ")[0] for line in found] == ["docs/page.md:4:", "docs/page.md:8:", "docs/page.md:12:"]
    assert '"team/nope.txt"' in found[0] and "below docs/" in found[0]
    assert '"team/gone.txt"' in found[1] and "team/inner.txt" in found[2]


def test_what_is_there_or_only_shown_is_no_problem(tmp_path):
    """A file, its lines and its sections can be included, and a page may show how that is written."""
    page = '--8<-- "team/here.txt:1:2"\n--8<-- "team/here.txt:part"\n;--8<-- "team/nope.txt"\n`--8<-- "team/nope.txt"`\n'
    assert problems(tmp_path, page, here="a\n# --8<-- [start:part]\nb\n# --8<-- [end:part]\n") == []


def test_a_team_adds_folders_for_snippets(tmp_path):
    """A folder that team.yml names, alone or in a list, is added to ours, as the engines have it."""
    (tmp_path / "mkdocs.yml").write_text("markdown_extensions:\n  pymdownx.snippets:\n    base_path: [docs]\n", encoding="utf-8")
    (tmp_path / "team.yml").write_text("INHERIT: mkdocs.yml\nmarkdown_extensions:\n  - pymdownx.snippets:\n      base_path: docs/team\n", encoding="utf-8")
    (found,) = problems(tmp_path, '--8<-- "here.txt"\n\n--8<-- "team/here.txt"\n\n--8<-- "nope.txt"\n', here="a\n")
    assert found.startswith("docs/page.md:5:") and "below docs/ or docs/team/" in found


def test_a_section_that_is_not_there_is_named(tmp_path):
    """A misspelt section would leave an empty place."""
    (found,) = problems(tmp_path, '--8<-- "team/here.txt:prat"\n', here="a\n# --8<-- [start:part]\nb\n# --8<-- [end:part]\n")
    assert found.startswith("docs/page.md:1:") and "'prat'" in found


def test_another_site_is_not_loaded(tmp_path):
    """An address needs a copy, since a build loads nothing from elsewhere."""
    (found,) = problems(tmp_path, '--8<-- "https://example.com/a.md"\n')
    assert "Copy it into the project" in found


@pytest.mark.parametrize(("written", "name"), [("[{pymdownx.snippets: {base_path: [includes]}}]", "terms.md"), ("[pymdownx.snippets]", "includes/terms.md")])
def test_a_copied_wiki_counts_its_snippets_as_its_own_configuration_says(tmp_path, written, name):
    """A folder that it names is added, or its own; one above the team's folder is not. Without that, the fix has the path to write."""
    wiki = tmp_path / "docs" / "team" / "wiki"
    (wiki / "includes").mkdir(parents=True)
    (wiki / "includes" / "terms.md").write_text("a\n", encoding="utf-8")
    (wiki / "mkdocs.yml").write_text(f"markdown_extensions: {written}\n".replace("[includes]", "[includes, ../../..]"), encoding="utf-8")
    (tmp_path / "docs" / "page.md").write_text(f'--8<-- "{name}"\n', encoding="utf-8")
    page = read_page(tmp_path / "docs" / "page.md", tmp_path)
    assert snippet_problems([page], tmp_path, tmp_path / "docs") == []
    assert copied_bases(tmp_path, tmp_path / "docs") == ["docs/team/wiki/includes" if "base_path" in written else "docs/team/wiki"]
    (wiki / "mkdocs.yml").unlink()
    (found,) = snippet_problems([page], tmp_path, tmp_path / "docs")
    assert found.fix == 'Did you mean "team/wiki/includes/terms.md"?'
