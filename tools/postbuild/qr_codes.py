"""The QR code and the short address of a page's own place online, on what is printed from it; drawn here, so no service is asked.

Only where ``SITE_URL`` is known. A sheet has its code beside its title; a chapter's is hidden until one of its checklists is
printed alone (shell/print.js); in the print kit each checklist has its chapter's. The page that takes a backup in shows its own on
screen too, for the other device's camera.
"""

import html
import re
from urllib.parse import quote, urljoin, urlsplit

import segno

from tools.postbuild.site import Page, Site

_SHEET = re.compile(r'class="hb-(?:cheat|template)[" ]')
_ARTICLE = re.compile(r'<article class="hb-text"[^>]*>')
_CHECKLIST = re.compile(r'<section class="hb-kit__block hb-kit__block--checklists"[^>]* data-hb-repeats="([^"]+)">')
_STYLE_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]*assets/stylesheets/)')
_MOVE = '<p class="hb-qr hb-qr--move" hidden></p>'
_COLOPHON = '<p class="hb-colophon"'
_QUIET = 2  # modules of white around it; on paper, there's more
_MOST_ON_PAPER = 150  # characters of the address: of more, the modules of 13 mm are smaller than a quarter of a millimetre
_TOO_LONG = f"SITE_URL is so long that some printed sheets have no QR code. The address of a page may have {_MOST_ON_PAPER} characters there."
_MOST_SPELLED = 90  # what fits beside the code, and more is not typed by anyone
_QUIET_ON_SCREEN = 4  # what a camera needs where the page around it may be dark


def add_qr_codes(site: Site, page: Page) -> None:
    """Put the code of its address on a page that people print sheets from."""
    found = re.search(r'<link rel="canonical" href="([^"]+)"', page.head)
    url = html.unescape(found[1]) if found else ""
    if not url.startswith("http"):
        return
    if _MOVE not in page.body and len(_in_ascii(url)) > _MOST_ON_PAPER:
        if _TOO_LONG not in site.warnings:
            site.warnings.append(_TOO_LONG)
        return
    if 'class="hb-kit__block' in page.body:
        _add_to_kit(site, page, url)
    elif _MOVE in page.body:
        page.body = page.body.replace(_MOVE, f'<p class="hb-qr hb-qr--move">{_drawing(url, quiet=_QUIET_ON_SCREEN)}{_spelled(url)}</p>')
    elif _SHEET.search(page.body) or "hb-block--checklist" in page.body:
        kind = " hb-qr--sheet" if _SHEET.search(page.body) else ""
        code = f'<div class="hb-qr{kind}" aria-hidden="true">{_drawing(url)}{_spelled(url)}</div>'
        page.body = _ARTICLE.sub(lambda article: article[0] + code, page.body, count=1)
        if style_sheet := _STYLE_SHEET.search(page.head):
            page.insert_in_head(f'<link rel="stylesheet" media="print" href="{style_sheet[1]}layout/qr-codes.css">\n')


def short(url: str) -> str:
    """Return an address as people type it: without its scheme and its last slash."""
    return url.split("://", 1)[-1].removesuffix("/")


def _add_to_kit(site: Site, page: Page, url: str) -> None:
    root = urljoin(url, "../../")
    pages = {checklist.id: chapter.url for chapter in site.library.chapters.values() for checklist in chapter.practice.checklists}
    used: dict[str, str] = {}

    def with_code(section: re.Match[str]) -> str:
        path = pages.get(section[1])
        if path is None:
            return section[0]
        name = used.setdefault(path, f"qr-{len(used) + 1}")
        return f'{section[0]}<div class="hb-qr hb-qr--kit" aria-hidden="true"><svg><use href="#{name}"></use></svg>{_spelled(urljoin(root, path))}</div>'

    page.body = _CHECKLIST.sub(with_code, page.body)
    drawings = "".join(_drawing(urljoin(root, path), name) for path, name in used.items())
    page.body = page.body.replace(_COLOPHON, f'<svg class="hb-qr__all" aria-hidden="true">{drawings}</svg>\n    {_COLOPHON}', 1)


def _spelled(url: str) -> str:
    if len(short(url)) > _MOST_SPELLED:
        return ""
    address = html.escape(short(url)).replace("/", "/<wbr>")  # lines break there
    return f'<span lang="zxx" dir="ltr">{address}</span>'


def _in_ascii(url: str) -> str:
    """Return an address as every camera reads it: of other characters, some guess the encoding wrong."""
    parts = urlsplit(url)
    host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    return parts._replace(netloc=host, path=quote(parts.path, safe="/%:@!$&'()*+,;=~")).geturl()


def _drawing(url: str, symbol: str = "", quiet: int = _QUIET) -> str:
    """Return a code as an SVG drawing, or as a symbol of one: a line for each run of dark modules in a row."""
    rows = list(segno.make(_in_ascii(url), error="m", micro=False).matrix_iter(border=quiet))
    runs = "".join(
        f"M{run.start()} {y}.5h{run.end() - run.start()}" for y, row in enumerate(rows) for run in re.finditer("1+", "".join(map(str, map(int, row))))
    )
    box = f'viewBox="0 0 {len(rows)} {len(rows)}"><path stroke="#000" d="{runs}"/>'
    return f'<symbol id="{symbol}" {box}</symbol>' if symbol else f'<svg shape-rendering="crispEdges" {box}</svg>'
