"""Writes a strict Content-Security-Policy into each page of a site.

The recipes in ``deploy/`` send the same policy as a header, and a test compares both; in the page it holds wherever the site
is hosted. The inline scripts and styles of a page's head are allowed by their hashes, so that nothing injected later runs.
The Trusted Types policy named ``handbook`` is that of ``docs/assets/javascripts/common/trusted-types.js``.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache

from handbook.content.source.files import display_path
from tools.postbuild.markdown.embeds import allowed_origins
from tools.postbuild.markdown.sources import source_of
from tools.postbuild.site import Page, Site

CHARSET = '<meta charset="utf-8">'
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.S)
_STYLE = re.compile(r"<style[^>]*>(?P<text>.*?)</style>", re.S)
_DATA = re.compile(r'\bsrc=|type="(?:application|text)/(?!javascript)')
# A hint that a page may have an event handler, since it may also be text or a value: the parsed page tells. Each pattern begins
# with plain characters, which makes the search many times faster.
_HANDLER_HINTS = (re.compile(r" on[a-z]+ *=", re.A), re.compile(r"\non[a-z]+ *=", re.A))
_FIXES = {
    "<script>": "Put it into a file, and name that in extra_javascript.",
    "<style>": "Put it into a style sheet, and name that in extra_css.",
    "style=": "Put the rule into a style sheet, and give the element a class.",
    "on": "Add an event listener in a script.",
}


def add_csp(site: Site, page: Page) -> None:
    """Write its policy into a page, and add a warning to ``site.warnings`` for each part of it that the policy blocks.

    What the page's Markdown has is told by ``handbook.checks.markdown``, with its line; a macro or a plugin may have made the rest.
    """
    if CHARSET in page.head:
        tag = f'<meta http-equiv="Content-Security-Policy" content="{csp_header(*inline(page.head), fonts_in_css=site.standalone, frames=allowed_origins(site))}">'
        page.head = page.head.replace(CHARSET, f"{CHARSET}\n      {tag}", 1)
        site.warnings += [f"{page.path}: {name} has no effect under the page's policy. {fix}" for name, fix in _untold(site, page)]


def csp_header(scripts: list[str], styles: list[str], sent_by_server: bool = False, fonts_in_css: bool = False, frames: Sequence[str] = ()) -> str:
    """Return a policy.

    Args:
        scripts: The text of each inline script.
        styles: The text of each inline style.
        sent_by_server: Whether it is a header; a page cannot say who may frame it.
        fonts_in_css: Whether style sheets hold fonts as ``data:``, as in a standalone site.
        frames: The origins whose pages may be embedded.
    """
    directives = {
        "default-src": ["'self'"],
        **({"font-src": ["data:"]} if fonts_in_css else {}),
        "script-src": ["'self'", *_hashes(scripts)],
        "style-src": ["'self'", *_hashes(styles)],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "frame-src": frames or ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'none'"],  # no page sends anything; scripts hear the forms of the frame
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["handbook"],
    } | ({"frame-ancestors": ["'none'"]} if sent_by_server else {})
    return "; ".join(" ".join([name, *values]) for name, values in directives.items())


def inline(head: str) -> tuple[list[str], list[str]]:
    """Return the text of each inline script and of each inline style in a page's head."""
    scripts = [match["text"] for match in _SCRIPT.finditer(head) if not _DATA.search(match["attributes"])]
    return scripts, [match["text"] for match in _STYLE.finditer(head)]


def _untold(site: Site, page: Page) -> list[tuple[str, str]]:
    """Return the name and the fix of each kind of thing that a page's policy blocks, if no warning about its source says so."""
    if not (blocked := _blocked(page)):
        return []
    path = source_of(site, page)
    told = [problem.message.lower() for problem in site.library.warnings if path and problem.file == display_path(path, site.root)]
    return [(name, fix) for name, fix in sorted(blocked.items()) if not any(message.startswith(f"{name} ") for message in told)]


def _blocked(page: Page) -> dict[str, str]:
    """Return the fix for each kind of thing in a page's body that its policy blocks, by its name."""
    body = page.document.body
    if not body:
        return {}
    found = {"<style>"} if body.css_first("style") else set()
    found |= {"<script>" for script in body.css("script:not([src])") if not _is_data(script.attributes.get("type") or "")}
    if body.css_first("[style]"):
        found.add("style=")
    if any(hint.search(page.body) for hint in _HANDLER_HINTS):
        found |= {f"{name}=" for node in body.traverse() for name in node.attributes if name.startswith("on")}
    return {name: _FIXES.get(name, _FIXES["on"]) for name in found}


def _is_data(kind: str) -> bool:
    return kind.startswith(("application/", "text/")) and "javascript" not in kind


def _hashes(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(map(_hash, texts)))


@cache
def _hash(text: str) -> str:
    """Return the source expression of an inline text; cached, since all pages have the same script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
