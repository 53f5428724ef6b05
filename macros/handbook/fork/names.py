"""The names of upstream that a fork's files can use, beside the ids of its practice: those of now, and all that there ever were.

Works, glossary terms, figures, chapters, pages with their headings, renamed words with their forms, and macros with their
arguments. Upstream lists them in ``docs/names.lock`` and never removes one, so that every fork can tell a name that upstream
took away from a typing error, also one that came and went between two of its updates.
"""

import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from handbook.content.library import Library
from handbook.content.markdown.pages import Page, read_page
from handbook.content.models.base import FORK_FOLDER
from handbook.content.models.vocabulary import read_vocabulary
from handbook.errors import SourceErrors

FILE, IDS = "docs/names.lock", "ids.lock"
HEAD = "# Every name that the handbook has had, and what it said. Written by `make sync`; never edit or remove a line.\n"
_ID = re.compile(r"\{:?[^}\n]*#([\w:.-]+)[^}\n]*\}|\bid=\"([^\"]+)\"")


def current_names(library: Library) -> dict[str, str]:
    """Return what upstream says under each of its names, such as ``work:DOE20``; headings and forms follow a ``#``."""
    names = {f"work:{key}": source.short for key, source in library.sources.items() if not key.startswith("TEAM-")}
    names |= {f"term:{key}": term.term for key, term in library.terms.items()}
    names |= {f"figure:{path.stem}": path.stem for path in (library.docs / "assets" / "figures").glob("*.svg")}
    names |= {f"chapter:{slug}": chapter.meta.title for slug, chapter in library.chapters.items() if not chapter.from_fork}
    for name, arguments in library.macros.items():
        names |= {f"macro:{name}": "", f"macro:{name}#{arguments}": ""}
    for source, page in _pages(library.docs, library.root):
        names[f"page:{source}"] = str(page.front.data.get("title", ""))
        names |= {f"page:{source}#{anchor}": said for anchor, said in anchors(page, library).items()}
    try:
        vocabulary = read_vocabulary(library.docs, library.root).root if (library.docs / "vocabulary.yml").exists() else {}
    except SourceErrors:
        vocabulary = {}  # the loader reports it
    for key, forms in vocabulary.items():
        names |= {f"word:{key}": "", **{f"word:{key}#{form}": words for form, words in forms.items()}}
    return names


def text(library: Library) -> str:
    """Return the text of upstream's list: every name in it, and every one that there is now."""
    return HEAD + rows(read(library.root / FILE) | current_names(library))


def rows(names: Mapping[str, str]) -> str:
    """Return names as lines of JSON: what follows a ``#`` is in the line of what precedes it."""
    whole: dict[str, dict[str, object]] = {}
    for name, said in sorted(names.items()):
        outer, _, inner = name.partition("#")
        if inner:
            whole.setdefault(outer, {"name": outer}).setdefault("parts", {})[inner] = said  # type: ignore[index]
        else:
            whole[name] = {"name": name, "said": said}
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in whole.values())


def read(path: Path) -> dict[str, str]:
    """Return what upstream said under each name in such a file, or under each id in ``ids.lock``; any other line is left out."""
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []:
        if path.name == IDS:
            id, *rest = line.split("\t")
            found |= {f"part:{id}": rest[-1]} if rest else {}
            continue
        with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError):
            row = json.loads(line)
            name = row.get("name") or (f"part:{row['id']}" if row.get("within") else f"chapter:{row['id']}")
            found |= {name: str(row["said"])} if "said" in row else {}
            found |= {f"{name}#{inner}": str(said) for inner, said in row.get("parts", {}).items()}
    return found


def anchors(page: Page, library: Library) -> dict[str, str]:
    """Return the places of a page of upstream that a link can lead to, with their headings where they have one.

    The same places are found before and after an update, so it does no harm that those which a macro makes are left out.
    """
    found = {match[1] or match[2]: "" for match in _ID.finditer(page.body)}
    found |= {heading.anchor: heading.text for heading in page.headings}
    called = {call.name for call in page.calls}
    if "all_sources" in called:
        found |= {key.lower(): source.short for key, source in library.sources.items()}
    if "all_terms" in called:
        found |= {key: term.term for key, term in library.terms.items()}
    return found


def _pages(docs: Path, root: Path) -> Iterator[tuple[str, Page]]:
    """Yield each page of upstream with its path below the docs folder."""
    for path in sorted(docs.rglob("*.md")):
        source = path.relative_to(docs).as_posix()
        if not source.startswith(f"{FORK_FOLDER}/"):
            try:
                yield source, read_page(path, root)
            except SourceErrors:
                continue  # the check of every page reports it
