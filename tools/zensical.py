"""Runs Zensical with our configuration, and without the traceback that it puts around every error, ours or its own.

``python -m tools.zensical build --strict``. A process of its own for two reasons: Zensical ends its process on Ctrl-C, with
exit code 0, and what it holds in memory is free before the site is finished.
"""

import re
import sys
from pathlib import Path

from zensical import collectors
from zensical.collectors import anchors
from zensical.collectors.references.cursor import Cursor
from zensical.main import cli

from handbook.errors import SourceErrors
from tools.engine_config import write_engine_config

# Where Zensical's search for links takes a step of one byte after another, in Python: text from a letter or the like to the next mark.
_PLAIN = re.compile(rb"(?:[^\s\\`~$<{!\[*+#-][^\r\n\\`~$<{!\[*+#-]*)?")
# Its search for anchors, with what both of its kinds begin with at the start, for which Python's regular expressions look fast.
ANCHOR = re.compile(r"""<(?:[a-zA-Z][^>]*\sid=["'](?P<id_value>[^"']+)["'][^>]*>|a\s[^>]*name=["'](?P<name_value>[^"']+)["'][^>]*>)""")

_anchors: dict[int, tuple[str, ...]] = {}


def main(arguments: list[str]) -> None:
    """Run Zensical's command line.

    Args:
        arguments: As for ``zensical``. If they name no configuration, it is written from the project's.

    Raises:
        SystemExit: There were errors; they are printed.
    """
    Cursor.advance = advance  # type: ignore[method-assign,assignment]
    anchors.__globals__["_RE"] = ANCHOR
    collectors.anchors = anchors_once  # type: ignore[assignment]
    try:
        if "--config-file" not in arguments:
            arguments = [*arguments, *write_engine_config(Path.cwd(), "zensical")]
        cli(arguments, prog_name="zensical")
    except SourceErrors as error:
        sys.exit(str(error))
    except RuntimeError as error:
        message = str(error).partition("\nTraceback (most recent call last)")[0]
        sys.exit(re.sub(r"^Python error: \w+: ", "", message))


def advance(cursor: Cursor, n: int = 1) -> None:
    """Move Zensical's cursor on by some bytes, and over the plain text after them, which was a seventh of a build's time."""
    begin, data = cursor.pos, cursor.data
    end = _PLAIN.match(data, min(begin + n, cursor.end)).end()  # type: ignore[union-attr]
    line = max(data.rfind(b"\n", begin, end), data.rfind(b"\r", begin, end))
    cursor.col = end - line - 1 if line >= 0 else cursor.col + end - begin
    cursor.pos = end


def anchors_once(html: str) -> tuple[str, ...]:
    """Return the anchors in a page's HTML; while it serves, Zensical asks for those of every page again after each edit."""
    key = hash(html)  # not the HTML itself, which would stay in memory
    if key not in _anchors:
        _anchors[key] = tuple(anchors(html))
    return _anchors[key]


if __name__ == "__main__":
    main(sys.argv[1:])
