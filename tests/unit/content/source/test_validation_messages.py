"""Each thing an author can get wrong, and the problem that tells them."""

import re

import pytest

from handbook.content.models.base import RESERVED
from handbook.errors import SourceErrors
from handbook.render.registry import load_checked_library


def report(project):
    """Return the problems of a project as (file, line, key, message, fix)."""
    with pytest.raises(SourceErrors) as caught:
        load_checked_library(project.root, project.docs)
    return [(problem.file, problem.line, problem.key, problem.message, problem.fix) for problem in caught.value.problems]


FIRST = "chapters/first-steps.yml"
PAGE = "chapters/first-steps.md"
NOTE = "field-notes/ask-for-a-hand.md"
NOTES_PRACTICE = "field-notes/ask-for-a-hand.yml"

WRONG = [
    (FIRST, "why: Tasks come back", "whyy: Tasks come back", 'Did you mean "why"?', True),
    (FIRST, "id: book-a-date", "id: name-the-decider", "docs/chapters/first-steps.yml:6", True),
    (FIRST, "id: book-a-date", "id: count-the-doors", "is retired", True),
    (FIRST, "id: book-a-date", "id: Book a date", "lower-case words", True),
    (FIRST, "id: book-a-date", "id: book", "lower-case words", True),
    (FIRST, "id: book-a-date", "id: evidence", "lower-case words", True),
    (FIRST, "id: book-a-date", "id: put-off", "such as `put-off-a-meeting`", True),
    (FIRST, "id: book-a-date", "id: book-a-date\n        was: put-off", "such as `put-off-a-meeting`", True),
    (FIRST, "id: book-a-date", "id: book-a-date\n        was: ask-for-more", "is still in use", True),
    ("chapters/second-steps.yml", "id: do-the-third-step", "id: do-the-third-step\n        was: speak-the-first-step", "is named by", True),
    (FIRST, "cite: [ROE21]", "cite: [ROE22]", 'Did you mean "ROE21"', True),
    (FIRST, "kind: do-confirm", "kind: do-it", "do-confirm", True),
    (FIRST, "text: Book a date to look again.", "text: Book a date to look again", "full stop", True),
    (FIRST, "text: Book a date to look again.", "text: " + "word " * 20 + "again.", "has 21 words", True),
    (FIRST, "text: Book a date to look again.", "text:", "is empty", True),
    (FIRST, "text: What hurt?", "text: What hurt.", "question mark", True),
    (FIRST, "then: ask for one example", "then: ask for one example.", "Remove the full stop", True),
    (FIRST, "prompts:", "prompts: []\nprompts_:", "is not a known key", True),
    (FIRST, "    why: Nobody did.", "", "is missing", False),
    (FIRST, '"2026-11-01"', "yesterday", "2026-11-22", True),
    (PAGE, "{{ prompts() }}", "{{ promts() }}", 'Did you mean "prompts"', True),
    (PAGE, "{{ prompts() }}", '{{ prompts("notice-what") }}', '"notice-what-hurt"', True),
    (PAGE, "{{ prompts() }}", "{{ prompts( }}", "cannot be read", True),
    (PAGE, '{{ checklist("check-the-first-thing") }}', "{{ checklist() }}", "missing a required argument", True),
    (PAGE, '{{ checklist("check-the-first-thing") }}', '- {{ checklist("check-the-first-thing") }}', "inside a list", True),
    (PAGE, '{{ checklist("check-the-first-thing") }}', '{{ checklist("check-a-thing") }}', '"check-the-first-thing"', True),
    (PAGE, "{{ plan() }}", "{{ recall() }}", "is not in the chapter's YAML file", True),
    (PAGE, 'cite("DOE20", "ROE21")', 'cite("DOE20", "ROE12")', '"ROE21"', True),
    (PAGE, 'term("pause-point")', 'term("pause")', '"pause-point"', True),
    (PAGE, 'figure("square",', 'figure("circle",', '"square"', True),
    (PAGE, "Text.", '{{ term("pause-point") }}', "is already explained on line 14", True),
    (PAGE, "Text.", "{{ misspelt }}", "is not a macro or variable", True),
    (PAGE, "tests only.", 'tests "only".', "straight quotation mark", False),
    ("chapters/second-steps.yml", ", Others look ahead without me.]", "]", "has 4 entries, at least 5", False),
    ("chapters/second-steps.yml", "shows: walk-in-step", "shows: walk-in-steps", 'Did you mean "walk-in-step"', True),
    ("chapters/second-steps.yml", "asks: witness", "asks: witnesses", "'expectation', 'evidence', 'witness' or 'plan'", True),
    ("chapters/second-steps.yml", "slug: step-card", "slug: Step Card", "slug", True),
    ("toolkit/step-card.md", "fill-the-step-card", "fill-the-card", "is not a template", True),
    ("toolkit/cheat-sheet-first-steps.md", '"first-steps"', '"first-step"', "is not a chapter with checklists", True),
    ("chapters/second-steps.md", "{{ templates() }}", "", "Write {{ templates() }}", False),
    (PAGE, '{{ checklist("check-the-first-thing") }}', "", "is not shown on any page", False),
    (PAGE, "{{ prompts() }}", '{{ prompts("notice-what-hurt") }}', "is not shown on any page", False),
    (PAGE, "{{ scenario() }}", "", "Write {{ scenario() }} in first-steps.md", False),
    (PAGE, "section: opening", "section: closing", "section", True),
    (PAGE, "title: First steps\n", "", "title", False),
    ("sources.yml", "seen: abstract", "seen: summary", "'abstract', 'document' or 'second-hand'", True),
    ("sources.yml", "  seen: abstract\n", "", "Say what you read of the work: `seen: abstract`", False),
    ("sources.yml", "year: 2020", "year: MMXX", "whole number", True),
    ("sources.yml", "DOE20:", "Doe20:", "is not valid", True),
    ("glossary.yml", "means:", "mean:", 'Did you mean "means"', True),
    ("chapters/second-steps.yml", "about: first-steps", "about: first-step", '"first-steps"', True),
    (PAGE, "section: opening", "section: opening\ndeepens: second-steps", "is for field notes", True),
    (PAGE, "{{ field_notes() }}", "", "Write {{ field_notes() }} before {{ sources() }}", False),
    (NOTE, "deepens: first-steps\n", "", "Add the slug of the chapter", False),
    (NOTE, "deepens: first-steps", "deepens: first-step", 'Did you mean "first-steps"', True),
    (NOTE, "deepens: first-steps", "deepens: ask-for-a-hand", '"ask-for-a-hand" is not a chapter', True),
    (NOTE, "deepens: first-steps", 'deepens: first-steps\npart: "2"', "has `part`, as only a chapter has", False),
    (NOTE, "{{ opening() }}", "", "Write {{ opening() }} at the top", False),
    (NOTE, "{{ team_note() }}", "", "Write {{ team_note() }} before", False),
    (NOTE, '{{ checklist("ask-at-the-door") }}', "", "is not shown on any page", False),
    (NOTES_PRACTICE, "      - {id: put-one-thing-down", "      # - {id: put-one-thing-down", "has 4 entries, at least 5", False),
    (NOTES_PRACTICE, "kind: read-do", "kind: read-do\n    every: week", "Move it to the chapter that the note deepens", False),
    (NOTES_PRACTICE, "checklists:", "recall_later: [{id: recall-the-door, question: Which?, answer: That.}]\nchecklists:", "the limit is 0", False),
    (NOTES_PRACTICE, "checklists:", "plan: {id: plan-it-now, intro: A., when: b, then: c}\nchecklists:", "Move it to the chapter that the note deepens", False),
    (NOTES_PRACTICE, "checklists:", "prompts:\n  - {id: ask-one-thing, text: One?}\nchecklists:", "has 1 entries, at least 3", False),
    (PAGE, "section: opening", "section: opening\nasked: [who decides?]", "Write it as `who decides`", True),
    (PAGE, "section: opening", "section: opening\nasked: [Who decides]", "in lower case", True),
    (PAGE, "section: opening", "section: opening\nasked: [" + "word " * 13 + "]", "has 13 words", True),
    (PAGE, "section: opening", "section: opening\nasked: []", "has 0 entries, at least 1", True),
    (PAGE, "section: opening", "section: opening\nasked: [who decides, who decides]", "Keep one of the two", True),
    (PAGE, "section: opening", "section: opening\nasked_headings: {why-it-mater: [what for]}", 'Did you mean "why-it-matters"', True),
    (
        PAGE,
        "section: opening",
        "section: opening\nasked_headings:\n  when-not-to: [what for]\nasked: [what for]",
        "is asked of chapters/first-steps/ already",
        False,
    ),
    (FIRST, "kind: do-confirm", "kind: do-confirm\n    asked: [" + ", ".join(f"way {n}" for n in range(21)) + "]", "has 21 entries", True),
    ("glossary.yml", "means:", "asked: [a b, a b]\n  means:", "Keep one of the two", False),
    (
        NOTES_PRACTICE,
        "checklists:",
        "prompts: [{id: ask-one-thing, text: One?}, {id: ask-a-second, text: Two?}, {id: ask-a-third, text: Three?}]\nchecklists:",
        "has both a checklist and prompts",
        False,
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "said", "placed"), WRONG, ids=[f"{case[0]}:{case[2][:40]}" for case in WRONG])
def test_a_problem_names_file_line_and_fix(project, file, old, new, said, placed):
    """Each mistake is reported where it stands, with a way to fix it."""
    project.edit(file, old, new)
    problems = report(project)

    hits = [problem for problem in problems if said in problem[2] + problem[3] + problem[4]]
    assert hits, problems
    assert hits[0][0] == f"docs/{file}" or "is not shown on any page" in hits[0][3]
    if placed:
        lines = (project.docs / file).read_text(encoding="utf-8").splitlines()
        assert new.splitlines()[-1].strip() in lines[hits[0][1] - 1]


def test_no_author_takes_a_word_that_readers_ids_begin_with(root):
    """Of the words that begin the ids of what isn't an author's, each that could be an author's id is reserved."""
    (words,) = re.findall(r"BY_FIRST = \{(.+)\}", (root / "docs/assets/javascripts/store/entry-kinds.js").read_text(encoding="utf-8"))
    assert {word for word in re.findall(r"([\w-]+)\"?: ", words) if "-" in word} == RESERVED


def test_all_problems_come_at_once(project):
    """One look reports the problems of every file, so that nobody fixes and waits in turns."""
    project.edit(FIRST, "why: Tasks come back", "whyy: Tasks come back")
    project.edit(FIRST, "id: book-a-date", "id: name-the-decider")
    project.edit(FIRST, "[ROE21]", "[ROE22]")
    project.edit(PAGE, "{{ plan() }}", "{{ plann() }}")
    project.edit("chapters/second-steps.yml", "      - id: do-the-third-step", "\t- id: do-the-third-step")
    project.edit("glossary.yml", "means:", "mean:")
    problems = report(project)

    text = "\n".join(" ".join(map(str, problem)) for problem in problems)
    for said in ("whyy", "is already used at", "ROE22", "plann", "tab", '"means"'):
        assert said in text


def test_a_practice_file_without_a_chapter_is_named(project):
    """A YAML file whose chapter is missing is not passed over."""
    (project.docs / PAGE).unlink()

    assert any(problem[0] == "docs/" + PAGE and "cannot be read" in problem[3] for problem in report(project))


def test_the_fixture_is_sound(project):
    """The handbook that the other tests bend has no problem of its own."""
    assert set(load_checked_library(project.root, project.docs).chapters) == {"first-steps", "second-steps", "ask-for-a-hand"}


def test_a_field_note_needs_a_practice(project):
    """A note without a YAML file is told what goes into one."""
    (project.docs / NOTES_PRACTICE).unlink()
    assert any(problem[0] == "docs/" + NOTES_PRACTICE and "neither a checklist nor prompts" in problem[3] for problem in report(project))


def test_a_changed_file_is_read_again(project):
    """While serving, an edit shows at once, although sources are kept in memory."""
    load_checked_library(project.root, project.docs)
    project.edit(FIRST, "Before the first thing", "Before the very first thing")
    again = load_checked_library(project.root, project.docs)

    assert again.chapters["first-steps"].practice.checklists[0].pause == "Before the very first thing"


def test_a_chapter_without_a_cheat_sheet_is_named(project):
    """The build says which chapter has checklists and no cheat sheet, and which file to create."""
    (project.docs / "toolkit" / "cheat-sheet-first-steps.md").unlink()
    [(file, line, _, message, fix)] = report(project)
    assert (file, message) == ("docs/chapters/first-steps.yml", "has no cheat sheet") and line
    assert fix == 'Create docs/toolkit/cheat-sheet-first-steps.md with {{ cheat_sheet("first-steps") }}.'
