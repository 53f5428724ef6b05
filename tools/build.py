"""Runs an engine as its own command does, without the output that helps no author, and finishes what it built.

``python -m tools.build mkdocs build --strict``; also ``zensical``. MkDocs has ``--quiet``, but that turns ``--strict`` off,
since it then counts no warnings.
"""

import logging
import os
import subprocess
import sys
from pathlib import Path

from handbook.errors import SourceErrors
from tools.postbuild.target import BuildTarget


def build_with_mkdocs(arguments: list[str]) -> None:
    """Run MkDocs without the five lines in which its macros plugin lists what it has loaded. The hook ``tools/mkdocs_hook.py`` finishes the site."""
    from mkdocs.__main__ import cli

    from tools.engine_config import write_engine_config

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
            environment = {**os.environ, "SITE_DIR": str(target.folder)}
            done = subprocess.run([sys.executable, "-m", "tools.zensical", *arguments], env=environment)
            if done.returncode:
                sys.exit(done.returncode)
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
    for warning in warnings:
        print(f"Warning: {warning}", file=sys.stderr)


if __name__ == "__main__":
    {"mkdocs": build_with_mkdocs, "zensical": build_with_zensical}[sys.argv[1]](sys.argv[2:])
