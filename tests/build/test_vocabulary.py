"""A team's own words in a built site and in the PDFs: everywhere that a reader meets them, and nothing else has changed."""

import json
import re

import pytest

from handbook.content.models.vocabulary import Rename, read_vocabulary
from handbook.loader import read_library
from handbook.pdf.output import PdfFolder
from handbook.vocabulary.rewriter import VocabularyRewriter
from tests.support import pdf_reader, search_client, sites
from tests.support.html_reader import Page, pages, words

OVERLAY = """# The words of a fictional team.
terms:
  one-to-one: {one: check-in}
  sceptic: {one: doubter}
  chapter-name: {instead-of: {first: first steps, second: second steps}, first: opening moves, second: next moves}
  answer-name: {instead-of: {one: vague word, plan: plan, plans: plans}, one: foggy word, plan: course, plans: courses}
  set-figure: {instead-of: {one: square}, one: box}
  typo-made: {instead-of: {one: pause pont}, one: moment}
"""
OLD = re.compile(r"\b(1:1|sceptic|first steps|second steps|vague word|plans?|square)\b", re.IGNORECASE)
NEW = ("check-in", "doubter", "opening moves", "next moves", "foggy word", "course", "box")
# Attributes whose values are read or heard; all others are for machines.
SAID = {"alt", "aria-label", "content", "data-hb-catalogue", "data-hb-title", "data-hb-words", "title"}
AS_IS = {"script", "style", "blockquote", "code"}


def overlaid():
    """Return the fixture's project with the words of a team."""
    project = sites.fixture_project()
    (project / "docs" / "team").mkdir(exist_ok=True)
    (project / "docs" / "team" / "overlay.yml").write_text(OVERLAY, encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def plain(engine):
    """The fixture's pages with our words, by path."""
    return {page.path: page for page in pages(sites.fixture_site(engine))}


@pytest.fixture(scope="module")
def own(engine, plain):
    """The same site with the team's words."""
    project, url = overlaid(), sites.fixture_site(engine).url
    done = sites.build(project, engine, url)
    assert done.returncode == 0, done.stdout + done.stderr
    return sites.Site(project, project / "site", url, done.stdout + done.stderr)


def said(page):
    """Return all that a page says: the words of its text, of its attributes, and of the data that its scripts show."""
    found = []
    for element in page.elements():
        if element.tag not in AS_IS:
            found.append(element.text or "")
            found += [value for name, value in element.attrib.items() if name in SAID]
        found.append(element.tail or "")
    return found


def machine(page):
    """Return all that a page holds besides: each element with the attributes that nobody reads."""
    rows = [(element.tag, sorted((name, value) for name, value in element.attrib.items() if name not in SAID)) for element in page.elements()]
    # The foot of the sheet for paper has the page's words, and its file is named by them; a team's site has more in the joined sheet.
    return [row for row in rows if row[0] != "link" or ("rel", "stylesheet") not in row[1]]


def values(node):
    """Return every text in data from JSON."""
    if isinstance(node, dict):
        return [text for value in node.values() for text in values(value)]
    return [text for value in node for text in values(value)] if isinstance(node, list) else [node]


def test_a_reader_meets_the_teams_words_everywhere(own):
    """No page says an old word any more, in its text, its title, its figures, its labels or its scripts' words."""
    seen = set()
    for page in pages(own):
        texts = [text for text in said(page) if not text.startswith("{")]
        data = [json.loads(text) for text in said(page) if text.startswith("{")]
        held = " | ".join([*texts, *(str(text) for entry in data for text in values(entry) if not re.fullmatch(r"[a-z0-9./-]+", str(text)))])
        assert OLD.findall(re.sub(r"https?://\S+|\{\w+\}", "", held)) == [], page.path
        seen |= {word for word in NEW if word in held.lower()}
    assert seen == set(NEW)
    title = Page(own, "chapters/first-steps/index.html")
    assert words(next(element for element in title.elements() if element.tag == "h1")) == "Opening moves"


def test_nothing_else_has_changed(own, plain):
    """Ids, wording hashes, addresses and every other value stay, so that no answer of a reader is lost or called reworded."""
    count = 0
    for page in pages(own):
        assert machine(page) == machine(plain[page.path]), page.path
        count += sum("data-hb-rev" in element.attrib for element in page.elements())
    assert count > 40
    data = [
        [json.loads(element.attrib["data-hb-catalogue"]) for element in page.elements() if "data-hb-catalogue" in element.attrib]
        for page in (Page(own, "workbook/index.html"), plain["workbook/index.html"])
    ]
    ours, theirs = (entry[0]["chapters"] for entry in data)
    for key in ("slug", "url", "section"):
        assert [chapter[key] for chapter in ours] == [chapter[key] for chapter in theirs]
    controls = [
        [
            (block["kind"], block["anchor"], control["id"], control["rev"])
            for chapter in chapters
            for block in chapter["blocks"]
            for control in block["controls"]
        ]
        for chapters in (ours, theirs)
    ]
    assert controls[0] == controls[1] and "plan" in {kind for kind, *_ in controls[0]}


def test_a_search_finds_the_teams_words(own, engine):
    """The index holds the new words and none of the old, leads to the same places, and knows the new words by the old ones."""
    before, after = (search_client.places(folder) for folder in (sites.fixture_site(engine).folder, own.folder))
    assert [place.address for place in before] == [place.address for place in after]
    text = " ".join(f"{place.title} {place.where} {place.text}" for place in after)
    assert OLD.findall(text) == []
    assert "Opening moves" in text and "doubter" in text and "foggy word" in text
    assert ["sceptic", "doubter"] in search_client.piece(own.folder, "index.js")["same"]


def test_the_build_says_which_page_uses_which_word(own, engine):
    """The build prints a line for each renamed word and warns about one that appears nowhere; without renamed words it prints none."""
    lines = [line for line in own.log.splitlines() if line.startswith("Your words: ")]
    assert len(lines) == 5
    assert re.fullmatch(r"Your words: doubter for sceptic \(first-steps 2, toolkit/cheat-sheet-first-steps \d+, .*\)", lines[1])
    assert 'Warning: docs/team/overlay.yml:8: terms.typo-made: no page says "pause pont"' in own.log
    assert re.search('Did you mean .*"[Pp]ause point"', own.log)
    assert "Your words" not in sites.fixture_site(engine).log


def test_paper_says_the_teams_words():
    """The PDFs hold the new words and no old one, their fields keep their names, and a change of words makes them anew."""
    project = overlaid()
    assert sites.make(project, "sync").returncode == 0
    pdf_reader.write(project)
    for name in ("handbook-workbook.pdf", "first-steps.pdf"):
        book = pdf_reader.Book(project / "pdf" / name, ())
        text = "".join(page.get_textpage().get_text_bounded() for page in book.drawn) + (book.reader.metadata.title or "")
        assert OLD.findall(text) == []
        assert "doubter" in text and "Opening moves" in text
        hints = " ".join(str(widget.get("/TU", "")) for widget in book.widgets)
        assert "doubter" in hints and OLD.findall(hints) == []
        assert "answer-vague-feedback.when" in book.reader.get_fields()
    overlay = project / "docs" / "team" / "overlay.yml"
    assert not PdfFolder(project).outdated(read_library(project, project / "docs"))
    overlay.write_text(OVERLAY.replace("doubter", "critic"), encoding="utf-8")
    assert PdfFolder(project).outdated(read_library(project, project / "docs"))


def test_every_form_of_the_vocabulary_stands_somewhere():
    """A team finds in the vocabulary only words that the handbook says; one that went out of it is taken out there."""
    root = sites.ROOT
    forms = [Rename(f"{key}.{name}", {said: said}) for key, term in read_vocabulary(root / "docs", root).root.items() for name, said in term.items()]
    renaming, site = VocabularyRewriter(forms), sites.real_site().folder
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert renaming.html(text, path.relative_to(site).as_posix()) == text
    assert [form.key for form in forms if form.key not in renaming.replaced_keys] == []
