"""Serves the handbook while its author writes. MkDocs serves by itself; what serves Zensical's pages is here."""
