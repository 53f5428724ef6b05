"""What the workbook's pages know of the handbook is what stands in its chapters."""

from handbook.content.library import parts_of
from handbook.loader import load_library
from handbook.views.catalogue import catalogue
from handbook.views.outline import outline


def _held(project):
    sources = load_library(project.root, project.docs)
    return sources, catalogue(sources.chapters.values(), str)


def test_every_control_of_a_chapter_is_in_the_catalogue(project):
    """Nothing that a reader can answer is missing from the workbook, and the hash is that of the page."""
    sources, held = _held(project)
    controls = {
        control["id"]: control["rev"] for chapter in held["chapters"] for block in chapter["blocks"] + chapter["sheets"] for control in block["controls"]
    }
    for chapter in sources.chapters.values():
        shown = [id for entry in outline(chapter, str) for id in entry.controls]
        assert set(shown) <= set(controls)
        for _, part, _ in parts_of(chapter.practice):
            if part.id in controls and hasattr(part, "rev"):
                assert controls[part.id] == part.rev


def test_blocks_stand_in_the_order_of_the_page(project):
    """What comes next in the workbook is what comes next in the chapter."""
    sources, held = _held(project)
    for chapter in held["chapters"]:
        page = [entry.anchor for entry in outline(sources.chapters[chapter["slug"]], str)]
        found = [block["anchor"] for block in chapter["blocks"]]
        assert found == [anchor for anchor in page if anchor in found]
        assert len(found) > 1 or "deepens" in chapter


def test_what_is_gone_keeps_its_words(project):
    """A retired id is named with what it said, for those who once answered it."""
    _, held = _held(project)
    assert held["retired"] == {"count-the-doors": "Count the doors."}
    assert [behaviour["id"] for behaviour in held["behaviours"]] == ["walk-in-step", "look-where-it-goes"]


def test_what_counts_as_evidence_is_in_the_catalogue(project):
    """A tick, in a field note too, is listed as evidence of the behaviour that its checklist shows, and a sheet's field only if it asks for evidence."""
    _, held = _held(project)
    blocks = {block["anchor"]: block for chapter in held["chapters"] for block in chapter["blocks"] + chapter["sheets"]}
    assert {name: block.get("shows") for name, block in blocks.items() if block["kind"] == "checklist"} == {
        "check-the-first-thing": None,
        "follow-the-steps": "walk-in-step",
        "ask-at-the-door": "walk-in-step",
    }
    asked = {control["id"]: control["asks"] for control in blocks["fill-the-step-card"]["controls"] if "asks" in control}
    assert asked == {"name-the-next-step": "evidence", "name-who-follows": "witness"}


def test_questions_come_back_to_the_chapter_that_they_are_about(project):
    """Each chapter has the questions on it with their answers: a later chapter's, and of the last chapter its own. A field note has none."""
    _, held = _held(project)
    found = {chapter["slug"]: [(question["id"], question["answer"]) for question in chapter["recall"]] for chapter in held["chapters"]}
    assert found == {
        "first-steps": [("recall-the-doors", "Three."), ("recall-the-decider", "The person you named.")],
        "second-steps": [("recall-the-fourth-step", "The one after the third.")],
        "ask-for-a-hand": [],
    }


def test_every_chapter_of_the_handbook_has_questions_that_come_back(root):
    """The closing chapter has some too, though no chapter after it asks about it; a field note is about one situation, and asks none."""
    held = catalogue(load_library(root, root / "docs").in_order, str)
    assert {chapter["slug"]: len(chapter["recall"]) for chapter in held["chapters"]} == {
        chapter["slug"]: 0 if "deepens" in chapter else 3 for chapter in held["chapters"]
    }
    assert [block["anchor"] for chapter in held["chapters"] for block in chapter["blocks"] if block.get("every")] == ["close-your-week"]


def test_reading_and_practice_are_timed_apart(project):
    """A chapter says how long its practice takes once, in steps of five minutes, beside its reading time."""
    sources, held = _held(project)
    minutes = {chapter["slug"]: chapter["minutes"] for chapter in held["chapters"]}
    # Five items, a question, two answers from memory.
    assert minutes["second-steps"] == {"read": sources.chapters["second-steps"].page.minutes, "practice": 15}
