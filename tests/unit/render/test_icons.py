"""Shortcodes in Markdown become icons and emoji, by themselves and with a name where they say something."""

import re

import markdown

from handbook import icons
from handbook.markdown_extension import HandbookExtension


def render(text):
    """Return the HTML of a text in Markdown."""
    return markdown.markdown(text, extensions=["attr_list", "pymdownx.superfences", HandbookExtension()])


def test_icons_are_drawn_in_the_page_and_emoji_are_characters():
    """Icons of each family come as hidden SVG, emoji as Unicode, with all their parts; nothing is loaded from anywhere."""
    html = render(
        ":material-account-circle: :octicons-arrow-right-24: :fontawesome-brands-github: :simple-python: :lucide-house: :rocket: :-1: :man_technologist:"
    )
    assert html.count('<span class="twemoji"><svg aria-hidden="true" ') == html.count("<svg") == 5
    assert html.endswith("</span> 🚀 👎 👨\u200d💻</p>")
    assert "src=" not in html and "data-hb" not in html


def test_what_is_no_icon_stays_text():
    """Times, code, and names that do not exist are left alone."""
    html = render("10:30:15 and :not-an-emoji:, `:rocket:`\n\n```\n:rocket:\n```\n")
    assert "10:30:15 and :not-an-emoji:" in html and html.count(":rocket:") == 2 and "<svg" not in html


def test_an_icon_that_is_alone_has_a_name():
    """In a link with nothing else it names the link; a title names the icon; beside a word it is decoration."""
    html = render(
        '[:material-home:](a.md) [:fontawesome-solid-circle-user:](a.md "Profile") [:material-home: Home](a.md) :material-heart:{ .lg title="Loved" }'
    )
    links = re.findall(r"<a ([^>]*)>", html)
    assert [re.findall('aria-label="([^"]*)"', link) for link in links] == [["home"], ["Profile"], []]
    assert '<span aria-label="Loved" class="twemoji lg" role="img" title="Loved"><svg aria-hidden' in html


def test_a_shortcode_can_be_checked():
    """The check of unsupported Markdown learns whether a name exists, and what else may have been meant."""
    assert icons.is_missing_icon(":material-hoome:") and not icons.is_missing_icon("hoome") and not icons.is_missing_icon("material-home")
    assert ":material-home:" in icons.similar(":material-hoome:") and ":rocket:" in icons.similar("rockt")
