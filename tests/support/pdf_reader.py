"""Makes the PDFs that the tests look at, and reads them as viewers do."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pypdf
import pypdfium2

from handbook.content.library import Chapter, Library
from handbook.loader import read_library
from tests.support import sites

MM = 72 / 25.4
FOOT = 36 * MM  # what booklet.css leaves below the text, for the foot of the page
WHOLE = "handbook-workbook.pdf"
URL = "https://handbook.example/"


@dataclass(frozen=True)
class Book:
    """One PDF: the file, the chapters and field notes that are in it, and its title."""

    path: Path
    chapters: tuple[Chapter, ...]
    title: str = ""

    @cached_property
    def reader(self) -> pypdf.PdfReader:
        """The PDF as data."""
        return pypdf.PdfReader(self.path)

    @cached_property
    def drawn(self) -> pypdfium2.PdfDocument:
        """The PDF as Chromium draws it, with its form."""
        return drawn(self.path)

    @cached_property
    def widgets(self) -> list[dict]:
        """Every box and text field on the pages, in order."""
        found = [note.get_object() for page in self.reader.pages for note in page.get("/Annots", [])]
        return [note for note in found if note["/Subtype"] == "/Widget"]

    @cached_property
    def text(self) -> str:
        """All letters and digits of all pages, without the feet of the pages, as a viewer reads them."""
        return letters("".join(self._part(page, bottom=FOOT) for page in self.drawn))

    @cached_property
    def feet(self) -> list[str]:
        """What stands at the foot of each page."""
        return [self._part(page, top=FOOT) for page in self.drawn]

    def _part(self, page: pypdfium2.PdfPage, **edges: float) -> str:
        return page.get_textpage().get_text_bounded(**edges)


@dataclass(frozen=True)
class Made:
    """The PDFs of a project, the whole workbook first."""

    project: Path
    library: Library
    printed: str
    books: tuple[Book, ...]


def letters(text: str) -> str:
    """Return letters and digits only: where a line breaks and how a hyphen is read back does not matter."""
    return "".join(sign for sign in text if sign.isalnum())


def drawn(path: Path) -> pypdfium2.PdfDocument:
    """Return a PDF as Chromium draws it, with its form."""
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    return document


def write(project: Path, **more: str) -> str:
    """Run ``make pdf``; return what it printed."""
    done = sites.make(project, "pdf", **{"SOURCE_DATE_EPOCH": "1767225600", "SITE_URL": URL, **more})
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@cache
def made(kind: str) -> Made:
    """Return the PDFs of the fixture or of the real handbook; made once a test run. No test may change the project."""

    def write_all() -> list[str]:
        project = {"fixture": sites.fixture_project, "real": sites.upstream_copy}[kind]()
        return [str(project), write(project)]

    source, printed = sites.once(f"pdf-{kind}", write_all)
    project = Path(source)
    library = read_library(project, project / "docs")
    held = tuple(library.in_order)
    notes = tuple(chapter for chapter in held if chapter.is_field_note)
    files = [(WHOLE, "Handbook", held), *((f"{chapter.slug}.pdf", chapter.meta.title, (chapter,)) for chapter in held if chapter not in notes)]
    files.append(("field-notes.pdf", "Field notes", notes))
    return Made(project, library, printed, tuple(Book(project / "pdf" / file, found, title) for file, title, found in files))
