"""Checks the front matter of every page: the book's own pages need a title and a description, a team's pages need neither."""

from collections.abc import Iterable

from handbook.content.library import Library
from handbook.content.markdown.pages import Page
from handbook.content.models.base import FORK_FOLDER
from handbook.errors import Problem


def front_matter_problems(library: Library, page: Page) -> Iterable[Problem]:
    """Yield a problem for each title or description that is missing, or that would not be set well in print."""
    template = page.front.data.get("template")
    if template is not None and not (library.root / "overrides" / str(template)).is_file():
        fix = "Remove the line: the page gets the handbook's own frame."
        yield Problem(page.file, page.front.line(("template",)), "template", f'"{template}" is no file in overrides/', fix)
    if is_from_team(library, page):
        return
    for key in ("title", "description"):
        text = page.front.data.get(key)
        if not isinstance(text, str) or not text:
            yield Problem(page.file, 1, key, "is missing", f"Add `{key}:` to the front matter.")
        elif '"' in text or "<" in text:
            yield Problem(page.file, page.front.line((key,)), key, "contains a straight quotation mark or a <", "Use curly quotation marks and no markup.")


def is_from_team(library: Library, page: Page) -> bool:
    """Tell whether a team wrote a page as it liked: a page of ``docs/team/``, or one that upstream's navigation does not have."""
    source, upstream = page.file.removeprefix("docs/"), library.config.upstream_pages
    if source in library.by_source:
        return False
    return source.startswith(f"{FORK_FOLDER}/") or (bool(upstream) and source not in upstream)
