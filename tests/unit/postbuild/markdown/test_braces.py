"""No reader sees a macro as raw text."""

import pytest

from tools.postbuild.markdown.braces import check_braces

HEAD = '<head><meta name="handbook-id" content="ours"></head><body><article class="hb-text">'
SOURCE = "# A\n\n{{ checklist('x') }}\n\n{% raw %}Said {{ as is }}{% endraw %}\n"


@pytest.fixture
def problems(site, add_files):
    """Return what is wrong with a page whose article and source are given."""

    def of(article, source=SOURCE):
        path = site.root / "docs" / "a.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(source, encoding="utf-8")
        add_files({"a/index.html": f"{HEAD}{article}</article></body>"})
        site.problems.clear()
        for page in site.pages():
            check_braces(site, page)
        return [str(problem) for problem in site.problems]

    return of


def test_raw_braces_are_refused_outside_code(problems):
    """What was put in by a snippet is named with the page; code, our own parts and what its author made raw are not."""
    assert problems("<p>From a <b>snippet: {{ today }}</b></p>") == [
        "docs/a.md: shows `{{ today }}` to readers\n    fix: Macros do not run in a snippet: put the text in code, or write it on the page."
    ]
    assert problems("<table><tr><td>{{ x }}</table>", "# A\n\n{{ x }}")[0].startswith("docs/a.md:3: shows `{{ x }}` to readers\n    fix: Put it in code")
    assert problems("<p>{% tabs %}</p>", "# A\n\n{% tabs %}")[0].startswith("docs/a.md:3: has a macro call that cannot be read")
    for fine in ("<pre><code>{{ x }}</code></pre>", "<p>Said {{ as is }}</p>", '<div class="hb-block"><p>{{ 7 }}</p></div>', "<p>{ x }} {#y}</p>"):
        assert problems(fine) == []
    assert problems("<p>{{ x }}</p>", '# A\n\n{{ "{{" }} x }}') == problems("<p>{{ x }}</p>", "---\nrender_macros: false\n---\n{{ x }}") == []


def test_a_site_without_our_macros_is_refused(problems):
    """A team whose list of plugins leaves ours out is told so once, rather than for each of its pages."""
    assert (
        problems("<p>{{ checklist('x') }}</p><p>{{ checklist('x') }}</p>")
        == [
            "mkdocs.yml: plugins: leaves out our macros, so pages show them as text\n    fix: Keep the plugin `macros` with the options that mkdocs.yml gives it."
        ]
        * 2
    )
