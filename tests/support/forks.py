"""A fork of the fixture's handbook, that uses every feature of a fork at once."""

import re
import shutil
import sys
from pathlib import Path

from tests.support import sites
from tests.support.repository import Repository

FORK = sites.ROOT / "tests" / "fixtures" / "fork"


def fork_project() -> Path:
    """Return a new project folder with the fixture's pages, changed in every way that a fork can."""
    return sites.copied("fork-project", _fork_project)


def _fork_project() -> Path:
    folder = sites.fixture_project()
    shutil.copytree(FORK, folder, dirs_exist_ok=True)
    done = sites.run([sys.executable, "-m", "handbook", "sync"], folder)
    assert done.returncode == 0, done.stderr
    return folder


def fork_site(engine: str = "mkdocs") -> sites.Site:
    """Return the fork of the fixture, built."""
    return sites.shared(f"fork-{engine}", fork_project, engine)


NAV = """
nav:
  - Home: index.md
  - Opening: [chapters/first-steps.md, chapters/second-steps.md]
  - Field notes: [field-notes/index.md, field-notes/ask-for-a-hand.md]
  - Workbook: [workbook/index.md, workbook/evidence.md, workbook/assessment.md, workbook/plan.md, workbook/one-to-one.md, workbook/case.md, workbook/print.md, workbook/data.md]
  - Toolkit: [toolkit/step-card.md, toolkit/cheat-sheet-first-steps.md, toolkit/cheat-sheet-second-steps.md]
  - Guide: [guide/glossary.md, guide/sources.md]
"""
SETTINGS = """    contact: docs@acme.example
    feedback: "mailto:docs@acme.example?subject={title}&body={url}"
    announcement: {text: The rota <changes> on Monday., url: team/ops/rota/}
plugins:
  - search
  - tags
  - blog:
      blog_dir: team/blog
  - redirects:
      redirect_maps: {team/ops/duty.md: team/ops/rota.md}
repo_url: https://github.com/acme/handbook
edit_uri: edit/main/docs/
"""
PAGE = (
    "---\ntitle: {title}\ndescription: A page of Acme.\n{front}---\n# {title}\n\nText.\n\n## Before\n\nText.\n\n### In detail\n\nText.\n\n## After\n\nText.\n"
)


def wiki_project() -> Path:
    """Return a new project folder of a fork whose pages are in folders of folders, under version control; one folder is a link to another place."""
    folder, outside = sites.copied("wiki-project", _wiki_project), sites.temporary() / "people"
    shutil.move(folder / "docs/team/people", outside)
    (folder / "docs/team/people").symlink_to(outside)
    return folder


def _wiki_project() -> Path:
    folder = fork_project()
    (folder / "mkdocs.yml").write_text((folder / "mkdocs.yml").read_text(encoding="utf-8") + NAV, encoding="utf-8")
    (folder / "team.yml").write_text((folder / "team.yml").read_text(encoding="utf-8") + SETTINGS, encoding="utf-8")
    for name, title, front in (
        ("ops/index", "Operations", ""),
        ("ops/rota", "Rota & leave", "status: new\n"),
        ("ops/runbooks/README", "Runbooks", ""),
        ("ops/runbooks/db/restore", "Restore the database", "tags: [database]\n"),
        ("blog/index", "Our blog", ""),
        ("blog/posts/first", "A first post", "date: 2026-11-20\ncategories: [News]\n"),
        ("tags", "Tags", ""),
        ("ops/runbooks/db/mirror", "Mirror it", "hidden: true\nsearch:\n  exclude: true\n"),
        ("people/hiring", "Hiring", ""),
        ("people/offices/ghent/index", "Ghent", ""),
        ("people/offices/ghent/keys", "Keys", ""),
        *((f"log/week-{n}", f"Week {n}", "") for n in range(1, 46)),
    ):
        write(folder / "docs/team" / f"{name}.md", PAGE.format(title=title, front=front))
    write(folder / "docs/team/tags.md", PAGE.format(title="Tags", front="") + "<!-- material/tags -->\n")
    write(folder / "docs/team/log/.pages", "title: Our log\norder: desc\n")
    history = Repository(folder, "user.name=Ann Example")
    history.git("init", "-q")
    history.git("add", "-A")
    history.git("commit", "-q", "-m", "Bring in our wiki", "--date", "2026-11-20T12:00:00Z")
    write(folder / "docs/team/people/leave.md", PAGE.format(title="Leave", front="status: deprecated\n"))
    return folder


def write(path: Path, text: str) -> None:
    """Write a file, and its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def wiki_site(engine: str = "mkdocs") -> sites.Site:
    """Return the fork with folders of folders, built."""
    return sites.shared(f"wiki-{engine}", wiki_project, engine)


# What a team's page can name of upstream's: each a line of its own, which `removed` then takes away.
NAMING_PAGE = """---
title: What we lean on
description: A page that names much of upstream's.
---
# What we lean on

We cite {{ cite("DOE20") }}, explain a {{ term("pause-point") }} and read {{ chapter("second-steps") }}.

{{ figure("square", "A square of ours.") }}

[How to](../guide/how-to.md), [why](../chapters/first-steps.md#what-we-do-not-know "Why"), [the work][doe] and [the sources](../guide/sources.md).
![A square](../assets/figures/square.svg)

{{ checklist("follow-the-steps") }}

In code it is text: `[x](../guide/how-to.md)`.

[doe]: ../guide/sources.md#doe20
"""
CALLS = '{{ greeting() }} {{ page_title("long", "ago") }}\n'
HOW_TO = "---\ntitle: How to\ndescription: A page that upstream removes.\n---\n# How to\n"
NOTE = 'Read [how to](../../guide/how-to.md) and {{ cite("DOE20") }}.\n'


def name_upstream(root: Path) -> None:
    """Let a fork of the fixture, with all the ways to differ that it has, name what `remove_upstream` takes away."""
    docs = root / "docs"
    (docs / "guide" / "how-to.md").write_text(HOW_TO, encoding="utf-8")
    (docs / "team" / "leaning.md").write_text(NAMING_PAGE, encoding="utf-8")
    (docs / "team" / "notes" / "second-steps.md").write_text("A note that loses its chapter.\n", encoding="utf-8")
    with (docs / "team" / "notes" / "first-steps.md").open("a", encoding="utf-8") as note:
        note.write(NOTE)
    edit(
        docs / "team" / "chapters" / "on-call.yml",
        ("about: first-steps", "about: second-steps"),
        ("evidence: A question.", "evidence: A question., cite: [DOE20]"),
    )
    (docs / "team" / "colours.css").write_text("@media screen { :root { --hb-brand: light-dark(#c8102e, #ff8a95); } }\n", encoding="utf-8")


def remove_upstream(root: Path) -> None:
    """Do to upstream's files, in every way there is, what takes away something that the fork's files name."""
    docs = root / "docs"
    with (docs / "team" / "upstream.lock").open("a", encoding="utf-8") as lock:  # macros as they were before today's
        lock.write('{"name": "macro:greeting", "said": ""}\n{"name": "macro:page_title", "said": "", "parts": {"(first, second)": ""}}\n')
    with (docs / "team" / "leaning.md").open("a", encoding="utf-8") as page:
        page.write(f"\n{CALLS}")
    edit(docs / "vocabulary.yml", ("{one: sceptic}", "{one: sceptic, many: sceptics}"))
    edit(docs / "sources.yml", ("DOE20:", "DOE19:"))
    (docs / "glossary.yml").write_text("second-look:\n  term: second look\n  means: One look more.\n", encoding="utf-8")
    (docs / "assets" / "figures" / "square.svg").rename(docs / "assets" / "figures" / "box.svg")
    (docs / "guide" / "how-to.md").unlink()
    edit(
        docs / "chapters/first-steps.md",
        ("DOE20", "DOE19"),
        ("pause-point", "second-look"),
        ('"square"', '"box"'),
        ("What we do not know", "What is open"),
        ("Text.", "Ask the sceptics."),
    )
    if (docs / "assets/stylesheets/base/tokens.css").exists():
        edit(docs / "assets/stylesheets/base/tokens.css", ("--hb-paper: light-dark(#fbf9f4,", "--hb-paper: light-dark(#c9c2b0,"))
    practice = (docs / "chapters" / "second-steps.yml").read_text(encoding="utf-8")
    rows = "".join(f"  - {{id: {id}, said: Something., on: '2027-01-01', why: Not used.}}\n" for id in re.findall(r"\bid: ([\w-]+)", practice))
    edit(docs / "chapters/first-steps.yml", ("retired:\n", f"retired:\n{rows}"))
    edit(docs / "field-notes/ask-for-a-hand.yml", ("    shows: walk-in-step\n", ""))
    for gone in ("chapters/second-steps.md", "chapters/second-steps.yml", "toolkit/cheat-sheet-second-steps.md", "toolkit/step-card.md"):
        (docs / gone).unlink()


def edit(path: Path, *pairs: tuple[str, str]) -> None:
    """Replace, in a file, each first text of a pair by the second."""
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, f"{old!r} is not in {path}"
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
