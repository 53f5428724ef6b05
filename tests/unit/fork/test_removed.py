"""What becomes of a fork's build when upstream takes away what the fork's files name."""

import shutil

import pytest
import yaml

from handbook.__main__ import main
from handbook.errors import SourceErrors
from handbook.fork import names, snapshot
from handbook.fork.drift import drift
from handbook.fork.links import stand_ins
from handbook.render.practice import Renderer
from handbook.render.registry import load_checked_library
from tests.support import forks, sites
from tools.engine_config import write_engine_config
from tools.postbuild.pipeline import untold

TOKENS = "docs/assets/stylesheets/base/tokens.css"
# Where each warning is, and the start of what it says.
WARNED = {
    "docs/team/chapters/on-call.yml checklists[0].items[0].cite": '"DOE20" was removed',
    "docs/team/chapters/on-call.yml recall.about": '"second-steps" was removed',
    "docs/team/colours.css --hb-brand": "is #c8102e in the light scheme",
    "docs/team/leaning.md cite": '"DOE20" was removed',
    "docs/team/leaning.md term": '"pause-point" was removed',
    "docs/team/leaning.md chapter": '"second-steps" was removed',
    "docs/team/leaning.md figure": '"square" was removed',
    "docs/team/leaning.md checklist": '"follow-the-steps" was retired',
    "docs/team/leaning.md ../assets/figures/square.svg": "which upstream has removed",
    "docs/team/leaning.md greeting": '"greeting" was removed',
    "docs/team/leaning.md page_title": "has the wrong arguments",
    "docs/team/leaning.md ../guide/how-to.md": "which upstream has removed",
    "docs/team/leaning.md ../chapters/first-steps.md#what-we-do-not-know": "a place that upstream has removed",
    "docs/team/leaning.md ../guide/sources.md#doe20": "a place that upstream has removed",
    "docs/team/ladder.yml roles[0].expectations[0].shows": '"walk-in-step" was removed',
    "docs/team/notes/first-steps.md ../../guide/how-to.md": "which upstream has removed",
    "docs/team/notes/first-steps.md cite": '"DOE20" was removed',
    "docs/team/notes/first-steps.md chapter": '"second-steps" was removed',
    "docs/team/notes/second-steps.md": "belongs to a chapter that upstream has removed",
    "docs/team/overlay.yml add[4].to": '"second-steps" was removed',
    "docs/team/overlay.yml terms.sceptic.many": "is missing",
}


@pytest.fixture
def naming(fork, monkeypatch):
    """Give a fork that names much of upstream's, and has recorded it."""
    monkeypatch.setattr("handbook.content.json_schema.SCHEMAS", {})
    (fork.root / TOKENS).parent.mkdir(parents=True)
    shutil.copy(sites.ROOT / TOKENS, fork.root / TOKENS)
    forks.name_upstream(fork.root)
    assert main(["sync", "--root", str(fork.root)]) == 0
    return fork


@pytest.fixture
def updated(naming):
    """Give that fork after an update that took all of it away."""
    forks.remove_upstream(naming.root)
    assert main(["sync", "--root", str(naming.root)]) == 0
    return naming


def told(problem):
    """Return where a problem is, as WARNED names it."""
    link = problem.message.partition('links to "')[2].partition('"')[0]
    return " ".join(filter(None, [problem.file, problem.key or link]))


def test_each_removed_name_is_a_warning_with_its_place_and_fix(updated):
    """Whatever an update takes from under a fork's files is named once, with file, line and what readers see until it is changed."""
    found = {told(problem): problem for problem in load_checked_library(updated.root, updated.docs).warnings}
    assert found.keys() == WARNED.keys()
    for place, says in WARNED.items():
        assert says in found[place].message and found[place].fix, place
    lines = {place: (updated.root / problem.file).read_text(encoding="utf-8").splitlines()[problem.line - 1] for place, problem in found.items()}
    assert all(place.split()[-1].partition("[")[0].rpartition(".")[2] in lines[place] for place in WARNED if place.startswith("docs/team/leaning.md"))


def test_make_check_takes_the_warnings_for_errors(updated, capsys):
    """A build and `make drift` go on; `make check` names the same places and fails."""
    root = ["--root", str(updated.root)]
    assert main(["check", *root]) == 0
    assert "was removed by upstream" not in capsys.readouterr().err  # the build says it at its end
    assert main(["check", "--strict", *root]) == 1
    error = capsys.readouterr().err
    assert f"{len(WARNED)} problems" in error and 'docs/team/leaning.md:7: cite: "DOE20" was removed by upstream' in error
    assert main(["drift", *root]) == 0
    assert f"Your files name what upstream has changed or removed ({len(WARNED)}):" in capsys.readouterr().out


def test_a_fork_that_has_read_the_report_still_builds(updated):
    """`make drift SEEN=yes` and `make sync` forget no name, so that what was a warning does not turn into an error."""
    root = ["--root", str(updated.root)]
    for command in (["drift", "--seen"], ["sync"], ["drift", "--seen"]):
        assert main([*command, *root]) == 0
    library = load_checked_library(updated.root, updated.docs)
    assert {told(problem) for problem in library.warnings} == WARNED.keys()
    assert [change.kind for change in drift(library) if change.kind != "retired"] == ["removed"] * len(WARNED)


def test_the_page_shows_something_else(updated):
    """A citation keeps its name, a term its word, a figure its caption and a chapter its title; none of them is a link."""
    library = load_checked_library(updated.root, updated.docs)
    page = Renderer(library, "team/leaning.md")
    assert page.cite("DOE20", "ROE21") == r"(Doe (2020), no longer listed; [Roe, 2021](../guide/sources.md#roe21){ .hb-cite })"
    assert (page.term("pause-point"), page.term("pause-point", "the pause")) == ("pause point", "the pause")
    assert "A square of ours. (The figure is no longer in the handbook.)" in page.figure("square", "A square of ours.")
    assert page.to_chapter("second-steps") == r"Second steps (no longer in the handbook)"
    assert [dict(rename.words) for rename in library.renames] == [{"sceptic": "doubter"}]
    own = Renderer(library, "team/chapters/on-call.md")
    assert "Doe (2020), no longer listed" in own.checklist("team-take-the-pager") and "#source-doe20" not in own.checklist("team-take-the-pager")
    assert "Second steps" in own.recall() and "DOE20" not in own.sources()
    note = Renderer(library, "chapters/first-steps.md").team_note()
    assert "Doe (2020), no longer listed" in note
    assert "Handover" in Renderer(library, "team/toolkit/handover.md").template("team-fill-the-handover")
    assert "Answers the pager" in Renderer(library, "workbook/data.md").data()  # in the archive
    assert stand_ins(library) == {
        "team/leaning.md": {
            "../guide/how-to.md": "",
            "../assets/figures/square.svg": "",
            "../chapters/first-steps.md#what-we-do-not-know": "../chapters/first-steps.md",
            "../guide/sources.md#doe20": "../guide/sources.md",
        },
        "chapters/first-steps.md": {"../guide/how-to.md": ""},
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "nearest"),
    [
        ("team/leaning.md", 'cite("DOE20")', 'cite("DOE2O")', '"DOE19"'),
        ("team/leaning.md", 'term("pause-point")', 'term("pause-pont")', '"second-look"'),
        ("team/leaning.md", 'figure("square"', 'figure("sqare"', '"box"'),
        ("team/leaning.md", 'chapter("second-steps")', 'chapter("second-step")', '"first-steps"'),
        ("team/leaning.md", "greeting()", "greting()", "Did you mean"),
        ("team/overlay.yml", "to: second-steps", "to: second-step", '"first-steps"'),
        ("team/overlay.yml", "sceptic: {one: doubter}", "sceptic: {one: doubter, plural: doubters}", '"many"'),
    ],
)
def test_a_typing_error_is_still_an_error(updated, file, old, new, nearest):
    """A name that upstream never had stops the build as before, with the nearest name that it has."""
    updated.edit(file, old, new)
    with pytest.raises(SourceErrors) as caught:
        load_checked_library(updated.root, updated.docs)
    assert {problem.file for problem in caught.value.problems} == {f"docs/{file}"}
    assert any(nearest in problem.fix for problem in caught.value.problems)


def test_a_name_that_came_and_went_between_two_updates_is_known(naming):
    """Upstream lists every name that it has had, so a fork that never recorded one itself is warned too, and a typing error stays one."""

    def list_names():
        (naming.root / names.FILE).write_text(names.text(load_checked_library(naming.root, naming.docs)), encoding="utf-8")

    work = "NEW26: {authors: 'New, A.', short: New (2026), year: 2026, title: A work, seen: document, shows: Nothing.}\n"
    naming.edit("sources.yml", "DOE20:", f"{work}DOE20:")
    list_names()
    naming.edit("team/leaning.md", "We cite", '{{ cite("NEW26") }} We cite')
    naming.edit("sources.yml", work, "")
    [warning] = load_checked_library(naming.root, naming.docs).warnings
    list_names()
    assert '"NEW26" was removed by upstream' in warning.message
    assert main(["sync", "--root", str(naming.root)]) == 0
    assert not names.read(naming.root / names.FILE).keys() & names.read(naming.root / snapshot.FILE).keys() - {
        f"chapter:{slug}" for slug in ("first-steps", "second-steps", "ask-for-a-hand")
    }
    naming.edit("team/leaning.md", "NEW26", "NEW62")
    with pytest.raises(SourceErrors, match="NEW62"):
        load_checked_library(naming.root, naming.docs)


def test_a_list_of_names_keeps_what_it_is_given(naming):
    """A heading or a form is listed with the page or the word that it belongs to, or without, if upstream's own list has that."""
    said = {"page:a.md": "A", "page:a.md#b": "B", "macro:c#(d)": ""}
    (naming.root / names.FILE).write_text(f"{names.HEAD}{names.rows(said)}<<<<<<< ours\n", encoding="utf-8")
    assert names.read(naming.root / names.FILE) == said


def test_upstreams_own_pages_have_no_warnings(updated):
    """In upstream's files a name that is gone is an error in every build."""
    updated.edit("chapters/first-steps.md", 'cite("DOE19")', 'cite("DOE20")')
    with pytest.raises(SourceErrors, match=r"docs/chapters/first-steps\.md:\d+: cite"):
        load_checked_library(updated.root, updated.docs)


def test_a_colour_of_the_teams_own_that_cannot_be_read_is_an_error(naming):
    """Only upstream's change of a colour is forgiven: beside the colours as they were, the team's new one has too little contrast too."""
    load_checked_library(naming.root, naming.docs)
    forks.edit(naming.docs / "team" / "colours.css", ("#c8102e", "#ffcc00"))
    with pytest.raises(SourceErrors, match="--hb-brand"):
        load_checked_library(naming.root, naming.docs)


def test_a_link_to_a_page_that_moved_leads_there(naming):
    """A page of upstream that was renamed says what it was called, so a team's link follows it, with a warning that says what to write."""
    text = (naming.docs / "guide" / "how-to.md").read_text(encoding="utf-8")
    (naming.docs / "guide" / "how-to.md").unlink()
    (naming.docs / "guide" / "do-it.md").write_text(text.replace("title:", "was: guide/how-to/\ntitle:", 1), encoding="utf-8")
    library = load_checked_library(naming.root, naming.docs)
    assert stand_ins(library)["team/leaning.md"] == {"../guide/how-to.md": "../guide/do-it.md"}
    [on_page, in_note] = library.warnings
    assert (on_page.line, on_page.fix) == (11, "Write ../guide/do-it.md. Until then the link leads there.")
    assert "Write ../../guide/do-it.md." in in_note.fix


def test_a_navigation_of_the_teams_own_follows_upstream(naming):
    """Where `team.yml` has a navigation, a page that upstream removed is left out, one that it renamed is followed, and a new one stops nothing."""
    nav = "nav:\n  - index.md\n  - Guide:\n      - {page}\n      - guide/glossary.md\n"
    (naming.root / "mkdocs.yml").write_text("site_name: Upstream\n" + nav.format(page="guide/sources.md"), encoding="utf-8")
    forks.edit(naming.root / "team.yml", ("site_name:", nav.format(page="guide/how-to.md") + "not_in_nav: /team/\nsite_name:"))
    text = (naming.docs / "guide" / "how-to.md").read_text(encoding="utf-8")
    (naming.docs / "guide" / "how-to.md").unlink()

    def built():
        write_engine_config(naming.root)
        config = yaml.safe_load((naming.root / ".handbook.yml").read_text(encoding="utf-8"))
        return config["nav"], sorted(set(config["not_in_nav"].split()))

    library = load_checked_library(naming.root, naming.docs)
    told = {str(problem).splitlines()[0] for problem in library.warnings if problem.file == "team.yml"}
    assert told == {
        'team.yml: nav: does not name "guide/sources.md", a page of upstream',
        'team.yml:5: nav: names "guide/how-to.md", which upstream has removed',
    }
    assert built() == (["index.md", {"Guide": ["guide/glossary.md"]}], ["/guide/sources.md", "/team/"])
    (naming.docs / "guide" / "do-it.md").write_text(text.replace("title:", "was: guide/how-to/\ntitle:", 1), encoding="utf-8")
    assert built()[0] == ["index.md", {"Guide": ["guide/do-it.md", "guide/glossary.md"]}]


def test_a_server_says_each_warning_once():
    """While a site is served, a rebuild repeats no warning; one that was gone and comes back is said again."""
    assert untold(["a", "b"]) == ["a", "b"]
    assert (untold(["a", "b", "c"]), untold(["a"]), untold(["a", "b"])) == (["c"], [], ["b"])
    untold([])
