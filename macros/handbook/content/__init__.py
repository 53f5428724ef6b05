"""The sources: what authors write, read and checked against the models."""
