"""What is read of a page: its title, its headings and their anchors."""

from types import SimpleNamespace

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.extensions.toc import slugify as slugify_of_markdown

from handbook.checks.front_matter import front_matter_problems
from handbook.content.markdown.headings import plain_text, slugify
from handbook.content.markdown.pages import read_page, readable_name
from handbook.errors import SourceErrors
from handbook.page_extension import PageExtension, page_metadata

TITLES = {
    "---\ntitle: 1:1\n---\n# Another": "1:1",
    "---\ntitle: 2026-11-22\n---\n": "2026-11-22",
    "---\ntitle: No\n---\n": "No",
    "---\ntitle: 1.10\n---\n": "1.10",
    "---\ntitle: 007\n---\n": "007",
    "---\n---\n\nText.": "On-call rota",
    "Text.\n\n# The *first* `heading` { #x }\n\n# Second": "The first heading",
    "```\n# a comment\n```\n\n    # code\n\n# Real": "Real",
    "Setext\n======\n\nText.": "Setext",
    '<h1 align="center"><img src="x.png"> Ours</h1>': "Ours",
    "# :rocket: [Start](x.md) & \\*go\\* &lt;now&gt;": "Start & *go* <now>",
    "<!--\n# Hidden\n-->\n\n# Real": "Real",
    "## Only second": "On-call rota",
    "# {{ config.site_name }}": "On-call rota",
    "Note: all of this is text.": "On-call rota",
}
HEADINGS = [
    "目标",
    "Цели",
    "Über uns",
    "Über uns",
    "हिन्दी में",
    "مرحبا",
    "👍",
    "???",
    "Snake_case and *stars*",
    "`code` [link](x.md)",
    "One { #two }",
    "Two",
    "Q&A",
]


def read(tmp_path, text, name="on-call_rota.md"):
    """Return a page of this text."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return read_page(path, tmp_path)


@pytest.mark.parametrize("text", TITLES)
def test_a_page_needs_no_front_matter(tmp_path, text):
    """A page is called as its front matter says, letter by letter; or as its first heading; or as its file."""
    page = read(tmp_path, text)
    assert page.title == TITLES[text] == page.metadata["title"]


def test_a_file_has_a_readable_name():
    """A page without any title is called by its file, an index by its folder."""
    names = {"docs/team/growing-the-team.md": "Growing the team", "docs/team/on-call/index.md": "On call", "docs/x/README.md": "X", "docs/FAQ.md": "FAQ"}
    assert {file: readable_name(file) for file in names} == names


def test_the_language_of_a_page_is_what_its_author_typed(tmp_path):
    """`no` is Norwegian, and Arabic is read from the right."""
    for language, direction in {"no": "ltr", "ar": "rtl", "he": "rtl", "fa-IR": "rtl", "ur": "rtl", "arn": "ltr", "xx": "ltr"}.items():
        told = page_metadata(read(tmp_path, f"---\nlang: {language}\n---\n", f"{language}.md"), tmp_path, tmp_path)
        assert (told["lang"], told["direction"]) == (language, direction)


def test_anchors_are_those_of_the_built_page(tmp_path):
    """Each heading has an anchor of its own that keeps its letters, the same in what we read and in what the engine writes."""
    text = "# Top\n\n" + "\n\n".join(f"## {heading}" for heading in HEADINGS)
    md = markdown.Markdown(extensions=["toc", "attr_list", PageExtension()])
    md.convert(text)
    built = [token["id"] for token in md.toc_tokens[0]["children"]]
    assert [heading.anchor for heading in read(tmp_path, text).headings] == built
    assert len(set(built)) == len(built)
    assert built[:4] == ["目标", "цели", "uber-uns", "uber-uns_1"] and "_1" in built


@settings(max_examples=300)
@given(st.text(alphabet=[chr(code) for code in [*range(0x2B0), *range(0x1E00, 0x1F00)]], max_size=40))
def test_latin_headings_keep_the_anchors_they_had(text):
    """Links to a heading in a Latin script arrive as they did in the wiki: `#groe` for Größe, since MkDocs drops ß, ø and the like."""
    assert slugify(text) == slugify_of_markdown(text, "-")


def test_markup_is_no_part_of_a_title():
    """A title is text, whatever its heading is made of."""
    assert (
        plain_text("Use `a*b` & *it* [x](y) <b>c</b> :material-foo: snake_case _em_ 10:30:00 ![logo](x.png)[^1]") == "Use a*b & it x c snake_case em 10:30:00"
    )


def test_a_macro_of_the_page_itself_is_no_unknown_name(tmp_path):
    """What a page defines with {% macro %} it may call, and what it uses inside is no variable of ours."""
    path = tmp_path / "page.md"
    path.write_text("{% macro badge(text) %}**{{ text }}**{{ caller() if caller else '' }}{% endmacro %}\n{{ badge('new') }} {{ other }}\n", encoding="utf-8")

    assert set(read_page(path, tmp_path).names) == {"other"}


@pytest.mark.parametrize("text", ["---\n\n# After a line\n\n---\n", "---\n\nText\n\n---\n", "---\n- a\n---\n"])
def test_a_line_across_the_top_is_not_taken_for_front_matter_in_silence(tmp_path, text):
    """What an engine reads as front matter, and its author did not mean as such, is named with what to write."""
    with pytest.raises(SourceErrors, match=r"(?s)on-call_rota\.md:1: opens front matter.*`\*\*\*`"):
        read(tmp_path, text)


def test_a_frame_that_is_not_there_is_named(tmp_path):
    """A page written for Material may name a template of the old site, of which MkDocs says only that it is not found."""
    library = SimpleNamespace(root=tmp_path, by_source={}, config=SimpleNamespace(upstream_pages=()))
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides/main.html").touch()
    pages = [read(tmp_path, f"---\ntemplate: {name}\n---\n# A\n", f"docs/team/{name[:1]}.md") for name in ("main.html", "home.html", "..")]
    said = [str(problem) for page in pages for problem in front_matter_problems(library, page)]
    assert len(said) == 2 and said[0].startswith('docs/team/h.md:2: template: "home.html" is no file in overrides/') and "docs/team/..md:2" in said[1]
