"""House rules that keep the handbook easy to change."""

import ast
import re

import pytest
import yaml

from tests.support.sites import ROOT

TESTS = sorted(path for path in (ROOT / "tests").rglob("test_*.py"))
# Largest number of lines, by where the file stands and how it ends.
BUDGETS = {
    "macros/handbook/**/*.py": 150,
    "tools/*.py": 150,
    "tests/*.py": 150,
    "macros/handbook/templates/**/*.html": 60,
    "docs/assets/javascripts/*.js": 200,
    "docs/assets/stylesheets/*.css": 150,
    "macros/handbook/templates/**/*.css": 150,
}
CAUSE = re.compile(r"\b(lines|long|longer|large|larger)\b", re.IGNORECASE)


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_every_test_says_what_it_promises(path):
    """Each test starts with a sentence in everyday words, and none waits for time to pass or is left out."""
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            promise = (ast.get_docstring(node) or "").strip()
            assert promise.endswith(".") and len(promise.split()) > 4, f"{path.name}:{node.lineno}"
    if path.name != "test_house.py":
        assert not re.search(r"\bsleep\(|wait_for_timeout|mark\.(skip|xfail)|pytest\.skip", text)


@pytest.mark.parametrize("pattern", BUDGETS)
def test_a_part_that_outgrows_its_budget_says_why(pattern):
    """Every part can be read in one sitting, or its first lines say why it is longer."""
    paths = sorted(ROOT.glob(pattern))
    assert paths
    grown = [path for path in paths if len(path.read_text("utf-8").splitlines()) > BUDGETS[pattern]]
    assert [path.name for path in grown if not CAUSE.search("\n".join(path.read_text("utf-8").splitlines()[:12]))] == []


def test_an_items_words_have_one_home():
    """Looking for an item's id finds one YAML file, and no chapter, template or script; the guide may show one as an example."""
    files = [
        path
        for folder in ("docs", "macros", "overrides")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".md", ".yml", ".html", ".js", ".py", ".css"} and path.relative_to(ROOT).parts[:2] not in {("docs", "guide"), ("docs", "team")}
    ]
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    chapters = sorted((ROOT / "docs" / "chapters").glob("*.yml"))
    items = [item["id"] for path in chapters for checklist in yaml.safe_load(texts[path]).get("checklists", []) for item in checklist["items"]]
    assert items
    homes = {id: [path.name for path, text in texts.items() if re.search(rf"(?<![\w-]){id}(?![\w-])", text)] for id in items}
    assert {id: found for id, found in homes.items() if len(found) != 1} == {}
