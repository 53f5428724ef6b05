"""A team's own copy: its files, and whose file is whose."""
