"""Draws the Mermaid diagrams of a site when it is built, without a browser, and keeps each drawing until its source changes."""
