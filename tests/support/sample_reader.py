"""The document of a fictional reader after eight weeks, for the guide's screenshots and for tests of the real handbook."""

import json
from typing import Any

import yaml

from handbook.loader import load_library
from handbook.views.catalogue import catalogue
from tests.support.sites import ROOT

SOURCE = ROOT / "tests" / "fixtures" / "reader.yml"
TODAY = "2026-11-20T08:00:00Z"  # the date in the screenshots


def entries() -> dict[str, dict[str, Any]]:
    """Return the reader's entries by id, with today's wording and hashes.

    Raises:
        KeyError: The file names an id that the handbook does not have.
    """
    said = _wordings()
    found: dict[str, dict[str, Any]] = {}
    for group in yaml.safe_load(SOURCE.read_text(encoding="utf-8")):
        at = group["at"]
        for id, value in group.get("entries", {}).items():
            options = said["options"].get(value) if isinstance(value, str) else None
            found[id] = {"value": value, "at": at, **(options or said["controls"].get(id) or said["others"][_base(id)])}
            if behaviour := said["behaviours"].get(id.removeprefix("next.")):
                found[id] |= {"rev": behaviour["rev"], "said": behaviour["anchors"][int(value)]}
        if session := group.get("session"):
            found |= _assessment(session, at, group["levels"], said["behaviours"])
    return found


def document() -> str:
    """Return the reader's document as JSON text, as the browser keeps it."""
    return json.dumps({"format": "handbook-notes", "version": 1, "handbook": "product-leader", "entries": entries()}, ensure_ascii=False)


def _base(id: str) -> str:
    return id.removeprefix("next.").removesuffix(".private").removesuffix(".date")


def _assessment(session: str, at: str, levels: dict[str, list[str]], behaviours: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {f"assessment.{session}.done": {"value": True, "at": at, "rev": "", "said": ""}}
    for id, (level, *evidence) in levels.items():
        behaviour = behaviours[id]
        name = f"assessment.{session}.{id}"
        found[name] = {"value": level, "at": at, "rev": behaviour["rev"], "said": f"{behaviour['title']}: {behaviour['anchors'][int(level)]}"}
        if evidence:
            found[f"{name}.evidence"] = {"value": evidence[0], "at": at, "rev": behaviour["rev"], "said": behaviour["title"]}
    return found


def _wordings() -> dict[str, dict[str, Any]]:
    sources = load_library(ROOT, ROOT / "docs")
    held = catalogue(sources.in_order, str)
    blocks = [block for chapter in held["chapters"] for block in chapter["blocks"] + chapter["sheets"]]
    controls = {control["id"]: control for block in blocks for control in block["controls"]}
    nothing = {"rev": "", "said": ""}
    return {
        "controls": {id: {"rev": control["rev"], "said": control["said"]} for id, control in controls.items()},
        "options": {id: option for control in controls.values() for id, option in control.get("options", {}).items()},
        "behaviours": {behaviour["id"]: behaviour for behaviour in held["behaviours"]},
        # Ids derived from another id (a mark, a date, a level) have no wording of their own.
        "others": dict.fromkeys(
            [*controls, *(block["anchor"] for block in blocks), *(b["id"] for b in held["behaviours"]), *(f"review.{c['slug']}" for c in held["chapters"])],
            nothing,
        ),
    }
