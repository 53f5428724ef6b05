"""Redirects: a page lists its former URLs under ``was`` in its front matter."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from handbook.content.markdown.pages import Page, read_page
from handbook.content.models.base import one_or_many
from handbook.content.nav.folders import markdown_files
from handbook.content.nav.urls import page_url
from handbook.errors import Problem, SourceErrors

_WAS = re.compile(rb"^was:", re.M)
_ADDRESS = re.compile(r"([a-z0-9-]+/)+")


def load_redirects(root: Path, docs: Path) -> dict[str, str]:
    """Return the current URL of each page by its former ones, all below the site's root.

    Args:
        root: The project's root folder.
        docs: The documentation folder.
    """
    redirects: dict[str, str] = {}
    for path in sorted(markdown_files(docs)):
        if not _WAS.search(path.read_bytes()):
            continue  # most pages; parsing them all would slow down every build
        try:
            page = read_page(path, root)
        except SourceErrors:
            continue  # the check of every page reports it
        redirects |= dict.fromkeys(_former_urls(page), page_url(path.relative_to(docs).as_posix()))
    return redirects


def redirect_problems(pages: Iterable[Page], docs: str = "docs") -> Iterator[Problem]:
    """Yield a problem for each former URL that cannot redirect.

    Args:
        pages: Every page.
        docs: The docs folder, relative to the project's root.
    """
    all_pages = list(pages)
    taken = {page_url(page.file.removeprefix(f"{docs}/")): page.file for page in all_pages}
    for page in all_pages:
        for address in _former_urls(page):
            line = page.front.line(("was",))
            if not _ADDRESS.fullmatch(address):
                yield Problem(
                    page.file,
                    line,
                    "was",
                    f'"{address}" is not an address',
                    "Write the path below the site's root with a slash at the end, such as `chapters/old-name/`.",
                )
            elif address in taken:
                yield Problem(page.file, line, "was", f'"{address}" is the address of {taken[address]}', "Remove it: an address can belong to only one page.")
            taken.setdefault(address, page.file)


def _former_urls(page: Page) -> list[str]:
    """Return what a page's front matter lists under ``was``, as it is written."""
    listed = one_or_many(page.front.data.get("was", []))
    return [str(address) for address in listed] if isinstance(listed, list) else []
