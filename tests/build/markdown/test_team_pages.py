"""A team's pages come in as they are, and both engines show them alike."""

import re
from pathlib import Path

import pytest

from tests.support import sites
from tests.support.html_reader import Page, words

CONFIG = """
INHERIT: mkdocs.yml
site_name: Acme <wiki> & "more"
extra: {handbook: {id: acme, short: 007, version: 1.10}}
"""
PAGES = {
    "index.md": "Welcome to *us*. And more.\n",
    "one.md": "---\ntitle: 1:1\ndescription: No\n---\n\nText.\n",
    "date.md": "---\ntitle: 2026-11-22\n---\n\n# Own *heading*\n\n!!! note\n    Beside the text.\n\n- a list\n\nText of the page.\n",
    "norsk.md": "---\ntitle: No\nlang: no\n---\n\nNorsk.\n",
    "arabic.md": '---\ntitle: "<1.10>"\nlang: ar\n---\n\nمرحبا\n\n## عنوان\n\n## Über uns {#us}\n',
    "on-call_rota.md": "Note: this is text.\nMore: too.\n",
    "deep/code.md": '# Q&A: "why" ~~not~~\n\nSee `{{ x }}`:\n\n```yaml\n{{ y }}\n```\n\n- item\n\n    {{ config.site_name | length }} letters\n\n## Цели\n\n## Цели\n',
    "deep/other.md": "# Other\n\n!!! noet\n    Text.\n\nGive <name> a [b](../one.md).\n",
    "deep/raw.md": "---\nrender_macros: no\n---\n\n# Raw\n\nText {{ nothing }} and {% tabs %}.\n",
}
TITLES = {
    "": "Team",
    "one/": "1:1",
    "date/": "2026-11-22",
    "norsk/": "No",
    "arabic/": "<1.10>",
    "on-call_rota/": "On-call rota",
    "deep/code/": 'Q&A: "why" not',
    "deep/raw/": "Raw",
}


def project() -> Path:
    """Return the fixture's handbook as the wiki of a team that wrote its pages elsewhere."""
    folder = sites.fixture_project()
    (folder / "team.yml").write_text(CONFIG, encoding="utf-8")
    for name, text in PAGES.items():
        path = folder / "docs" / "team" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(engine):
    """The wiki, from each engine."""
    return sites.shared(f"team-pages-{engine}", project, engine)


def page(site, address):
    """Return a page of the team."""
    return Page(site, f"team/{address}index.html")


def test_a_page_is_called_what_its_author_called_it(site):
    """Tab, heading, menu and Markdown copy have the title as it was typed, or the first heading, or the name of the file."""
    for address, title in TITLES.items():
        read = page(site, address)
        of = {element.tag: words(element) for element in read.elements() if element.tag in ("title", "h1")}
        assert of["title"] == f'{title} - Acme <wiki> & "more"'
        assert len([element for element in read.elements() if element.tag == "h1"]) == 1
        assert of["h1"] == ("Own heading" if address == "date/" else title)
        current = [words(element) for element in read.elements() if element.get("aria-current") == "page"]
        assert title in current
        assert read.errors == []


def test_a_page_is_described_by_its_own_words(site):
    """The description is the one that was typed, or the first sentence of the text rather than of a note or a list."""
    said = [next(element for element in page(site, address).elements() if element.get("name") == "description").get("content") for address in TITLES]
    assert said[:3] == ["Welcome to us. And more.", "No", "Text of the page."]
    assert said[5] == "Note: this is text. More: too."


def test_a_page_has_its_own_language(site):
    """Norwegian is not `false`, Arabic is set from the right, and so is its title in the menu."""
    assert page(site, "norsk/").article.get("lang") == "no"
    arabic = page(site, "arabic/")
    assert (arabic.article.get("lang"), arabic.article.get("dir")) == ("ar", "rtl")
    assert any(element.tag == "span" and element.get("dir") == "rtl" and words(element) == "<1.10>" for element in arabic.elements())
    assert {"عنوان", "us"} <= set(arabic.ids) and "цели_1" in page(site, "deep/code/").ids


def test_braces_in_code_are_shown(site):
    """Code shows what was typed, a macro in a list runs, and a page may say that it has no macros."""
    text = words(page(site, "deep/code/").article)
    assert "{{ x }}" in text and "{{ y }}" in text and "20 letters" in text
    assert "Text {{ nothing }} and {% tabs %}." in words(page(site, "deep/raw/").article)


def test_settings_are_what_was_typed(site):
    """A version of 1.10 is not 1.1, and a short name of 007 not 7."""
    text = (site.folder / "team/index.html").read_text(encoding="utf-8")
    assert re.search(r'name="handbook-version" content="1\.10"', text)


def test_what_is_not_supported_is_told_by_the_build(site):
    """The build goes on, and says of which page and line, and what to do."""
    assert "Warning: docs/team/deep/other.md:3: `noet` is not a type of admonition" in site.log
    assert "docs/team/deep/other.md:6: `<name>` is read as HTML" in site.log
    assert site.log.count("other.md") == 2
