"""The folder ``pdf/``: what ``make pdf`` put there, and whether it is of today's sources."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from handbook.config import SiteConfig, load_site_config
from handbook.content.library import Library
from handbook.pdf.booklet import Booklet, stamp

NAME = "pdf"
MANIFEST = "made.json"


@dataclass(frozen=True)
class PdfFile:
    """A PDF that is there: its file name, its title, its number of pages, its size in bytes."""

    file: str
    title: str
    pages: int
    size: int


class PdfFolder:
    """The folder with the PDFs of a project.

    Args:
        root: The project's root folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / NAME
        self._files: list[PdfFile] = []

    def clear(self) -> None:
        """Remove what was made before; other people's files stay."""
        self.folder.mkdir(exist_ok=True)
        for name in [MANIFEST, *(made.file for made in self._listed()[1])]:
            (self.folder / name).unlink(missing_ok=True)

    def add(self, sheets: Booklet, data: bytes, pages: int) -> None:
        """Write a PDF."""
        (self.folder / sheets.file).write_bytes(data)
        self._files.append(PdfFile(sheets.file, sheets.title, pages, len(data)))

    def write_manifest(self, library: Library, who: SiteConfig) -> None:
        """Note what was made of which sources; only then are the PDFs offered."""
        listed = {"of": stamp(library, who), "files": [asdict(made) for made in self._files]}
        (self.folder / MANIFEST).write_text(json.dumps(listed, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    def current(self, library: Library) -> list[PdfFile]:
        """Return the PDFs that are of today's sources, the whole workbook first; none where they are older or missing."""
        of, files = self._listed()
        if not all((self.folder / made.file).is_file() for made in files):
            return []
        return files if files and of == stamp(library, load_site_config(self.root)) else []

    def outdated(self, library: Library) -> bool:
        """Tell whether there are PDFs that are not of today's sources."""
        return bool(self._listed()[1]) and not self.current(library)

    def _listed(self) -> tuple[str, list[PdfFile]]:
        try:
            found = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
            return str(found["of"]), [PdfFile(**made) for made in found["files"]]
        except (OSError, ValueError, KeyError, TypeError):
            return "", []  # a list that cannot be read offers nothing


def kilobytes(size: int) -> int:
    """Return a size as a reader is told it: in whole kilobytes, at least one."""
    return max(1, round(size / 1000))
