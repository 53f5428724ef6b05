"""Code can be read: each colour that a part of it has, on the page and on a marked line."""

import re

import pytest

from handbook.theme.colour import contrast, mixed
from handbook.theme.palette import SCHEMES, load_schemes
from tests.support.sites import ROOT

SHEET = (ROOT / "docs/assets/stylesheets/markdown/code.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_code_can_be_read_in_both_schemes(scheme):
    """All parts of code have at least 4.5:1 on the page and on a marked line, by day and by night."""
    found = load_schemes(ROOT)[scheme].colours
    roles = set(re.findall(r"^\.highlight :is\([^)]*\) \{ color: var\(--hb-([\w-]+)\)", SHEET, re.M)) | {"ink"}
    assert len(roles) == 7
    (share,) = re.findall(r"--hb-marked-line: color-mix\(in oklab, var\(--hb-ink\) (\d+)%, var\(--hb-paper\)\)", SHEET)
    for ground in (found["paper"], mixed(int(share) / 100, found["ink"], found["paper"])):
        assert {role: round(contrast(found[role], ground), 2) for role in roles if contrast(found[role], ground) < 4.5} == {}
