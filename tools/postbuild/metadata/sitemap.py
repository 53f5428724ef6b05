"""Lists of a site's pages: ``sitemap.xml`` and ``robots.txt`` for search engines, ``llms.txt`` for tools that read."""

import html
from itertools import groupby

from tools.postbuild.site import MARKDOWN, SEARCH_ENGINES, Site


def write_sitemap(site: Site) -> None:
    """Write the lists; an engine's own sitemap goes.

    Without ``SITE_URL`` there is no sitemap, since it needs whole addresses. A site that does not want to be found has none
    either, but may still be read: its pages themselves say ``noindex``.
    """
    for name in ("sitemap.xml.gz", "sitemap.xml"):
        (site.folder / name).unlink(missing_ok=True)
    pages, listed = site.in_book_order(), site.url and SEARCH_ENGINES not in site.without
    if listed:
        rows = "".join(f"<url><loc>{html.escape(site.url + page.address)}</loc></url>\n" for page in pages)
        head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        site.write("sitemap.xml", f"{head}{rows}</urlset>\n")
    line = f"\nSitemap: {site.url}sitemap.xml\n" if listed else ""
    site.write("robots.txt", f"User-agent: *\nAllow: /\n{line}")
    if MARKDOWN not in site.without:
        site.write("llms.txt", _llms_txt(site))


def _llms_txt(site: Site) -> str:
    """Return https://llmstxt.org: what the site is, and each page's Markdown under the headings of the contents."""
    pages = site.in_book_order()
    summary = next((page.description for page in pages if not page.address), "")
    parts = [f"# {site.name}\n\n> {summary}\n"]
    for group, members in groupby(pages, lambda page: page.group):
        rows = "".join(f"- [{_link_text(page.title)}]({site.url}{page.address}index.md): {' '.join(page.description.split())}\n" for page in members)
        parts.append(f"## {group}\n\n{rows}" if group else rows)
    return "\n".join(parts)


def _link_text(text: str) -> str:
    return text.replace("[", "(").replace("]", ")")
