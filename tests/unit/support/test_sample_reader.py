"""The fictional reader of the pictures knows only what the handbook has."""

import re

from handbook.loader import load_library
from tests.bench import screenshots
from tests.support import sample_reader


def test_the_readers_notes_fit_the_handbook(root):
    """Every answer in the pictures has a question in the handbook, so that no picture shows an archived one."""
    found = sample_reader.entries()
    assert len(found) > 60
    assert found["decide-after-nearly-ready"]["said"]
    assert {entry["value"] for id, entry in found.items() if id.endswith(".private")} == {True}


def test_every_picture_that_a_page_shows_is_taken_by_the_tool(root):
    """No page shows a picture that nobody can take again, and none is taken for nothing."""
    pages = [root / "README.md", *(root / "docs").rglob("*.md")]
    shown = {name for page in pages for name in re.findall(r"assets/screenshots/([\w-]+)\.png", page.read_text(encoding="utf-8"))}
    assert shown == {picture.name for picture in screenshots.PICTURES}
    assert shown == {path.stem for path in screenshots.FOLDER.glob("*.png")}
    assert load_library(root, root / "docs").faults == []
