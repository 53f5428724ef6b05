"""Says of each page of a built site what it is: to search engines, to chats that show a link, and to tools that read.

Run by ``tools/build.py`` after a build, when a team's own words are in place. A second run changes nothing.
What of it a site leaves out stands under ``extra.handbook.without`` in its configuration.
"""

import html
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from handbook.config import config_path, load_config
from handbook.loader import load_library
from handbook.theme.palette import SECTIONS, TEAM, load_schemes, parse_tokens
from tools.postbuild.app_icons import FOLDER as ICONS
from tools.postbuild.app_icons import icons
from tools.postbuild.json_ld import Linked
from tools.postbuild.markdown import Twin
from tools.postbuild.pages import Page, pages
from tools.postbuild.sitemap import contents, sitemap
from tools.postbuild.social_cards import HEIGHT, WIDTH, Card, picture

CARDS = "assets/cards"
# What a site can leave out.
PICTURES, MARKDOWN, ENGINES = "pictures", "markdown", "search-engines"
PARTS = (PICTURES, MARKDOWN, ENGINES)
_DESCRIPTION = re.compile(r'<meta name="description" content="[^"]*">\s*')
_DONE = '<meta property="og:title"'


def describe(site: Path, root: Path) -> None:
    """Write what each page is into its head, and beside the pages what is made of them.

    Args:
        site: The folder that was built.
        root: The project's root folder.

    Raises:
        ValueError: The configuration leaves out what there is not, or no icons can be made; says what and where.
    """
    config = load_config(config_path(root))
    without = _without(config, config_path(root).name)
    held = load_library(root, root / "docs")
    url, summary = held.config.url, str(config.get("site_description") or "")
    found = pages(site, held.config.name, summary)
    own = [page for page in found if not page.lost]
    colours = _colours(root)
    theme = config.get("theme")
    icons(root / "docs" / str(theme.get("favicon", "") if isinstance(theme, dict) else ""), colours["paper"], root, site)
    sitemap(site, own, url, ENGINES in without)
    works = {key.lower(): work.url for key, work in held.sources.items() if work.url}
    linked = Linked(held, {page.path: page.title for page in own})
    parts = {chapter.url: chapter.meta.part for chapter in held.in_order}
    for page in found:
        image = ""
        if not page.lost and PICTURES not in without and url:
            image = _picture(page, parts.get(page.path, ""), colours, root, site)
        if not page.lost and MARKDOWN not in without:
            address = url + page.path if url else ""
            page.file.with_suffix(".md").write_text(Twin(address, works).of(page.article), encoding="utf-8")
        if _DONE not in page.text:
            page.file.write_text(_with_head(page, url, image, linked, without), encoding="utf-8")
    if MARKDOWN not in without:
        contents(site, own, url, held.config.name, next(page.description for page in own if not page.path))


def _with_head(page: Page, url: str, image: str, linked: Linked, without: set[str]) -> str:
    """Return a page with what it is in its head, beside its title."""
    said = {"og:title": page.title, "og:description": page.description, "og:site_name": page.site, "og:type": "article" if page.path else "website"}
    if url and not page.lost:
        said["og:url"] = url + page.path
    if image:
        said |= {"og:image": url + image, "og:image:width": str(WIDTH), "og:image:height": str(HEIGHT), "og:image:alt": page.title}
    lines = [f'<meta name="description" content="{_quoted(page.description)}">']
    lines += [f'<meta property="{name}" content="{_quoted(value)}">' for name, value in said.items()]
    lines += ['<meta name="twitter:card" content="summary_large_image">'] if image else []
    lines += ['<meta name="robots" content="noindex">'] if page.lost or ENGINES in without else []
    lines += [f'<link rel="apple-touch-icon" href="{page.up}{ICONS}/apple-touch-icon.png">'] if not page.lost else []
    lines += ['<link rel="alternate" type="text/markdown" href="index.md">'] if not page.lost and MARKDOWN not in without else []
    lines += [block] if (block := linked.of(page)) else []
    return _DESCRIPTION.sub("", page.text, count=1).replace("</title>", "</title>\n" + "\n".join(lines), 1)


def _quoted(text: str) -> str:
    return html.escape(text, quote=False).replace('"', "&quot;")


def _picture(page: Page, part: str, colours: Mapping[str, str], root: Path, site: Path) -> str:
    """Write the picture of a page; return its path in the site, "" where our typeface lacks a sign of it."""
    home = not page.path
    above = page.opening if page.opening else [page.group] if page.group else []
    way = [colours[name] for name in SECTIONS[:-1]] if home else [colours.get(page.section) or colours["own"]]
    inks = (colours["paper"], colours["ink"], colours["muted"], *way)
    data = picture(Card(page.title, " · ".join(above), part, "" if home else page.site, inks), root)
    if data is None:
        return ""
    name = f"{CARDS}/{page.path.rstrip('/') or 'index'}.png"
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_bytes(data)
    return name


def _colours(root: Path) -> dict[str, str]:
    """Return the colours of paper and day, a team's own in the place of ours; ``own`` is for what belongs to no section."""
    stated = [parse_tokens(path.read_text(encoding="utf-8")) for path in sorted((root / TEAM).glob("*.css"))]
    colours = load_schemes(root, {name: token for sheet in stated for name, token in sheet.items() if token.colour("light")})["light"].colours
    return {"own": colours.get("brand", colours[SECTIONS[0]])} | colours


def _without(config: Mapping[str, Any], file: str) -> set[str]:
    """Return what a site leaves out."""
    extra = config.get("extra")
    handbook = extra.get("handbook") if isinstance(extra, dict) else None
    stated = (handbook.get("without") if isinstance(handbook, dict) else None) or []
    stated = stated if isinstance(stated, list) else [stated]
    if wrong := [str(part) for part in stated if part not in PARTS]:
        raise ValueError(f'{file}: extra.handbook.without: "{wrong[0]}" cannot be left out. Say any of: {", ".join(PARTS)}.')
    return {str(part) for part in stated}
