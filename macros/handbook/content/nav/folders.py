"""The folders of a team as a tree for the navigation, in the order and with the titles that its files for that say.

A folder may hold one of ``SETTINGS``, written as for the plugins awesome-pages or awesome-nav:

    title: Operations
    nav:
      - runbooks
      - Our rota: on-call.md
      - ...

Or it has a SUMMARY.md, the list of links of literate-nav. A wiki that was copied whole has its order and its title from its ``mkdocs.yml``.
"""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any

from handbook.content.markdown.pages import read_page, readable_name
from handbook.content.nav.nav_list import NAME as SUMMARY
from handbook.content.nav.nav_list import is_nav_list, nav_list
from handbook.content.nav.repository import is_for_nobody, is_no_source
from handbook.content.source.files import display_path, read_text
from handbook.content.source.yaml_source import Document, parse_yaml
from handbook.errors import Problem, SourceErrors, nearest

_YAML = (".pages", ".nav.yml", "nav.yml")
SETTINGS = (*_YAML, SUMMARY)
CONFIGS = ("mkdocs.yml", "mkdocs.yaml")
INDEXES = ("index.md", "README.md")
REST = "..."
# Keys of the two plugins. Those without a meaning here are about what our menu does anyway.
_KEYS = {"title", "nav", "arrange", "hide", "ignore", "order", "order_by", "sort", "append_unmatched"}
_WITHOUT_MEANING = {"collapse", "collapse_single_pages", "sort_type", "flatten_single_child_sections", "preserve_directory_names"}
_URL = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.I)


@dataclass(frozen=True)
class NavEntry:
    """An entry of the navigation.

    Attributes:
        title: What the menu calls it.
        target: The source of a page, below the docs folder, or a URL; "" for a section.
        children: The entries of a section.
        named: The title that a folder's settings give it, if they do.
    """

    title: str
    target: str = ""
    children: tuple["NavEntry", ...] = ()
    named: str = ""

    def as_nav(self) -> dict[str, Any]:
        """Return it as an engine's configuration has it."""
        return {self.title: self.target or [child.as_nav() for child in self.children]}


@dataclass
class FolderTree:
    """Turns a folder into entries of the navigation.

    Args:
        root: The project's root folder.
        docs: The documentation folder.
        elsewhere: Sources of pages that have another place in the navigation; a folder's counts for all in it.

    Attributes:
        problems: What is wrong with the settings of the folders read so far.
    """

    root: Path
    docs: Path
    elsewhere: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    _used: set[str] = field(default_factory=set)
    _configs: dict[str, Document] = field(default_factory=dict)
    _ordered: tuple[str, ...] = ()  # folders that the navigation of a wiki orders, so that the settings of those in them count for nothing

    def section(self, folder: str, ignored: tuple[str, ...] = (), title: str = "") -> NavEntry | None:
        """Return a folder as a section of the navigation; None if nothing of it is to be shown.

        Args:
            folder: The folder, below the docs folder.
            ignored: Patterns of names that the folders above leave out.
            title: What to call it if it says nothing of itself.
        """
        settings, path = self._settings(folder), self.docs / folder
        data = settings.data
        if _true(data.get("hide")) or not path.is_dir():
            return None
        patterns = (*ignored, *(str(pattern) for pattern in _listed(data.get("ignore"))))
        names = [name for name in _names(path) if f"{folder}/{name}" not in self.elsewhere and not _ignored(f"{folder}/{name}", patterns)]
        inner, config = self._pages(folder).removeprefix(f"{folder}/"), self._config(folder).data
        wiki = self.section(f"{folder}/{inner}", patterns) if inner in names else None
        names = [name for name in names if name != inner]
        nav = data.get("nav", data.get("arrange"))
        entries: list[NavEntry] = []
        if isinstance(nav, list):
            if _true(data.get("append_unmatched")) and REST not in nav:
                nav = [*nav, REST]
            self._use_named(folder, nav)
            entries = list(self._listed(folder, nav, ("nav" if "nav" in data else "arrange",), settings, names, patterns))
        elif nav is not None:
            self.problems.append(Problem(settings.file, settings.line(("nav",)), "nav", "is not a list", "Write one name a line, each after a hyphen."))
        else:
            entries = list(self._rest(folder, names, data, patterns))
        index = next((name for name in INDEXES if name in names), "")
        named = str(data.get("title") or "")
        own = str(config.get("site_name") or "") or (page_title(path / index, self.root) if index else "")
        children = (*(wiki.children if wiki else ()), *entries)
        return NavEntry(named or own or title or readable_name(f"{path.name}/index"), children=children, named=named) if children else None

    def page(self, source: str, title: str = "") -> NavEntry:
        """Return a page as an entry of the navigation."""
        return NavEntry(title or page_title(self.docs / source, self.root), source)

    def _listed(
        self, folder: str, nav: list[Any], where: tuple[str | int, ...], settings: Document, names: list[str], ignored: tuple[str, ...]
    ) -> Iterator[NavEntry]:
        """Yield what a list under ``nav:`` says."""
        for number, item in enumerate(nav):
            title, target = next(iter(item.items())) if isinstance(item, dict) and len(item) == 1 else ("", item)
            at = (*where, number)
            if isinstance(target, list):
                yield NavEntry(title, children=tuple(self._listed(folder, target, (*at, title), settings, names, ignored)))
                continue
            line, name = settings.line(at), str(target).strip()
            rest, _, pattern = name.partition("|")
            if rest.strip() == REST or "*" in name:
                wanted = pattern.strip().removeprefix("flat").strip(" |") if rest.strip() == REST else name
                matching = [other for other in self._below(folder, names, wanted) if _matches(other, wanted)]
                yield from self._rest(folder, matching, settings.data, ignored)
                continue
            if _URL.match(name):
                yield NavEntry(title or name, name)
                continue
            source = os.path.normpath(f"{folder}/{name}").replace(os.sep, "/")
            path = self.docs / source
            if not isinstance(target, str) or not path.exists() or not source.startswith(f"{folder.split('/')[0]}/"):
                shown = name if isinstance(target, str) else repr(target)
                known = [*names, *(other.removesuffix(".md") for other in names)]
                self.problems.append(
                    Problem(settings.file, line, "nav", f'"{shown}" is no file or folder beside it', f"{nearest(shown, known)} For all others write `...`.")
                )
            elif entry := self._entry(source, title, ignored):
                yield entry

    def _below(self, folder: str, names: list[str], pattern: str) -> list[str]:
        """Return the names in a folder that a pattern is for: ``log/*.md`` is for those in a folder of it."""
        inner = PurePosixPath(pattern).parent.as_posix()
        return [f"{inner}/{name}" for name in _names(self.docs / folder / inner)] if inner != "." and (self.docs / folder / inner).is_dir() else names

    def _entry(self, source: str, title: str = "", ignored: tuple[str, ...] = ()) -> NavEntry | None:
        """Return a page or a folder as an entry; None if its place is elsewhere."""
        path = self.docs / source
        if source in self.elsewhere:
            return None
        if path.is_dir():
            section = self.section(source, ignored)
            return NavEntry(title or section.title, children=section.children) if section else None
        return self.page(source, title)

    def _rest(self, folder: str, names: list[str], data: dict[str, Any], ignored: tuple[str, ...]) -> Iterator[NavEntry]:
        """Yield some pages and folders in a folder that its list does not name, in order: its own page first, folders last."""
        left = [name for name in names if f"{folder}/{name}" not in self._used]
        self._used.update(f"{folder}/{name}" for name in left)
        sort = data.get("sort") if isinstance(data.get("sort"), dict) else {}
        descending = (data.get("order") or sort.get("direction")) == "desc"  # type: ignore[union-attr]
        pairs = [(name, entry) for name in left if not self._hidden(f"{folder}/{name}") and (entry := self._entry(f"{folder}/{name}", "", ignored))]
        by_title = (data.get("order_by") or sort.get("by")) == "title"  # type: ignore[union-attr]
        pairs.sort(key=lambda pair: natural(pair[1].title if by_title else pair[0].removesuffix(".md")), reverse=descending)
        pairs.sort(key=lambda pair: (pair[0] not in INDEXES, not pair[1].target))
        yield from (entry for _, entry in pairs)

    def _use_named(self, folder: str, nav: Iterable[Any]) -> None:
        """Note what a list names, so that ``...`` stands for all else, wherever in the list it is."""
        for item in nav:
            target = next(iter(item.values()), None) if isinstance(item, dict) else item
            if isinstance(target, list):
                self._use_named(folder, target)
            elif isinstance(target, str):
                self._used.add(os.path.normpath(f"{folder}/{target}").replace(os.sep, "/"))

    def _hidden(self, source: str) -> bool:
        """Tell whether a page's front matter takes it out of the menu: ``hidden: true``, ``nav: false`` or Docusaurus's ``unlisted: true``."""
        path = self.docs / source
        if path.is_dir():
            return False
        front = front_matter(path, self.root)
        return _true(front.get("hidden")) or _true(front.get("unlisted")) or str(front.get("nav", "")).lower() in ("false", "no")

    def _settings(self, folder: str) -> Document:
        """Return what a folder's file says; an empty document if there is none."""
        for place in (folder, folder.rpartition("/")[0]):
            config = self._config(place)
            if self._pages(place) == folder and isinstance(nav := config.data.get("nav"), list):
                self._ordered += () if REST in nav else (f"{folder}/",)
                return Document(config.file, {"nav": nav, "append_unmatched": "true"}, config.lines)
        document = Document("", {}) if folder.startswith(self._ordered) else self._read(folder, _YAML)
        if not document.file and is_nav_list(path := self.docs / folder / SUMMARY) and not folder.startswith(self._ordered):
            return nav_list(read_text(path, self.root), display_path(path, self.root))
        for key in document.data.keys() - _KEYS - _WITHOUT_MEANING:
            self.problems.append(Problem(document.file, document.line((key,)), key, "is not known here", nearest(key, _KEYS)))
        return document

    def _config(self, folder: str) -> Document:
        """Return the configuration of a wiki that was copied whole into a folder; an empty document if there is none."""
        if folder not in self._configs:
            self._configs[folder] = self._read(folder, CONFIGS) if folder else Document("", {})
        return self._configs[folder]

    def _pages(self, folder: str) -> str:
        """Return the folder of the pages of a wiki; the same folder if they are beside its configuration, or if there is none."""
        config = self._config(folder)
        inner = os.path.normpath(f"{folder}/{config.data.get('docs_dir') or 'docs'}").replace(os.sep, "/")
        return inner if config.file and (self.docs / inner).is_dir() else folder

    def _read(self, folder: str, names: tuple[str, ...]) -> Document:
        """Return the first of some files that a folder has; an empty document if it has none, or if it cannot be read."""
        path = next((path for name in names if (path := self.docs / folder / name).is_file()), None)
        try:
            text = read_text(path, self.root) if path else ""
            return parse_yaml(text, display_path(path, self.root)) if path and text.strip() else Document("", {})
        except SourceErrors as error:
            self.problems += error.problems
            return Document("", {})


def folder_problems(root: Path, docs: Path, folder: str) -> list[Problem]:
    """Return what is wrong with a folder below the docs folder, with its settings, and with those of the folders in it."""
    path = docs / folder
    if path.is_symlink() and not path.exists():
        fix = f"Make the link with the whole path of your wiki: ln -sfn /path/to/wiki docs/{folder}"
        return [Problem(f"docs/{folder}", 0, "", "is a link that leads nowhere", fix)]
    if path.is_file():
        return [Problem(f"docs/{folder}", 0, "", "is a file, not a folder", f"Make a folder of that name, and move the page into it: docs/{folder}/page.md")]
    tree = FolderTree(root, docs)
    tree.section(folder)
    return tree.problems


def markdown_files(folder: Path) -> Iterator[Path]:
    """Yield the Markdown files below a folder, through symbolic links too, which ``rglob`` does not follow."""
    return (path for path in all_files(folder) if path.suffix == ".md" and not is_nav_list(path))


def all_files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, through symbolic links too; none that is hidden, installed or built."""
    return (where / name for where, _, names in _walk(folder) for name in names if not is_for_nobody(name))


def copied_configs(folder: Path) -> Iterator[Path]:
    """Yield the configuration of each wiki that was copied whole."""
    return (where / name for where, _, names in _walk(folder) for name in CONFIGS if name in names)


def left_out(folder: Path) -> Iterator[Path]:
    """Yield what an engine has to be told to leave out: folders and files that are not for readers, and the lists of pages."""
    for where, left, names in _walk(folder):
        yield from (where / name for name in left if is_no_source(where / name))
        yield from (where / name for name in names if is_for_nobody(name) or is_nav_list(where / name))


def names_left_out(folder: Path) -> list[str]:
    """Return the paths, below a folder, of what in it is not for readers, without what orders its pages; a folder's ends in a slash."""
    found = (path for path in left_out(folder) if path.name not in CONFIGS and not is_nav_list(path))
    return sorted(path.relative_to(folder).as_posix() + ("/" if path.is_dir() else "") for path in found)


def left_out_warning(root: Path, folder: Path) -> list[Problem]:
    """Return a warning that lists what of a team's folder is not for readers; none if there is nothing but what `make team` and `make sync` put there."""
    own = {"requirements.in", "requirements.txt"} if (folder / "requirements.in").exists() else set()
    names = [name for name in names_left_out(folder) if "/" in name or not (name in own or name.endswith((".py", ".lock")))]
    fix = "Remove it from there. If readers need one of them, give it another name."
    return [Problem(display_path(folder, root), 0, "", f"left out what is not for readers: {', '.join(names)}", fix)] if names else []


def _walk(folder: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Yield each folder with the folders in it that are left out, and its files."""
    for name, folders, names in os.walk(folder, followlinks=True):
        where = Path(name)
        left = [inner for inner in folders if inner.startswith(".") or is_no_source(where / inner) or leads_up(where / inner)]
        folders[:] = [inner for inner in folders if inner not in left]
        yield where, left, names


def leads_up(path: Path) -> bool:
    """Tell whether a path is a link to a folder above it."""
    return path.is_symlink() and path.parent.resolve().is_relative_to(path.resolve())


def page_title(path: Path, root: Path) -> str:
    """Return a page's title; of one that cannot be read, which the check of every page reports, the name of its file as words."""
    try:
        return read_page(path, root).title
    except SourceErrors:
        return readable_name(path.as_posix())


def front_matter(path: Path, root: Path) -> dict[str, Any]:
    """Return a page's front matter; an empty one if the page cannot be read."""
    try:
        return read_page(path, root).front.data
    except SourceErrors:
        return {}


def natural(name: str) -> list[tuple[bool, int, str]]:
    """Return a key that sorts names as people do: ``step-2`` before ``step-10``, whatever the case."""
    return [(not part.isdigit(), int(part) if part.isdigit() else 0, part.casefold()) for part in re.split(r"(\d+)", name) if part]


def _names(path: Path) -> list[str]:
    """Return the pages and the folders with pages in a folder."""
    with os.scandir(path) as found:
        entries = {entry.name: entry for entry in found if not entry.name.startswith(".")}
    if INDEXES[0] in entries:
        entries.pop(INDEXES[1], None)  # MkDocs leaves it out too
    return sorted(
        name
        for name, entry in entries.items()
        if (name.endswith(".md") and not is_nav_list(path / name))
        or (entry.is_dir() and not is_no_source(path / name) and not leads_up(path / name) and next(markdown_files(path / name), None))
    )


def _matches(name: str, pattern: str) -> bool:
    """Tell whether a name is one that a list's pattern is for: ``*``, ``folder/*.md``, ``*/`` or ``regex=…``; an empty one is for all."""
    if pattern.startswith("regex="):
        return bool(re.search(pattern.removeprefix("regex="), name))
    pattern = pattern.replace("**", "*").removeprefix("./")
    return not pattern or (fnmatch(name, pattern.rstrip("/")) and not (pattern.endswith("/") and name.endswith(".md")))


def _ignored(source: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether a page or a folder is one that a pattern under ``ignore:`` is for, by its name or by the end of its path."""
    path = PurePosixPath(source)
    return any(fnmatch(path.name, pattern.strip("/")) or path.match(pattern.strip("/")) for pattern in patterns)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _true(value: object) -> bool:
    return str(value).lower() in ("true", "yes")
