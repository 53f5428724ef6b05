"""The pages' policy: what stands in a page runs, what is put into it later does not, and a server says the same."""

import base64
import hashlib
import re

from tests.support.sites import ROOT
from tools.postbuild.csp import inline, policy, rules

PAGE = """<html><head><meta charset="utf-8">
<style>p { margin: 0 }</style><script>one()</script><script src="x.js" type="module"></script><script type="application/ld+json">{"a": 1}</script></head>
<body>%s</body></html>"""


def hash_of(text):
    """Return a hash as a policy writes it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_each_page_allows_what_it_came_with(tmp_path):
    """The policy is the first thing after the encoding, names the page's own script by its hash, and is written once."""
    page = tmp_path / "index.html"
    page.write_text(PAGE % "<p>Words.</p>")
    assert policy(tmp_path) == []
    once = page.read_text()
    assert policy(tmp_path) == [] and page.read_text() == once
    said = re.findall(r'<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">', once)
    assert len(said) == 1
    found = dict(part.split(" ", 1) for part in said[0].split("; "))
    assert found["default-src"] == "'self'" and found["object-src"] == "'none'"
    assert found["script-src"] == f"'self' {hash_of('one()')}"
    assert found["style-src"] == f"'self' {hash_of('p { margin: 0 }')}"
    assert "unsafe-inline" not in said[0] and "unsafe-eval" not in said[0] and "http:" not in said[0] and "*" not in said[0]
    assert "frame-ancestors" not in said[0]  # a page cannot say it; browsers would complain


def test_what_has_no_effect_is_named(tmp_path):
    """An author whose page has a style or a listener in a tag is told which page, and what to do instead; a text about one is left alone."""
    (tmp_path / "index.html").write_text(PAGE % '<p title="a > b" style="color: red" class="x">one</p><p>Write style= or onclick= there.</p>')
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "index.html").write_text(PAGE % "<button class='x' disabled onclick='go()'>")
    said = policy(tmp_path)
    assert said == [
        "b/index.html: an attribute onclick= has no effect; listen in a script.",
        "index.html: an attribute style= has no effect; put the rule into a style sheet, and give the part a class.",
    ]


def test_a_script_in_the_text_is_not_allowed(tmp_path):
    """A script or a style that came in with the text gets no hash, and its author is told where it belongs; data is left alone."""
    page = tmp_path / "index.html"
    page.write_text(PAGE % '<script>two()</script><style>b {}</style><script type="application/json">{}</script><script src="own.js"></script>')
    said = policy(tmp_path)
    assert [sentence.partition(": ")[2].partition(";")[0] for sentence in said] == ["a script in the text has no effect", "a style in the text has no effect"]
    assert hash_of("two()") not in page.read_text() and hash_of("b {}") not in page.read_text()
    assert hash_of("one()") in page.read_text()


def test_the_servers_recipe_says_the_same():
    """What nginx sends is what the pages say, and that no site may frame them."""
    scripts, styles = inline((ROOT / "overrides" / "partials" / "javascripts" / "base.html").read_text(encoding="utf-8"))
    assert len(scripts) == 1 and styles == []
    recipe = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    (sent,) = re.findall(r'add_header Content-Security-Policy "([^"]*)" always;', recipe)
    assert sent == rules(scripts, styles, in_header=True)
    assert "frame-ancestors 'none'" in sent
