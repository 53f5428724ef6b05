"""A team's words in its overlay: sound ones become renames, and each problem is named with its place and its fix."""

import json

import pytest

from handbook.content.models.vocabulary import TeamTerms, Vocabulary, read_vocabulary, resolve_renames
from handbook.errors import SourceErrors
from handbook.loader import read_library
from handbook.render.registry import load_checked_library

KNOWN = {"one-to-one": {"one": "1:1", "a": "a 1:1"}, "pm": {"one": "PM", "many": "PMs"}}


@pytest.fixture
def written(project):
    """A call that writes an overlay, and returns the library of its project."""
    (project.docs / "team").mkdir()
    (project.docs / "vocabulary.yml").write_text(json.dumps(KNOWN), encoding="utf-8")

    def write(text):
        (project.docs / "team" / "overlay.yml").write_text(text, encoding="utf-8")
        return read_library(project.root, project.docs)

    return write


@pytest.fixture
def problems(written):
    """A call that returns the problems of an overlay: line, key, message and fix."""

    def look(text):
        found = sorted(written(text).problems)
        assert found and {problem.file for problem in found} == {"docs/team/overlay.yml"}
        return [(problem.line, problem.key, problem.message, problem.fix) for problem in found]

    return look


def test_a_handbook_without_an_overlay_renames_nothing(project, written):
    """A team that writes no words of its own, or an overlay for other things, keeps the handbook's."""
    assert read_library(project.root, project.docs).renames == []
    library = written("hide: [notice-what-hurt]\n")
    assert (library.renames, library.problems) == ([], [])


def test_words_are_replaced_form_by_form(written):
    """A known word takes the forms of the vocabulary, and any other says itself what it replaces, also instead of the vocabulary."""
    found = written(
        """terms:
  one-to-one: {a: a check-in, one: check-in}
  quarterly-bet:
    instead-of: {one: initiative, an: an initiative}
    one: "  bet "
    an: a bet
  pm: {instead-of: {lead: lead PM}, lead: head owner}
""",
    )
    assert {rename.key: dict(rename.words) for rename in found.renames} == {
        "one-to-one": {"1:1": "check-in", "a 1:1": "a check-in"},
        "quarterly-bet": {"initiative": "bet", "an initiative": "a bet"},
        "pm": {"lead PM": "head owner"},
    }


def test_every_problem_is_named_at_once(problems):
    """An author reads all that is wrong in one go, each with its line and what to do."""
    found = problems(
        """terms:
  one-on-one: {one: check-in}
  pm:
    one: owner
    plural: owners
  twin: {instead-of: {one: PM}, one: maker}
  one-to-one:
    one: "check <b>in</b>"
    a: ""
  Bad Key: {instead-of: {x: y}, x: z}
""",
    )
    assert [(line, key, message) for line, key, message, _ in found] == [
        (2, "terms.one-on-one", "is not in docs/vocabulary.yml"),
        (3, "terms.pm.many", "is missing"),
        (5, "terms.pm.plural", "is not a form of this word"),
        (6, "terms.twin.instead-of.one", 'replaces "PM" again'),
        (8, "terms.one-to-one.one", "contains < and >"),
        (9, "terms.one-to-one.a", "is empty"),
        (10, "terms.Bad Key", "is not a valid key"),
    ]
    fixes = {key: fix for _, key, _, fix in found}
    assert '"one-to-one"' in fixes["terms.one-on-one"] and "`instead-of:`" in fixes["terms.one-on-one"]
    assert fixes["terms.pm.many"] == 'Add `many:`, the word for "PMs".'
    assert "`terms.pm.one` in line 4" in fixes["terms.twin.instead-of.one"]


@pytest.mark.parametrize("sign", ['"', "\\", "<", ">", "&", "{", "}", "\n", "\t", "\u2028", "\x85"])
def test_a_sign_that_could_break_a_page_is_refused(problems, sign):
    """A new word and an old one are plain text wherever they stand: in HTML, in an attribute, in JSON within one."""
    for text in ("terms: {pm: {one: WORD, many: b}}", "terms: {own: {instead-of: {one: WORD}, one: b}}"):
        (problem,) = problems(text.replace("WORD", '"a' + {'"': '\\"', "\\": "\\\\"}.get(sign, f"\\u{ord(sign):04x}") + 'b"'))
        assert problem[2].startswith("contains") and problem[3]


@pytest.mark.parametrize(
    "text",
    [
        "terms:",
        "terms: x",
        "terms: [a]",
        "terms: {pm: x}",
        "terms: {pm: {one: [x], many: {a: b}}}",
        "terms: {pm: {instead-of: x, one: y}}",
        "terms: {own: {instead-of: {}, one: y}}",
        "terms: {pm: {one: …, many: -}}",
    ],
)
def test_another_shape_is_refused_with_a_fix(problems, text):
    """Whatever stands under the key, an author gets a place and a fix, and no traceback."""
    assert all(line == 1 and key.startswith("terms") and fix for line, key, _, fix in problems(text + "\n"))


def test_a_form_that_the_team_has_not_stays_upstreams():
    """The forms for which a team has a word are renamed, and the others stay; a word that nobody explains is left out."""
    own = TeamTerms.model_validate({"pm": {"one": "owner"}, "gone": {"one": "x"}, "one-to-one": {"a": "a talk", "one": "talk"}})
    renames = resolve_renames(Vocabulary(KNOWN), own)
    assert {rename.key: dict(rename.words) for rename in renames} == {"pm": {"PM": "owner"}, "one-to-one": {"1:1": "talk", "a 1:1": "a talk"}}


def test_the_vocabulary_keeps_the_same_rules(tmp_path):
    """Upstream's words are refused as a team's are, and no two of them may say the same."""
    (tmp_path / "vocabulary.yml").write_text('pm: {one: PM, other: " PM"}\nvp: {}\nodd: {one: "a<b"}\n', encoding="utf-8")
    with pytest.raises(SourceErrors) as caught:
        read_vocabulary(tmp_path, tmp_path)
    assert [(problem.line, problem.key) for problem in caught.value.problems] == [(1, "pm.other"), (2, "vp"), (3, "odd.one")]


def test_the_overlay_is_part_of_the_check(project, written):
    """`make check` and every build report a problem in a team's words together with those in its ids."""
    written("terms: {pms: {one: owner}}\nhide: [no-such-id]\n")
    with pytest.raises(SourceErrors) as caught:
        load_checked_library(project.root, project.docs)
    assert [(problem.line, problem.key) for problem in caught.value.problems] == [(1, "terms.pms"), (2, "hide[0]")]
    assert '"pm"' in caught.value.problems[0].fix
