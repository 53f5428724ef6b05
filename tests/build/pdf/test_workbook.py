"""In the PDFs of the workbook every answer has a field, every word is there, and nothing is cut off at an edge."""

import re
import shutil
from itertools import pairwise

import pypdf
import pytest
from pdfua.validator import Validator
from PIL import ImageChops

from handbook.content.short_codes import short_code
from tests.support import pdf_reader, sites
from tests.support.pdf_reader import MM, WHOLE, letters

TEXT, TICK, CHOICE = "text", "tick", "choice"
# The validator's rule for headings calls a method that pikepdf 10.17 lacks, and skips every PDF. The test checks headings itself.
SKIPPED = {"UA-14-001"}


@pytest.fixture(scope="session", params=["fixture", "real"])
def pdfs(request):
    """The PDFs of the fixture's chapters, then those of the handbook itself."""
    return pdf_reader.made(request.param)


@pytest.fixture(scope="session")
def books(pdfs):
    """The PDFs to look into: all of the fixture's; of the handbook's the whole workbook, which has every chapter, and the first one's own."""
    return pdfs.books if pdfs is pdf_reader.made("fixture") else pdfs.books[:2]


def expected(chapters):
    """Return the kind, the values and part of the tooltip of each field of some chapters, by name."""
    fields = {}
    for practice in (chapter.practice for chapter in chapters):
        fields |= {question.id: (TEXT, (), question.question) for question in (practice.recall.questions if practice.recall else [])}
        fields |= {item.id: (TICK, ("on",), item.text) for checklist in practice.checklists for item in checklist.items}
        fields |= {prompt.id: (TEXT, (), prompt.text) for prompt in practice.prompts}
        fields |= {field.id: (TEXT, (), field.label) for template in practice.templates for field in template.fields}
        if practice.plan:
            fields |= {f"{practice.plan.id}.{gap}": (TEXT, (), word) for gap, word in (("when", "When"), ("then", "I will"), ("date", "2026-12-01"))}
        if practice.scenario:
            fields[practice.scenario.id] = (CHOICE, tuple(option.id for option in practice.scenario.options), practice.scenario.question)
        for behaviour in practice.behaviours:
            fields[f"assessment.paper.{behaviour.id}"] = (CHOICE, tuple("01234"), behaviour.title)
            fields[f"assessment.paper-evidence.{behaviour.id}"] = (TEXT, (), behaviour.title)
    return fields


def kind_of(field):
    """Return the kind and the values of a field, by the rules of ISO 32000-1, 12.7.4."""
    states = tuple(state[1:] for state in field.get("/_States_", []) if state != "/Off")
    if field["/FT"] == "/Btn":
        return (CHOICE if field.get("/Ff", 0) & 1 << 15 else TICK), states
    assert field["/Ff"] & 1 << 12, "a text of one line"
    return TEXT, ()


def test_every_answer_has_its_field_by_the_name_of_its_id(books):
    """Fields are named by ids, alike in the whole workbook and in a chapter's PDF, so that a filled-in PDF can be imported."""
    for book in books:
        fields = {name: field for name, field in book.reader.get_fields().items() if "/FT" in field}
        wanted = expected(book.chapters)
        assert {name: kind_of(field) for name, field in fields.items()} == {name: entry[:2] for name, entry in wanted.items()}
        assert [name for name, field in fields.items() if wanted[name][2] not in field["/TU"]] == []
        # A partial name must not contain a dot, or viewers would build another tree.
        assert [widget["/T"] for widget in book.widgets if "." in widget.get("/T", "")] == []


def test_a_screen_reader_says_what_each_field_asks(books):
    """Each widget has a tooltip of its own, and a place among the tags, which give the reading order."""
    for book in books:
        assert book.widgets
        assert [widget.get("/T") for widget in book.widgets if not widget.get("/TU") or "/StructParent" not in widget] == []
        lines = {anchor for chapter in book.chapters for behaviour in chapter.practice.behaviours for anchor in behaviour.anchors}
        lines |= {option.text for chapter in book.chapters if chapter.practice.scenario for option in chapter.practice.scenario.options}
        assert {widget["/TU"] for widget in book.widgets if "/T" not in widget} == lines
        forms = [element for element in structure(book) if element["/S"] == "/Form"]
        assert len(forms) == len(book.widgets)


def structure(book):
    """Return every element of the tag tree, in reading order."""
    elements, open_ = [], [book.reader.trailer["/Root"]["/StructTreeRoot"]]
    while open_:
        element = open_.pop().get_object()
        if not isinstance(element, dict):
            continue
        elements += [element] if "/S" in element else []
        kids = element.get("/K", [])
        open_ += reversed(kids if isinstance(kids, list) else [kids])
    return elements


def test_a_screen_reader_finds_language_title_and_headings(books):
    """Language, title and tags are stated, no level of heading is left out, and the free part of PDF/UA finds no problem."""
    checker = Validator()
    for book in books:
        root = book.reader.trailer["/Root"]
        assert root["/Lang"] == "en"
        assert root["/MarkInfo"]["/Marked"] and root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert all(word in book.reader.metadata.title for word in ["Handbook", book.title])
        levels = [int(element["/S"][2]) for element in structure(book) if re.fullmatch(r"/H[1-6]", element["/S"])]
        assert levels[0] == 1
        assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []
        report = checker.validate(str(book.path))
        assert [str(finding) for finding in report.findings] == []
        assert {outcome.rule_id for outcome in report.skipped} == SKIPPED


def outline(entries):
    """Yield every bookmark of a PDF."""
    for entry in entries:
        if isinstance(entry, list):
            yield from outline(entry)
        else:
            yield entry


def test_bookmarks_and_contents_lead_to_the_chapters(books):
    """Every chapter, checklist and sheet has a bookmark, and the contents give the page on which each chapter begins."""
    for book in books:
        marks = {letters(mark.title): book.reader.get_destination_page_number(mark) + 1 for mark in outline(book.reader.outline)}
        for chapter in book.chapters:
            parts = [*(entry.pause for entry in chapter.practice.checklists), *(entry.title for entry in chapter.practice.templates)]
            assert [title for title in [chapter.meta.title, *parts] if letters(title) not in marks] == []
        if book.path.name == WHOLE:
            contents = letters(book.drawn[1].get_textpage().get_text_bounded())
            for chapter in book.chapters:
                assert letters(chapter.meta.title) + str(marks[letters(chapter.meta.title)]) in contents


def texts(chapter, whole):
    """Return the texts of a chapter's practice in reading order, with the codes as they are printed."""
    practice, meta = chapter.practice, chapter.meta
    parts = [meta.title, *meta.outcomes, *(question.question for question in (practice.recall.questions if practice.recall else []))]
    for checklist in practice.checklists:
        parts += [checklist.pause, *(text for item in checklist.items for text in (item.text + short_code(item.id), item.why, item.evidence))]
    parts += [text for prompt in practice.prompts for text in (prompt.text, prompt.help or "")]
    if practice.plan:
        parts += [practice.plan.intro, practice.plan.when, practice.plan.then]
    if practice.scenario:
        parts += [practice.scenario.title, *practice.scenario.setting, practice.scenario.question]
        parts += [option.text + short_code(option.id) for option in practice.scenario.options]
        parts += [text for option in practice.scenario.options for text in (option.text, option.consequence)]
        parts += [practice.scenario.debrief]
    parts += [text for question in (practice.recall.questions if practice.recall else []) for text in (question.question, question.answer)]
    parts += [text for behaviour in (practice.behaviours if not whole else []) for text in (behaviour.title, *behaviour.anchors)]
    for template in practice.templates:
        parts += [template.title, template.use, template.avoid, *(text for field in template.fields for text in (field.label, field.help))]
    for template in practice.templates:
        parts += [template.example_of, *(text for field in template.fields for text in (field.label, field.example))]
    return parts


def test_every_word_of_the_practice_is_there_in_its_order(books):
    """No text is cut off or missing, and text extracted from the PDF is in the order of the page."""
    for book in books:
        whole = book.path.name == WHOLE
        wanted = [text for chapter in book.chapters for text in texts(chapter, whole)]
        if whole:
            wanted += [text for chapter in book.chapters for entry in chapter.practice.behaviours for text in [entry.title, *entry.anchors]]
        at, missing = 0, []
        for text in wanted:
            position = book.text.find(letters(text), at)
            if position < 0:
                missing.append(text)
            else:
                at = position + len(letters(text))
        assert missing == [], book.path.name


def test_consequences_and_answers_are_on_a_later_page(books):
    """The page with a scenario's question does not show the consequences, and no recall question shows its answer."""
    for book in books:
        pages = [letters(page.get_textpage().get_text_bounded()) for page in book.drawn]
        for practice in (chapter.practice for chapter in book.chapters):
            hidden = [(practice.scenario.question, [practice.scenario.debrief])] if practice.scenario else []
            hidden += [(entry.question, [entry.answer]) for entry in (practice.recall.questions if practice.recall else [])]
            for question, later in hidden:
                asked = next(n for n, page in enumerate(pages) if letters(question) in page)
                assert all(letters(text) not in pages[asked] for text in later), question


def test_no_ink_comes_near_an_edge(books):
    """Every page prints whole on A4 and on Letter, which is shorter, and its footer says what it is."""
    cut = 297 - 279.4 + 6  # millimetres: what Letter is shorter, and the margin that printers cannot print on
    for book in books:
        for n, page in enumerate(book.drawn, 1):
            width, height = page.get_size()
            assert (round(width / MM), round(height / MM)) == (210, 297)
            image = page.render(scale=1, grayscale=True, may_draw_forms=False).to_pil().convert("L")
            left, top, right, bottom = ImageChops.invert(image).getbbox()
            assert min(top, height - bottom) >= cut * MM and min(left, width - right) >= 15 * MM, f"{book.path.name}, page {n}"
            if book.path.name != WHOLE or n > 1:
                foot = book.feet[n - 1].split()
                assert str(n) in foot and "Version" in foot and any(word.startswith(pdf_reader.URL) for word in foot)
        for chapter in book.chapters:
            assert any(f"{pdf_reader.URL}{chapter.url}" in foot and chapter.meta.title in foot for foot in book.feet)
            for template in chapter.practice.templates:
                assert any(f"{pdf_reader.URL}toolkit/{template.slug}/" in foot for foot in book.feet)


def test_a_box_is_empty_until_it_is_ticked(tmp_path):
    """A box is white inside until it is ticked, then dark, and its neighbours stay white."""
    book = pdf_reader.made("fixture").books[1]
    chosen = {"name-the-decider": "/on", "choose-a-door": "/take-the-middle-door"}
    writer = pypdf.PdfWriter(clone_from=book.path)
    for page in writer.pages:
        writer.update_page_form_field_values(page, chosen, auto_regenerate=False)
    writer.write(tmp_path / "filled.pdf")
    filled = pypdf.PdfReader(tmp_path / "filled.pdf").get_fields()
    assert {name: filled[name]["/V"] for name in chosen} == chosen

    before, after = inside(book.path), inside(tmp_path / "filled.pdf")
    assert set(before.values()) == {"white"}
    assert {name for name, seen in after.items() if seen == "dark"} == {("name-the-decider", "on"), ("choose-a-door", "take-the-middle-door")}


def inside(path):
    """Return whether each box is white, grey or dark inside its border, by field and value."""
    shades, drawn = {}, pdf_reader.drawn(path)
    for n, page in enumerate(pypdf.PdfReader(path).pages):
        image = drawn[n].render(scale=4, grayscale=True, may_draw_forms=True).to_pil().convert("L")
        for widget in (note.get_object() for note in page.get("/Annots", [])):
            if widget["/Subtype"] != "/Widget" or "/AP" not in widget:
                continue
            x1, y1, x2, y2 = (float(edge) for edge in widget["/Rect"])
            left, right, low, high = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
            edge, tall = (right - left) * 0.2, float(page.mediabox.height)
            box = [4 * place for place in (left + edge, tall - high + edge, right - edge, tall - low - edge)]
            assert 3.5 * MM <= right - left <= 6 * MM, "too small for a pen, or too large for a line"
            (value,) = [state[1:] for state in widget["/AP"]["/N"] if state != "/Off"]
            name = widget.get("/T") or widget["/Parent"]["/T"]
            darkest = image.crop([round(place) for place in box]).getextrema()[0]
            shades[(name, value)] = "dark" if darkest < 100 else "white" if darkest > 250 else "grey"
    return shades


def test_a_pdf_carries_its_typeface(books):
    """Our typeface is embedded for every letter, so the page looks the same everywhere."""
    for book in books:
        for page in book.reader.pages:
            for font in (entry.get_object() for entry in page["/Resources"]["/Font"].values()):
                inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
                assert re.fullmatch(r"/[A-Z]{6}\+Literata.*", font["/BaseFont"]), font["/BaseFont"]
                assert "/FontFile2" in inner["/FontDescriptor"]


def test_the_pdfs_are_small_and_the_same_each_time(pdfs, tmp_path):
    """All PDFs together have less than 1.5 MB, and a second run over the same sources gives the same bytes."""
    sizes = {book.path.name: book.path.stat().st_size for book in pdfs.books}
    assert sum(sizes.values()) < 1_500_000, sizes
    for book in pdfs.books:
        pages = len(book.reader.pages)
        assert pages <= sum(2 if chapter.is_field_note else 14 if book.path.name != WHOLE else 12 for chapter in book.chapters), book.path.name
        assert re.search(rf"^pdf/{book.path.name}: {pages} pages, \d+ kB$", pdfs.printed, re.M)
    if pdfs is pdf_reader.made("fixture"):
        again = tmp_path / "again"
        shutil.copytree(pdfs.project, again)
        pdf_reader.write(again)
        assert {book.path.name: (again / "pdf" / book.path.name).read_bytes() for book in pdfs.books} == {
            book.path.name: book.path.read_bytes() for book in pdfs.books
        }


def test_a_machine_without_pango_is_told_the_command(tmp_path):
    """If the system library is missing, the message says what to install, without a traceback."""
    (tmp_path / "weasyprint").mkdir()
    (tmp_path / "weasyprint" / "__init__.py").write_text('print("-----")\nraise OSError("cannot load library \'libpango-1.0-0\'")\n')
    done = sites.run(["sh", "-c", f'PYTHONPATH="{tmp_path}:$PYTHONPATH" exec "$0" -m tools.pdf.build', sites.sys.executable], sites.ROOT)
    assert done.returncode == 1
    assert "sudo apt-get install -y libpango-1.0-0" in done.stderr and "brew install pango" in done.stderr
    assert "Traceback" not in done.stderr and "-----" not in done.stdout + done.stderr


def test_make_pdf_checks_the_sources_first():
    """A problem is reported with its fix before any PDF is made, also one that only ids.lock reveals."""
    project = sites.fixture_project()
    chapter = project / "docs" / "chapters" / "first-steps.yml"
    chapter.write_text(chapter.read_text().replace("id: name-the-decider", "id: name-the-deciders"))
    done = sites.make(project, "pdf")
    assert done.returncode != 0
    assert "ids.lock: name-the-decider: was published but is no longer" in done.stderr and "fix:" in done.stderr
    assert "Traceback" not in done.stderr and not (project / "pdf").exists()


def test_a_site_offers_the_pdfs_of_its_sources_and_no_others(engine):
    """A page links the PDFs with their sizes; once a chapter has changed, the build leaves them out with a warning."""
    project = sites.fixture_project()
    (project / "docs" / "guide" / "paper.md").write_text("---\ntitle: Paper\ndescription: What is there to print.\n---\n# Paper\n\n{{ booklets() }}\n")
    page = project / "site" / "guide" / "paper" / "index.html"

    shutil.copytree(pdf_reader.made("fixture").project / "pdf", project / "pdf")
    done = sites.build(project, engine)
    assert done.returncode == 0 and "make pdf" not in done.stderr
    links = re.findall(r'<a href="(\S+\.pdf)">([^<]+)</a> \(PDF, (\d+) pages, \d+ kB\)', page.read_text(encoding="utf-8"))
    assert [title for _, title, _ in links] == ["The whole workbook", "First steps", "Second steps"]
    assert [(page.parent / href).resolve().read_bytes()[:5] for href, _, _ in links] == [b"%PDF-"] * 3

    chapter = project / "docs" / "chapters" / "first-steps.yml"
    chapter.write_text(chapter.read_text().replace("A name and a date.", "A name and a day."))
    done = sites.build(project, engine)
    assert done.returncode == 0 and "make pdf" in done.stderr
    assert "hb-booklets" not in page.read_text(encoding="utf-8")
    assert not (project / "site" / "pdf").exists()
