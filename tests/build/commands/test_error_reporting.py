"""What is wrong with the sources stops every build, and says where it is and how to fix it."""

import re

import pytest

from handbook.errors import SourceErrors
from handbook.render.registry import load_checked_library
from tests.support import sites
from tests.support.html_reader import Page, words

PAGE = "docs/chapters/first-steps.md"
DATA = "docs/chapters/first-steps.yml"
ITEM = "      - id: "
# What is replaced by what, in which file, and what the report says besides.
PROBLEMS = {
    "a misspelt macro": (PAGE, "{{ prompts() }}", "{{ promts() }}", [rf"{PAGE}:\d+: promts", '"prompts"']),
    "a misspelt variable": (PAGE, "{{ prompts() }}", "{{ promts }}", [rf"{PAGE}:\d+: promts"]),
    "an unknown key": (DATA, "\n    kind: ", "\n    knid: do-confirm\n    kind: ", [rf"{DATA}:\d+: checklists\[0\]\.knid", '"kind"']),
    "an id that is written twice": (DATA, None, None, [rf"{DATA}:\d+: checklists\[0\]\.items\[1\]\.id", "unique"]),
    "a missing source": (PAGE, 'cite("DOE20")', 'cite("DOE2O")', [rf"{PAGE}:\d+: cite", '"DOE20"']),
    "a tab": (DATA, "\n    kind: ", "\n\tkind: ", [rf"{DATA}:\d+:", "tab"]),
    "an empty file": (DATA, ..., b"", [rf"{DATA}:", "empty"]),
    "a file of 5 MB": (DATA, ..., b"# " + b"x" * 5_000_000, [rf"{DATA}:", "5,000,002"]),
    "bytes that are not UTF-8": (DATA, ..., b"checklists:\n  - id: caf\xe9\n", [rf"{DATA}:2:", "UTF-8"]),
}


def spoil(project, file, old, new):
    """Put one problem into a project's file."""
    path = project / file
    if old is ...:
        path.write_bytes(new)
        return
    text = path.read_text("utf-8")
    if old is None:  # the second item takes the id of the first
        first, second = re.findall(rf"^{ITEM}(\S+)", text, re.M)[:2]
        old, new = ITEM + second + "\n", ITEM + first + "\n"
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_problem_in_the_sources_names_file_line_key_and_fix(name):
    """The check that make and both engines run first says of each kind of mistake where it is and how to mend it."""
    project = sites.fixture_project()
    file, old, new, said = PROBLEMS[name]
    spoil(project, file, old, new)
    with pytest.raises(SourceErrors) as caught:
        load_checked_library(project, project / "docs")
    for pattern in [*said, "fix: "]:
        assert re.search(pattern, str(caught.value)), f"{pattern} is not in:\n{caught.value}"


def test_all_problems_stop_every_build_at_once(engine):
    """An author who made three mistakes in three files reads about all three, whether from make or from the engine."""
    project = sites.fixture_project()
    for name in ("a misspelt macro", "an unknown key"):
        spoil(project, *PROBLEMS[name][:3])
    (project / "docs" / "glossary.yml").write_bytes(b"")
    for done in (sites.make(project, "build", ENGINE=engine), sites.build(project, engine)):
        printed = done.stdout + done.stderr
        assert done.returncode != 0, printed
        for pattern in (rf"{PAGE}:\d+: promts", rf"{DATA}:\d+: checklists\[0\]\.knid", "docs/glossary.yml: is empty", "fix: "):
            assert re.search(pattern, printed), f"{pattern} is not in:\n{printed}"
        assert "Traceback" not in printed


def test_a_language_without_words_stops_every_build(engine):
    """Who asks for a language that nobody has written is told which there are."""
    project = sites.fixture_project()
    (project / "team.yml").write_text("INHERIT: mkdocs.yml\ntheme: {language: fr}\n", encoding="utf-8")
    for done in (sites.make(project, "build", ENGINE=engine), sites.build(project, engine)):
        printed = done.stdout + done.stderr
        assert done.returncode != 0, printed
        assert 'team.yml: theme.language: has no words for "fr"' in printed and 'fix: Use "de" or "en"' in printed
        assert "Traceback" not in printed


def test_a_link_to_nowhere_stops_the_build(engine):
    """Links to a page and to a place that are not there are told before a reader finds them, each as what stops the build."""
    project = sites.fixture_project()
    with (project / "docs" / "guide" / "sources.md").open("a", encoding="utf-8") as page:
        page.write("\n[a](no-page.md)\n\n[b](glossary.md#no-place)\n")
    done = sites.make(project, "build", ENGINE=engine)
    printed = done.stdout + done.stderr
    assert done.returncode != 0 and "Traceback" not in printed, printed
    assert "guide/sources.md" in printed and "no-page" in printed and "no-place" in printed
    assert printed.count('docs/guide/sources.md:10: links to "no-page.md"') == 1 and "Did you mean" in printed, printed
    assert len(re.findall(r"(?mi)^warning\b", printed)) == 3 and "Aborted" in printed, printed  # ours, and two that --strict counts


def test_a_link_to_a_missing_file_stops_the_build():
    """Zensical itself builds a page that links to a file that is not there; a strict build stops for it, as MkDocs does."""
    project = sites.fixture_project()
    with (project / "docs" / "guide" / "sources.md").open("a", encoding="utf-8") as page:
        page.write("\n[a](files/none.pdf)\n")
    done = sites.build(project, "zensical")
    assert done.returncode == 1 and 'docs/guide/sources.md:10: names "files/none.pdf", which is not there' in done.stderr
    assert not (project / "site").exists()


def test_markup_in_an_item_is_shown_as_text(engine):
    """HTML, Jinja and Markdown in an item's words reach the reader as they were typed."""
    page = Page(sites.gallery_site(engine), "chapters/first-steps/index.html")
    assert sites.MARKUP in words(page.article)
    assert page.errors == []
