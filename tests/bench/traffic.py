"""nginx as ``deploy/`` sets it up, writing down each answer: so the bench counts what went over the wire, whoever asked."""

import os
import re
from dataclasses import dataclass

from tests.support.nginx import NOBODY, Nginx
from tests.support.sites import Site

FORMAT = "log_format wire '$status $bytes_sent $body_bytes_sent $request_uri';"
POLICY = re.compile(r"^ *add_header Content-Security-Policy .*\n", re.M)
# The kind of an answer, by its address; the first that fits.
KINDS = (
    ("index", re.compile(r"/search/|/pagefind/|search\.json|/workers/search|/search-[\w-]+\.")),
    ("typeface", re.compile(r"\.woff2")),
    ("html", re.compile(r"(?:/|\.html)(?:\?|$)")),
    ("styles", re.compile(r"\.css")),
    ("scripts", re.compile(r"\.m?js")),
    ("pictures", re.compile(r"\.(?:svg|png|jpe?g|webp|ico)")),
)


@dataclass(frozen=True)
class Answered:
    """One answer: its status, its bytes with and without the headers, and what was asked for."""

    status: int
    sent: int
    body: int
    asked: str

    @property
    def kind(self) -> str:
        """What it is, by its address."""
        return next((kind for kind, pattern in KINDS if pattern.search(self.asked)), "other")


class Wire(Nginx):
    """The server of the recipes over a built site.

    Args:
        site: The built site.
        strict: Whether to send our policy; stock Material's own scripts stand in its pages, so it would not run.
    """

    def __init__(self, site: Site, strict: bool = True) -> None:
        super().__init__(site)
        config = self.folder / "etc" / "nginx.conf"
        text = re.sub(r"access_log off;.*", f"{FORMAT} access_log {self.folder}/tmp/wire wire;", config.read_text(encoding="utf-8"))
        config.write_text(text if strict else POLICY.sub("", text), encoding="utf-8")
        self._log = self.folder / "tmp" / "wire"
        self._log.touch()
        if os.geteuid() == 0:
            os.chown(self._log, NOBODY, NOBODY)
        self._read = 0

    def take(self) -> list[Answered]:
        """Return what was answered since the last time."""
        text = self._log.read_text(encoding="utf-8")[self._read :]
        self._read += len(text)
        return [Answered(int(status), int(sent), int(body), asked) for status, sent, body, asked in (line.split(" ", 3) for line in text.splitlines())]
