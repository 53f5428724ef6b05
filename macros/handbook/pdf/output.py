"""Manages the folder ``pdf/``: the PDFs that ``make pdf`` wrote, and whether they match the sources."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from handbook.config import SiteConfig, load_site_config
from handbook.content.library import Library
from handbook.pdf.booklet import Booklet, source_hash

NAME = "pdf"
MANIFEST = "made.json"


@dataclass(frozen=True)
class PdfFile:
    """A PDF in the folder.

    Attributes:
        file: File name, such as ``first-steps.pdf``.
        title: Title for readers.
        pages: Number of pages.
        size: Size in bytes.
    """

    file: str
    title: str
    pages: int
    size: int


class PdfFolder:
    """The PDFs of a project and the manifest that lists them.

    Args:
        root: The project's root folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / NAME
        self._files: list[PdfFile] = []

    def clear(self) -> None:
        """Remove the PDFs that the manifest lists, and the manifest; other files stay."""
        self.folder.mkdir(exist_ok=True)
        for name in [MANIFEST, *(pdf.file for pdf in self._manifest()[1])]:
            (self.folder / name).unlink(missing_ok=True)

    def add(self, booklet: Booklet, data: bytes, pages: int) -> None:
        """Write a PDF into the folder.

        Args:
            booklet: The booklet that was set.
            data: The PDF's bytes.
            pages: Its number of pages.
        """
        (self.folder / booklet.file).write_bytes(data)
        self._files.append(PdfFile(booklet.file, booklet.title, pages, len(data)))

    def write_manifest(self, library: Library, config: SiteConfig) -> None:
        """List the added PDFs with the hash of their sources; a site shows no PDF before this is written."""
        manifest = {"of": source_hash(library, config), "files": [asdict(pdf) for pdf in self._files]}
        (self.folder / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    def current(self, library: Library) -> list[PdfFile]:
        """Return the PDFs if they match the library, the whole workbook first; an empty list if one is missing or out of date."""
        built_from, files = self._manifest()
        if not files or not all((self.folder / pdf.file).is_file() for pdf in files):
            return []
        return files if built_from == source_hash(library, load_site_config(self.root)) else []

    def outdated(self, library: Library) -> bool:
        """Tell whether the folder has PDFs that do not match the library."""
        return bool(self._manifest()[1]) and not self.current(library)

    def _manifest(self) -> tuple[str, list[PdfFile]]:
        """Return the hash of the sources and the PDFs; nothing if the manifest is missing or unreadable."""
        try:
            manifest = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
            return str(manifest["of"]), [PdfFile(**pdf) for pdf in manifest["files"]]
        except (OSError, ValueError, KeyError, TypeError):
            return "", []


def kilobytes(size: int) -> int:
    """Return a number of bytes in whole kilobytes, at least one."""
    return max(1, round(size / 1000))
