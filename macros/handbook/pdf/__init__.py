"""The booklets to fill in, and what was filled in."""
