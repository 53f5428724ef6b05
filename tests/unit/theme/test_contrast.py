"""The palette can be read: each pair of tokens that meet is computed, in light and in dark."""

from pathlib import Path

import pytest

from handbook.theme.colour import HEX, contrast, mixed, nearest
from handbook.theme.palette import PAIRS, SCHEMES, TINT, load_schemes, parse_tokens

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_what_meets_stands_apart(scheme, ink, ground, least):
    """Words have at least 4.5:1 on each ground and tint, and what draws a control 3:1, by day and by night."""
    found = load_schemes(ROOT)[scheme]
    if ink == "brand":  # a fork's own; upstream leaves it to the ink
        assert "brand" not in found.colours
        return
    assert contrast(found.colours[ink], found.ground(ground)) >= least


def test_contrast_and_mixing_are_those_of_the_standards():
    """The sums give what WCAG and a browser's color-mix give."""
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54  # the grey that WCAG's own examples call the lightest that passes
    assert mixed(1, "#7a3e74", "#fbf9f4") == "#7a3e74"
    assert mixed(0.13, "#7a3e74", "#fbf9f4") == "#eadfe3"  # as Chromium paints it


@pytest.mark.parametrize("colour", ["#ffcc00", "#00aaff", "#ff0000", "#c0c0c0", "#ffffff", "#000000"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_colour_that_can_be_read_is_found_for_any(scheme, colour):
    """Whatever colour a team brings, there is one of its hue that can be read, as ink and as a section."""
    found = load_schemes(ROOT)[scheme]
    for name in ("team", "brand"):
        near = nearest(colour, lambda tried, name=name: found.readable(name, tried))
        assert near and HEX.fullmatch(near)
        assert found.readable(name, near)


def test_tokens_for_paper_do_not_count():
    """What a stylesheet says for paper or in a comment is no colour of the screen, and lines are counted as an editor does."""
    css = "/* --hb-ink: #111111;\n */\n@media print { :root { --hb-ink: #000000; } }\n@media screen {\n :root { --hb-ink: light-dark(#222222, #EEEEEE) }\n}\n"
    assert {name: (token.colour("light"), token.colour("dark"), token.line) for name, token in parse_tokens(css).items()} == {"ink": ("#222222", "#eeeeee", 5)}
    assert TINT not in parse_tokens(css)
