"""Whatever the README and its siblings name exists."""

import re
import shlex

import pytest

DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE", "docs")
README_LINES = 100
# Made by a command or written by a fork, so not in a fresh clone.
GENERATED = (".venv", ".cache", ".handbook-cache", "site/", "pdf/", "team.yml", "docs/team", "handbook.cdx.json", ".github/", ".gitlab-ci.yml")


def code(text):
    """Return every code span and every line of a code block."""
    blocks = re.findall(r"^[ ]*```\w*\n(.*?)^[ ]*```", text, re.M | re.S)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^[ ]*```.*?^[ ]*```", "", text, flags=re.M | re.S))
    return spans + [line.strip() for block in blocks for line in block.splitlines()]


@pytest.fixture(scope="module", params=DOCUMENTS)
def documents(request, root):
    """The texts of a document, or of all pages in a folder, by path."""
    path = root / request.param
    paths = path.rglob("*.md") if path.is_dir() else [path]
    return {page: page.read_text(encoding="utf-8") for page in paths if not page.is_relative_to(root / "docs" / "team")}


def test_every_path_that_a_document_names_exists(documents, root):
    """A path in the README, in its siblings or on a page leads to a file; MkDocs checks the links between pages."""
    for path, text in documents.items():
        names = set() if path.is_relative_to(root / "docs") else set(re.findall(r"\]\((?!https?:)([^)#]+)\)", text))
        for span in code(text):
            names |= {word for word in span.split() if re.fullmatch(r"(\.ci|deploy|docs|macros|overrides|tests|tools)(/[\w.-]*)+|Makefile|LICENSE", word)}
            if not path.is_relative_to(root / "docs"):
                names |= {word for word in span.split() if re.fullmatch(r"[\w.-]+(/[\w.-]*)+|[\w-]+\.(md|yml|txt|lock|in|toml)", word)}
        assert [name for name in sorted(names) if not name.startswith(GENERATED) and not (root / name).exists()] == [], path.name


def test_every_command_that_a_document_names_exists(documents, root):
    """Each `make` command and each of its settings in a document is in the Makefile."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.M))
    for path, text in documents.items():
        for command in [match[1] for span in code(text) if (match := re.match(r"(?:\w+=\S+ )*(make\b.*)", span))]:
            for word in shlex.split(re.sub(r"\s*(#|&&).*", "", command))[1:]:
                name, is_setting, _ = word.partition("=")
                assert (name in makefile) if is_setting else (name in targets), f"{path.name}: {command}"


def test_the_readme_is_short_and_starts_with_the_two_commands(root):
    """A newcomer sees at once what to type, with no step before it, and reads the rest in two minutes."""
    text = (root / "README.md").read_text(encoding="utf-8")
    assert re.search(r"^make serve\n```\n\n.*`make test`", "\n".join(text.splitlines()[:25]), re.M)
    assert len(text.splitlines()) <= README_LINES


def test_both_licences_are_named(root):
    """The README and the licence file say which licence covers the code and which the text."""
    for name in ("README.md", "LICENSE"):
        text = (root / name).read_text(encoding="utf-8")
        assert "MIT" in text and "CC BY 4.0" in text


def test_every_work_on_the_sources_page_is_cited(root):
    """The Sources page lists what the handbook cites, and nothing that it once cited."""
    docs = root / "docs"
    text = "\n".join(path.read_text(encoding="utf-8") for path in docs.rglob("*") if path.suffix in (".md", ".yml") and path != docs / "sources.yml")
    works = re.findall(r"^([A-Z][A-Z0-9-]*):$", (docs / "sources.yml").read_text(encoding="utf-8"), re.MULTILINE)

    assert [work for work in works if not re.search(rf"\b{work}\b", text)] == []
