"""Finishes a built site, whichever engine built it.

Joins our scripts and our style sheets, makes them small, puts a team's words in the place of ours, gives each page
what it needs on paper, and adds the PDFs.

Run by ``tools/build.py`` after a build; ``python -m tools.postbuild.bundle FOLDER`` does it by hand. A second run changes nothing.
The single files stay where they are, for those who want to read them.
"""

import hashlib
import os
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import rcssmin

from tools.postbuild.bun import bundle
from tools.postbuild.print import date_of, on_paper

if TYPE_CHECKING:
    from handbook.vocabulary.rewriter import VocabularyRewriter

SCRIPTS = Path("assets/javascripts")
STYLES = Path("assets/stylesheets")
ENTRY = "handbook.js"  # the module that every page loads

_LINK = re.compile(r'<link rel="stylesheet" href="([^"]*?)assets/stylesheets/([\w/-]+\.css)">\s*')
_RUN = re.compile(rf"(?:{_LINK.pattern}){{2,}}")
_ENTRY = re.compile(rf'(<script src="[^"]*{SCRIPTS}/){re.escape(ENTRY)}"')
_JOINED = re.compile(rf'<link rel="stylesheet" href="([^"]*){STYLES}/joined\.')


def finish(site: Path, renaming: "VocabularyRewriter | None" = None) -> None:
    """Join scripts and styles in a built site, and rename words in it.

    Args:
        site: The folder that was built.
        renaming: A team's words, if it has any.

    Raises:
        ValueError: A script or a style sheet cannot be joined; says which and why.
    """
    pages = {page: page.read_text(encoding="utf-8") for page in sorted(site.rglob("*.html"))}
    if not any(_ENTRY.search(text) for text in pages.values()):
        return  # it is finished
    entry = bundle(site / SCRIPTS, "page", [ENTRY], "--splitting")
    made: dict[tuple[str, ...], str] = {}
    day = date_of(os.environ.get("SOURCE_DATE_EPOCH", ""))
    for page, text in pages.items():
        joined = _RUN.sub(lambda run: _link(site, run[0], made), _ENTRY.sub(rf'\g<1>{entry}"', text))
        if renaming:
            joined = renaming.html(joined, page.relative_to(site).as_posix())
        text, foot = on_paper(_scrolling(joined), day)
        page.write_text(_with_foot(site, text, foot), encoding="utf-8")


def place(site: Path, files: Iterable[Path], folder: str = "pdf") -> None:
    """Put files that no engine knows into a built site, and lead the links that name them there.

    A link says ``data-hb-file="pdf/x.pdf"``: the engines count a relative address from different places, and refuse a file
    that is not under ``docs/``.

    Args:
        site: The folder that was built.
        files: What to put into it.
        folder: Where in the site.
    """
    names = set()
    for file in files:
        (site / folder).mkdir(exist_ok=True)
        shutil.copyfile(file, site / folder / file.name)
        names.add(f"{folder}/{file.name}")
    for page in site.rglob("*.html") if names else []:
        up = "../" * (len(page.relative_to(site).parts) - 1)
        text = page.read_text(encoding="utf-8")
        for name in sorted(names):
            text = text.replace(f'data-hb-file="{name}"', f'href="{up}{name}"')
        page.write_text(text, encoding="utf-8")


def _scrolling(text: str) -> str:
    """Return a page whose plain tables, those of Markdown, scroll sideways in a box of their own."""
    return re.sub(r"<table>.*?</table>", r'<hb-scroll class="hb-table">\g<0></hb-scroll>', text, flags=re.S)


def _with_foot(site: Path, text: str, foot: str) -> str:
    """Return a page that loads what it draws on each sheet of paper: in a file, since its policy allows no style in the page."""
    near = _JOINED.search(text)
    if not foot or not near:
        return text
    name = f"foot.{hashlib.sha256(foot.encode()).hexdigest()[:8]}.css"
    (site / STYLES / name).write_text(foot, encoding="utf-8")
    return text.replace("</head>", f'<link rel="stylesheet" media="print" href="{near[1]}{STYLES}/{name}">\n</head>', 1)


def _link(site: Path, run: str, made: dict[tuple[str, ...], str]) -> str:
    """Return the one link that stands for a run of links; write its file the first time."""
    found = _LINK.findall(run)
    names = tuple(name for _, name in found)
    if names not in made:
        text = str(rcssmin.cssmin("\n".join(_sheet(site / STYLES / name, name) for name in names)))
        made[names] = f"joined.{hashlib.sha256(text.encode()).hexdigest()[:8]}.css"
        (site / STYLES / made[names]).write_text(text, encoding="utf-8")
    return f'<link rel="stylesheet" href="{found[0][0]}{STYLES}/{made[names]}">\n'


def _sheet(path: Path, name: str) -> str:
    text = path.read_text(encoding="utf-8")
    if "/" in name and re.search(r"""url\((?!["']?data:)""", text):
        raise ValueError(f"{path}: url() would lead elsewhere once it is joined; move the rule to {STYLES}")
    return text


if __name__ == "__main__":
    from tools.postbuild.vocabulary import own_renaming

    finish(Path(sys.argv[1]), own_renaming(Path.cwd()))
