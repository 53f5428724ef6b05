"""What a site says of its pages to search engines, to chats that show a link, and to tools that read."""

import gzip
import json
import re

import pytest
from PIL import Image

from tests.support import forks, sites
from tests.support.html_reader import Page, files, pages, words


def said(page: Page) -> dict[str, str]:
    """Return what a page says of itself: the content of each <meta> by its name or property."""
    return {element.get("name") or element.get("property"): element.get("content") for element in page.elements() if element.tag == "meta"}


def linked(page: Page) -> list[dict]:
    """Return what a page is, as search engines read it."""
    blocks = [json.loads(element.text) for element in page.elements() if element.get("type") == "application/ld+json"]
    assert all(block["@context"] == "https://schema.org" for block in blocks)
    return [part for block in blocks for part in block.get("@graph", [block])]


@pytest.fixture(scope="module")
def real(engine):
    """The pages of the handbook itself, by path."""
    return {page.path: page for page in pages(sites.real_site(engine))}


def test_every_page_has_a_description_of_its_own(real):
    """No two pages are described alike or as the site is, and each description fits a page of results."""
    own = {path: said(page)["description"] for path, page in real.items()}
    assert len(set(own.values())) == len(own) > 40
    assert {path: len(text) for path, text in own.items() if not 50 <= len(text) <= 160} == {}
    config = (sites.ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert re.search(r"^site_description: (.*)$", config, re.M)[1] not in own.values()


def test_a_link_in_a_chat_shows_the_page(built, read):
    """Each page names its title, its address and a picture of its own, which is there in the size that networks ask for."""
    seen = set()
    for page in read:
        told = said(page)
        assert told["og:description"] == told["description"] and told["og:title"], page.path
        if page.path == "404.html":
            assert told["robots"] == "noindex" and not {"og:url", "og:image"} & told.keys()
            continue
        assert told["og:url"] == page.url and told["twitter:card"] == "summary_large_image"
        assert [element.get("href") for element in page.elements() if element.get("rel") == "canonical"] == [page.url]
        image = told["og:image"].removeprefix(built.url)
        with Image.open(built.folder / image) as opened:
            assert opened.size == (1200, 630)
        seen.add((built.folder / image).read_bytes())
    assert len(seen) == len(read) - 1


def test_search_engines_learn_what_a_page_is(real):
    """The home page is a book, and each chapter is a part of it that names the series it follows."""
    kinds = {path: {part["@type"]: part for part in linked(page)} for path, page in real.items()}
    book = kinds["index.html"]["Book"]
    assert book["isBasedOn"]["author"]["name"] == "James Wang" and {"name", "description", "inLanguage", "license", "author"} <= book.keys()
    chapters = {path: kind for path, kind in kinds.items() if path.startswith("chapters/")}
    for path, kind in chapters.items():
        chapter = kind["Chapter"]
        assert chapter["isPartOf"]["@id"] == real["index.html"].url and chapter["name"] == words(next(real[path].article.iter("h1")))
        crumbs = kind["BreadcrumbList"]["itemListElement"]
        assert [row["position"] for row in crumbs] == [1, 2] and crumbs[0]["item"] == real["index.html"].url
        block = re.search(r'<script type="application/ld\+json">.*?</script>', (real[path].site.folder / path).read_text(encoding="utf-8"))[0]
        assert len(gzip.compress(block.encode(), 9)) <= 420  # alone; in the page it costs half
    assert sorted(kind["Chapter"].get("position", 0) for kind in chapters.values()) == [0, 0, 0, 1, 2, 3, 4, 5]
    assert "isBasedOn" not in kinds["chapters/after-the-title/index.html"]["Chapter"]


def test_tools_read_each_page_as_markdown(built, read):
    """Each page names its Markdown, which has its words; the list of pages has each of them under its heading."""
    index = (built.folder / "llms.txt").read_text(encoding="utf-8")
    assert re.match(r"# .+\n\n> .+\n", index) and index.count("\n## ") >= 3
    listed = re.findall(r"^- \[.+\]\((\S+)\): \S", index, re.M)
    named = [address for page in read for element, address in page.addresses() if element.get("type") == "text/markdown"]
    assert sorted(listed) == sorted(named) and len(named) == len(read) - 1
    for page in read:
        if page.path != "404.html":
            text = (built.folder / page.path).with_suffix(".md").read_text(encoding="utf-8")
            heading = words(next(page.article.iter("h1")))
            prose = re.sub(r"(?s)(`+).*?\1", "", text)
            assert heading in text.replace("\\", "") and not re.search(r'data-hb-\w+="|<(?:div|span|input) ', prose), page.path


def test_the_practice_of_a_chapter_is_in_its_markdown():
    """Checklists, questions, plans and sources stand in the Markdown, the same from both engines."""
    texts = []
    for engine in sites.ENGINES:
        site = sites.fixture_site(engine)
        texts.append((site.folder / "chapters/first-steps/index.md").read_text(encoding="utf-8").replace(site.url, "/"))
    assert texts[0] == texts[1]
    for part in (
        '- [ ] Name the person who decides, in writing.\n  - **Why**: Because \\<b>nobody\\</b> & "someone" differ.',
        "### What changed this week?\n\nOne sentence is enough.",
        "When …\n\nI will …",
    ):
        assert part in texts[0]
    assert re.search(r"\[Doe, 2020\]\(https://\S+\)", texts[0]) and "alert(1)\\</script>" in texts[0]


def test_a_team_is_named_in_its_own_words(engine):
    """A fork's name, words and practice are in its pictures' words, its Markdown and its lists."""
    site = forks.fork_site(engine)
    home, chapter = (Page(site, path) for path in ("index.html", "chapters/first-steps/index.html"))
    assert said(home)["og:title"] == "Acme product handbook" == said(chapter)["og:site_name"]
    text = (site.folder / "chapters/first-steps/index.md").read_text(encoding="utf-8")
    assert "- [ ] Write the decision into the Acme log." in text and "### Before anybody starts" in text
    assert "/team/chapters/on-call/index.md): " in (site.folder / "llms.txt").read_text(encoding="utf-8")
    assert (site.folder / "assets/cards/team/chapters/on-call.png").exists()
    own = linked(Page(site, "team/chapters/on-call/index.html"))
    assert [part["author"]["name"] for part in own if part["@type"] == "Chapter"] == ["Acme"]


def test_a_site_says_no_address_that_it_does_not_know(engine):
    """Without an address of its own a site names none, and one that does not want to be found says so on each page."""
    project = forks.fork_project()
    page = project / "docs" / "team" / "plain.md"
    page.write_text('---\ntitle: Plain\ndescription: What we all are.\n---\n# Plain\n\nWe say "no" & mean a < b.\nThat is all.\n', encoding="utf-8")
    config = project / "team.yml"
    config.write_text("site_description: What we all are.\n" + config.read_text(encoding="utf-8") + "    without: [search-engines]\n", encoding="utf-8")
    done = sites.build(project, engine)
    assert done.returncode == 0, done.stdout + done.stderr
    site = sites.Site(project, project / "site", "https://unknown.example/", "")
    for found in pages(site):
        told = said(found)
        assert told["robots"] == "noindex" and not {"og:url", "og:image"} & told.keys()
        assert not [element for element in found.elements() if element.get("rel") == "canonical"]
        assert "unknown.example" not in (site.folder / found.path).read_text(encoding="utf-8")
    assert said(Page(site, "team/plain/index.html"))["description"] == 'We say "no" & mean a < b. That is all.'
    assert not [name for name in files(site.folder) if name.startswith(("/sitemap", "/assets/cards/"))]
    assert "Sitemap" not in (site.folder / "robots.txt").read_text(encoding="utf-8")
    assert "(chapters/first-steps/index.md)" in (site.folder / "llms.txt").read_text(encoding="utf-8")
