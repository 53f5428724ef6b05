"""The pages' policy: what stands in a page runs, what is put into it later does not, and a server says the same."""

import base64
import hashlib
import re
import sys

from tests.sites import ROOT

sys.path.insert(0, str(ROOT / "tools"))
from policy import inline, policy, rules

PAGE = """<html><head><meta charset="utf-8">
<script>one()</script><script src="x.js" type="module"></script><script type="application/ld+json">{"a": 1}</script></head>
<body>%s</body></html>"""


def hash_of(text):
    """Return a hash as a policy writes it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_each_page_allows_what_it_came_with(tmp_path):
    """The policy is the first thing after the encoding, names the page's own script by its hash, and is written once."""
    page = tmp_path / "index.html"
    page.write_text(PAGE % "<style>p { margin: 0 }</style>")
    assert policy(tmp_path) == []
    once = page.read_text()
    assert policy(tmp_path) == [] and page.read_text() == once
    said = re.findall(r'<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">', once)
    assert len(said) == 1
    found = dict(part.split(" ", 1) for part in said[0].split("; "))
    assert found["default-src"] == "'self'" and found["object-src"] == "'none'"
    assert found["script-src"] == f"'self' 'wasm-unsafe-eval' {hash_of('one()')}"
    assert found["style-src"] == f"'self' {hash_of('p { margin: 0 }')}"
    assert "unsafe-inline" not in said[0] and "'unsafe-eval'" not in said[0] and "http:" not in said[0] and "*" not in said[0]
    assert "frame-ancestors" not in said[0]  # a page cannot say it; browsers would complain


def test_what_has_no_effect_is_named(tmp_path):
    """An author whose page has a style or a listener in a tag is told which page, and what to do instead; a text about one is left alone."""
    (tmp_path / "index.html").write_text(PAGE % '<p title="a > b" style="color: red" class="x">one</p><p>Write style= or onclick= there.</p>')
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "index.html").write_text(PAGE % "<button class='x' disabled onclick='go()'>")
    said = policy(tmp_path)
    assert [sentence.partition(":")[0] for sentence in said] == ["b/index.html", "index.html"]
    assert "onclick= has no effect" in said[0] and "listen in a script" in said[0]
    assert "style= has no effect" in said[1] and "give the part a class" in said[1]


def test_the_servers_recipe_says_the_same():
    """What nginx sends is what the pages say, and that no site may frame them."""
    scripts, styles = inline((ROOT / "overrides" / "partials" / "javascripts" / "base.html").read_text(encoding="utf-8"))
    assert len(scripts) == 1 and styles == []
    recipe = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    (sent,) = re.findall(r'add_header Content-Security-Policy "([^"]*)" always;', recipe)
    assert sent == rules(scripts, styles, in_header=True)
    assert "frame-ancestors 'none'" in sent
