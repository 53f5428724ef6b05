"""Whether the PDFs in pdf/ match the sources."""

import pytest

from handbook.config import SiteConfig
from handbook.loader import read_library
from handbook.pdf import booklet
from handbook.pdf.output import PdfFolder

CONFIG = SiteConfig("", "", "")


@pytest.fixture
def pdfs(project):
    """A folder with one PDF, written from the project's sources as they are."""
    library = read_library(project.root, project.docs)
    folder = PdfFolder(project.root)
    folder.clear()
    folder.add(booklet.Booklet("first-steps.pdf", "First steps", ""), b"%PDF", 1)
    folder.write_manifest(library, CONFIG)
    return folder


def test_pdfs_match_the_sources_they_were_made_from(project, pdfs):
    """PDFs stay current through an edit of a chapter's prose, which they don't hold."""
    (project.docs / "chapters/first-steps.md").open("a", encoding="utf-8").write("\nOne more sentence.\n")
    assert [pdf.file for pdf in pdfs.current(read_library(project.root, project.docs))] == ["first-steps.pdf"]


@pytest.mark.parametrize("edit", [("chapters/first-steps.yml", "text: ", "text: Now "), ("strings/en.yml", "booklet:\n", "booklet:\n  more: New\n")])
def test_a_changed_word_makes_pdfs_outdated(project, pdfs, edit):
    """A reworded item and a changed word of the interface both make the PDFs outdated."""
    project.edit(*edit)
    library = read_library(project.root, project.docs)
    assert pdfs.outdated(library) and not pdfs.current(library)


def test_a_missing_pdf_is_not_offered(project, pdfs):
    """No page links to a PDF that somebody deleted."""
    (pdfs.folder / "first-steps.pdf").unlink()
    assert pdfs.current(read_library(project.root, project.docs)) == []


def test_nothing_is_rendered_to_find_out(project, pdfs, monkeypatch):
    """A build asks whether the PDFs are current without rendering a booklet."""
    monkeypatch.setattr(booklet.BookletWriter, "booklets", lambda self: pytest.fail("a booklet was rendered"))
    assert pdfs.current(read_library(project.root, project.docs))
