"""Names that a team's pages use because its configuration defines them."""

import pytest

from handbook.errors import SourceErrors
from handbook.render.registry import load_checked_library

PAGE = "# Who we are\n\nWe are {{ company }}, on call in {{ rota.city }}.\n\n{{ badge('new') }}\n"


def refused(fork, settings):
    """Return the names that are refused on a page of the team's, and on one of upstream's."""
    (fork.root / "team.yml").write_text(f"INHERIT: mkdocs.yml\n{settings}", encoding="utf-8")
    (fork.docs / "team" / "who.md").write_text(PAGE, encoding="utf-8")
    fork.edit("chapters/first-steps.md", "\n## ", "\n{{ badge('x') }}\n\n## ")
    with pytest.raises(SourceErrors) as error:
        load_checked_library(fork.root, fork.docs)
    return [(problem.file, problem.key) for problem in error.value.problems if "is not a macro" in problem.message]


def test_a_variable_from_the_configuration_is_known(fork):
    """What stands below ``extra`` can be used on a page, as in any wiki with the macros plugin; other names are refused."""
    others = [("docs/team/who.md", "rota"), ("docs/team/who.md", "badge"), ("docs/chapters/first-steps.md", "badge")]
    assert sorted(refused(fork, "extra: {company: Acme Ltd}\n")) == sorted(others)


@pytest.mark.parametrize(
    "plugins",
    ["{macros: {include_yaml: [docs/team/rota.yml]}}", "[search, macros: {modules: [acme_macros]}]"],
)
def test_what_a_teams_package_defines_is_left_to_the_engine(fork, plugins):
    """With packages or data of its own, a team's pages may use names that only the engine knows; upstream's pages use none."""
    assert refused(fork, f"plugins: {plugins}\n") == [("docs/chapters/first-steps.md", "badge")]


def test_macros_that_a_wiki_brought_along_are_told_how_to_run(fork):
    """A file of macros in docs/team/ runs only where the configuration names it; who copied it with the pages is told so, once for each name."""
    (fork.docs / "team" / "main.py").write_text("def define_env(env): ...\n", encoding="utf-8")
    (fork.docs / "team" / "who.md").write_text(PAGE, encoding="utf-8")
    with pytest.raises(SourceErrors) as error:
        load_checked_library(fork.root, fork.docs)
    fixes = {problem.key: problem.fix for problem in error.value.problems if problem.file == "docs/team/who.md"}
    assert "modules: [docs.team.main]" in fixes["badge"] and "`extra:`" in fixes["company"]


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("chapters", "docs/team/chapters: has a page without front matter, and is for chapters with a practice"),
        ("field-notes", "docs/team/field-notes: has a page without front matter, and is for field notes"),
        ("notes", "docs/team/notes/mine.md: is not named after a chapter"),
    ],
)
def test_a_folder_of_a_wiki_with_a_name_of_ours_is_told_once(fork, folder, said):
    """A wiki may call a folder so without knowing what it means here: the way out is another name, not front matter for each page."""
    for name in ("mine.md", "yours.md"):
        (fork.docs / "team" / folder / name).write_text("# Mine\n\nText.\n", encoding="utf-8")
    with pytest.raises(SourceErrors) as error:
        load_checked_library(fork.root, fork.docs)
    found = [problem for problem in error.value.problems if problem.file.startswith(f"docs/team/{folder}")]
    assert str(found[0]).startswith(said) and "another name" in found[0].fix
    assert len(found) == (2 if folder == "notes" else 1)
