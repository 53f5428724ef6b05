"""Runs Zensical with our configuration, and without the traceback that it puts around every error, ours or its own.

``python -m tools.zensical build --strict``. A process of its own for two reasons: Zensical ends its process on Ctrl-C, with
exit code 0, and what it holds in memory is free before the site is finished.
"""

import re
import sys
from pathlib import Path

from zensical.main import cli

from handbook.errors import SourceErrors
from tools.engine_config import write_engine_config


def main(arguments: list[str]) -> None:
    """Run Zensical's command line.

    Args:
        arguments: As for ``zensical``. If they name no configuration, it is written from the project's.

    Raises:
        SystemExit: There were errors; they are printed.
    """
    try:
        if "--config-file" not in arguments:
            arguments = [*arguments, *write_engine_config(Path.cwd(), "zensical")]
        cli(arguments, prog_name="zensical")
    except SourceErrors as error:
        sys.exit(str(error))
    except RuntimeError as error:
        message = str(error).partition("\nTraceback (most recent call last)")[0]
        sys.exit(re.sub(r"^Python error: \w+: ", "", message))


if __name__ == "__main__":
    main(sys.argv[1:])
