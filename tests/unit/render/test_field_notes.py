"""Field notes: pages for one situation, which stand beside the chapters and count as none."""

import re

from handbook.checks import id_lock
from handbook.fork import names, snapshot
from handbook.loader import load_library
from handbook.render.practice import Renderer
from handbook.render.registry import load_checked_library

NOTE = "field-notes/ask-for-a-hand.md"


def shown(project, source):
    """Return the macros of a page."""
    return Renderer(load_library(project.root, project.docs), source)


def test_a_note_opens_with_its_kind_and_leads_to_its_chapter(project):
    """Where a chapter names its section and promises what the reader will be able to do, a note names the chapter that it deepens."""
    opening = shown(project, NOTE).opening()
    assert '<span class="hb-opening__section">Field note</span>' in opening
    assert "\nGoes with [First steps](../chapters/first-steps.md).\n{: .hb-opening__deepens }" in opening
    assert "hb-outcomes" not in opening
    project.edit(NOTE, "deepens: first-steps", "deepens: second-steps")
    assert "[Part 1: Second steps](../chapters/second-steps.md)" in shown(project, NOTE).opening()


def test_a_chapter_lists_the_notes_that_deepen_it(fork):
    """A chapter names upstream's notes and then the team's own; one without a note says nothing."""
    rows = re.findall(r"^- \[([^]]+)\]\(([^)]+)\).*\*1 min read\*", shown(fork, "chapters/first-steps.md").field_notes(), re.M)
    assert rows == [
        ("Nobody held the door", "../field-notes/ask-for-a-hand.md"),
        ("Support heard it first", "../team/field-notes/ask-support.md"),
    ]
    assert shown(fork, "chapters/second-steps.md").field_notes() == ""


def test_the_list_of_all_is_by_chapter(project):
    """Any other page lists every note below the chapter that it deepens, in reading order."""
    for name in ("md", "yml"):
        text = (project.docs / "field-notes" / f"ask-for-a-hand.{name}").read_text(encoding="utf-8")
        text = re.sub(r"(?<=id: )(?=[a-z])|(?<=checklist\(\")", "again-", text).replace("deepens: first", "deepens: second")
        (project.docs / "field-notes" / f"again.{name}").write_text(text, encoding="utf-8")
    listed = shown(project, "field-notes/index.md").field_notes()
    assert re.findall(r"^(?:## .*|- \S+ \S+ \S+ \S+\])", listed, re.M) == [
        "## [First steps](../chapters/first-steps.md) { .hb-toolkit__part }",
        "- [Nobody held the door]",
        "## [Part 1: Second steps](../chapters/second-steps.md) { .hb-toolkit__part }",
        "- [Nobody held the door]",
    ]


def test_notes_come_after_the_chapters_as_the_navigation_lists_them(fork):
    """Whatever goes through the handbook in order meets the chapters first, then the notes, upstream's before the team's."""
    library = load_library(fork.root, fork.docs)
    assert [chapter.slug for chapter in library.in_order] == ["first-steps", "second-steps", "team-on-call", "ask-for-a-hand", "team-ask-support"]
    (fork.root / "mkdocs.yml").write_text(f"site_name: Upstream\nnav:\n  - team/field-notes/ask-support.md\n  - {NOTE}\n", encoding="utf-8")
    assert [note.slug for note in load_library(fork.root, fork.docs).field_notes] == ["team-ask-support", "ask-for-a-hand"]


def test_a_note_has_the_colour_of_its_chapter(project):
    """The section of a note is that of the chapter that it deepens, even by the chapter's former name."""
    project.edit("chapters/second-steps.md", "title:", "was: chapters/old-steps/\ntitle:")
    project.edit(NOTE, "deepens: first-steps", "deepens: old-steps")
    assert load_checked_library(project.root, project.docs).chapters["ask-for-a-hand"].meta.section == "shifting-perspective"


def test_a_note_of_a_chapter_that_upstream_removed_stays(fork):
    """A team's note outlives its chapter: the build goes on, and the note says where it belonged."""
    with (fork.docs / "names.lock").open("w", encoding="utf-8") as lock:
        lock.write('{"name": "chapter:gone-steps", "said": "Gone steps"}\n')
    fork.edit("team/field-notes/ask-support.md", "deepens: first-steps", "deepens: gone-steps")
    library = load_checked_library(fork.root, fork.docs)
    assert any('"gone-steps" was removed by upstream' in str(warning) for warning in library.warnings)
    assert "Goes with Gone steps \\(no longer" in Renderer(library, "team/field-notes/ask-support.md").opening().replace("(no", "\\(no")
    assert "Support heard it first" in Renderer(library, "field-notes/index.md").field_notes()


def test_an_overlay_changes_a_note_as_it_does_a_chapter(fork):
    """A team hides, rewords and adds by id in a note too; its ids and its slug are published, and an update's changes are seen."""
    fork.edit("team/overlay.yml", "hide:\n", "hide:\n  - knock-and-wait\n")
    fork.edit("team/overlay.yml", "add:\n", "add:\n  - to: ask-for-a-hand\n    prompts: [{id: team-notice-the-door, text: Which door?}]\n")
    library = load_checked_library(fork.root, fork.docs)
    html = Renderer(library, NOTE).checklist("ask-at-the-door")
    assert "knock-and-wait" not in html and "put-one-thing-down" in html
    assert 'id="team-notice-the-door"' in Renderer(library, NOTE).team_note()
    upstream, team = id_lock.lock_files(library)
    assert {"knock-and-wait", "ask-at-the-door"} <= set(upstream.current) and "team-notice-who-called" in team.current
    assert names.current_names(library)["chapter:ask-for-a-hand"] == "Nobody held the door"
    assert {"ask-for-a-hand", "put-one-thing-down"} <= set(snapshot.current_parts(library))
