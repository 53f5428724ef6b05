"""What a page's Jinja may do: show things and call macros."""

import os
from datetime import datetime
from types import SimpleNamespace

import pytest
from jinja2 import Environment, StrictUndefined
from jinja2.exceptions import SecurityError

from handbook.content.markdown.pages import read_page
from handbook.content.markdown.sandbox import Sandbox
from handbook.errors import SourceErrors
from tests.support.sites import ROOT


class Config:
    """Like an engine's configuration: a mapping, with methods that reach further and with modules in it."""

    site_name = "Ours"
    hooks = {"a.py": os}
    env = Environment()

    def get(self, key):
        """Return a value."""
        return {"a": 1}.get(key)

    def get_env(self):
        """Return a Jinja without a sandbox."""
        return self.env


@pytest.fixture
def render():
    """Render a page's Jinja as the engines do."""
    environment = Environment(extensions=[Sandbox], undefined=StrictUndefined)
    environment.globals |= {"config": Config(), "now": datetime.now, "twice": lambda word: word * 2}
    return lambda text: environment.from_string(text).render()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ twice('a') }} {{ config.site_name }} {{ config.get('a') }}", "aa Ours 1"),
        ("{% for n in range(2) %}{{ loop.cycle('a', 'b') }}{% endfor %}", "ab"),
        ("{% macro bold(word) %}**{{ word }}**{% endmacro %}{{ bold('a'.upper()) }}", "**A**"),
        ("{{ '{}{:>3}'.format(1, 2) }} {{ {'a': 1}.items() | list }}", "1  2 [('a', 1)]"),
        ("{% set n = namespace(a=1) %}{% set n.a = 2 %}{{ n.a }} {{ now().strftime('%Y') | length }}", "2 4"),
    ],
)
def test_a_page_shows_things_and_calls_macros(render, text, shown):
    """Macros, filters, loops, and the methods of texts, lists and dates work as Jinja's documentation has them."""
    assert render(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "{{ cycler.__init__.__globals__.os.environ }}",
        "{{ '' | attr('__class__') }}{{ ''['__class__'].mro() }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ twice.__globals__ }}",
        "{{ config.get_env().from_string('') }}",
        "{{ config.env.globals }}",
        "{{ config.hooks['a.py'].environ }}",
    ],
)
def test_a_page_runs_no_code(render, text):
    """No way leads from a page to Python's own objects, to the engine's, or to the environment with its secrets."""
    with pytest.raises(SecurityError):
        render(text)


@pytest.mark.parametrize(
    ("page", "raised"), [(SimpleNamespace(file=SimpleNamespace(src_uri="team/a.md")), SystemExit), (SimpleNamespace(path="team/a.md"), SourceErrors)]
)
@pytest.mark.parametrize("text", ["# A\n\n{{ ''['__class__'].mro() }}\n", "# A\n\n{{ 1 // 0 }}\n", "# A\n\n{% if %}\n"])
def test_what_fails_is_named_by_file_and_line(page, raised, text):
    """In either engine, and with MkDocs without the traceback that its macros plugin prints for whatever it can catch."""
    template = Environment(extensions=[Sandbox]).from_string(text)
    with pytest.raises(raised, match=r"docs/team/a.md:3: has Jinja that fails: .+\n.*fix: "):
        template.render(page=page)


def test_a_private_name_is_named(tmp_path):
    """Before anything is rendered, a page that reaches for a private name is named with its line."""
    page = tmp_path / "page.md"
    page.write_text("# A\n\n{{ cycler.__init__ }}\n")
    with pytest.raises(SourceErrors) as error:
        read_page(page, tmp_path)
    assert "page.md:3: __init__: is not for pages" in str(error.value)


def test_the_engines_use_it():
    """The configuration that every fork inherits has it."""
    assert "handbook.content.markdown.sandbox.Sandbox" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
