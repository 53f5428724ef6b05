"""Where pages are: a team's folders as navigation, and the addresses that pages have and had."""
