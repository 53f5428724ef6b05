"""Pages whose Jinja is nothing but calls of macros are rendered without being compiled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, TemplateError

from handbook.content.markdown import pages
from handbook.content.markdown.braces import CodeIsText
from handbook.content.markdown.sandbox import Sandbox

JINJA = Environment(extensions=[CodeIsText, Sandbox], undefined=StrictUndefined)
JINJA.globals |= {name: lambda *args, name=name: f"<{name} {args}>" for name in ("cite", "term", "plan")}
PIECES = """{{ cite("A") }}|{{cite("A", "é b")}}|{{ plan() }}|{{ plan(level=2) }}|{{ nope("x") }}|{{- cite("A") }}|{{ cite("a\\"b") }}|{{ cite('x') }}|`{{ x }}`
|{{ "x" }}|{% raw %}|{% endraw %}|{# c #}|{#id}|a|\n|    code|```\n|}}|{|%}|{{ cite("A" "B") }}|{{ cite("A",) }}|{{ x.y("a") }}|{{ cite("A") | upper }}|\r\n""".split(
    "|"
)
TEXTS = st.lists(st.sampled_from([*PIECES, *PIECES[:3] * 5]), max_size=8).map("".join)


@given(TEXTS, st.sampled_from([{}, {"plan": "text"}, {"cite": len}]))
def test_pages_are_rendered_as_by_jinja_itself(text, variables):
    """Any page becomes what Jinja makes of it, or the same error, also if its front matter has the name of a macro."""
    assert _result(JINJA.from_string, text, variables) == _result(JINJA.compiled, text, variables)


@given(TEXTS)
def test_calls_are_read_as_by_jinja_itself(text):
    """The calls and names that a page is checked for are those that Jinja finds."""
    read = []
    for fast in (True, False):
        page = pages.Page("a.md", None, text, first=4)
        with pytest.MonkeyPatch.context() as patched:
            if not fast:
                patched.setattr(pages, "only_calls", lambda *_: None)
            try:
                pages._read_jinja(page)
                read.append((page.calls, page.names))
            except pages.SourceErrors as error:
                read.append(str(error))
    assert read[0] == read[1]


def _result(make, text, variables):
    try:
        return make(text).render(**variables)
    except (TemplateError, TypeError) as error:
        return type(error), str(error)
