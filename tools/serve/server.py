"""Starts what serves the handbook, at the next free port if 8000 is taken, and goes on after an edit that cannot be built."""

import html
import os
import posixpath
import socket
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort

# --livereload is named because click 8.3 ignores MkDocs's default for it.
MKDOCS_OPTIONS = ["--livereload"]


def main(engine: str) -> None:
    """Serve until Ctrl+C."""
    root = Path.cwd()
    port = free_port(int(os.environ.get("PORT", "8000")))
    url = f"http://127.0.0.1:{port}/"
    # Instant navigation works only where the site's address is the one it is read at.
    os.environ["SITE_URL"] = url
    print(f"The handbook: {url}  (Ctrl+C stops)", flush=True)
    if engine == "mkdocs":
        command = [sys.executable, "-m", "tools.build", engine, "serve", *MKDOCS_OPTIONS, "--dev-addr", f"127.0.0.1:{port}"]
        os.execv(sys.executable, command)
    from tools.serve.zensical import serve_zensical

    serve_zensical(root, port)


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


def make_when_asked(server: Any) -> None:
    """Let MkDocs's server make some things when a browser asks, not after each edit: the notes of a page for paper, or the index of the search.

    Args:
        server: MkDocs's ``LiveReloadServer``.
    """
    from tools.postbuild.pipeline import OF_ALL_PAGES, finish_rest

    answer = server.serve_request

    def answer_with_rest(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if not path.startswith("/livereload/"):
            with server._epoch_cond:  # until a rebuild is done
                server._epoch_cond.wait_for(lambda: server._visible_epoch == server._wanted_epoch)
            finish_rest("" if OF_ALL_PAGES.search(path) else page_file(path.removeprefix(server.mount_path)))
        return answer(environ, start_response)  # type: ignore[no-any-return]

    server.set_app(answer_with_rest)


def page_file(path: str) -> str:
    """Return the file of the page that an address is of, below the site."""
    return posixpath.normpath(f"/{path}" if path.endswith(".html") else f"/{path}/index.html").lstrip("/")


def go_on_after_errors(server: Any) -> None:
    """Let MkDocs's server answer after a build that failed: with the pages as they were, and on each what went wrong.

    Args:
        server: MkDocs's ``LiveReloadServer``.
    """
    build, inject, error_page = server.builder, server._inject_js_into_html, server.error_handler
    message = b""

    def rebuild() -> None:
        nonlocal message
        try:
            build()
            message = b""
        except (Exception, SystemExit) as raised:
            error: BaseException = raised
            if isinstance(error, Abort) and error.__context__:  # MkDocs has printed what it was
                error = error.__context__
            else:
                print(error, file=sys.stderr, flush=True)
            said = isinstance(error, Exception) or isinstance(error.args[0] if error.args else 0, str)
            text = html.escape(str(error)) if said else "The macros plugin has stopped the build; the terminal says why."
            message = f'<pre role="alert">The last edit could not be built.\n{text}</pre>'.encode()

    def with_message(content: bytes, epoch: int) -> bytes:
        head, body, rest = content.partition(b"<body")
        tag, end, rest = rest.partition(b">")
        return bytes(inject(head + body + tag + end + message + rest if end else message + content, epoch))

    server.builder = rebuild
    server._inject_js_into_html = with_message
    server.error_handler = lambda code: inject(message, server._visible_epoch) if message else error_page(code)
