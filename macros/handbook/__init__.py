"""The handbook's macros: load -> model -> render, registered here, decided elsewhere."""

from handbook.render.registry import define_env

__all__ = ["define_env"]
