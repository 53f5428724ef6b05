"""A fork that uses every way to differ merges three upstream releases without a conflict, and no reader loses an answer."""

import html
import re
import shutil

import pytest

from tests.support import forks, sites
from tests.support.repository import Repository

NAV = """nav:
  - Home: index.md
  - Opening:
      - chapters/first-steps.md
  - Shifting perspective:
      - chapters/second-steps.md
  - Field notes: [field-notes/index.md, field-notes/ask-for-a-hand.md]
  - Workbook:
      - workbook/index.md
      - workbook/evidence.md
      - workbook/assessment.md
      - workbook/plan.md
      - workbook/one-to-one.md
      - workbook/case.md
      - workbook/print.md
      - workbook/data.md
  - Toolkit:
      - toolkit/step-card.md
      - toolkit/cheat-sheet-first-steps.md
      - toolkit/cheat-sheet-second-steps.md
  - Guide:
      - guide/glossary.md
      - guide/sources.md
"""
FIRST, SECOND = "docs/chapters/first-steps", "docs/chapters/second-steps"
NEW_CHAPTER = """---
title: Third steps
description: A chapter that came with a release.
part: "2"
section: shifting-perspective
outcomes: [Do one more thing, Stop]
---
{{ opening() }}

## Why it matters

Text.

{{ checklist("take-the-third-steps") }}

{{ team_note() }}

{{ field_notes() }}

{{ sources() }}
"""
NEW_PRACTICE = """checklists:
  - id: take-the-third-steps
    pause: On the third step
    kind: do-confirm
    items:
""" + "".join(f"      - {{id: take-third-step-{n}, text: Take step {n}., why: It is next., evidence: The step.}}\n" for n in range(1, 6))


def sync_and_commit(project, message):
    """Bring a project's lock files up to date, and commit everything."""
    done = project.handbook("sync")
    assert done.returncode == 0, done.stderr
    project.commit(message)


@pytest.fixture(scope="module")
def upstream():
    """Upstream's repository with a first release."""
    project = Repository(sites.fixture_project())
    (project.root / ".gitignore").write_text("/site*/\n/.handbook.yml\n__pycache__/\n", encoding="utf-8")
    project.edit("mkdocs.yml", ("# 3. Machinery", f"{NAV}\n# 3. Machinery"))
    project.git("init", "-q", "-b", "main")
    sync_and_commit(project, "First release")
    return project


@pytest.fixture(scope="module")
def fork(upstream):
    """A team's fork of the first release, which uses every way to differ."""
    project = Repository(sites.temporary() / "fork")
    upstream.git("clone", "-q", "-o", "upstream", str(upstream.root), str(project.root))
    shutil.copytree(forks.FORK, project.root, dirs_exist_ok=True)
    sync_and_commit(project, "Make it ours")
    return project


def first_release(upstream):
    """Upstream rewords, moves an item to another list, adds one, and changes a style, a template and a macro."""
    lines = (upstream.root / f"{FIRST}.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    start = next(n for n, line in enumerate(lines) if "id: ask-one-sceptic" in line)
    new = "      - {id: name-the-limit, text: Name the limit of the decision., why: It is asked for., evidence: A number.}\n"
    (upstream.root / f"{FIRST}.yml").write_text("".join([*lines[:start], new, *lines[start + 4 :]]), encoding="utf-8")
    upstream.edit(f"{SECOND}.yml", ("    items:\n", "    items:\n" + "".join(lines[start : start + 4])))
    upstream.edit(f"{FIRST}.yml", ("Delegate one decision with its limits.", "Delegate one decision, in writing."), ("What hurt?", "What was hard?"))
    upstream.edit(f"{FIRST}.md", ("## When not to", "## When it does not hold"))
    upstream.append("docs/assets/stylesheets/base/tokens.css", "\n:root { --hb-new: 1px; }\n")
    upstream.append("macros/handbook/templates/checklist.html", "{# A remark of the release. #}\n")
    upstream.append("macros/handbook/render/practice.py", "\n# A remark of the release.\n")


def second_release(upstream):
    """Upstream retires a checklist, renames an id, and changes its own configuration and frame."""
    text = (upstream.root / f"{SECOND}.yml").read_text(encoding="utf-8")
    start, end = text.index("checklists:"), text.index("prompts:")
    wordings = [*re.findall(r"id: ([\w-]+)\n\s+(?:pause|text): (.+)", text[start:end]), ("speak-the-first-step", "Speak the first step aloud.")]
    retired = "".join(f"  - {{id: {id}, said: {words}, on: '2027-06-01', why: Nobody used it.}}\n" for id, words in wordings)
    (upstream.root / f"{SECOND}.yml").write_text(text[:start] + text[end:] + "retired:\n" + retired, encoding="utf-8")
    upstream.edit(f"{SECOND}.md", ('{{ checklist("follow-the-steps") }}\n\n', ""))
    (upstream.root / "docs/toolkit/cheat-sheet-second-steps.md").unlink()
    upstream.edit(f"{FIRST}.yml", ("- id: notice-what-hurt", "- id: notice-what-pains\n    was: notice-what-hurt"))
    upstream.edit("mkdocs.yml", ("      - toolkit/cheat-sheet-second-steps.md\n", ""), ('version: "0.1.0"', 'version: "0.2.0"'))
    upstream.append("overrides/partials/footer.html", "{#- A remark of the release. -#}\n")


def third_release(upstream):
    """Upstream renames a chapter, and adds one."""
    for ending in (".md", ".yml"):
        upstream.git("mv", f"{FIRST}{ending}", f"docs/chapters/opening-moves{ending}")
    upstream.git("mv", "docs/toolkit/cheat-sheet-first-steps.md", "docs/toolkit/cheat-sheet-opening-moves.md")
    upstream.edit("docs/chapters/opening-moves.md", ("title: First steps", "title: Opening moves\nwas: chapters/first-steps/"))
    upstream.edit(
        "docs/toolkit/cheat-sheet-opening-moves.md", ('"first-steps"', '"opening-moves"'), ("title:", "was: toolkit/cheat-sheet-first-steps/\ntitle:")
    )
    upstream.edit(f"{SECOND}.yml", ("about: first-steps", "about: opening-moves"))
    upstream.edit("docs/index.md", ("chapters/first-steps.md", "chapters/opening-moves.md"))
    (upstream.root / "docs/chapters/third-steps.md").write_text(NEW_CHAPTER, encoding="utf-8")
    (upstream.root / "docs/chapters/third-steps.yml").write_text(NEW_PRACTICE, encoding="utf-8")
    sheet = '---\ntitle: Third steps on one sheet\ndescription: All of it.\n---\n{{ cheat_sheet("third-steps") }}\n'
    (upstream.root / "docs/toolkit/cheat-sheet-third-steps.md").write_text(sheet, encoding="utf-8")
    upstream.edit(
        "mkdocs.yml",
        ("chapters/first-steps.md", "chapters/opening-moves.md"),
        ("      - chapters/second-steps.md\n", "      - chapters/second-steps.md\n      - chapters/third-steps.md\n"),
        ("toolkit/cheat-sheet-first-steps.md\n", "toolkit/cheat-sheet-opening-moves.md\n      - toolkit/cheat-sheet-third-steps.md\n"),
    )


def build(fork, engine):
    """Build the fork strictly, and return its pages by path."""
    done = sites.build(fork.root, engine, "http://127.0.0.1:1/", f"site-{engine}")
    assert done.returncode == 0, done.stdout + done.stderr
    return pages_of(fork.root / f"site-{engine}")


def pages_of(folder):
    """Return the HTML of the pages of a built site by path."""
    return {page.relative_to(folder).as_posix(): page.read_text(encoding="utf-8") for page in folder.rglob("*.html")}


def controls(pages):
    """Return every id under which the pages find an answer: the present ids and the earlier ones."""
    ids = set()
    for text in pages.values():
        ids |= set(re.findall(r'data-hb-id="([^"]+)"', text))
        ids |= {id for earlier in re.findall(r'data-hb-was="([^"]+)"', text) for id in earlier.split()}
        ids |= {f"review.{slug}" for slugs in re.findall(r'data-hb-review="[^"]*" data-hb-was="([^"]+)"', text) for slug in slugs.split()}
    return ids


def drift_report(fork):
    """Return the text of each part of the drift report by its heading."""
    done = fork.handbook("drift")
    assert done.returncode == 0, done.stderr
    return {part.partition(" (")[0]: part for part in done.stdout.split("\n\n")}


# Each release, the engines that build it, and what the drift report says.
RELEASES = [
    (
        first_release,
        ["mkdocs"],
        {
            "Upstream changed the wording of what you reworded": "delegate-one-decision",
            "Upstream changed what you hide": "notice-what-hurt",
            "New upstream": "name-the-limit",
        },
    ),
    (
        second_release,
        ["zensical"],
        {"Upstream retired what you name": "follow-the-steps", "Upstream renamed what you name; the old name still works": "notice-what-pains"},
    ),
    (third_release, sites.ENGINES, {"Upstream renamed what you name; the old name still works": "opening-moves", "New upstream": "third-steps"}),
]


@pytest.mark.timeout(600)  # on a busy machine
def test_three_releases_are_merged_without_a_conflict(upstream, fork):
    """While a team goes on writing it merges each release, the merged fork builds, and every answer still has its place."""
    answered = controls(pages_of(forks.fork_site().folder))  # the fork as it was made
    assert len(answered) > 50
    for number, (release, engines, news) in enumerate(RELEASES, 1):
        release(upstream)
        sync_and_commit(upstream, f"Release {number}")
        # Both sides have new commits, so git cannot fast-forward.
        fork.append("docs/team/notes/first-steps.md", f"\nA line of the team's before release {number}.\n")
        fork.commit(f"Our own work {number}")
        fork.git("fetch", "-q", "upstream")
        fork.git("merge", "-q", "--no-edit", "upstream/main")
        assert fork.git("status", "--porcelain") == ""
        checked = fork.handbook("check")
        assert checked.returncode == 0 and "Upstream has moved" in checked.stderr, checked.stderr
        report = drift_report(fork)
        for heading, id in news.items():
            assert id in report[heading], report
        for engine in engines:
            pages = build(fork, engine)
            archived = re.search(r"data-hb-catalogue='([^']*)'", pages["workbook/data/index.html"])
            gone = set(re.findall(r'"([\w-]+)":"', html.unescape(archived[1]).partition('"retired":')[2]))
            assert answered - controls(pages) - gone == set()
            assert {id for id in answered if id.startswith("team-")} <= controls(pages)
            assert "Ask one doubter what would change their mind." in "".join(pages.values())
            assert "Hand one decision to the person who feels its result." in "".join(pages.values())
            assert f"A line of the team's before release {number}." in html.unescape(re.sub("’", "'", "".join(pages.values())))
        fork.handbook("drift", "--seen")
        fork.commit("Read it")

    assert "chapters/opening-moves" in pages["chapters/first-steps/index.html"] or 'url=../opening-moves/"' in pages["chapters/first-steps/index.html"]
    contents = re.search(r'<nav class="hb-contents".*?</nav>', pages["index.html"], re.S)[0]
    links = re.findall(r'href="([^"]+)"', contents)
    places = [
        next(n for n, link in enumerate(links) if page in link)
        for page in ("opening-moves", "second-steps", "third-steps", "team/chapters/on-call", "workbook")
    ]
    assert places == sorted(places)
