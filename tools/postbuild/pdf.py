"""Puts the PDFs of ``make pdf`` into a site, and turns the links that name them into addresses.

A link says ``data-hb-file="pdf/x.pdf"``, because the engines resolve a relative address from different places, and refuse a
file that is not under ``docs/``.
"""

import shutil

from handbook.pdf.output import PdfFolder
from tools.postbuild.site import Page, Site

FOLDER = "pdf"
_FILE = "data-hb-file"


def copy_pdfs(site: Site) -> None:
    """Copy the PDFs into a site; if they were made from older sources, warn and copy none."""
    pdfs = PdfFolder(site.root)
    current = pdfs.current(site.library)
    if not current and pdfs.outdated(site.library):
        site.warnings.append("The PDFs in pdf/ were made from older sources, so the site has none. Make them again: make pdf")
    for pdf in current:
        (site.folder / FOLDER).mkdir(exist_ok=True)
        shutil.copyfile(pdfs.folder / pdf.file, site.folder / FOLDER / pdf.file)
        site.pdfs.add(f"{FOLDER}/{pdf.file}")


def link_pdfs(site: Site, page: Page) -> None:
    """Give the links of a page to PDFs their addresses."""
    if not site.pdfs or _FILE not in page.body:
        return
    for name in site.pdfs:
        page.body = page.body.replace(f'{_FILE}="{name}"', f'href="{page.to_root}{name}"')
    for link in page.article.all():
        if link.attributes.get(_FILE) in site.pdfs:
            link.attributes["href"] = page.to_root + link.attributes[_FILE]
