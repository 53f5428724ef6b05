"""Formulas: LaTeX as MathML, which can be copied, found and printed; what is wrong with one is named with file and line."""

import pytest

from tools.postbuild.markdown.formulas import set_formulas, to_mathml
from tools.postbuild.metadata.markdown_copy import MarkdownWriter
from tools.postbuild.site import Page, Site
from tools.search.sections import sections_of


@pytest.fixture
def small(project):
    """Give a site of the small project whose page ``sums.md`` has three formulas, two of them wrong."""
    (project.root / "mkdocs.yml").write_text("site_name: Small\n", encoding="utf-8")
    (project.docs / "sums.md").write_text("# Sums\n\nA $\\frac{1}$ and $E = mc^2$.\n\n$$\n\\foo + 1\n$$\n", encoding="utf-8")
    return Site(project.root / "site", project.root)


def page_with(*formulas):
    """Return a page as an engine leaves it."""
    return Page("sums/index.html", f'<html><head></head><body><article lang="en"><h1>Sums</h1><p>{"".join(formulas)}</p></article></body></html>')


def inline(source):
    """Return an inline formula as pymdownx.arithmatex writes it."""
    return f'<span class="arithmatex">\\({source}\\)</span>'


def block(source):
    """Return a formula of its own as pymdownx.arithmatex writes it."""
    return f'</p><div class="arithmatex">\\[\n{source}\n\\]</div><p>'


def test_a_formula_can_be_read_found_and_copied(small):
    """A formula is MathML in the page, LaTeX in the Markdown beside it, and its words are found."""
    page = page_with(inline("a &lt; b"), block(r"\text{reach} \times 2"))
    set_formulas(small, page)
    assert not small.problems and page.document.css_first("p math[display=inline] mo").text() == "<"
    assert page.document.css_first(".hb-formula > math[display=block] mtext").text() == "reach"
    assert MarkdownWriter("", {}).write(page.article) == "# Sums\n\n$a < b$\n\n$$\n\\text{reach} \\times 2\n$$\n"
    assert sections_of(page, {})[1][0].text.endswith("a < b reach × 2")


def test_all_wrong_formulas_are_named_with_their_lines(small):
    """Every wrong formula is named with file and line, the page says so, and the right ones are set."""
    page = page_with(inline(r"\frac{1}"), inline("E = mc^2"), block(r"\foo + 1"))
    set_formulas(small, page)
    assert [(problem.file, problem.line) for problem in small.problems] == [("docs/sums.md", 3), ("docs/sums.md", 6)]
    assert r"\foo" in small.problems[1].message and len(page.document.css("math")) == 1
    assert "docs/sums.md:6" in page.document.css(".hb-formula--failed")[1].text()


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        (r"\foo{x}", "a command that is not known: \\foo"),
        (r"\begin{tikz} a \end{tikz}", "an environment that is not known: tikz"),
        ("a } b", "closes nothing"),
        (r"\sqrt{a", "nothing closes"),
        (r"\left( x", "not complete"),
        ("x_", "not complete"),
        ("a & b", "a & outside"),
    ],
)
def test_what_would_come_out_wrong_in_silence_is_told(source, fault):
    """What the converter would pass over, such as a command it doesn't know, is a problem."""
    with pytest.raises(ValueError, match=fault.replace("\\", r"\\")):
        to_mathml(source, True)


def test_environments_of_a_team_are_set():
    """Aligned and gathered formulas come out as tables, sums have their limits above and below, and escaped braces and ampersands are themselves."""
    aligned = to_mathml(r"\begin{aligned} a &= b \\ &= c \label{x} \end{aligned}", True)
    assert aligned.count("<mtr>") == 2 and r"\begin{aligned}" in aligned and "<mi>&" not in aligned
    assert "(1)" not in to_mathml(r"\begin{align} a &= b \end{align}", True)
    assert "<mi>a</mi>" in to_mathml(r"\begin{equation} a = b \end{equation}", True)
    assert to_mathml(r"\begin{gathered} a \\ b \end{gathered}", True).count("<mtr>") == 2
    assert "<munderover><mo>∑</mo>" in to_mathml(r"\sqrt{\sum_{i=1}^{n} i}", True)
    assert "<mtext>&amp;</mtext>" in to_mathml(r"\{ a \& b \}", False)


def test_escaped_brackets_stay_brackets(small):
    """Words after a backslash and a bracket are no formula: that is how Markdown writes a bracket that begins no link."""
    (small.root / "docs" / "sums.md").write_text("Hill \\(1992\\), \\(so they say\\) of \\(n\\)\n\n\\[to be done\\]\n", encoding="utf-8")
    page = page_with(inline("1992"), inline("so they say"), inline("n"), block("to be done"), inline("rate"))
    set_formulas(small, page)
    assert "(1992)(so they say)<math" in page.body and "<p>[\nto be done\n]</p>" in page.body and len(page.document.css("math")) == 2


def test_amounts_of_money_stay_text(small):
    """A range of dollars is no formula."""
    page = page_with("From ", inline("5–"), "10, or A", inline("5 and US"), "10 in ", inline("HOME/"), "MONEY.")
    set_formulas(small, page)
    assert "From $5–$10, or A$5 and US$10 in $HOME/$MONEY." in page.body and not small.problems


def test_dollars_that_would_be_left_over_are_seen(small):
    """Two dollars within a line make a formula, and a formula with something behind its last dollars is named."""
    (small.root / "docs" / "sums.md").write_text("# Sums\n\n$$\ny\n$$\n{ #y }\n", encoding="utf-8")
    page = page_with("so $", inline("x^2"), '$ is.</p><p id="y">$$\ny\n$$</p><p>')
    set_formulas(small, page)
    assert "so <math" in page.body and "</math> is." in page.body
    assert [(problem.line, problem.message) for problem in small.problems] == [(3, 'the formula "y" is not set')]
