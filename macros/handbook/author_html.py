"""Takes out of an author's HTML what could take a reader's answers along, lead readers away unasked, or break a page.

It sees a page's text after all of Markdown, so it does not matter how something was written. The HTML of our macros is told
apart by what they returned: what is only for them (``data-hb-…``, ``<hb-…>``, ids, names and classes of ours) is left out
elsewhere. A page without any of this, nearly every page, is searched for a few words and not parsed.
"""

import re
import secrets
from collections import Counter
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

AFTER_ALL = -100  # the priority of the last processors
OURS = "hb-"  # how the names of our elements, ids and classes begin
# Those that the guide offers to authors, and those in the Markdown that macros return.
CLASSES = frozenset(
    """hb-lead hb-as-is hb-behaviours__rate hb-cheat hb-cheat--first hb-cheats hb-cheats__link hb-cite hb-opening__deepens hb-sources hb-team hb-toolkit hb-toolkit__sheet
    hb-toolkit__part hb-toolkit__time""".split()
)
LEFT_OUT = "<!-- left out:"  # begins the comment that tells tools/postbuild/markdown/author_html.py what to warn of


@dataclass(frozen=True)
class Refusal:
    """Something that is left out of a page.

    Attributes:
        source: How it looks in Markdown.
        message: What happens to it.
        fix: What its author can do.
    """

    source: re.Pattern[str]
    message: str
    fix: str


def _refusal(source: str, message: str, fix: str) -> Refusal:
    return Refusal(re.compile(source, re.I), message, fix)


_REMOVE = "Remove it."
_ATTRIBUTE = r"(?:<[a-z]|\{{)[^<>{{}}]*?[\s\"'{{]{name}\s*="
REFUSALS = {
    "form": _refusal(r"<form\b", "<form> is left out, since pages send nothing", "Link to the page that has the form."),
    "head": _refusal(
        r"<(?:meta|link|base)\b", "<meta>, <link> and <base> are left out, since they act on the whole page", "Remove it, or name a file in extra_css."
    ),
    "noscript": _refusal(r"<(?:noscript|plaintext|xmp|noembed|noframes)\b", "the tag is left out; what is in it is shown", "Remove the tag."),
    "frame": _refusal(
        r"\bsrcdoc\b|\bshadowroot", "srcdoc= and shadowrootmode= are left out, since they hold a page of their own", "Write its text as Markdown."
    ),
    "data-hb": _refusal(r"data-hb-|</?hb-", "what only macros may write, data-hb-… and <hb-…>, is left out", "Call the macro."),
    "class": _refusal(rf"\.{OURS}[\w-]+|\bclass\s*=[^<>]*\b{OURS}", "a class that begins with hb- is left out", "Give the class another name."),
    "id": _refusal(r"\bid\s*=|\{:?\s*#|^#", "an id that the handbook uses is left out", "Choose another id or heading."),
    "field": _refusal(_ATTRIBUTE.format(name="(?:for|form|name)"), "for=, form= and name= are left out where they mean a field of the handbook", _REMOVE),
    "name": _refusal(
        _ATTRIBUTE.format(name="name"), "name= is left out, since scripts could take the element for something else", "Give it an id, if you link to it."
    ),
    "focus": _refusal(r"\bautofocus\b", "autofocus is left out, since a page opens at its top", _REMOVE),
    "link": _refusal(
        _ATTRIBUTE.format(name="(?:ping|attributionsrc|rel|target|referrerpolicy)"),
        "what would tell another site about readers or let it reach this page is left out of the link",
        'Keep to target="_blank", and remove ping=, rel=opener and referrerpolicy=.',
    ),
    "balance": _refusal(
        r"<[/a-z]", "has tags that are not closed, or closed twice; they are closed where this page's text ends", "Check the HTML on this page."
    ),
}

# Elements that go with all that is in them, and those that go alone. That scripts, embeds and objects have no effect, checks/markdown.py says.
_REMOVED = {"meta": "head", "link": "head", "base": "head", "script": "", "embed": "", "frame": ""}
_UNWRAPPED = dict.fromkeys(("noscript", "plaintext", "xmp", "noembed", "noframes"), "noscript") | dict.fromkeys(
    ("object", "applet", "portal", "fencedframe"), ""
)
_UNWRAPPED["form"] = "form"
_SHADOWING = {"img", "iframe", "embed", "object", "form"}  # `document` has those with a name as properties, before its own
_ATTRIBUTES = {"autofocus": "focus", "srcdoc": "frame", "ping": "link", "attributionsrc": "link"}
_SAFE_TARGETS = {"", "_blank", "_self", "_top", "_parent"}
_TELLING = {"unsafe-url", "no-referrer-when-downgrade"}
# If one of these is not closed, or is closed once too often, what follows the text is no longer what it was.
_BALANCED = frozenset(
    "div article main body html a b i u s em strong small big code font tt strike nobr button textarea title select template table caption style "
    "iframe marquee svg math".split()
)

_WORDS = ("<form", "<meta", "<link", "<base", "<script", "<embed", "<frame", "<object", "<applet", "<portal", "<fencedframe", "<noscript", "<plaintext",
          "<xmp", "<noembed", "<noframes", "srcdoc", "shadowroot", "autofocus", "attributionsrc")  # fmt: skip
_OTHER_CLASS = rf"{OURS}(?!(?:{'|'.join(name.removeprefix(OURS) for name in CLASSES)})[\"\s])"
_PATTERNS = [
    re.compile(pattern)
    for pattern in (
        _OTHER_CLASS,
        r"__skip",
        r"name\s*=\s*(?![\"']?__tabbed)",
        r"ping\s*=",
        r"target\s*=\s*(?![\"']?_blank)",
        r"opener(?<!noopener)",
        r"policy\s*=",
    )
]
_TAG = re.compile(r"<(/?[a-z][a-z0-9-]*)")
_KEPT = f"data-{secrets.token_hex(8)}-"  # on what stands for HTML of ours while a page is cleaned; no author can know it
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_NAMED = re.compile(r"""[\s"'/](?:id|for|form|name)\s*=\s*["']?([^\s"'>]+)""", re.I)
_OUR_NAMES = [re.compile(rf' {key}="([^"]+)"') for key in ("id", "for", "form", "name")]  # as our templates write them; a literal first is fast
_ENCODED = re.compile(r"=\s*[\"']?[^\s\"'<>]*&")

_returned: dict[str, list[str]] = {}  # the HTML that macros have returned for a page that is not yet converted


def note_macro_html(page: str, html: str) -> None:
    """Note HTML that a macro has made for a page, given by its path below the docs folder."""
    _returned.setdefault(page, []).append(html)


class LeaveOut(Postprocessor):
    """Leaves out of a page's HTML what its author may not write, and says so in a comment at its end.

    Attributes:
        whole: Whether the next text is the whole page; toc and others run all postprocessors over a heading.
    """

    whole = False

    def run(self, text: str) -> str:
        """Return the page's HTML."""
        if not self.whole:
            return text
        self.whole = False
        return cleaned(text, _returned.pop(page_path(self.md), []))


class AtTheEnd(Treeprocessor):
    """Tells ``LeaveOut`` that the whole page is next.

    Args:
        md: The parser.
        leave_out: What is told.
    """

    def __init__(self, md: Markdown, leave_out: LeaveOut) -> None:
        super().__init__(md)
        self.leave_out = leave_out

    def run(self, root: Element) -> None:
        """Change nothing."""
        self.leave_out.whole = True


def register(md: Markdown) -> None:
    """Register both as the last of their kinds."""
    leave_out = LeaveOut(md)
    md.postprocessors.register(leave_out, "handbook_leave_out", AFTER_ALL)
    md.treeprocessors.register(AtTheEnd(md, leave_out), "handbook_at_the_end", AFTER_ALL)


def page_path(md: Markdown) -> str:
    """Return the path, below the docs folder, of the page that is converted; the engines keep it in two places."""
    if "relpath" in md.treeprocessors:
        return str(md.treeprocessors["relpath"].file.src_uri)  # type: ignore[attr-defined]
    return next((str(step.page.path) for step in md.preprocessors if hasattr(step, "page")), "")


def cleaned(text: str, ours: list[str]) -> str:
    """Return a page's HTML without what its author may not write.

    Args:
        text: All HTML of its text.
        ours: The HTML in it that macros have made.
    """
    kept = {html: _place(number, match[1]) for number, html in enumerate(ours) if (match := _TAG.match(html))}
    elsewhere = []  # what Markdown has changed, as in an element with Markdown inside
    for html in sorted(kept, key=len, reverse=True):
        elsewhere += [] if html in text else [html]
        text = text.replace(html, kept[html])
    lower = text.lower()
    unbalanced = _is_unbalanced(lower)
    if unbalanced or any(word in lower for word in _WORDS) or any(pattern.search(lower) for pattern in _PATTERNS) or _clashes(lower, ours):
        text = _without_refused(text, _Known(ours, elsewhere), unbalanced)
    for html, place in kept.items():
        text = text.replace(place, html)
    return text


def _place(number: int, tag: str) -> str:
    """Return an element that stands for HTML of ours: of the same kind, so that the HTML around it is read in the same way."""
    tag = "span" if tag.startswith(OURS) else tag
    return f'<{tag} {_KEPT}{number}=""></{tag}>'


def _without_refused(text: str, known: "_Known", unbalanced: bool) -> str:
    found = {"balance"} if unbalanced else set()
    while True:
        tree = _parsed(text)
        known.begin()
        refused = {what for node in _nodes(tree) for what in known.clean(node)}
        if not (refused or unbalanced):
            break
        # Read again, since badly nested HTML may become something else when it is written.
        text, unbalanced = tree.html or "", False
        found |= refused
    names = " ".join(sorted(found - {""}))
    return f"{text}\n{LEFT_OUT} {names} -->" if names else text


def _is_unbalanced(rest: str) -> bool:
    tags = Counter(_TAG.findall(_COMMENT.sub("", rest) if "<!--" in rest else rest))
    return any(tags[name] != tags[f"/{name}"] for name in _BALANCED)


def _clashes(rest: str, ours: list[str]) -> bool:
    """Tell whether a page's own text uses an id or a name of its macros."""
    taken = {value.lower() for html in ours if "data-hb-id" in html for pattern in _OUR_NAMES for value in pattern.findall(html)}
    if not any(value in rest for value in taken) and not _ENCODED.search(rest):
        return False
    return not taken.isdisjoint(unescape(value) for value in _NAMED.findall(rest))


def _parsed(html: str) -> "LexborHTMLParser":
    from selectolax.lexbor import LexborHTMLParser  # now, so that the hook can name a missing package (MkDocs loads macros before)

    return LexborHTMLParser(html, is_fragment=True)


def _nodes(tree: "LexborHTMLParser") -> "list[LexborNode]":
    return list(tree.root.traverse()) if tree.root else []


class _Known:
    """What the macros of a page have made.

    Args:
        ours: Their HTML.
        elsewhere: That part of it whose elements are among those of the page's author.
    """

    def __init__(self, ours: list[str], elsewhere: list[str]) -> None:
        nodes = [node for html in ours for node in _nodes(_parsed(html))]
        self.ids = {node.attributes.get("id") or "" for node in nodes}
        self.names = {node.attributes.get("name") or "" for node in nodes}
        self.classes = {name for node in nodes for name in (node.attributes.get("class") or "").split()} | CLASSES
        self.elements = Counter(_signature(node) for html in elsewhere for node in _nodes(_parsed(html)))
        self.begin()

    def begin(self) -> None:
        """Begin with a page, on which each element of a macro is there once."""
        self.left = self.elements.copy()

    def _is_ours(self, node: "LexborNode") -> bool:
        signature = _signature(node)
        self.left[signature] -= 1
        return self.left[signature] >= 0

    def clean(self, node: "LexborNode") -> list[str]:
        """Leave out of an element, or the element itself, what its author may not write; return what that was, "" for what is said elsewhere."""
        name = node.tag or ""
        if name in _REMOVED:
            node.decompose()
            return [_REMOVED[name]]
        ours = self._is_ours(node)
        if name in _UNWRAPPED or (name.startswith(OURS) and not ours):
            if node.first_child:
                node.unwrap()
            else:
                node.decompose()
            return [_UNWRAPPED.get(name, "data-hb")]
        if name[:1] in ("-", "!", "#"):
            return []
        attributes = node.attributes
        refused = {key: what for key, value in attributes.items() if (what := self._refused(name, key, value or "", ours))}
        for key in refused:
            self._remove(node, key, attributes[key] or "")
        return list(refused.values())

    def _refused(self, name: str, key: str, value: str, ours: bool) -> str:
        """Return which of ``REFUSALS`` an attribute is; "" for none."""
        plain = value.strip().lower()
        if key.startswith(("data-hb-", "shadowroot")) or key in _ATTRIBUTES:
            return "" if ours and key.startswith("data-hb-") else _ATTRIBUTES.get(key) or ("frame" if key.startswith("shadow") else "data-hb")
        if key == "class":
            return "class" if any(word.startswith(OURS) and word not in self.classes for word in value.split()) else ""
        if key == "name" and name in _SHADOWING:
            return "name"
        if ours:
            return ""
        if key == "id":
            return "id" if value in self.ids or plain.startswith(OURS) or plain == "__skip" else ""
        if key in ("for", "form", "name"):
            return "field" if value in (self.names if key == "name" else self.ids) else ""
        telling = (
            (key in ("target", "formtarget") and plain not in _SAFE_TARGETS)
            or (key == "rel" and "opener" in plain.split())
            or (key == "referrerpolicy" and plain in _TELLING)
        )
        return "link" if telling else ""

    def _remove(self, node: "LexborNode", key: str, value: str) -> None:
        """Remove an attribute, or from a list of words those that are refused."""
        if key == "class":
            node.attrs[key] = " ".join(word for word in value.split() if not word.startswith(OURS) or word in self.classes)
        elif key == "rel":
            node.attrs[key] = " ".join(word for word in value.split() if word.lower() != "opener")
        elif key == "target":
            node.attrs[key] = "_blank"
        else:
            del node.attrs[key]


def _signature(node: "LexborNode") -> tuple[str, frozenset[tuple[str, str | None]]]:
    """Return an element's name and what identifies it as a macro's: its ``data-hb-…``, id, name and class."""
    return node.tag or "", frozenset(
        (key, value) for key, value in node.attributes.items() if key.startswith("data-hb-") or key in ("id", "for", "name", "class")
    )
