"""Writes the workbook as PDFs with fields: ``make pdf``.

``pdf/handbook-workbook.pdf`` holds all chapters, ``pdf/<slug>.pdf`` one. What
stands in them comes from ``macros/handbook/pdf/booklet.py``; this sets it, with WeasyPrint.
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

PANGO = """WeasyPrint, which sets the PDFs, needs the library Pango, and it is not here. Install it:

    Debian, Ubuntu:    sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    macOS (Homebrew):  brew install pango

and then run the command again."""


def main(root: Path) -> None:
    """Write every PDF of a project, and say what was written."""
    weasyprint = _weasyprint()
    library = load_checked_library(root, root / "docs")
    who = load_site_config(root)
    day = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC).date().isoformat()
    shelf = output.PdfFolder(root)
    shelf.clear()
    for sheets in BookletWriter(library, who, day).booklets():
        data, pages = set_pages(weasyprint, sheets, library.docs / "assets")
        shelf.add(sheets, data, pages)
        print(f"pdf/{sheets.file}: {pages} pages, {output.kilobytes(len(data))} kB", flush=True)
    shelf.write_manifest(library, who)


def set_pages(weasyprint: Any, sheets: Booklet, assets: Path) -> tuple[bytes, int]:
    """Return a PDF and the number of its pages.

    Args:
        weasyprint: The package.
        sheets: What stands in it.
        assets: The folder with the project's typeface and colours.
    """
    from tools.pdf import form_fields

    fonts = weasyprint.text.fonts.FontConfiguration()
    folder = assets / "stylesheets"
    styles = [weasyprint.CSS(filename=path, font_config=fonts) for path in (folder / "base/tokens.css", folder / "fonts.css", STYLES)]
    document = weasyprint.HTML(string=sheets.html, base_url=str(assets)).render(stylesheets=styles, font_config=fonts, pdf_forms=True)
    data = document.write_pdf(finisher=form_fields.finish, pdf_variant="pdf/ua-1", pdf_tags=True, pdf_forms=True)
    return data, len(document.pages)


def _weasyprint() -> Any:
    """Return the package; without its system library, end with the command that installs it."""
    try:
        # It prints a paragraph of its own before it fails.
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
