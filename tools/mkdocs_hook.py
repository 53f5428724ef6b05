"""Finishes the site under MkDocs, so that its own commands (``build``, ``serve``, ``gh-deploy``) give the whole handbook.

A build goes to a folder beside ``site_dir`` and replaces it at the end (``tools/postbuild/target.py``). In a fork, with
``team.yml`` or pages in ``docs/team/``, all commands read the configuration that ``tools/engine_config.py`` makes of it, whether they are called with
``mkdocs.yml`` or with ``-f team.yml``: MkDocs would take one of two lists where ours joins them, and find no page of the team.
Zensical ignores hooks; there ``tools/build.py`` does the same.
"""

import atexit
import contextlib
import ctypes
import logging
import os
import subprocess
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.yaml import get_yaml_loader

if TYPE_CHECKING:
    from handbook.errors import Problem
    from tools.postbuild.target import BuildTarget

ROOT = Path(__file__).resolve().parents[1]
# In the environment, because MkDocs loads this file again for each rebuild while it serves.
SERVING = "HANDBOOK_SERVES"
BUILDING = "HANDBOOK_BUILDS"  # the sources do not change until a build is done (handbook/loader.py)
_target: "BuildTarget | None" = None
_site_dir = ""
_files: Files | None = None
_page_problems: "dict[str, list[Problem]]" = {}


def on_startup(command: str, **_: Any) -> None:
    """Note whether the site is only served."""
    _make_importable()  # for what the configuration names: MkDocs makes it before on_config
    os.environ.pop(SERVING, None)
    if command == "serve":
        os.environ[SERVING] = "yes"
    _give_memory_back()
    get_yaml_loader.__defaults__ = (yaml.CLoader, None)  # MkDocs reads its configuration again for each rebuild, ten times as slowly


@event_priority(100)  # the macros plugin of mkdocs.yml would check all sources of a fork, and that of the fork's configuration once more
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Return the fork's configuration if there is a fork, and point a build to a folder beside ``site_dir``.

    Raises:
        PluginError: A package is missing, another process builds this site, or ``site_dir`` holds the project.
    """
    global _target, _site_dir
    _make_importable()
    try:
        import tools.postbuild.pipeline  # noqa: F401 (now rather than after all pages)
        from handbook.config import has_team
        from handbook.errors import SourceErrors
        from handbook.markdown_extension import HandbookExtension
        from handbook.page_extension import PageExtension
        from tools.engine_config import NAME, write_engine_config
        from tools.postbuild.target import BuildTarget
    except ModuleNotFoundError as error:
        raise PluginError(f"The package {error.name} is missing. Run: {sys.executable} -m pip install -r requirements.txt") from None

    name = Path(config.config_file_path).name
    if has_team(ROOT) and name in ("mkdocs.yml", "team.yml"):
        try:
            write_engine_config(ROOT)
        except SourceErrors as error:
            raise PluginError(str(error)) from None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # it would be the first line that an author reads
            options = config.user_configs[-1]  # the last ones are the command's options
        fork = load_config(str(ROOT / NAME), **options)
        if SERVING in os.environ:
            fork.site_url = config.site_url
        fork.plugins.on_startup(command="serve" if SERVING in os.environ else "build", dirty=False)
        config.plugins.events["config"].clear()  # those that follow have no more to do
        return fork.plugins.on_config(fork)
    config.markdown_extensions += [HandbookExtension(), PageExtension()]  # type: ignore[list-item]
    if SERVING not in os.environ:
        os.environ[BUILDING] = "yes"
        os.environ.setdefault("SOURCE_DATE_EPOCH", _commit_time())
        try:
            _target = BuildTarget(Path(config.site_dir), ROOT)
        except ValueError as error:
            raise PluginError(str(error)) from None
        atexit.register(_close)  # Ctrl-C is no error to MkDocs
        _site_dir, config.site_dir = config.site_dir, str(_target.folder)
    return config


def on_pre_build(**_: Any) -> None:
    """Leave the pages of the last build as they are: MkDocs removes them now."""
    from tools.postbuild.pipeline import forget_rest

    forget_rest()


def on_files(files: Files, **_: Any) -> Files:
    """Note which pages have problems, while an author is served."""
    global _page_problems
    if SERVING in os.environ:
        from handbook.errors import SourceErrors
        from handbook.render.registry import load_checked_library

        try:  # a file may have changed since the macros were set up
            _page_problems = load_checked_library(ROOT, ROOT / "docs", again=False).page_problems
        except SourceErrors as error:
            raise PluginError(str(error)) from None
    return files


def on_env(env: Any, files: Files, **_: Any) -> Any:
    """Note the pages of this build."""
    global _files
    _files = files
    return env


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Give a page its front matter as we read it, before any plugin sees it (handbook/markdown_extension.py does so under Zensical).

    MkDocs takes the lines `Note: …` at the start of a page for front matter too; they are text.
    """
    from handbook.content.markdown.pages import read_page
    from handbook.page_extension import page_metadata, problem_metadata, problem_report

    source = Path(page.file.abs_src_path or "")
    if not source.is_file():
        return markdown
    if problems := _page_problems.get(f"docs/{page.file.src_uri}"):
        shown = problem_metadata(page.meta)
        page.meta.clear()  # it may name a template that does not exist
        page.meta.update(shown)
        return problem_report(problems)
    read = read_page(source, ROOT)
    if page.meta.keys() != read.front.data.keys():
        template = page.meta.get("template")  # the blog plugin's
        page.meta.clear()
        page.meta.update({"template": template} if template else {})
        markdown = read.body
    page.meta.update(page_metadata(read, ROOT, ROOT / "docs"))
    return markdown


def on_serve(server: Any, **_: Any) -> Any:
    """Watch the fork's configuration too, and go on after a build that failed: MkDocs would answer no request until one succeeds."""
    from tools.serve.server import go_on_after_errors, make_when_asked

    go_on_after_errors(server)
    make_when_asked(server)
    if (ROOT / "team.yml").exists():
        server.watch(str(ROOT / "team.yml"))
    return server


def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site; after a build, put it in its place.

    Raises:
        PluginError: A step cannot do its work; the old site stays.
    """
    from handbook.errors import SourceErrors
    from tools.postbuild.pipeline import finish

    if _target and _files:
        # MkDocs keeps every page's text until it ends: as much memory as finishing takes. This hook comes after all plugins.
        for file in _files.documentation_pages():
            if file.page:
                file.page.content = file.page.markdown = None
    try:
        warnings = finish(Path(config.site_dir), ROOT, SERVING in os.environ)
        # MkDocs counts warnings after this, and then calls a strict build failed.
        failed = any(isinstance(handler, CountHandler) and handler.get_counts() for handler in logging.getLogger("mkdocs").handlers)
        if _target and not failed:
            _target.publish()
    except (ValueError, OSError, SourceErrors) as error:
        raise PluginError(f"The site was built, but not finished:\n{error}") from None
    finally:
        if _target:
            config.site_dir = _site_dir
            _close()
    for warning in warnings:
        print(f"Warning: {warning}", file=sys.stderr)


def on_build_error(**_: Any) -> None:
    """Remove what a failed build has left."""
    _close()


def _close() -> None:
    os.environ.pop(BUILDING, None)
    if _target:
        _target.close()


def _make_importable() -> None:
    """Put the project on Python's path; MkDocs restores the path after it has loaded this file, so not before."""
    for folder in (str(ROOT / "macros"), str(ROOT)):
        if folder not in sys.path:
            sys.path.insert(0, folder)


def _give_memory_back() -> None:
    """Make glibc give a large text back when it is freed.

    By itself it does so only for the first: the pages of a workbook with 300 chapters, 10 MB each, then left holes in the
    heap, and a build took 484 MB where it takes 373 now. Other C libraries have no such option.
    """
    m_mmap_threshold, size = -3, 256 * 1024
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(m_mmap_threshold, size)


def _commit_time() -> str:
    """Return the time of the last commit in seconds, as the Makefile does, so that two builds of it are the same bytes."""
    try:
        done = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "1767225600"
    return done.stdout.strip() or "1767225600"
