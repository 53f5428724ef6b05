"""A team's folders are the tree of its navigation, in the order that the settings of the popular plugins give."""

import pytest

from handbook.content.nav.folders import FolderTree, folder_problems, left_out_warning, markdown_files


@pytest.fixture
def wiki(tmp_path):
    """Return a function that writes files of a team and gives their tree: titles, with a list for a section."""

    def made(files, elsewhere=()):
        for name, text in files.items():
            path = tmp_path / "docs" / "team" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        tree = FolderTree(tmp_path, tmp_path / "docs", frozenset(elsewhere))
        section = tree.section("team")
        return [shown(entry) for entry in section.children] if section else [], tree.problems

    return made


def shown(entry):
    """Return an entry as its title, with its entries if it is a section."""
    return {entry.title: [shown(child) for child in entry.children]} if entry.children else entry.title


def pages(*names):
    """Return files with nothing in them but a line of text."""
    return dict.fromkeys(names, "Text.\n")


def test_a_wiki_copied_with_its_configuration_keeps_its_order(wiki):
    """Its own navigation orders its pages and what it leaves out comes after them; then comes what is beside them. Its name is its title."""
    config = "site_name: Acme wiki\nnav:\n  - Start: index.md\n  - Running it: [ops/rota.md]\nplugins: [!ENV [X, search]]\n"
    files = {"w/mkdocs.yml": config, "w/docs/ops/.pages": "nav: [x.md, rota.md]\n"} | pages(
        "w/README.md", *(f"w/docs/{name}.md" for name in ("index", "ops/rota", "a"))
    )
    tree, problems = wiki(files)
    assert problems == []
    assert tree == [{"Acme wiki": ["Start", {"Running it": ["Rota"]}, "A", "W"]}]
    assert wiki({"w/mkdocs.yml": "docs_dir: docs\n", **pages("w/docs/ops/x.md")})[0] == [{"W": ["Docs", "A", {"Ops": ["X", "Rota"]}, "W"]}]


@pytest.mark.parametrize("line", ["docs_dir: pages", "docs_dir: ./pages/", "nav: [z.md]"])
def test_a_wikis_pages_may_be_anywhere_beside_its_configuration(wiki, line):
    """Its configuration names their folder, and counts as well where they were copied beside it; a page that is not there is named."""
    folder = "pages/" if "pages" in line else ""
    tree, problems = wiki({"w/mkdocs.yml": f"site_name: Acme\n{line}\n"} | pages(f"w/{folder}z.md", f"w/{folder}a.md"))
    assert (tree, problems) == ([{"Acme": ["Z", "A"] if "nav" in line else ["A", "Z"]}], [])
    _, problems = wiki({"w/mkdocs.yml": "site_name: Acme\nnav:\n  - zz.md\n"})
    assert [(problem.file, problem.line) for problem in problems] == [("docs/team/w/mkdocs.yml", 3)]


def test_what_is_hidden_installed_or_built_is_no_page(wiki, tmp_path):
    """A repository brings its own folders, of which an engine that built them would make pages."""
    skipped = {f"{folder}/x.md": "{{ x }}" for folder in (".github", ".venv/lib", "a/node_modules/b", "venv", "site")} | {"site/index.html": ""}
    tree, problems = wiki(skipped | pages("build/x.md", "a/y.md"))
    assert (tree, problems) == ([{"A": ["Y"]}, {"Build": ["X"]}], [])
    assert sorted(path.name for path in markdown_files(tmp_path / "docs")) == ["x.md", "y.md"]


def test_what_is_left_out_is_listed(wiki, tmp_path):
    """What `make team` and `make sync` put there is not; a page is never left out for its name, nor a folder with pages for that of a tool's."""
    wiki(
        dict.fromkeys(
            (
                "requirements.in",
                "requirements.txt",
                "main.py",
                "ids.lock",
                "Dockerfile.md",
                "hooks/git.md",
                "hooks/a.py",
                "w/theme/x.html",
                "w/mkdocs.yaml",
                "w/id_rsa",
            ),
            "",
        )
    )
    (warning,) = left_out_warning(tmp_path, tmp_path / "docs" / "team")
    assert (warning.file, warning.message) == ("docs/team", "left out what is not for readers: hooks/a.py, w/id_rsa, w/theme/")


def test_folders_become_sections_to_any_depth(wiki):
    """Pages come first and in the order in which people count, and a folder is called as its own page is."""
    files = pages("step-10.md", "step-2.md", "ops/deep/er/still/page.md", "ops/deep/a.md", "images/notes.txt", ".git/x.md")
    tree, problems = wiki(
        {**files, "ops/index.md": "# Operations {#ops}\n", "index.md": "---\ntitle: 1:1\n---\n# Other\n", "ops/b.md": "```\n# no\n```\n\nOf b\n====\n"}
    )
    assert problems == []
    assert tree == ["1:1", "Step 2", "Step 10", {"Operations": ["Operations", "Of b", {"Deep": ["A", {"Er": [{"Still": ["Page"]}]}]}]}]


@pytest.mark.parametrize("name", [".pages", ".nav.yml", "nav.yml"])
def test_a_folders_settings_give_order_and_titles(wiki, name):
    """A list names pages and folders, gives titles, groups, links out, and says where all others go; a folder's title may be said there."""
    settings = "title: Our ops\nnav:\n  - z.md\n  - ...\n  - Rota: rota.md\n  - Links:\n      - Status: https://status.example/\n      - c.md\n  - deep\n"
    tree, problems = wiki({**pages("ops/a.md", "ops/b.md", "ops/c.md", "ops/z.md", "ops/rota.md", "ops/deep/x.md"), f"ops/{name}": settings})
    assert problems == []
    assert tree == [{"Our ops": ["Z", "A", "B", "Rota", {"Links": ["Status", "C"]}, {"Deep": ["X"]}]}]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("order: desc\n", ["Index", "Post 10", "Post 2"]),
        ("sort:\n  direction: desc\n", ["Index", "Post 10", "Post 2"]),
        ("nav:\n  - post-10.md\n", ["Post 10"]),
        ("nav:\n  - post-10.md\nappend_unmatched: true\n", ["Post 10", "Index", "Post 2"]),
        ('nav:\n  - "post-*.md"\n', ["Post 2", "Post 10"]),
        ("nav:\n  - ... | post-*.md\n  - index.md\n", ["Post 2", "Post 10", "Index"]),
        ('ignore: "*-2.md"\n', ["Index", "Post 10"]),
        ("collapse: true\n", ["Index", "Post 2", "Post 10"]),
        ("", ["Index", "Post 2", "Post 10"]),
    ],
)
def test_the_plugins_other_keys_are_followed(wiki, settings, expected):
    """Whoever wrote for awesome-pages or awesome-nav finds their order again."""
    tree, problems = wiki({"log/index.md": "# Index\n", **pages("log/post-2.md", "log/post-10.md"), "log/.pages": settings})
    assert (problems, tree) == ([], [{"Index" if "Index" in expected or "ignore" not in settings else "Log": expected}])


SUMMARY = """# Contents

* [Start](index.md)
* [Rota & leave](rota.md#now)
* Run it
    * [Restore](db/restore.md)
    * step-*.md
* [The log](log/)
* [Status](https://status.example/)
* [Draft]()
"""


@pytest.mark.parametrize("before", ["", "Everything that we know.\n\n<!--nav-->\n"])
def test_a_list_of_links_orders_a_folder(wiki, tmp_path, before):
    """literate-nav's SUMMARY.md names pages, patterns, sections and folders, which may have a list of their own; it is no page itself."""
    files = pages("index.md", "rota.md", "db/restore.md", "step-10.md", "step-2.md", "log/a.md", "log/b.md", "unlisted.md")
    tree, problems = wiki(files | {"SUMMARY.md": before + SUMMARY, "log/SUMMARY.md": "- [B](b.md)\n- [A](a.md)\n"})
    assert problems == []
    assert tree == ["Start", "Rota & leave", {"Run it": ["Restore", "Step 2", "Step 10"]}, {"The log": ["B", "A"]}, "Status"]
    assert "SUMMARY.md" not in [path.name for path in markdown_files(tmp_path / "docs")]


def test_a_summary_that_is_a_page_stays_one(wiki):
    """A file of that name with text of its own is shown like any other; a list that names no file is told with its line."""
    assert wiki({"SUMMARY.md": "What we did.\n\n- [One](a.md)\n", **pages("a.md")}) == (["A", "SUMMARY"], [])
    _, problems = wiki({"ops/SUMMARY.md": "* Rota\n    * [Duty](rotta.md)\n", **pages("ops/rota.md")})
    assert [f"{problem.file}:{problem.line}" for problem in problems] == ["docs/team/ops/SUMMARY.md:2"]


def test_what_is_hidden_is_not_in_the_menu(wiki):
    """A folder is hidden by its settings, a page by its front matter, and a page with a place elsewhere comes once only."""
    hidden = {"a.md": "---\nhidden: true\n---\n", "b.md": "---\nnav: false\n---\n", "c.md": "---\nunlisted: true\n---\n"}
    tree, problems = wiki({**hidden, **pages("d.md", "e.md", "old/x.md", "chapters/y.md"), "old/.pages": "hide: true\n"}, {"team/e.md", "team/chapters"})
    assert (problems, tree) == ([], ["D"])


def test_faults_in_the_settings_are_told_at_once(wiki):
    """A name without a file, an unknown key and a list that is none are each named with their line and a way out."""
    files = {
        **pages("ops/rota.md", "x/a.md"),
        "ops/.pages": "nav:\n  - ...\n  - rotta.md\n  - ../x/a.md\n  - ../../secret.md\nttle: Ops\n",
        "x/.pages": "nav: a.md\n",
    }
    _, problems = wiki(files)
    assert [f"{problem.file}:{problem.line} {problem.key}" for problem in sorted(problems)] == [
        "docs/team/ops/.pages:3 nav",
        "docs/team/ops/.pages:5 nav",
        "docs/team/ops/.pages:6 ttle",
        "docs/team/x/.pages:1 nav",
    ]
    assert '"rotta.md" is no file or folder beside it' in str(sorted(problems)[0]) and 'Did you mean "rota.md"' in str(sorted(problems)[0])


def test_linked_folders_and_pages_are_read(tmp_path, wiki):
    """A wiki that is linked into the project is read like one that is in it, and a link in a circle ends."""
    wiki(pages("home.md"))
    outside = tmp_path / "wiki"
    (outside / "guides").mkdir(parents=True)
    (outside / "guides" / "one.md").write_text("# One\n", encoding="utf-8")
    team = tmp_path / "docs" / "team"
    (team / "wiki").symlink_to(outside)
    (team / "single.md").symlink_to(outside / "guides" / "one.md")
    (outside / "guides" / "circle").symlink_to(outside)
    assert sorted(path.relative_to(team).as_posix() for path in markdown_files(team)) == ["home.md", "single.md", "wiki/guides/one.md"]
    tree, problems = wiki({})
    assert problems == [] and tree[:2] == ["Home", "One"]


def test_a_folder_that_is_none_is_named(tmp_path):
    """`ln -s` with a path that was meant from elsewhere, and `cp` of one page where there was no folder, are told with what to type."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "team").symlink_to("../../nowhere")
    assert "docs/team: is a link that leads nowhere\n    fix: Make the link" in str(folder_problems(tmp_path, docs, "team")[0])
    (docs / "team").unlink()
    (docs / "team").write_text("# A page\n", encoding="utf-8")
    assert "docs/team: is a file, not a folder" in str(folder_problems(tmp_path, docs, "team")[0])
