"""The pages' policy: inline scripts of a page's head run, anything injected later does not, and servers send the same policy."""

import base64
import hashlib
import re

from handbook.checks.markdown import markdown_problems
from handbook.content.markdown.pages import read_page
from tests.support.sites import ROOT
from tools.postbuild.csp import add_csp, csp_header, inline

PAGE = """<html><head><meta charset="utf-8">
<style>p { margin: 0 }</style><script>one()</script><script src="x.js" type="module"></script><script type="application/ld+json">{"a": 1}</script></head>
<body>%s</body></html>"""


def hash_of(text):
    """Return a hash as a policy writes it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_each_page_allows_what_it_came_with(site, add_files, run):
    """The policy is the first thing after the encoding, and names the page's own script by its hash."""
    add_files({"index.html": PAGE % "<p>Words.</p>"})
    html = run(add_csp)["index.html"]
    assert site.warnings == []
    policies = re.findall(r'<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    assert len(policies) == 1
    directives = dict(part.split(" ", 1) for part in policies[0].split("; "))
    assert directives["default-src"] == "'self'" and directives["object-src"] == "'none'"
    assert directives["script-src"] == f"'self' {hash_of('one()')}"
    assert directives["style-src"] == f"'self' {hash_of('p { margin: 0 }')}"
    assert "unsafe-inline" not in policies[0] and "unsafe-eval" not in policies[0] and "http:" not in policies[0] and "*" not in policies[0]
    assert "frame-ancestors" not in policies[0]  # a page cannot say it; browsers would complain


def test_what_has_no_effect_is_named(site, add_files, run):
    """An author whose page has a style or a listener in a tag learns which page, and what to do; a text about one is left alone."""
    add_files(
        {
            "index.html": PAGE % '<p title="a > b" style="color: red" class="x">one</p><p>Write style= or onclick= there.</p>',
            "b/index.html": PAGE % "<button class='x' disabled onclick='go()'>",
            "c/index.html": PAGE % "<p title=\"a style='b'\">Write style= or onclick= there.</p>",
        }
    )
    run(add_csp)
    assert sorted(site.warnings) == [
        "b/index.html: onclick= has no effect under the page's policy. Add an event listener in a script.",
        "index.html: style= has no effect under the page's policy. Put the rule into a style sheet, and give the element a class.",
    ]


def test_what_the_markdown_has_is_told_once(site, add_files, run):
    """What a page's own Markdown has is told with its line before; of the built page, only what a macro or a plugin has added is."""
    add_files({"a/index.html": PAGE % '<p style="color: red" onclick="go()">one</p><script>go()</script>'})
    source = site.library.docs / "a.md"
    source.parent.mkdir()
    source.write_text('# A\n\n<p style="color: red">one</p>\n\n<SCRIPT>go()</SCRIPT>\n', encoding="utf-8")
    site.library.warnings += markdown_problems(site.library, read_page(source, site.root))[1]
    assert len(site.library.warnings) == 2
    run(add_csp)
    assert site.warnings == ["a/index.html: onclick= has no effect under the page's policy. Add an event listener in a script."]


def test_a_script_in_the_text_is_not_allowed(site, add_files, run):
    """A script or a style in the text gets no hash, and its author learns where it belongs; data is left alone."""
    add_files({"index.html": PAGE % '<script>two()</script><style>b {}</style><script type="application/json">{}</script><script src="own.js"></script>'})
    html = run(add_csp)["index.html"]
    assert [sentence.partition(": ")[2].split()[0] for sentence in site.warnings] == ["<script>", "<style>"]
    assert hash_of("two()") not in html and hash_of("b {}") not in html
    assert hash_of("one()") in html


def test_the_servers_recipe_says_the_same():
    """nginx sends the policy of the pages, and that no site may frame them."""
    partials = ROOT / "overrides" / "partials"
    head = [(partials / name).read_text(encoding="utf-8") for name in ("preload-typeface.html", "javascripts/base.html")]
    scripts, styles = inline("".join(head))
    assert len(scripts) == len(head) and styles == []
    recipe = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    (sent,) = re.findall(r'add_header Content-Security-Policy "([^"]*)" always;', recipe)
    assert sent == csp_header(scripts, styles, sent_by_server=True)
    assert "frame-ancestors 'none'" in sent
