"""Serves the handbook while its author writes: ``make serve``; at the next free port if 8000 is taken."""

import os
import socket
import sys
from pathlib import Path

# --livereload is said because click 8.3 no longer takes MkDocs's default for it.
OPTIONS = {"mkdocs": ["--livereload"], "zensical": []}


def free_port(first: int, tries: int = 50) -> int:
    """Return the first port from ``first`` on that nothing on this machine listens at."""
    for port in range(first, first + tries):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    sys.exit(f"No port from {first} to {first + tries - 1} is free. Name another: make serve PORT=9000")


def main(engine: str) -> None:
    """Become the engine's server."""
    from handbook.loader import load_library

    port = free_port(int(os.environ.get("PORT", "8000")))
    url = f"http://127.0.0.1:{port}/"
    # Instant navigation works only where the site's address is the one it is read at.
    os.environ["SITE_URL"] = url
    print(f"The handbook: {url}  (Ctrl+C stops; after an edit under macros/ start it again)", flush=True)
    if load_library(Path.cwd(), Path.cwd() / "docs").renames:
        print("Your own words (terms: in docs/team/overlay.yml) show after make build; here the handbook's stand.", flush=True)
    command = [sys.executable, "-m", "tools.build", engine, "serve", *OPTIONS[engine], "--dev-addr", f"127.0.0.1:{port}"]
    os.execv(sys.executable, command)


if __name__ == "__main__":
    main(sys.argv[1])
