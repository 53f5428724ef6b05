"""What is left out of the HTML that an author writes, and that macros keep theirs."""

import markdown
import pytest

from handbook.author_html import LEFT_OUT, cleaned, note_macro_html
from handbook.markdown_extension import HandbookExtension

BOX = '<div class="hb-block"><hb-checklist data-hb-block="do"><input type="checkbox" name="group" id="do-box" data-hb-id="do"><label for="do-box">Do</label></hb-checklist></div>'


def convert(text):
    """Convert a page as the engines do; plain Python-Markdown does not know its path, which is "" here."""
    return markdown.markdown(text, extensions=["attr_list", "md_in_html", "toc", HandbookExtension()])


@pytest.mark.parametrize(
    ("text", "names", "gone"),
    [
        ('<form action="https://a.example"><input></form>', "form", "<form"),
        ('<svg><foreignObject><FORM\naction="x"></form></foreignObject></svg>', "form", "form"),
        ('<meta http-equiv="refresh" content="0;url=https://a.example">', "head", "<meta"),
        ('a <link rel="preconnect" href="https://a.example"> b <base href="/x/">', "head", "example"),
        ('<img name="querySelector" alt="">', "name", "name="),
        ("![a](b.png){ name=getElementById }", "name", "name="),
        ('<div><img alt=""/name="body"></div>', "name", "name="),
        ('<object id="cookie">c</object>', "", "<object"),
        ('<iframe srcdoc="<form>"></iframe>', "frame", "srcdoc"),
        ('<div><template shadowrootmode="open"><form></form></template></div>', "frame", "shadowroot"),
        ('<noscript><p title="</noscript><img name=body>">a</p></noscript>', "noscript", "<noscript"),
        ('<textarea data-hb-id="do"></textarea>', "data-hb", "data-hb"),
        ("*a*{ data-hb-action=reset }", "data-hb", "data-hb"),
        ("<hb-data>a</hb-data>", "data-hb", "hb-"),
        ('<div class="mine hb-search">a</div>', "class", "hb-search"),
        ("# A {#hb-search}", "id", "hb-search"),
        ('<a href="x" ping="https://a.example" attributionsrc="https://a.example">a</a>', "link", "example"),
        ('<a href="x" target="mine" rel="nofollow opener" referrerpolicy="unsafe-url">a</a>', "link", "opener"),
        ('<input autofocus>', "focus", "autofocus"),
        ('<script src="./index.md"></script>a', "", "<script"),
        ("a</div></article></main>b", "balance", "</article>"),
        ('<p>a <a href="x">b</p>', "balance", "left nothing"),
        ("<textarea>", "balance", "left nothing"),
    ],
)  # fmt: skip
def test_what_could_take_something_out_is_left_out(text, names, gone):
    """However it is written, it is not in the page, and the page says what was left out."""
    html = convert(text)
    body, _, said = html.partition(LEFT_OUT)
    assert gone not in body
    assert said.removesuffix("-->").split() == names.split()
    assert cleaned(body, []) == body


@pytest.mark.parametrize(
    "text",
    [
        '<details name="one"><summary>a</summary>b</details>',
        '<a name="old"></a><a href="x" target="_blank" rel="noopener">b</a>',
        '<p id="body">a</p><p id="cookie">b</p>',
        "## Body {#body}\n\n`<form>` and `data-hb-id`\n\n    <form action=x>\n",
        '<ul><li>a<li>b</ul><table><tr><td>c</table>\n\n<p>d',
        '*a*{ .hb-as-is } <span class="own">b</span> <svg><a href="x"><path d="M0 0"/></a></svg>',
        '<label for="mine">a</label><input id="mine" name="mine">',
        '<button popovertarget="p">a</button><div id="p" popover>b</div><dialog open>c</dialog>',
    ],
)  # fmt: skip
def test_all_else_is_as_it_was_written(text):
    """HTML that harms nobody is not touched, not by a byte."""
    plain = markdown.markdown(text, extensions=["attr_list", "md_in_html", "toc"])
    assert convert(text) == plain


@pytest.mark.parametrize(
    "around",
    ["{}", "a\n\n{}\n\nb", "<section markdown>\n\n{}\n\n</section>", "a\n\n{}\n\n<form>b</form>", "<section markdown>\n\n{}\n\n<form>b</form>\n\n</section>"],
)
def test_a_macro_keeps_its_html(around):
    """What a macro returned is whole, wherever it was called and whatever else is on the page."""
    note_macro_html("", BOX)
    html = convert(around.format(BOX))
    assert "<form" not in html
    assert '<hb-checklist data-hb-block="do"><input data-hb-id="do"' in html.replace('type="checkbox" name="group" id="do-box" ', "").replace(
        ' id="do-box" name="group" type="checkbox"', ""
    )
    assert 'for="do-box"' in html


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ('<label for="do-box">Read on</label>', '<label for="do-box">Read on'),
        ('<label for="d&#111;-box">Read on</label>', '<label for="do-box">Read on'),
        ('<input type="radio" name="group" class="mine">', 'name="group" class="mine"'),
        ('<p id="do-box">a</p>', '<p id="do-box"'),
        ('<input type="checkbox" name="group" id="do-box" data-hb-id="do"> again', 'data-hb-id="do"> again'),
    ],
)
def test_an_author_does_not_reach_a_macros_fields(text, gone):
    """Text around a checklist cannot tick its boxes, join its groups, take their ids or copy them."""
    note_macro_html("", BOX)
    html = convert(f"{text}\n\n{BOX}")
    assert gone not in html
    assert BOX in html
