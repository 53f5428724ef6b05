"""Linters for prose and citations."""
