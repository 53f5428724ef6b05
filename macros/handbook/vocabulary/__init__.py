"""Replaces the handbook's words with a team's in finished HTML."""
