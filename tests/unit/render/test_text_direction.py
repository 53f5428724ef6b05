"""What a reader writes runs in the direction of its own letters."""

import re

import pytest

from tests.support.sites import ROOT

TEMPLATES = sorted((ROOT / "macros" / "handbook" / "templates").glob("*.html"))
# A backup, and the codes from a printed sheet: not text that a reader writes.
OTHERS = ('data-hb-part="document"', 'data-hb-part="paste"', 'data-hb-part="codes"')


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_each_field_for_text_takes_its_direction_from_the_text(template):
    """A field that holds a reader's words says dir=auto, so that Arabic and Hebrew begin on the right in an English handbook."""
    fields = re.findall(r'<textarea[^>]*>|<input[^>]*type="text"[^>]*>', template.read_text(encoding="utf-8"))
    assert [field for field in fields if 'dir="auto"' not in field and not any(other in field for other in OTHERS)] == []
