"""Colours: how they mix, and how far they stand apart."""
