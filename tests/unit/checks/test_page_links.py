"""A link to a page that is not there is named with its line and its fix, and no other link is."""

import pytest

from handbook.render.registry import load_checked_library

PAGE = "team/on-call.md"
GOOD = """# On call

[up](../index.md), [a place](../chapters/first-steps.md#who-decides "Title"), [itself](on-call.md), [web](https://example.org/a.md),
[from the root](/a.md), `[code](a.md)`, {{ chapter("first-steps") }}, [a file](<a (1).pdf>), [query](on-call.md?x=1),
[mail](mailto:a@example.org), [made by a macro](#x) <!-- [later](a.md) -->

[it]: a.md is what we say

```md
[code](a.md)
```
"""

PLACES = """# On call

[here](#on-call), [a paragraph](#p), [HTML](#old), [again](on-call.md#again_1), [a note](#fn:1), [words](#:~:text=on)

A paragraph.
{ .x #p }

<a name='old'></a>

## Again

## Again
"""


def _write(project, text):
    (project.docs / "team").mkdir(exist_ok=True)
    (project.docs / PAGE).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("link", "address", "fix"),
    [
        ("[a](../first-steps.md)", "../first-steps.md", 'Did you mean "../chapters/first-steps.md"?'),
        ("[a]: <on-cal.md#now>", "on-cal.md", 'Did you mean "on-call.md"?'),
        ("See [a](on%20cal.md).", "on%20cal.md", 'Did you mean "on-call.md"?'),
    ],
)
def test_a_dead_link_is_named(project, link, address, fix):
    """Before an engine runs, which stops without it: the file, the line and the page that was probably meant."""
    _write(project, f"---\ntitle: On call\n---\n\n# On call\n\n{link}\n")
    [problem] = load_checked_library(project.root, project.docs).warnings
    assert (problem.file, problem.line, problem.message) == (f"docs/{PAGE}", 7, f'links to "{address}", which is not there')
    assert problem.fix == f"{fix} If there is no such page, remove the link."


@pytest.mark.parametrize(
    ("link", "said", "fix"),
    [
        ("[a](plain.md#gone)", 'links to "plain.md#gone", and that page has no such place', "Link to the page alone"),
        ("[a](plain.md#deep-insid)", 'links to "plain.md#deep-insid", and that', 'Did you mean "deep-inside"?'),
        ("[a](#on-cal)", 'links to "#on-cal", and that page has no such place', 'Did you mean "on-call"?'),
        ("[a](files/x.pdf)", 'names "files/x.pdf", which is not there', 'Did you mean "other/x.pdf"?'),
        ("![a](img/none.png)", 'names "img/none.png", which is not there', "Copy it there, or remove the link."),
        ("[a](../team/ops/)", 'links to "../team/ops/", which is no page', "Write ops/index.md."),
        ("[a](plain)", 'links to "plain", which is no page', "Write plain.md."),
        ("[a](ops/setup.py)", 'links to "ops/setup.py", which is not published', "Put it elsewhere or under another name."),
        ("[a](../gone/)", 'links to "../gone/", which is no page', "Write the path of its .md file"),
        ('[a]: img/n(1).png "A title"', 'names "img/n(1).png", which is not there', "Copy it there"),
    ],
)
def test_a_dead_place_file_or_folder_is_named(project, link, said, fix):
    """An engine stops for each of these too, or shows nothing: a place in a page, a file beside it, and an address where it wants a page."""
    _write(project, f"# On call\n\n{link}\n")
    team = project.docs / "team"
    for name in ("ops/index.md", "other/x.pdf", "plain.md"):
        (team / name).parent.mkdir(exist_ok=True)
        (team / name).write_text("# Plain\n\n!!! note\n\n    #### Deep *inside*\n", encoding="utf-8")
    (team / "ops" / "setup.py").write_text("", encoding="utf-8")
    _, problem = sorted(load_checked_library(project.root, project.docs).warnings)  # the other one is of setup.py itself
    assert (problem.file, problem.line) == (f"docs/{PAGE}", 3)
    assert problem.message.startswith(said) and problem.fix.startswith(fix), problem


@pytest.mark.parametrize("text", [GOOD, PLACES], ids=["pages", "places"])
def test_what_is_no_dead_link_is_left_alone(project, text):
    """Pages and places that are there, other sites, code, comments and what only the engine can resolve are not named."""
    _write(project, text)
    (project.docs / "team" / "a (1).pdf").write_bytes(b"")
    assert load_checked_library(project.root, project.docs).warnings == []


def test_a_snippet_is_read_from_the_page_that_includes_it(project):
    """Its links are relative to that page, not to itself."""
    (project.docs / "team" / "parts").mkdir(parents=True)
    (project.docs / "team" / "parts" / "shared.md").write_text("[a](../index.md) [b](on-call.md)\n", encoding="utf-8")
    _write(project, '# On call\n\n--8<-- "team/parts/shared.md"\n')
    (project.root / "mkdocs.yml").write_text("site_name: A\nmarkdown_extensions:\n  - pymdownx.snippets:\n      base_path: [docs]\n", encoding="utf-8")
    assert load_checked_library(project.root, project.docs).warnings == []
