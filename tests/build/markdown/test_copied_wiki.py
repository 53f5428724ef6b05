"""A team copies or links its wiki into docs/team/, writes no configuration, and both engines build it."""

import re

import pytest

from tests.support import sites
from tests.support.forks import NAV
from tests.support.html_reader import Page, words

WIKI = {
    "README.md": "# The repository\n\nHow to build it.\n",
    "mkdocs.yml": "site_name: Acme wiki\nplugins: [search, awesome-pages]\nmarkdown_extensions: [pymdownx.snippets: {base_path: parts}]\nnav:\n  - Welcome: index.md\n  - Running it:\n      - On call: ops/rota.md\n",
    "docs/index.md": '# Welcome\n\nAsk [the rota](ops/rota.md).\n\n=== "One"\n\n    Text.\n',
    "docs/ops/rota.md": "# Rota\n\nBack to [the start](../index.md).\n",
    "docs/extra.md": '---\ntags: [a]\n---\n# Extra\n\n--8<-- "terms.txt"\n',
    "parts/terms.txt": "Said once.\n",
    "requirements.txt": "mkdocs-material\n",
    ".github/ISSUE.md": "Text {{ nothing }}.\n",
    "node_modules/x/README.md": "Text {{ nothing }}.\n",
    "site/index.html": "<!doctype html><title>Old</title><p>{{ x }}",
    "docs/theme/colours.md": "# Theme\n\nText.\n",
    "docs/theme/sketch.html": "<!doctype html><title>Sketch</title>",
}
# What a repository holds for its tools, what an editor or a system left, and what nobody should read.
OTHER = dict.fromkeys(
    """overrides/.icons/x.svg hooks/x.py hooks/README.md theme/main.js theme/main.html custom_theme/main.html includes/terms.md
    mkdocs_hooks.py docs/plot.py Dockerfile Makefile package.json docusaurus.config.js _config.yml book.toml .obsidian/app.json .git/config .env .env.local
    prod.env docs/tls/server.PEM docs/tls/server.key id_rsa id_ed25519.pub docs/index.md~ docs/.index.md.swp .DS_Store docs/Thumbs.db requirements-dev.txt
    docs/[old].bak docs/a!b.bak""".split(),
    "SECRET",
)
OTHER["overrides/main.html"] = '{% extends "base.html" %}\n{% block footer %}{{ super() }} SECRET{% endblock %}\n'


def project():
    """Return the handbook of a team that has copied its wiki into docs/team/, linked a folder and a page, and no more."""
    folder, outside = sites.fixture_project(), sites.temporary()
    (folder / "mkdocs.yml").write_text((folder / "mkdocs.yml").read_text(encoding="utf-8") + NAV, encoding="utf-8")
    for name, text in {**{f"docs/team/{name}": text for name, text in {**WIKI, **OTHER}.items()}, "docs/team/single.md": "# Single\n\nText.\n"}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (outside / "linked").mkdir()
    (outside / "linked" / "page.md").write_text("# Linked page\n\nText.\n", encoding="utf-8")
    (folder / "docs" / "team" / "linked").symlink_to(outside / "linked")
    return folder


@pytest.fixture(scope="module")
def site(engine):
    """The handbook, from each engine."""
    return sites.shared(f"copied-wiki-{engine}", project, engine)


def test_the_menu_has_the_wiki_in_its_own_order(site):
    """Its name is the section's title, what its navigation leaves out comes last, and its pages have the styles of any team's and the snippets of its own configuration."""
    page = Page(site, "team/docs/index.html")
    contents = next(words(element) for element in page.elements() if "hb-contents" in (element.get("class") or "").split())
    assert "Acme wiki Pages: 6 Welcome Running it Pages: 1 On call Extra Theme Pages: 1 Theme The repository Single Linked Pages: 1 Linked page" in contents
    assert page.errors == []
    extra = (site.folder / "team/docs/extra/index.html").read_text(encoding="utf-8")
    assert "Said once." in extra and "md-tags" not in extra  # those of a page are for the plugin, which nobody asked for


def test_only_its_pages_are_built(site):
    """What a repository holds besides them, for its tools or for nobody to read, is not on the site, and one warning lists it."""
    assert {path.name for path in (site.folder / "team").iterdir()} == {"docs", "parts", "linked", "single", "index.html", "index.md"}
    assert [path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*") if path.is_file() and b"SECRET" in path.read_bytes()] == []
    assert (site.folder / "team/docs/theme/sketch.html").is_file()
    (warning,) = {line for line in site.log.splitlines() if "left out" in line}
    assert warning.startswith("Warning: docs/team: left out what is not for readers: ")
    assert {"overrides/", "hooks/", "includes/", "node_modules/", "site/", "docs/tls/server.key", "id_rsa", "Makefile"} <= set(re.split("[:,] ", warning))
