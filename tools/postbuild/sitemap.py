"""Lists of a site's pages for those who do not walk through it: search engines, and tools that read."""

import html
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from tools.postbuild.pages import Page


def sitemap(site: Path, pages: Iterable[Page], url: str, hidden: bool = False) -> None:
    """Write ``sitemap.xml`` and ``robots.txt``; an engine's own sitemap goes.

    Args:
        site: The folder that was built.
        pages: All that can be found, in order.
        url: The address of the site; where it is not known, there is no sitemap, since it needs whole addresses.
        hidden: Whether the site wants to be found at all. Who asks may then still read the pages, for only these can say so.
    """
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    (site / "sitemap.xml").unlink(missing_ok=True)
    rows = "".join(f"<url><loc>{html.escape(url + page.path)}</loc></url>\n" for page in pages)
    if url and not hidden:
        head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        (site / "sitemap.xml").write_text(f"{head}{rows}</urlset>\n", encoding="utf-8")
    names = f"\nSitemap: {url}sitemap.xml\n" if url and not hidden else ""
    (site / "robots.txt").write_text(f"User-agent: *\nAllow: /\n{names}", encoding="utf-8")


def contents(site: Path, pages: Iterable[Page], url: str, name: str, summary: str) -> None:
    """Write ``llms.txt`` (https://llmstxt.org): what the site is, and each page's Markdown under the headings of the contents.

    Args:
        site: The folder that was built.
        pages: Those that have Markdown, in order.
        url: The address of the site; where it is not known, the addresses are relative.
        name: What the site is called.
        summary: What it says of itself.
    """
    parts = [f"# {name}\n\n> {summary}\n"]
    for group, held in groupby(pages, lambda page: page.group):
        rows = "".join(f"- [{_plain(page.title)}]({url}{page.path}index.md): {' '.join(page.description.split())}\n" for page in held)
        parts.append(f"## {group}\n\n{rows}" if group else rows)
    (site / "llms.txt").write_text("\n".join(parts), encoding="utf-8")


def _plain(text: str) -> str:
    return text.replace("[", "(").replace("]", ")")
