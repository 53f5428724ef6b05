"""What several tests use: sites, browsers, servers."""
