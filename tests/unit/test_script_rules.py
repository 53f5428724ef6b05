"""The scripts' own rules: where storage is named, how text reaches the page, and which way imports point."""

import re
from pathlib import Path

import pytest

FOLDER = Path("docs/assets/javascripts")
# A file may import only from layers above its own line.
LAYERS = [
    {"written.js", "jump.js", "language.js", "code.js", "paper.js", "trusted.js", "folder.js", "hb-scroll.js", "in-view.js", "search-words.js"},
    {"notes.js", "words.js", "download.js", "notice.js", "reading.js", "shelf.js", "register.js"},
    {"turn.js"},
    {"search-terms.js", "search-load.js", "search-excerpt.js"},
    {"search-rank.js"},
    {"search-ask.js"},
    {"search-box.js"},
    {"search-open.js"},
    {"memory.js", "marks.js", "kinds.js", "catalogue.js", "file-handle.js"},
    {"backup-file.js"},
    {"store.js"},
    {"element.js", "privacy.js", "chapters.js", "copy.js", "rest.js", "colours.js", "offline.js"},
    {"frame.js"},
    {"answer.js"},
    {"text.js"},
    {"hb-checklist.js", "hb-answers.js", "hb-template.js", "hb-scenario.js", "hb-progress.js", "hb-continue.js", "hb-contents.js"},
    # The workbook's pages only
    {"overview-state.js", "overview-changes.js", "overview-picture.js"},
    {"overview-lists.js"},
    {"pack-item.js", "pack-markdown.js", "pack-tree.js", "pack-style.js"},
    {"pack-standing.js", "pack-made.js", "pack-html.js", "pack-view.js", "pack-chooser.js", "pack-head.js"},
    {"pack-content.js", "pack-leaving.js"},
    {"calendar.js", "planner-days.js"},
    {"planner-read.js"},
    {"planner-date.js", "planner-events.js"},
    {"planner-plans.js", "planner-next.js", "planner-reviews.js", "planner-calendar.js"},
    {"assessment-dom.js", "assessment-sessions.js"},
    {"assessment-file.js", "assessment-questions.js", "assessment-chart.js", "assessment-desk.js", "assessment-result.js", "assessment-steps.js"},
    {"assessment-others.js", "assessment-keeper.js"},
    {"assessment-board.js", "assessment-intake.js"},
    {"kit-choice.js", "kit-answers.js", "kit-strip.js"},
    {"kit-form.js", "kit-fill.js"},
    {"data-import.js", "data-preview.js", "data-seal.js", "data-names.js", "data-kept.js", "data-files.js"},
    {"data-parts.js"},
    {"data-draw.js"},
    {
        "hb-data-kept.js",
        "hb-data-copy.js",
        "hb-data-file.js",
        "hb-data-import.js",
        "hb-data-archive.js",
        "hb-data-paper.js",
        "hb-data-place.js",
        "hb-data-erase.js",
    },
    {"hb-overview.js", "hb-assessment.js", "hb-planner.js", "hb-pack.js", "hb-kit.js", "hb-data.js"},
    {"workbook.js"},
    {"hb-workbook.js"},
    {"handbook.js"},
]
IMPORT = re.compile(r"""(?m)(?:^import\b[^;"']*|\bimport\(\s*)["']([^"']+)["']""")


def _code(path: Path) -> str:
    """Return a file's text without its comments."""
    return re.sub(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.S)


@pytest.fixture
def scripts(root: Path) -> dict[str, str]:
    """Name and code of every script."""
    return {path.name: _code(path) for path in sorted((root / FOLDER).rglob("*.js"))}


def test_storage_has_one_home(scripts: dict[str, str]) -> None:
    """Whoever wants to know what is kept in a reader's browser reads one file, and one more for the leave to write to a file."""
    assert [name for name, code in scripts.items() if re.search(r"localStorage|sessionStorage|document\.cookie", code)] == ["store.js"]
    assert [name for name, code in scripts.items() if "indexedDB" in code] == ["file-handle.js"]


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?i)(storage|area\(\)|AREAS\W\w+\(\))\.clear\(",
        r"\b(inner|outer)HTML\b",
        r"insertAdjacentHTML",
        r"document\.write",
        r"\beval\b|new Function\b",
        r"setAttribute\(\s*[\"']on",
    ],
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
    """No script sends anything; one fetches the next page of this site, and nothing else can (the pages' policy sees to it)."""
    assert [name for name, code in scripts.items() if re.search(r"https?://|XMLHttpRequest|sendBeacon|WebSocket|EventSource", code)] == []
    assert [name for name, code in scripts.items() if re.search(r"\bfetch\(", code)] == ["turn.js"]


def test_one_script_vouches_for_text(scripts: dict[str, str]) -> None:
    """Text becomes a page, or the address of a script, through one policy; whoever wants to know by what right reads one file."""
    assert [name for name, code in scripts.items() if re.search(r"trustedTypes|createPolicy", code)] == ["trusted.js"]
    assert [name for name, code in scripts.items() if re.search(r"parseFromString|createContextualFragment|srcdoc", code)] == ["turn.js"]
