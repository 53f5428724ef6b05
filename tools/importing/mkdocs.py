"""Reads a wiki of MkDocs: its pages byte for byte, its navigation, and what its configuration needs here."""

from pathlib import Path
from typing import Any

import yaml

from handbook.config import UPSTREAM, nav_targets
from handbook.content.nav.folders import CONFIGS, SETTINGS
from handbook.errors import Problem, SourceErrors
from handbook.yaml_shape import check_shape
from tools.importing.wiki import Nav, Wiki, walk

# Extensions whose work others of ours, named here, or the engines and our own extension do.
BUNDLES = {
    "extra": ("abbr", "attr_list", "def_list", "footnotes", "md_in_html", "tables"),
    "pymdownx.extra": ("attr_list", "def_list", "footnotes", "md_in_html", "tables", "pymdownx.betterem", "pymdownx.superfences"),
    "fenced_code": ("pymdownx.superfences",),
    "codehilite": ("pymdownx.highlight",),
    "meta": (),
    "pymdownx.emoji": (),
}
# Plugins whose work is done here without them.
DONE_HERE = {
    "search": "the handbook has a search of its own",
    "macros": "it is on; put your own variables into team.yml under `extra:`",
    "offline": "OFFLINE=true make build",
    "social": "the handbook makes pictures for links itself",
    "privacy": "a page loads nothing from elsewhere",
    "minify": "not needed",
    "optimize": "not needed",
    "awesome-pages": "its files are read here",
    "awesome-nav": "its files are read here",
    "literate-nav": "its files are read here",
    "section-index": "a folder's index.md is its page",
    "git-revision-date-localized": "pages say when they were last changed",
    "git-revision-date": "pages say when they were last changed",
    "git-authors": "pages say who changed them last",
    "mermaid2": "diagrams are drawn while building",
}
# Plugins that order pages by a file in each folder: the option that names it, and its usual name.
NAV_FILES = {"awesome-pages": ("filename", ".pages"), "awesome-nav": ("filename", ".nav.yml"), "literate-nav": ("nav_file", "SUMMARY.md")}
SNIPPETS = "pymdownx.snippets"
OF_THEME = {"social", "analytics", "version", "alternate", "consent", "homepage", "generator"}  # below `extra:`
# Plugins that come with Material and need no package of their own.
WITH_BOTH = {"blog", "redirects", "tags"}  # engines
OF_MATERIAL = {"blog", "group", "info", "meta", "projects", "tags", "typeset"}


def is_mkdocs(folder: Path) -> bool:
    """Tell whether a folder holds the configuration of MkDocs."""
    return any((folder / name).is_file() for name in CONFIGS)


def read_mkdocs(folder: Path, root: Path) -> Wiki:
    """Read a wiki of MkDocs.

    Args:
        folder: The folder with its configuration.
        root: The handbook's root folder.

    Raises:
        ValueError: The configuration cannot be read, or its folder of pages does not exist.
    """
    file = next(folder / name for name in CONFIGS if (folder / name).is_file())
    config = _load(file)
    docs = folder / str(config.get("docs_dir") or "docs")
    if not docs.is_dir():
        raise ValueError(f"{file.name} names {docs.name}/ as its folder of pages, and there is none. Check `docs_dir`.")
    wiki = Wiki("MkDocs", docs)
    nav = config.get("nav")
    loaded = {str(_name(one)) for key in ("extra_css", "extra_javascript") for one in _listed(config.get(key))}
    for path, origin in walk(docs):
        if path in loaded:
            wiki.left_out["style sheets and scripts that mkdocs.yml loads"] += 1
        elif isinstance(nav, list) and path in SETTINGS:
            wiki.left_out["settings of a folder that mkdocs.yml orders"] += 1
        else:
            wiki.add(path, origin)
    if isinstance(nav, list):
        wiki.navs[""] = [*_nav(nav, wiki, file.name), "..."] if "..." not in nav else _nav(nav, wiki, file.name)
        _name_unlisted(wiki)
    wiki.settings += _settings(config, root)
    options: object = next((one[SNIPPETS] for one in _listed(config.get("markdown_extensions")) if isinstance(one, dict) and SNIPPETS in one), {})
    bases = _listed(options.get("base_path")) if isinstance(options, dict) else []
    wiki.snippets = [folder / str(base).replace("$config_dir/", "").replace("$config_dir", ".") for base in bases or ["."]]
    return wiki


def _load(file: Path) -> dict[str, Any]:
    """Return a configuration with what it inherits; every value as the text that was typed, whatever its tag."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        check_shape(text, file.name)
        data = yaml.load(text, yaml.BaseLoader)
    except SourceErrors as error:
        raise ValueError(str(error)) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        raise ValueError(f"{file.name}{f':{mark.line + 1}' if mark else ''} cannot be read: {getattr(error, 'problem', None) or error}") from None
    if not isinstance(data, dict):
        return {}
    parent = file.parent / str(data.pop("INHERIT", ""))
    return (_load(parent) if parent.is_file() else {}) | data


def _nav(entries: Nav, wiki: Wiki, file: str) -> Nav:
    """Return a navigation without the pages that do not exist, which are left to do."""
    kept: Nav = []
    for entry in entries:
        title, target = next(iter(entry.items())) if isinstance(entry, dict) and len(entry) == 1 else ("", entry)
        if isinstance(target, list):
            kept += [{title: inner}] if (inner := _nav(target, wiki, file)) else []
        elif isinstance(target, str) and (_elsewhere(target) or target == "..." or "*" in target or _exists(target, wiki)):
            kept.append({title: target} if title else target)
        else:
            wiki.todo.append(Problem(file, 0, "nav", f'names "{target}", which does not exist', "It was left out of nav.yml."))
    return kept


def _name_unlisted(wiki: Wiki) -> None:
    """Say which pages the navigation does not name."""
    named = set(nav_targets(wiki.navs[""]))
    unlisted = [page for page in wiki.pages() if page not in named and not any(page.startswith(f"{name.rstrip('/')}/") for name in named)]
    if unlisted:
        wiki.settings.append(f"nav: it does not name {_some(unlisted)}; shown after the others. Remove `...` from nav.yml to hide what it does not name")


def _exists(target: str, wiki: Wiki) -> bool:
    return target in wiki.files or any(path.startswith(f"{target.rstrip('/')}/") for path in wiki.files)


def _elsewhere(target: str) -> bool:
    return "://" in target or target.startswith("mailto:")


def _settings(config: dict[str, Any], root: Path) -> list[str]:
    """Return what the wiki's configuration needs here, a line each."""
    ours = _load(root / UPSTREAM)
    lines = [*_extensions(config, set(map(_name, _listed(ours.get("markdown_extensions")))))]
    names = [_name(plugin).rpartition("/")[2] for plugin in _listed(config.get("plugins"))]
    files = _nav_files(config)
    lines += [f"plugin {name}: {files.get(name) or f'no need, {DONE_HERE[name]}'}" for name in names if name in DONE_HERE]
    of_material, other = "it comes with Material: add it to team.yml under plugins", "add its package to docs/team/requirements.in and the plugin to team.yml"
    lines += [
        f"plugin {name}: {of_material if name in OF_MATERIAL else other}{'' if name in WITH_BOTH else '; with MkDocs only'}"
        for name in names
        if name not in DONE_HERE
    ]
    theme = config.get("theme")
    if isinstance(theme, dict):
        if features := _listed(theme.get("features")):
            lines.append(f"theme features: {len(features)}, no need; the handbook has a frame of its own")
        if theme.get("custom_dir"):
            lines.append(f"theme custom_dir: {theme['custom_dir']} was not copied; the handbook has a frame of its own")
    for key, where in (("extra_css", "Write the rules that you need into docs/team/wiki.css"), ("extra_javascript", "Pages run no scripts of others")):
        if config.get(key):
            lines.append(f"{key}: {len(_listed(config[key]))} not copied. {where}")
    if config.get("hooks"):
        lines.append(f"hooks: {_some(_listed(config['hooks']))} not copied. Zensical runs none; MkDocs runs those that team.yml names")
    extra = config.get("extra")
    if variables := [key for key in extra if key not in OF_THEME] if isinstance(extra, dict) else []:
        lines.append(f"extra: copy the variables that your pages use into team.yml: {_some(variables)}")
    return lines


def _nav_files(config: dict[str, Any]) -> dict[str, str]:
    """Return what to do about the file of each plugin that orders pages by files of another name than its usual one."""
    found = {}
    for entry in _listed(config.get("plugins")):
        name, options = next(iter(entry.items())) if isinstance(entry, dict) and len(entry) == 1 else ("", None)
        option, usual = NAV_FILES.get(name, ("", ""))
        if isinstance(options, dict) and (file := options.get(option, usual)) != usual:
            found[name] = f"{file} is not read here. Copy each one into its folder as {usual}"
    return found


def _extensions(config: dict[str, Any], ours: set[str]) -> list[str]:
    """Return a line for the extensions that are on here, and one for each that is not or has files of its own."""
    names, lines = [], []
    for one in _listed(config.get("markdown_extensions")):
        name, options = next(iter(one.items())) if isinstance(one, dict) and len(one) == 1 else (one, None)
        name = str(name).removeprefix("markdown.extensions.")
        names.append(name)
        if name == SNIPPETS and isinstance(options, dict):
            if options.get("auto_append"):
                lines.append(f"{SNIPPETS}: it appends {_some(_listed(options['auto_append']))} to each page. Copy these files, and set auto_append in team.yml")
            if options.get("url_download"):
                lines.append(f"{SNIPPETS}: it loads snippets from other addresses. Copy them: a build here asks no other server")
    on = [name for name in names if name in ours or ours.issuperset(BUNDLES.get(name, (name,)))]
    off = [name for name in names if name not in on]
    first = [f"Markdown extensions on here already: {_some(on, 99)}"] if on else []
    return [*first, *lines, *(f"Markdown extension {name}: not on. Add it to team.yml under markdown_extensions, and look at your pages" for name in off)]


def _listed(value: object) -> list[Any]:
    """Return a list, or the entries of a mapping, or one value, as a list."""
    if isinstance(value, dict):
        return [{key: options} if options else key for key, options in value.items()]
    return value if isinstance(value, list) else [value] if value else []


def _name(entry: object) -> str:
    """Return the name of an entry, which may be a mapping of the name to options; of a script, its path."""
    if isinstance(entry, dict):
        return str(entry.get("path") or next(iter(entry), ""))
    return str(entry)


def _some(names: list[Any], most: int = 5) -> str:
    """Return the first names of a list, and how many there are more."""
    shown = ", ".join(map(str, names[:most]))
    return shown + (f" and {len(names) - most} more" if len(names) > most else "")
