"""Finds the files of pictures, sounds and films that are written as HTML, and puts their addresses on paper.

MkDocs leaves such an address as it is, so it counts from the page's address; Zensical takes it to count from the source file.
Both ways work here with both engines: an address that leads nowhere is tried one folder higher and one lower.
"""

import html
import posixpath
import re
from urllib.parse import unquote, urljoin

from handbook.templating import PageWriter
from tools.postbuild.site import Page, Site

_MEDIA = re.compile(r"<(?P<name>img|video|audio|source|track)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.I)
_ADDRESS = re.compile(r"""(?P<start>\s(?:src|poster)\s*=\s*)(?P<quote>["'])(?P<address>[^"']+)(?P=quote)""", re.I)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|#", re.I)
_PLAYER = re.compile(r"<(?P<name>video|audio)\b(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>(?P<inner>.*?)</(?P=name)\s*>", re.S | re.I)
_SOURCE = re.compile(r"""\ssrc\s*=\s*["']([^"']+)["']""", re.I)


def find_media(site: Site, page: Page) -> None:
    """Correct the addresses of a page's media, give players their controls, and add a warning for each file that does not exist."""
    if not page.ours or page.is_404:
        return
    page.body = _MEDIA.sub(lambda tag: _ADDRESS.sub(lambda match: _found(site, page, match), tag[0]), page.body)
    if "<video" in page.body or "<audio" in page.body:
        page.body = _PLAYER.sub(lambda player: _with_controls(site, page, player), page.body)


def _found(site: Site, page: Page, match: re.Match[str]) -> str:
    """Return the attribute, with the address at which the file is."""
    address = match["address"]
    if _ELSEWHERE.match(address):
        return match[0]
    higher, lower = f"../{address}", address.removeprefix("../")
    for near in (address, higher, lower):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(re.sub(r"[?#].*", "", html.unescape(near)))))
        if not path.startswith("..") and (site.folder / path).is_file():
            return f"{match['start']}{match['quote']}{near}{match['quote']}"
    if not any(f'"{lower}", which is not there' in warning.message for warning in site.library.warnings):  # a picture in Markdown is named with its line
        site.warnings.append(f'{page.path}: there is no file at "{address}". Write the path from the page\'s source file, such as images/a.png.')
    return match[0]


def _with_controls(site: Site, page: Page, player: re.Match[str]) -> str:
    name, attributes = player["name"].lower(), player["attributes"]
    if not re.search(r"\scontrols\b", attributes):
        attributes += " controls"
    source = _SOURCE.search(attributes) or _SOURCE.search(player["inner"])
    address = urljoin(site.url + page.address, html.unescape(source[1])) if source else ""
    label = PageWriter(site.library, "").text(f"media.{name}")
    line = f'<span class="hb-address">{html.escape(label)}: {html.escape(address)}</span>' if address else ""
    return f"<{name}{attributes}>{player['inner']}</{name}>{line}"
