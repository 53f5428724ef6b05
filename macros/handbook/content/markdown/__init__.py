"""A page's text: its title and headings, its code, its braces and what its Jinja may do."""
