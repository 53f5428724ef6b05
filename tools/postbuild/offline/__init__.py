"""Reading without a network: the service worker, and a copy that opens from a folder."""
