"""The sources arranged for pages that show many chapters at once."""
