"""The scripts' own rules: where storage is named, how text reaches the page, and which way imports point."""

import re
from pathlib import Path

import pytest

FOLDER = Path("docs/assets/javascripts")
# A file may import only from layers above its own line.
LAYERS = [
    {"notes.js", "words.js", "download.js", "notice.js", "reading.js", "frame.js", "shelf.js", "register.js"},
    {"memory.js", "marks.js", "kinds.js", "catalogue.js"},
    {"store.js"},
    {"element.js", "privacy.js"},
    {"answer.js"},
    {"text.js"},
    {"hb-checklist.js", "hb-answers.js", "hb-template.js", "hb-scenario.js", "hb-progress.js", "hb-continue.js"},
    # The workbook's pages only
    {"hb-overview.js", "hb-assessment.js", "hb-planner.js", "hb-pack.js", "hb-data.js"},
    {"workbook.js"},
    {"hb-workbook.js"},
    {"handbook.js"},
]
IMPORT = re.compile(r"""\b(?:from|import)\s*\(?\s*["']([^"']+)["']""")


def _code(path: Path) -> str:
    """Return a file's text without its comments."""
    return re.sub(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.S)


@pytest.fixture
def scripts(root: Path) -> dict[str, str]:
    """Name and code of every script."""
    return {path.name: _code(path) for path in sorted((root / FOLDER).rglob("*.js"))}


def test_storage_has_one_home(scripts: dict[str, str]) -> None:
    """Whoever wants to know what is kept in a reader's browser reads one file."""
    assert [name for name, code in scripts.items() if re.search(r"localStorage|sessionStorage|indexedDB|document\.cookie", code)] == ["store.js"]


@pytest.mark.parametrize(
    "pattern", [r"\.clear\(", r"\b(inner|outer)HTML\b", r"insertAdjacentHTML", r"document\.write", r"\beval\b|new Function\b", r"setAttribute\(\s*[\"']on"]
)
def test_what_no_script_does(scripts: dict[str, str], pattern: str) -> None:
    """No script clears a storage, and none turns text into markup or code."""
    assert [name for name, code in scripts.items() if re.search(pattern, code)] == []


def test_imports_point_one_way(scripts: dict[str, str]) -> None:
    """Elements know the store and never each other, and the store knows no element."""
    rank = {name: number for number, layer in enumerate(LAYERS) for name in layer}
    assert set(scripts) <= set(rank), "a new script: say in LAYERS where it stands"
    for name, code in scripts.items():
        for target in IMPORT.findall(code):
            assert target.startswith("./"), f"{name} imports {target}"
            assert rank[target[2:]] < rank[name], f"{name} must not import {target[2:]}"


def test_no_script_asks_another_origin(scripts: dict[str, str]) -> None:
    """No script sends or fetches anything."""
    assert [name for name, code in scripts.items() if re.search(r"https?://|\bfetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource", code)] == []
