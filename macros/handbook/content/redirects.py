"""Addresses that moved: a page says in its front matter what it ``was``, and a reader who comes to the old address is led on."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from handbook.content.models import one_or_many
from handbook.content.pages import Page, read_page
from handbook.content.urls import page_url
from handbook.errors import Problem, SourceErrors

_SAID = re.compile(rb"^was:", re.M)
_ADDRESS = re.compile(r"([a-z0-9-]+/)+")


def load_redirects(root: Path, docs: Path) -> dict[str, str]:
    """Return the address of today for each address of before, below the site."""
    found: dict[str, str] = {}
    for path in sorted(docs.rglob("*.md")):
        if not _SAID.search(path.read_bytes()):
            continue  # most pages: reading them whole would cost a build more than it says
        try:
            page = read_page(path, root)
        except SourceErrors:
            continue  # told by those who look at every page
        found |= dict.fromkeys(_before(page), page_url(path.relative_to(docs).as_posix()))
    return found


def redirect_problems(pages: Iterable[Page], docs: str = "docs") -> Iterator[Problem]:
    """Yield a problem for each old address that cannot lead on.

    Args:
        pages: Every page.
        docs: The docs folder, as it stands in their file names.
    """
    found = list(pages)
    taken = {page_url(page.file.removeprefix(f"{docs}/")): page.file for page in found}
    for page in found:
        for address in _before(page):
            line = page.front.line(("was",))
            if not _ADDRESS.fullmatch(address):
                yield Problem(
                    page.file,
                    line,
                    "was",
                    f'"{address}" is no address',
                    "Write it from the site's start, with a slash at its end, such as `chapters/old-name/`.",
                )
            elif address in taken:
                yield Problem(page.file, line, "was", f'"{address}" is the address of {taken[address]}', "One address can lead to one page only.")
            taken.setdefault(address, page.file)


def _before(page: Page) -> list[str]:
    listed = one_or_many(page.front.data.get("was", []))
    return [str(address) for address in listed] if isinstance(listed, list) else []
