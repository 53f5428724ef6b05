"""Runs an engine as its own command does, without the output that helps no author, and finishes what it built.

``python -m tools.build mkdocs build --strict``; also ``zensical``. MkDocs has ``--quiet``, but that turns ``--strict`` off,
since it then counts no warnings.
"""

import logging
import os
import re
import sys
from pathlib import Path

from tools.engine_config import config_of
from tools.postbuild.pipeline import finish


def mkdocs(arguments: list[str]) -> None:
    """Run MkDocs without the five lines in which its macros plugin lists what it has loaded."""
    from mkdocs.__main__ import cli

    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").setLevel(logging.WARNING)
    cli(arguments, prog_name="mkdocs")


def zensical(arguments: list[str]) -> None:
    """Run Zensical without the traceback that it puts around every error, ours or its own."""
    from zensical.main import cli

    try:
        cli(arguments, prog_name="zensical")
    except RuntimeError as error:
        message = str(error).partition("\nTraceback (most recent call last)")[0]
        sys.exit(re.sub(r"^Python error: \w+: ", "", message))


def main(engine: str, arguments: list[str]) -> None:
    """Run an engine; after a build without errors, finish the site."""
    arguments = [*arguments, *config_of(Path.cwd())]
    if "build" in arguments:
        os.environ["HANDBOOK_BUILDS"] = "yes"  # the sources do not change until it is done
    try:
        {"mkdocs": mkdocs, "zensical": zensical}[engine](arguments)
    except SystemExit as done:
        if done.code:
            raise
    if "build" in arguments:
        try:
            warnings = finish(Path(os.environ.get("SITE_DIR") or "site"), Path.cwd())
        except ValueError as error:
            sys.exit(f"The site was built, but not finished:\n{error}")
        for warning in warnings:
            print(f"Warning: {warning}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
