"""Which braces of a page are Jinja's, and which are text."""

import jinja2
import pytest

from handbook.content.markdown.braces import CodeIsText, raw_texts, without_braces_in_code
from handbook.content.markdown.markdown_code import find_code, without_code
from handbook.content.markdown.pages import read_page

ENGINE = jinja2.Environment(extensions=[CodeIsText], undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
# Each is a page on which no macro is called, so it comes out as it went in.
CODE = {
    "a span": "Write `{{ x }}`, `{% y %}` or `{# z #}`.",
    "a span in two backticks": "Write ``{{ `x` }}``.",
    "a span over two lines": "Write `{{ x\n}}` so.",
    "a fence": "```yaml\na: {{ x }}\n{% y %}\n```",
    "a fence of tildes": "~~~\n{# x #}\n~~~",
    "a fence with a title": '``` jinja title="{{ x }}" hl_lines="1"\n{{ x }}\n```',
    "a fence in a longer one": "````\n```\n{{ x }}\n```\n{{ y }}\n````",
    "a fence in a list": "- one\n\n    ```\n    {{ x }}\n    ```\n\n- two",
    "a fence in a list, as other wikis indent it": "1. one\n   ```\n   {{ x }}\n   ```",
    "a fence in an admonition in a list": "- one\n\n    !!! note\n\n        ```\n        {{ x }}\n        ```",
    "a fence in a quote": "> Said:\n>\n> ```\n> {{ x }}\n> ```",
    "an indented block": "One:\n\n    {{ x }}\n\n    {% y %}\n\nTwo.",
    "an indented block in a list": "- one\n\n        {{ x }}\n\n- two",
    "an indented block after a list": "- one\n\nTwo:\n\n    {{ x }}",
    "an indented block below a heading": "## One\n    {{ x }}",
    "names of Jinja's own tags": "Put it between `{% raw %}` and `{% endraw %}`.",
    "a cell of a table": "| a | b |\n| - | - |\n| `{{ x }}` | `{% y %}` |",
}
# Each of these calls a macro, which gives 49.
CALLS = {
    "prose": "{{ 7 * 7 }}",
    "a paragraph of a list": "- one\n\n    {{ 7 * 7 }}",
    "the second level of a list": "- one\n    - two\n\n        {{ 7 * 7 }}",
    "an admonition": "!!! note\n    {{ 7 * 7 }}\n\n    {{ 7 * 7 }}",
    "a tab in a tab": '=== "A"\n\n    === "B"\n\n        {{ 7 * 7 }}',
    "a footnote": "[^1]:\n    one\n\n    {{ 7 * 7 }}",
    "a definition": "A\n:   one\n\n    {{ 7 * 7 }}",
    "a fence that nobody closes": "```\n{{ 7 * 7 }}",
    "a backtick alone": "A ` and {{ 7 * 7 }}\n\nanother `.",
    "between two spans": "`a` {{ 7 * 7 }} `b`",
    "an escaped backtick": "\\`{{ 7 * 7 }}`",
}


@pytest.mark.parametrize("name", CODE)
def test_braces_in_code_are_text(name):
    """What stands in code comes out as it was typed, on its own line, and no check takes it for a macro."""
    assert ENGINE.from_string(CODE[name]).render() == CODE[name]
    assert "{" not in without_code(CODE[name])
    assert without_braces_in_code(CODE[name]).count("\n") == CODE[name].count("\n")


@pytest.mark.parametrize("name", CALLS)
def test_a_macro_outside_code_runs(name):
    """No list, note or tab makes code of a macro."""
    assert ENGINE.from_string(CALLS[name]).render() == CALLS[name].replace("{{ 7 * 7 }}", "49")


def test_what_an_author_has_made_raw_stays_so():
    """Pages written for the macros plugin show their code once, whether `raw` is around it or in it."""
    page = "{% raw %}\n```\n{{ x }}\n```\n{% endraw %}\n\n`{% raw %}{{ y }}{% endraw %}` {{ 1 }}"
    assert ENGINE.from_string(page).render() == "\n```\n{{ x }}\n```\n\n\n`{{ y }}` 1"
    assert raw_texts(page) == ["\n```\n{{ x }}\n```\n", "{{ y }}"]
    assert raw_texts("`{% raw %}` is a tag") == []


def test_an_id_in_braces_is_no_comment():
    """`{#id}` behind a heading, an image or a link names it, and eats nothing of the page; a comment is still one."""
    page = "## One {#one}\n\n[a](b){#two .c} or {#three .c } and {# a comment #}\n\n## Zwei {#zwei-ä}"
    assert ENGINE.from_string(page).render() == "## One { #one }\n\n[a](b){ #two .c } or { #three .c } and \n\n## Zwei { #zwei-ä }"


def test_a_page_can_say_that_it_has_no_macros(tmp_path):
    """With `render_macros: no` braces are text, whatever they hold."""
    path = tmp_path / "a.md"
    for said in ("false", "no", "No", "off"):
        path.write_text(f"---\nrender_macros: {said}\n---\n\n{{{{ x y z {{% said {said}\n", encoding="utf-8")
        page = read_page(path, tmp_path)
        assert page.calls == [] and page.metadata["render_macros"] is False


def test_code_is_found_where_markdown_finds_it():
    """Spans do not reach over a blank line, into another item or out of a heading."""
    for text in ("a ` b\n\nc ` d", "- a `\n- b `", "# a `\nb `"):
        assert find_code(text) == []
