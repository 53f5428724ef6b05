"""The rules of the scripts: where storage is used, how text gets onto the page, and which way imports go."""

import posixpath
import re
from pathlib import Path

import pytest

FOLDER = Path("docs/assets/javascripts")
# A folder imports only from those before it. The entries beside the folders may import all of them, and no workbook page another.
# What all elements are made of stands before the kinds of them.
FOLDERS = [
    *("common", "store", "backup"),
    *("elements", "elements/versions", "elements/text", "elements/checklist", "elements/progress", "elements/records"),
    *("search", "shell", "markdown", "workbook/shared", "workbook/shared/pack", "workbook"),
]
ENTRIES = {"workbook.js", "markdown.js"}  # loaded where a page needs it
IMPORT = re.compile(r"""(?m)(?:^import\b[^;"']*|\bimport\(\s*)["']([^"']+)["']""")
# The names in an import statement, in the parameter of what follows a dynamic import, or in what takes its result.
IMPORTED = re.compile(r"import \{([^}]*)\}|import\(.*?\)\.then\(\(\{([^}]*)\}|\{([^}]*)\} = await import\(")


def _code(path: Path) -> str:
    """Return a file's text without its comments."""
    return re.sub(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.S)


@pytest.fixture
def scripts(root: Path) -> dict[str, str]:
    """Name and code of every script."""
    return {path.relative_to(root / FOLDER).as_posix(): _code(path) for path in sorted((root / FOLDER).rglob("*.js"))}


def test_storage_has_one_home(scripts: dict[str, str]) -> None:
    """One script names the browser's storage, and one the database."""
    assert [name for name, code in scripts.items() if re.search(r"localStorage|sessionStorage|document\.cookie", code)] == ["store/store.js"]
    assert [name for name, code in scripts.items() if "indexedDB" in code] == ["store/database.js"]


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
def test_no_script_is_dangerous(scripts: dict[str, str], pattern: str) -> None:
    """No script clears storage, and none turns text into markup or code."""
    assert [name for name, code in scripts.items() if re.search(pattern, code)] == []


def test_no_element_is_taken_for_a_part_of_the_browser(scripts: dict[str, str]) -> None:
    """An element's id is a property of the window: where a browser lacks something, scripts ask whether it is a function, not whether the name is there."""
    assert [
        name for name, code in scripts.items() if re.search(r"[\"'] in (window|globalThis|document|self)\b|(globalThis\)?|window)\.\w+\?\.\w+\(", code)
    ] == []


def test_every_export_is_used(root: Path, scripts: dict[str, str]) -> None:
    """What a script exports, another script imports, or a test uses."""
    tests = "".join(path.read_text(encoding="utf-8") for path in (root / "tests").rglob("*") if path.suffix in (".js", ".py"))
    used = set(re.findall(r"\w+", tests))
    for code in scripts.values():
        for names in IMPORTED.findall(code):
            used.update(re.findall(r"\w+", " ".join(names)))
    for name, code in scripts.items():
        exports = re.findall(r"(?m)^export (?:async )?(?:function|class|const|let) (\w+)", code)
        assert [export for export in exports if export not in used] == [], name


def test_imports_run_one_way(scripts: dict[str, str]) -> None:
    """A folder imports only from folders before it in the list, and no page of the workbook imports another."""
    for name, code in scripts.items():
        for target in IMPORT.findall(code):
            assert target.startswith("."), f"{name} imports {target}"
            imported = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
            assert imported in scripts, f"{name} imports {imported}, which does not exist"
            if "/" in name and imported not in ENTRIES:
                here, there = posixpath.dirname(name), posixpath.dirname(imported)
                assert here == there or _rank(there) < _rank(here), f"{name} must not import {imported}"


def _rank(folder: str) -> int:
    return FOLDERS.index(folder if folder in FOLDERS else folder.partition("/")[0])


def test_no_script_calls_another_origin(scripts: dict[str, str]) -> None:
    """No script sends anything, and only one fetches: pages of this site, which the pages' policy enforces."""
    assert [name for name, code in scripts.items() if re.search(r"https?://|XMLHttpRequest|sendBeacon|WebSocket|EventSource", code)] == []
    assert [name for name, code in scripts.items() if re.search(r"\bfetch\(", code)] == ["shell/instant-navigation.js"]


def test_one_script_vouches_for_text(scripts: dict[str, str]) -> None:
    """Only one script makes a Trusted Types policy, and only one turns fetched text into a page."""
    assert [name for name, code in scripts.items() if re.search(r"trustedTypes|createPolicy", code)] == ["common/trusted-types.js"]
    assert [name for name, code in scripts.items() if re.search(r"parseFromString|createContextualFragment|srcdoc", code)] == ["shell/instant-navigation.js"]
