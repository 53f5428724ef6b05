"""Reading files and YAML, and telling authors what is wrong in them."""
