"""Runs an engine as its own command does, without the output that helps no author, and finishes what it built.

``python -m tools.build mkdocs build --strict``; also ``zensical``. MkDocs has ``--quiet``, but that turns ``--strict`` off,
since it then counts no warnings.
"""

import logging
import os
import re
import signal
import sys
from pathlib import Path

from handbook.errors import SourceErrors
from tools.engine_config import write_engine_config
from tools.postbuild.pipeline import finish
from tools.postbuild.target import BuildTarget


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
    """Run an engine; after a build with Zensical, finish the site. Under MkDocs the hook ``tools/mkdocs_hook.py`` does."""
    root = Path.cwd()
    if engine != "mkdocs" or "serve" not in arguments:  # while MkDocs serves, its hook writes it before each build, with new pages
        arguments = [*arguments, *write_engine_config(root, engine)]
    if engine == "mkdocs":
        mkdocs(arguments)
    elif "build" not in arguments:
        zensical(arguments)
    else:
        os.environ["HANDBOOK_BUILDS"] = "yes"  # the sources do not change until it is done
        try:
            with BuildTarget(Path(os.environ.get("SITE_DIR") or "site"), root, in_project=True) as target:
                os.environ["SITE_DIR"] = str(target.folder)
                _run_zensical(arguments)
                if not target.folder.exists():
                    raise ValueError("Zensical built into another folder. Remove site_dir from team.yml, and set SITE_DIR.")
                warnings = finish(target.folder, root)
                target.publish()
        except (ValueError, SourceErrors) as error:
            sys.exit(f"The site was not built:\n{error}")
        except KeyboardInterrupt:
            sys.exit("Stopped. The site is as it was.")
        for warning in warnings:
            print(f"Warning: {warning}", file=sys.stderr)


def _run_zensical(arguments: list[str]) -> None:
    """Run Zensical; return after a build without errors.

    On Ctrl-C Zensical would end this process with exit code 0, before anything is cleaned up. So Ctrl-C waits until it is done.

    Raises:
        SystemExit: There were errors; they are printed.
        KeyboardInterrupt: The build was stopped.
    """
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    handler = signal.getsignal(signal.SIGINT)
    try:
        zensical(arguments)
    except SystemExit as done:
        if done.code:
            raise
    finally:
        signal.signal(signal.SIGINT, handler)
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
