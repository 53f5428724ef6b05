"""A built site for the tests of its steps."""

from pathlib import Path

import markdown
import pytest

from handbook.config import SiteConfig
from handbook.content.library import Library
from tools.postbuild.site import Page, Site


@pytest.fixture
def site(tmp_path):
    """An empty site of a project without sources, whose handbook is called "Ours"."""
    return Site(tmp_path / "site", tmp_path, library=Library(tmp_path, tmp_path / "docs", config=SiteConfig(name="Ours", id="ours")))


@pytest.fixture
def add_files(site):
    """Write files into the site, text or bytes by path."""

    def add(files):
        for path, data in files.items():
            site.write(path, data)

    return add


@pytest.fixture
def run(site):
    """Run steps over every page of the site, and write each page."""

    def over(*steps) -> dict[str, str]:
        for page in site.pages():
            for step in steps:
                step(site, page)
        return {path.relative_to(site.folder).as_posix(): path.read_text(encoding="utf-8") for path in Path(site.folder).rglob("*.html")}

    return over


@pytest.fixture
def page_of():
    """Return a parsed page of some HTML."""
    return lambda html, path="index.html": Page(path, html)


@pytest.fixture
def step_over(site, page_of):
    """Return the body of a page after one step, which a text in Markdown became with some extensions."""

    def over(step, text: str, *extensions: str) -> str:
        page = page_of(f"<html><head></head><body>{markdown.markdown(text, extensions=extensions)}</body></html>")
        step(site, page)
        return page.body

    return over
