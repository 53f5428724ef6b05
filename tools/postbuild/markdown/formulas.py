r"""Sets LaTeX as MathML, which browsers draw themselves: no script, and it prints, scales and follows the text's colour.

``pymdownx.arithmatex`` leaves ``\(…\)`` and ``\[…\]`` in the page, fences of the name ``math`` too. What ``latex2mathml``
passes over in silence, such as a command that it does not know, is a problem with file, line and formula.
"""

import html
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from handbook.errors import Problem
from tools.postbuild.markdown.sources import Excerpt, find_in_source

if TYPE_CHECKING:
    from tools.postbuild.site import Page, Site

# $$x$$ within a line leaves a dollar on both sides of x.
_FORMULA = re.compile(
    r'(?P<dollar>\$(?=<span))?<(?P<tag>span|div) class="arithmatex">\\(?P<kind>[(\[])(?P<tex>.*?)\\[)\]]</(?P=tag)>(?(dollar)\$)(?P<digit>(?=\d))?', re.S
)
_MISSED = re.compile(r"<p[^>]*>\$\$((?:(?!</p>).)*?)\$\$", re.S)
# Environments that are not known, and ones that look the same; numbers and names of formulas that this page cannot refer to.
_REWRITTEN = (
    (re.compile(r"\\(begin|end)\{aligned\}"), r"\\\1{split}"),
    (re.compile(r"\\(begin|end)\{align\}"), r"\\\1{align*}"),  # unnumbered, as MathJax and KaTeX set it in Material
    (re.compile(r"\\(begin|end)\{equation\*?\}"), ""),
    (re.compile(r"\\(begin|end)\{gather(?:ed)?\*?\}"), r"\\\1{matrix}"),
    (re.compile(r"(?<!\\)((?:\\\\)*)\\&"), r"\1\\text{&}"),
    (re.compile(r"\\(?:label\{[^}]*\}|nonumber\b|notag\b)"), ""),
)
_ENVIRONMENT = re.compile(r"\\begin\{([^}]*)\}")
_ENVIRONMENTS = set(
    "align align* array bmatrix bmatrix* Bmatrix Bmatrix* cases matrix matrix* pmatrix pmatrix* smallmatrix split substack vmatrix vmatrix* Vmatrix Vmatrix*".split()
)
_ESCAPED = re.compile(r"\\[\\{}]")
_UNKNOWN = re.compile(r"\\[A-Za-z]+")
_TOO_FEW = {"mfrac": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "mroot": 2, "msubsup": 3, "munderover": 3}
_LARGE = set("∑∏∐⋀⋁⋂⋃⨀⨁⨂")  # their limits are above and below in a formula of its own
# How many letters have room on a sheet; more of them are set smaller there.
_ROOM = {"longest": 150, "longer": 110, "long": 78}
_STACKED = {"mfrac", "munder", "mover", "munderover", "mtable"}
_SCRIPTED = {"msub", "msup", "msubsup"}
# Between the dollars of "$HOME/$PATH"; of "$5–$10" a digit after the second one tells it, as in Pandoc.
_AMOUNT = re.compile(r"[^\\^_{}]*[–—/~-]")
# Words or a year without any sign of LaTeX: Markdown has a backslash before a bracket that is only a bracket, too.
_PROSE = re.compile(r"\d{4}[a-z]?|[^\\^=+<>{}|*/~$]*[^\W\d_]{4,}[^\\^=+<>{}|*/~$]*")
_MATHML = "{http://www.w3.org/1998/Math/MathML}"


def set_formulas(site: "Site", page: "Page") -> None:
    """Replace each formula by MathML; one that cannot be set adds to ``site.problems``, and the page says so too."""
    if "$$" in page.body:
        for missed in _MISSED.finditer(page.body):
            place = find_in_source(site, page, Excerpt(f"$${html.unescape(missed[1])}".split("\n")[0]))
            fix = "Put a blank line before the first $$ and after the last, and nothing else on the line of the last."
            site.problems.append(Problem(place.file, place.line, "", f'the formula "{_short(html.unescape(missed[1]))}" is not set', fix))
    if 'class="arithmatex"' not in page.body:
        return

    def mathml(match: re.Match[str]) -> str:
        source, block = html.unescape(match["tex"]).strip(), match["kind"] == "["
        if not block and (match["digit"] is not None or _AMOUNT.fullmatch(source)):
            return f"${match['tex']}$"
        if _PROSE.fullmatch(source) and find_in_source(site, page, Excerpt(f"\\{match['kind']}{source}")).line:
            return f"<p>[{match['tex']}]</p>" if block else f"({match['tex']})"
        try:
            done = to_mathml(source, block)
        except ValueError as error:
            place = find_in_source(site, page, Excerpt(source))
            problem = Problem(place.file, place.line, "", f'the formula "{_short(source)}" {error}', "Correct it, or write it as code if it is no formula.")
            site.problems.append(problem)
            return f'<span class="hb-formula--failed">{html.escape(str(problem))}</span>'
        return f'<hb-scroll class="hb-formula{_size(done)}">{done}</hb-scroll>' if block else done

    page.body = _FORMULA.sub(mathml, page.body)


def _size(mathml: str) -> str:
    """Return the class of a formula that would be too wide for a sheet of paper, where nothing scrolls."""
    width = _width(ET.fromstring(mathml)[0][0])
    return next((f" hb-formula--{name}" for name, room in _ROOM.items() if width > room), "")


def _width(element: ET.Element) -> float:
    """Return about how wide an element is, in letters."""
    name = element.tag.removeprefix(_MATHML)
    parts = [_width(child) for child in element]
    if name in _STACKED:
        return max(parts, default=0)
    if name in _SCRIPTED and parts:
        return parts[0] + 0.7 * (max(parts[1:]) if name == "msubsup" else sum(parts[1:]))
    return sum(parts) + len(element.text or "") + (1 if name == "mo" else 0)


def to_mathml(source: str, block: bool) -> str:
    """Return LaTeX as MathML, with its source as an annotation.

    Raises:
        ValueError: It is not LaTeX that we can set; says why, as the rest of a sentence about the formula.
    """
    try:
        from latex2mathml.converter import convert  # only now, so that a build without formulas loads nothing of it
    except ModuleNotFoundError:
        raise ValueError("cannot be set: the package latex2mathml is missing (pip install -r requirements.txt)") from None

    tex = source
    for pattern, replacement in _REWRITTEN:
        tex = pattern.sub(replacement, tex)
    if unknown := next((name for name in _ENVIRONMENT.findall(tex) if name not in _ENVIRONMENTS), ""):
        raise ValueError(f"has an environment that is not known: {unknown}")
    _check_braces(tex)
    try:
        root = ET.fromstring(convert(tex, display="block" if block else "inline").replace("&", "&amp;").replace("&amp;#", "&#"))
    except Exception as error:  # its errors have no common class, and some are Python's own
        raise ValueError(f"is not complete: {_sentence(error)}") from None
    for element in root.iter():
        name = element.tag.removeprefix(_MATHML)
        text = element.text or ""
        if unknown_command := _UNKNOWN.match(text) if name in ("mi", "mo", "mn") else None:
            raise ValueError(f"has a command that is not known: {unknown_command[0]}")
        if name == "mi" and text == "&":
            raise ValueError("has a & outside a table or an aligned environment")
        if len(element) < _TOO_FEW.get(name, 0):
            raise ValueError("is not complete: a fraction, a root, an index or an exponent lacks a part")
        if name == "msubsup" and (element[0].text or "") in _LARGE:
            element.tag = f"{_MATHML}munderover"
    row = ET.Element(f"{_MATHML}mrow")
    row.extend(root)
    for child in list(root):
        root.remove(child)
    semantics = ET.SubElement(root, f"{_MATHML}semantics")
    semantics.append(row)
    ET.SubElement(semantics, f"{_MATHML}annotation", encoding="application/x-tex").text = source
    ET.register_namespace("", _MATHML[1:-1])
    return ET.tostring(root, encoding="unicode", short_empty_elements=False)


def _check_braces(tex: str) -> None:
    depth = 0
    for brace in re.findall(r"[{}]", _ESCAPED.sub("", tex)):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            raise ValueError("has a } that closes nothing")
    if depth:
        raise ValueError("has a { that nothing closes")


def _sentence(error: Exception) -> str:
    """Return what an error of latex2mathml says; most say it by their name: MissingEndError."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__.removesuffix("Error")).lower()
    return f"{words}: {error}" if str(error) else words


def _short(source: str) -> str:
    line = " ".join(source.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
