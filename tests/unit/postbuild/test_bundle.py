"""Finishing a site: the same rules and statements in fewer files, or a problem that says where."""

import re

import pytest

from handbook.content.vocabulary import Rename
from handbook.vocabulary.rewriter import VocabularyRewriter
from tools.postbuild.bundle import finish

PAGE = """<head>
<link rel="stylesheet" href="../assets/stylesheets/a.css">
<link rel="stylesheet" href="../assets/stylesheets/b.css">
</head><body><script src="../assets/javascripts/handbook.js" type="module"></script></body>
"""


@pytest.fixture
def site(tmp_path):
    """A built site of one page, two sheets and four modules."""
    files = {
        "page/index.html": PAGE,
        "assets/stylesheets/a.css": "a { color: light-dark(#111, #eee); width: calc(100% - 2px); }\n",
        "assets/stylesheets/b.css": "/* why */ b { background: url(../fonts/b.svg); }\n",
        "assets/javascripts/handbook.js": 'import "./shell/shell.js";\nimport { kept } from "./store/store.js";\nwindow.first = kept;\nwindow.more = () => import("./part.js");\n',
        "assets/javascripts/shell/shell.js": "window.framed = true;\n",
        "assets/javascripts/store/store.js": 'export const kept = { name: "the one store" };\n',
        "assets/javascripts/part.js": 'import { kept } from "./store/store.js";\nexport const seen = kept;\n',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_page_loads_one_script_and_one_sheet(site):
    """The joined files hold every rule in its order, and what is imported later shares the one store of the page."""
    finish(site)
    page = (site / "page/index.html").read_text()
    (script,) = re.findall(r"<script src=\"\.\./assets/javascripts/(page\.[0-9a-z]{8}\.js)\"", page)
    (sheet,) = re.findall(r'<link rel="stylesheet" href="\.\./(.*?)">', page)
    assert (site / sheet).read_text() == "a{color:light-dark(#111,#eee);width:calc(100% - 2px)}b{background:url(../fonts/b.svg)}"
    scripts = {path.name: path.read_text() for path in (site / "assets/javascripts").glob("*.js")}
    assert "framed" in scripts[script]
    (part,) = [name for name in scripts if re.fullmatch(r"part\.[0-9a-z]{8}\.js", name)]
    assert part in scripts[script] and "the one store" not in scripts[part]


def test_a_plain_table_scrolls_in_its_own_box(site):
    """A wide table of Markdown doesn't widen the page, and one that a template has made is left alone."""
    page = site / "page/index.html"
    page.write_text(page.read_text().replace("</body>", '<table><tr><td>1</td></tr></table><table class="hb-own"></table></body>'))
    finish(site)
    assert '<hb-scroll class="hb-table"><table><tr><td>1</td></tr></table></hb-scroll><table class="hb-own"></table>' in page.read_text()


def test_finishing_twice_changes_nothing(site):
    """Whoever finishes a finished site gets the same bytes."""
    finish(site)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    finish(site)
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_a_script_that_cannot_be_joined_is_named(site):
    """A misspelt import stops the build with the file that is not there."""
    (site / "assets/javascripts/shell/shell.js").write_text('import "./gone.js";\n')
    with pytest.raises(ValueError, match=r"gone\.js"):
        finish(site)


def test_a_sheet_whose_pictures_would_be_lost_is_named(site):
    """A sheet in a folder of its own may not point to files, since it would point elsewhere once it is joined."""
    (site / "assets/stylesheets/part").mkdir()
    (site / "assets/stylesheets/part/c.css").write_text("c { background: url(c.svg); }")
    page = site / "page/index.html"
    page.write_text(page.read_text().replace("b.css", "part/c.css"))
    with pytest.raises(ValueError, match=r"c\.css: url\(\) would lead elsewhere"):
        finish(site)


def test_a_teams_words_are_put_in_once(site):
    """The pages get them, the foot of the sheet too; a second run does not take the new for old."""
    page = site / "page/index.html"
    foot = '<p class="hb-colophon" data-hb-title="Ours" data-hb-version="1"></p>'
    page.write_text(page.read_text().replace("</body>", f"<article>Ours, yours</article>{foot}</body>"))
    renaming = VocabularyRewriter([Rename("swap", {"ours": "yours", "yours": "ours"})])
    for _ in range(2):
        finish(site, renaming)
        text = page.read_text()
        (foot,) = (site / "assets/stylesheets").glob("foot.*.css")
        assert "<article>Yours, ours</article>" in text and 'content: "Yours"' in foot.read_text()
        assert f'<link rel="stylesheet" media="print" href="../assets/stylesheets/{foot.name}">' in text and "joined." in text
