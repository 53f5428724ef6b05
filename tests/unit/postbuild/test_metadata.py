"""What is made of a page: Markdown, a description, a card, icons."""

import io

import pytest
from PIL import Image

from tests.support.sites import ROOT
from tools.postbuild.assets.fonts import FONT
from tools.postbuild.metadata.app_icons import app_icons
from tools.postbuild.metadata.markdown_copy import MarkdownWriter
from tools.postbuild.metadata.social_cards import HEIGHT, WIDTH, Card, draw
from tools.postbuild.site import MAX_DESCRIPTION, Site, shortened

INKS = ("#fbf9f4", "#1f2530", "#5a6270", "#7a3e74")
CHECKLIST = """<hb-checklist data-hb-words="{&#34;stays hidden until&#34;}"><p class="hb-block__kicker">Checklist</p><h3>Before</h3><ul><li><div>
<input type="checkbox"> <label>Ask *who* decides.</label> <span class="hb-code">7GB-9AN</span></div><p hidden>reworded</p>
<details><summary>Why, and what counts as evidence<span class="hb-visually-hidden">: Ask</span></summary><dl><dt>Why</dt><dd>Tasks come back.</dd></dl></details></li></ul></hb-checklist>"""
MARKDOWN = {
    CHECKLIST: "*Checklist*\n\n### Before\n\n- [ ] Ask \\*who\\* decides.\n  - **Why**: Tasks come back.",
    '<p>By <a class="hb-cite" href="../../guide/sources/#doe20">Doe, 2020</a>, in <a href="../b/#c">b</a>.</p>': (
        "By [Doe, 2020](https://doi.example/1), in [b](https://x.org/b/#c)."
    ),
    "<ol><li><p>One</p><p>more</p></li><li>Two<ul><li>deep</li></ul></li></ol>": "1. One\n\n   more\n\n2. Two\n   - deep",
    "<p>&lt;script&gt; [x] `y`\n1. no list\n# no heading</p>": "\\<script> \\[x\\] \\`y\\`\n1\\. no list\n\\# no heading",
    "<table><thead><tr><th>a|b</th><th>c</th></tr></thead><tbody><tr><td>d</td></tr></tbody></table>": "| a\\|b | c |\n| --- | --- |\n| d |  |",
    "<pre><code>make &lt;b&gt;\n  two</code></pre>": "```\nmake <b>\n  two\n```",
    "<blockquote><p>One\ntwo</p><p>three</p></blockquote>": "> One\n> two\n>\n> three",
    "<figure><svg><title>T</title><desc>D</desc><text>9</text></svg><figcaption>F</figcaption></figure>": "*T*: D\n\nF",
    '<p><label><span>When</span></label><textarea class="hb-answer hb-answer--line">x</textarea></p>': "When …",
    '<details><summary>Show</summary><p data-hb-says="It says:">So.</p></details><textarea>x</textarea>': "**It says:** So.",
    '<p>A <span><button class="hb-term__word">word</button><span class="hb-term__meaning">means</span></span>.</p><script>1</script>': "A word.",
}


@pytest.mark.parametrize(("html", "markdown"), MARKDOWN.items(), ids=range(len(MARKDOWN)))
def test_a_part_of_a_page_reads_well_as_markdown(page_of, html, markdown):
    """Text, practice and figures become plain Markdown; what works only on a page is left out, and no character of a text is markup."""
    article = page_of(f"<article>{html}</article>").article
    assert MarkdownWriter("https://x.org/a/", {"doe20": "https://doi.example/1"}).write(article) == markdown + "\n"


def test_a_long_first_paragraph_is_cut_where_a_reader_would():
    """A description made of a page's first words ends with a sentence, or at least with a word."""
    assert shortened("Short.") == "Short."
    assert shortened("One sentence that is long enough to stand alone on a page of results. " + "More " * 40) == (
        "One sentence that is long enough to stand alone on a page of results."
    )
    cut = shortened("word " * 60)
    assert cut.endswith("word …") and len(cut) <= MAX_DESCRIPTION


def drawn(tmp_path, **more):
    """Return the bytes of a card, drawn in a project that has the typeface."""
    typeface = tmp_path / FONT
    typeface.parent.mkdir(parents=True, exist_ok=True)
    if not typeface.exists():
        typeface.symlink_to(ROOT / FONT)
    return draw(Card(**{"title": "First steps", "above": "Part 1 · Opening", "number": "1", "name": "A handbook", "inks": INKS} | more), tmp_path)


def test_a_card_is_the_same_for_the_same_words(tmp_path):
    """A card that is drawn again has the bytes of the cached one, and other words or colours give another; all have the size that networks ask for."""
    first = drawn(tmp_path)
    (cached,) = (tmp_path / ".handbook-cache" / "cards").iterdir()
    assert cached.read_bytes() == first
    cached.unlink()
    assert drawn(tmp_path) == first
    others = [drawn(tmp_path, title="Second"), drawn(tmp_path, number=""), drawn(tmp_path, inks=(*INKS[:3], "#2c6a4b"))]
    assert len({first, *others}) == 4
    image = Image.open(io.BytesIO(first))
    assert image.size == (WIDTH, HEIGHT) == (1200, 630) and len(first) < 40_000


def test_no_word_leaves_the_card(tmp_path):
    """However long a title is, the edge of its card stays paper; if our typeface lacks a character, there is no card."""
    for title in ("Word " * 80, "Ärger mit Łódź und Київ", "Donaudampfschiff" * 6, "1"):
        image = Image.open(io.BytesIO(drawn(tmp_path, title=title.strip(), above=title, name=title))).convert("RGB")
        edges = [image.crop((1160, 0, 1200, 630)), image.crop((200, 0, 1200, 24)), image.crop((200, 606, 1200, 630))]
        assert {edge.getcolors() and len(edge.getcolors()) for edge in edges} == {1}
    assert drawn(tmp_path, title="漢字") is None


@pytest.mark.parametrize("mark", ["a letter", "a picture"])
def test_icons_are_made_of_any_mark(tmp_path, mark):
    """A mark with a letter in a font that the machine lacks, and a transparent one, give whole icons on a background."""
    if mark == "a letter":
        path = tmp_path / "mark.svg"
        path.write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="3" fill="#0b5cad"/>'
            '<text x="16" y="23.5" text-anchor="middle" font-family="Georgia" font-size="22" fill="#ffffff">A</text></svg>'
        )
    else:
        path = tmp_path / "mark.png"
        Image.new("RGBA", (40, 30), "#0b5cad").save(path)
    made = {name: Image.open(io.BytesIO(data)) for name, data in app_icons(path, "#fbf9f4", ROOT).items()}
    assert {name: image.size for name, image in made.items()} == {
        "icon-192.png": (192, 192),
        "icon-512.png": (512, 512),
        "icon-maskable-512.png": (512, 512),
        "apple-touch-icon.png": (180, 180),
    }
    masked = made["icon-maskable-512.png"]
    ground = (11, 92, 173) if mark == "a letter" else (251, 249, 244)
    assert masked.mode == "RGB" and masked.getpixel((3, 3)) == ground
    seen = {colour for _, colour in masked.getcolors(1 << 16)}
    assert ((255, 255, 255) if mark == "a letter" else (11, 92, 173)) in seen


def test_a_file_that_is_no_picture_is_named(tmp_path):
    """An author whose icon is a text file learns which file it is and what to do."""
    (tmp_path / "mark.svg").write_text("no picture")
    with pytest.raises(ValueError, match=r"mark\.svg: no icons can be made of it .* Name another picture"):
        app_icons(tmp_path / "mark.svg", "#fbf9f4", ROOT)


def test_what_cannot_be_left_out_is_named(tmp_path):
    """An author who misspells a part to leave out learns the file, the key and the parts that there are."""
    (tmp_path / "team.yml").write_text("extra:\n  handbook:\n    without: [picture]\n")
    with pytest.raises(ValueError, match=r'team\.yml: extra\.handbook\.without: "picture" .* Use any of: pictures, markdown, search-engines'):
        Site(tmp_path / "site", tmp_path)
