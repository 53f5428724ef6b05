"""A team's configuration is laid over upstream's, however Material's documentation writes it."""

import pytest
import yaml

from handbook.errors import SourceErrors
from tools.engine_config import write_engine_config

UPSTREAM = """site_name: Upstream
theme: {name: material, custom_dir: overrides, features: [navigation.sections]}
plugins:
  macros:
    module_name: macros
    on_error_fail: true
  search:
    enabled: false
markdown_extensions:
  toc:
    permalink: false
  pymdownx.snippets:
    base_path: [docs]
nav:
  - Home: index.md
  - Steps: [chapters/first-steps.md, chapters/second-steps.md]
  - Field notes: [field-notes/index.md]
  - Toolkit: [toolkit/index.md]
exclude_docs: |
  *.yml
"""
LIST = """INHERIT: mkdocs.yml
theme:
  features: [navigation.sections, navigation.top]
plugins:
  - search
  - tags:
      tags_allowed: [a]
  - macros
markdown_extensions:
  - toc:
      toc_depth: 2
  - pymdownx.snippets
  - smarty
exclude_docs: |
  drafts/
"""
MAPPING = """INHERIT: mkdocs.yml
theme:
  features: {navigation.top: true}
plugins:
  material/search:
  tags: {tags_allowed: [a]}
markdown_extensions:
  toc: {toc_depth: 2}
  smarty: {}
exclude_docs: drafts/
"""


@pytest.fixture
def configured(fork):
    """Return a function that gives what an engine reads for a ``team.yml``."""
    (fork.root / "mkdocs.yml").write_text(UPSTREAM, encoding="utf-8")

    def read(text, engine="mkdocs"):
        (fork.root / "team.yml").write_text(text, encoding="utf-8")
        write_engine_config(fork.root, engine)
        return yaml.safe_load((fork.root / ".handbook.yml").read_text(encoding="utf-8"))

    read.fork = fork
    return read


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
@pytest.mark.parametrize("text", [LIST, MAPPING], ids=["list", "mapping"])
def test_plugins_extensions_and_features_may_be_lists_or_mappings(configured, text, engine):
    """Both ways add to ours and change only the options that they name; a bare name changes nothing."""
    config = configured(text, engine)
    assert config["plugins"] == {"macros": {"module_name": "macros", "on_error_fail": True}, "search": {"enabled": False}, "tags": {"tags_allowed": ["a"]}}
    extensions = {name: options for name, options in config["markdown_extensions"].items() if not name.startswith("handbook.")}
    assert extensions == {"toc": {"permalink": False, "toc_depth": 2}, "pymdownx.snippets": {"base_path": ["docs"]}, "smarty": {}}
    assert config["theme"]["features"] == ["navigation.sections", "navigation.top"]
    assert config["exclude_docs"].split() == ["*.yml", "drafts/"] and config["not_in_nav"] == "/team/"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("plugins:\n  macros: false\n", "team.yml:3: plugins: leaves out the macros plugin"),
        ("plugins:\n  - macros:\n      enabled: false\n", "team.yml:4: plugins.macros.enabled: keeps the macros"),
        ("plugins:\n  - macros:\n      module_name: ours\n", "team.yml:4: plugins.macros.module_name: keeps the macros"),
        ("plugins:\n  - macros:\n      on_error_fail: false\n", "team.yml:4: plugins.macros.on_error_fail: keeps the macros"),
        ("plugins:\n  - macros:\n      j2_block_start_string: '[['\n", "team.yml:4: plugins.macros.j2_block_start_string: keeps"),
        ("plugins:\n  - serach\n", "team.yml:3: plugins.serach: is not installed\n    fix: Add the package"),
        ("plugins:\n  - [search]\n", "team.yml:3: plugins: has an entry that is neither"),
        ("plugins:\n  - tags\n  - tags\n", "team.yml:4: plugins: names tags twice"),
        ("theme: readthedocs\n", "team.yml:2: theme.name: is not material"),
    ],
)
def test_a_configuration_that_breaks_the_handbook_is_refused(configured, lines, said):
    """The report names line, key and fix: without our macros every page would show its calls as text."""
    with pytest.raises(SourceErrors) as caught:
        configured(f"INHERIT: mkdocs.yml\n{lines}")
    assert said in str(caught.value)


def test_lists_in_options_are_joined(configured):
    """Markdown's and Jinja's options that are lists keep what is ours, which pages need, and gain what the team lists, or names alone."""
    (configured.fork.root / "mkdocs.yml").write_text(
        UPSTREAM.replace("on_error_fail: true", "on_error_fail: true\n    j2_extensions: [ours.Code]"), encoding="utf-8"
    )
    options = "plugins:\n  - macros:\n      j2_extensions: [jinja2.ext.do, ours.Code]\n      include_dir: docs/team/parts\n      on_error_fail: yes\n"
    config = configured(f"INHERIT: mkdocs.yml\n{options}markdown_extensions:\n  pymdownx.snippets:\n    base_path: includes\n")
    macros = {"module_name": "macros", "on_error_fail": True, "j2_extensions": ["ours.Code", "jinja2.ext.do"], "include_dir": "docs/team/parts"}
    assert config["plugins"]["macros"] == macros
    assert config["markdown_extensions"]["pymdownx.snippets"] == {"base_path": ["docs", "includes"]}
    write_engine_config(configured.fork.root, "zensical", configured.fork.root / ".preview.build")
    served = yaml.safe_load((configured.fork.root / ".handbook.preview.yml").read_text(encoding="utf-8"))
    assert served["plugins"]["macros"] == macros


@pytest.mark.parametrize("lines", ["plugins: []\n", "plugins:\n", "theme: material\n", "markdown_extensions: []\n"])
def test_an_empty_list_changes_nothing(configured, lines):
    """What adds nothing also takes nothing away."""
    assert configured(f"INHERIT: mkdocs.yml\n{lines}") == configured("INHERIT: mkdocs.yml\n")


def test_zensical_says_which_plugins_it_leaves_out(configured, capsys):
    """Zensical is silent about plugins that it does not know, so the build names them."""
    configured("INHERIT: mkdocs.yml\nplugins:\n  - tags\n  - git-authors\n", "zensical")
    assert "Warning: team.yml:4: plugins.git-authors: is a plugin that Zensical does not run" in capsys.readouterr().err


@pytest.mark.parametrize("written", ["{rota: docs/team/rota.yml}", "[rota: docs/team/rota.yml]"])
def test_data_for_pages_is_given_as_each_engine_reads_it(configured, written):
    """MkDocs' plugin takes a list alone, and Zensical refuses one with names."""
    text = f"INHERIT: mkdocs.yml\nplugins: [macros: {{include_yaml: {written}}}]\n"
    assert configured(text)["plugins"]["macros"]["include_yaml"] == [{"rota": "docs/team/rota.yml"}]
    assert configured(text, "zensical")["plugins"]["macros"]["include_yaml"] == {"rota": "docs/team/rota.yml"}
    text = "INHERIT: mkdocs.yml\nplugins: [macros: {include_yaml: [docs/team/rota.yml]}]\n"
    assert configured(text, "zensical")["plugins"]["macros"]["include_yaml"] == ["docs/team/rota.yml"]


def test_a_module_of_macros_is_found_or_named(configured, monkeypatch):
    """A team's own file counts as a module by its path; one that is not there is refused before an engine tries to install it."""
    monkeypatch.syspath_prepend(configured.fork.root)
    (configured.fork.docs / "team" / "acme_macros.py").write_text("def define_env(env): ...\n", encoding="utf-8")
    modules = "INHERIT: mkdocs.yml\nplugins:\n  - macros:\n      modules:\n        - docs.team.acme_macros\n"
    config = configured(modules)
    assert config["plugins"]["macros"]["modules"] == ["docs.team.acme_macros"] and "/team/acme_macros.py" in config["exclude_docs"]
    with pytest.raises(SourceErrors) as caught:
        configured(f"{modules}        - docs.team.acme_macro\n")
    assert "team.yml:6: plugins.macros.modules: docs.team.acme_macro is no module" in str(caught.value) and "docs.team.main" in str(caught.value)


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_plugins_that_order_the_menu_are_left_out(configured, engine, capsys):
    """Their files are read without them, so they need no package; awesome-nav would make all of the menu. A menu of the team's own may need the others."""
    plugins = "INHERIT: mkdocs.yml\nplugins:\n  - tags\n  - literate-nav\n  - awesome-nav\n"
    assert configured(plugins, engine)["plugins"].keys() == {"macros", "search", "tags"}
    said = capsys.readouterr().err
    assert "Warning: team.yml:4: plugins.literate-nav: would make the menu\n    fix: Remove it." in said and "team.yml:5: plugins.awesome-nav" in said
    if engine == "zensical":
        assert configured(f"{plugins}nav: [index.md, team/]\n", engine)["plugins"].keys() == {"macros", "search", "tags", "literate-nav"}


def test_a_teams_folders_join_the_navigation_with_their_titles(configured):
    """Chapters stay in their sections, field notes and sheets with ours; all other folders are the team's section, titles as typed."""
    team = configured.fork.docs / "team"
    for name, text in {"ops/index.md": "# Ops\n", "ops/db/restore.md": "---\ntitle: 1:10\n---\n", "old/x.md": "# X\n", "old/.pages": "hide: true\n"}.items():
        (team / name).parent.mkdir(parents=True, exist_ok=True)
        (team / name).write_text(text, encoding="utf-8")
    nav = configured("INHERIT: mkdocs.yml\nextra: {handbook: {short: Acme}}\n")["nav"]
    assert nav == [
        {"Home": "index.md"},
        {"Steps": ["chapters/first-steps.md", "chapters/second-steps.md"]},
        {
            "At Acme": [
                {"How we work at Acme": "team/index.md"},
                {"Ops": [{"Ops": "team/ops/index.md"}, {"Db": [{"1:10": "team/ops/db/restore.md"}]}]},
                {"On call": "team/chapters/on-call.md"},
            ]
        },
        {"Field notes": ["field-notes/index.md", {"Support heard it first": "team/field-notes/ask-support.md"}]},
        {"Toolkit": ["toolkit/index.md", {"Handover": "team/toolkit/handover.md"}]},
    ]


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
@pytest.mark.parametrize(
    ("files", "named", "title"),
    [
        ({"page.md": "Text.\n", "ops/rota.md": "Text.\n"}, "", "Our team"),
        ({"index.md": "# Acme wiki\n"}, "", "Acme wiki"),
        ({"index.md": "# Acme wiki\n", "nav.yml": "title: How we work\n"}, "", "How we work"),
        ({"mkdocs.yml": "site_name: Acme docs\n", "docs/index.md": "# Acme wiki\n"}, "", "Acme docs"),
        ({"mkdocs.yml": "site_name: Acme docs\n", "docs/index.md": "# Acme wiki\n"}, "Acme", "At Acme"),
    ],
)
def test_pages_are_in_the_menu_without_a_configuration(project, engine, files, named, title):
    """Copying a folder is enough: what it says of itself is its title, and a name in ``team.yml`` comes first."""
    (project.root / "mkdocs.yml").write_text(UPSTREAM, encoding="utf-8")
    for name, text in files.items():
        (project.docs / "team" / name).parent.mkdir(parents=True, exist_ok=True)
        (project.docs / "team" / name).write_text(text, encoding="utf-8")
    if named:
        (project.root / "team.yml").write_text(f"INHERIT: mkdocs.yml\nextra: {{handbook: {{short: {named}}}}}\n", encoding="utf-8")
    assert write_engine_config(project.root, engine) == ["--config-file", ".handbook.yml"]
    config = yaml.safe_load((project.root / ".handbook.yml").read_text(encoding="utf-8"))
    assert title in [next(iter(entry)) for entry in config["nav"]]
    assert config["not_in_nav"] == "/team/" and "assets/stylesheets/layout/wiki.css" in config["extra_css"]
