"""Shows pages of other sites only from the origins that ``extra.handbook.embeds`` lists; any other ``<iframe>`` becomes a link.

``csp.py`` allows the same origins, so a browser shows no other one either. On paper there is the address.
"""

import html
import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from handbook.config import config_path
from handbook.templating import PageWriter
from tools.postbuild.markdown.sources import Excerpt, find_in_source
from tools.postbuild.site import Page, Site

_FRAME = re.compile(r"<iframe\b(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>.*?</iframe\s*>", re.S | re.I)
_ATTRIBUTE = re.compile(r"""([\w-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_ORIGIN = re.compile(r"https://[a-z0-9.-]+(?::\d+)?")


def show_embeds(site: Site, page: Page) -> None:
    """Make the allowed frames of a page load late and have a name, and all others links, each with a warning.

    Raises:
        ValueError: The configuration lists what is no origin.
    """
    if "<iframe" in page.body.lower():
        page.body = _FRAME.sub(lambda frame: _shown(site, page, frame), page.body)


def allowed_origins(site: Site) -> list[str]:
    """Return the origins whose pages may be embedded.

    Raises:
        ValueError: The configuration lists what is no origin.
    """
    extra = site.config.get("extra")
    handbook = extra.get("handbook") if isinstance(extra, dict) else None
    stated = (handbook.get("embeds") if isinstance(handbook, dict) else None) or []
    return _checked(tuple(map(str, stated if isinstance(stated, list) else [stated])), config_path(site.root).name)


@cache
def _checked(stated: tuple[str, ...], file: str) -> list[str]:
    origins = [origin.rstrip("/").lower() for origin in stated]
    if wrong := [origin for origin in origins if not _ORIGIN.fullmatch(origin)]:
        raise ValueError(f'{file}: extra.handbook.embeds: "{wrong[0]}" is not an origin. Write it as https://www.example.com, without a path.')
    return origins


def _shown(site: Site, page: Page, frame: re.Match[str]) -> str:
    attributes = {name.lower(): html.unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(frame["attributes"])}
    address = attributes.get("src", "").strip()
    found = find_in_source(site, page, Excerpt(address.partition("&")[0]))
    place = f"{found.file}:{found.line}" if found.line else found.file
    address = f"https:{address}" if address.startswith("//") else address
    parts = urlsplit(address)
    writer = PageWriter(site.library, "")
    title = attributes.get("title", "")
    origin = f"{parts.scheme}://{parts.netloc}".lower()
    if origin in allowed_origins(site):
        attributes |= {"src": address, "title": title or writer.text("media.embed", host=parts.netloc), "loading": "lazy"}
        attributes.setdefault("referrerpolicy", "strict-origin")  # players refuse a page that sends none
        attributes.pop("frameborder", None)
        return f'<iframe{_written(attributes)}></iframe><span class="hb-address">{html.escape(attributes["title"])}: {html.escape(address)}</span>'
    if parts.scheme not in ("", "http", "https") or not address:
        site.warnings.append(f'{place}: an <iframe> with the address "{address}" was left out. Embed a page by its https address.')
        return ""
    where = origin if parts.netloc else "this site"
    fix = f"To show it, write embeds: [{origin}] below extra: handbook: in team.yml." if parts.scheme == "https" else "Only https addresses can be embedded."
    site.warnings.append(f"{place}: an <iframe> of {where} ({address}) is shown as a link. {fix}")
    host = parts.netloc or urlsplit(urljoin(site.url, page.address)).netloc
    text = f"{title} ({host})" if title else writer.text("media.link", host=host or address)
    return f'<a class="hb-embed" href="{html.escape(address)}">{html.escape(text)}</a>'


def _written(attributes: Mapping[str, Any]) -> str:
    return "".join(f' {name}="{html.escape(value)}"' if value else f" {name}" for name, value in attributes.items())
