"""The names of upstream that a fork's files can use, beside the ids of its practice."""

import re
from collections.abc import Iterator
from pathlib import Path

from handbook.content.library import Library
from handbook.content.models import FORK_FOLDER
from handbook.content.pages import Page, read_page
from handbook.content.vocabulary import read_vocabulary
from handbook.errors import SourceErrors
from handbook.theme.palette import palette_problems, recordable_colours

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
    if not palette_problems(library.root, library.former):
        names |= {f"colour:{name}": value for name, value in recordable_colours(library.root).items()}
    return names


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
