"""What a team says of itself to make team: what is taken, what is refused and why, and what is written over (nothing)."""

import shutil
import struct

import pytest

from handbook.config import load_site_config
from handbook.theme.palette import palette_problems
from tests.support.sites import ROOT
from tools.fork import create, questions, scaffold
from tools.fork.logo import LARGEST, read_logo

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 4 4">{}</svg>'
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 64, 64) + b"\x08\x06\0\0\0"
# What is said, and a part of the reason for which it is refused.
REFUSED = {
    "a long name": ("NAME", "x" * 61, "1 to 60"),
    "a name with a macro call": ("NAME", "Acme {{ x }}", "Leave out {{"),
    "a short name with a straight quotation mark": ("SHORT", 'The "A"', "curly"),
    "an id with spaces": ("ID", "Acme Product", "such as acme-product."),
    "upstream's id": ("ID", "product-leader", "share their readers' answers"),
    "no colour": ("PRIMARY", "red", "six digits"),
    "a pale colour": ("PRIMARY", "#ffcc00", "1.43:1 on the paper; links need 4.5:1. The nearest of its hue that passes is #8d6f00."),
    "a colour too dark for the night": ("PRIMARY_DARK", "#8d6f00", "on the dark ground"),
    "no address": ("URL", "acme", "https://handbook.example.com/"),
    "no repository": ("REPO", "acme/handbook", "https://github.com/acme/handbook"),
    "nobody": ("CONTACT", "me", "neither an address of mail"),
    "no language of ours": ("LANGUAGE", "xx", "There are: "),
}
# What is in a file, and a part of the reason for which it is no logo.
NO_LOGOS = {
    "a text": (b"Acme", "no image"),
    "nothing": (b"", "empty"),
    "another XML": (b"<html/>", "no image"),
    "too much": (PNG + b"x" * LARGEST, "the limit is 200,000"),
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


@pytest.mark.parametrize("case", REFUSED)
def test_what_would_hurt_readers_is_refused_with_a_reason(case):
    """Each answer that cannot be used is named with why, and where there is one with the nearest that can."""
    key, value, reason = REFUSED[case]
    [(named, why)] = questions.refused({key: value}, ROOT)
    assert named == key and reason in why


@pytest.mark.parametrize("case", NO_LOGOS)
def test_what_is_no_safe_picture_is_no_logo(case, tmp_path):
    """A file that is no picture, or that would run or ask another address, is refused whatever its name says."""
    data, reason = NO_LOGOS[case]
    path = tmp_path / "logo.png"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=r"logo\.png") as refused:
        read_logo(path)
    assert reason in str(refused.value)


def test_pictures_are_told_by_what_is_in_them(tmp_path):
    """SVG, PNG, JPEG and WebP are taken with the ending that is theirs; references within the file may stay."""
    inside = SVG.format('<defs><linearGradient id="a"/></defs><path fill="url(#a)"/><use href="#a"/><image href="data:image/png;base64,AA=="/>')
    for data, ending in ((inside.encode(), "svg"), (PNG, "png"), (b"\xff\xd8\xff\xe0", "jpg"), (b"RIFF\0\0\0\0WEBPVP8 ", "webp")):
        (tmp_path / "logo").write_bytes(data)
        assert read_logo(tmp_path / "logo").ending == ending


@pytest.mark.parametrize("primary", ["#c8102e", "#0052cc", "#000000", "#e30613", "#8d6f00"])
def test_a_teams_colour_can_be_read_in_both_schemes(primary, project):
    """From one colour come those of both schemes, with the first as it was given, and the check finds nothing wrong with them."""
    create.main(project, ["NAME=Acme", "ID=acme", f"PRIMARY={primary}"], asks=False)
    text = (project / "docs/team/colours.css").read_text(encoding="utf-8")
    assert f"--hb-brand: light-dark({primary}, #" in text
    assert palette_problems(project) == []


def test_a_colour_that_was_edited_is_checked_again(project):
    """Who edits colours.css hears of file, line, contrast and fix when words can no longer be read, or when nobody can tell."""
    create.main(project, ["NAME=Acme", "ID=acme", "PRIMARY=#0052cc"], asks=False)
    css = project / "docs/team/colours.css"
    css.write_text(css.read_text().replace("--hb-brand: light-dark(#0052cc", "--hb-brand: light-dark(#ffcc00"), encoding="utf-8")
    line = css.read_text().split("--hb-brand")[0].count("\n") + 1
    (project / "docs/team/more.css").write_text(":root { --hb-ink: black; }\n")
    said = [str(problem) for problem in palette_problems(project)]
    assert any(text.startswith(f"docs/team/colours.css:{line}: --hb-brand: is #ffcc00 in the light scheme: 1.43:1 between") for text in said)
    assert any("fix: The nearest of its hue that can be read is #8d6f00." in text for text in said)
    assert any(text.startswith('docs/team/more.css:1: --hb-ink: is "black", whose contrast cannot be told') for text in said)


def test_a_second_run_changes_nothing_and_says_so(project, capsys):
    """Whatever a team has edited since stays byte for byte; what was asked for and stands otherwise is named with its file."""
    words = ["NAME=Acme: the “handbook”", "ID=acme", "PRIMARY=#c8102e", "CONTACT=ask@acme.example"]
    create.main(project, words, asks=False)
    (project / "docs/team/overlay.yml").write_text("hide: []\n")
    (project / "docs/team/index.md").unlink()
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    capsys.readouterr()
    for again in (words, []):
        create.main(project, again, asks=False)
        assert "Nothing to do" in capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        create.main(project, ["NAME=Beta", "ID=beta", "PRIMARY=#0052cc"], asks=False)
    for said in ("team.yml: NAME is", "team.yml: ID is 'acme', not 'beta'. Keep it", "docs/team/colours.css: --hb-brand would be light-dark(#0052cc"):
        assert said in str(ended.value)
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_written(project):
    """Three wrong answers are three lines, and no file of a half-made fork stays behind."""
    with pytest.raises(SystemExit) as ended:
        create.main(project, ["NAME=Acme", "ID=A b", "PRIMARY=#fff", "LOGO=nowhere.svg"], asks=False)
    assert [line.split(":")[0].strip() for line in str(ended.value).splitlines()[1:]] == ["ID", "PRIMARY", "LOGO"]
    assert not (project / "team.yml").exists() and not (project / "docs/team").exists()


def test_without_arguments_or_a_terminal_the_command_is_said(project):
    """A script that forgot the name reads what to type."""
    with pytest.raises(SystemExit) as ended:
        create.main(project, [], asks=False)
    assert create.COMMAND in str(ended.value)


def test_a_dialogue_asks_again_with_the_reason(project, monkeypatch, capsys):
    """At a terminal a refused answer is asked for once more at once, and Enter takes what is likely."""
    answers = iter(["", "Acme product", "", "Not an id", "", "#fff", "", "", "", "", "nobody", "ask@acme.example"])
    asked = []
    monkeypatch.setattr("builtins.input", lambda question: asked.append(question) or next(answers))
    create.main(project, [], asks=True)
    assert [question for question in asked if question.endswith("[acme]: ")] == [question for question in asked if "id names" in question]
    out = capsys.readouterr().out
    assert "1 to 60 characters" in out and "is no id" in out and "links need 4.5:1" in out and "neither an address" in out
    found = load_site_config(project)
    assert (found.name, found.short_name, found.id) == ("Acme product", "Acme", "acme")


def test_the_credit_names_upstream_and_what_is_under_which_licence():
    """CC BY 4.0 asks for a name, the licence, and the word that something was changed; a team's name is written as text."""
    text = scaffold.credit("A&B", "", ROOT)
    assert "The Product Leader Handbook" in text and "CC BY 4.0" in text and "changes by A&amp;B" in text
