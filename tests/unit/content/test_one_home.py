"""Each fact of the practice is written in one place."""

import re
from pathlib import Path

import yaml

TEXTS = {".md", ".yml", ".html", ".js", ".py", ".css"}
# Where an id may appear as an example, or because a team names it.
EXAMPLES = {("docs", "guide"), ("docs", "team")}


def test_an_items_words_have_one_home(root: Path) -> None:
    """Searching for an item's id finds one YAML file and no chapter, template or script; the guide may show one as an example."""
    files = [path for folder in ("docs", "macros", "overrides") for path in (root / folder).rglob("*") if path.suffix in TEXTS]
    texts = {path: path.read_text(encoding="utf-8") for path in files if path.relative_to(root).parts[:2] not in EXAMPLES}
    chapters = sorted((root / "docs" / "chapters").glob("*.yml"))
    items = [item["id"] for path in chapters for checklist in yaml.safe_load(texts[path]).get("checklists", []) for item in checklist["items"]]
    words = {path: set(re.findall(r"[\w-]+", text)) for path, text in texts.items()}

    homes = {id: [path.name for path in texts if id in words[path]] for id in items}
    assert items
    assert {id: names for id, names in homes.items() if len(names) != 1} == {}
