"""The map on the home page: the chapters in the order and under the headings of the navigation."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from handbook.content.library import Chapter, Library


@dataclass
class Stretch:
    """Chapters under one heading of the navigation.

    Attributes:
        title: The heading as the navigation has it; "" if the fork's section has none there.
        chapters: In the order of the navigation.
        after_series: Whether it comes after the series has ended.
    """

    title: str
    chapters: list[Chapter] = field(default_factory=list)
    after_series: bool = False

    @property
    def section(self) -> str:
        """The section whose colour it has."""
        return self.chapters[0].meta.section


def stretches(library: Library) -> list[Stretch]:
    """Return what the map shows; a chapter that the navigation leaves out is not on it.

    A fork need not list its own chapters: ``tools/engine_config.py`` puts them
    into the navigation, and this puts them at the same places.
    """
    found = [stretch for stretch in (_stretch(entry, library) for entry in library.config.nav) if stretch.chapters]
    if not found:
        for chapter in library.in_order:
            if not found or found[-1].section != chapter.meta.section:
                found.append(Stretch(""))
            found[-1].chapters.append(chapter)
    elif not library.config.nav_from_fork:
        _add_fork_chapters(found, [chapter for chapter in library.in_order if chapter.from_fork])
    ended = False
    for stretch in found:
        ended = ended or (stretch.section not in ("opening", "team") and not any(chapter.meta.part for chapter in stretch.chapters))
        stretch.after_series = ended
    return found


def _stretch(entry: Any, library: Library) -> Stretch:
    title = next(iter(entry)) if isinstance(entry, dict) else ""
    return Stretch(str(title), [library.by_source[page] for page in _pages(entry) if page in library.by_source])


def _pages(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    for child in entry.values() if isinstance(entry, dict) else entry if isinstance(entry, list) else ():
        yield from _pages(child)


def _add_fork_chapters(found: list[Stretch], chapters: list[Chapter]) -> None:
    sections = {chapter.meta.section: stretch for stretch in found for chapter in stretch.chapters}
    own = Stretch("", [chapter for chapter in chapters if chapter.meta.section not in sections])
    for chapter in chapters:
        if chapter.meta.section in sections:
            sections[chapter.meta.section].chapters.append(chapter)
    if own.chapters:
        found.append(own)
