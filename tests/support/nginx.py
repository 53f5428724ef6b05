"""Finds, gets and runs the web server that the recipes in ``deploy/`` are for.

``python -m tests.support.nginx`` gets Debian's where there is none. It unpacks the package into ``.handbook-cache/nginx`` and installs nothing.
"""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any, Self

from tests.support.sites import ROOT, Site

DEPLOY = ROOT / "deploy"
UNPACKED = ROOT / ".handbook-cache" / "nginx"
PLACES = (os.environ.get("PATH", ""), "/usr/sbin", "/opt/homebrew/bin", str(UNPACKED / "usr" / "sbin"))
INSTALL_COMMAND = "sudo apt-get install -y nginx" if shutil.which("apt-get") else "brew install nginx"
NOBODY = 65534


class NginxMissing(Exception):
    """nginx is not on this machine; the message has the command that installs it."""


@dataclass
class Answer:
    """A response; ``headers["vary"]`` is None if there is none, ``body`` is as sent, compressed or not."""

    status: int
    headers: Message
    body: bytes


class Nginx:
    """Debian's nginx over a copy of a built site, with the files of ``deploy/`` and the command of the container.

    Runs as nobody where the tests run as root. Use it with ``with``.

    Args:
        site: The built site.
        access: Which ``access-….conf``; an empty string leaves it out.
        asked: Address of what stands in for oauth2-proxy, as host and port.
    """

    def __init__(self, site: Site, access: str = "open", asked: str = "127.0.0.1:9") -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="handbook-nginx-"))
        self.site = self.folder / "srv"
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        shutil.copytree(site.folder, self.site)
        for page in [*self.site.rglob("*.html"), *self.site.rglob("*.xml")]:
            page.write_bytes(page.read_bytes().replace(site.url.encode(), self.url.encode()))
        (self.folder / "etc").mkdir()
        (self.folder / "tmp").mkdir()
        for name in ("nginx.conf", f"access-{access}.conf") if access else ("nginx.conf",):
            text = (DEPLOY / name).read_text(encoding="utf-8").replace("/srv/handbook", str(self.site)).replace("127.0.0.1:4180", asked)
            text = text.replace("/tmp/nginx", f"{self.folder}/tmp/nginx").replace("listen 8080", f"listen {self.url[7:-1]}")
            (self.folder / "etc" / name.replace(f"-{access}", "")).write_text(text, encoding="utf-8")
        self.folder.chmod(0o755)
        if os.geteuid() == 0:
            os.chown(self.folder / "tmp", NOBODY, NOBODY)

    def __enter__(self) -> Self:
        """Start it; connections wait until it accepts them."""
        (command,) = re.findall(r"^CMD \[(.*)\]", (DEPLOY / "Containerfile").read_text(encoding="utf-8"), re.M)
        words = re.findall(r'"(.*?)"', command.replace("/etc/nginx", f"{self.folder}/etc"))
        # The user "nobody" may have no access to the folder that nginx is installed in.
        own = shutil.copy2(program(), self.folder / words[0])
        # How one nginx passes its sockets to the next: so the port is reserved from the start.
        handed = self._socket.fileno()
        low: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        self.process = subprocess.Popen(
            [own, *words[1:]],
            cwd="/",
            env={"NGINX": f"{handed};"},
            pass_fds=[handed],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / "log").open("wb"),
            **low,
        )
        self._socket.close()
        self._line = http.client.HTTPConnection(self.url[7:-1], timeout=20)
        return self

    def __exit__(self, *error: object) -> None:
        """Stop it and delete its files."""
        self._line.close()
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.folder)

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Return the answer to one request; ``accept_encoding="gzip"`` gives the header Accept-Encoding.

        Raises:
            AssertionError: The server is not there; with what it said.
        """
        try:
            self._line.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = self._line.getresponse()
        except (OSError, http.client.HTTPException) as error:
            raise AssertionError(f"nginx does not answer {path}: {error}\n{self.said()}") from error
        return Answer(answer.status, answer.headers, answer.read())

    def said(self) -> str:
        """Return the server's log."""
        return (self.folder / "log").read_text(encoding="utf-8")


def program() -> str:
    """Return the path of nginx.

    Raises:
        NginxMissing: It is not there; the message names the command that mends it.
    """
    found = shutil.which("nginx", path=os.pathsep.join(PLACES))
    if not found:
        raise NginxMissing(f"The tests need nginx, and cannot find or get it. Run:\n\n    {INSTALL_COMMAND}\n\nthen `make test` again.")
    return found


def get() -> None:
    """Unpack Debian's package of nginx where there is no nginx; exit with the command to run if that fails."""
    try:
        program()
        return
    except NginxMissing:
        print("Getting nginx for the tests …", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for command in (["apt-get", "-qq", "download", "nginx"], ["apt-get", "-qq", "update"], ["apt-get", "-qq", "download", "nginx"]):
            if shutil.which("apt-get") and not list(Path(folder).glob("*.deb")):
                subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
        for package in Path(folder).glob("*.deb"):
            subprocess.run(["dpkg-deb", "--extract", package, UNPACKED], capture_output=True)
    try:
        program()
    except NginxMissing as missing:
        sys.exit(str(missing))


if __name__ == "__main__":
    get()
