"""Data for the map on the home page: the chapters, grouped and ordered as in the navigation."""

from dataclasses import dataclass, field
from typing import Any

from handbook.config import nav_targets
from handbook.content.library import Chapter, Library


@dataclass
class Stretch:
    """Chapters under one heading of the navigation.

    Attributes:
        title: The heading in the navigation; "" if it has none for the fork's section.
        chapters: The chapters in the order of the navigation.
        after_series: Whether it comes after the end of the series.
    """

    title: str
    chapters: list[Chapter] = field(default_factory=list)
    after_series: bool = False

    @property
    def section(self) -> str:
        """The section that gives the stretch its colour."""
        return self.chapters[0].meta.section


def stretches(library: Library) -> list[Stretch]:
    """Return the stretches of the map; a chapter that is not in the navigation is not on it, and no field note is.

    A fork need not list its own chapters: ``tools/engine_config.py`` puts them
    into the navigation, and this function puts them in the same places.
    """
    result = [stretch for stretch in (_stretch(entry, library) for entry in library.config.nav) if stretch.chapters]
    if not result:
        for chapter in _chapters(library):
            if not result or result[-1].section != chapter.meta.section:
                result.append(Stretch(""))
            result[-1].chapters.append(chapter)
    elif not library.config.nav_from_fork:
        _add_fork_chapters(result, [chapter for chapter in _chapters(library) if chapter.from_fork])
    ended = False
    for stretch in result:
        ended = ended or stretch.section == "after-the-series"
        stretch.after_series = ended
    return result


def _stretch(entry: Any, library: Library) -> Stretch:
    title = next(iter(entry)) if isinstance(entry, dict) else ""
    chapters = {chapter.source: chapter for chapter in _chapters(library)}
    return Stretch(str(title), [chapters[page] for page in nav_targets(entry) if page in chapters])


def _chapters(library: Library) -> list[Chapter]:
    return [chapter for chapter in library.in_order if not chapter.is_field_note]


def _add_fork_chapters(result: list[Stretch], chapters: list[Chapter]) -> None:
    sections = {chapter.meta.section: stretch for stretch in result for chapter in stretch.chapters}
    fork_stretch = Stretch("", [chapter for chapter in chapters if chapter.meta.section not in sections])
    for chapter in chapters:
        if chapter.meta.section in sections:
            sections[chapter.meta.section].chapters.append(chapter)
    if fork_stretch.chapters:
        result.append(fork_stretch)
