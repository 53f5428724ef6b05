"""The linter finds numbers without a source and copied sentences."""

import pytest

from handbook.content.markdown.pages import read_page
from handbook.loader import load_library
from tools.lint import citations

PAGE = "chapters/first-steps.md"


def unsourced(project):
    """Return what the linter reports on the numbers of the fixture's first chapter."""
    library = load_library(project.root, project.docs)
    return [problem.message for problem in citations.unsourced(read_page(project.docs / PAGE, project.root), library)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('It rose by 12 {{ cite("DOE20") }}.', "has 12, which no cited source lists"),
        ("It rose by 12 per cent.", "without a source"),
        ("It rose by .35 on average, or 2.5 in all.", "without a source"),
    ],
)
def test_a_number_that_is_in_no_source_is_found(project, text, message):
    """A number beside a citation must be in a cited source, and a percentage must have a citation."""
    assert unsourced(project) == []
    project.edit(PAGE, "Text.", text)

    assert [found for found in unsourced(project) if message in found]


@pytest.mark.parametrize(
    "text",
    [
        'Doe saw it at 2 of 3 doors, in 2020 {{ cite("DOE20") }}.',
        "By our arithmetic it is 12 per cent.",
        "A fictional case: it rose by 12 per cent.",
        "> It rose by 12 per cent.",
        "Open `http://127.0.0.1/`.",
        "Run this:\n\n    ```sh\n    curl http://127.0.0.1/\n    ```",
        'Say “It rose by 12 per cent” {{ cite("DOE20") }}.',
    ],
)
def test_a_number_with_its_source_passes(project, text):
    """Numbers from a cited source pass, and so do our own, fictional or quoted ones and those in code."""
    project.edit(PAGE, "Text.", text)

    assert unsourced(project) == []


@pytest.fixture
def work(tmp_path, monkeypatch):
    """A work from which nothing may be copied."""
    folder = tmp_path / "fingerprints"
    folder.mkdir()
    text = "one two three four five six seven eight nine ten"
    (folder / "a-work.txt").write_text("\n".join(hash_ for _, hash_ in citations.windows(text)))
    monkeypatch.setattr(citations, "FINGERPRINTS", folder)
    citations.fingerprints.cache_clear()
    yield text
    citations.fingerprints.cache_clear()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Three, four, five,\nsix SEVEN eight nine *ten* eleven", [1]),
        ("x\ny two three four five six seven eight nine", [2]),
        ("two three four five six seven eight", []),
        ("He says “one two three four five six seven eight nine ten” there.", []),
    ],
)
def test_eight_words_in_a_row_are_found(tmp_path, work, text, lines):
    """Eight words in a row from another work are reported with their line, and a quotation passes."""
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")

    assert [problem.line for problem in citations.copied(path, tmp_path)] == lines


def test_the_introduction_of_the_series_is_fingerprinted():
    """The fingerprints of the introduction are there, and contain none of its words."""
    text = (citations.FINGERPRINTS / "wang-2021-introduction.txt").read_text(encoding="utf-8")

    assert len(text.split()) > 1000
    assert set(text) <= set("0123456789abcdef\n")
