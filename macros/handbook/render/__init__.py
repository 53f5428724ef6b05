"""The macros: from the sources to HTML and Markdown."""
