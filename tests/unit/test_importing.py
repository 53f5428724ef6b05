"""What `make import` makes of a wiki: small ones of each kind, twice over, and those that it refuses."""

import shutil

import pytest
import yaml

from tests.support.sites import ROOT
from tools.fork import create
from tools.importing import notion
from tools.importing.__main__ import main, read

PAGE = "# A page\n"
MKDOCS = """
INHERIT: base.yml
site_name: Ours
docs_dir: pages
nav:
  - Home: index.md
  - 1:1: talks.md
  - Runbooks:
      - runbooks/
      - Rota: runbooks/rota.md
      - Gone: runbooks/gone.md
  - Status: https://status.example/
theme: {name: material, features: [navigation.tabs, content.code.copy]}
plugins: [search, macros, mkdocstrings, tags, awesome-pages]
markdown_extensions:
  - admonition
  - extra
  - toc: {permalink: true}
  - pymdownx.superfences:
      custom_fences:
        - {name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format }
  - pymdownx.snippets: {base_path: [includes], auto_append: [includes/abbreviations.md]}
  - markdown_include.include
extra_css: [css/extra.css]
hooks: [hooks/x.py]
extra: {team: Payments, social: []}
"""
MATERIAL = """---
title: 1:1
tags: [a]
---
# Talks

!!! note "Look"

    === "One"

        ![Picture](img/a.png) and [the rota](runbooks/rota.md#x), [gone](nope.md), [near](runbooks/rota).

- [ ] a task with `{{ braces }}` in code and {{ braces }} outside

```mermaid
graph TD
```

```yaml
key: "[x](not-a-link.md) {{ y }}"
```

Press ++ctrl+c++, read $E=mc^2$, see [it][it].

[it]: lost.md

<iframe src="https://example.com"></iframe>
"""


@pytest.fixture
def team(tmp_path):
    """Give a project with the files that a fork has at first."""
    root = tmp_path / "handbook"
    write(root, {"mkdocs.yml": (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), "docs/team/overlay.yml": "# hide: []\n"})
    return root


def write(folder, files):
    """Write files below a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def files_of(folder):
    """Return the content of each file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def imported(team, wiki, **more):
    """Import a wiki, and return its files below docs/team/ as text, without those that were there."""
    before = files_of(team / "docs/team").keys()
    main(team, [f"FROM={wiki}", *(f"{key}={value}" for key, value in more.items())])
    return {name: data.decode("utf-8", "replace") for name, data in files_of(team / "docs/team").items() if name not in before}


@pytest.fixture
def material(tmp_path):
    """Give a wiki written for Material."""
    files = {"mkdocs.yml": MKDOCS, "base.yml": "repo_url: x\n", "pages/index.md": PAGE, "pages/talks.md": MATERIAL, "pages/img/a.png": b"\x89PNG"}
    files |= {"pages/runbooks/rota.md": PAGE, "pages/runbooks/b.md": PAGE, "pages/css/extra.css": "p {}", "pages/loose.md": PAGE, "pages/data.yml": "a: 1\n"}
    wiki = write(
        tmp_path / "wiki",
        files | {"pages/.git/x.md": PAGE, "pages/node_modules/y.md": PAGE, "pages/site/index.html": "", "site/a.md": PAGE, "pages/tls.key": ""},
    )
    (wiki / "pages/runbooks/circle").symlink_to(wiki / "pages")
    return wiki


def test_pages_of_material_are_copied_byte_for_byte(team, material, capsys):
    """Pages and pictures come as they are, hidden, installed and built ones stay behind, and the navigation is kept."""
    got = imported(team, material)
    assert set(got) == {"index.md", "talks.md", "img/a.png", "runbooks/rota.md", "runbooks/b.md", "loose.md", "data.yml", "nav.yml"}
    assert got["talks.md"] == MATERIAL
    assert yaml.load(got["nav.yml"], yaml.BaseLoader) == {
        "nav": [
            {"Home": "index.md"},
            {"1:1": "talks.md"},
            {"Runbooks": ["runbooks/", {"Rota": "runbooks/rota.md"}]},
            {"Status": "https://status.example/"},
            "...",
        ]
    }
    said = capsys.readouterr().out
    assert "Copied 8 of 8 files, from a wiki of MkDocs into docs/team/." in said
    assert "     3 not for readers: node_modules/, site/, tls.key\n" in said
    for count, name in ((5, "pages"), (1, "pictures"), (1, "admonitions"), (1, "tabs"), (1, "diagrams"), (1, "formulas"), (1, "keys"), (1, "task list items")):
        assert f"{count:>6} {name}\n" in said
    line = {text: number for number, text in enumerate(MATERIAL.splitlines(), 1)}
    links, braces, frame, named = (next(n for text, n in line.items() if start in text) for start in ("nope.md", "outside", "<iframe", "[it]:"))
    for place in (
        f'talks.md:{links}: links to "nope.md", which does not exist',
        f'talks.md:{named}: links to "lost.md", which does not exist',
        f'talks.md:{links}: links to "runbooks/rota", which does not exist\n    fix: Write runbooks/rota.md.',
        f"talks.md:{braces}: braces: is not a macro or variable",
        f"talks.md:{frame}: has <iframe>",
        "data.yml: is not published",
    ):
        assert f"docs/team/{place}" in said
    assert said.count("is not a macro") == 1 and said.count("links to") == 3
    assert 'mkdocs.yml: nav: names "runbooks/gone.md", which does not exist' in said


def test_the_configuration_is_compared_with_ours(team, material, capsys):
    """The report says of each extension and plugin whether it is on here, not needed, or has to be added."""
    imported(team, material)
    said = capsys.readouterr().out
    assert "Markdown extensions on here already: admonition, extra, toc, pymdownx.superfences, pymdownx.snippets" in said
    for line in (
        "Markdown extension markdown_include.include: not on.",
        "pymdownx.snippets: it appends includes/abbreviations.md to each page.",
        "plugin search: no need",
        "plugin mkdocstrings: add its package to docs/team/requirements.in",
        "plugin tags: it comes with Material",
        "theme features: 2, no need",
        "extra_css: 1 not copied.",
        "hooks: hooks/x.py not copied.",
        "extra: copy the variables that your pages use into team.yml: team\n",
        "nav: it does not name loose.md; shown after the others.",
    ):
        assert line in said, line


@pytest.mark.parametrize(
    ("plugin", "file", "usual"),
    [("literate-nav: {nav_file: NAV.md}", "NAV.md", "SUMMARY.md"), ("awesome-pages: {filename: .index}", ".index", ".pages")],
)
def test_the_list_of_pages_of_a_plugin_is_read_or_named(team, tmp_path, capsys, plugin, file, usual):
    """The plugin's usual file comes along and orders the pages here; one of another name is named with what to do."""
    name = plugin.partition(":")[0]
    write(tmp_path / "wiki", {"mkdocs.yml": f"plugins: [{name}]\n", "docs/a.md": PAGE, f"docs/{usual}": "* [A](a.md)\n"})
    assert imported(team, tmp_path / "wiki", INTO="one")[f"one/{usual}"] == "* [A](a.md)\n"
    assert f"plugin {name}: no need, its files are read here" in capsys.readouterr().out
    write(tmp_path / "wiki", {"mkdocs.yml": f"plugins: [{{{plugin}}}]\n"})
    imported(team, tmp_path / "wiki", INTO="two")
    assert f"plugin {name}: {file} is not read here. Copy each one into its folder as {usual}" in capsys.readouterr().out


def test_included_files_are_found_or_named(team, tmp_path, capsys):
    """A snippet that is counted from the folder of pages needs one setting; another is named with what to write, or where to copy its file."""
    text = '--8<-- "includes/a.md"\n\n--8<-- "docs/includes/a.md"\n\n--8<-- "outside.md"\n\n--8<-- "gone.md"\n'
    config = "markdown_extensions: [{pymdownx.snippets: {base_path: [docs, .]}}]\n"
    write(tmp_path / "wiki", {"mkdocs.yml": config, "docs/a.md": text, "docs/includes/a.md": PAGE, "outside.md": PAGE})
    assert imported(team, tmp_path / "wiki", INTO="wiki")["wiki/a.md"] == text
    said = capsys.readouterr().out
    assert "Write into team.yml: markdown_extensions: {pymdownx.snippets: {base_path: docs/team/wiki}}" in said
    for line in (
        'a.md:3: includes "docs/includes/a.md"\n    fix: Write team/wiki/includes/a.md.',
        'a.md:5: includes "outside.md", which is not among the pages\n    fix: Copy outside.md to docs/team/wiki/,',
        'a.md:7: includes "gone.md", which does not exist',
    ):
        assert f"docs/team/wiki/{line}" in said
    assert said.count(': includes "') == 3


def test_a_second_run_changes_nothing(team, material, capsys):
    """What is there already is not written again, a page that the wiki has new comes in, and one that was edited here stays."""
    imported(team, material)
    before = {path: path.stat().st_mtime_ns for path in team.rglob("*")}
    capsys.readouterr()
    assert imported(team, material) == {}
    assert "Nothing to do: all 8 files are there already, from a wiki of MkDocs into docs/team/." in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in team.rglob("*")} == before
    write(material, {"pages/runbooks/new.md": PAGE})
    assert list(imported(team, material)) == ["runbooks/new.md"]
    write(team, {"docs/team/talks.md": "# Edited here\n"})
    write(material, {"pages/runbooks/newer.md": PAGE})
    assert list(imported(team, material)) == ["runbooks/newer.md"]
    assert (team / "docs/team/talks.md").read_text() == "# Edited here\n"
    assert "docs/team/talks.md: differs from the wiki's, and was left as it is here" in capsys.readouterr().out


def test_a_page_of_the_teams_own_is_never_overwritten(team, material):
    """Every page that differs, and every name that means something else here, is listed at once, and nothing is copied."""
    write(team / "docs/team", {"index.md": "# Ours\n", "talks.md": MATERIAL})
    write(material, {"pages/notes/a.md": PAGE, "pages/overlay.yml": "x: 1\n"})
    before = files_of(team)
    with pytest.raises(SystemExit) as ended:
        main(team, [f"FROM={material}"])
    said = str(ended.value)
    assert said.startswith("Nothing was copied, since 3 of the wiki's files cannot have their places in docs/team/:")
    for place in ("index.md: exists and differs", "notes/a.md: cannot be a page", "overlay.yml: cannot be a page"):
        assert f"docs/team/{place}" in said
    assert "talks.md" not in said and "add INTO=wiki" in said
    assert files_of(team) == before
    assert "wiki/index.md" in imported(team, material, INTO="wiki")


@pytest.mark.parametrize("name", ["index.md", "README.md"])
def test_the_start_page_of_make_team_makes_way(team, tmp_path, capsys, name):
    """A wiki's own start page takes the place of the one that `make team` wrote, and says so; of one that was edited since, it does not."""
    shutil.copytree(ROOT / "docs/assets/stylesheets", team / "docs/assets/stylesheets")
    wiki = write(tmp_path / "wiki", {name: "# Ours\n", "a.md": PAGE})
    note = team / "docs/team/notes/introduction.md"
    create.main(team, ["NAME=Acme handbook", "ID=acme", "PRIMARY=#0052cc", "REPO=https://git.example/a"], interactive=False)
    start = team / "docs/team/index.md"
    written = start.read_text(encoding="utf-8")
    start.write_text(f"{written}\nMore.\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(team, [f"FROM={wiki}"])
    assert f"docs/team/{name}: {'exists and differs' if name == 'index.md' else 'would not be shown'}" in str(ended.value)
    start.write_text(written, encoding="utf-8")
    assert "wiki/a.md" in imported(team, wiki, INTO="wiki") and start.read_text(encoding="utf-8") == written
    main(team, [f"FROM={wiki}"])
    assert (team / "docs/team" / name).read_text(encoding="utf-8") == "# Ours\n" and start.exists() == (name == "index.md")
    assert f"docs/team/{name}: took the place of the start page that `make team` wrote" in capsys.readouterr().out
    assert f"[One page](../{name})" in note.read_text(encoding="utf-8")
    main(team, [f"FROM={wiki}"])
    assert "Nothing to do: all 2 files are there already" in capsys.readouterr().out


DOCUSAURUS = """---
sidebar_position: 1
sidebar_label: Start
---
import Tabs from '@theme/Tabs';

# Start {#begin}

:::caution
Read [the API](/docs/api/calls#one) and `[x](/docs/api/calls)`.

```js title="a.js" {1,3-4} showLineNumbers
:::not one
```
:::

:::note[Your *title*]
A.
:::

<Tabs>
<TabItem value="a" label="Apple">

An apple.

</TabItem>
<TabItem value="b">
A bee.
</TabItem>
</Tabs>

![Logo](/img/logo.png) [up](./api/02-calls.mdx) [near](api/calls) {/* hidden */}

<Tabs
  groupId="os"
  values={[
    {label: 'Pear', value: 'p'},
  ]}>
  <TabItem value="p">A pear.</TabItem>
</Tabs>

<img src={useBaseUrl('/img/logo.png')} alt="" />

export const Mark = ({children}) => (
  <span style={{color: 'red'}}>

    {children}</span>
);

<MyChart />
"""
MARKDOWN = """---
sidebar_position: 1
sidebar_label: Start
---

# Start { #begin }

!!! warning "Caution"

    Read [the API](api/02-calls.md#one) and `[x](/docs/api/calls)`.

    ```js title="a.js" hl_lines="1 3-4" linenums="1"
    :::not one
    ```

!!! note "Your *title*"

    A.

=== "Apple"


    An apple.

=== "b"

    A bee.

![Logo](static/img/logo.png) [up](api/02-calls.md) [near](api/02-calls.md) <!-- hidden -->

=== "Pear"

    A pear.

<img src="static/img/logo.png" alt="" />

<MyChart />
"""


def docusaurus(folder, sidebars=""):
    """Write a wiki of Docusaurus."""
    files = {
        "docusaurus.config.js": "",
        "docs/start.md": DOCUSAURUS,
        "docs/api/02-calls.mdx": PAGE,
        "docs/api/_shared.mdx": "Shared {props.name}\n",
        "docs/api/_category_.json": '{"label": "The API", "position": 0}',
    }
    files |= {"docs/last.md": PAGE, "static/img/logo.png": b"\x89PNG", "static/img/unused.png": b"", "build/index.html": "", "blog/a.md": PAGE}
    return write(folder, files | ({"sidebars.js": sidebars} if sidebars else {}))


def squeezed(text):
    """Return text without the number of its blank lines, which no reader sees."""
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def test_what_docusaurus_writes_in_its_own_way_is_rewritten(team, tmp_path, capsys):
    """Admonitions, tabs, links, ids and code options become those read here; the rest of a page and its front matter stay."""
    got = imported(team, docusaurus(tmp_path / "wiki"), INTO="wiki")
    assert set(got) == {"wiki/start.md", "wiki/api/02-calls.md", "wiki/last.md", "wiki/static/img/logo.png", "wiki/nav.yml", "wiki/api/nav.yml"}
    assert squeezed(got["wiki/start.md"]) == squeezed(MARKDOWN)
    assert got["wiki/last.md"] == got["wiki/api/02-calls.md"] == PAGE
    assert yaml.safe_load(got["wiki/nav.yml"]) == {"nav": ["api", {"Start": "start.md"}, "last.md", "..."]}
    assert yaml.safe_load(got["wiki/api/nav.yml"]) == {"title": "The API"}
    said = capsys.readouterr().out
    assert "`<MyChart>` is read as HTML" in said and "blog/: not copied" in said
    assert "1 parts of pages (_….mdx), of which" in said


def test_a_sidebar_of_docusaurus_is_kept(team, tmp_path):
    """A file of sidebars that is a plain list becomes the navigation, with its labels and links."""
    sidebars = """// @ts-check
module.exports = {
  docs: [
    'last',
    {type: 'category', label: 'API', link: {type: 'doc', id: 'start'}, items: ['api/calls'],},
    {type: 'link', label: 'Status', href: 'https://status.example/'}, // outside
  ],
};
"""
    got = imported(team, docusaurus(tmp_path / "wiki", sidebars))
    assert yaml.safe_load(got["nav.yml"]) == {"nav": ["last.md", {"API": ["start.md", "api/02-calls.md"]}, {"Status": "https://status.example/"}, "..."]}


def test_a_wiki_of_github_keeps_its_sidebar(team, tmp_path):
    """The home page becomes the index, links find their pages, and the sidebar is the navigation."""
    wiki = write(
        tmp_path / "acme.wiki",
        {
            "Home.md": "Read [[On Call]], [[the rota|On-Call]], [it](On-Call#who) and [[Nowhere]].\n",
            "On-Call.md": "Back [home](Home). In code `[[On Call]]`.\n",
            "Deep.md": PAGE,
            "Shots.md": "[[img/a b.png]] [[img/a b.png|alt=The board|width=90px]] ![c](img/a(1).png)\n\n> [!NOTE]\n> Two:\n> - a\n>   - b\n>\n> > [!TIP]\n> > In it\n",
            "img/a b.png": b"\x89PNG",
            "img/a(1).png": b"\x89PNG",
            "_Sidebar.md": "**[[Home]]**\n\n* [Shots](Shots)\n\n**Start**\n\n* [[Home]]\n* Ops\n    * [[Who is on call|On-Call]]\n    * [Deep](https://github.com/a/b/wiki/Deep)\n",
            "_Footer.md": "Foot\n",
        },
    )
    got = imported(team, wiki)
    assert got["index.md"] == "Read [On Call](On-Call.md), [the rota](On-Call.md), [it](On-Call.md#who) and Nowhere.\n"
    assert got["On-Call.md"] == "Back [home](index.md). In code `[[On Call]]`.\n"
    assert got["Shots.md"] == (
        "![a b.png](img/a%20b.png) ![The board](img/a%20b.png){ width=90 } ![c](img/a(1).png)\n\n"
        "!!! note\n\n    Two:\n\n    - a\n        - b\n\n    !!! tip\n\n        In it\n"
    )
    assert yaml.safe_load(got["nav.yml"])["nav"] == [
        {"Home": [{"Home": "index.md"}, {"Shots": "Shots.md"}]},
        {"Start": [{"Home": "index.md"}, {"Ops": [{"Who is on call": "On-Call.md"}, {"Deep": "https://github.com/a/b/wiki/Deep"}]}]},
        "...",
    ]


def test_a_vault_of_obsidian_is_linked_up(team, tmp_path, capsys):
    """Links by name, pictures with a width and callouts become Markdown, wherever in the vault their file is."""
    wiki = write(
        tmp_path / "vault",
        {
            ".obsidian/app.json": "{}",
            "Daily/Today.md": "See [[Big Plan#First step|the plan]] and [[big plan]].\n![[shot.png|300]]\n\n> [!warning]- Take care\n> It is hot.\n>\n> - two\n\nAfter.\n",
            "Plans/Big Plan.md": "![[Today]]\n",
            "Plans/Table.md": "| a |\n| - |\n| [[../Daily/Today\\|now]] [[../Daily/Today]] |\n\n%%\n- 90% sure --> private\n%%\n\n> [!quote|right] So\n> %% private\n>\n> too %%\n\n#plan #team/ops\n\n1. a\n2. b\n\n- c\n\n%%\nprivate to the end\n",
            "files/shot.png": b"\x89PNG",
        },
    )
    got = imported(team, wiki)
    assert got["Daily/Today.md"] == (
        "See [the plan](../Plans/Big%20Plan.md#first-step) and [big plan](../Plans/Big%20Plan.md).\n![](../files/shot.png){ width=300 }\n\n"
        '??? warning "Take care"\n\n    It is hot.\n\n    - two\n\nAfter.\n'
    )
    assert got["Plans/Table.md"] == (
        "| a |\n| - |\n| [now](../Daily/Today.md) [Daily/Today](../Daily/Today.md) |\n\n<!--\n\n- 90% sure -- > private\n-->\n\n"
        '!!! quote "So"\n\n    <!-- private\n\n    too -->\n\n\\#plan #team/ops\n\n1. a\n2. b\n\n<!-- -->\n\n- c\n\n<!--\nprivate to the end\n-->'
    )
    said = capsys.readouterr().out
    assert 'Big Plan.md:1: shows "Today" inside this page' in said and "nav.yml" not in got


def test_an_export_of_notion_loses_its_ids(team, tmp_path):
    """Files are called as their pages are, two of one name stay apart, and links follow."""
    one, two = "0123456789abcdef" * 2, "fedcba9876543210" * 2
    wiki = write(
        tmp_path / "Export",
        {
            f"Home {one}.md": f"[Sub](Home%20{one}/Sub%20{two}.md) [again](Sub%20{one}.md) ![p](Home%20{one}/p%20(1).png)\n",
            f"Home {one}/Sub {two}.md": f"[up](../Home%20{one}.md)\n",
            f"Home {one}/p (1).png": b"\x89PNG",
            f"Home {one}/People {two}_all.csv": "a,b\n",
            f"Sub {one}.md": "# Sub\n\nOwner: Ana\nDue: 3 May, 10:00\n\nNote: this is text.\n",
            f"Sub {two}.md": PAGE,
        },
    )
    got = imported(team, wiki)
    assert set(got) == {"Home.md", "Home/Sub.md", "Home/p (1).png", "Home/People_all.csv", "Sub.md", "Sub 2.md"}
    assert got["Home.md"] == "[Sub](Home/Sub.md) [again](Sub.md) ![p](Home/p%20(1).png)\n"
    assert got["Sub.md"] == "# Sub\n\n- **Owner:** Ana\n- **Due:** 3 May, 10:00\n\nNote: this is text.\n"
    assert got["Home/Sub.md"] == "[up](../Home.md)\n"


def test_a_database_of_notion_is_a_table(team, tmp_path, capsys, monkeypatch):
    """Links to its list lead to the page with the table, whose first column leads to the pages of its rows; the list stays, and a long one is cut and said to be."""
    one, rows = "0123456789abcdef" * 2, 'Name,What\nAna,"a | *b*\n{{ c }}"\nBo,https://x.example/y_z\n'
    files = {f"Home {one}.md": f"[People](People%20{one}.csv)\n", f"People {one}.csv": rows, f"People {one}_all.csv": rows, f"People {one}/Ana {one}.md": PAGE}
    wiki = write(tmp_path / "Export", files | {f"Log {one}_all.csv": "\ufeffDay,N\n1,2\n2,2\n3,2\n"})
    monkeypatch.setattr(notion, "ROWS", 2)
    got = imported(team, wiki)
    assert got["Home.md"] == "[People](People/index.md)\n" and got["People.csv"] == rows
    table = "| Name | What |\n| --- | --- |\n| [Ana](Ana.md) | a \\| \\*b\\*<br>&#123;&#123; c }} |\n| Bo | <https://x.example/y_z> |\n"
    assert got["People/index.md"] == f"# People\n\n{table}{{ .sortable }}\n\n[People.csv](../People.csv)\n"
    assert got["Log.md"].startswith("# Log\n\n| Day | N |\n| --- | --- |\n| 1 | 2 |\n| 2 | 2 |\n{")
    said = capsys.readouterr().out
    assert "     2 databases (each is a table on a page)\n" in said and "docs/team/Log.md: shows 2 of 3 rows and 2 of 2 columns of Log_all.csv" in said
    assert imported(team, wiki) == {}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "make import FROM=path/to/wiki"),
        (["FROM=nowhere"], "FROM=nowhere does not exist"),
        (["FROM=mkdocs.yml"], "FROM=mkdocs.yml is a file, not a folder"),
        (["FROM=docs"], "FROM=docs holds docs/team/, or is in it"),
        (["FROM=empty"], "holds no Markdown"),
        (["FROM=broken"], "mkdocs.yml:1 cannot be read"),
        (["FROM=lost"], "names docs/ as its folder of pages, and there is none"),
        (["FROM=empty", "INTO=../x"], "is not the name of a folder"),
        (["FROM=empty", "INTO=notes"], "docs/team/notes is for notes"),
    ],
)
def test_what_is_no_wiki_is_refused_in_a_sentence(team, words, said):
    """A missing folder, a file, the project itself, an empty folder and a broken configuration are each named, without a traceback."""
    write(team, {"empty/a.txt": "", "broken/mkdocs.yml": "a: [", "lost/mkdocs.yml": "site_name: x\n"})
    with pytest.raises(SystemExit) as ended:
        main(team, words)
    assert said in str(ended.value)


def test_a_page_in_another_encoding_is_named_and_not_rewritten(team, tmp_path, capsys):
    """What cannot be read is copied as it is rather than spoiled, and the report says where it starts."""
    data = b"# A\n\ncaf\xe9 [[a]]\n"
    main(team, [f"FROM={write(tmp_path / 'vault', {'.obsidian/x': '', 'a.md': data})}"])
    assert (team / "docs/team/a.md").read_bytes() == data
    assert "docs/team/a.md:3: is not UTF-8" in capsys.readouterr().out


def test_a_folder_of_markdown_is_copied_as_it_is(tmp_path):
    """Where nothing has to be rewritten, a page comes byte for byte, with Windows line ends and a byte order mark."""
    odd = "\ufeff# Ä\r\n\r\n[b](b.md)\r\n".encode()
    wiki = read(write(tmp_path / "notes", {"a.md": odd, "b.md": PAGE, "deep/er/c.markdown": PAGE}), tmp_path)
    assert (wiki.kind, wiki.files) == ("Markdown", {"a.md": odd, "b.md": PAGE.encode(), "deep/er/c.md": PAGE.encode()})


def test_a_folder_of_markdown_may_have_snippets(team, tmp_path, capsys):
    """Their paths are counted from the folder, which is one of those that a build looks in."""
    files = {"a.md": '--8<-- "parts/b.md"\n--8<-- "gone.md"\n', "parts/b.md": PAGE}
    imported(team, write(tmp_path / "notes", files))
    said = capsys.readouterr().out
    assert "parts/b.md" not in said and 'docs/team/a.md:2: includes "gone.md", which does not exist' in said


def test_pages_that_exclude_each_other_are_named(team, tmp_path, capsys):
    """Two pages of one address, or of addresses that some disks take for one, are named; so is a link to a folder, before and after the copy."""
    files = {"a/index.md": PAGE, "a/README.md": PAGE, "Case.md": PAGE, "case.md": "[a](b/)\n", "b/c.md": PAGE}
    wiki = write(tmp_path / "notes", files)
    for _ in "twice":
        imported(team, wiki)
        said = capsys.readouterr().out
        assert "docs/team/a/README.md: is not shown: index.md beside it is the folder's page" in said
        assert 'docs/team/case.md: differs from "Case.md" only by capitals' in said
        assert 'docs/team/case.md:1: links to "b/", which does not exist' in said


def test_links_to_headings_are_as_the_headings_are_here(team, tmp_path):
    """GitHub and Obsidian keep the letters of a heading; here accents are taken off, and other scripts stay."""
    files = {".obsidian/x": "", "a.md": "[x](b.md#über-uns) [y](#%C3%BCber) [[b#見出し]] [z](b.md#Plain)\n", "b.md": "# Über uns\n"}
    got = imported(team, write(tmp_path / "vault", files))
    assert got["a.md"] == "[x](b.md#uber-uns) [y](#uber) [b](b.md#見出し) [z](b.md#Plain)\n"


def test_pages_with_another_ending_lose_nothing(team, tmp_path):
    """`.MD` is Markdown too, and of two pages that would have one name, both come, with their links."""
    files = {"A.MD": "[n](notes.md) [m](notes.markdown)\n", "notes.markdown": "# One\n", "notes.md": "# Two\n"}
    got = imported(team, write(tmp_path / "notes", files))
    assert got == {"A.md": "[n](notes%202.md) [m](notes.md)\n", "notes.md": "# One\n", "notes 2.md": "# Two\n"}


RAW = """<details open>
<summary>More</summary>

- **one**

</details>

Our plan:
| a | b |
| - | - |

Text
- a
  1) b

     ```sh live title=c
     c
     ```
- d

Text %%not for
readers%% that ends ^ab12

^table

`%%x%%` 5 %% of x^2^
```
Text %%a%% ^ab12
| a | b |
| - | - |
```
<div><p>HTML</p></div>
"""


@pytest.mark.parametrize(("kind", "files"), [("vault", {".obsidian/x": ""}), ("acme.wiki", {}), ("site", {"_category_.json": "{}"})])
def test_what_would_be_shown_raw_is_mended(team, tmp_path, capsys, kind, files):
    """Markdown in HTML and tables below a paragraph are read, and in a vault comments stay hidden; code and the rest stay, and a second run does nothing."""
    wiki = write(tmp_path / kind, {"a.md": RAW, **files})
    expected = RAW.replace("<details open>", "<details open markdown>").replace("plan:\n", "plan:\n\n")
    expected = expected.replace(
        "Text\n- a\n  1) b\n\n     ```sh live title=c\n     c\n     ```\n- d", 'Text\n\n- a\n    1. b\n\n        ```sh title="c"\n        c\n        ```\n\n- d'
    )
    if kind == "vault":
        expected = expected.replace("%%not for\nreaders%%", "<!--not for\nreaders-->").replace("ends ^ab12", "ends").replace("^table", "")
    assert imported(team, wiki)["a.md"] == expected
    said = capsys.readouterr().out
    assert "1 HTML with Markdown in it" in said and "1 tables below a paragraph" in said
    assert ("1 comments" in said and "2 names of blocks (removed)" in said) == (kind == "vault")
    imported(team, wiki)
    assert "Nothing to do" in capsys.readouterr().out


def test_pages_of_mkdocs_that_would_be_shown_raw_stay(team, tmp_path):
    """They are shown alike in MkDocs, so nothing of them is rewritten."""
    assert imported(team, write(tmp_path / "wiki", {"mkdocs.yml": "site_name: A\n", "docs/a.md": RAW}))["a.md"] == RAW
