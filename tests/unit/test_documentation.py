"""What the README and its siblings name is there."""

import re
import shlex

import pytest

DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE")
# Made by a command or written by a fork, so not in a fresh clone.
MADE = (".venv", "site/", "pdf/", "team.yml", "docs/team/")


def code(text):
    """Return every code span and every line of a code block."""
    blocks = re.findall(r"^[ ]*```\w*\n(.*?)^[ ]*```", text, re.M | re.S)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^[ ]*```.*?^[ ]*```", "", text, flags=re.M | re.S))
    return spans + [line.strip() for block in blocks for line in block.splitlines()]


@pytest.fixture(scope="module", params=DOCUMENTS)
def document(request, root):
    """The text of one document."""
    return (root / request.param).read_text(encoding="utf-8")


def test_every_path_that_a_document_names_exists(document, root):
    """Whoever follows a path from the README finds something there."""
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", document)
    spans = [
        word for span in code(document) for word in span.split() if re.fullmatch(r"[\w.-]+(/[\w.-]*)+|[\w-]+\.(md|yml|txt|lock|in|toml)|Makefile|LICENSE", word)
    ]
    assert [path for path in {*linked, *spans} if not path.startswith(MADE) and not (root / path).exists()] == []


def test_every_command_that_a_document_names_exists(document, root):
    """Each `make` command and each setting in the documents is one that the Makefile has."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.M))
    for command in [span for span in code(document) if re.match(r"make\b", span)]:
        words = shlex.split(re.sub(r"\s*(#|&&).*", "", command))[1:]
        assert words, command
        for word in words:
            name, given, _ = word.partition("=")
            assert (name in makefile) if given else (name in targets), command


def test_the_readme_is_a_front_door(root):
    """A newcomer finds two commands with no step before them, and reads the whole README in one go."""
    text = (root / "README.md").read_text(encoding="utf-8")
    assert re.search(r"git clone.*\nmake serve\nmake test\n", text)
    assert len(text.splitlines()) <= 100


def test_both_licences_are_named(root):
    """The README and the licence file say what holds for code and what for text."""
    for name in ("README.md", "LICENSE"):
        text = (root / name).read_text(encoding="utf-8")
        assert "MIT" in text and "CC BY 4.0" in text
