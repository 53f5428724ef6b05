"""The steps that finish a site after an engine has built it: one list for its files before, one for its pages, one for its files after.

Each page is read, parsed and written once, with all page steps in between. ``finish`` is called by ``tools/build.py`` for
Zensical and by the hook ``tools/mkdocs_hook.py`` for MkDocs, so both engines give the same handbook.
"""

import gc
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from handbook.errors import SourceErrors
from handbook.render.registry import check
from tools.postbuild import advice, contents, csp, not_found, pdf, qr_codes, search, vocabulary
from tools.postbuild import print as paper
from tools.postbuild.assets import bundle, colours
from tools.postbuild.markdown import author_html, blocks, braces, code, components, diagrams, embeds, formulas, media, tables
from tools.postbuild.metadata import app_icons, markdown_copy, redirects, sitemap
from tools.postbuild.metadata import page as page_metadata
from tools.postbuild.offline import service_worker, standalone
from tools.postbuild.site import Page, Site

SiteStep = Callable[[Site], None]
PageStep = Callable[[Site, Page], None]
Steps = tuple[tuple[SiteStep, ...], tuple[PageStep, ...], tuple[SiteStep, ...]]

BUILD: Steps = (
    (bundle.bundle_scripts, redirects.write_redirects, pdf.copy_pdfs, colours.adjust_colours),
    (
        contents.draw_contents,
        author_html.name_left_out,
        diagrams.draw_diagrams,
        formulas.set_formulas,
        blocks.finish_blocks,
        components.add_components,
        bundle.link_bundles,
        vocabulary.rewrite,
        tables.wrap_tables,
        code.prepare_code,
        embeds.show_embeds,
        media.find_media,
        paper.add_print_notes,  # the first to parse the page: what changes its text comes before
        advice.fold_advice,
        braces.check_braces,
        pdf.link_pdfs,
        markdown_copy.write_markdown,
        qr_codes.add_qr_codes,
        page_metadata.add_metadata,
        not_found.hide_toggles,
        search.read_sections,
        csp.add_csp,
        service_worker.link_manifest,
    ),
    (app_icons.write_app_icons, sitemap.write_sitemap, search.write_search_index, service_worker.add_service_worker, vocabulary.report),
)
STANDALONE: Steps = (
    BUILD[0],
    (standalone.carry_catalogue, *BUILD[1][:-1], standalone.link_files),
    (*BUILD[2][:2], search.write_search_index, standalone.embed_fonts, vocabulary.report),
)
# These parse a page, and find no problem in it: MkDocs's server leaves them until a browser asks for the page.
OF_ONE_PAGE: tuple[PageStep, ...] = (paper.add_print_notes, advice.fold_advice, pdf.link_pdfs, search.read_sections)
# While an author writes: no policy, since MkDocs adds an inline script that reloads the page, and nothing that only a visitor needs.
SERVE: Steps = (
    (redirects.write_redirects, pdf.copy_pdfs),
    (
        contents.draw_contents,
        author_html.name_left_out,
        diagrams.draw_diagrams,
        formulas.set_formulas,
        blocks.finish_blocks,
        components.add_components,
        vocabulary.rewrite,
        tables.wrap_tables,
        code.prepare_code,
        embeds.show_embeds,
        media.find_media,
        *OF_ONE_PAGE,
    ),
    (search.write_search_index, service_worker.unregister),
)

# Where a browser finds what is made of all pages together; while an author writes, it is made when a browser asks for it.
OF_ALL_PAGES = re.compile(r"/search/|/sw\.js$")
_left: dict[str, Callable[[], None]] = {}  # what is made when a browser asks: of each page, by its path, and then of all pages together
_making = threading.Lock()
_told: list[str] = []


def finish(folder: Path, root: Path, serving: bool = False) -> list[str]:
    """Finish a site that an engine has built.

    Args:
        folder: The built site.
        root: The project's root folder.
        serving: Whether its author reads it while writing.

    Returns:
        Warnings, a sentence each.

    Raises:
        ValueError: A step cannot do its work; says where and why.
        SourceErrors: The sources have faults.
    """
    standalone_copy = os.environ.get("OFFLINE") == "true" and not serving
    site = Site(folder, root, standalone_copy)
    told = source_warnings(site)
    before, page_steps, after = SERVE if serving else STANDALONE if standalone_copy else BUILD
    with _without_garbage_collection():
        for step in before:
            step(site)
        for page in site.pages(noted=not serving):
            for page_step in page_steps:
                if not serving or page_step not in OF_ONE_PAGE:
                    page_step(site, page)
            if serving:
                _left[page.path] = partial(_finish_page, site, page.path)
        if site.problems and not serving:
            raise SourceErrors(site.problems)
        for step in after:
            if serving:
                _left[step.__name__] = partial(step, site)
            else:
                step(site)
    warnings = [*site.warnings, *map(str, site.problems if serving else ()), *told]
    return untold(warnings) if serving else warnings


def finish_rest(path: str = "") -> None:
    """Do what the last ``finish`` has left for when it is asked for: for one page, or for all."""
    if path and path not in _left:
        return  # without waiting for the others
    with _making:
        for name in [path] if path else list(_left):
            if name in _left:
                _left[name]()
                del _left[name]


def forget_rest() -> None:
    """Forget it, since the pages are about to be built again; not while it is being done."""
    with _making:
        _left.clear()


def _finish_page(site: Site, path: str) -> None:
    page = Page(path, (site.folder / path).read_text(encoding="utf-8"), site.name, site.description)
    for step in OF_ONE_PAGE:
        step(site, page)
    site.write(path, page.html)


def source_warnings(site: Site) -> list[str]:
    """Return what is wrong in the sources in spite of which a build goes on; MkDocs has checked them in this process, Zensical in one of its own."""
    if not site.library.pages_checked:
        check(site.library)
    return [str(problem) for problem in sorted(site.library.warnings)]


def untold(warnings: list[str]) -> list[str]:
    """Return the warnings that were not among those of the last call, so that a server says each of them once."""
    new = [warning for warning in warnings if warning not in _told]
    _told[:] = warnings
    return new


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Pause the collection of cycles: a page leaves none, and each full collection walks everything an engine holds."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
