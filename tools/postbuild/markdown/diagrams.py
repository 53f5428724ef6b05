"""Replaces each Mermaid fence by a picture, drawn now, with the source below it for those who cannot see it.

As ``<img>`` and not inline: the page's policy forbids the styles that Mermaid writes, and allows those in a picture.
"""

import hashlib
import html
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from handbook.errors import Problem, nearest
from handbook.templating import PageWriter
from handbook.theme.palette import TEAM, Token, load_schemes, parse_tokens
from tools.postbuild.markdown.sources import Excerpt, find_in_source
from tools.postbuild.site import Page, Site

FOLDER = "assets/diagrams"
# In pixels: a wider drawing keeps its size and scrolls, a narrower one shrinks to the page, and one between them shrinks, but scrolls on a phone.
WIDE, NARROW = 1000, 540
_FENCE = re.compile(r'<pre class="mermaid"(?: title="(?P<title>[^"]*)")?><code>(?P<code>.*?)</code></pre>', re.S)
_START = re.compile(r"(?:\s*---\n.*?\n---\n)?(?:\s|%%[^\n]*(?:\n|$))*(?P<word>[\w-]+)", re.S)  # front matter, directives, comments, then the kind
_TITLE = re.compile(r"^\s*(?:title:?|pie(?: showData)? title)\s+(\S[^\n]*?)\s*$", re.M)
_ACCESSIBLE_TITLE = re.compile(r"^\s*accTitle\s*:\s*([^\n]+?)\s*$", re.M)
_ACCESSIBLE_DESCRIPTION = re.compile(r"^\s*accDescr\s*(?::\s*([^\n]+?)\s*$|\{([^}]*)\})", re.M)
_KINDS = {
    "flowchart": "flowchart graph",
    "sequence": "sequenceDiagram",
    "class": "classDiagram",
    "state": "stateDiagram",
    "entities": "erDiagram",
    "gantt": "gantt",
    "pie": "pie",
    "journey": "journey",
    "mindmap": "mindmap",
    "timeline": "timeline",
    "git": "gitGraph",
    "quadrant": "quadrantChart",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_EXPECTED = re.compile(r"\n-*\^\s*\n?|\s*Expecting .*", re.S)


def draw_diagrams(site: Site, page: Page) -> None:
    """Put a picture in the place of each fence; one that cannot be drawn adds to ``site.problems``, and the page says so too."""
    fences = list(_FENCE.finditer(page.body)) if 'class="mermaid"' in page.body else []
    if not fences:
        return
    # Only now, so that a build without diagrams loads nothing of it.
    from tools.diagrams.cache import FOLDER as CACHE
    from tools.diagrams.cache import draw
    from tools.diagrams.colours import Palette, coloured

    text = PageWriter(site.library, "").text
    sources = [html.unescape(fence["code"]).strip("\n") for fence in fences]
    drawings = draw(sources, site.root / CACHE)
    palette = Palette(load_schemes(site.root, _tokens_of_team(site.root)))
    parts, end = [], 0
    for fence, source in zip(fences, sources, strict=True):
        parts.append(page.body[end : fence.start()])
        end = fence.end()
        try:
            if fault := drawings[source].fault:
                raise ValueError(fault)
            picture = coloured(drawings[source].svg, palette)
        except ValueError as error:
            problem = _problem(site, page, source, str(error))
            site.problems.append(problem)
            parts.append(f'<div class="hb-diagram hb-diagram--failed"><p>{html.escape(str(problem))}</p><pre><code>{fence["code"]}</code></pre></div>')
            continue
        name = f"{FOLDER}/{hashlib.sha256(picture.svg.encode()).hexdigest()[:16]}.svg"
        site.once(name, partial(_write, site, name, picture.svg))
        alt = html.escape(_alt(source, html.unescape(fence["title"] or ""), text))
        size = " hb-diagram--wide" if picture.width > WIDE else " hb-diagram--narrow" if picture.width <= NARROW else ""
        parts.append(
            f'<div class="hb-diagram{size}"><hb-scroll class="hb-diagram__picture">'
            f'<img src="{page.to_root}{name}" alt="{alt}" width="{picture.width}" height="{picture.height}"></hb-scroll>'
            f'<details class="hb-more hb-diagram__text"><summary class="hb-more__open">{html.escape(text("diagram.text"))}</summary>'
            f"<pre><code>{html.escape(source, quote=False)}</code></pre></details></div>"
        )
    page.body = "".join([*parts, page.body[end:]])


def _alt(source: str, title: str, text: Callable[[str], str]) -> str:
    """Return what a diagram says to those who cannot see it: Mermaid's own description, the fence's title, or its kind."""
    stated, described = _ACCESSIBLE_TITLE.search(source), _ACCESSIBLE_DESCRIPTION.search(source)
    parts = [match[1] or " ".join(match[match.lastindex or 1].split()) for match in (stated, described) if match]
    if parts or title:
        return ". ".join(part.rstrip(".") for part in parts) + "." if len(parts) > 1 else (parts or [title])[0]
    start, titled = _START.match(source), _TITLE.search(source)
    kind = text(f"diagram.{_KIND_OF.get(start['word'].partition('-')[0] if start else '', 'other')}")
    return f"{kind}: {titled[1]}" if titled else kind


def _problem(site: Site, page: Page, source: str, fault: str) -> Problem:
    """Return what is wrong with a diagram. Mermaid counts lines one or two too high, so its excerpt is quoted and looked for."""
    what = _EXPECTED.split(fault.removeprefix("Error: "))[0]
    lines = what.split("\n")
    excerpt = " ".join(lines[1].removeprefix("...").split()) if len(lines) > 1 and lines[0].startswith("Parse error") else ""
    found = find_in_source(site, page, Excerpt(source, fence="mermaid"))
    start = _START.match(source)
    if fault.startswith("UnknownDiagramError") or not start:
        word = start["word"] if start else ""
        return Problem(found.file, found.line, "", f'the diagram cannot be drawn: "{word}" is no kind of diagram', nearest(word, _KIND_OF))
    line = found.line
    if excerpt and line:
        line += next((n for n, text in reversed(list(enumerate(source.split("\n"), 1))) if text.strip() and excerpt.endswith(" ".join(text.split()))), 0)
    message = f'the diagram cannot be drawn near "{excerpt}"' if excerpt else f"the diagram cannot be drawn: {' '.join(what.split())}"
    return Problem(found.file, line, "", message, "Correct it as https://mermaid.js.org describes, or remove the fence.")


def _tokens_of_team(root: Path) -> dict[str, Token]:
    sheets = [parse_tokens(path.read_text(encoding="utf-8")) for path in sorted((root / TEAM).glob("*.css"))]
    return {name: token for sheet in sheets for name, token in sheet.items() if token.colour("light")}


def _write(site: Site, name: str, svg: str) -> str:
    site.write(name, svg)
    return name
