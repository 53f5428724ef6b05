"""The snapshot of upstream that a fork last saw: ``docs/team/upstream.lock``, one part per line.

A part that the fork's overlay names is stored with all its texts, so that the
drift report can show what a rewording replaced; other parts only with their wording.

Lines with a ``name`` list the colours beside which the team's own can be read, and names of upstream that are not in its own
list (``names.py``). None of them is ever removed.
"""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from handbook.content.id_index import Location
from handbook.content.library import Library, part_text
from handbook.content.models.base import FORK_FOLDER
from handbook.content.models.overlay import Overlay
from handbook.content.source.files import read_text
from handbook.errors import Problem, SourceErrors
from handbook.fork import names
from handbook.fork.overlay_rules import FIXED
from handbook.theme.palette import palette_problems, recordable_colours

FILE = f"docs/{FORK_FOLDER}/upstream.lock"
_NAME = '{"name": '
HEAD = "# What upstream said when this team last looked. Written by `make sync` and `make drift SEEN=yes`; never edit it.\n"


@dataclass(frozen=True)
class UpstreamPart:
    """A part of upstream as it was at the time of the snapshot.

    Attributes:
        id: Its id; for a chapter, its slug.
        said: Its wording; for a chapter, its title.
        within: Id or slug of its parent; "" for a chapter.
        words: All its texts by key if the overlay names it, else empty.
    """

    id: str
    said: str
    within: str = ""
    words: dict[str, object] = field(default_factory=dict)


def current_parts(library: Library) -> dict[str, UpstreamPart]:
    """Return upstream's current parts and chapters, by id or slug."""
    overlay_ids = named_ids(library.overlay)
    chapters = {slug: UpstreamPart(slug, chapter.meta.title) for slug, chapter in library.chapters.items() if not chapter.from_fork}
    current_named = {library.ids.current_id(name) for name in overlay_ids}
    parts = {
        id: UpstreamPart(id, part_text(location.part), location.parent, part_words(location) if id in current_named else {})
        for id, location in library.ids.locations.items()
    }
    return chapters | parts


def named_ids(overlay: Overlay) -> list[str]:
    """Return every id that an overlay names, in its order, without duplicates."""
    anchors = [anchor for addition in overlay.add for anchor in (addition.to, addition.after, addition.before) if anchor]
    ordered = [id for target, ids in overlay.order.items() for id in (target, *ids)]
    return list(dict.fromkeys([*overlay.reword, *overlay.hide, *anchors, *ordered]))


def part_words(location: Location) -> dict[str, object]:
    """Return the texts of a part that a fork can reword, by key."""
    return {key: value for key, value in location.part.model_dump().items() if key not in FIXED and value is not None}


def read(root: Path) -> dict[str, UpstreamPart]:
    """Return the snapshot's parts by id; empty if there is no file yet.

    Raises:
        SourceErrors: A line is invalid, for example a conflict marker.
    """
    path = root / FILE
    parts, problems = {}, []
    for number, line in enumerate(read_text(path, root).splitlines() if path.exists() else [], 1):
        if not line or line.startswith(("#", _NAME)):
            continue
        try:
            part = UpstreamPart(**json.loads(line))
            parts[part.id] = part
        except (ValueError, TypeError):
            fix = "Keep one side of the merge: git checkout --ours " + FILE + ". Then run `make sync`."
            problems.append(Problem(FILE, number, "", "is not a valid line", fix))
    if problems:
        raise SourceErrors(problems)
    return parts


def read_names(root: Path) -> dict[str, str]:
    """Return what upstream said under each name and id that it has had; a line that cannot be read is left out, since ``read`` reports it."""
    return names.read(root / names.IDS) | names.read(root / names.FILE) | names.read(root / FILE)


def text(parts: dict[str, UpstreamPart], library: Library) -> str:
    """Return the file's text: some parts, and what has a name but no line in upstream's list of names."""
    rows = [{key: value for key, value in asdict(part).items() if value} for _, part in sorted(parts.items())]
    named = library.former | names.current_names(library)
    if not palette_problems(library.root, library.former):
        named |= {f"colour:{name}": value for name, value in recordable_colours(library.root).items()}
    listed = names.read(library.root / names.FILE)
    own = {name: said for name, said in named.items() if name not in listed and not name.startswith("part:")}
    return HEAD + "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows) + names.rows(own)


def updated(library: Library) -> dict[str, UpstreamPart]:
    """Return the snapshot with the current texts of parts that the overlay now names; other parts stay as they were last seen."""
    snapshot, current = read(library.root), current_parts(library)
    if not snapshot:
        return current
    result = dict(snapshot)
    for id in map(library.ids.current_id, named_ids(library.overlay)):
        names = [id, *(old for old, new_id in library.ids.renamed_to.items() if new_id == id)]
        if id in current and not any(old in snapshot and (snapshot[old].words or not current[id].words) for old in names):
            result[id] = current[id]
    return result
