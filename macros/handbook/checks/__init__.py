"""Checks of all sources together, run before anything is rendered."""
