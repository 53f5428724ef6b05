"""Checks across the sources, run before anything is rendered."""
