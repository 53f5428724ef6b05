"""A server for built sites that behaves as a static host does."""

import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

EMPTY = "a-page-of-the-tests/"  # a page of the site's origin with nothing on it, and nothing to ask for
_EMPTY = b'<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>-</title>'


class Server(ThreadingHTTPServer):
    """Serves a folder, which need not exist yet, on a free port of this machine.

    Args:
        folder: The folder.
        unchanging: Whether what it serves never changes, so that a browser may cache scripts, styles and typefaces without asking
            again. That saves a third of the processor time of each page.

    Attributes:
        folder: The folder; it can be replaced at any time, unless it is ``unchanging``.
        unchanging: As above.
        down: Whether every connection is closed without an answer.
        asked: The paths of all requests, in order.
    """

    daemon_threads = True

    def __init__(self, folder: Path, unchanging: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.unchanging = unchanging
        self.down = False
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        """The address, with a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}/"

    def start(self) -> str:
        """Answer from now on, in a thread; return the address."""
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self.url

    def handle_error(self, request: object, client_address: object) -> None:
        """Print nothing: a browser that leaves a page closes its connections."""


class _Handler(SimpleHTTPRequestHandler):
    """Serves files, with the site's own 404 page."""

    protocol_version = "HTTP/1.1"
    server: Server

    def parse_request(self) -> bool:
        """Read a request, or close the connection while the server is ``down``."""
        if not super().parse_request():
            return False
        self.directory = str(self.server.folder)
        self.close_connection = self.close_connection or self.server.down
        self.server.asked.append(self.path)
        return not self.server.down

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing; ``asked`` keeps the requests."""

    def end_headers(self) -> None:
        """Have the browser revalidate what it caches, as the recipes in deploy/ do for all that has no hash in its name."""
        self.send_header("Cache-Control", "max-age=3600" if self.server.unchanging and "/assets/" in self.path else "no-cache")
        super().end_headers()

    def do_GET(self) -> None:
        """Answer with a file, or with the empty page of the tests."""
        if self.path == f"/{EMPTY}":
            self._answer(200, _EMPTY)
        else:
            super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer 404 with the site's own page."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        self._answer(code, page.read_bytes())

    def _answer(self, code: int, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
