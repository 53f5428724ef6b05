"""The snapshot of upstream that a fork last saw: ``docs/team/upstream.lock``, one part per line.

A part that the fork's overlay names is stored with its whole text, so that the
drift report can show what a rewording replaced; others only with what they say.
"""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from handbook.content.files import read_text
from handbook.content.id_index import Location
from handbook.content.library import Library, part_text
from handbook.content.models import FORK_FOLDER
from handbook.content.overlay import Overlay
from handbook.errors import Problem, SourceErrors
from handbook.fork.overlay_rules import FIXED

FILE = f"docs/{FORK_FOLDER}/upstream.lock"
HEAD = "# What upstream said when this team last looked. Written by `make sync` and `make drift SEEN=yes`; never edit it.\n"


@dataclass(frozen=True)
class UpstreamPart:
    """A part as it was.

    Attributes:
        id: Its id; of a chapter, its slug.
        said: What it said; of a chapter, its title.
        within: What it stood in; "" for a chapter.
        words: All its words, where the overlay names it.
    """

    id: str
    said: str
    within: str = ""
    words: dict[str, object] = field(default_factory=dict)


def current_parts(library: Library) -> dict[str, UpstreamPart]:
    """Return what upstream has now."""
    named = named_ids(library.overlay)
    chapters = {slug: UpstreamPart(slug, chapter.meta.title) for slug, chapter in library.chapters.items() if not chapter.from_fork}
    heirs = {library.ids.current_id(name) for name in named}
    parts = {id: UpstreamPart(id, part_text(spot.part), spot.parent, part_words(spot) if id in heirs else {}) for id, spot in library.ids.locations.items()}
    return chapters | parts


def named_ids(overlay: Overlay) -> list[str]:
    """Return every id of upstream that an overlay names, in its order."""
    anchors = [anchor for one in overlay.add for anchor in (one.to, one.after, one.before) if anchor]
    ordered = [id for target, ids in overlay.order.items() for id in (target, *ids)]
    return list(dict.fromkeys([*overlay.reword, *overlay.hide, *anchors, *ordered]))


def part_words(spot: Location) -> dict[str, object]:
    """Return all words of a part, by their keys."""
    return {key: value for key, value in spot.part.model_dump().items() if key not in FIXED and value is not None}


def read(root: Path) -> dict[str, UpstreamPart]:
    """Return the snapshot; nothing if there is no file yet.

    Raises:
        SourceErrors: A line is not ours, for example a conflict marker.
    """
    path = root / FILE
    found, problems = {}, []
    for number, line in enumerate(read_text(path, root).splitlines() if path.exists() else [], 1):
        if not line or line.startswith("#"):
            continue
        try:
            seen = UpstreamPart(**json.loads(line))
            found[seen.id] = seen
        except (ValueError, TypeError):
            fix = "Take one side of the merge whole: git checkout --ours " + FILE + ". Then run `make sync`."
            problems.append(Problem(FILE, number, "", "is not a line of this file", fix))
    if problems:
        raise SourceErrors(problems)
    return found


def text(seen: dict[str, UpstreamPart]) -> str:
    """Return the file's text."""
    rows = [{key: value for key, value in asdict(one).items() if value} for _, one in sorted(seen.items())]
    return HEAD + "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def updated(library: Library) -> dict[str, UpstreamPart]:
    """Return the snapshot with the parts that the overlay names for the first time; the rest stays as it was last seen."""
    seen, now = read(library.root), current_parts(library)
    if not seen:
        return now
    kept = dict(seen)
    for id in map(library.ids.current_id, named_ids(library.overlay)):
        before = [id, *(old for old, heir in library.ids.renamed_to.items() if heir == id)]
        if id in now and not any(old in seen and (seen[old].words or not now[id].words) for old in before):
            kept[id] = now[id]
    return kept
