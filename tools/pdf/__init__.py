"""Fillable PDFs, out and back in."""
