"""Back from paper: a filled-in PDF becomes a file that "Your data" takes in."""

import json
import shutil
import sys
from datetime import UTC, datetime

import jsonschema
import pypdf
import pytest

from tests.support import pdf_reader, sites
from tests.support.pdf_reader import WHOLE

FILLED = {
    "name-the-decider": "/on",
    "book-a-date": "/Off",
    "notice-what-changed": "Ä first line\rsecond /x",
    "notice-what-stayed": "   ",
    "answer-vague-feedback.when": "it rains",
    "choose-a-door": "/take-the-middle-door",
    "name-the-next-step": "Twelve.",
    "assessment.paper.walk-in-step": "/3",
    "assessment.paper-evidence.walk-in-step": "Monday, the hall.",
}
WHEN = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SESSION = "assessment.20261120t093000-paper"


@pytest.fixture
def filled(tmp_path):
    """A copy of the fixture's workbook that a reader has filled in, on a Friday."""
    writer = pypdf.PdfWriter(clone_from=pdf_reader.made("fixture").project / "pdf" / WHOLE)
    for page in writer.pages:
        writer.update_page_form_field_values(page, FILLED, auto_regenerate=False)
    writer.add_metadata({"/ModDate": f"D:{WHEN:%Y%m%d%H%M%S}Z"})
    path = tmp_path / "my workbook.pdf"
    writer.write(path)
    return path


def take(pdf):
    """Run the tool on a PDF in the fixture's project."""
    return sites.run([sys.executable, "-m", "tools.pdf.import_answers"], pdf_reader.made("fixture").project, PDF=str(pdf))


def test_what_is_filled_in_comes_back(filled, root):
    """Every tick, text, choice and level is in the file with its wording and its moment; what is empty is not."""
    done = take(filled)
    assert done.returncode == 0, done.stderr
    out = filled.with_suffix(".answers.json")
    assert str(out) in done.stdout
    found = json.loads(out.read_text())
    jsonschema.validate(found, json.loads((root / "docs/assets/schema/notes.schema.json").read_text()))
    assert {name: found[name] for name in ("format", "version", "handbook")} == {"format": "handbook-notes", "version": 1, "handbook": "product-leader"}
    assert {id: entry["value"] for id, entry in found["entries"].items()} == {
        "name-the-decider": True,
        "notice-what-changed": "Ä first line\nsecond /x",
        "answer-vague-feedback.when": "it rains",
        "choose-a-door": "take-the-middle-door",
        "name-the-next-step": "Twelve.",
        f"{SESSION}.walk-in-step": "3",
        f"{SESSION}.walk-in-step.evidence": "Monday, the hall.",
        f"{SESSION}.done": True,
    }
    assert {entry["at"] for entry in found["entries"].values()} == {"2026-11-20T09:30:00.000Z"}
    assert found["entries"]["choose-a-door"]["said"] == "Take the middle door."
    assert found["entries"][f"{SESSION}.walk-in-step"]["said"] == "Walks in step: I walked with two others."
    assert found["entries"]["name-the-decider"]["rev"]


def test_no_file_is_written_over(filled):
    """A second run leaves the first file alone and says so."""
    take(filled)
    before = filled.with_suffix(".answers.json").read_bytes()
    done = take(filled)
    assert done.returncode == 1
    assert "is there already" in done.stderr
    assert filled.with_suffix(".answers.json").read_bytes() == before


def _blank(path):
    shutil.copy(pdf_reader.made("fixture").project / "pdf" / WHOLE, path)


def _text(path):
    path.write_text("Dear diary")


def _no_fields(path):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(path)


def _locked(path):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (_blank, "nothing that this handbook asks is filled in"),
        (_text, "this is no PDF that can be read"),
        (_no_fields, "has no fields to fill in"),
        (_locked, "this PDF is locked"),
        (lambda path: None, "there is no such file"),
    ],
)
def test_a_file_that_cannot_be_taken_is_named_with_the_reason(tmp_path, make, sentence):
    """Another file ends with one sentence and a code that is not 0, and nothing is written."""
    path = tmp_path / "x.pdf"
    make(path)
    done = take(path)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.glob("*.json")) == []


def test_a_field_of_another_handbook_is_named(filled, tmp_path):
    """What the handbook does not ask is left out, and its name is printed."""
    writer = pypdf.PdfWriter(clone_from=filled)
    field = next(note.get_object() for page in writer.pages for note in page.get("/Annots", []) if note.get_object().get("/T") == "name-the-next-step")
    field[pypdf.generic.NameObject("/T")] = pypdf.generic.TextStringObject("count-the-pears")
    path = tmp_path / "other.pdf"
    writer.write(path)
    done = take(path)
    assert "Left out, since this handbook does not ask it: count-the-pears." in done.stdout
    assert "count-the-pears" not in json.loads(path.with_suffix(".answers.json").read_text())["entries"]
