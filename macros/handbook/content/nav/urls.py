"""Source paths of pages below the docs folder, and their URLs below the site's root."""

import re

from handbook.content.library import Chapter
from handbook.content.models.base import FORK_FOLDER
from handbook.content.models.practice import Template


def cheat_sheet_of(chapter: Chapter) -> str:
    """Return the source path of the page with all checklists of a chapter, such as ``toolkit/cheat-sheet-first-steps.md``."""
    return f"{_toolkit(chapter.from_fork)}/cheat-sheet-{chapter.slug}.md"


def sheet_of(template: Template) -> str:
    """Return the source path of a template's page, such as ``toolkit/decision-log.md``."""
    return f"{_toolkit(template.from_fork)}/{template.slug}.md"


def sheet_url(template: Template) -> str:
    """Return the URL of a template's page below the site, such as ``toolkit/decision-log/``."""
    return page_url(sheet_of(template))


def page_url(source: str) -> str:
    """Return the URL, below the site, of the page with a source path: ``toolkit/`` for ``toolkit/index.md``."""
    return re.sub(r"(^|/)(?:index|README)/$", r"\1", source.removesuffix(".md") + "/")


def _toolkit(from_fork: bool) -> str:
    return f"{FORK_FOLDER}/toolkit" if from_fork else "toolkit"
