"""What must hold between the sources, before anything is made of them."""
