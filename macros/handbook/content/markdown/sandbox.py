"""Lets a page's Jinja show things and call macros, and nothing else: an author of text runs no code where the site is built.

The engines' Jinja has all of Python within reach of a page, such as ``{{ cycler.__init__.__globals__.os.environ }}``.
"""

import datetime
from collections.abc import Mapping
from pathlib import Path
from traceback import extract_tb
from types import ModuleType
from typing import Any

from jinja2 import Environment, Template, Undefined
from jinja2.ext import Extension
from jinja2.loaders import BaseLoader
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace

from handbook.content.markdown.calls import only_calls
from handbook.content.markdown.pages import read_page
from handbook.errors import Problem, SourceErrors

_ROOT = Path(__file__).resolve().parents[4]  # engines do not say where the project is

# Whose methods a page may call; those of an engine's own objects reach its files and its unguarded Jinja.
_PLAIN = (str, int, float, list, tuple, dict, set, datetime.date, datetime.time, datetime.timedelta, Cycler, Joiner, Namespace, LoopContext)
_JINJAS_OWN = (Macro, BlockReference, LoopContext, Cycler, Joiner, Undefined)
_READING = ("get", "items", "keys", "values")  # of a configuration, which is a mapping of another type


class _Sandbox(SandboxedEnvironment):
    """Jinja's own sandbox, in which only macros and the methods of plain values can be called."""

    def from_string(self, source: Any, *more: Any) -> Any:
        """Return a page's template."""
        return super().from_string(source, *more) if more else _Page(self, source)

    def compiled(self, source: Any) -> Template:
        """Return a page's template as Jinja makes it."""
        return super().from_string(source)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a page may read an attribute."""
        return super().is_safe_attribute(obj, attr, value) and not isinstance(value, (ModuleType, Environment, BaseLoader)) and not isinstance(obj, ModuleType)

    def is_safe_callable(self, obj: Any) -> bool:
        """Tell whether a page may call something."""
        owner = getattr(getattr(obj, "__wrapped__", obj), "__self__", None)  # Jinja wraps str.format, to look into its fields
        known = isinstance(obj, _JINJAS_OWN) or isinstance(owner, _PLAIN) or (owner is not None and getattr(obj, "__name__", "") in _READING)
        return super().is_safe_callable(obj) and (known or any(obj is function for function in self.globals.values()))


class _Page:
    """The template of a page. Where it only calls functions that every page has, it does so without being compiled.

    Args:
        jinja: The Jinja of the page.
        source: Its text.
    """

    def __init__(self, jinja: _Sandbox, source: Any) -> None:
        self.jinja, self.source = jinja, source

    def render(self, **variables: Any) -> str:
        """Return the page with what its calls return.

        Raises:
            SourceErrors: It cannot be rendered; says on which line. Under MkDocs, whose macros plugin would print a traceback, SystemExit.
        """
        try:
            return self._rendered(variables)
        except Exception as error:
            if not variables.get("page"):
                raise
            problem = SourceErrors([_problem(error, variables["page"])])
        raise SystemExit(str(problem)) if hasattr(variables["page"], "file") else problem

    def _rendered(self, variables: Mapping[str, Any]) -> str:
        """Return the page's text; its exceptions are those of Jinja and of the macros."""
        parts = only_calls(self.jinja.preprocess(self.source).removesuffix("\n"))
        functions: Mapping[str, Any] = self.jinja.globals
        if parts is None or not all(isinstance(part, str) or self._is_for_all(part.name, variables) for part in parts):
            return self.jinja.compiled(self.source).render(**variables)
        return "".join(part if isinstance(part, str) else str(functions[part.name](*part.args)) for part in parts)

    def _is_for_all(self, name: str, variables: Mapping[str, object]) -> bool:
        """Tell whether a name is a function that every page has and may call, and that needs nothing of this page."""
        function = self.jinja.globals.get(name)
        own = variables.get(name, function) is not function or hasattr(function, "jinja_pass_arg")
        return not own and callable(function) and self.jinja.is_safe_callable(function)


def _problem(error: Exception, page: Any) -> Problem:
    """Return what is wrong with a page that cannot be rendered; an engine's Jinja begins below the front matter."""
    source = f"docs/{page.file.src_uri if hasattr(page, 'file') else page.path}"
    lines = [frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename == "<template>"]
    line = getattr(error, "lineno", None) or (lines[-1] if lines else 0)
    if line and (_ROOT / source).is_file():
        line += read_page(_ROOT / source, _ROOT).first - 1
    return Problem(source, line or 0, "", f"has Jinja that fails: {error}", "Correct it, or remove it: a page shows what is public, and runs no code.")


class Sandbox(Extension):
    """Makes a sandbox of the environment that an engine has made; neither lets us make it ourselves."""

    tags: set[str] = set()

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        if type(environment) is Environment:
            guarded = _Sandbox()
            environment.__class__ = _Sandbox
            environment.binop_table, environment.unop_table = guarded.binop_table, guarded.unop_table  # type: ignore[attr-defined]
            environment.globals["range"] = guarded.globals["range"]
