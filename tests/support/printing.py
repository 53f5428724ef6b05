"""Prints pages to PDF in both browsers, and reads the result."""

from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
from playwright.sync_api import Page

# In centimetres: Playwright 1.64 sends Firefox inches that it reads as centimetres, so there centimetres are passed as inches.
SIZES = {"A4": (21.0, 29.7), "Letter": (21.59, 27.94)}
_SCALE = 4  # pixels per point
_DARK = 110


@dataclass
class Printed:
    """A printed page of the site: its sheets of paper."""

    document: Any

    @property
    def texts(self) -> list[str]:
        """The text of each sheet, with white space collapsed."""
        return [" ".join(sheet.get_textpage().get_text_range().replace("\ufffe", "").split()) for sheet in self.document]

    def dark(self, words: str, left: float, right: float, above: float, below: float) -> list[list[bool]]:
        """Return rows of pixels, dark or not, around the first character of ``words``: distances in points from its left and top."""
        for sheet in self.document:
            text = sheet.get_textpage()
            if found := text.search(words).get_next():
                x, _, _, y = text.get_charbox(found[0])
                top = sheet.get_height() - y
                image = sheet.render(scale=_SCALE, grayscale=True)
                rows = range(int((top - above) * _SCALE), int((top + below) * _SCALE))
                columns = range(int((x - left) * _SCALE), int((x - right) * _SCALE))
                return [[image.buffer[row * image.stride + column] < _DARK for column in columns] for row in rows]
        raise AssertionError(f"{words!r} is on no sheet")


def await_face(page: Page) -> None:
    """Wait until the page has loaded its font for print."""
    held = "() => [...document.fonts].some(({ family, status }) => /Literata held/.test(family) && status === 'loaded')"
    page.wait_for_function(held)


def print_page(page: Page, format: str = "A4") -> Printed:
    """Print the page that is open, once its font has loaded."""
    await_face(page)
    width, height = SIZES[format]
    chromium = page.context.browser is not None and page.context.browser.browser_type.name == "chromium"
    unit = "cm" if chromium else "in"
    return Printed(pdfium.PdfDocument(page.pdf(width=f"{width}{unit}", height=f"{height}{unit}")))
