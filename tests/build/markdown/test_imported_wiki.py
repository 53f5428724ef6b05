"""A wiki that was written for Material, of twenty pages and a part that one includes, comes in without an edited line."""

import re
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.support import forks, sites

WIKI = sites.ROOT / "tests" / "fixtures" / "wiki"
# What readers would see of Markdown that nothing has read, outside code.
RAW = re.compile(r"!!!|\?\?\?|===|///|```|~~|\+\+|==\w|\[[ x]\]|:\w+-[\w-]+:|\{\{|\{%|\{[ :]*[.#]|--8<--|\*\[|\[\^|\$\$|\\\(|\|--|\{--|\{>>|md-button|#only-")


def project() -> Path:
    """Return a fork of the fixture with the wiki imported into a folder of it."""
    return sites.copied("imported-wiki", imported)


def imported() -> Path:
    """Import the wiki as a team does, and do what the import says is left to do."""
    folder = forks.fork_project()
    run_import(folder)
    with (folder / "team.yml").open("a", encoding="utf-8") as config:
        config.write("\nmarkdown_extensions:\n  - pymdownx.snippets:\n      base_path: docs/team/wiki\n")
    return folder


def run_import(folder: Path) -> str:
    """Import the wiki into a project; return what is printed."""
    done = sites.run([sys.executable, "-m", "tools.importing", f"FROM={WIKI}", "INTO=wiki"], folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_an_import_changes_no_page_and_can_be_repeated() -> None:
    """Each file is the wiki's own, byte for byte, and a second import finds nothing to do."""
    folder = project()
    for path in (WIKI / "docs").rglob("*.*"):
        if path.is_file():
            assert (folder / "docs/team/wiki" / path.relative_to(WIKI / "docs")).read_bytes() == path.read_bytes(), path
    assert run_import(folder).startswith("Nothing to do")


@pytest.mark.parametrize("engine", sites.ENGINES)
def test_nothing_of_it_is_left_raw(engine: str) -> None:
    """Both engines build it strictly, name what is not shown as meant, and leave no mark of Markdown in the text."""
    site = sites.shared(f"imported-wiki-{engine}", project, engine)
    pages = sorted((site.folder / "team" / "wiki").rglob("index.html"))
    assert len(pages) == 20  # and no page of the part
    for path in pages:
        article = LexborHTMLParser(path.read_text(encoding="utf-8")).css_first("article")
        assert article is not None
        for code in article.css("pre, code, kbd, annotation"):
            code.decompose()
        assert RAW.findall(article.text()) == [], path
    assert "team/wiki/handbook/video" in site.log and "https://www.youtube.com" in site.log
    runbook = (site.folder / "team/wiki/operations/incidents/index.html").read_text(encoding="utf-8")
    assert re.search(r'<img src="[./]*assets/diagrams/\w+\.svg" alt="[^"]+"', runbook) and "<math" in runbook
