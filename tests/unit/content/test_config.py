"""Name, version and address of a handbook, and of a fork."""

import pytest

from handbook.config import SiteConfig, load_site_config
from handbook.errors import SourceErrors

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
    assert load_site_config(tmp_path) == SiteConfig("Upstream", "1.2.0", "", "product-leader")
    monkeypatch.setenv("SITE_URL", "https://a.example/")
    assert load_site_config(tmp_path).url == "https://a.example/"


def test_a_fork_gives_its_name_and_inherits_the_rest(tmp_path):
    """What a team's file leaves out comes from upstream, level by level."""
    (tmp_path / "mkdocs.yml").write_text(UPSTREAM)
    (tmp_path / "team.yml").write_text("INHERIT: mkdocs.yml\nsite_name: Ours\nsite_url: https://ours.example\nextra: {handbook: {id: ours}}\n")
    assert load_site_config(tmp_path) == SiteConfig("Ours", "1.2.0", "https://ours.example", "ours")


def test_being_kept_offline_is_yes_or_no(tmp_path):
    """A team can forbid browsers to keep the handbook, and is told when it says neither yes nor no."""
    (tmp_path / "mkdocs.yml").write_text(UPSTREAM)
    assert load_site_config(tmp_path).offline
    (tmp_path / "team.yml").write_text("INHERIT: mkdocs.yml\nextra: {handbook: {offline: false}}\n")
    assert not load_site_config(tmp_path).offline
    (tmp_path / "team.yml").write_text("INHERIT: mkdocs.yml\nextra: {handbook: {offline: seldom}}\n")
    with pytest.raises(SourceErrors, match=r"team.yml: extra.handbook.offline: is 'seldom'"):
        load_site_config(tmp_path)
