"""Blocks of Material's Markdown say in words what the theme says by colour, and need neither radio buttons nor English."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import markdown
import pytest

from handbook.i18n.strings import load_language
from tools.postbuild.markdown.blocks import finish_blocks
from tools.postbuild.markdown.components import add_components
from tools.postbuild.metadata.markdown_copy import MarkdownWriter
from tools.postbuild.site import Page, Site

ROOT = Path(__file__).parents[4]
EXTENSIONS = """admonition abbr footnotes def_list attr_list md_in_html tables toc pymdownx.details pymdownx.tasklist pymdownx.superfences
    pymdownx.blocks.admonition pymdownx.blocks.details pymdownx.blocks.tab pymdownx.blocks.caption pymdownx.tabbed""".split()
OPTIONS = {name: {"alternate_style": True} for name in ("pymdownx.tabbed", "pymdownx.blocks.tab")}


@pytest.fixture
def finished(site):
    """Return the article of a page of Markdown, in a language, after the step."""
    library = replace(site.library, root=ROOT, docs=ROOT / "docs", strings=load_language(ROOT, ROOT / "docs", "en"))
    project = Site(site.folder, ROOT, library=library)

    def finish(text: str, language: str = "en") -> str:
        article = markdown.markdown(text, extensions=EXTENSIONS, extension_configs=OPTIONS)
        page = Page("x/index.html", f'<head></head><body><article class="hb-text" lang="{language}">{article}</article></body>')
        finish_blocks(project, page)
        return page.body

    return finish


def words(html: str) -> str:
    """Return the text of some HTML."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def test_each_type_has_its_word(finished):
    """A block's type is a word, alone or before the author's own title, and none where the author left the title empty."""
    assert '<p class="admonition-title"><span class="hb-kind">Warning</span></p>' in finished("!!! warning\n    Text.")
    assert '<p class="admonition-title"><span class="hb-kind">Warning ·</span> Mind <em>it</em></p>' in finished('!!! warning "Mind *it*"\n    Text.')
    assert '<summary><span class="hb-kind">Tip ·</span> More</summary>' in finished('??? tip inline end "More"\n    Text.')
    assert '<span class="hb-kind">Bug ·</span> A heading</h2>' in finished("/// admonition | ## A heading\n    type: bug\n\nText.\n///")
    assert '<summary><span class="hb-kind">Tip</span></summary>' in finished('??? tip ""\n    Text.')
    assert '<span class="hb-kind">TL;DR</span>' in finished("!!! tldr\n    Text.")
    assert '<span class="hb-kind">Warning ·</span> Mind it' in finished('<div class="highlight"><pre>x</pre></div>\n\n!!! warning "Mind it"\n    Text.')
    for text in (
        '!!! note ""\n    Text.',
        '!!! pied-piper "Own"\n    Text.',
        "/// details | Plain\nText.\n///",
        "<details><summary>Note</summary>Text.</details>",
    ):
        assert "hb-kind" not in finished(text)


def test_the_words_are_in_the_language_of_the_page(finished):
    """A German page of an English handbook says Warnung; a French one says Warning, marked as English, since we have no French."""
    text = "!!! warning\n    Text[^1].\n\n[^1]: Note.\n\n![x](y)\n/// figure-caption\nA\n///"
    german, french = finished(text, "de"), finished(text, "fr")
    assert '<span class="hb-kind">Warnung</span>' in german and "Abbildung 1." in german and 'aria-label="Zurück zu Fußnote 1 im Text"' in german
    assert '<span class="hb-kind" lang="en">Warning</span>' in french


def test_every_panel_has_its_title(finished):
    """Tabs are panels with titles, sets within sets too; no radio button and no id is left that another set has as well."""
    outer = '=== "A"\n\n    One.\n\n    === "B"\n\n        Two.\n\n    ===+ "C & `c`"\n\n        Three.\n\n=== "D"\n\n    Four.\n'
    html = finished(f'{outer}\n\n/// tab | E\nFive.\n///\n\n/// tab | F\nSix.\n///\n\n!!! note\n\n    === "G"\n\n        Seven.\n')
    assert words(html) == "A One. B Two. C & c Three. D Four. E Five. F Six. Note G Seven."
    assert re.findall(r'<div class="tabbed-title">(.*?)</div>', html) == ["A", "B", "C &amp; <code>c</code>", "D", "E", "F", "G"]
    assert "<input" not in html and "__tabbed" not in html and "<label" not in html
    assert re.findall(r'data-hb-chosen><div class="tabbed-title">(.)', html) == ["A", "C", "G"]


def test_the_address_of_a_tab_is_kept(site, finished):
    """A link to a tab, where an engine gives tabs names of their own, leads to its panel."""
    page = Page(
        "x.html",
        '<article class="hb-text" lang="en"><input id="mac" name="__tabbed_1" type="radio" /><div class="tabbed-labels">'
        '<label for="mac">Mac</label></div><div class="tabbed-block"><p>One.</p></div></article>',
    )
    finish_blocks(site, page)
    assert (
        page.body
        == '<article class="hb-text" lang="en"><div class="tabbed-block" id="mac" data-hb-chosen><div class="tabbed-title">Mac</div><p>One.</p></div></article>'
    )


def test_every_box_has_its_label(finished):
    """A task's text is the label of its box, without the tasks below it, and in the page's Markdown a ticked box is ticked."""
    html = finished("- [x] One *two*\n    - [ ] Three\n- [ ] Four\n\n    Five\n\n- Six\n    - [ ] Seven")
    assert [words(label) for label in re.findall(r"<label>(.*?)</label>", html)] == ["One two", "Three", "Four", "Seven"]
    assert html.count("<input") == html.count("<label><input") == html.count('" disabled') == 4
    text = MarkdownWriter("", {}).write(Page("x.html", html).article)
    assert re.findall(r"[-] .*|  .*", text) == ["- [x] One *two*", "  - [ ] Three", "- [ ] Four", "  Five", "- Six", "  - [ ] Seven"]


def test_the_links_of_footnotes_have_names(finished):
    """The arrow back says where it leads, each where a note is named twice; the number says that it is a footnote."""
    html = finished("One[^b] two[^long] three[^b].\n\n[^b]: B.\n[^long]: C.")
    assert re.findall(r'aria-label="([^"]*)"', html) == [
        *("Footnote 1", "Footnote 2", "Footnote 1"),
        *("Back to footnote 1 in the text", "Back to footnote 1 in the text, reference 2", "Back to footnote 2 in the text"),
    ]
    assert "title=" not in html and "Jump" not in html


def test_an_abbreviation_is_spelled_out_once(finished):
    """Only the first of each abbreviation is marked for paper."""
    html = finished("OKR and OKR and NSM.\n\n*[OKR]: Objectives\n*[NSM]: North star")
    assert re.findall(r"<abbr[^>]*>", html) == [
        '<abbr class="hb-abbr" title="Objectives">',
        '<abbr title="Objectives">',
        '<abbr class="hb-abbr" title="North star">',
    ]


def test_a_page_without_such_blocks_is_left_alone(site, finished):
    """What our own templates write is not touched, and such a page loads no sheet and no script for blocks."""
    html = '<details class="hb-more"><summary class="hb-more__open">Why</summary><dl class="hb-x"><dt>a</dt></dl></details><figure class="hb-figure"></figure>'
    body = f'<div class="hb-page" data-md-component="content"><article class="hb-text" lang="en"><p>Plain.</p>{html}</article></div>'
    page = Page("x/index.html", body)
    for step in (finish_blocks, add_components):
        step(site, page)
    assert page.body == body
    page = Page("x/index.html", body.replace("Plain.", "<mark>Marked</mark>"))
    add_components(site, page)
    assert page.body.startswith('<link rel="stylesheet" href="../assets/stylesheets/markdown/blocks.css">\n<div class="hb-page"')
