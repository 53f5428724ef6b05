"""Says what the pages are: to search engines, to chats that show a link, and to tools that read."""
