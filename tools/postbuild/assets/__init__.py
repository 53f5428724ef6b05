"""The scripts, styles and files that pages load."""
