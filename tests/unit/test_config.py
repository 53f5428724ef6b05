"""Name, version and address of a handbook, and of a fork."""

import re

import pytest
import yaml

from handbook.config import SiteConfig, load_config, load_site_config
from handbook.errors import SourceErrors
from tools.engine_config import write_engine_config

UPSTREAM = """
site_name: Upstream
site_url: !ENV [A_URL, SITE_URL, ""]
theme: {name: material, icon: !!python/name:material.icons ''}
extra: {handbook: {id: product-leader, version: "1.2.0"}}
"""


def test_identity_is_read_as_the_engines_read_it(tmp_path, monkeypatch):
    """The first variable that is set gives the address; without one there is none."""
    (tmp_path / "mkdocs.yml").write_text(UPSTREAM)
    for name in ("A_URL", "SITE_URL"):
        monkeypatch.delenv(name, raising=False)
    assert load_site_config(tmp_path) == SiteConfig("Upstream", "1.2.0", "", "product-leader", variables=frozenset({"handbook"}))
    monkeypatch.setenv("SITE_URL", "https://a.example/")
    assert load_site_config(tmp_path).url == "https://a.example/"


def test_a_fork_gives_its_name_and_inherits_the_rest(tmp_path):
    """What a team's file leaves out comes from upstream, level by level."""
    (tmp_path / "mkdocs.yml").write_text(UPSTREAM)
    (tmp_path / "team.yml").write_text("INHERIT: mkdocs.yml\nsite_name: Ours\nsite_url: https://ours.example\nextra: {handbook: {id: ours}}\n")
    assert load_site_config(tmp_path) == SiteConfig("Ours", "1.2.0", "https://ours.example", "ours", variables=frozenset({"handbook"}))


def test_being_kept_offline_is_yes_or_no(tmp_path):
    """A team can forbid browsers to keep the handbook, and is told when it says neither yes nor no."""
    (tmp_path / "mkdocs.yml").write_text(UPSTREAM)
    assert load_site_config(tmp_path).offline
    (tmp_path / "team.yml").write_text("INHERIT: mkdocs.yml\nextra: {handbook: {offline: false}}\n")
    assert not load_site_config(tmp_path).offline
    (tmp_path / "team.yml").write_text("INHERIT: mkdocs.yml\nextra: {handbook: {offline: seldom}}\n")
    with pytest.raises(SourceErrors, match=r"team.yml: extra.handbook.offline: is 'seldom'"):
        load_site_config(tmp_path)


TYPED = """INHERIT: mkdocs.yml
site_name: 2026
theme: {language: no}
extra:
  handbook: {id: 12e3, short: 007, version: 1.10, offline: no}
  released: 2026-11-22
  ratio: 0.5
nav:
  - 1:1: one.md
  - No: {0x1F: two.md}
"""


def test_settings_are_what_a_team_typed(tmp_path):
    """Neither we nor an engine reads a name, a title or a version as a number, a time or a `no`."""
    (tmp_path / "mkdocs.yml").write_text(UPSTREAM + "plugins: {macros: {}}\n")
    (tmp_path / "team.yml").write_text(TYPED)
    config = load_config(tmp_path / "team.yml")
    read = load_site_config(tmp_path)
    assert (read.name, read.id, read.short_name, read.version, read.language, read.offline) == ("2026", "12e3", "007", "1.10", "no", False)
    assert config["nav"] == [{"1:1": "one.md"}, {"No": {"0x1F": "two.md"}}]
    write_engine_config(tmp_path, "mkdocs")
    engine = yaml.safe_load(re.sub(r"!\S+", "", (tmp_path / ".handbook.yml").read_text()))
    assert engine["nav"] == config["nav"] and (engine["site_name"], engine["theme"]["language"]) == ("2026", "no")
    assert (engine["extra"]["released"], engine["extra"]["ratio"]) == ("2026-11-22", 0.5)
    assert engine["extra"]["handbook"].items() >= {"id": "12e3", "short": "007", "version": "1.10", "offline": False}.items()


def test_what_mkdocs_would_misread_is_named(tmp_path):
    """Without a team's file MkDocs reads its configuration itself, so what needs quotes is named with its line."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Ours\nnav:\n  - No: a.md\n")
    with pytest.raises(SourceErrors, match=r"mkdocs.yml:3: has `No`, which YAML does not read as text\n    fix: Put it in quotes"):
        load_site_config(tmp_path)


def test_a_key_that_is_given_twice_is_named(tmp_path):
    """An engine would silently take the last of two."""
    (tmp_path / "mkdocs.yml").write_text(UPSTREAM)
    (tmp_path / "team.yml").write_text("INHERIT: mkdocs.yml\nextra:\n  handbook:\n    id: a\n    short: b\n    id: c\n")
    with pytest.raises(SourceErrors, match=r"team.yml:6: extra.handbook.id: is written twice"):
        load_site_config(tmp_path)
