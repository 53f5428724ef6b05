"""Icons and emoji in Markdown: ``:material-home:`` becomes an inline SVG of the theme's, ``:rocket:`` the character.

Not ``pymdownx.emoji``: each engine would need its own index of 14,000 icons, named by a ``!!python/name:`` tag that is resolved
before our package is on the path, and emoji would be pictures of another origin.
"""

import difflib
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

SHORTCODE = r":([+\-\w]+):"
CLASS = "twemoji"  # as teams' own style sheets know it from Material
# The folders of the icons, and the package that brings each.
_FAMILIES = {
    "material": "material",
    "octicons": "material",
    "fontawesome/brands": "material",
    "fontawesome/regular": "material",
    "fontawesome/solid": "material",
    "simple": "material",
    "lucide": "zensical",
}
_PLACEHOLDER = re.compile("\x02[^\x03]*\x03")


def is_missing_icon(name: str) -> bool:
    """Tell whether a name begins as those of icons do, and there is no such icon; any other name may be just text between colons."""
    name = name.strip(":")
    return _icon_file(name) is None and _family(name) is not None


def similar(name: str, count: int = 3) -> list[str]:
    """Return the names most like one that does not exist, in colons, from the same family of icons; for any other name, from the emoji."""
    name = name.strip(":")
    family = _family(name)
    if family:
        prefix = f"{family.replace('/', '-')}-"
        known = [prefix + path.stem for path in _folder(family).glob("*.svg")]
    else:
        known = [shortname.strip(":") for shortname in _emoji_database()[0]]
    return [f":{found}:" for found in difflib.get_close_matches(name, known, n=count, cutoff=0.6)]


@cache
def emoji(name: str) -> str | None:
    """Return the character of an emoji, such as ``rocket`` or ``+1``; None if there is none."""
    known, aliases = _emoji_database()
    entry = known.get(aliases.get(f":{name}:", f":{name}:"))
    codes = (entry.get("unicode_alt") or entry.get("unicode")) if entry else None
    return "".join(chr(int(code, 16)) for code in codes.split("-")) if codes else None


@cache
def icon(name: str) -> str | None:
    """Return the SVG of an icon, hidden from screen readers; None if there is none."""
    path = _icon_file(name)
    return path.read_text(encoding="utf-8").strip().replace("<svg ", '<svg aria-hidden="true" ', 1) if path else None


class Icons(InlineProcessor):
    """Replaces the shortcodes that exist."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        """Return the element of an icon, or the character of an emoji."""
        if svg := icon(m[1]):
            element = Element("span", {"class": CLASS, "data-hb-icon": _words(m[1])})
            element.text = self.md.htmlStash.store(svg)
            return element, m.start(0), m.end(0)
        if character := emoji(m[1]):
            return character, m.start(0), m.end(0)
        return None, None, None


class IconNames(Treeprocessor):
    """Names the icons that say something alone: one with a title, and one that is all there is in a link."""

    def run(self, root: Element) -> None:
        """Give these a role and a name; other icons stay hidden from screen readers."""
        for link in root.iter("a"):
            icons = [element for element in link.iter("span") if "data-hb-icon" in element.attrib]
            text = _PLACEHOLDER.sub("", "".join(link.itertext())).strip()
            if icons and not text and not link.get("aria-label") and not any(image.get("alt") for image in link.iter("img")):
                link.set("aria-label", link.get("title") or icons[0].get("title") or icons[0].attrib["data-hb-icon"])
        for element in root.iter("span"):
            if element.attrib.pop("data-hb-icon", "") and (title := element.get("title")):
                element.attrib |= {"role": "img", "aria-label": title}


def register(md: Markdown) -> None:
    """Add both to a Markdown converter, before ``pymdownx.emoji`` (75) where a team has that too."""
    md.inlinePatterns.register(Icons(SHORTCODE, md), "handbook_icons", 76)
    md.treeprocessors.register(IconNames(md), "handbook_icon_names", 5)  # after attr_list (8)


def _words(name: str) -> str:
    """Return what to call an icon: its name without its family and its size."""
    family = _family(name) or ""
    return re.sub(r"-\d+$", "", name.removeprefix(f"{family.replace('/', '-')}-")).replace("-", " ")


def _family(name: str) -> str | None:
    return next((family for family in _FAMILIES if name.startswith(f"{family.replace('/', '-')}-")), None)


def _icon_file(name: str) -> Path | None:
    family = _family(name)
    path = _folder(family) / f"{name.removeprefix(family.replace('/', '-'))[1:]}.svg" if family else None
    return path if path and path.is_file() else None


@cache
def _folder(family: str) -> Path:
    package = find_spec(_FAMILIES[family])
    return Path(package.origin if package and package.origin else "").parent / "templates" / ".icons" / family


@cache
def _emoji_database() -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    from pymdownx import twemoji_db  # type: ignore[import-untyped] # 0.3 MB that few pages need

    return twemoji_db.emoji, twemoji_db.aliases
