"""Debian's nginx, with the recipes in ``deploy/``, serves the real site as it should, open or behind a login."""

import gzip
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.support import sites
from tests.support.html_reader import HASHED, files
from tests.support.nginx import DEPLOY, Nginx

GUARDS = {
    "content-security-policy": r"default-src 'self'; script-src 'self'(?: 'sha256-\S+'){2}; style-src 'self';.*object-src 'none';.*base-uri 'self'; form-action 'none';.*frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": r"camera=\(\).*",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "map": "application/json; charset=utf-8",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "png": "image/png",
    "woff2": "font/woff2",
    "gz": "application/gzip",
    "pdf": "application/pdf",
}
COMPRESSED = {"png", "woff2", "gz", "pdf"}  # by their own format


@pytest.fixture(scope="module")
def served():
    """The real site behind nginx, open to everyone."""
    with Nginx(sites.real_site("mkdocs")) as server:
        yield server


def test_each_file_comes_whole_with_its_type_and_its_time_to_live(served):
    """Files with a hash in their name are cached for a year, everything else is revalidated, and text is compressed."""
    cached = []
    for path in files(served.site):
        answer = served.ask(path, accept_encoding="gzip")
        kind = path.rpartition(".")[2]
        assert answer.status == 200, path
        assert answer.headers["content-type"] == TYPES[kind], path
        small = answer.headers["content-encoding"] == "gzip"
        whole = (served.site / path[1:]).read_bytes()
        assert (gzip.decompress(answer.body) if small else answer.body) == whole, path
        assert small == (kind not in COMPRESSED and len(whole) >= 1000), path
        assert not small or answer.headers["vary"] == "Accept-Encoding", path
        if answer.headers["cache-control"] == "public, max-age=31536000, immutable":
            cached.append(path)
        else:
            assert answer.headers["cache-control"] == "public, no-cache", path
    assert cached == [path for path in files(served.site) if HASHED.search(path)]
    assert len(cached) >= 8


@pytest.mark.parametrize("engine", sites.ENGINES)
def test_only_a_name_with_a_hash_counts_as_one(engine):
    """Only files that the build names by their content are cached for a year, and none that an author can edit."""
    rule = re.compile(re.search(r'"~\^\(200\|206\|304\) (\.\*.*?)" "max-age', (DEPLOY / "nginx.conf").read_text("utf-8"))[1])
    cached = [path for path in files(sites.real_site(engine).folder) if rule.match(path)]
    assert not [path for path in cached if (sites.ROOT / "docs" / path[1:]).exists()]
    names = {re.sub(r"\.[0-9a-z]{8}(?=\.(min\.)?\w+$)", "", path.rpartition("/")[2]) for path in cached}
    assert {"joined.css", "page.js", "foot.css", "workbook.js", "search-box.js", "piece.js"} <= names


def test_an_unchanged_file_is_not_sent_again(served):
    """A returning reader downloads a page again only if it has changed, compressed or not."""
    for more in ({}, {"accept_encoding": "gzip"}):
        first = served.ask("/chapters/introduction/", **more)
        again = served.ask("/chapters/introduction/", if_none_match=first.headers["etag"], **more)
        assert (first.status, again.status, again.body) == (200, 304, b"")
        assert again.headers["cache-control"] == "public, no-cache"
    assert served.ask("/chapters/introduction/", if_none_match='"other"').status == 200
    part = served.ask("/assets/fonts/literata.woff2", range="bytes=0-9")
    assert (part.status, len(part.body)) == (206, 10)
    head = served.ask("/", "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str((served.site / "index.html").stat().st_size))


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/", "GET", 200),
        ("/chapters/introduction/", "HEAD", 200),
        ("/chapters/introduction", "GET", 301),
        ("/missing/", "GET", 404),
        ("/assets/javascripts/handbook.00000000.js", "GET", 404),
        ("/", "POST", 405),
        ("/chapters/", "PUT", 405),
        ("/index.html", "DELETE", 405),
        ("/", "TRACE", 405),
        ("/%zz", "GET", 400),
    ],
)
def test_every_answer_is_guarded(served, path, method, status):
    """Every answer, also an error, has each security header once, hides the server's version, and is not cached."""
    answer = served.ask(path, method)
    assert answer.status == status
    for name, value in GUARDS.items():
        (sent,) = answer.headers.get_all(name, [""])
        assert re.fullmatch(value, sent), (name, sent)
    assert answer.headers["server"] == "nginx"
    assert not re.search(rb"nginx/\d|Debian", answer.body)
    assert answer.headers["cache-control"].endswith("no-cache")


def test_a_missing_page_gets_the_sites_own_404(served):
    """A wrong address, a folder without a page, a hidden file and a path out of the site all get the 404 page and nothing else."""
    (served.site / ".git").mkdir()
    (served.site / ".git" / "config").write_text("secret")
    (served.site.parent / "outside").write_text("secret")
    page = (served.site / "404.html").read_bytes()
    for path in ("/missing", "/missing/", "/assets/", "/assets/javascripts/", "/.git/config", "/chapters/.hidden", "/%2e%2e%2foutside/"):
        answer = served.ask(path)
        assert answer.status in (404, 400), path
        assert answer.body == page or (answer.status == 400 and b"secret" not in answer.body), path


def test_an_address_without_its_last_slash_is_redirected_behind_any_proxy(served):
    """The redirect has no host and no port, which only the proxy in front knows, and never leads to another site."""
    assert served.ask("/chapters/introduction").headers["location"] == "/chapters/introduction/"
    assert served.ask("//chapters/introduction").headers["location"] == "/chapters/introduction/"


def test_the_server_needs_no_rights_and_no_disk(served):
    """The server runs as an ordinary user, writes only below /tmp, and does not log who reads what."""
    assert re.findall(r"^\s*(?:\w+_path|pid|access_log|error_log) (?!/tmp/|stderr|off).*", (DEPLOY / "nginx.conf").read_text("utf-8"), re.M) == []
    assert Path("/proc", str(served.process.pid)).stat().st_uid != 0
    served.ask("/chapters/introduction/")
    served.ask("/chapters/of-somebody/")
    (served.site / "locked.txt").write_text("x")
    (served.site / "locked.txt").chmod(0)
    (served.site / "loop").symlink_to("loop")
    # A folder without a page, a file that cannot be read, a link to itself, a name and an address that are too long.
    for path in ("/chapters/", "/assets/javascripts/", "/locked.txt", "/loop", f"/{'a' * 300}", f"/{'a' * 20_000}", "/%00"):
        served.ask(path)
    assert not re.search(r"/chapters|client:|request:", served.said())


def test_without_an_access_file_the_server_does_not_start():
    """If the file that says who may read is missing or misnamed, nothing is published."""
    with Nginx(sites.fixture_site("mkdocs"), access="") as server:
        assert server.process.wait(20) != 0
        assert "access.conf" in server.said()


class Gate(BaseHTTPRequestHandler):
    """Answers as oauth2-proxy's documentation describes: it knows one session, and redirects everyone else to sign in."""

    def do_GET(self):
        cookie = self.headers.get("cookie", "")
        if self.path == "/oauth2/auth":
            self.send_response(202 if "session=known" in cookie else 401)
            if "old" in cookie:
                self.send_header("Set-Cookie", "session=known-new; Secure; HttpOnly")
        else:
            self.send_response(302)
            self.send_header("Location", f"https://login.example/?from={self.path}&back={self.headers.get('x-auth-request-redirect')}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *words):
        pass


@pytest.fixture(scope="module")
def gate():
    """Address of a stub for oauth2-proxy."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Gate)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module", params=["password", "oauth2-proxy"])
def closed(request, gate):
    """The real site behind a login, and the header of a reader who has signed in."""
    with Nginx(sites.real_site("mkdocs"), request.param, gate) as server:
        # The line that the comment in access-password.conf makes, for "a long one".
        word = "$6$handbook$aX9yKI1mADR/QTv1D.l5VahIfmTsTcwbD890ZNAqyRamyuy/2KE8t0ZlwJVv2lJpoZsIoOG6l05sQzap9CEIS/"
        (server.folder / "etc" / "passwords").write_text(f"team:{word}\n")
        yield server, {"authorization": "Basic dGVhbTphIGxvbmcgb25l"} if request.param == "password" else {"cookie": "session=known"}


def test_nothing_can_be_read_without_the_login(closed):
    """Every file, folder and wrong address asks for the login first, and no cache keeps that answer."""
    server, _ = closed
    folders = ["/", "/chapters/introduction", "/missing/", "/assets/", "/.git/config"]
    for path in [*files(server.site), *folders]:
        for more in ({}, {"authorization": "Basic dGVhbTp3cm9uZw==", "cookie": "session=guessed"}):
            answer = server.ask(path, **more)
            asked = answer.status == 302 and answer.headers["location"] == f"https://login.example/?from=/oauth2/start&back={path}"
            assert asked or answer.status == 401 or (path == "/.git/config" and answer.status == 404), (path, answer.status)
            assert len(answer.body) < 300 and b"Leader" not in answer.body, path
            assert answer.headers["cache-control"] == "private, no-cache", path
    assert re.fullmatch(GUARDS["content-security-policy"], server.ask("/").headers["content-security-policy"])


def test_everything_can_be_read_with_the_login(closed):
    """With the login every file is served, also the site's own 404 page, and no shared cache keeps a copy."""
    server, known = closed
    for path in files(server.site):
        answer = server.ask(path, **known)
        assert answer.status == 200 and answer.body == (server.site / path[1:]).read_bytes(), path
        assert answer.headers["cache-control"] == ("private, max-age=31536000, immutable" if HASHED.search(path) else "private, no-cache"), path
    lost = server.ask("/missing/", **known)
    assert (lost.status, lost.body) == (404, (server.site / "404.html").read_bytes())
    assert server.ask("/chapters/introduction", **known).headers["location"] == "/chapters/introduction/"


def test_oauth2_proxy_returns_readers_and_renews_sessions(gate):
    """After signing in readers are on the page that they asked for, and a renewed session reaches the browser."""
    with Nginx(sites.fixture_site("mkdocs"), "oauth2-proxy", gate) as server:
        assert server.ask("/toolkit/?a=1&b=2").headers["location"].endswith("&back=/toolkit/?a=1&b=2")
        assert server.ask("/oauth2/callback?code=1&state=2").headers["location"].startswith("https://login.example/?from=/oauth2/callback?code=1&state=2&")
        renewed = server.ask("/", cookie="session=known-old")
        assert (renewed.status, renewed.headers.get_all("set-cookie")) == (200, ["session=known-new; Secure; HttpOnly"])
        assert server.ask("/oauth2/auth", cookie="session=known").status == 404


def test_without_oauth2_proxy_nobody_can_read():
    """While oauth2-proxy is down, the site is closed."""
    with Nginx(sites.fixture_site("mkdocs"), "oauth2-proxy") as server:
        answer = server.ask("/", cookie="session=known")
        assert answer.status == 500 and len(answer.body) < 300
        assert answer.headers["cache-control"] == "private, no-cache"
