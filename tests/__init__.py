"""What the handbook promises, and the checks that hold it to that."""
