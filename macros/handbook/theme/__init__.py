"""Colours: mixing and contrast."""
