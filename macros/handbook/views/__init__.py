"""Data for pages and blocks that summarise chapters."""
