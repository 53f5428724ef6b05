"""Finishes what Markdown can hold, on the built pages."""
