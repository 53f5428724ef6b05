"""The PDF booklets, and reading the answers of filled-in ones."""
