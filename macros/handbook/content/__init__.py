"""What the sources say: their models, and how they are read."""
