"""Pages that lead from an address of before to that of today."""

import html
import posixpath
from collections.abc import Mapping
from pathlib import Path

# Without a script, so that it works for everybody; the address is relative, so that it works wherever the site stands.
PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{said}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={to}">
<link rel="canonical" href="{to}">
</head>
<body><p><a href="{to}">{said}</a></p></body>
</html>
"""


def lead_on(site: Path, moved: Mapping[str, str], said: str, lang: str) -> None:
    """Write a page at each address of before that nothing stands at.

    Args:
        site: The folder that was built.
        moved: The address of today for each address of before.
        said: What the page says.
        lang: The language that it says it in.
    """
    for old, new in moved.items():
        page = site / old / "index.html"
        if not page.exists():
            page.parent.mkdir(parents=True, exist_ok=True)
            to = html.escape(posixpath.relpath(new or ".", old) + "/")
            page.write_text(PAGE.format(to=to, said=html.escape(said), lang=html.escape(lang)), encoding="utf-8")
