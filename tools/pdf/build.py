"""Writes the workbook as PDFs with form fields: ``make pdf``.

``pdf/handbook-workbook.pdf`` holds all chapters, ``pdf/<slug>.pdf`` one. ``macros/handbook/pdf/booklet.py`` writes
their HTML, and WeasyPrint turns it into pages here.
"""

import contextlib
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from handbook.config import load_site_config
from handbook.errors import SourceErrors
from handbook.pdf import output
from handbook.pdf.booklet import STYLES, Booklet, BookletWriter
from handbook.render.registry import load_checked_library

PANGO = """WeasyPrint, which makes the PDFs, needs the library Pango, which is not installed. Install it:

    Debian, Ubuntu:    sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    macOS (Homebrew):  brew install pango

Then run the command again."""


def main(root: Path) -> None:
    """Write every PDF of a project into ``pdf/``, and print the pages and size of each.

    Raises:
        SourceErrors: The sources have problems.
        SystemExit: Pango is missing.
    """
    weasyprint = _weasyprint()
    library = load_checked_library(root, root / "docs")
    config = load_site_config(root)
    day = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC).date().isoformat()
    folder = output.PdfFolder(root)
    folder.clear()
    for booklet in BookletWriter(library, config, day).booklets():
        data, pages = render(weasyprint, booklet, library.docs / "assets")
        folder.add(booklet, data, pages)
        print(f"pdf/{booklet.file}: {pages} pages, {output.kilobytes(len(data))} kB", flush=True)
    folder.write_manifest(library, config)
    for problem in library.warnings:
        print(f"Warning: {problem}", file=sys.stderr)


def render(weasyprint: Any, booklet: Booklet, assets: Path) -> tuple[bytes, int]:
    """Return the bytes of a PDF and the number of its pages.

    Args:
        weasyprint: The package.
        booklet: What to print.
        assets: The folder of the project's typeface and colours.
    """
    from tools.pdf import form_fields

    fonts = weasyprint.text.fonts.FontConfiguration()
    folder = assets / "stylesheets"
    styles = [weasyprint.CSS(filename=path, font_config=fonts) for path in (folder / "base/tokens.css", folder / "fonts.css", STYLES)]
    document = weasyprint.HTML(string=booklet.html, base_url=str(assets)).render(stylesheets=styles, font_config=fonts, pdf_forms=True)
    data = document.write_pdf(finisher=form_fields.finish, pdf_variant="pdf/ua-1", pdf_tags=True, pdf_forms=True)
    return data, len(document.pages)


def _weasyprint() -> Any:
    """Return the package; without its system library, exit with the command that installs it."""
    try:
        # WeasyPrint prints a paragraph of its own before it raises the error.
        with contextlib.redirect_stdout(None):
            import weasyprint
            import weasyprint.text.fonts
    except OSError:
        sys.exit(PANGO)
    return weasyprint


if __name__ == "__main__":
    try:
        main(Path.cwd())
    except SourceErrors as error:
        sys.exit(str(error))
