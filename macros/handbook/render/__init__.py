"""The macros, which render the library as HTML and Markdown."""
