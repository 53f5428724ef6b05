"""Measures a wiki: 250 pages in 40 folders, three levels deep: ``make bench PARTS=wiki``.

What a build costs, how much of a page its contents are, and what a new page takes until ``make serve`` shows it, beside stock Material.
"""

from pathlib import Path
from statistics import median

from tests.bench import stock_material
from tests.bench.build_time import cost
from tests.bench.serving import served, settle, until, used
from tests.support import sites
from tests.support.html_reader import pages
from tools.engine_config import write_engine_config

PAGES, FOLDERS = 250, 40
TEXT = "Some words on how we do this here, and why we do it so. " * 12


def wiki() -> Path:
    """Return a fork of the handbook with the wiki of a team in it, as folders of Markdown."""
    root = sites.upstream_copy()
    (root / "team.yml").write_text("INHERIT: mkdocs.yml\nsite_name: A wiki\nextra: {handbook: {id: wiki, short: Acme}}\n", encoding="utf-8")
    names = [f"area-{number % 8}" + f"/topic-{number // 8}" * (number >= 8) + f"/detail-{number}" * (number >= 24) for number in range(FOLDERS)]
    for number in range(PAGES):
        folder = names[number % FOLDERS]
        write(root, f"{folder}/{'index' if number < FOLDERS else f'page-{number}'}", f"Page {number}")
    return root


def write(root: Path, name: str, title: str) -> None:
    """Write a page of the wiki."""
    path = root / "docs" / "team" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    sections = "".join(f"## Section {n}\n\n{TEXT}\n\n" for n in range(4))
    path.write_text(f"---\ntitle: {title}\ndescription: How we do {title}.\n---\n# {title}\n\n{sections}", encoding="utf-8")


def measure() -> dict[str, dict[str, float]]:
    """Return the figures by engine."""
    root = wiki()
    figures: dict[str, dict[str, float]] = {}
    for engine in sites.ENGINES:
        seconds, megabytes = cost(root, ["-m", "tools.build", engine, "build", "--clean"])
        weights = sorted(_contents(page) for page in pages(sites.Site(root, root / "site", "", "")) if page.path.startswith("team/"))
        for what, value in {
            "processor time of a whole build, s": seconds,
            "peak memory of it, MB": megabytes,
            "contents of a page in the middle, kB": median(weights) / 1000,
            "contents of the page with the most, kB": weights[-1] / 1000,
        }.items():
            figures.setdefault(f"wiki of {PAGES} pages: {what}", {})[engine] = value
    write_engine_config(root)  # stock Material has the same navigation
    for side, project in [*((engine, root) for engine in sites.ENGINES), ("stock", stock_material.stock(root))]:
        for what, value in zip(("to the served one", "to all menus that name it"), _new_page(project, side), strict=True):
            figures.setdefault(f"wiki of {PAGES} pages: processor time from a new page {what}, s", {})[side] = value
    return figures


def _contents(page: object) -> int:
    text = (page.site.folder / page.path).read_text(encoding="utf-8")  # type: ignore[attr-defined]
    return len(text.partition('<nav class="hb-contents"')[2].partition("</nav>")[0])


def _new_page(project: Path, side: str) -> tuple[float, float]:
    """Return the processor seconds until a new page is served, and until the server is idle again."""
    with served(project, side) as (url, session):
        until(f"{url}team/area-3/", "</html>")
        settle(session)
        begun = used(session)
        write(project, f"area-3/new-{side}", "A new page")
        until(f"{url}team/area-3/new-{side}/", "A new page")
        shown = used(session)
        settle(session)
        return shown - begun, used(session) - begun
