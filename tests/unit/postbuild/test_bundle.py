"""Bundling: the same rules and statements in fewer files, or an error that says where."""

import re

import pytest

from tools.postbuild.assets.bundle import bundle_scripts, link_bundles
from tools.postbuild.markdown.tables import wrap_tables

PAGE = """<head>
<link rel="stylesheet" href="../assets/stylesheets/a.css">
<link rel="stylesheet" href="../assets/stylesheets/b.css">
</head><body><script src="../assets/javascripts/handbook.js" type="module"></script></body>
"""
FILES = {
    "page/index.html": PAGE,
    "assets/stylesheets/a.css": "a { color: light-dark(#111, #eee); width: calc(100% - 2px); }\n",
    "assets/stylesheets/b.css": "/* why */ b { background: url(../fonts/b.svg); }\n",
    "assets/javascripts/handbook.js": (
        'import "./shell/shell.js";\nimport { kept } from "./store/store.js";\nwindow.first = kept;\nwindow.more = () => import("./part.js");\n'
    ),
    "assets/javascripts/file-protocol.js": "window.fromDisk = true;\n",
    "assets/javascripts/shell/shell.js": "window.framed = true;\n",
    "assets/javascripts/store/store.js": 'export const kept = { name: "the one store" };\n',
    "assets/javascripts/part.js": 'import { kept } from "./store/store.js";\nexport const seen = kept;\n',
}


def test_a_page_loads_one_script_and_one_sheet(site, add_files, run):
    """The bundles hold every rule in its order, and what is imported later shares the one store of the page."""
    add_files(FILES)
    bundle_scripts(site)
    page = run(link_bundles)["page/index.html"]
    (script,) = re.findall(r"<script src=\"\.\./assets/javascripts/(page\.[0-9a-z]{8}\.js)\" type=\"module\">", page)
    (sheet,) = re.findall(r'<link rel="stylesheet" href="\.\./(.*?)">', page)
    assert (site.folder / sheet).read_text() == "a{color:light-dark(#111,#eee);width:calc(100% - 2px)}b{background:url(../fonts/b.svg)}"
    scripts = {path.name: path.read_text() for path in (site.folder / "assets/javascripts").glob("*.js")}
    assert "framed" in scripts[script]
    (part,) = [name for name in scripts if re.fullmatch(r"part\.[0-9a-z]{8}\.js", name)]
    assert part in scripts[script] and "the one store" not in scripts[part]


def test_a_standalone_page_loads_one_plain_script(site, add_files, run):
    """A page that is opened from a disk can load no module, so everything is in one script that waits for the page."""
    add_files(FILES)
    site.standalone = True
    bundle_scripts(site)
    (script,) = re.findall(r'<script src="\.\./assets/javascripts/(folder\.[0-9a-z]{8}\.js)" defer>', run(link_bundles)["page/index.html"])
    text = (site.folder / "assets/javascripts" / script).read_text()
    assert "framed" in text and "the one store" in text and "fromDisk" in text


def test_a_plain_table_scrolls_in_its_own_box(page_of):
    """A wide table of Markdown doesn't widen the page, and one that a template has made is left alone."""
    page = page_of('<table><tr><td>1</td></tr></table><table class="hb-own"></table>')
    wrap_tables(None, page)
    assert page.html == '<hb-scroll class="hb-table"><table><tr><td>1</td></tr></table></hb-scroll><table class="hb-own"></table>'


def test_a_script_that_cannot_be_joined_is_named(site, add_files):
    """A misspelt import stops the build with the name of the missing file."""
    add_files(FILES | {"assets/javascripts/shell/shell.js": 'import "./gone.js";\n'})
    with pytest.raises(ValueError, match=r"gone\.js"):
        bundle_scripts(site)


def test_a_sheet_in_a_folder_finds_its_files_when_it_is_joined(site, add_files, run):
    """What a sheet in a folder of its own points to is still found after the sheet was joined with others."""
    sheet = 'c { background: url("../../fonts/c.woff2"); } d { background: url(data:,a); }'
    add_files(FILES | {"assets/stylesheets/part/c.css": sheet, "page/index.html": PAGE.replace("b.css", "part/c.css")})
    run(link_bundles)
    (joined,) = (site.folder / "assets/stylesheets").glob("joined.*.css")
    assert 'url("../fonts/c.woff2")' in joined.read_text(encoding="utf-8") and "url(data:,a)" in joined.read_text(encoding="utf-8")
