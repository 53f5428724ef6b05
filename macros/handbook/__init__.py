"""The handbook's macros; the engines call ``define_env``."""

from handbook.render.registry import define_env

__all__ = ["define_env"]
