"""Reads a folder of Markdown: a wiki of GitHub, a vault of Obsidian, an export of Notion, or only files."""

import posixpath
import re
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote

from handbook.content.markdown.headings import slugify
from handbook.content.nav.nav_list import ListEntry, nested_entries
from handbook.errors import Problem
from tools.importing.lists import with_nested_lists
from tools.importing.notion import add_table, databases
from tools.importing.shown_raw import mended
from tools.importing.wiki import ADDRESS, PAGES, Nav, Wiki, admonition, is_outside, markdown_lines, replace_in_prose, walk

SIDEBAR, FOOTER = "_Sidebar.md", "_Footer.md"
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")
# Types of callouts by the names of Obsidian and GitHub that are called otherwise here.
CALLOUTS = {"caution": "warning", "attention": "warning", "important": "tip", "hint": "tip", "summary": "abstract", "tldr": "abstract", "todo": "info"}
CALLOUTS |= {"check": "success", "done": "success", "help": "question", "faq": "question", "fail": "failure", "missing": "failure"}
CALLOUTS |= {"error": "danger", "cite": "quote"}
_WIKI_LINK = re.compile(r"(!?)\[\[([^\]|#\\\n]*)(#[^\]|\\\n]*)?(?:\\?\|([^\]\n]*))?\]\]")
_LINK = re.compile(rf"(\]\(\s*)({ADDRESS})")
_CALLOUT = re.compile(r"^>\s*\[!([\w-]+)(?:\|[^\]]*)?\]([+-]?)\s*(.*)$")
_UP = r"^(?:\.\.?/)+"
_SIZE = re.compile(r"(?:width=)?(\d+)(?:px|x\d+)?")
_NOTION = re.compile(r" [0-9a-f]{32}(?=\.|/|_all|$)")
_PROPERTIES = re.compile(r"\A(# .*\n\n)((?:[A-Z][^:\n]{0,60}: .*\n)+)(?=\n|\Z)")  # of a page in a database of Notion


def read_plain(folder: Path, root: Path) -> Wiki:
    """Read a folder of Markdown.

    Args:
        folder: The folder.
        root: The handbook's root folder; not used.

    Raises:
        ValueError: It holds no Markdown.
    """
    found = dict(walk(folder))
    if not any(path.lower().endswith(PAGES) for path in found):
        raise ValueError(f"{folder} holds no Markdown. Name the folder that has the pages.")
    kind = "Obsidian" if (folder / ".obsidian").is_dir() else "GitHub" if SIDEBAR in found or folder.name.endswith(".wiki") else ""
    kind = kind or ("Notion" if any(_NOTION.search(path) for path in found) else "Markdown")
    wiki = Wiki(kind, folder, snippets=[folder])
    names: dict[str, str] = {}
    for path in found:
        names[path] = _new_name(path, kind, set(names.values()), found)
    for path, origin in found.items():
        if kind == "GitHub" and path in (SIDEBAR, FOOTER):
            continue
        wiki.add(names[path], origin)
    if FOOTER in found and kind == "GitHub":
        wiki.left_out["the footer of the wiki"] += 1
    tables = databases(wiki) if kind == "Notion" else []
    converter = _Converter(wiki, names, {database.file: database.page for database in tables})
    wiki.rewrite(converter.page)
    for database in tables:
        add_table(wiki, database)
    if kind == "GitHub" and SIDEBAR in found and (nav := converter.sidebar(nested_entries(found[SIDEBAR].read_text(encoding="utf-8", errors="replace")))):
        wiki.navs[""] = [*nav, "..."]
    return wiki


def _new_name(path: str, kind: str, taken: set[str], found: dict[str, Path]) -> str:
    """Return what a file is called here: without Notion's ids, with ``.md``, and as no other file; a GitHub wiki's home page is the index of its folder."""
    name = re.sub(r"\.(mdx?|markdown)$", ".md", path, flags=re.I)
    if kind == "GitHub" and name == "Home.md" and "index.md" not in found:
        return "index.md"
    if kind == "Notion":
        name = _NOTION.sub("", name)
    stem, ending = posixpath.splitext(name)
    number = 2
    while name in taken:
        name, number = f"{stem} {number}{ending}", number + 1
    return name


class _Converter:
    """Rewrites links between pages, and callouts.

    Args:
        wiki: The wiki, whose pages are rewritten.
        names: What each file is called here, by what it was called.
        shown: The pages that show a file, by its name here, and to which its links lead.
    """

    def __init__(self, wiki: Wiki, names: dict[str, str], shown: dict[str, str]) -> None:
        self.wiki, self.names, self.shown = wiki, names, shown
        self.former = {new: old for old, new in names.items()}
        self._by_name: dict[str, list[str]] = {}
        for path in wiki.files:
            for key in {_key(path), _key(path.removesuffix(".md")), _key(posixpath.basename(path)), _key(posixpath.basename(path).removesuffix(".md"))}:
                self._by_name.setdefault(key, []).append(path)
            if path == "index.md" and wiki.kind == "GitHub":
                self._by_name.setdefault("home", []).append(path)

    def page(self, page: str, text: str) -> str:
        """Return the text of a page as it is written here."""
        out: list[str] = []
        if self.wiki.kind == "Notion":
            text = _PROPERTIES.sub(self._properties, text)
        for line in markdown_lines(text):
            new = line.text
            if not line.code:
                if "[[" in line.prose:
                    new = replace_in_prose(_WIKI_LINK, partial(self._wiki_link, page, line.number), new)
                if "](" in line.prose:
                    new = replace_in_prose(_LINK, lambda link: link[1] + self._address(page, link[2]), new)
            out.append(new)
        return mended(self.wiki, self._callouts("\n".join(out)))

    def _properties(self, match: re.Match[str]) -> str:
        """Return the title and the properties of a page as a list, of which Markdown would make one paragraph."""
        self.wiki.rewritten["properties"] += 1
        return match[1] + re.sub(r"(?m)^([^:\n]+:) ", r"- **\1** ", match[2])

    def _callouts(self, text: str) -> str:
        """Return a text with its callouts, and those in them, as admonitions."""
        out: list[str] = []
        inside: list[str] | None = None  # what the callout holds
        for line in [*markdown_lines(with_nested_lists(self.wiki, text)), None]:
            opened = _CALLOUT.match(line.text) if line and not line.code else None
            if inside is not None and line and not opened and line.text.startswith(">"):
                inside.append(re.sub(r"^> ?", "", line.text))
                continue
            if inside is not None:
                out += [f"    {held}" if held.strip() else "" for held in self._callouts("\n".join(inside)).split("\n")]
                out += [""] if line and line.text.strip() else []
                inside = None
            if opened:
                self.wiki.rewritten["callouts"] += 1
                kind, mark, title = opened[1].lower(), {"-": "???", "+": "???+"}.get(opened[2], "!!!"), opened[3].strip()
                out += [*([""] if out and out[-1].strip() else []), admonition(CALLOUTS.get(kind, kind), title, mark), ""]
                inside = []
            elif line:
                out.append(line.text)
        return "\n".join(out)

    def _wiki_link(self, page: str, line: int, link: re.Match[str]) -> str:
        """Return ``[[Name#Heading|text]]`` as a link of Markdown, and ``![[picture.png|300]]`` as a picture."""
        embed, name, anchor, shown = link[1], link[2].strip(), (link[3] or "").strip(), (link[4] or "").strip()
        if self.wiki.kind == "GitHub" and shown and not embed and not self._find(page, name):
            name, shown = shown, name  # GitHub writes the text first
        target = self._find(page, name) if name else page
        if not target:
            self.wiki.todo.append(Problem(page, line, "", f'links to "{name}", which does not exist', "Write the page, or remove the link."))
            return shown or name
        address = quote(posixpath.relpath(target, posixpath.dirname(page) or "."), safe="/.-_~()!$&'*+,;=:@") if name else ""
        if target.lower().endswith(PICTURES):
            self.wiki.rewritten["embedded pictures"] += 1
            options = shown.split("|") if shown else []
            size = next((match for option in options if (match := _SIZE.fullmatch(option.strip()))), None)
            said = next((option for option in options if not _SIZE.fullmatch(option.strip())), "" if size else posixpath.basename(name))
            return f"![{said.removeprefix('alt=')}]({address})" + (f"{{ width={size[1]} }}" if size else "")
        self.wiki.rewritten["[[links]]"] += 1
        if embed:
            self.wiki.todo.append(
                Problem(page, line, "", f'shows "{name}" inside this page', "It is a link now. Copy the text, or write `--8<--` with the path of the file.")
            )
        return f"[{shown or re.sub(_UP, '', name) or anchor[1:]}]({address}{f'#{_slug(anchor[1:])}' if anchor and not anchor.startswith('#^') else ''})"

    def _address(self, page: str, written: str) -> str:
        """Return the address of a page that was renamed, or that is linked without its ending."""
        address = written[1:-1] if written.startswith("<") else written
        place, mark, anchor = address.partition("#")
        if is_outside(place) or place.startswith("/"):
            return written
        if not unquote(anchor).isascii():
            anchor = slugify(unquote(anchor))
        old_folder = posixpath.dirname(self.former.get(page, page))
        old = posixpath.normpath(posixpath.join(old_folder, unquote(place)))
        target = self.names.get(old, "") or self.names.get(f"{old.removesuffix('.html')}.md", "")
        if not target and self.wiki.kind == "GitHub" and not posixpath.splitext(place)[1]:
            target = self._find(page, unquote(place)) or ""
        target = self.shown.get(target, target)
        new = posixpath.relpath(target, posixpath.dirname(page) or ".") if target else ""
        if target and (new != unquote(place) or written.startswith("<")):
            place = quote(new, safe="/.-_~()!$&'*+,;=:@")
        if (changed := place + mark + anchor) == address:
            return written
        self.wiki.rewritten["links"] += 1
        return changed

    def _find(self, page: str, name: str) -> str | None:
        """Return the file of a name: the one whose path ends with it, nearest to a page."""
        name = re.sub(_UP, "", name)
        found = self._by_name.get(_key(name)) or [
            path for path in self._by_name.get(_key(posixpath.basename(name)), []) if _key(path.removesuffix(".md")).endswith(_key(name))
        ]
        folder = posixpath.dirname(page)
        return min(found, key=lambda path: (posixpath.dirname(path) != folder, path.count("/"), path)) if found else None

    def sidebar(self, entries: list[ListEntry]) -> Nav:
        """Return the navigation that the sidebar of a wiki of GitHub lists, without what leads nowhere."""
        nav: Nav = []
        for entry in entries:
            title, target = self._sidebar_entry(entry.text)
            if inner := self.sidebar(entry.children):
                nav.append({title: [*([{title: target}] if target else []), *inner]})
            elif target:
                nav.append({title: target})
        return nav

    def _sidebar_entry(self, text: str) -> tuple[str, str]:
        """Return what an entry is called, and its page or address; "" for a section."""
        wiki_link, link = _WIKI_LINK.search(text), re.search(r"\[([^\]]*)\]\(<?([^)>\s]+)", text)
        if wiki_link:
            first, second = wiki_link[2].strip(), (wiki_link[4] or "").strip()
            target = self._find("index.md", second or first) or self._find("index.md", first)
            return first if second and target == self._find("index.md", second) else second or first, target or ""
        if link:
            address = link[2].partition("#")[0]
            target = address if "://" in address else self._find("index.md", unquote(posixpath.basename(address)).removesuffix(".md"))
            return _plain(link[1]), target or ""
        return _plain(text), ""


def _key(name: str) -> str:
    """Return a name as wikis compare them: without case, with one kind of space."""
    return unquote(name).replace("-", " ").replace("_", " ").casefold().strip()


def _slug(heading: str) -> str:
    return slugify(heading.rpartition("#")[2])


def _plain(text: str) -> str:
    return re.sub(r"[*_`]+", "", re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)).strip()
