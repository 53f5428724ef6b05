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

from tools.postbuild.markdown.embeds import allowed_origins
from tools.postbuild.site import Page, Site

CHARSET = '<meta charset="utf-8">'
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.S)
_STYLE = re.compile(r"<style[^>]*>(?P<text>.*?)</style>", re.S)
_DATA = re.compile(r'\bsrc=|type="(?:application|text)/(?!javascript)')
# A hint that a page may have an event handler, since it may also be text or a value: the parsed page tells. Each pattern begins
# with plain characters, which makes the search many times faster.
_HANDLER_HINTS = (re.compile(r" on[a-z]+ *=", re.A), re.compile(r"\non[a-z]+ *=", re.A))
_FIXES = {
    "script": "Put it into a file, and name that in extra_javascript.",
    "style": "Put the rule into a style sheet, and give the element a class.",
    "on": "Add an event listener in a script.",
}


def add_csp(site: Site, page: Page) -> None:
    """Write its policy into a page, and add a warning to ``site.warnings`` for each part of it that the policy blocks."""
    if CHARSET in page.head:
        tag = f'<meta http-equiv="Content-Security-Policy" content="{csp_header(*inline(page.head), fonts_in_css=site.standalone, frames=allowed_origins(site))}">'
        page.head = page.head.replace(CHARSET, f"{CHARSET}\n      {tag}", 1)
        site.warnings += [f"{page.path}: {sentence}" for sentence in _blocked(page)]


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
        "form-action": ["'self'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["handbook"],
    } | ({"frame-ancestors": ["'none'"]} if sent_by_server else {})
    return "; ".join(" ".join([name, *values]) for name, values in directives.items())


def inline(head: str) -> tuple[list[str], list[str]]:
    """Return the text of each inline script and of each inline style in a page's head."""
    scripts = [match["text"] for match in _SCRIPT.finditer(head) if not _DATA.search(match["attributes"])]
    return scripts, [match["text"] for match in _STYLE.finditer(head)]


def _blocked(page: Page) -> list[str]:
    """Return a sentence for each kind of thing in a page's body that its policy blocks."""
    body = page.document.body
    if not body:
        return []
    blocked = {("a style in the text", "style") for _ in body.css("style")}
    blocked |= {("a script in the text", "script") for script in body.css("script:not([src])") if not _is_data(script.attributes.get("type") or "")}
    if body.css_first("[style]"):
        blocked.add(("an attribute style=", "style"))
    if any(hint.search(page.body) for hint in _HANDLER_HINTS):
        blocked |= {(f"an attribute {name}=", "on") for node in body.traverse() for name in node.attributes if name.startswith("on")}
    return [f"{what} has no effect. {_FIXES[fix]}" for what, fix in sorted(blocked)]


def _is_data(kind: str) -> bool:
    return kind.startswith(("application/", "text/")) and "javascript" not in kind


def _hashes(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(map(_hash, texts)))


@cache
def _hash(text: str) -> str:
    """Return the source expression of an inline text; cached, since all pages have the same script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
