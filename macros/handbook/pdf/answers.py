"""Turns the fields of a filled-in PDF into a reader's document that can be imported on "Backup & privacy"."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from handbook.content.library import Library
from handbook.templating import PageWriter
from handbook.views.catalogue import catalogue

TICKED = "on"
DAY = re.compile(r"(?:19[7-9]\d|2\d{3})-\d\d-\d\d")  # as the browser's own field for it has it
LEVEL, EVIDENCE = "assessment.paper.", "assessment.paper-evidence."  # how the names of the PDF's own fields begin


def to_document(fields: Mapping[str, str], library: Library, handbook: str, at: datetime) -> tuple[dict[str, Any], list[str], dict[str, str]]:
    """Return a reader's document, the names of filled-in fields that the handbook does not know, and what should be a day and is none.

    Empty fields are left out, so that an import never removes a tick or a text. The document is marked as one from paper: of
    what has been done more than once, an import then takes its answers for the record that is open.

    Args:
        fields: Value of every field by name; a tick is ``on``.
        library: The checked library.
        handbook: The handbook's id.
        at: When the PDF was filled in; an import keeps answers that were changed later in a browser.
    """
    moment = at.astimezone(UTC)
    session = f"{moment:%Y%m%dt%H%M%S}-paper"
    known_fields = dict(_known_fields(library, session))
    filled = {name: value.replace("\r\n", "\n").replace("\r", "\n") for name, value in fields.items() if value.strip()}
    stamp = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    entries: dict[str, Any] = {}
    no_days: dict[str, str] = {}
    for name, (id, values, control) in known_fields.items():
        value = filled.get(name)
        if value is None or (values and value not in values):
            continue
        if control.get("day") and not _is_day(value := value.strip()):
            no_days[name] = value
            continue
        chosen = values.get(value, {}) if values else {}
        rev, said = ({**control, **chosen}[key] for key in ("rev", "said"))
        entries[id] = {"value": True if control.get("tick") else value, "at": stamp, "rev": rev, "said": said}
    if any(id.endswith(f"@{session}") for id in entries):
        entries[f"assessment.done@{session}"] = {"value": True, "at": stamp, "rev": "", "said": ""}
    unknown = sorted(name for name, value in filled.items() if name not in known_fields or (known_fields[name][1] and value not in known_fields[name][1]))
    return {"format": "handbook-notes", "version": 1, "handbook": handbook, "paper": True, "entries": entries}, unknown, no_days


def _is_day(text: str) -> bool:
    try:
        return bool(DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _known_fields(library: Library, session: str) -> Iterator[tuple[str, tuple[str, dict[str, dict[str, Any]], dict[str, Any]]]]:
    """Yield for each field its name, and the id of its answer, its values with their wordings (empty for a text), and its control."""
    writer = PageWriter(library, "")
    data = catalogue(library.in_order, writer.text)
    for block in (block for chapter in data["chapters"] for block in (*chapter["blocks"], *chapter["sheets"])):
        for control in block["controls"]:
            options = control.get("options", {})
            if block["kind"] == "checklist":
                control, options = control | {"tick": True}, {TICKED: {}}
            for name in (control["id"], *control.get("was", [])):
                yield name, (control["id"], options, control)
                if name.endswith(".when"):  # a plan has its day too
                    yield f"{name[:-5]}.date", (f"{control['id'][:-5]}.date", {}, {"rev": "", "said": "", "day": True})
    for behaviour in data["behaviours"]:
        title, levels = behaviour["title"], {str(level): {"said": f"{behaviour['title']}: {anchor}"} for level, anchor in enumerate(behaviour["anchors"])}
        for name in (behaviour["id"], *behaviour.get("was", [])):
            yield LEVEL + name, (f"assessment.{behaviour['id']}@{session}", levels, behaviour | {"said": title})
            evidence = {"rev": behaviour["rev"], "said": f"{title}: {writer.text('assessment.evidence')}"}
            yield EVIDENCE + name, (f"assessment.{behaviour['id']}.evidence@{session}", {}, evidence)
