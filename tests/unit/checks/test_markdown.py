"""What a page's Markdown holds that is not supported is named with its line, and nothing else is."""

import pytest

from handbook.checks.markdown import markdown_problems
from handbook.content.library import Library
from handbook.content.markdown.pages import read_page

# What is shown raw, or breaks: the page, the line, what is said, and what to do.
PROBLEMS = [
    ("# A\n\n:::tip Title\n\nText\n\n:::\n", 3, "`::: tip` starts a block in another tool only", "`!!! tip`"),
    ("> [!WARNING]\n> Text\n", 1, "`[!WARNING]` is a mark of GitHub's", "`!!! warning`"),
    (">\t[!TIP]\n>\tText\n", 1, "`[!TIP]` is a mark of GitHub's", "`!!! tip`"),
    ("---\ntitle: A\n---\n\nimport Tabs from '@theme/Tabs';\n", 5, "is a line of MDX", "Remove it"),
    ("export const x = 1\n", 1, "is a line of MDX", "Remove it"),
    ("See [[Some page]] and [[Other|that]].\n", 1, "`[[Some page]]` is a link of another wiki", "[text](page.md)"),
    ("A :material-acount: icon\n", 1, "`:material-acount:` is not an icon", "`:material-account:`"),
    ("A :fontawesome-brands-githb: icon\n", 1, "is not an icon", "`:fontawesome-brands-github:`"),
    ("/// warnin\nText\n///\n", 1, "`/// warnin` is not a block", "`warning`"),
    ('!!! "Only a title"\n    Text\n', 1, "has an admonition without a type", "`!!! note"),
    ("```js title=app.js\nx\n```\n", 1, "`title` is not in quotes", 'title="app.js"'),
    ('```js title="x" {1,3-4}\nx\n```\n', 1, "`{1,3-4}` is a mark of Docusaurus", 'hl_lines="1 3-4"'),
    ("Text %%not for readers%% text\n", 1, "a comment in Obsidian only", "<!--"),
    ("# A\n\n%%\n- 98% sure of it\n\nnot for readers\n%%\n", 3, "a comment in Obsidian only", "stays in this file"),
    ("<!-- one --> `<!--` \\<!-- two\n\n- a <!-- not for readers\n\nText\n", 3, "`<!--` begins a comment that never ends", "-->"),
    ("- a\n\n    ```jsx live title='a b'\n    x\n    ```\n", 3, "`live` is no option", "linenums"),
    ('```js file="a.js"\nx\n```\n', 1, '`file="a.js"` is no option', "Remove it"),
    ("Text $`x^2`$ text\n", 1, "formula in code", "backticks"),
]
# What the page is shown without, or what looks otherwise than was meant.
WARNINGS = [
    ("!!! warnign\n    Text\n", 1, "`warnign` is not a type of admonition", "`warning`"),
    ('- a\n\n    ??? decision "We do"\n        Text\n', 3, "`decision` is not a type", "style sheet"),
    ("<script>alert(1)</script>\n", 1, "<script> has no effect", "team.yml"),
    ("<STYLE>\np {}\n</STYLE>\n", 1, "<STYLE> has no effect", "team.yml"),
    ('Text <span class="a" style="color: red">red</span>\n', 1, "style= has no effect", "class"),
    ('![a](b.png){ width=10 style="float: left" }\n', 1, "style= has no effect", "class"),
    ("<a href='#' onclick='go()'>go</a>\n", 1, "onclick= has no effect", "Remove it"),
    ('\n\n<embed src="a.pdf">\n', 3, "<embed> has no effect", "Link"),
    ("![badge](https://img.example/b.svg)\n", 1, "https://img.example/b.svg is not shown", "Copy"),
    ("<img alt='' src='//img.example/b.svg'>\n", 1, "//img.example/b.svg is not shown", "Copy"),
    ("Call `x` with <name> and <name>\n", 1, "`<name>` is read as HTML", "&lt;name>"),
    ('<Tabs>\n<TabItem value="a">\n', 1, "`<Tabs>` is read as HTML", "components"),
    ("We do:\n- one\n- two\n", 2, "has a list directly below a paragraph", "blank line"),
    ("Two lines\nof text:\n1. one\n", 3, "has a list directly below a paragraph", "blank line"),
    ("- one\n  - two\n  - three\n", 2, "is indented by 2 spaces, so it is not nested", "four"),
    ("1. one\n\n    - two\n      - three\n", 4, "is indented by 6 spaces", "four"),
    ("A\n\n<details>\n<summary>More</summary>\n- **one**\n</details>\n", 3, "has Markdown in <details>", "<details markdown>"),
    ("<div class='a'>\n\nA [link](a.md)\n\n</div>\n", 1, "has Markdown in <div>", "<div markdown>"),
    ("<table>\n<tr><th>A</th>\n<td>**b** and\n[c](d.md)</td></tr>\n</table>\n", 3, "has Markdown in a cell of <table>", "<td markdown>"),
    ("- a\n\n    <table markdown>\n    <tr><td markdown>\n\n    1. b\n    </td></tr></table>\n", 4, "has Markdown in a cell of <table>", "<tr markdown>"),
    ("<table><tr><td>a</td><td>`b`</td></tr></table>\n", 1, "has Markdown in a cell of <table>", "<table markdown>"),
    ("Our plan:\n| a | b |\n| - | - |\n| 1 | 2 |\n", 2, "has a table directly below a paragraph", "blank line"),
    ("---\ndraft: true\n---\n\n# A\n", 2, "is published all the same", "hidden: true"),
    ("<ac:image ac:width='2'></ac:image>\n\n<ac:link />\n", 1, "`<ac:image>` is read as HTML", "&lt;ac:image>"),
    ("Text^[A note.] and [^1]\n\n[^1]: b\n", 1, "`^[A note.]` is a footnote", "[^1]:"),
    ("{info:title=Note}\nText\n{info}\n", 1, "is a macro of Confluence", "Remove"),
    ("1) one\n2) two\n", 1, "`1)` starts no list here", "full stop"),
    ("Text that ends ^ab12\n", 1, "`^ab12` names a block", "heading"),
    ("# A\n\nTo the :rokcet: we go\n", 3, "`:rokcet:` is not an emoji", "`:rocket:`"),
    ("- [/] half done\n", 1, "is not a box of a task list", "- [x]"),
]
FINE = [
    "<table markdown>\n<tbody markdown>\n<tr markdown><td markdown>**b**</td></tr>\n</tbody>\n</table>\n\n**a** [b](#c)\n",
    "<table>\n<tr><td>2 * 3 - 1, a - b<br><code>x</code> <a href='#y'>y</a></td></tr>\n</table>\n\n```html\n<table><tr><td>**b**</td></tr></table>\n```\n",
    "<details open>\n<summary>More</summary>\n\n- **one**\n\n</details>\n",
    "<details>\n<summary>More</summary>\n<p>Text</p>\n</details>\n\n- a **list**\n",
    "A 5 %% b, x^2^ and $x$, `$` and `x`$\n\n- [a](b.md)\n- [x] done\n\n| a | b |\n| - | - |\n| 1 | 2 |\n",
    "- one\n    - two\n        - three\n- four\n",
    "- one\n  goes on\n- two\n",
    "- one\n\n    goes on\n\n- two\n\nText\n\n* three\n",
    "# A\n- one\n\nText - no list\n-also none\n\n**Bold**\n\n- one\n",
    "!!! note inline end\n    Text\n\n??? tip\n    Text\n\n???+ success \"Title\"\n    Text\n\n!!! quote\n",
    "/// note | Title\nText\n///\n\n/// details | More\n    type: tip\nText\n///\n\n/// caption\nText\n///\n\n/// html | div.own\nText\n///\n",
    "An icon :material-account: :octicons-check-16: :fontawesome-brands-github: and a time 10:30:00 :shrug: :+1:\n",
    "At 10:30:20, std::rokcet::x, urn:rokcet:1, /:rokcet:/ and `:rokcet:` and \\:rokcet:\n\n| a |\n|:---:|\n",
    "``` { .yaml .annotate }\na\n```\n\n``` c\na\n```\n\n```text linenums='1' title=\"a b\"\na\n```\n\n```\na\n```\n",
    "```yaml title=\"a.yml\" hl_lines=\"1 2\"\nimport x from 'y'\n:::tip\n[[a]] <b style=''> :material-none:\n- a\n```\n",
    "Code `[[x]]`, `<name>`, `!!! foo`, `<script>` and `:::`\n\n    :::tip\n    <foo>\n",
    "[[1]](a.md) [[2]][ref] ![[x]](a.png) if [[ -f x ]]\n\n[ref]: a.md\n",
    "Important:\n:   a definition\n\n| a | b |\n| - | - |\n| - a | b |\n\n[^1]: note\n- list\n",
    "<details markdown>\n<summary>More</summary>\n\nText <kbd>x</kbd> <my-element> <https://a.example> <a@b.example>\n\n</details>\n",
    "![a](https.png) [b](https://b.example) <a href='https://b.example'>b</a> <img src='a.png'>\n",
    "![a](<a b/c.png>) [b](<b c>)\n",
    "<!-- <foo> [[x]]\n:::tip -->\n",
]  # fmt: skip


def check(tmp_path, text):
    """Return the problems and the warnings of a page."""
    (tmp_path / "docs").mkdir(exist_ok=True)
    path = tmp_path / "docs" / "a.md"
    path.write_text(text, encoding="utf-8")
    return markdown_problems(Library(tmp_path, tmp_path / "docs"), read_page(path, tmp_path))


@pytest.mark.parametrize("case", [*PROBLEMS, *WARNINGS], ids=lambda case: case[0][:20].strip())
def test_what_is_not_supported_is_named(tmp_path, case):
    """File, line and what to do are told for it, and a page that can be shown is not refused."""
    text, line, message, fix = case
    problems, warnings = check(tmp_path, text)
    told = problems if case in PROBLEMS else warnings
    assert (told[0].file, told[0].line) == ("docs/a.md", line)
    assert message in told[0].message and fix in told[0].fix
    if case in WARNINGS:
        assert problems == []


@pytest.mark.parametrize("text", FINE, ids=lambda text: text[:20].strip())
def test_what_is_supported_is_not_named(tmp_path, text):
    """Nothing is said of Markdown that works, nor of anything in code."""
    assert check(tmp_path, text) == ([], [])


def test_a_team_can_have_types_of_its_own(tmp_path):
    """An admonition is not named once a style sheet of the team knows it, though the page is as it was."""
    assert check(tmp_path, "!!! decision\n    Text\n")[1]
    (tmp_path / "docs" / "team").mkdir()
    (tmp_path / "docs" / "team" / "own.css").write_text(".admonition.decision { color: red }", encoding="utf-8")
    assert markdown_problems(Library(tmp_path, tmp_path / "docs"), read_page(tmp_path / "docs" / "a.md", tmp_path)) == ([], [])


def test_everything_is_named_at_once(tmp_path):
    """An author who brings ten pages reads of all that is in them."""
    problems, warnings = check(tmp_path, "\n".join(text for text, *_ in [*PROBLEMS[3:], *WARNINGS]))
    assert len(problems) >= len(PROBLEMS[3:]) and len(warnings) >= len(WARNINGS) - 2
