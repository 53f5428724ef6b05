"""What a fork may write over the handbook, what comes of it, and what it is told when it is wrong."""

import pytest

from handbook.errors import SourceErrors
from handbook.loader import load_library
from handbook.render.practice import Renderer
from handbook.render.registry import load_checked_library

OVERLAY = "team/overlay.yml"


@pytest.fixture
def held(fork):
    """Give the library of the fork, which is sound."""
    return load_checked_library(fork.root, fork.docs)


def ids(parts):
    """Return the ids of parts."""
    return [part.id for part in parts]


def test_a_list_is_added_to_hidden_from_and_put_in_order(held):
    """A team's own line stands where it was put, a hidden one is gone, and the order is the team's; the rest keeps upstream's."""
    practice = held.chapters["first-steps"].practice
    assert ids(practice.checklists[0].items) == [
        "book-a-date",
        "name-the-decider",
        "team-write-it-in-the-log",
        "team-tell-support-first",
        "delegate-one-decision",
        "ask-one-sceptic",
    ]
    assert ids(practice.prompts) == ["team-notice-one-call", "notice-what-stayed", "notice-what-changed"]
    second = held.chapters["second-steps"].practice
    assert ids(second.checklists[0].items)[:2] == ["team-open-the-runbook", "read-the-first-step"]
    assert ids(second.behaviours) == ["walk-in-step", "team-answer-the-pager"]
    assert ids(second.templates) == ["fill-the-step-card", "team-fill-the-handover"]
    assert ids(second.templates[0].fields)[1:3] == ["name-who-follows", "team-name-the-pager"]
    assert ids(second.recall.questions) == ["recall-the-doors"]


def test_a_rewording_is_a_new_wording_of_the_same_thing(held):
    """What a team reworded keeps its id, so that answers stay, and gets a wording hash of its own, so that readers are told."""
    chapter = held.chapters["first-steps"]
    mine = {part.id: part for part in chapter.practice.checklists[0].items}["delegate-one-decision"]
    theirs = {part.id: part for part in chapter.authored.checklists[0].items}["delegate-one-decision"]
    assert mine.text == "Hand one decision to the person who feels its result."
    assert mine.evidence == theirs.evidence
    assert mine.rev != theirs.rev
    assert chapter.practice.checklists[0].pause == "Before anybody starts"
    assert chapter.practice.scenario.options[0].text == "Take the left door, alone."
    assert chapter.practice.plan.intro == "For the next vague word in a retro."


def test_what_is_hidden_can_still_be_told_to_those_who_answered_it(held):
    """The words of a hidden question stand with what is archived."""
    assert held.hidden["notice-what-hurt"] == "What hurt?"
    assert "What hurt?" in Renderer(held, "workbook/data.md").data()


@pytest.mark.parametrize(
    ("hide", "call"),
    [
        ("check-the-first-thing", 'checklist("check-the-first-thing")'),
        ("answer-vague-feedback", "plan()"),
        ("choose-a-door", "scenario()"),
    ],
)
def test_a_whole_block_can_be_hidden(fork, hide, call):
    """A call in upstream's chapter for what a team hides shows nothing, and stops nothing."""
    (fork.docs / OVERLAY).write_text(f"hide: [{hide}]\n", encoding="utf-8")
    (fork.docs / "team" / "notes" / "first-steps.md").unlink()
    (fork.docs / "team" / "toolkit" / "handover.md").unlink()
    renderer = Renderer(load_checked_library(fork.root, fork.docs), "chapters/first-steps.md")
    name, _, rest = call.partition("(")
    assert getattr(renderer, name)(*[part for part in [rest.strip(')"')] if part]) == ""


def test_the_end_of_a_chapter_holds_the_note_and_what_is_shown_nowhere_else(held):
    """A note's macros work, its links lead on from the chapter's page, and no part is shown twice or not at all."""
    shown = Renderer(held, "chapters/first-steps.md").team_note()
    assert shown.startswith("## At Acme {")
    assert "[Second steps](../chapters/second-steps.md)" in shown
    assert "(../team/chapters/on-call.md)" in shown and "(../index.md#a-handbook-for-tests)" in shown
    assert shown.count('id="team-leave-the-week"') == 1
    assert "team-notice-one-call" not in shown  # among the questions of the page
    second = Renderer(held, "chapters/second-steps.md").team_note()
    assert 'id="team-ask-for-a-pair"' in second  # that page names its questions one by one


def test_only_upstream_has_to_say_what_was_seen_of_a_work(fork):
    """A fork's work from before there was `seen` stays valid and says nothing of it; upstream's works all say it, quietly."""
    page = Renderer(load_checked_library(fork.root, fork.docs), "guide/sources.md").all_sources()
    works = dict(part.split('"', 1) for part in page.split('class="hb-work" id="')[1:])
    assert ">We’ve read its abstract.</span>" in works["doe20"]
    assert ">We only know it second-hand.</span>" in works["roe21"]
    assert "Seen:" not in works["team-log22"]


def test_own_chapters_come_after_upstreams(held):
    """What a team adds to a section follows what was there; its own section is called after it."""
    assert [chapter.slug for chapter in held.in_order][:3] == ["first-steps", "second-steps", "team-on-call"]
    assert held.strings["opening"]["sections"]["team"] == "At Acme"
    assert held.chapters["team-on-call"].url == "team/chapters/on-call/"


WRONG = {
    "an id that never was": ("  - show-markup-as-text", "  - show-markup-as-txt", 'Did you mean "show-markup-as-text"'),
    "a chapter": ("  - notice-what-hurt", "  - second-steps", '"second-steps" is a chapter, which an overlay cannot hide'),
    "a misspelt key": ("reword:", "rewrod:", 'Did you mean "reword"'),
    "a misspelt word of a part": ("    pause: Before anybody starts", "    paus: Before anybody starts", 'Did you mean "pause"'),
    "a rewording that breaks a rule": ("feels its result.", "feels its result", "full stop"),
    "a rewording that is no text": ("text: Take the left door, alone.", "text: [a, b]", "string"),
    "an option hidden alone": ("  - notice-what-hurt", "  - take-the-left-door", 'Hide the whole scenario, "choose-a-door"'),
    "an own id without its beginning": ("id: team-notice-one-call", "id: notice-one-call", 'Call it "team-notice-one-call"'),
    "an own id that is hidden": ("  - notice-what-hurt", "  - team-notice-one-call", "Change it where you wrote it"),
    "an item for a chapter": ("  - to: check-the-first-thing", "  - to: first-steps", "id of one of the checklists"),
    "a question for a checklist": ("  - to: second-steps", "  - to: follow-the-steps", "slug of a chapter"),
    "nothing to add to": ("  - to: second-steps", "  - to: third-steps", '"second-steps"'),
    "an anchor that never was": ("after: name-who-follows", "after: name-who-follow", 'Did you mean "name-who-follows"'),
    "two places at once": ("    after: name-who-follows", "    after: name-who-follows\n    before: date-the-step", "both"),
    "an order of what never was": ("[book-a-date, name-the-decider]", "[book-a-date, name-the-decidr]", 'Did you mean "name-the-decider"'),
    "an id that is written twice": ("id: team-ask-for-a-pair", "id: team-notice-one-call", "unique"),
    "a work cited and not listed": ("cite: [TEAM-LOG22]", "cite: [TEAM-LOG23]", '"TEAM-LOG22"'),
    "a tab": ("  - to: second-steps", "\t- to: second-steps", "tab"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_problem_in_an_overlay_names_its_line_and_the_fix(fork, case):
    """Each mistake is reported in the overlay, on its line, with a way to fix it."""
    old, new, said = WRONG[case]
    fork.edit(OVERLAY, old, new)
    with pytest.raises(SourceErrors) as caught:
        load_checked_library(fork.root, fork.docs)
    hits = [problem for problem in caught.value.problems if said in problem.message + problem.fix]
    assert hits, caught.value.report()
    assert hits[0].file == f"docs/{OVERLAY}"
    line = (fork.docs / OVERLAY).read_text(encoding="utf-8").splitlines()[hits[0].line - 1]
    # The line that was changed, or the part of the same entry that does not fit it.
    assert set((new + " items: prompts: to:").split()) & set(line.split()), f"{case}: {hits[0]}"


def test_upstream_may_not_take_an_id_of_forks(project):
    """No id of upstream begins as a fork's do, so that the two never meet."""
    project.edit("chapters/first-steps.yml", "id: notice-what-hurt", "id: team-notice-what-hurt")
    with pytest.raises(SourceErrors, match="belong to forks"):
        load_checked_library(project.root, project.docs)


def test_a_note_for_no_chapter_is_named(fork):
    """A note whose name is mistyped would never be read."""
    (fork.docs / "team" / "notes" / "first-step.md").write_text("Lost.\n", encoding="utf-8")
    with pytest.raises(SourceErrors, match='"first-steps"'):
        load_checked_library(fork.root, fork.docs)


@pytest.mark.parametrize("call", ["{{ toolkit() }}", "{{ opening() }}", "{{ config.site_name }}", "{{ misspelt }}"])
def test_a_note_cannot_call_what_it_has_not(fork, call):
    """A note is filled in within a chapter's page; what it cannot use there is told with its line, and once."""
    path = fork.docs / "team" / "notes" / "second-steps.md"
    path.write_text(f"Words.\n\n{call}\n", encoding="utf-8")
    with pytest.raises(SourceErrors) as caught:
        load_checked_library(fork.root, fork.docs)
    hits = [problem for problem in caught.value.problems if problem.message == "cannot be used in a note"]
    assert [(problem.file, problem.line) for problem in hits] == [("docs/team/notes/second-steps.md", 3)]
    assert "checklist, cite, our_view, term, figure and chapter" in hits[0].fix


def test_an_upstream_chapter_has_a_place_for_what_forks_add(project):
    """A chapter that forgot its last macro would swallow every fork's note."""
    project.edit("chapters/first-steps.md", "{{ team_note() }}\n", "")
    with pytest.raises(SourceErrors, match="team_note"):
        load_checked_library(project.root, project.docs)


def test_an_overlay_of_comments_changes_nothing(fork):
    """What `make team` writes is all comments."""
    (fork.docs / OVERLAY).write_text("# hide: []\n", encoding="utf-8")
    (fork.docs / "team" / "notes" / "first-steps.md").unlink()
    held = load_library(fork.root, fork.docs)
    assert held.problems == []
    assert held.hidden == {}


def test_what_upstream_retires_stops_no_build(fork):
    """A team's items of a list that is retired stay with their readers, and a name of before leads on."""
    text = (fork.docs / "chapters" / "second-steps.yml").read_text(encoding="utf-8")
    start, end = text.index("  - id: follow-the-steps"), text.index("prompts:")
    gone = "".join(
        f"  - {{id: {id}, said: {said}, on: '2027-01-01', why: Not used.}}\n"
        for id, said in {
            "follow-the-steps": "When you follow the steps",
            **{f"{verb}-step": "Step." for verb in ("read-the-first", "do-the-second", "do-the-third", "do-the-fourth", "do-the-fifth")},
        }.items()
    )
    text = text[:start].replace("checklists:\n", "") + text[end:] + "retired:\n" + gone
    (fork.docs / "chapters" / "second-steps.yml").write_text(text, encoding="utf-8")
    fork.edit("chapters/second-steps.md", '{{ checklist("follow-the-steps") }}\n', "")
    (fork.docs / "toolkit" / "cheat-sheet-second-steps.md").unlink()
    fork.edit("chapters/first-steps.yml", "- id: notice-what-hurt", "- id: notice-what-pains\n    was: notice-what-hurt")

    held = load_checked_library(fork.root, fork.docs)
    [left] = held.chapters["second-steps"].practice.checklists
    assert (left.pause, ids(left.items)) == ("When you follow the steps", ["team-open-the-runbook"])
    assert 'data-hb-id="team-open-the-runbook"' in Renderer(held, "chapters/second-steps.md").team_note()
    assert "notice-what-pains" not in ids(held.chapters["first-steps"].practice.prompts)
