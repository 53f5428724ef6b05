"""What a page needs on paper, written into its HTML once it is built: notes for its links, and a foot.

Done here and not in the browser: so it is there without scripts, costs a reader
no script, and comes out the same from both engines. Without ``SITE_URL`` the
site's own address is not known; then only the links to other sites are spelled out.
"""

import html
import re
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

# A sheet whose point is one page has no notes; the 1:1 pack has no foot either, since the reader has seen all that leaves.
_SHEETS = ("hb-template", "hb-cheat", "hb-pack", "hb-kit")
# Works cited have their addresses in the list of sources; the workbook's own links lead to where the reader is.
_APART = {"hb-cite", "hb-cites", "hb-sources", "hb-work", "hb-block--workbook", "hb-behaviours__rate"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# A script, a style or a remark whole, or one tag; a shape of a drawing closes itself.
_TAG = re.compile(
    r"""<(?:(?:script|style)\b.*?</(?:script|style)>|!--.*?-->"""
    r"""|(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<rest>(?:[^<>"'/]|"[^"]*"|'[^']*'|/(?!>))*)(?P<self>/?)>)""",
    re.S,
)
_ATTRIBUTE = re.compile(r"""(?P<key>[\w:-]+)=["']?(?P<value>(?<=")[^"]*|(?<=')[^']*|[^\s"'>]*)""")
_COLOPHON = '<p class="hb-colophon"'
_FOOT = """@page {{
@bottom-{start} {{ content: {what}; width: 70%; text-align: {start}; {face} }}
@bottom-{end} {{ content: {which}; width: 30%; text-align: {end}; {face} }}
}}"""
# No "of m": with counter(pages) Chromium 156 lays the page out a second time, and often loses our typeface over it.
_FACE = (
    "white-space: pre-wrap; vertical-align: top; margin-top: 5mm; padding-top: 1.5mm; border-top: 0.5pt solid #000; font: 7.5pt/1.35 Literata, Georgia, serif;"
)


def date_of(epoch: str) -> str:
    """Return the day of ``SOURCE_DATE_EPOCH``, such as ``2026-01-02``; nothing where there is none.

    In figures, as on the PDFs: a build knows no names of months but the English ones, and this can be read in every language.
    """
    return datetime.fromtimestamp(int(epoch), UTC).date().isoformat() if epoch.isdigit() else ""


def on_paper(text: str, day: str) -> tuple[str, str]:
    """Return a page with the notes of its links, and the style sheet that draws its foot; nothing where it has none.

    Args:
        text: The page's HTML, as an engine has built it.
        day: The date of the version, as it is printed; may be empty.
    """
    if _COLOPHON not in text:
        return text, ""
    links = _Links(text)
    if not links.sheet:
        text = _with_notes(text, links.found)
    if links.sheet == "hb-pack":
        return text, ""
    return _with_foot(text, links, day)


def _with_notes(text: str, found: list[tuple[int, str]]) -> str:
    numbers: dict[str, int] = {}
    parts, end = [], 0
    for place, address in found:
        number = numbers.setdefault(address, len(numbers) + 1)
        parts += [text[end:place], f' data-hb-note="{number}"']
        end = place
    rows = "".join(f"<li><b>{number}</b>{html.escape(address)}</li>" for address, number in numbers.items())
    text = "".join([*parts, text[end:]])
    # Outside the article: the search and those who listen know the links already.
    return text.replace(_COLOPHON, f'<ul class="hb-notes" aria-hidden="true">{rows}</ul>\n    {_COLOPHON}', 1) if rows else text


def _with_foot(text: str, links: "_Links", day: str) -> tuple[str, str]:
    title = links.colophon.get("data-hb-title", "")
    version = links.colophon.get("data-hb-version", "")
    before, _, after = links.colophon.get("data-hb-page", "{n}").partition("{n}")
    what = _string(f"{title}\n{links.address}" if links.address else title)
    which = _string(", ".join(filter(None, [version, day])) + f"\n{before}") + " counter(page)" + (f" {_string(after)}" if after else "")
    start, end = ("right", "left") if links.direction == "rtl" else ("left", "right")
    foot = _FOOT.format(what=what, which=which, start=start, end=end, face=_FACE)
    text = text.replace(_COLOPHON, f'{_COLOPHON} data-hb-foot data-hb-date="{day}"', 1)
    text = re.sub(rf"({re.escape(_COLOPHON)}.*?)(\s*</p>)", lambda found: f"{found[1]}{f' · {day}' if day else ''}{found[2]}", text, count=1, flags=re.S)
    return text, foot


def _string(words: str) -> str:
    """Return a CSS string; what could end it, or the style around it, is written as a number."""
    return '"' + re.sub(r'[\\"<>&\n]', lambda sign: f"\\{ord(sign[0]):x} ", words) + '"'


class _Links:
    """Reads a page: the links that need a note, with the places where their number goes, and what the foot says.

    By one regular expression over the tags: both engines write them whole and quoted, and Python's own parser took a fifth
    of a large build.
    """

    def __init__(self, text: str) -> None:
        self.address = self.sheet = self.direction = ""
        self.found: list[tuple[int, str]] = []
        self.colophon: dict[str, str] = {}
        self._depth = self._article = self._apart = 0
        for tag in _TAG.finditer(text):
            name = tag["name"]
            if name and tag["end"]:
                self._close(name)
            elif name and not tag["self"]:
                self._open(name, tag["rest"], tag.end("name"))

    def _open(self, name: str, rest: str, place: int) -> None:
        """Note a link, and whether what follows is apart."""
        told = name in ("a", "body", "link") or "hb-" in rest
        values = {found["key"]: html.unescape(found["value"]) for found in _ATTRIBUTE.finditer(rest)} if told else {}
        classes = set(values.get("class", "").split())
        if name == "link" and values.get("rel") == "canonical":
            self.address = values.get("href", "")
        if name == "body":
            self.direction = values.get("dir", "")
        self.sheet = next((one for one in _SHEETS if one in classes), self.sheet)
        if "hb-colophon" in classes:
            self.colophon = values
        self._depth += name not in _VOID
        self._article = self._article or self._depth * (name == "article")
        self._apart = self._apart or self._depth * (name == "svg" or bool(classes & _APART))
        if name == "a" and self._article and not self._apart and values.get("href"):
            self._note(values["href"], place)

    def _close(self, name: str) -> None:
        """Leave what was apart, and the article."""
        self._article *= self._depth != self._article
        self._apart *= self._depth != self._apart
        self._depth -= name not in _VOID

    def _note(self, href: str, place: int) -> None:
        address = urljoin(self.address, href)
        if not href.startswith("#") and urlsplit(address).scheme in ("http", "https"):
            self.found.append((place, address))
