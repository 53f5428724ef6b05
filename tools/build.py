"""Runs an engine as its own command does, less what it says that helps no author.

``python -m tools.build mkdocs build --strict``; also ``zensical``.  MkDocs has
``--quiet`` for this, but that turns ``--strict`` off: warnings are not counted.
"""

import logging
import os
import re
import sys
from pathlib import Path

from handbook import loader, templating
from handbook.content import redirects as moved
from handbook.pdf import output
from handbook.theme import palette
from tools.engine_config import config_of
from tools.postbuild.bundle import finish, place
from tools.postbuild.csp import policy
from tools.postbuild.metadata import describe
from tools.postbuild.redirects import lead_on
from tools.postbuild.service_worker import Edition, offline
from tools.postbuild.standalone import to_folder
from tools.postbuild.vocabulary import own_renaming, report
from tools.search.index import seek


def mkdocs(arguments: list[str]) -> None:
    """Run MkDocs without the five lines in which its macros plugin lists what it found."""
    from mkdocs.__main__ import cli

    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").setLevel(logging.WARNING)
    cli(arguments, prog_name="mkdocs")


def zensical(arguments: list[str]) -> None:
    """Run Zensical without the traceback that it puts around every fault, ours or its own."""
    from zensical.main import cli

    try:
        cli(arguments, prog_name="zensical")
    except RuntimeError as error:
        report = str(error).partition("\nTraceback (most recent call last)")[0]
        sys.exit(re.sub(r"^Python error: \w+: ", "", report))


def booklets(root: Path) -> list[Path]:
    """Return the PDFs of ``make pdf``; where they are of older sources, none, and a warning."""

    shelf = output.PdfFolder(root)
    sources = loader.load_library(root, root / "docs")
    if shelf.outdated(sources):
        print("The PDFs in pdf/ are of older sources, and were left out of the site. To make them anew: make pdf", file=sys.stderr)
    return [shelf.folder / made.file for made in shelf.current(sources)]


def redirects(root: Path, site: Path) -> None:
    """Lead readers on from addresses that pages had before."""

    sources = loader.load_library(root, root / "docs")
    lead_on(site, moved.load_redirects(root, root / "docs"), templating.PageWriter(sources, "").text("moved.to"), sources.strings["language"])


def index(root: Path, site: Path) -> None:
    """Write the index of the search."""

    sources = loader.load_library(root, root / "docs")
    seek(site, sources.search_terms, [pair for rename in sources.renames for pair in rename.words.items()])


def described(root: Path, site: Path) -> None:
    """Say of each page what it is."""

    describe(site, root)


def keep_offline(root: Path, site: Path) -> None:
    """Let readers' browsers keep the site, where its configuration does not forbid that."""

    sources = loader.load_library(root, root / "docs")
    who, say = sources.config, templating.PageWriter(sources, "").text
    own = {
        name: token for path in sorted((root / palette.TEAM).glob("*.css")) for name, token in palette.parse_tokens(path.read_text(encoding="utf-8")).items()
    }
    colour = palette.load_schemes(root, own)["light"].colours["paper"]
    words = {name: say(f"offline.{name}") for name in ("ready", "take", "later")}
    edition = Edition(who.id, who.name, who.short_name, who.description, who.language, colour, words)
    offline(site, edition, who.offline)


def main(engine: str, arguments: list[str]) -> None:
    """Run an engine; after a build that went well, finish what it built."""
    arguments = [*arguments, *config_of(Path.cwd())]
    if "build" in arguments:
        os.environ["HANDBOOK_BUILDS"] = "yes"  # the sources stay as they are until it is done
    try:
        {"mkdocs": mkdocs, "zensical": zensical}[engine](arguments)
    except SystemExit as done:
        if done.code:
            raise
    if "build" in arguments:
        site = Path(os.environ.get("SITE_DIR") or "site")
        try:
            renaming = own_renaming(Path.cwd())
            finish(site, renaming)
            place(site, booklets(Path.cwd()))
            redirects(Path.cwd(), site)
            described(Path.cwd(), site)
            index(Path.cwd(), site)
            for sentence in policy(site):
                print(f"Warning: {sentence}", file=sys.stderr)
            if os.environ.get("OFFLINE") == "true":
                to_folder(site)
            else:
                keep_offline(Path.cwd(), site)
        except ValueError as error:
            sys.exit(f"The site was built, but not finished:\n{error}")
        if renaming:
            report(Path.cwd(), site, renaming)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
