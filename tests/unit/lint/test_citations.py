"""The checks on numbers and on copied words see what they claim to see."""

import pytest

from handbook.content.pages import read_page
from handbook.loader import load_library
from tools.lint import citations

PAGE = "chapters/first-steps.md"


def low_contrast_pairs(project):
    """Return what the number check says of the fixture's first chapter."""
    sources = load_library(project.root, project.docs)
    return [fault.message for fault in citations.unsourced(read_page(project.docs / PAGE, project.root), sources)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('It rose by 12 {{ cite("DOE20") }}.', "prints 12, which no cited source lists"),
        ("It rose by 12 per cent.", "without a source"),
        ("It rose by .35 on average, or 2.5 in all.", "without a source"),
    ],
)
def test_a_number_that_no_source_holds_is_found(project, text, found):
    """A number beside a citation must stand in a cited source, and a share must have a citation."""
    assert low_contrast_pairs(project) == []
    project.edit(PAGE, "Text.", text)

    assert [message for message in low_contrast_pairs(project) if found in message]


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
    """Numbers of a cited source, our own, fictional or spoken ones may stand, and those in code."""
    project.edit(PAGE, "Text.", text)

    assert low_contrast_pairs(project) == []


@pytest.fixture
def work(tmp_path, monkeypatch):
    """Give a work of which nothing may be copied."""
    folder = tmp_path / "fingerprints"
    folder.mkdir()
    text = "one two three four five six seven eight nine ten"
    (folder / "a-work.txt").write_text("\n".join(mark for _, mark in citations.runs(text)))
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
    """Eight words in a row of another's work are named with their line; a marked quotation passes."""
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")

    assert [fault.line for fault in citations.copied(path, tmp_path)] == lines


def test_the_series_introduction_is_watched():
    """The fingerprints of the series' introduction are there, and hold none of its words."""
    text = (citations.FINGERPRINTS / "wang-2021-introduction.txt").read_text(encoding="utf-8")

    assert len(text.split()) > 1000
    assert set(text) <= set("0123456789abcdef\n")
