"""Fences that are drawn when the site is built: diagrams and formulas.

They are registered here and not in ``mkdocs.yml``, so that a team that lists fences of its own keeps these. Each leaves its
source in the page, and ``tools/postbuild`` draws it.
"""

import html
from collections.abc import MutableMapping
from typing import Any

from markdown import Markdown

_FENCES = "fenced_code_block"  # what pymdownx.superfences calls itself


def register(md: Markdown) -> None:
    """Make ``mermaid`` and ``math`` fences known, if the page's Markdown has fences at all."""
    if _FENCES in md.preprocessors:
        fences = getattr(md.preprocessors[_FENCES], "extension", None)
        if fences:
            fences.extend_super_fences("mermaid", _diagram, _with_title, None)
            fences.extend_super_fences("math", _formula, _with_title, None)


def _with_title(_language: str, inputs: MutableMapping[str, str], options: MutableMapping[str, str], *_: Any) -> bool:
    """Take the option ``title="…"``; with any other, the fence is ordinary code."""
    options.update(inputs)
    return inputs.keys() <= {"title"}


# Called by these names of arguments.
def _diagram(src: str, options: MutableMapping[str, str], attrs: MutableMapping[str, str] | None = None, **_: Any) -> str:
    title = options.get("title") or (attrs or {}).get("title", "")
    stated = f' title="{html.escape(title)}"' if title else ""
    return f'<pre class="mermaid"{stated}><code>{html.escape(src, quote=False)}</code></pre>'


def _formula(src: str, **_: Any) -> str:
    return f'<div class="arithmatex">\\[\n{html.escape(src, quote=False)}\n\\]</div>'
