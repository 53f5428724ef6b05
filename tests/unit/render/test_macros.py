"""What the macros write into a page."""

import html
import json
import re
from html.parser import HTMLParser

import pytest

from handbook.loader import load_library
from handbook.render.practice import Renderer
from handbook.templating import escape_markdown, json_attribute

PAGE = "chapters/first-steps.md"


@pytest.fixture
def renderer(project):
    """Give a renderer for the first chapter of the fixture."""
    return Renderer(load_library(project.root, project.docs), PAGE)


BLOCKS = {
    "checklist": ("check-the-first-thing",),
    "prompts": (),
    "plan": (),
    "scenario": (),
    "figure": ("square", "A caption"),
    "today": (),
    "all_sources": (),
    "all_terms": (),
}


class Tags(HTMLParser):
    """Collects start tags, ids and attributes, and checks that tags close in order."""

    VOID = {"input", "br", "img", "meta", "link", "rect", "path", "circle", "line"}

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def parsed(text):
    """Return the tags of a piece of HTML."""
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    return tags.tags


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_is_one_line_in_a_block_level_tag(renderer, name):
    """Python-Markdown leaves a block whole only if it is one line that starts with a block tag."""
    text, _, after = getattr(renderer, name)(*BLOCKS[name]).partition("\n\n")
    assert not after or after.startswith("[All the checklists")  # the link below the last checklist is Markdown

    assert "\n" not in text
    assert re.match(r"<(div|section|figure|dl)\b", text)
    parsed(text)


def test_what_an_author_typed_is_shown_as_text(renderer):
    """Markup and braces in an item reach the reader as they were typed, and never run."""
    text = renderer.checklist("check-the-first-thing")

    assert "<script" not in text
    assert "Show <script>alert(1)</script> and {{ braces }} as *text* & nothing else." in html.unescape(text)


def test_every_answer_has_a_name_for_assistive_technology(renderer):
    """No input, text field or choice is without a label."""
    for name in ("checklist", "prompts", "plan", "scenario"):
        tags = parsed(getattr(renderer, name)(*BLOCKS[name]))
        labels = {attrs["for"] for tag, attrs in tags if tag == "label"}
        ids = {attrs.get("id") for _, attrs in tags}
        for tag, attrs in tags:
            if tag in ("input", "textarea"):
                assert attrs["id"] in labels or attrs.get("aria-labelledby") in ids
                if attrs.get("type") in ("date", "time"):
                    continue  # a plan's day is its own element's, which knows the entry and where it stands
                assert re.fullmatch(r"[a-z0-9.-]+", attrs["data-hb-id"])
                assert re.fullmatch(r"[0-9a-f]{8}", attrs["data-hb-rev"])


def test_rewording_changes_the_hash_and_reflowing_does_not(project):
    """A reader is told of a rewording, and not of a line break moved in a file."""
    file = "chapters/first-steps.yml"

    def rev():
        text = Renderer(load_library(project.root, project.docs), PAGE).checklist("check-the-first-thing")
        return re.search(r'data-hb-id="book-a-date"\s+data-hb-rev="(\w+)"', text)[1]

    before = rev()
    project.edit(file, "text: Book a date to look again.", "text: >\n          Book a date\n          to look again.")
    reflowed = rev()
    project.edit(file, "to look again.", "to look once more.")

    assert reflowed == before
    assert rev() != before


def test_an_item_that_was_renamed_says_its_old_id(project):
    """Answers under an old id are found, because the page says what the item was called."""
    text = Renderer(load_library(project.root, project.docs), "chapters/second-steps.md").checklist("follow-the-steps")

    assert 'data-hb-id="read-the-first-step" data-hb-was="speak-the-first-step"' in text


def test_a_citation_leads_to_the_sources_page(renderer):
    """A citation is a Markdown link to the work's entry on the Sources page."""
    assert renderer.cite("DOE20", "ROE21") == r"([Doe, 2020](../guide/sources.md#doe20){ .hb-cite }; [Roe, 2021](../guide/sources.md#roe21){ .hb-cite })"


def test_the_chapter_lists_what_it_and_its_practice_cite(renderer):
    """The list at the end holds works cited in the text and in the practice, once each."""
    text = renderer.sources()

    assert text.count("doe20") == 2  # its anchor and its link
    assert text.count('id="source-roe21"') == 1
    assert r"On doing \[things\] with \*stars\*" in text


def test_the_margin_holds_headings_and_practice_in_their_order(renderer):
    """The margin shows where practice waits, in the order of the page."""
    anchors = re.findall(r'hb-progress__link" href="#([^"]+)"', renderer.opening())

    assert anchors == [
        "why-it-matters",
        "what-changes",
        "how-to-do-it",
        "check-the-first-thing",
        "questions-notice-what-changed",
        "answer-vague-feedback",
        "where-it-goes-wrong",
        "choose-a-door",
        "when-not-to",
        "what-we-do-not-know",
    ]


def test_an_element_carries_the_words_it_says(renderer):
    """An element's words travel with it, so that no script holds a sentence."""
    words = parsed(renderer.checklist("check-the-first-thing"))[1][1]["data-hb-words"]

    assert json.loads(words)["checklist"]["undo"] == "Undo"


def test_data_in_single_quotes_comes_back_as_it_was():
    """What an attribute holds in single quotes ends at none of its own signs, and a double quote costs one byte."""
    data = {"said": """It's <b>"R&D"</b> &#34;&amp;amp; \\ …"""}
    told = json_attribute(data)

    assert parsed(f"<p data-said='{told}'></p>") == [("p", {"data-said": json.dumps(data, ensure_ascii=False, separators=(",", ":"))})]
    assert told.startswith('{"said":"It') and not set("'<>") & set(told)


def test_an_answer_starts_empty(renderer):
    """No text field holds default text: it would land in the search index."""
    for name in ("prompts", "plan"):
        assert re.findall(r"<textarea[^>]*>([^<]*)</textarea>", getattr(renderer, name)()) != []
        assert not any(re.findall(r"<textarea[^>]*>([^<]*)</textarea>", getattr(renderer, name)()))


def test_a_missing_id_is_named_with_its_page(renderer):
    """A macro's own error names the page, because Zensical's does not."""
    with pytest.raises(ValueError, match=r"chapters/first-steps\.md.*check-the-first-thing"):
        renderer.checklist("check-the-thing")


def test_markdown_shows_escaped_text_as_it_is():
    """Text that goes through Markdown comes out as it went in."""
    from markdown import markdown

    text = r"a *b* _c_ `d` [e](f) <g> & h # 1. \ | ~x~ {y}"

    assert html.unescape(markdown(escape_markdown(text))) == f"<p>{text}</p>"


def test_a_template_has_its_sheet_its_example_and_the_way_back(project):
    """A toolkit page holds the empty fields, the filled-in example as text, and a link to the chapter that teaches it."""
    text = Renderer(load_library(project.root, project.docs), "toolkit/step-card.md").template("fill-the-step-card")
    title, uses, sheet, example, back = text.split("\n\n")

    assert title == "# Step card"
    assert "When you walk alone." in uses
    assert re.findall(r'data-hb-id="([^"]+)"', sheet) == ["name-the-next-step", "name-who-follows", "date-the-step", "say-what-stops-it", "book-the-look-back"]
    assert "Roe &lt;b&gt;&amp;&lt;/b&gt; Doe." in example
    assert back.endswith(r"[Second steps](../chapters/second-steps.md).")
    for block in (uses, sheet, example):
        parsed(block)


def test_a_chapter_leads_to_its_templates_and_shows_its_behaviours(project):
    """The chapter links to each sheet that it teaches, and shows all five levels of each behaviour."""
    renderer = Renderer(load_library(project.root, project.docs), "chapters/second-steps.md")

    assert "[Step card](../toolkit/step-card.md)" in renderer.templates()
    anchors = re.findall(r"<dt>(\d)</dt><dd>([^<]+)</dd>", renderer.behaviours())
    assert [level for level, _ in anchors] == list("01234") * 2
    parsed(renderer.behaviours())
