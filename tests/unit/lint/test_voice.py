"""What is measured of the handbook's voice is what a reader reads, and what is outside the limits is named."""

import pytest

from handbook.content.markdown.pages import read_page
from tools.lint import voice
from tools.lint.text import lines_of, paragraphs_of, sentences_of
from tools.lint.words import wrong_words

PAGE = "chapters/first-steps.md"
PLAIN = "You read the report on Monday, and by Friday it's clear that nobody has opened it. "


def report(file, text):
    """Return the problems of a file that consists of a text in its seventh line."""
    return "\n".join(map(str, voice.Text(file, voice.numbers_of([text], [text]), [(7, text)]).problems()))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We went. They stayed! Did you?", 3),
        ("“Why now?” asked Ana. “Because.” Then she left.", 3),
        ("She said: “I would call that a 3.” He wrote it down.", 2),
        ("Use a tool, e.g. Larkmoor’s, or ask J. Wang or Dr. Costea about version 3.4 of it.", 1),
        ("It rose by 12 per cent. and stayed there.", 1),
        ("It rose by 12 per cent. Then it fell.", 2),
        ("You may hear:", 1),
        ("A label", 0),
        ("It takes a minute. A label", 1),
    ],
)
def test_sentences_end_where_a_reader_hears_them_end(text, count):
    """A sentence ends at its stop, also within quotes, and not at an abbreviation, an initial or a number."""
    assert len(sentences_of(text)) == count


def test_only_prose_is_measured(project):
    """Code, calls, tables, headings, quotations, labels and the targets of links are no sentences; terms and link texts are words."""
    project.edit(
        PAGE,
        "Text.",
        """
Run `make x.` with
[this link](a.b.md "Go. Now."){: .c } and a {{ term("pause-point", "pause point") }} {{ cite("DOE20") }}.

> Quoted words.

| A cell. | Another. |
| --- | --- |

### A heading?

- A label
- **Paper:** choose the one
  that you have.

!!! note "A title."

    Inside a box.

```text
Some code. More code.
```
""",
    )
    lines = lines_of(read_page(project.docs / PAGE, project.root))
    sentences = [sentence for paragraph in paragraphs_of(lines) for sentence in sentences_of(paragraph)]

    assert sentences[2:] == ["Run Code with this link and a pause point.", "choose the one that you have.", "Inside a box.", "Text."]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("You read it when you can, and it's fine. " * 10, "has 9.0 words a sentence"),
        (PLAIN.replace(".", " until the very end of a long week.") * 10, "has 24.0 words a sentence"),
        (PLAIN * 8 + "It's late. " * 2, "has 20% of its sentences under 6 words"),
        (PLAIN.replace("nobody", "considerable organisational accountability") * 10, "is written for school grade 15.0"),
    ],
)
def test_each_measure_has_its_limits(text, problem):
    """A number outside its limits is named with its value, and a page of a few sentences has no limits."""
    assert report("docs/guide/use.md", PLAIN * 10) == ""
    assert report("docs/guide/use.md", "It's late. " * 5) == ""
    assert f"docs/guide/use.md: {problem}" in report("docs/guide/use.md", text)


def test_long_words_raise_the_grade():
    """A text for children has a low grade, and one for officials a high one."""
    easy = "The dog ran to the old house by the lake. "
    hard = "Organisational accountability necessitates considerable deliberation concerning interdependent responsibilities. "

    assert voice.numbers_of([], [easy])["grade"] < 3
    assert voice.numbers_of([], [hard])["grade"] > 20


def test_only_chapters_and_notes_have_limits_of_length_and_contractions():
    """A chapter of 1200 to 2600 words, and a field note of 450 to 750, has a contraction in every two to five sentences; the guide may do as it likes."""
    stiff = PLAIN.replace("it's", "it is")

    assert report("docs/chapters/a.md", PLAIN * 40 + stiff * 60) == ""
    assert "has 0% as many contractions as sentences" in report("docs/chapters/a.md", stiff * 90)
    assert "has 100% as many contractions as sentences" in report("docs/chapters/a.md", PLAIN * 90)
    for file in ("docs/chapters/a.md", "docs/field-notes/a.md"):
        assert "has 330 words" in report(file, PLAIN * 10 + stiff * 10)
    assert report("docs/field-notes/a.md", PLAIN * 16 + stiff * 24) == ""
    assert "has 0% as many contractions as sentences" in report("docs/field-notes/a.md", stiff * 40)
    assert report("docs/guide/a.md", stiff * 20) == ""


@pytest.mark.parametrize("contraction", ["don't", "can’t", "you're", "we've", "I'm", "they'd", "she'll", "it’s", "That's", "let's"])
def test_contractions_are_told_from_possessives(contraction):
    """What a speaker draws together counts, with either apostrophe; a possessive does not."""
    assert voice.numbers_of([], [f"So {contraction} is the manager's and nobody’s, or the teams' own."])["contractions"] == 1


def test_in_our_view_comes_once_a_page():
    """The first is allowed, and each further one is named with its line."""
    assert report("docs/guide/a.md", "In our view it's late.") == ""
    assert report("docs/guide/a.md", "In our view it's late, which in our view is fine.").count('docs/guide/a.md:7: has another "in our view"') == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ask somebody.",
        "Whoever asks is told.",
        "A page in place of a talk.",
        "Mend it.",
        "Keep a pen at hand.",
        "The text stands below.",
        "It says what stands in it.",
        "A note stands at the end of its chapter.",
        "The page asks for your leave.",
        "Shown with their leave.",
        "A code of six signs.",
        "A passphrase has {n} signs or more.",
        "All this is said under Privacy.",
        "The rule was the way in.",
        "Print what follows from it.",
        "That is simply wrong.",
        "A word—another.",
        "She rings them by Friday.",
        "Say where it lies.",
    ],
)
def test_a_wrong_word_is_found(text):
    """Each word that the voice rules out is found in the sense that they rule out."""
    assert list(wrong_words(text))


def test_a_word_in_its_right_sense_passes():
    """What is ordinary English in another sense is not called wrong."""
    right = """When you stand at the top, you know where you stand; she stands to lose a year, and the offer stands until Friday. A title stands out. Stand in for her.
    You may leave, or take parental leave; her leave ends in May. We see 4 signs that a team is stuck. “No,” she said. He said so in the room.
    The way in which you ask. A wedding ring, and the ring you see on a field. Delegation lies between. A white lie. Recommend amendments.
    Justice is adjusted. On the way in, she asked."""

    assert list(wrong_words(right)) == []


def test_words_are_found_on_pages_and_in_texts(project):
    """Headings, tables, front matter and YAML are read too, with their line; ids, code and what an item once said are not."""
    project.edit(PAGE, "title: First steps", "title: First steps for somebody")
    project.edit(PAGE, "Text.", "### Somebody else\n\n| A table for somebody |\n| --- |\n\nRun `mend`.")
    project.edit("chapters/first-steps.yml", "said: Count", "said: Mend somebody. Count")
    project.edit("chapters/first-steps.yml", "debrief: Look", "debrief: Look at somebody; look")
    project.edit("chapters/first-steps.yml", "id: take-the-left-door", "id: mend-the-left-door")

    for file in (PAGE, "chapters/first-steps.yml"):
        lines = (project.docs / file).read_text(encoding="utf-8").splitlines()
        expected = [number for number, line in enumerate(lines, 1) if "somebody" in line.lower() and "said:" not in line]
        assert [problem.line for problem in voice.read(project.docs / file, project.root).problems()] == expected


def test_a_file_that_is_measured_by_name(project, capsys):
    """A writer sees the problems and the numbers of one file, and the exit code says that something is wrong."""
    project.edit(PAGE, "Text.", "Ask somebody.")

    assert f"docs/{PAGE}" in {problem.file for problem in voice.problems(project.docs, project.root)}
    assert voice.main([str(project.docs / PAGE)], project.root) == 1
    assert 'holds "somebody"' in capsys.readouterr().out
