"""The extension that keeps our macros' HTML from Markdown's parsers: faster, and the same pages."""

import re
from html import unescape
from pathlib import Path

import markdown
import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from handbook import markdown_extension
from handbook.markdown_extension import PRIORITY, HandbookExtension, ShareAbbreviations, StashMacroHtml, is_macro_html

OTHERS = ["abbr", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.superfences", "pymdownx.betterem", "pymdownx.details"]
TEMPLATES = sorted(Path(markdown_extension.__file__).with_name("templates").glob("*.html"))
BLOCK = '<div class="hb-block" id="one"><div><h2 id="two">Who\'s *in*? [^1]</h2><p>a <a href="../x/">b</a> &amp; {: .c}</p></div></div>'
PAGES = {
    "between paragraphs": f"# Title\n\nA *b*\n\n{BLOCK}\n\nc",
    "alone": BLOCK,
    "last, with a line break": f"a\n\n{BLOCK}\n",
    "a section": f"a\n\n<section{BLOCK[4:-6]}</section>\n\nb",
    "twice": f"{BLOCK}\n\n{BLOCK}\n",
    "directly after a paragraph": f"a\n{BLOCK}\n\nb",
    "directly before a paragraph": f"{BLOCK}\nb",
    "in a list": f"- a\n\n    {BLOCK}\n\n- b",
    "in a fence": f"```\n\n{BLOCK}\n\n```\n",
    "inside an element with Markdown": f'<div class="hb-lead" markdown>\n\na *b*\n\n{BLOCK}\n\nc\n\n</div>\n\nd',
    "inside an element without": f"<section>\n\n{BLOCK}\n\n</section>\n\nd",
    "after such an element": f'<div class="hb-lead" markdown>\n*b* <div>c</div>\n</div>\n\n{BLOCK}\n\nd',
    "in a comment": f"<!--\n\n{BLOCK}\n\n-->\n\nd",
    "after a line break": f"a\n\n<br>\n\n{BLOCK}\n\nd",
    "with Markdown inside": '<div class="hb-x" markdown>*a*</div>\n\nb',
    "two elements on a line": '<div class="hb-x">a</div> *and* <div class="hb-x">b</div>\n\nc',
    "never closed": '<div class="hb-x"><div>a</div>\n\n*b*',
    "an author's own": "<div><p>*a*</p></div>\n\n*b*",
    "a footnote elsewhere": f"a[^1]\n\n{BLOCK}\n\n[^1]: c",
}


class Stash(markdown.Extension):
    """Only what keeps our macros' HTML from the parsers."""

    def extendMarkdown(self, md):  # noqa: N802 (the name is Python-Markdown's)
        """Register it."""
        md.preprocessors.register(StashMacroHtml(md), "stash", PRIORITY)


def render(text, *extensions):
    """Render a page as MkDocs does; return its HTML and the ids that links may name."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "markdown_extensions": OTHERS})
    assert config.validate() == ([], [])
    config["markdown_extensions"] = [*config["markdown_extensions"], *extensions]
    file = File("page.md", src_dir=None, dest_dir="site", use_directory_urls=True)
    page = Page(None, file, config)
    page.markdown = text
    page.render(config, Files([file]))
    return page.content, page.present_anchor_ids, [item.id for item in page.toc]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_the_same_with_and_without_the_extension(name):
    """The HTML, the ids that a strict build lets links name, and the contents of a page do not change."""
    assert render(PAGES[name], Stash()) == render(PAGES[name])


def test_a_block_on_a_line_of_its_own_is_stashed():
    """No parser of HTML sees what a macro returned, or the extension would gain nothing."""
    md = markdown.Markdown(extensions=OTHERS)
    seen = StashMacroHtml(md).run(["a", "", BLOCK, "", "b"])
    assert "<div" not in "".join(seen)
    assert md.htmlStash.rawHtmlBlocks == [f"{BLOCK}\n"]


@pytest.mark.parametrize("path", [path for path in TEMPLATES if '"hb-block ' in path.read_text()], ids=lambda path: path.stem)
def test_the_block_of_each_template_is_stashed(path):
    """Whatever element a template makes a block of: else the engines parse hundreds of tags of each page in Python, twice."""
    for element in re.findall(r'<([\w-]+) class="hb-block ', path.read_text(encoding="utf-8")):
        assert is_macro_html(f'<{element} class="hb-block" id="one">a</{element}>')


@pytest.mark.parametrize(
    "line",
    [
        '<div class="hb-x">a</div> b',
        '<div class="hb-x"></div><div></div>',
        '<div class="hb-x">',
        '<div class="hb-x" markdown>a</div>',
        "<div>a</div>",
        BLOCK[1:],
    ],
)
def test_anything_else_is_left_to_markdown(line):
    """Only one whole element of ours is taken: an author's HTML and half an element go the usual way."""
    assert not is_macro_html(line)
    assert is_macro_html(BLOCK)


def test_a_team_shares_its_abbreviations(tmp_path, monkeypatch):
    """What docs/team/abbreviations.md says counts on every page, unless the page says otherwise; nothing else of it shows, and code keeps its letters."""
    monkeypatch.setattr(ShareAbbreviations, "file", tmp_path / "abbreviations.md")
    text = "# OKR and NSM\n\n`OKR`\n\n*[NSM]: Never say maybe"
    plain = render(text, HandbookExtension())[0]
    assert "Objectives" not in plain and "Never" in plain
    ShareAbbreviations.file.write_text("\ufeff# Ours\n\nSome words.\n\n*[OKR]: Objectives\n*[NSM]: North star\n", encoding="utf-8")
    html, _, contents = render(text, HandbookExtension())
    assert html == plain.replace(">OKR and", '><abbr title="Objectives">OKR</abbr> and') and contents == ["okr-and-nsm"]


@pytest.mark.parametrize(
    "text",
    [
        "a <!-- secret --> b",
        "<!-- secret\n\n# secret\n\n-->\n\n# A",
        "!!! note\n\n    <!-- secret\n\n    ```\n    secret\n    ```\n\n    secret -->\n\n    a",
        "- a\n\n    <!-- secret\n\n    secret -->\n\n- b",
        "| a |\n| - |\n| b <!-- secret --> |",
        "`<!--` a <!-- secret --> b",
        "<div>\n<!-- secret -->\na</div>",
        "<div markdown>\n\n<!-- secret\n\nsecret -->\n\na\n\n</div>",
        "a <!-- ` secret --> ` b <!-- secret ` -->",
    ],
)
def test_the_text_of_a_comment_is_not_published(text):
    """What an author hides stays in the source, wherever it is; the page is otherwise what it would be with an empty comment."""
    html = markdown.markdown(text, extensions=["admonition", *OTHERS, HandbookExtension()])
    assert "secret" not in html and "a" in html and "--&gt;" not in html


def test_a_comment_in_code_is_shown():
    """A comment in code is code, and the marks where a post's summary ends and where tags are listed are left for their plugins."""
    text = "`<!-- a -->`\n\n```html\n<!-- b -->\n```\n\n    <!-- c -->\n\n<!-- more -->\n\n<!-- material/tags { scope: true } -->"
    html = markdown.markdown(text, extensions=[*OTHERS, HandbookExtension()])
    assert all(shown in html for shown in ("&lt;!-- a --&gt;", "<!-- more -->", "<!-- material/tags { scope: true } -->")) and html.count("!--") == 5


def test_marks_of_an_editor_stay_in_code():
    """Code shows critic's marks as they were typed, in fences, spans and indented blocks, and text is marked by them."""
    typed = ["{++a++}", "{--b--}", "{>>c<<}", "{~~d~>e~~}", "{==f==}"]
    spans = " and ".join(f"`{mark}`" for mark in typed)
    html = markdown.markdown(
        f"{{++new++}} {spans}\n\n- {{--x `++}}` --}}\n\n        {typed[1]}\n\n{{>> `{typed[0]}` <<}}\n\n```\n{typed[4]}\n```\n",
        extensions=["pymdownx.critic", "pymdownx.superfences", HandbookExtension()],
        extension_configs={"pymdownx.critic": {"mode": "view"}},
    )
    codes = [unescape(code) for code in re.findall(r"<code>(.*?)\s*</code>", html)]
    assert codes == [*typed, "++}", typed[1], typed[4]]
    assert ">new</ins>" in html and html.count("</del>") == 1 and "`{++a++}` </span>" in html


FOLDED = "<details open>\n<summary>See <b>all</b></summary>\n\n- *one*\n\n## Inside\n\n</details>\n\n*after*\n"
AS_HTML = {
    "no blank line": "<details>\n<summary>a</summary>\n- *b*\n</details>\n",
    "HTML before it": "<details>\n<summary>a</summary>\n<p>b</p>\n\n- *c*\n\n</details>\n",
    "HTML alone": "<details>\n<summary>a</summary>\n\n<table>\n\n    <tr><td>b</td></tr>\n\n</table>\n\n</details>\n",
    "never closed": "<details>\n<summary>a</summary>\n\n- *b*\n",
    "in HTML": "<div>\n\n<details>\n<summary>a</summary>\n\n- *b*\n\n</details>\n\n</div>\n",
    "in one that is HTML": "<details>\n<summary>a</summary>\n<p>b</p>\n<details>\n\n- *b*\n\n</details>\n</details>\n",
    "indented": "<div>\n\n  <details>\n  <summary>a</summary>\n\n- *b*\n\n  </details>\n\n</div>\n",
}


def test_markdown_in_details_is_read_where_a_blank_line_says_so():
    """As on GitHub: a summary, a blank line, Markdown; also when one is inside another."""
    html = markdown.markdown(FOLDED, extensions=[*OTHERS, HandbookExtension()])
    assert "<li><em>one</em></li>" in html and '<h2 id="inside">Inside</h2>' in html and html.endswith("<p><em>after</em></p>")
    assert "<details open=" in html and "<summary>See <b>all</b></summary>" in html and "markdown" not in html
    inner = FOLDED.replace("*after*\n", "")
    assert "<em>one</em>" in markdown.markdown(f"<div>a</div>\n\n{FOLDED}", extensions=[*OTHERS, HandbookExtension()])
    nested = markdown.markdown(f"<details>\n<summary>a</summary>\n\n*b*\n\n{inner}\n</details>\n\n*c*\n", extensions=[*OTHERS, HandbookExtension()])
    assert nested.count("<em>") == 3 and nested.count("</details>") == 2 and "markdown" not in nested


@pytest.mark.parametrize("text", AS_HTML.values(), ids=AS_HTML)
def test_other_details_are_html(text):
    """Where no blank line follows the summary, or there is nothing to read, all stays as it was."""
    assert markdown.markdown(text, extensions=[*OTHERS, HandbookExtension()]) == markdown.markdown(text, extensions=OTHERS)
