"""Reads a wiki of Docusaurus: its admonitions, tabs and links as Markdown that is read here, and its order as ``nav.yml``."""

import json
import posixpath
import re
from pathlib import Path
from typing import Any

import yaml

from handbook.content.nav.folders import natural
from handbook.errors import Problem, SourceErrors
from handbook.yaml_shape import check_shape
from tools.importing.lists import with_nested_lists
from tools.importing.shown_raw import mended
from tools.importing.wiki import Line, Nav, Wiki, admonition, front_matter, is_outside, markdown_lines, replace_in_prose, replace_outside_code, walk

CONFIGS = tuple(f"docusaurus.config.{ending}" for ending in ("js", "ts", "mjs", "cjs"))
SIDEBARS = tuple(f"sidebars.{ending}" for ending in ("js", "ts", "mjs", "cjs", "json"))
CATEGORIES = ("_category_.json", "_category_.yml", "_category_.yaml")
# Docusaurus's types of admonitions that are called otherwise here; the others keep their names.
TYPES = {"caution": "warning", "important": "tip", "secondary": "note"}
_OPEN = re.compile(r"^(\s*):{3,}\s*([a-z]+)\s*(?:\[(.*)\]|([^{[].*?))?\s*(?:\{.*\})?\s*$")
_CLOSE = re.compile(r"^\s*:{3,}\s*$")
_TAB = re.compile(r"^(\s*)<TabItem\b([^>]*)>\s*$")
_ATTRIBUTE = re.compile(r"(\w+)=(?:\"([^\"]*)\"|'([^']*)'|\{['\"]?([^}'\"]*)['\"]?\})")
_SCRIPT = re.compile(r"^(?:import\s+.+?\s+from\s+['\"]|import\s+['\"]|import\s*\{[^}]*$|export\s+(?:const|let|default|function)\s)")
_OPENS_TABS = re.compile(r"<Tab(?:s|Item)\b(?:[^<>{]|\{(?:[^{}]|\{[^{}]*\})*\})*>[ \t]*\n?")
_CLOSES_TABS = re.compile(r"\n?[ \t]*</Tab(?:s|Item)>[ \t]*\n?")
_VALUES = re.compile(r"\{[^{}]*?label:\s*['\"]([^'\"]+)['\"],\s*value:\s*['\"]([^'\"]+)")
_ASSET = re.compile(r"\{\s*(?:useBaseUrl|require)\(\s*['\"]([^'\"]+)['\"]\s*\)(?:\.default)?\s*\}")
_HEADING_ID = re.compile(r"^(#{1,6} .*?)\s*\{#([\w-]+)\}\s*$")
_LINK = re.compile(r"(\]\(\s*<?|^\s{0,3}\[[^\]]+\]:\s*<?)([^)\s>]+)")
_META = re.compile(r"\{([\d,\s-]+)\}")
_STRING_OR_COMMENT = re.compile(r"""('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|/\*[\s\S]*?\*/|//[^\n]*""")
_NUMBERED = re.compile(r"^\d+\s*[-_.]+\s*(?=[^\d])")


def is_docusaurus(folder: Path) -> bool:
    """Tell whether a folder is a project of Docusaurus, or the folder of its pages."""
    return any((folder / name).is_file() for name in CONFIGS) or any(path.name in CATEGORIES for _, path in walk(folder))


def read_docusaurus(folder: Path, root: Path) -> Wiki:
    """Read a wiki of Docusaurus.

    Args:
        folder: The project, or the folder of its pages.
        root: The handbook's root folder; not used.

    Raises:
        ValueError: The project has no folder of pages.
    """
    project = any((folder / name).is_file() for name in CONFIGS)
    docs = folder / "docs" if project else folder
    if not docs.is_dir():
        raise ValueError(f"{folder.name} is a project of Docusaurus without a folder docs/. Name the folder of its pages.")
    wiki = Wiki("Docusaurus", docs)
    categories: dict[str, dict[str, Any]] = {}
    for path, origin in walk(docs):
        if origin.name in CATEGORIES:
            categories[posixpath.dirname(path)] = _category(origin, path, wiki)
        elif origin.name.startswith("_") and path.endswith((".md", ".mdx")):
            wiki.left_out["parts of pages (_….mdx), of which Docusaurus makes no page"] += 1
        else:
            wiki.add(re.sub(r"\.mdx$", ".md", path), origin)
    if project:
        wiki.rewrite(_Converter(wiki, folder / "static").page)
        wiki.settings += [f"{name}: not read; its plugins and themes have no place here" for name in CONFIGS if (folder / name).is_file()]
        for name in ("blog", "src"):
            if (folder / name).is_dir():
                wiki.settings.append(f"{name}/: not copied" + (". Import it by itself: FROM=…/blog INTO=blog" if name == "blog" else ""))
        for name in ("versioned_docs", "i18n"):
            if (folder / name).is_dir():
                wiki.settings.append(f"{name}/: not copied. Import what you need by itself, with INTO=")
    else:
        wiki.rewrite(_Converter(wiki, None).page)
    if not (project and _sidebars(folder, wiki)):
        _order(wiki, categories)
    return wiki


def _category(origin: Path, path: str, wiki: Wiki) -> dict[str, Any]:
    """Return what a folder's file says; YAML is a superset of the JSON that it may be."""
    try:
        text = origin.read_text(encoding="utf-8")
        check_shape(text, path)
        data = yaml.load(text, yaml.BaseLoader)
    except (yaml.YAMLError, UnicodeDecodeError, SourceErrors):
        wiki.todo.append(Problem(path, 0, "", "cannot be read", "Write `title:` and `nav:` into nav.yml in this folder."))
        data = None
    return data if isinstance(data, dict) else {}


class _Converter:
    """Rewrites what Docusaurus writes in its own way.

    Args:
        wiki: The wiki, whose pages are rewritten.
        static: Its folder of pictures, if it is known.
    """

    def __init__(self, wiki: Wiki, static: Path | None) -> None:
        self.wiki, self.static = wiki, static
        self.urls = {url: page for page in wiki.pages() for url in _urls(page, front_matter(wiki.text(page)))}

    def page(self, page: str, text: str) -> str:
        """Return the text of a page as it is written here."""
        out: list[str] = []
        indents: list[tuple[str, int]] = []  # what is open, and how far its lines were indented
        labels: dict[str, str] = {}  # of tabs, by their values
        text = replace_outside_code(with_nested_lists(self.wiki, self._without_scripts(text)), _OPENS_TABS, lambda tag: f"{' '.join(tag.split())}\n")
        for line in markdown_lines(replace_outside_code(text, _CLOSES_TABS, lambda tag: f"\n{tag.strip()}\n")):
            prefix = "    " * sum(kind != "tabs" for kind, _ in indents)
            stripped = line.text[indents[-1][1] :] if indents and not line.text[: indents[-1][1]].strip() else line.text
            if line.code:
                info = self._fence(line, stripped)
                out.append(f"{prefix}{info}" if info.strip() else info)
                continue
            if (opened := _OPEN.match(line.text)) and opened[2] != "":
                out += [*([""] if out and out[-1].strip() else []), f"{prefix}{self._admonition(opened)}", ""]
                indents.append(("admonition", len(opened[1])))
            elif _CLOSE.match(line.text) and indents and indents[-1][0] == "admonition":
                indents.pop()
            elif re.match(r"\s*<Tabs\b", line.text):
                labels |= {value: label for label, value in _VALUES.findall(line.text)}
                indents.append(("tabs", 0))
            elif re.match(r"\s*</Tabs>", line.text) and indents:
                indents.pop()
            elif tab := _TAB.match(line.text):
                found = {match[1]: match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(tab[2])}
                self.wiki.rewritten["tabs"] += 1
                value = found.get("value", "")
                out += [f'{prefix}=== "{found.get("label") or labels.get(value) or value or "Tab"}"', ""]
                indents.append(("tab", len(tab[1])))
            elif re.match(r"\s*</TabItem>", line.text) and indents:
                indents.pop()
                out += [""] if out and out[-1].strip() else []
            else:
                new = self._prose(page, stripped, line)
                out.append(f"{prefix}{new}" if new.strip() else new)
        return mended(self.wiki, "\n".join(out))

    def _without_scripts(self, text: str) -> str:
        """Return the text without what it imports and exports: each ends at the first blank line at which no bracket is open."""
        kept, script, brackets = [], False, 0
        for line in markdown_lines(text):
            starts = not line.code and bool(_SCRIPT.match(line.text))
            self.wiki.rewritten["imports of MDX"] += starts
            script = starts or (script and bool(line.text.strip() or brackets > 0))
            if script:
                brackets = (0 if starts and brackets < 0 else brackets) + sum(map(line.text.count, "([{")) - sum(map(line.text.count, ")]}"))
            else:
                kept.append(line.text)
                brackets = 0
        return "\n".join(kept)

    def _admonition(self, match: re.Match[str]) -> str:
        self.wiki.rewritten["admonitions"] += 1
        kind, title = match[2], (match[3] or match[4] or "").strip()
        return admonition(TYPES.get(kind, kind), title or (kind.capitalize() if kind in TYPES else ""))

    def _fence(self, line: Line, text: str) -> str:
        """Return the first line of a code block with its marked lines and its line numbers as they are written here."""
        if line.fence is None or not (_META.search(line.fence) or "showLineNumbers" in line.fence):
            return text
        self.wiki.rewritten["options of code blocks"] += 1
        text = _META.sub(lambda meta: f'hl_lines="{meta[1].replace(" ", "").replace(",", " ")}"', text)
        return re.sub(r"\bshowLineNumbers(?:=\d+)?", 'linenums="1"', text)

    def _prose(self, page: str, text: str, line: Line) -> str:
        if heading := _HEADING_ID.match(text):
            self.wiki.rewritten["ids of headings"] += 1
            text = f"{heading[1]} {{ #{heading[2]} }}"
        if "{/*" in line.prose:
            self.wiki.rewritten["comments of MDX"] += 1
            text = text.replace("{/*", "<!--").replace("*/}", "-->")
        if re.match(r"\s*<details>", text):
            self.wiki.rewritten["details"] += 1
            text = text.replace("<details>", '<details markdown="1">', 1)
        if "={" in line.prose:
            text = replace_in_prose(_ASSET, lambda asset: f'"{self._address(page, asset[1])}"', text)
        if "](" in line.prose or "]:" in line.prose:
            text = replace_in_prose(_LINK, lambda link: link[1] + self._address(page, link[2]), text)
        return text

    def _address(self, page: str, address: str) -> str:
        """Return an address relative to a page: of another page with ``.md``, of a picture where it was copied to."""
        place, mark, anchor = address.partition("#")
        if not place or is_outside(place):
            return address
        folder = posixpath.dirname(page)
        target = ""
        if place.startswith("@site/static/"):
            target = self._static(place.removeprefix("@site/static/"))
        elif place.startswith("@site/docs/"):
            target = re.sub(r"\.mdx$", ".md", place.removeprefix("@site/docs/"))
        elif place.startswith("/"):
            target = (
                self.urls.get(_clean(place)) or self._static(place[1:]) or (re.sub(r"\.mdx?$", ".md", place[1:]) if place.endswith((".md", ".mdx")) else "")
            )
        elif place.endswith(".mdx"):
            target = posixpath.normpath(posixpath.join(folder, f"{place[:-1]}"))
        elif not posixpath.splitext(place)[1]:
            near = (posixpath.normpath(posixpath.join(base, place)) for base in (folder, re.sub(r"\.md$", "", page)))
            target = next((found for base in near if (found := self.urls.get(_clean(f"/docs/{base}")) or "")), "")
        if not target:
            return address
        self.wiki.rewritten["links"] += 1
        return posixpath.relpath(target, folder or ".") + mark + anchor

    def _static(self, path: str) -> str:
        """Return where a file of the folder of pictures is copied to, and copy it; "" if there is none."""
        origin = self.static / path if self.static else None
        if not origin or not origin.is_file():
            return ""
        self.wiki.add(f"static/{path}", origin)
        return f"static/{path}"


def _clean(url: str) -> str:
    return url.rstrip("/") or "/"


def _urls(page: str, front: dict[str, str]) -> list[str]:
    """Return the addresses that Docusaurus gives a page, without the slash at the end."""
    folder, name = posixpath.split(page.removesuffix(".md"))
    parts = [_NUMBERED.sub("", part) for part in folder.split("/") if part]
    stem = _NUMBERED.sub("", name)
    slug = front.get("slug") or front.get("id") or stem
    if slug.startswith("/"):
        return [_clean(f"/docs{slug}")]
    is_index = "slug" not in front and (stem.lower() in ("index", "readme") or bool(parts and stem == parts[-1]))
    return [_clean("/docs/" + "/".join([*parts, *([] if is_index else [slug])])), _clean(f"/docs/{page.removesuffix('.md')}")]


def _order(wiki: Wiki, categories: dict[str, dict[str, Any]]) -> None:
    """Write the order of each folder in which a position or a label says something else than the names."""
    folders = {posixpath.dirname(page) for page in wiki.pages()}
    folders |= {"/".join(folder.split("/")[:n]) for folder in set(folders) for n in range(len(folder.split("/")))}
    for folder in sorted(folders):
        if label := categories.get(folder, {}).get("label"):
            wiki.titles[folder] = str(label)
        entries: list[tuple[float, list[tuple[bool, int, str]], Any]] = []
        said = False
        for page in (page for page in wiki.pages() if posixpath.dirname(page) == folder):
            front, name = front_matter(wiki.text(page)), posixpath.basename(page)
            label = front.get("sidebar_label")
            said = said or bool(label) or "sidebar_position" in front
            entries.append((_position(front.get("sidebar_position"), name), natural(name), {label: name} if label else name))
        for inner in sorted(other for other in folders if other and posixpath.dirname(other) == folder):
            name, position = posixpath.basename(inner), categories.get(inner, {}).get("position")
            said = said or position is not None
            entries.append((_position(position, name), natural(name), name))
        if said:
            index = ("index.md", "readme.md")
            entries.sort(key=lambda entry: (str(entry[2]).lower() not in index, *entry[:2]))
            wiki.navs[folder] = [*(entry for *_, entry in entries), "..."]


def _position(said: object, name: str) -> float:
    number = re.match(r"\d+", name)
    try:
        return float(str(said)) if said is not None else float(number[0]) if number else float("inf")
    except ValueError:
        return float("inf")


def _sidebars(folder: Path, wiki: Wiki) -> bool:
    """Write the navigation that a file of sidebars gives; return whether it gives one that can be read."""
    file = next((folder / name for name in SIDEBARS if (folder / name).is_file()), None)
    if not file:
        return False
    sidebars = _literal(file.read_text(encoding="utf-8", errors="replace"))
    if not isinstance(sidebars, dict):
        wiki.todo.append(Problem(file.name, 0, "", "holds more than a list, and cannot be read", "Put the pages in order in nav.yml."))
        return False
    if "autogenerated" in json.dumps(sidebars):
        return False
    ids: dict[str, str] = {}
    for page in wiki.pages():
        front, name = front_matter(wiki.text(page)), page.removesuffix(".md")
        numberless = "/".join(_NUMBERED.sub("", part) for part in name.split("/"))
        ids |= dict.fromkeys((name, numberless, posixpath.join(posixpath.dirname(numberless), front.get("id", posixpath.basename(numberless)))), page)
    bars = list(sidebars.values())
    nav = _entries(bars[0], ids, wiki, file.name) if len(bars) == 1 else [{name: _entries(bar, ids, wiki, file.name)} for name, bar in sidebars.items()]
    wiki.navs[""] = [*nav, "..."]
    return True


def _entries(items: Any, ids: dict[str, str], wiki: Wiki, file: str) -> Nav:
    """Return the entries of a sidebar; what it names and does not exist is left to do."""
    nav: Nav = []
    if isinstance(items, dict) and "type" not in items:
        return [{name: _entries(inner, ids, wiki, file)} for name, inner in items.items()]
    for item in items if isinstance(items, list) else [items]:
        item = {"type": "doc", "id": item} if isinstance(item, str) else item
        kind = item.get("type") if isinstance(item, dict) else ""
        if kind in ("doc", "ref") and (page := ids.get(str(item.get("id")))):
            nav.append({item["label"]: page} if item.get("label") else page)
        elif kind == "category":
            link = item.get("link")
            first = [ids[link["id"]]] if isinstance(link, dict) and link.get("id") in ids else []
            nav.append({str(item.get("label")): [*first, *_entries(item.get("items", []), ids, wiki, file)]})
        elif kind == "link":
            nav.append({str(item.get("label")): str(item.get("href"))})
        elif isinstance(item, dict) and "type" not in item:
            nav += _entries(item, ids, wiki, file)
        else:
            wiki.todo.append(Problem(file, 0, "", f"names {json.dumps(item)[:80]}, which does not exist", "It was left out of nav.yml."))
    return nav


def _literal(script: str) -> object:
    """Return the object that a script assigns, if it is written as one without calls; None if not."""
    text = _STRING_OR_COMMENT.sub(lambda match: json.dumps(re.sub(r"\\(.)", r"\1", match[1][1:-1])) if match[1] else "", script)
    start = re.search(r"=\s*\{|\A\s*\{", text)
    if not start:
        return None
    text = text[start.end() - 1 : text.rfind("}") + 1]
    text = re.sub(r"([{,]\s*)([A-Za-z_$][\w$]*)\s*:", r'\1"\2":', text)
    try:
        return json.loads(re.sub(r",(\s*[}\]])", r"\1", text))
    except ValueError:
        return None
