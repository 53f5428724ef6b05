"""A filled-in PDF becomes a file that "Backup & privacy" can import."""

import json
import shutil
import sys
import zlib
from datetime import UTC, datetime

import jsonschema
import pypdf
import pytest

from tests.support import pdf_reader, sites
from tests.support.pdf_reader import WHOLE
from tools.pdf import import_answers

FILLED = {
    "name-the-decider": "/on",
    "book-a-date": "/Off",
    "notice-what-changed": "Ä first line\rsecond /x",
    "notice-what-hurt": "שלום (v2.0)! أهم",
    "notice-what-stayed": "   ",
    "answer-vague-feedback.when": "it rains",
    "answer-vague-feedback.date": " 2026-12-01 ",
    "choose-a-door": "/take-the-middle-door",
    "name-the-next-step": "Twelve.",
    "assessment.paper.walk-in-step": "/3",
    "assessment.paper-evidence.walk-in-step": "Monday, the hall.",
}
WHEN = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SESSION = "20261120t093000-paper"


@pytest.fixture
def filled(tmp_path):
    """A copy of the fixture's workbook that a reader filled in on a Friday."""
    writer = pypdf.PdfWriter(clone_from=pdf_reader.made("fixture").project / "pdf" / WHOLE)
    for page in writer.pages:
        writer.update_page_form_field_values(page, FILLED, auto_regenerate=False)
    writer.add_metadata({"/ModDate": f"D:{WHEN:%Y%m%d%H%M%S}Z"})
    path = tmp_path / "my workbook.pdf"
    writer.write(path)
    return path


def take(pdf):
    """Convert a PDF in the fixture's project, in this process."""
    import_answers.main(pdf_reader.made("fixture").project, str(pdf))


def test_what_is_filled_in_comes_back(filled, root):
    """The command writes every tick, text, choice and rating with its wording and time, and leaves out what is empty."""
    done = sites.run([sys.executable, "-m", "tools.pdf.import_answers"], pdf_reader.made("fixture").project, PDF=str(filled))
    assert done.returncode == 0, done.stderr
    out = filled.with_suffix(".answers.json")
    assert str(out) in done.stdout
    document = json.loads(out.read_text())
    jsonschema.validate(document, json.loads((root / "docs/assets/schema/notes.schema.json").read_text()))
    assert {name: document[name] for name in ("format", "version", "handbook")} == {"format": "handbook-notes", "version": 1, "handbook": "product-leader"}
    assert {id: entry["value"] for id, entry in document["entries"].items()} == {
        "name-the-decider": True,
        "notice-what-changed": "Ä first line\nsecond /x",
        "notice-what-hurt": "שלום (v2.0)! أهم",
        "answer-vague-feedback.when": "it rains",
        "answer-vague-feedback.date": "2026-12-01",
        "choose-a-door": "take-the-middle-door",
        "name-the-next-step": "Twelve.",
        f"assessment.walk-in-step@{SESSION}": "3",
        f"assessment.walk-in-step.evidence@{SESSION}": "Monday, the hall.",
        f"assessment.done@{SESSION}": True,
    }
    assert {entry["at"] for entry in document["entries"].values()} == {"2026-11-20T09:30:00.000Z"}
    assert document["entries"]["choose-a-door"]["said"] == "Take the middle door."
    assert document["entries"][f"assessment.walk-in-step@{SESSION}"]["said"] == "Walks in step: I walked with two others."
    assert document["entries"]["name-the-decider"]["rev"]


def test_no_file_is_written_over(filled):
    """A second run leaves the first file as it is and says so."""
    take(filled)
    before = filled.with_suffix(".answers.json").read_bytes()
    with pytest.raises(SystemExit, match="already exists"):
        take(filled)
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


def _form(*objects):
    """Return a maker of a PDF with a catalogue, in which object 3 is a field, and more objects."""

    def make(path):
        parts = [b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>", b"<</Type/Pages/Kids[]/Count 0>>", *objects]
        data, places = b"%PDF-1.7\n", []
        for number, part in enumerate(parts, 1):
            places.append(len(data))
            data += b"%d 0 obj\n%b\nendobj\n" % (number, part)
        rows = b"".join(b"%010d 00000 n \n" % place for place in places)
        end = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        path.write_bytes(data + end % (len(parts) + 1, rows, len(parts) + 1, len(data)))

    return make


def _truncated(path):
    _blank(path)
    path.write_bytes(path.read_bytes()[:20_000])


_BOMB = zlib.compress(bytes(200_000_000), 9)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (_truncated, "this is not a PDF that can be read"),
        (lambda path: path.touch(), "this file is empty"),
        (_form(b"<</T(a)/FT/Tx/V(x)/Parent 4 0 R>>", b"<</T(b)/Parent 3 0 R/Kids[3 0 R]>>"), "this is not a PDF that can be read"),
        (_form(b"<</T(a)/Kids[3 0 R]>>"), "has no fields to fill in"),
        (_form(b"3 0 R"), "has no fields to fill in|this is not a PDF that can be read"),
        (
            _form(b"<</T(a)/FT/Tx/V 4 0 R>>", b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(_BOMB), _BOMB)),
            "this is not a PDF that can be read",
        ),
        (_blank, "nothing that this handbook asks is filled in"),
        (_text, "this is not a PDF that can be read"),
        (_no_fields, "has no fields to fill in"),
        (_locked, "this PDF is locked"),
        (lambda path: None, "there is no such file"),
    ],
)
def test_a_file_that_cannot_be_imported_is_refused_with_the_reason(tmp_path, make, sentence):
    """For any other file the command fails with one sentence, and writes nothing."""
    path = tmp_path / "x.pdf"
    make(path)
    with pytest.raises(SystemExit, match=f"x.pdf: .*{sentence}"):
        take(path)
    assert list(tmp_path.glob("*.json")) == []


def test_the_good_ones_of_a_folder_are_taken(filled, capsys):
    """Of a folder of PDFs, every one that cannot be read is named at once, and the others are written."""
    _text(filled.with_name("a.pdf"))
    _no_fields(filled.with_name("b.PDF"))
    shutil.copy2(filled, filled.with_name("z.pdf"))
    with pytest.raises(SystemExit) as refused:
        take(filled.parent)
    first, second = str(refused.value).split("\n")
    assert first.startswith(f"{filled.with_name('a.pdf')}: this is not a PDF")
    assert second.startswith(f"{filled.with_name('b.PDF')}: this PDF has no fields")
    assert sorted(path.name for path in filled.parent.glob("*.json")) == ["my workbook.answers.json", "z.answers.json"]
    assert capsys.readouterr().out.count("entries. Import it") == 2


def test_several_can_be_named(filled):
    """Several paths are taken as a shell would: with quotes around one that has spaces."""
    shutil.copy2(filled, filled.with_name("z.pdf"))
    take(f'"{filled}" {filled.with_name("z.pdf")}')
    assert len(list(filled.parent.glob("*.json"))) == 2


@pytest.mark.parametrize("day", ["next Monday", "2026-02-30", "1/12/2026"])
def test_what_is_no_day_is_named(filled, tmp_path, capsys, day):
    """A day that can't be read is left out, and the message says how to write it; the rest comes in."""
    writer = pypdf.PdfWriter(clone_from=filled)
    for page in writer.pages:
        writer.update_page_form_field_values(page, {"answer-vague-feedback.date": day}, auto_regenerate=False)
    path = tmp_path / "odd.pdf"
    writer.write(path)
    take(path)
    assert f"Left out, because it is no day such as 2026-12-01: answer-vague-feedback.date ({day})." in capsys.readouterr().out
    entries = json.loads(path.with_suffix(".answers.json").read_text())["entries"]
    assert "answer-vague-feedback.date" not in entries and entries["answer-vague-feedback.when"]


def test_a_field_of_another_handbook_is_named(filled, tmp_path, capsys):
    """A field that this handbook does not ask for is left out, and its name is printed."""
    writer = pypdf.PdfWriter(clone_from=filled)
    field = next(note.get_object() for page in writer.pages for note in page.get("/Annots", []) if note.get_object().get("/T") == "name-the-next-step")
    field[pypdf.generic.NameObject("/T")] = pypdf.generic.TextStringObject("count-the-pears")
    path = tmp_path / "other.pdf"
    writer.write(path)
    take(path)
    assert "Left out, because this handbook does not ask for it: count-the-pears." in capsys.readouterr().out
    assert "count-the-pears" not in json.loads(path.with_suffix(".answers.json").read_text())["entries"]
