"""Mermaid diagrams: drawn once, in the site's colours, and named with file and line where they can't be.

Drawing one takes seconds, so these tests draw two; what becomes of a drawing is tested with a small one written here.
"""

import base64
import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from markdown import Markdown

from handbook import fences
from handbook.theme.palette import Token, load_schemes
from tools.diagrams import cache
from tools.diagrams.colours import Palette, coloured
from tools.diagrams.theme import SENTINELS
from tools.postbuild.markdown.diagrams import draw_diagrams
from tools.postbuild.site import Page, Site

ROOT = Path(__file__).resolve().parents[2]
FLOW = "flowchart LR\n    A --> B"
BROKEN = "flowchart LR\n    A[Ask --> B\n    B --> C"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Give a folder of drawings, and the drawings of a good and of a broken diagram."""
    folder = tmp_path_factory.mktemp("drawings")
    return folder, cache.draw([FLOW, BROKEN], folder)


@pytest.fixture
def site(project, drawn):
    """Give a site of the small project with a page that has a good and a broken diagram; its drawings are there already."""
    (project.root / "mkdocs.yml").write_text("site_name: Small\n", encoding="utf-8")
    tokens = project.docs / "assets" / "stylesheets" / "base"
    tokens.mkdir(parents=True)
    (tokens / "tokens.css").write_text((ROOT / "docs/assets/stylesheets/base/tokens.css").read_text(encoding="utf-8"), encoding="utf-8")
    (project.root / ".handbook-cache").mkdir()
    (project.root / ".handbook-cache" / "diagrams").symlink_to(drawn[0])
    (project.docs / "flows.md").write_text(
        f"# Flows\n\n```mermaid\n{FLOW}\n```\n\n- In a list:\n\n    ```mermaid\n{_indented(BROKEN)}\n    ```\n", encoding="utf-8"
    )
    (project.root / "site").mkdir()
    return Site(project.root / "site", project.root)


def _indented(text):
    return "\n".join(f"    {line}" for line in text.split("\n"))


def page_with(*sources, title=""):
    """Return a page as an engine leaves it."""
    stated = f' title="{title}"' if title else ""
    body = "".join(f'<pre class="mermaid"{stated}><code>{source.replace(">", "&gt;")}\n</code></pre>' for source in sources)
    return Page("flows/index.html", f"<html><head></head><body><article>{body}</article></body></html>")


def test_a_fence_becomes_a_picture_in_both_schemes_with_its_source_as_text(site):
    """A diagram is a picture that has its size, follows the reader's colours, and can be read as text."""
    page = page_with(FLOW)
    draw_diagrams(site, page)
    picture = page.document.css_first(".hb-diagram img").attributes
    svg = (site.folder / picture["src"].removeprefix("../")).read_text(encoding="utf-8")
    assert picture["alt"] == "Flowchart" and picture["width"] == ET.fromstring(svg).get("width")
    assert "color-scheme:light dark" in svg and "light-dark(#1f2530, #e6e3dc)" in svg
    assert not any(colour in svg for colour in SENTINELS.values())
    assert page.document.css_first(".hb-diagram details code").text() == FLOW
    assert not site.problems


def test_a_diagram_that_cannot_be_drawn_is_named_with_its_line(site, monkeypatch):
    """A faulty diagram is named with file and line, the page says so, and the other diagrams are drawn all the same."""
    page = page_with(BROKEN, FLOW)
    draw_diagrams(site, page)
    (problem,) = site.problems
    assert (problem.file, problem.line) == ("docs/flows.md", 13)
    assert 'near "k --> B B --> C"' in problem.message
    assert "docs/flows.md:13" in page.document.css_first(".hb-diagram--failed").text()
    assert len(page.document.css(".hb-diagram img")) == 1
    monkeypatch.setattr(cache, "draw", lambda sources, _: {text: cache.Drawing(fault="UnknownDiagramError: No diagram type detected …") for text in sources})
    draw_diagrams(site, page_with("flowchat LR\n  A"))
    assert (site.problems[1].message, site.problems[1].fix) == ('the diagram cannot be drawn: "flowchat" is no kind of diagram', 'Did you mean "flowchart"?')


def test_an_unchanged_diagram_is_not_drawn_again(drawn, monkeypatch):
    """A diagram that hasn't changed costs nothing, whether it could be drawn or not."""
    folder, before = drawn
    monkeypatch.setattr(cache, "_start", lambda *_: pytest.fail("it was drawn again"))
    assert cache.draw([FLOW, BROKEN], folder) == before


@pytest.mark.parametrize(
    ("source", "title", "alt"),
    [
        ("flowchart LR\n  accTitle: Ideas\n  accDescr: From a note to a launch.\n  A", "", "Ideas. From a note to a launch."),
        ("flowchart LR\n  accDescr {\n    From a note\n    to a launch.\n  }\n  A", "Given up for it", "From a note to a launch."),
        ("sequenceDiagram\n  A->>B: x", "Who asks whom", "Who asks whom"),
        ("%%{init: {}}%%\n%% a comment\nstateDiagram-v2\n  [*] --> A", "", "State diagram"),
        ("---\ntitle: A year\n---\ngantt\n  section A", "", "Gantt chart: A year"),
        ("pie title Where the week goes\n  'a': 1", "", "Pie chart: Where the week goes"),
    ],
)
def test_a_diagram_has_a_description(site, monkeypatch, source, title, alt):
    """A diagram says what Mermaid's own description says, else the fence's title, else its kind and its own title."""
    drawing = '<svg id="s" viewBox="0 0 10 10" xmlns="http://www.w3.org/2000/svg"><style>#s{fill:#000}</style></svg>'
    monkeypatch.setattr(cache, "draw", lambda sources, _: {text: cache.Drawing(drawing) for text in sources})
    page = page_with(source, title=title)
    draw_diagrams(site, page)
    assert page.document.css_first("img").attributes["alt"] == alt


def test_colours_of_an_author_and_of_a_team_are_kept():
    """A team's colours replace ours, and a background that an author chose is dark enough for light text in the dark."""
    own = Palette(load_schemes(ROOT, {"ink": Token("light-dark(#112233, #ddeeff)", "", 0)}))
    drawing = f"""<svg id="s" viewBox="-5 0 10.2 10" style="max-width:10px" xmlns="http://www.w3.org/2000/svg"><style>#s{{fill:{SENTINELS["ink"]}}}</style>
    <rect style="fill:#ff99ff !important"/><text style="fill:#333 !important">a</text><path fill="none" stroke="rgba(0, 0, 0, 0.5)"/></svg>"""
    picture = coloured(drawing, own)
    assert (picture.width, picture.height) == (11, 10)
    assert "fill:light-dark(#112233, #ddeeff)" in picture.svg
    dark = re.search(r"fill:light-dark\(#ff99ff, #(..)(..)(..)\) !important", picture.svg)
    assert dark and max(int(part, 16) for part in dark.groups()) < 0x80
    assert "fill:light-dark(#333333, #ddeeff) !important" in picture.svg
    assert 'fill="none" stroke="light-dark(#11223380, #ddeeff80)"' in picture.svg


def test_labels_are_set_in_the_books_typeface_if_it_has_their_letters():
    """A diagram's labels look like the page's text, on any system; in another script they're all of the system's typeface, not letter by letter of two."""
    drawing = '<svg id="s" viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg"><style>#s{fill:#000}</style><text font-family="Arial">%s</text></svg>'
    svg, other = (coloured(drawing % label, Palette(load_schemes(ROOT))).svg for label in ("Größe “±1 €”", "Идея 1"))
    font = base64.b64decode(svg.partition("{font-family:Literata;src:url(data:font/woff2;base64,")[2].partition(")")[0])
    assert set(map(ord, "Größe“±1€”")) <= set(TTFont(io.BytesIO(font)).getBestCmap())
    assert 'font-family="Literata, ' in svg and "@font-face" not in other


def test_a_gantt_chart_does_not_say_when_it_was_drawn():
    """The line of today that Mermaid draws is gone: tomorrow it would be wrong, and no build would give the bytes of the one before."""
    drawing = """<svg id="s" viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg"><style>#s{fill:#000}</style>
    <g class="today"><line x1="6562" class="today"/></g><g class="grid"><line x1="3"/></g></svg>"""
    svg = coloured(drawing, Palette(load_schemes(ROOT))).svg
    assert "6562" not in svg and 'x1="3"' in svg


def test_fences_leave_their_source_whatever_fences_a_team_lists():
    """A mermaid or math fence leaves its source in the page, with the title it was given; with another option it is code."""
    md = Markdown(
        extensions=["pymdownx.superfences", "attr_list"], extension_configs={"pymdownx.superfences": {"custom_fences": [{"name": "mermaid", "class": "x"}]}}
    )
    fences.register(md)
    assert md.convert('```mermaid title="A & B"\na --> b\n```') == '<pre class="mermaid" title="A &amp; B"><code>a --&gt; b</code></pre>'
    assert md.convert('``` { .mermaid title="A" }\na\n```') == '<pre class="mermaid" title="A"><code>a</code></pre>'
    assert md.convert("```math\na < b\n```") == '<div class="arithmatex">\\[\na &lt; b\n\\]</div>'
    assert 'class="mermaid"' not in md.convert('```mermaid linenums="1"\na\n```')
