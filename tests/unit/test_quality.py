"""The README's quality table: made of what was measured, and honest about what was missed."""

import json

import pytest

from tests.bench import metrics, report
from tests.support.sites import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_says_what_was_measured():
    """The README's table is the one that the measured figures make; where it is not, `make quality` writes it."""
    assert report.written(README, report.table(metrics.kept())) == README


def test_every_measured_figure_keeps_its_words_and_its_target():
    """A target that changes in the bench is not left as it was beside an old figure."""
    measured = metrics.kept()["figures"]
    assert {name: (one["what"], one["unit"], one["target"]) for name, one in measured.items() if name in metrics.FIGURES} == {
        name: (one.what, one.unit, one.target) for name, one in metrics.FIGURES.items() if name in measured
    }


def test_a_missed_target_is_called_missed_and_a_figure_that_is_not_there_too():
    """Whoever reads the table sees in a word what is not reached, of ours only, and what nobody measured."""
    held = {"parts": {}, "figures": {"bytes": {"mkdocs": 70.0, "zensical": 70.06, "stock": 205.0}, "mobile": {"mkdocs": [98.0, 100.0, 100.0, 100.0]}}}
    rows = {row.split(" | ")[0].strip("| "): row for row in report.table(held).splitlines()}

    assert rows[metrics.FIGURES["bytes"].what].endswith("| ≤ 70 kB | 70.0 kB | 70.1 kB (missed) | 205.0 kB |")
    assert "98 / 100 / 100 / 100 (missed)" in rows[metrics.FIGURES["mobile"].what]
    assert "not measured yet" in rows[metrics.FIGURES["requests"].what]


def test_a_part_renews_its_own_figures_only(tmp_path, monkeypatch):
    """To measure one part again leaves what the others found, and drops what it finds no more."""
    monkeypatch.setattr(metrics, "FILE", tmp_path / "measured.json")
    metrics.keep("visit", {"bytes": {"mkdocs": 60.0}, "offline": {"mkdocs": 900.0}}, (1, 1), Chromium="156.0")
    metrics.keep("strokes", {"tick": {"mkdocs": 12.0}}, (1, 1))
    metrics.keep("visit", {"bytes": {"mkdocs": 61.23456}}, (2, 2), Chromium="157.0")

    told = json.loads((tmp_path / "measured.json").read_text(encoding="utf-8"))
    assert {name: one["mkdocs"] for name, one in told["figures"].items()} == {"bytes": 61.235, "tick": 12.0}
    assert told["parts"]["visit"]["Chromium"] == "157.0" and told["parts"]["visit"]["load"] == [2, 2]


def test_a_readme_without_a_place_for_the_table_says_what_to_put_there():
    """Who took the marks out is told which lines are missing, and nothing is written."""
    with pytest.raises(ValueError, match=report.END):
        report.written(README.replace(report.END, ""), "| a |")
