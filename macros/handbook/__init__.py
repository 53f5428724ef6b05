"""The handbook's macros: load -> model -> render, registered here, decided elsewhere."""

from handbook.register import define_env

__all__ = ["define_env"]
