"""The index of the search: which sections a page has, what is in the pieces, stop words and synonyms."""

from handbook.content.asked import asked_by_address
from handbook.content.models.search_terms import SearchTerms
from handbook.loader import read_library
from handbook.render.registry import load_checked_library
from tests.support import search_client
from tools.postbuild.site import Page
from tools.search.index import write_index
from tools.search.sections import sections_of

PAGE = """<head><meta name="description" content="What it&#39;s for."></head><body><nav>Frame</nav><article class="hb-text" lang="en">
<div class="hb-opening"><p><span class="hb-opening__part">Part 4</span> 8 min</p></div>
<h1 id="hiring">Hiring &amp; growing</h1><p>First <b>words</b>.</p>
<h2 id="why">Why</h2><p>A <span class="hb-term"><button class="hb-term__word">look</button><span class="hb-term__meaning">Meaning</span></span>, too, counts.</p>
<div class="hb-block hb-block--checklist" id="before-you-hire"><hb-checklist data-hb-words="{&#34;a&#34;:&#34;b>c&#34;}"><p class="hb-block__kicker">Checklist · Do</p>
<h3 class="hb-block__title" id="before-you-hire-title">Before you hire</h3><ul><li>One act<span class="hb-code">AAA-BBB</span></li><li>Another</li></ul>
<textarea>Default</textarea><div class="hb-foot">Saved</div></hb-checklist></div>
<p>After the list.</p>
<div class="hb-block hb-block--prompts" id="questions"><p class="hb-block__kicker">Questions for you</p>
<hb-prompt class="hb-prompt" id="ask-whom"><h3 class="hb-prompt__question" id="ask-whom-title">Whom did you ask?</h3></hb-prompt></div>
<h2 id="empty">Empty</h2>
</article></body>"""
WORDS = '<article lang="en"><h1>Glossary</h1><dl><dt class="hb-glossary__term" id="look">Look</dt><dd>Sight.</dd><dt class="hb-glossary__term" id="vote">Vote</dt><dd>No sight.</dd></dl></article>'


def read(html, path):
    """Return the language and the sections of a page."""
    return sections_of(Page(path, html), {})


def test_sections_are_what_a_reader_looks_for():
    """A page, a heading, a checklist, a question: each with its own text, without the frame and what scripts fill in."""
    language, found = read(PAGE, "a/index.html")
    assert language == "en" and {section.page for section in found} == {"Hiring & growing"} and {section.part for section in found} == {"Part 4"}
    assert [(section.address, section.kind, section.title, section.text) for section in found] == [
        ("a/", "", "Hiring & growing", "What it's for. First words."),
        ("a/#why", "", "Why", "A look, too, counts. After the list."),
        ("a/#before-you-hire", "Checklist", "Before you hire", "One act Another"),
        ("a/#ask-whom", "Questions for you", "Whom did you ask?", ""),
        ("a/#empty", "", "Empty", ""),
    ]
    assert [(section.address, section.title, section.text) for section in read(WORDS, "words/index.html")[1][1:]] == [
        ("words/#look", "Look", "Sight."),
        ("words/#vote", "Vote", "No sight."),
    ]
    assert read(PAGE.replace("What it&#39;s for.", "First words."), "a/index.html")[1][0].text == "First words.", "once, if the description is made of them"
    assert read("<p>Moved</p>", "old/index.html") == ("", [])


def test_what_an_author_excludes_is_not_found():
    """As in Material: a page, a heading with the text below it, or an element."""
    page = '<article lang="en"{}><h1>Page</h1><p>One <b data-search-exclude>secret</b></p><h2 id="in" data-search-exclude>In</h2><p>Two</p><h2 id="out">Out</h2></article>'
    assert [(section.address, section.text) for section in read(page.format(""), "a/index.html")[1]] == [("a/", "One"), ("a/#out", "")]
    assert read(page.format(" data-search-exclude"), "a/index.html") == ("", [])


def test_an_index_is_the_same_bytes_each_time(tmp_path):
    """Writing it again gives the same files and leaves no old one; words of titles and renamed words are weighed and known."""
    pages = [read(PAGE, "a/index.html"), read(WORDS, "words/index.html")]
    terms = {"en": SearchTerms(stop="a the", same=[["pm", "product manager"]], typed={"vote, no sight": "choose, elect"})}
    written = []
    for _ in range(2):
        assert write_index(tmp_path, pages, terms, [("Look", "Glance"), ("vote", "vote")]) == 8
        written.append({path.name: path.read_bytes() for path in (tmp_path / "search").iterdir()})
        (tmp_path / "search" / "piece.00000000.js").write_text("old")
    assert written[0] == written[1]
    index = search_client.piece(tmp_path, "index.js")
    assert index["same"] == [["pm", "product manager"], ["look", "glance"]] and index["count"] == 8 and index["pages"] == [0, 5]
    assert [place.where for place in search_client.places(tmp_path)][:3] == ["Part 4", "Part 4: Hiring & growing", "Checklist · Part 4: Hiring & growing"]
    words = {word: posting for data in search_client.pieces(tmp_path, "words") for word, posting in data.items()}
    assert words["vote"][::2] == [7] and words["look"][::2] == [1, 5]  # the second as the distance from the first
    assert index["typed"] == [[["choose", "elect"], ["vote", "no sight"]]] and "no sight" in words, "a phrase that is meant is looked for"
    assert words["look"][3] > words["look"][1], "a word weighs more in a title"
    assert "a" in words and words["a"][::2] == [0, 1, 1, 1, 1], "a stop word is kept for titles and addresses only"


def test_how_people_ask_is_kept_beside_the_texts(project, tmp_path):
    """A question in front matter, at a heading, a checklist, a sheet or a word leads there, and no text of a result has it."""
    project.edit("chapters/first-steps.md", "section: opening", "section: opening\nasked: [zebra]\nasked_headings: {what-changes: [yak or 1:1 gnu]}")
    project.edit("chapters/first-steps.yml", "kind: do-confirm", "kind: do-confirm\n    asked: [ibex]")
    project.edit("chapters/second-steps.yml", "slug: step-card", "slug: step-card\n    asked: [okapi]")
    project.edit("glossary.yml", "  means:", "  asked: [lynx]\n  means:")
    asked = asked_by_address(load_checked_library(project.root, project.docs))
    assert asked == {
        "chapters/first-steps/": ["zebra"],
        "chapters/first-steps/#what-changes": ["yak or 1:1 gnu"],
        "chapters/first-steps/#check-the-first-thing": ["ibex"],
        "toolkit/step-card/": ["okapi"],
        "guide/glossary/#pause-point": ["lynx"],
    }
    language, sections = sections_of(Page("a/index.html", PAGE), {"a/#why": ["does it count"]})
    assert [section.asked for section in sections] == [[], ["does it count"], [], [], []]
    write_index(tmp_path, [(language, sections)], {})
    words = {word: posting for data in search_client.pieces(tmp_path, "words") for word, posting in data.items()}
    index = search_client.piece(tmp_path, "index.js")
    assert index["asked"] == [[0, "2"], [1, "3"]], "of the page by its title, and of the second section, in three words"
    assert words["count"] == [index["count"] + 1, 99], "the second number after the sections"
    assert not [place for place in search_client.places(tmp_path) if "does it count" in place.text + place.title]


def test_how_people_ask_is_checked(project):
    """A phrase that the search would never read so is a fault, with its line and its mend."""
    words = "en:\n  stop: a the\n  same:\n    - [pm, Product-Manager]\n    - [alone]\n  typed:\n    mentor: boss, Coach\n"
    (project.docs / "search.yml").write_text(words, encoding="utf-8")
    faults = sorted(fault for fault in read_library(project.root, project.docs).problems if fault.file == "docs/search.yml")
    assert [(fault.line, fault.key) for fault in faults] == [(4, "en.same[0][1]"), (5, "en.same[1]"), (7, "en.typed.mentor")]
    assert "Write it as `product manager`" in str(faults[0])


def test_a_team_adds_its_words(project):
    """A team's own file adds to ours, also for what we have a line for and in another language; a wrong line is a fault of that file."""
    (project.docs / "search.yml").write_text("en:\n  stop: a the\n  same:\n    - [pm, product manager]\n  typed:\n    mentor: coach\n", encoding="utf-8")
    own = project.docs / "team" / "search.yml"
    own.parent.mkdir(exist_ok=True)
    own.write_text("en:\n  same:\n    - [prb, product review]\n  typed:\n    mentor: buddy\nja:\n  stop: これは\n", encoding="utf-8")
    terms = read_library(project.root, project.docs).search_terms
    assert terms["en"] == SearchTerms(stop="a the", same=[["pm", "product manager"], ["prb", "product review"]], typed={"mentor": "coach, buddy"})
    assert terms["ja"].stop == "これ れは", "as the search reads it"
    own.write_text("en:\n  same: PRB\n  synonyms: {}\nGerman: {}\n", encoding="utf-8")
    faults = [fault for fault in read_library(project.root, project.docs).problems if fault.file == "docs/team/search.yml"]
    assert sorted(fault.line for fault in faults) == [2, 3, 4]


def test_a_wiki_in_a_language_without_terms_leaves_ours(tmp_path):
    """However many its pages are, the words of the other languages are still used, with the endings of the most common of these."""
    pages = [read(PAGE.replace('lang="en"', f'lang="{language}"'), f"{n}/index.html") for n, language in enumerate(["en", "ja", "ja", "de", "en"])]
    write_index(tmp_path, pages, {"en": SearchTerms(stop="the"), "de": SearchTerms(stop="der", same=[["ziel", "okr"]])})
    index = search_client.piece(tmp_path, "index.js")
    assert (index["language"], index["stop"], index["same"]) == ("en", ["the", "der"], [["ziel", "okr"]])


def test_a_teams_headings_are_how_people_ask_for_them(tmp_path):
    """A title of a team's page or heading is a question for its place, elsewhere only the page's; what no page answers leads to the place after the last."""
    terms = {"en": SearchTerms(stop="a the", same=[], elsewhere=["the hotel"])}
    for path, questions in (("a/index.html", [[0, "2"], [5, "1"]]), ("team/index.html", [[0, "2"], [1, "1"], [1, "3"], [1, "4"], [1, "1"], [1, "1"]])):
        write_index(tmp_path, [read(PAGE, path)], terms)
        index = search_client.piece(tmp_path, "index.js")
        assert index["asked"] == questions
        assert index["team"] == ([0] if path.startswith("team") else [])
