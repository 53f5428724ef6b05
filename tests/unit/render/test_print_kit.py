"""The print kit's sheets: complete, blank, and fit to be copied for each person."""

import html
import re

from handbook.content.short_codes import short_code
from handbook.loader import load_library
from handbook.render.practice import Renderer
from handbook.views.catalogue import catalogue, print_sections
from tests.support import sites
from tests.unit.render.test_macros import parsed


def _kit(root):
    sources = load_library(root, root / "docs")
    return sources, Renderer(sources, "workbook/print.md").print_kit()


def test_all_practice_of_the_handbook_is_in_the_kit():
    """Each item, question, gap, field, decision and behaviour of the handbook is there once, against today's wording."""
    sources, text = _kit(sites.ROOT)
    held = catalogue(sources.chapters.values(), str)
    controls = [control for chapter in held["chapters"] for block in chapter["blocks"] + chapter["sheets"] for control in block["controls"]]
    wanted = {control["id"]: control["rev"] for control in [*controls, *held["behaviours"]]}
    plans = {chapter.practice.plan.id for chapter in sources.chapters.values() if chapter.practice.plan}
    of_plans = plans | {f"{plan}.date" for plan in plans}
    found = [attributes for _, attributes in parsed(text) if "data-hb-of" in attributes and attributes["data-hb-of"] not in of_plans]
    assert sorted(str(attributes["data-hb-of"]) for attributes in found) == sorted(wanted)
    assert {attributes["data-hb-of"]: attributes.get("data-hb-rev", "") for attributes in found} == wanted


def test_what_can_be_ticked_bears_its_code():
    """The code beside a line is the one by which it can be found again, and nothing else has one."""
    sources, text = _kit(sites.ROOT)
    chapters = [chapter.practice for chapter in sources.chapters.values()]
    parts = [item for practice in chapters for checklist in practice.checklists for item in checklist.items]
    parts += [option for practice in chapters if practice.scenario for option in practice.scenario.options]
    shown = re.findall(r'<span class="hb-kit__text">([^<]*)</span> <span class="hb-kit__code">([^<]*)</span>', text)
    assert sorted((html.unescape(said), code) for said, code in shown) == sorted((part.text, short_code(part.id)) for part in parts)
    assert len(shown) == text.count("hb-kit__code")


def test_a_copy_can_be_copied(project):
    """One person's sheets have no id and no control, so a second copy on the page means nothing else; the whole is one line."""
    _, text = _kit(project.root)
    assert "\n" not in text
    copy = text[text.index("<article") : text.index("</article>")]
    tags = parsed(copy + "</article>")
    assert [attributes for _, attributes in tags if "id" in attributes or "data-hb-id" in attributes or "name" in attributes] == []
    assert {tag for tag, _ in tags} & {"input", "textarea", "button", "a", "details"} == set()
    assert "<script" not in text and "Show <script>alert(1)</script> and {{ braces }} as *text*" in html.unescape(text)


def test_the_old_names_of_practice_are_kept(project):
    """An answer under an old id finds its line: the kit names the ids that a line had before."""
    _, text = _kit(project.root)
    assert [a["data-hb-was"] for _, a in parsed(text) if a.get("data-hb-of") == "read-the-first-step"] == ["speak-the-first-step "]


def test_practice_stands_in_the_order_of_the_page(project):
    """On paper a chapter has the order that it has on the page, then the behaviours, then the sheets."""
    sources = load_library(project.root, project.docs)
    second = next(own for chapter, own in print_sections(sources.chapters.values(), str) if chapter.slug == "second-steps")
    assert [lot.kind for lot in second][-2:] == ["self-assessment", "sheets"]
    assert {lot.kind for lot in second} == {"recall", "checklists", "questions", "self-assessment", "sheets"}


def test_the_kits_pages_are_those_of_the_printer():
    """The area in which the kit is counted has the margins with which it is printed."""
    folder = sites.ROOT / "docs" / "assets" / "stylesheets"
    printed = re.search(r"@page \{ margin: (\w+) (\w+) (\w+); \}", (folder / "layout" / "print.css").read_text("utf-8"))
    counted = re.search(r"--top: (\w+); --side: (\w+); --foot: (\w+);", (folder / "workbook" / "print-kit.css").read_text("utf-8"))
    assert printed and counted and printed.groups() == counted.groups()
