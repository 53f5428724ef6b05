"""Entry point of both engines: puts this folder on the path and registers the macros.

Zensical runs this file again for every page and outside ``sys.modules``, so it
must not do anything else, and relative imports would fail.
"""

import sys
from pathlib import Path

_HERE = str(Path(__file__).resolve().parent)
if _HERE not in sys.path:
    sys.path.insert(0, _HERE)

from handbook import define_env  # noqa: E402

__all__ = ["define_env"]
