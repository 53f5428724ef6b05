"""The palette can be read: each pair of tokens that meet is computed, in light and in dark."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "docs" / "assets" / "stylesheets" / "tokens.css"
PAIR = re.compile(r"(--hb-[\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
SECTIONS = ("opening", "shifting-perspective", "driving-impact", "collaborative-leadership", "team")
# What is read: 4.5 to 1. What draws a control or the focus, and so has to be seen: 3 to 1.
TEXT = [(ink, ground) for ink in ("ink", "muted", *SECTIONS) for ground in ("paper", "card")]
MARKS = [(mark, ground) for mark in ("mark", "ink") for ground in ("paper", "card")]


def palette():
    """Return the colours of each scheme by token name."""
    found = PAIR.findall(TOKENS.read_text(encoding="utf-8"))
    return {
        "light": {name.removeprefix("--hb-"): light for name, light, _ in found},
        "dark": {name.removeprefix("--hb-"): dark for name, _, dark in found},
    }


def channels(colour):
    """Return red, green and blue of ``#rrggbb``, each from 0 to 1."""
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def luminance(rgb):
    """Return the relative luminance of WCAG 2."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """Return the contrast of two colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_words_stand_out_from_their_ground(scheme, ink, ground):
    """Every colour that words are set in has at least 4.5:1 on each ground, by day and by night."""
    colours = palette()[scheme]
    assert contrast(channels(colours[ink]), channels(colours[ground])) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_controls_stand_out_from_their_ground(scheme, mark, ground):
    """The lines that draw boxes, answers and the focus have at least 3:1 on each ground."""
    colours = palette()[scheme]
    assert contrast(channels(colours[mark]), channels(colours[ground])) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("ink", ["ink", "muted", None])
def test_words_stand_out_from_a_tint(scheme, section, ink):
    """Words on a section's tint, as in figures and on the map, have at least 4.5:1."""
    colours = palette()[scheme]
    share = float(re.search(r"var\(--hb-accent\) (\d+)%", TOKENS.read_text(encoding="utf-8")).group(1)) / 100
    # Mixed in sRGB, where the stylesheet mixes in oklab: at these shares the two differ by less than a tenth.
    tint = [share * a + (1 - share) * p for a, p in zip(channels(colours[section]), channels(colours["paper"]), strict=True)]
    assert contrast(channels(colours[ink or section]), tint) >= 4.5
