"""A team's own words in place of the handbook's."""
