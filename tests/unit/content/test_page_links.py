"""A link to a page that is not there is named with its line and its fix, and no other link is."""

import pytest

from handbook.render.registry import load_checked_library

PAGE = "team/on-call.md"
GOOD = """# On call

[up](../index.md), [a place](../chapters/first-steps.md#who-decides "Title"), [itself](on-call.md), [web](https://example.org/a.md),
[from the root](/a.md), `[code](a.md)`, {{ chapter("first-steps") }}, [a file](a.pdf) <!-- [later](a.md) -->

```md
[code](a.md)
```
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


def test_what_is_no_dead_link_is_left_alone(project):
    """Pages that are there, other sites, code, comments and what only the engine can resolve are not named."""
    _write(project, GOOD)
    assert load_checked_library(project.root, project.docs).warnings == []


def test_a_snippet_is_read_from_the_page_that_includes_it(project):
    """Its links are relative to that page, not to itself."""
    (project.docs / "team" / "parts").mkdir(parents=True)
    (project.docs / "team" / "parts" / "shared.md").write_text("[a](../index.md) [b](on-call.md)\n", encoding="utf-8")
    _write(project, '# On call\n\n--8<-- "team/parts/shared.md"\n')
    (project.root / "mkdocs.yml").write_text("site_name: A\nmarkdown_extensions:\n  - pymdownx.snippets:\n      base_path: [docs]\n", encoding="utf-8")
    assert load_checked_library(project.root, project.docs).warnings == []
