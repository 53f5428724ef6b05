"""A server for built sites that behaves as a static host does."""

import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

EMPTY = "a-page-of-the-tests/"  # a page of the site's origin with nothing on it, and nothing to ask for
_EMPTY = b'<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>-</title>'


class Server(ThreadingHTTPServer):
    """Holds a port of its own from the start, and answers once it is told to.

    The port comes first: instant navigation works only when the build knows the address.
    """

    daemon_threads = True
    _thread: threading.Thread | None = None

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder  # another one may take its place at any time
        self.down = False  # whether it hangs up on everybody
        self.asked: list[str] = []  # what it has answered, in order

    @property
    def url(self) -> str:
        """The address, with a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}/"

    def start(self) -> None:
        """Answer from now on, in a thread; a second call does nothing."""
        if not self._thread:
            self._thread = threading.Thread(target=self.serve_forever, daemon=True)
            self._thread.start()

    def handle_error(self, request: object, client_address: object) -> None:
        """Print nothing: a browser that leaves a page hangs up in the middle of an answer."""


class _Handler(SimpleHTTPRequestHandler):
    """Serves files quietly, with the site's own page for what is missing."""

    protocol_version = "HTTP/1.1"
    server: Server

    def parse_request(self) -> bool:
        """Take a request, or hang up."""
        if not super().parse_request():
            return False
        self.directory = str(self.server.folder)
        self.close_connection = self.close_connection or self.server.down
        self.server.asked.append(self.path)
        return not self.server.down

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing; the tests have their own record."""

    def end_headers(self) -> None:
        """Let the browser keep files as the recipes do: it asks again each time."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def do_GET(self) -> None:
        """Answer with a file, or with the page that no site has."""
        if self.path == f"/{EMPTY}":
            self._answer(200, _EMPTY)
        else:
            super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer 404 with the page that the site has for it."""
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
