"""Runs an engine as its own command does, without the output that helps no author, and finishes what it built.

``python -m tools.build mkdocs build --strict``; also ``zensical``. MkDocs has ``--quiet``, but that turns ``--strict`` off,
since it then counts no warnings.
"""

import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from handbook.config import has_team
from handbook.content.library import Library
from handbook.errors import LINK, SourceErrors
from handbook.fork.links import broken_links
from handbook.loader import READ, save_library
from handbook.render.registry import load_checked_library
from tools.engine_config import write_engine_config
from tools.postbuild.target import BuildTarget

# Zensical's reports: where one starts, the file, line and column that it names, and the sum at the end; and its colours.
_REPORT = re.compile(r"(?m)^(?=(?:Warning|Error): )")
_PLACE = re.compile(r"\u256d\u2500\[ (.+:\d+:\d+) \]")
_SUM = re.compile(r"(?m)^\d+ issues? found\n")
_COLOUR = re.compile(r"\x1b\[[\d;]*m")


def build_with_mkdocs(arguments: list[str]) -> None:
    """Run MkDocs without the five lines in which its macros plugin lists what it has loaded. The hook ``tools/mkdocs_hook.py`` finishes the site."""
    from mkdocs.__main__ import cli

    if "serve" not in arguments:  # there the hook writes it before each build, with new pages
        try:
            arguments = [*arguments, *write_engine_config(Path.cwd(), "mkdocs")]
        except SourceErrors as error:
            sys.exit(str(error))
    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").setLevel(logging.WARNING)
    cli(arguments, prog_name="mkdocs")


def build_with_zensical(arguments: list[str]) -> None:
    """Run Zensical beside the site, finish what it built, and put it in place.

    Raises:
        SystemExit: There were errors, or Ctrl-C; the site is as it was.
    """
    root = Path.cwd()
    os.environ["HANDBOOK_BUILDS"] = "yes"  # the sources do not change until it is done
    try:
        with BuildTarget(Path(os.environ.get("SITE_DIR") or "site"), root, in_project=True) as target:
            if "--config-file" not in arguments:
                arguments = [*arguments, *write_engine_config(root, "zensical")]
            library = load_checked_library(root, root / "docs")
            read = target.folder.with_name("library.pickle")
            save_library(library, read)
            environment = {**os.environ, "SITE_DIR": str(target.folder), READ: str(read)}
            dead = "--strict" in arguments and any(warning.cause == LINK for warning in library.warnings)  # it does not look for files
            if code := _run_zensical(arguments, environment, _broken_links(library)) or int(dead):
                _warn(map(str, sorted(library.warnings)))  # of what stops a strict build they have the fix
                sys.exit(code)
            if not target.folder.exists():
                raise ValueError("Zensical built into another folder. Remove site_dir from team.yml, and set SITE_DIR.")
            # Not before: while Zensical runs, this process should take little memory.
            from tools.postbuild.pipeline import finish

            warnings = finish(target.folder, root)
            target.publish()
    except (ValueError, SourceErrors) as error:
        sys.exit(f"The site was not built:\n{error}")
    except KeyboardInterrupt:
        sys.exit("Stopped. The site is as it was.")
    _warn(warnings)


def _warn(warnings: Iterable[str]) -> None:
    for warning in warnings:
        print(f"Warning: {warning}", file=sys.stderr)


def _broken_links(library: Library) -> set[str]:
    """Return the places of the links in a fork's files that lead elsewhere since an update, as Zensical writes them."""
    links = broken_links(library) if has_team(library.root) else []
    return {f"{link.problem.file.removeprefix('docs/')}:{link.problem.line}:{column}" for link in links for column in link.columns}


def _run_zensical(arguments: list[str], environment: dict[str, str], known: set[str]) -> int:
    """Run Zensical and return its exit code.

    It looks for broken links in the sources, where an extension cannot redirect them. So its reports of ``known`` ones are
    left out, and then ``--strict`` is for us to apply.
    """
    command = [sys.executable, "-m", "tools.zensical", *arguments]
    if not known:
        return subprocess.run(command, env=environment).returncode
    strict = "--strict" in arguments
    command = [word for word in command if word != "--strict"]
    done = subprocess.run(command, env=environment, stderr=subprocess.PIPE, encoding="utf-8", errors="replace")
    text, others = without_known(done.stderr, known)
    print(text, end="", file=sys.stderr)
    if others and strict:
        print(f"Stopped by --strict: {others} reported above.", file=sys.stderr)
    return done.returncode or int(strict and others > 0)


def without_known(text: str, known: set[str]) -> tuple[str, int]:
    """Return what Zensical printed without its reports of known places, and how many reports are left.

    Args:
        text: What it printed; without colours afterwards.
        known: Places as ``team/page.md:3:8``: file, line and column.
    """
    first, *reports = _REPORT.split(_COLOUR.sub("", text))
    others = [report for report in reports if not (place := _PLACE.search(report)) or place[1] not in known]
    return _SUM.sub("", "".join([first, *others])), len(others)


if __name__ == "__main__":
    {"mkdocs": build_with_mkdocs, "zensical": build_with_zensical}[sys.argv[1]](sys.argv[2:])
