"""Interface words, with one file for each language."""
