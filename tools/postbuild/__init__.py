"""What is done to a site after the engine has built it, one file a step."""
