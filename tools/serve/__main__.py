"""``python -m tools.serve mkdocs``; also ``zensical``."""

import sys

from tools.serve.server import main

if __name__ == "__main__":
    main(sys.argv[1])
