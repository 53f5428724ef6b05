"""What a team changes in its copy, laid over the sources."""
