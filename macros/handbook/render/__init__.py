"""The macros, which render the sources as HTML and Markdown."""
