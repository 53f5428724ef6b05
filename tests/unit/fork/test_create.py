"""Which answers `make team` accepts, why it rejects others, and that it overwrites nothing."""

import shutil
import struct

import pytest

from handbook.config import load_site_config
from handbook.theme.palette import palette_problems
from tests.support.sites import ROOT
from tools.fork import create, questions, scaffold
from tools.fork.logo import MAX_BYTES, read_logo

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 4 4">{}</svg>'
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 64, 64) + b"\x08\x06\0\0\0"
# An answer, and part of the reason for which it is rejected.
REJECTED = {
    "a long name": ("NAME", "x" * 61, "1 to 60"),
    "a name with a macro call": ("NAME", "Acme {{ x }}", "Leave out {{"),
    "a short name with a straight quotation mark": ("SHORT", 'The "A"', "curly"),
    "an id with spaces": ("ID", "Acme Product", "such as acme-product."),
    "upstream's id": ("ID", "product-leader", "share their readers' answers"),
    "no colour": ("PRIMARY", "red", '"red" is not a colour. Write six hexadecimal digits'),
    "a pale colour": ("PRIMARY", "#ffcc00", "a contrast of 1.43:1 on paper; links need 4.5:1. The nearest colour of its hue that passes is #8d6f00."),
    "a colour too dark for the night": ("PRIMARY_DARK", "#8d6f00", "on the dark background"),
    "no address": ("URL", "acme", "https://handbook.example.com/"),
    "no repository": ("REPO", "acme/handbook", "https://github.com/acme/handbook"),
    "nobody": ("CONTACT", "me", "neither an email address"),
    "no language of ours": ("LANGUAGE", "xx", "Choose one of: "),
}
# The content of a file, and part of the reason for which it cannot be a logo.
NO_LOGOS = {
    "a text": (b"Acme", "not an image"),
    "nothing": (b"", "empty"),
    "another XML": (b"<html/>", "not an image"),
    "too much": (PNG + b"x" * MAX_BYTES, "the limit is 200,000"),
    "a script": (SVG.format("<script/>").encode(), "<script>"),
    "HTML inside": (SVG.format("<foreignObject/>").encode(), "<foreignObject>"),
    "a handler": (SVG.format('<path onclick="x()"/>').encode(), "onclick"),
    "a picture from elsewhere": (SVG.format('<image xlink:href="https://cdn.example/a.png"/>').encode(), "https://cdn.example/a.png"),
    "an import": (SVG.format("<style>@import 'x.css'</style>").encode(), "@import"),
    "a fill from elsewhere": (SVG.format('<path style="fill: url( https://cdn.example/a#b)"/>').encode(), "https://cdn.example/a#b"),
    "a stylesheet": (b'<?xml-stylesheet href="a.css"?>' + SVG.format("").encode(), "stylesheet"),
    "entities": (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;").encode(), "entities"),
    "no shape": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "viewBox"),
}


@pytest.fixture
def project(tmp_path):
    """A folder with what the command needs of the project."""
    for name in ("mkdocs.yml", "docs/strings", "docs/assets/stylesheets"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(ROOT / name, tmp_path / name) if (ROOT / name).is_dir() else shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("case", REJECTED)
def test_an_answer_that_would_hurt_readers_is_rejected_with_a_reason(case):
    """Each answer that cannot be used is rejected with the reason, and a colour with the nearest one that can."""
    key, value, reason = REJECTED[case]
    [(named, why)] = questions.rejected({key: value}, ROOT)
    assert named == key and reason in why


@pytest.mark.parametrize("case", NO_LOGOS)
def test_only_a_safe_picture_can_be_a_logo(case, tmp_path):
    """A file that is not a picture, or that could run or load something, is rejected whatever its name says."""
    data, reason = NO_LOGOS[case]
    path = tmp_path / "logo.png"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=r"logo\.png") as refused:
        read_logo(path)
    assert reason in str(refused.value)


def test_a_picture_is_recognised_by_its_content(tmp_path):
    """SVG, PNG, JPEG and WebP get the extension of their format, and may refer to parts of themselves."""
    inside = SVG.format('<defs><linearGradient id="a"/></defs><path fill="url(#a)"/><use href="#a"/><image href="data:image/png;base64,AA=="/>')
    for data, ending in ((inside.encode(), "svg"), (PNG, "png"), (b"\xff\xd8\xff\xe0", "jpg"), (b"RIFF\0\0\0\0WEBPVP8 ", "webp")):
        (tmp_path / "logo").write_bytes(data)
        assert read_logo(tmp_path / "logo").ending == ending


@pytest.mark.parametrize("primary", ["#c8102e", "#0052cc", "#000000", "#e30613", "#8d6f00"])
def test_a_teams_colour_can_be_read_in_both_schemes(primary, project):
    """From one colour come those of both schemes, the first as it was given, and the palette check passes them."""
    create.main(project, ["NAME=Acme", "ID=acme", f"PRIMARY={primary}"], interactive=False)
    text = (project / "docs/team/colours.css").read_text(encoding="utf-8")
    assert f"--hb-brand: light-dark({primary}, #" in text
    assert palette_problems(project) == []


def test_a_colour_that_was_edited_is_checked_again(project):
    """After an edit of colours.css, unreadable text is reported with file, line, contrast and fix, and so is an unknown contrast."""
    create.main(project, ["NAME=Acme", "ID=acme", "PRIMARY=#0052cc"], interactive=False)
    css = project / "docs/team/colours.css"
    css.write_text(css.read_text().replace("--hb-brand: light-dark(#0052cc", "--hb-brand: light-dark(#ffcc00"), encoding="utf-8")
    line = css.read_text().split("--hb-brand")[0].count("\n") + 1
    (project / "docs/team/more.css").write_text(":root { --hb-ink: black; }\n")
    said = [str(problem) for problem in palette_problems(project)]
    assert any(text.startswith(f"docs/team/colours.css:{line}: --hb-brand: is #ffcc00 in the light scheme: 1.43:1 between") for text in said)
    assert any("fix: The nearest readable colour of the same hue is #8d6f00." in text for text in said)
    assert any(text.startswith('docs/team/more.css:1: --hb-ink: is "black", whose contrast cannot be computed') for text in said)


def test_a_second_run_changes_nothing_and_says_so(project, capsys):
    """What a team has edited since stays byte for byte, and an answer that a file contradicts is named with that file."""
    words = ["NAME=Acme: the “handbook”", "ID=acme", "PRIMARY=#c8102e", "CONTACT=ask@acme.example"]
    create.main(project, words, interactive=False)
    (project / "docs/team/overlay.yml").write_text("hide: []\n")
    (project / "docs/team/index.md").unlink()
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    capsys.readouterr()
    for again in (words, []):
        create.main(project, again, interactive=False)
        assert "Nothing to do" in capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        create.main(project, ["NAME=Beta", "ID=beta", "PRIMARY=#0052cc"], interactive=False)
    for said in ("team.yml: NAME is", "team.yml: ID is 'acme', not 'beta'. Keep it", "docs/team/colours.css: --hb-brand would be light-dark(#0052cc"):
        assert said in str(ended.value)
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_all_problems_are_reported_at_once_and_nothing_is_written(project):
    """Three wrong answers give three lines, and no half-made fork is left behind."""
    with pytest.raises(SystemExit) as ended:
        create.main(project, ["NAME=Acme", "ID=A b", "PRIMARY=#fff", "LOGO=nowhere.svg"], interactive=False)
    assert [line.split(":")[0].strip() for line in str(ended.value).splitlines()[1:]] == ["ID", "PRIMARY", "LOGO"]
    assert not (project / "team.yml").exists() and not (project / "docs/team").exists()


def test_without_arguments_or_a_terminal_the_command_is_shown(project):
    """A script that calls the command without a name gets the line to type."""
    with pytest.raises(SystemExit) as ended:
        create.main(project, [], interactive=False)
    assert create.COMMAND in str(ended.value)


def test_the_terminal_asks_again_with_the_reason(project, monkeypatch, capsys):
    """At a terminal a rejected answer is asked for again with the reason, and Enter accepts the default."""
    answers = iter(["", "Acme product", "", "Not an id", "", "#fff", "", "", "", "", "nobody", "ask@acme.example"])
    asked = []
    monkeypatch.setattr("builtins.input", lambda question: asked.append(question) or next(answers))
    create.main(project, [], interactive=True)
    assert [question for question in asked if question.endswith("[acme]: ")] == [question for question in asked if "Which id" in question]
    out = capsys.readouterr().out
    assert "1 to 60 characters" in out and "is not a valid id" in out and "links need 4.5:1" in out and "neither an email address" in out
    found = load_site_config(project)
    assert (found.name, found.short_name, found.id) == ("Acme product", "Acme", "acme")


def test_the_credit_names_upstream_and_what_is_under_which_licence():
    """As CC BY 4.0 asks, the credit has a name, the licence and the note that something was changed, with a team's name as text."""
    text = scaffold.credit("A&B", "", ROOT)
    assert "The Product Leader Handbook" in text and "CC BY 4.0" in text and "changes by A&amp;B" in text
