"""Says in the head of each page what it is: to search engines, to chats that show a link, and to tools that read.

Which of it a site leaves out is listed under ``extra.handbook.without`` in its configuration.
"""

import html
import re

from tools.postbuild.metadata.app_icons import FOLDER as ICONS
from tools.postbuild.metadata.json_ld import JsonLd
from tools.postbuild.metadata.social_cards import HEIGHT, WIDTH, add_social_card
from tools.postbuild.site import MARKDOWN, SEARCH_ENGINES, Page, Site

_DESCRIPTION = re.compile(r'<meta name="description" content="[^"]*">\s*')


def add_metadata(site: Site, page: Page) -> None:
    """Write title, description, picture and JSON-LD of a page into its head."""
    if not page.ours:
        return
    image = "" if page.is_404 else add_social_card(site, page)
    values = {"og:title": page.title, "og:description": page.description, "og:site_name": site.name, "og:type": "article" if page.address else "website"}
    if site.url and not page.is_404:
        values["og:url"] = site.url + page.address
    if image:
        values |= {"og:image": site.url + image, "og:image:width": str(WIDTH), "og:image:height": str(HEIGHT), "og:image:alt": page.title}
    lines = [f'<meta name="description" content="{_quoted(page.description)}">']
    lines += [f'<meta property="{name}" content="{_quoted(value)}">' for name, value in values.items()]
    lines += ['<meta name="twitter:card" content="summary_large_image">'] if image else []
    lines += ['<meta name="robots" content="noindex">'] if page.is_404 or SEARCH_ENGINES in site.without else []
    if not page.is_404:
        lines += [f'<link rel="apple-touch-icon" href="{page.to_root}{ICONS}/apple-touch-icon.png">']
        lines += ['<link rel="alternate" type="text/markdown" href="index.md">'] if MARKDOWN not in site.without else []
    lines += [block] if (block := JsonLd(site.library, site.titles).block(page)) else []
    page.head = _DESCRIPTION.sub("", page.head, count=1).replace("</title>", "</title>\n" + "\n".join(lines), 1)


def _quoted(text: str) -> str:
    return html.escape(text, quote=False).replace('"', "&quot;")
