"""Finishes a built site, whichever engine built it: joins our scripts and our style sheets, and makes them small.

Run by ``tools/engine.py`` after a build; ``python tools/finish.py FOLDER`` does it by hand. A second run changes nothing.
The single files stay where they are, for those who want to read them.
"""

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import minify
from modules import Modules

SCRIPTS = Path("assets/javascripts")
STYLES = Path("assets/stylesheets")
# Modules that every page loads; the first gives the joined file its name.
ENTRIES = ("handbook.js", "frame.js")

_LINK = re.compile(r'<link rel="stylesheet" href="([^"]*?)assets/stylesheets/([\w/-]+\.css)">\s*')
_RUN = re.compile(rf"(?:{_LINK.pattern}){{2,}}")
_SCRIPT = r'<script src="[^"]*assets/javascripts/(?:{})" type="module"></script>\s*'


def finish(site: Path) -> None:
    """Join scripts and styles in a built site.

    Args:
        site: The folder that was built.

    Raises:
        ValueError: A module or a style sheet is written in a way that cannot be joined; names the file and the line.
    """
    pages = {page: page.read_text(encoding="utf-8") for page in sorted(site.rglob("*.html"))}
    others = re.compile(_SCRIPT.format("|".join(map(re.escape, ENTRIES[1:]))))
    if not any(others.search(text) for text in pages.values()):
        return  # it is finished
    files = Modules(site / SCRIPTS).joined(*ENTRIES)
    made: dict[tuple[str, ...], str] = {}
    for page, text in pages.items():
        page.write_text(_RUN.sub(lambda run: _link(site, run[0], made), others.sub("", text)), encoding="utf-8")
    for name, joined in files.items():
        (site / SCRIPTS / name).write_text(joined, encoding="utf-8")


def _link(site: Path, run: str, made: dict[tuple[str, ...], str]) -> str:
    """Return the one link that stands for a run of links; write its file the first time."""
    found = _LINK.findall(run)
    names = tuple(name for _, name in found)
    if names not in made:
        text = str(minify.string("text/css", "\n".join(_sheets(site, names))))
        made[names] = f"joined-{hashlib.sha256(text.encode()).hexdigest()[:8]}.css"
        (site / STYLES / made[names]).write_text(text, encoding="utf-8")
    return f'<link rel="stylesheet" href="{found[0][0]}assets/stylesheets/{made[names]}">\n'


def _sheets(site: Path, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        text = (site / STYLES / name).read_text(encoding="utf-8")
        if "/" in name and "url(" in text:
            raise ValueError(f"{site / STYLES / name}: url() would lead elsewhere once it is joined; move the rule to {STYLES}")
        yield text


if __name__ == "__main__":
    finish(Path(sys.argv[1]))
