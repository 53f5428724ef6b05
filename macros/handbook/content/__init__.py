"""The sources: reading, models and validation."""
