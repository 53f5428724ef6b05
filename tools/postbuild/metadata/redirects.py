"""Pages at former addresses that lead to those of today."""

import html
import posixpath

from handbook.content.nav import redirects
from handbook.templating import PageWriter
from tools.postbuild.site import Site

# Without a script, so that it works for everybody; the address is relative, so that it works wherever the site is hosted.
_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{text}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={to}">
<link rel="canonical" href="{to}">
</head>
<body><p><a href="{to}">{text}</a></p></body>
</html>
"""


def write_redirects(site: Site) -> None:
    """Write a page at each former address that has none."""
    text, language = PageWriter(site.library, "").text("moved.to"), str(site.library.strings["language"])
    for old, new in redirects.load_redirects(site.root, site.root / "docs").items():
        if not (site.folder / old / "index.html").exists():
            to = html.escape(posixpath.relpath(new or ".", old) + "/")
            site.write(f"{old}index.html", _PAGE.format(to=to, text=html.escape(text), lang=html.escape(language)))
