"""Writes into each page of a built site what the page may do: a strict Content-Security-Policy.

The same policy stands as a header in the recipes of ``deploy/``; a test compares them. In a page it holds wherever the
site is hosted. What a page brings in itself is allowed by its hash, so that nothing which is put into it later runs.
The policy named ``handbook`` is that of ``docs/assets/javascripts/common/trusted-types.js``.
"""

import base64
import hashlib
import re
from pathlib import Path

FIRST = '<meta charset="utf-8">'
_META = '<meta http-equiv="Content-Security-Policy" content="'
_SCRIPT = re.compile(r"<script(?P<said>[^>]*)>(?P<text>.*?)</script>", re.S)
_STYLE = re.compile(r"<style[^>]*>(?P<text>.*?)</style>", re.S)
# In a tag, and not in a text that speaks of one; the value of another attribute may hold a ">".
_ATTRIBUTE = re.compile(r"""<[a-zA-Z][\w:-]*(?:\s+(?!style=|on\w+=)[\w:@.-]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*\s+(?P<name>style|on\w+)=""")
_DATA = re.compile(r'\bsrc=|type="(?:application|text)/(?!javascript)')


def rules(scripts: list[str], styles: list[str], in_header: bool = False) -> str:
    """Return a policy.

    Args:
        scripts: The scripts that stand in a page, as text.
        styles: Its styles, likewise.
        in_header: Whether a server sends it; a page cannot say who may frame it.
    """
    said = {
        "default-src": ["'self'"],
        "script-src": ["'self'", *_hashes(scripts)],
        "style-src": ["'self'", *_hashes(styles)],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "frame-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["handbook"],
    } | ({"frame-ancestors": ["'none'"]} if in_header else {})
    return "; ".join(" ".join([name, *values]) for name, values in said.items())


def policy(site: Path) -> list[str]:
    """Write its policy into each page of a built site; a second run changes nothing.

    Args:
        site: The folder that was built.

    Returns what pages say that their policy forbids, in sentences.
    """
    forbidden = []
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        if _META in text or FIRST not in text:
            continue
        said = f'{_META}{rules(*inline(text))}">'
        page.write_text(text.replace(FIRST, f"{FIRST}\n      {said}", 1), encoding="utf-8")
        forbidden += [f"{page.relative_to(site)}: {sentence}" for sentence in _without_effect(text.partition("</head>")[2])]
    return forbidden


def _without_effect(body: str) -> list[str]:
    """Return what in a page's text its policy keeps from having an effect, in sentences."""
    found = {f"an attribute {found['name']}=" for found in _ATTRIBUTE.finditer(_SCRIPT.sub("", body))}
    found |= {"a script in the text" for found in _SCRIPT.finditer(body) if "src=" not in found["said"] and not _DATA.search(found["said"])}
    found |= {"a style in the text" for _ in _STYLE.finditer(body)}
    mends = {"script": "put it into a file, and name that in extra_javascript", "style": "put the rule into a style sheet, and give the part a class"}
    return [f"{what} has no effect; {next((mend for word, mend in mends.items() if word in what), 'listen in a script')}." for what in sorted(found)]


def inline(text: str) -> tuple[list[str], list[str]]:
    """Return the scripts and the styles that stand in the head of a page."""
    text = text.partition("</head>")[0]
    scripts = [found["text"] for found in _SCRIPT.finditer(text) if not _DATA.search(found["said"])]
    return scripts, [found["text"] for found in _STYLE.finditer(text)]


def _hashes(texts: list[str]) -> list[str]:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return list(dict.fromkeys(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests))
