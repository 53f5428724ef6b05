"""Lets a page's Jinja show things and call macros, and nothing else: an author of text runs no code where the site is built.

The engines' Jinja has all of Python within reach of a page, such as ``{{ cycler.__init__.__globals__.os.environ }}``.
"""

import datetime
from types import ModuleType
from typing import Any

from jinja2 import Environment, Undefined
from jinja2.ext import Extension
from jinja2.loaders import BaseLoader
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace

# Whose methods a page may call; those of an engine's own objects reach its files and its unguarded Jinja.
_PLAIN = (str, int, float, list, tuple, dict, set, datetime.date, datetime.time, datetime.timedelta, Cycler, Joiner, Namespace, LoopContext)
_JINJAS_OWN = (Macro, BlockReference, LoopContext, Cycler, Joiner, Undefined)
_READING = ("get", "items", "keys", "values")  # of a configuration, which is a mapping of another type


class _Sandbox(SandboxedEnvironment):
    """Jinja's own sandbox, in which only macros and the methods of plain values can be called."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a page may read an attribute."""
        return super().is_safe_attribute(obj, attr, value) and not isinstance(value, (ModuleType, Environment, BaseLoader)) and not isinstance(obj, ModuleType)

    def is_safe_callable(self, obj: Any) -> bool:
        """Tell whether a page may call something."""
        owner = getattr(getattr(obj, "__wrapped__", obj), "__self__", None)  # Jinja wraps str.format, to look into its fields
        known = isinstance(obj, _JINJAS_OWN) or isinstance(owner, _PLAIN) or (owner is not None and getattr(obj, "__name__", "") in _READING)
        return super().is_safe_callable(obj) and (known or any(obj is function for function in self.globals.values()))


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
