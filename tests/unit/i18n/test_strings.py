"""The words of the interface: one file a language, all with the same keys."""

import re

import pytest

from handbook.__main__ import main
from handbook.content.markdown.pages import read_page
from handbook.i18n import theme_strings
from handbook.i18n.completeness import problems
from handbook.i18n.strings import languages, plural_form, read_language
from handbook.loader import load_library
from handbook.render.practice import Renderer
from handbook.templating import PageWriter
from tests.support.sites import ROOT

ENGLISH = """language: en
direction: ltr
frame: {contents: Contents}
list:
  ticks: "{n} ticks in {place}"
  ticks-one: "1 tick in {place}"
  size: "{pages} pages"
  size-one: 1 page
  name: "{name}"
"""
GERMAN = """language: de
direction: ltr
frame: {contents: Inhalt}
list:
  ticks: "{n} Häkchen in {place}"
  ticks-one: "{n} Häkchen in {place}"
  size: "{pages} Seiten"
  size-one: 1 Seite
  name: "{name}"
"""


@pytest.fixture
def two(tmp_path):
    """Give a project with two small files of words; ``two(old, new)`` changes the German one and returns its problems."""
    folder = tmp_path / "docs" / "strings"
    folder.mkdir(parents=True)
    (folder / "en.yml").write_text(ENGLISH, encoding="utf-8")

    def change(old="", new=""):
        assert old in GERMAN
        (folder / "de.yml").write_text(GERMAN.replace(old, new), encoding="utf-8")
        return [str(problem) for problem in problems(tmp_path, tmp_path / "docs")]

    return change


def test_the_languages_that_ship_are_whole():
    """Every language says all that English says, with the same names to fill in, and nothing else."""
    assert {"de", "en"} <= set(languages(ROOT / "docs"))
    assert [str(problem) for problem in problems(ROOT, ROOT / "docs")] == []
    assert [str(problem) for problem in theme_strings.problems(ROOT, ROOT / "docs")] == []


def test_the_menu_is_translated():
    """Every group and named page of the menu, and every page of the workbook, has a title in each language."""
    nav = re.findall(r"^ +- ([A-Z][^:\n]*):", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    pages = [read_page(path, ROOT).front.data["title"] for path in sorted((ROOT / "docs" / "workbook").glob("*.md"))]
    for language in set(languages(ROOT / "docs")) - {"en"}:
        assert {*nav, *pages} - set(read_language(ROOT / "docs", ROOT, language).data["titles"]) == set()


def test_a_page_is_headed_with_its_name_in_the_menu():
    """Where the menu translates a page's name, so does its heading; the home page has the site's."""
    translated = {title for language in languages(ROOT / "docs") for title in read_language(ROOT / "docs", ROOT, language).data.get("titles", {})}
    pages = {path: read_page(path, ROOT) for path in (ROOT / "docs").rglob("*.md") if path != ROOT / "docs" / "index.md"}
    named = {path for path, page in pages.items() if page.front.data.get("title") in translated}
    assert len(named) > 8
    assert [path for path in named if "# {{ page_title() }}\n" not in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  name: ", "  nam: ", r"de.yml:4: list.name: is missing\n    fix: .*\"\{name\}\""),
        ("  name: ", "  nam: ", r'de.yml:9: list.nam: is not a word of the interface\n    fix: .*"name"'),
        ('"{name}"', "Name", r"de.yml:9: list.name: does not contain \{name\}"),
        ('"{name}"', '"{name} {nmae}"', r"list.name: has \{name\} and|list.name: has \{nmae\}, which nothing fills in\n    fix: Use \{name\}"),
        ('"{name}"', '"{name} {"', r"list.name: has an unmatched brace"),
        ('"{name}"', '""', r"list.name: is empty"),
        ('"{name}"', "[a, b]", r"list.name: is not the same kind"),
        ("size-one: 1 Seite", 'size-few: "{pages} S."', r"list.size-one: is missing"),
        ("size-one: 1 Seite", 'size-one: 1 Seite\n  size-few: "{pages} S."', r"list.ticks-few: is missing"),
        ("language: de", "language: en", r"de.yml:1: language: is not the name of its file\n    fix: Write `language: de`"),
        ("direction: ltr", "direction: left", r"de.yml:2: direction: is neither ltr nor rtl"),
        ("frame:", "titles: [Home]\nframe:", r"de.yml:3: titles: is not a list of titles"),
    ],
)
def test_what_a_translation_lacks_is_named(two, old, new, said):
    """A missing key, one too many, other names to fill in or a missing form of a count is told with its line and the fix."""
    assert two() == []
    assert re.search(said, "\n".join(two(old, new)))


def test_a_language_may_have_more_forms_of_a_count_or_fewer(two):
    """Polish has few and many, Japanese has no word for one: each says what it has, wherever something is counted."""
    more = '\n  ticks-few: "{n} Häkchen in {place}"\n  size-few: "{pages} Seiten"\n  name:'
    assert two("\n  name:", more) == []
    two("  size-one: 1 Seite\n", "")
    assert two('  ticks-one: "{n} Häkchen in {place}"\n  size: "{pages} Seiten"\n  size-one: 1 Seite\n', '  size: "{pages} Seiten"\n') == []


def test_all_problems_of_all_languages_are_told_at_once(two, tmp_path):
    """Who made three mistakes in two files hears of the three."""
    (tmp_path / "docs" / "strings" / "fr.yml").write_text("language: [\n", encoding="utf-8")
    said = "\n".join(two("list:\n", "list:\n  extra: x\n  more: y\n"))
    assert all(word in said for word in ("list.extra", "list.more", "fr.yml:"))


def test_the_interface_speaks_the_language_of_the_configuration(project):
    """A fork says which language; what that lacks is said in English, and counts take the form that it has."""
    (project.root / "mkdocs.yml").write_text("theme: {name: material, language: en}\nextra: {handbook: {content_language: en}}\n")
    (project.root / "team.yml").write_text("INHERIT: mkdocs.yml\ntheme: {language: de}\n")
    writer = PageWriter(load_library(project.root, project.docs), "index.md")
    assert (writer.text("language"), writer.text("content.language")) == ("de", "en")
    assert writer.text("block.why") == "Warum"
    assert writer.count("booklet.size", 1, pages=1, size=9) == "PDF, 1 Seite, 9 kB"
    assert writer.count("booklet.size", 2, pages=2, size=9) == "PDF, 2 Seiten, 9 kB"
    project.edit("strings/de.yml", "  why: Warum\n", "")
    assert PageWriter(load_library(project.root, project.docs), "index.md").text("block.why") == "Why"


def test_a_language_without_words_is_named_with_those_that_have_some(project, capsys):
    """A language that nobody has written stops the check, and says what there is."""
    (project.root / "mkdocs.yml").write_text("theme: {language: fr}\n")
    assert main(["check", "--root", str(project.root)]) == 1
    said = capsys.readouterr().err
    assert 'mkdocs.yml: theme.language: has no words for "fr"' in said
    assert '"de" or "en"' in said


def test_a_configuration_that_cannot_be_read_is_named(project):
    """A slip in team.yml is told with its line, and without a traceback."""
    (project.root / "team.yml").write_text("site_name: Ours\ntheme: {language: de\n")
    (problem,) = set(load_library(project.root, project.docs).problems)
    assert (problem.file, problem.line) == ("team.yml", 3)
    assert problem.message.startswith("cannot be read") and problem.fix


def test_the_forms_of_a_count_are_those_of_unicode():
    """A number takes the form that its language has for it; an unknown language has one form for all."""
    assert [plural_form("de", n) for n in (0, 1, 2)] == ["other", "one", "other"]
    assert [plural_form("pl", n) for n in (1, 2, 5)] == ["one", "few", "many"]
    assert (plural_form("ar-XB", 2), plural_form("ja", 1), plural_form("qqq", 1)) == ("two", "other", "other")


def test_the_templates_have_the_words_of_today(project, capsys):
    """Words that were changed and not brought to the templates stop the check, which says what to do."""
    (project.root / "overrides" / "partials").mkdir(parents=True)
    assert main(["sync", "--root", str(project.root)]) == 0
    made = (project.root / "overrides/partials/words/de.html").read_text(encoding="utf-8")
    assert '"frame.contents": "Inhalt"' in made
    project.edit("strings/de.yml", "  contents: Inhalt\n", '  contents: <Inhalt> & "mehr"\n')
    assert main(["check", "--root", str(project.root)]) == 1
    assert "overrides/partials/words/de.html: does not match docs/strings/de.yml\n    fix: Run `make sync`" in capsys.readouterr().err
    assert '"&lt;Inhalt&gt; &amp; &quot;mehr&quot;"' in theme_strings.render(project.root, project.docs, "de")


def test_a_block_says_which_of_its_texts_are_in_another_language(project):
    """On a chapter that says that it is German, a block of an English interface marks both; elsewhere nothing is marked."""
    source = "chapters/first-steps.md"
    assert " lang=" not in Renderer(load_library(project.root, project.docs), source).plan()
    project.edit(source, "section: opening\n", "section: opening\nlang: de\n")
    renderer = Renderer(load_library(project.root, project.docs), source)
    assert '<section class="hb-block hb-block--plan handbook" id="answer-vague-feedback" lang="en">' in renderer.plan()
    assert '<p class="hb-plan__intro" lang="de">' in renderer.plan()
    assert "{: .hb-behaviours__rate lang=en dir=ltr }" in renderer.language_attributes(".hb-behaviours__rate")
    project.edit(source, "lang: de\n", "lang: Deutsch\n")
    (problem,) = load_library(project.root, project.docs).problems
    assert (problem.key, problem.fix) == ("lang", "Write the language of the page, such as en or de.")
