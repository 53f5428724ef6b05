"""Stock Material on the same text: what the handbook is measured against.

The pages are those that our macros write, in the theme as it comes: its style sheet, its scripts, its search and its
whole navigation in each page, with the two features that a usual site turns on. Nothing of ours is loaded, and no font from
another origin, which cannot be reached here and would only make it heavier.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jinja2
import yaml

from tests.support import sites

CONFIG = "stock.yml"
URL = "https://stock.example/"
FEATURES = ["navigation.instant", "navigation.sections"]


def written_out(root: Path, body: Callable[[str], str] = lambda shown: shown) -> Path:
    """Return a copy of a project with what our macros return in the place of their calls.

    Args:
        root: The project; its sources are sound.
        body: Makes of such a page what stands in the file.
    """
    from handbook.content.markdown.braces import without_braces_in_code
    from handbook.loader import read_library
    from handbook.render.practice import Renderer
    from handbook.render.registry import MACROS

    copy = sites.temporary() / "copy"
    shutil.copytree(root, copy)
    library = read_library(copy, copy / "docs")
    for path in sorted((copy / "docs").rglob("*.md")):
        renderer = Renderer(library, path.relative_to(copy / "docs").as_posix())
        head, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
        shown = jinja2.Template(without_braces_in_code(text), keep_trailing_newline=True).render(
            {name: method.__get__(renderer) for name, method in MACROS.items()} | {"config": {"site_name": "The Product Leader Handbook"}}
        )
        path.write_text(f"{head}---\n{front}---\n{body(shown)}", encoding="utf-8")
    return copy


def stock(root: Path, url: str = "") -> Path:
    """Return a project with the same pages in stock Material, ready to be built with its ``stock.yml``.

    Args:
        root: A project of ours; in a fork, its configuration is written.
        url: The address that the site will have.
    """
    copy = written_out(root)
    ours = next(copy / name for name in (".handbook.yml", "mkdocs.yml") if (copy / name).exists())
    said = yaml.safe_load(re.sub(r"!ENV (\[.*?\])", r"\1", ours.read_text(encoding="utf-8")))
    kept = {key: said[key] for key in ("site_name", "site_description", "nav", "docs_dir", "exclude_docs", "markdown_extensions") if key in said}
    theme = {"name": "material", "font": False, "features": FEATURES}
    config = kept | {"site_url": url, "site_dir": "site", "theme": theme, "plugins": ["search"]}
    (copy / CONFIG).write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return copy


def stock_site(root: Path) -> sites.Site:
    """Return stock Material's site of a project, built.

    Raises:
        AssertionError: It cannot be built; with what MkDocs said.
    """
    project = stock(root, URL)
    done = subprocess.run(command(), cwd=project, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True)
    if done.returncode:
        raise AssertionError(f"Stock Material cannot be built:\n{done.stderr[-2000:]}")
    return sites.Site(project, project / "site", URL, done.stderr)


def command() -> list[str]:
    """Return the command that builds it in its project's folder."""
    return [sys.executable, "-m", "mkdocs", "build", "--clean", "--config-file", CONFIG]
