"""The models of what authors write in YAML and in front matter."""
