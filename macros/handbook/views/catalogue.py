"""The practice of all chapters as plain data: the catalogue of the workbook's pages, and the sections of the print kit."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from handbook.content.library import Chapter
from handbook.content.models.base import Named
from handbook.content.models.ladder import Expectation, Ladder
from handbook.content.models.practice import Blank, Plan, Scenario
from handbook.content.nav.urls import sheet_url
from handbook.views.outline import outline

Say = Callable[[str], str]


def catalogue(chapters: Iterable[Chapter], say: Say, hidden: Mapping[str, str] = MappingProxyType({}), ladder: Ladder | None = None) -> dict[str, Any]:
    """Return chapters, behaviours, retired ids and the team's ladder; docs/assets/javascripts/workbook/shared/catalogue.js documents their shape.

    Args:
        chapters: Chapters and field notes, in reading order.
        say: Returns an interface word by its key.
        hidden: Wording of each part that the fork hides, by id.
        ladder: What the fork's career ladder expects.
    """
    all_chapters = list(chapters)
    recall = _recall(all_chapters)
    return {
        "chapters": [_chapter(chapter, say) | {"recall": recall[chapter.slug]} for chapter in all_chapters],
        "behaviours": [
            {**_named(behaviour), "title": behaviour.title, "anchors": behaviour.anchors, "chapter": chapter.slug, "url": chapter.url}
            for chapter in all_chapters
            for behaviour in chapter.practice.behaviours
        ],
        "retired": {part.id: part.said for chapter in all_chapters for part in chapter.practice.retired} | dict(hidden),
        "ladder": [{"title": role.title, "expectations": [_expectation(one) for one in role.expectations]} for role in (ladder or Ladder()).roles],
    }


def _recall(chapters: list[Chapter]) -> dict[str, list[dict[str, Any]]]:
    """Return the questions that come back about each chapter, by its slug, with their answers: another chapter asks most of them."""
    current = {slug: chapter.slug for chapter in chapters for slug in (*chapter.meta.old_slugs, chapter.slug)}
    questions: dict[str, list[dict[str, Any]]] = {chapter.slug: [] for chapter in chapters}
    for chapter in chapters:
        recall = chapter.practice.recall
        asked = [(recall.about, question) for question in recall.questions] if recall else []
        for about, question in [*asked, *((chapter.slug, question) for question in chapter.practice.recall_later)]:
            if about in current:  # a fork may ask about a chapter that upstream has removed
                questions[current[about]].append(_control(question, question.question) | {"answer": question.answer})
    return questions


def _chapter(chapter: Chapter, say: Say) -> dict[str, Any]:
    meta = chapter.meta
    url = chapter.url
    positions = {entry.anchor: n for n, entry in enumerate(outline(chapter, say))}
    blocks = sorted(_blocks(chapter, say), key=lambda block: positions.get(block["anchor"], len(positions)))
    return {
        "slug": chapter.slug,
        "title": meta.title,
        "part": meta.part,
        "section": meta.section,
        "url": url,
        "minutes": {"read": chapter.page.minutes, "practice": chapter.practice.minutes},
        "was": meta.old_slugs,
        "blocks": [{**block, "url": url} for block in blocks],  # in the order of the page
        "sheets": [
            _block("sheet", template.id, template.title, [_field(field) for field in template.fields]) | {"url": sheet_url(template)}
            for template in chapter.practice.templates
        ],
    } | ({"deepens": meta.deepens} if chapter.is_field_note else {})


def _blocks(chapter: Chapter, say: Say) -> Iterator[dict[str, Any]]:
    practice = chapter.practice
    if practice.recall:
        questions = [_control(question, question.question) for question in practice.recall.questions]
        yield _block("recall", f"recall-{practice.recall.about}", say("block.recall"), questions)
    for checklist in practice.checklists:
        more = {key: value for key, value in (("shows", checklist.shows), ("every", checklist.every)) if value}
        yield _block("checklist", checklist.id, checklist.pause, [_control(item, item.text) for item in checklist.items]) | more
    if practice.prompts:
        prompts = [_control(prompt, prompt.text) for prompt in practice.prompts]
        yield _block("prompts", f"questions-{practice.prompts[0].id}", say("block.prompts"), prompts)
    if practice.scenario:
        yield _block("scenario", practice.scenario.id, practice.scenario.title, [_choice(practice.scenario)])
    if practice.plan:
        yield _block("plan", practice.plan.id, say("block.plan"), [_gap(practice.plan, "when", say), _gap(practice.plan, "then", say)]) | {
            "notes": [_gap(practice.plan, "came", say)]  # asked only on the planner page; not part of the plan itself
        }


def _block(kind: str, anchor: str, title: str, controls: list[dict[str, Any]]) -> dict[str, Any]:
    return {"kind": kind, "anchor": anchor, "title": title, "controls": controls}


def _control(part: Any, wording: str) -> dict[str, Any]:
    return {**_named(part), "said": wording}


def _field(field: Blank) -> dict[str, Any]:
    return _control(field, field.label) | ({"asks": field.asks} if field.asks else {})


def _expectation(one: Expectation) -> dict[str, Any]:
    return _control(one, one.text) | {key: value for key, value in (("help", one.help), ("shows", one.shows)) if value}


def _named(part: Named) -> dict[str, Any]:
    return {"id": part.id, "rev": getattr(part, "rev", "")} | ({"was": part.was} if part.was else {})


def _choice(scenario: Scenario) -> dict[str, Any]:
    options = {option.id: {"rev": option.rev, "said": option.text} for option in scenario.options}
    return {**_control(scenario, scenario.question), "options": options}


def _gap(plan: Plan, gap: str, say: Say) -> dict[str, Any]:
    was = {"was": [f"{old}.{gap}" for old in plan.was]} if plan.was else {}
    return {"id": f"{plan.id}.{gap}", "rev": plan.rev, "said": say(f"block.plan-{gap}"), "intro": plan.intro} | was


@dataclass(frozen=True)
class PrintSection:
    """A section of the print kit: practice of one kind.

    Attributes:
        kind: The kind as readers choose it; also the name of its macro in ``templates/kit-blocks.html``.
        content: Its model, or a list of models.
    """

    kind: str
    content: Any


def print_sections(chapters: Iterable[Chapter], say: Callable[[str], str]) -> list[tuple[Chapter, list[PrintSection]]]:
    """Return every chapter that has practice, with its sections in the order of the page.

    Args:
        chapters: In reading order.
        say: Returns an interface word by its key.
    """
    all_chapters = list(chapters)
    rows = catalogue(all_chapters, say)["chapters"]
    sections_by_chapter = [(chapter, list(_sections(chapter, row["blocks"]))) for chapter, row in zip(all_chapters, rows, strict=True)]
    return [(chapter, sections) for chapter, sections in sections_by_chapter if sections]


def _sections(chapter: Chapter, blocks: Iterable[dict[str, Any]]) -> Iterator[PrintSection]:
    practice = chapter.practice
    kinds = {"prompts": ("questions", practice.prompts), "plan": ("plans", practice.plan), "scenario": ("scenarios", practice.scenario)}
    checklists = {checklist.id: checklist for checklist in practice.checklists}
    for block in blocks:
        if block["kind"] == "checklist":
            yield PrintSection("checklists", checklists[block["anchor"]])
        elif block["kind"] == "recall":
            yield PrintSection("recall", practice.recall)
        else:
            yield PrintSection(*kinds[block["kind"]])
    if practice.behaviours:
        yield PrintSection("self-assessment", practice.behaviours)
    for template in practice.templates:
        yield PrintSection("sheets", template)
