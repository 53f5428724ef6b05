"""A fork's changes, merged over upstream's sources."""
