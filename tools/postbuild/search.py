"""Makes the index of the search from the pages."""

from handbook.content.asked import asked_by_address
from tools.postbuild.site import Page, Site
from tools.search.index import write_index
from tools.search.sections import sections_of


def read_sections(site: Site, page: Page) -> None:
    """Keep the sections of a page that the search finds."""
    if not page.is_404:
        language, sections = sections_of(page, asked_by_address(site.library))
        if sections:
            site.sections[page.path] = language, sections


def write_search_index(site: Site) -> None:
    """Write the index, and remove an engine's own."""
    (site.folder / "search.json").unlink(missing_ok=True)
    pages = [site.sections[path] for path in sorted(site.sections, key=lambda path: path.split("/"))]
    renamed = [pair for rename in site.library.renames for pair in rename.words.items()]
    write_index(site.folder, pages, site.library.search_terms, renamed)
