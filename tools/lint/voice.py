"""Measures how the handbook speaks: ``python -m tools.lint.voice [FILE …]`` prints a table and all that is outside the limits.

Without files it measures every page and every YAML file with texts. Code, tables, headings, block quotes and labels don't count.
The school grade is that of Flesch and Kincaid (1975), with a syllable for each group of vowels: over the words of the handbook
that comes within 0.2 grades of the CMU Pronouncing Dictionary, nearer than the hyphenation points of Pyphen do.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from handbook.content.markdown.pages import read_page
from handbook.content.models.base import FORK_FOLDER
from handbook.content.source.yaml_source import read_yaml
from handbook.errors import Problem, SourceErrors
from tools.lint.text import lines_of, paragraphs_of, sentences_of, texts_of
from tools.lint.words import wrong_words

ENOUGH = 6  # sentences; with fewer, one short sentence would be too many
SHORT = 6  # words
SHOWN = {"mean": "{:.1f}", "short": "{:.0%}", "contractions": "{:.0%}", "grade": "{:.1f}"}
MEASURED = ("**/*.md", "chapters/*.yml", "field-notes/*.yml", "glossary.yml", "sources.yml", "strings/en.yml")
_OPINION = re.compile(r"\bin our view\b", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:['’.,/-]\w+)*")
_SILENT = re.compile(r"(?<=[^aeiouyl])e$|(?<=[^aeiouytd])ed$|['’].*")
_CONTRACTION = re.compile(
    r"\w(?:n['’]t|['’](?:re|ve|ll|d|m))\b|\b(?:it|that|there|here|what|who|where|when|how|why|let|he|she|this|everyone|everything|nothing)['’]s\b",
    re.IGNORECASE,
)


class Measure(NamedTuple):
    """What is measured: its column in the table, the files that have its limits, these, its value in words, and what to do."""

    column: str
    files: str
    low: float
    high: float
    value: str
    fix: str


CHAPTERS, NOTES, PAGES, ALL = r"docs/chapters/.*\.md", r"docs/field-notes/(?!index\.).*\.md", r".*\.md", r".*"
MEASURES = [
    Measure("words", CHAPTERS, 1200, 2600, "has {:.0f} words", "Keep between 1200 and 2600."),
    Measure("words", NOTES, 450, 750, "has {:.0f} words", "Keep between 450 and 750."),
    Measure("mean", PAGES, 13, 17, "has {:.1f} words a sentence", "Join or split sentences until the mean is 13 to 17."),
    Measure("short", PAGES, 0, 1 / 6, "has {:.0%} of its sentences under 6 words", "Join some to their neighbours, until it is one in six at most."),
    Measure(
        "contractions",
        f"{CHAPTERS}|{NOTES}",
        1 / 5,
        1 / 2,
        "has {:.0%} as many contractions as sentences",
        "Write what you would say: one in every two to five sentences.",
    ),
    Measure("grade", ALL, float("-inf"), 10, "is written for school grade {:.1f}", "Use shorter words and sentences; the limit is 10."),
]


class Text(NamedTuple):
    """A measured file: its numbers by column, and its lines or texts with the number of their lines."""

    file: str
    numbers: dict[str, float]
    lines: list[tuple[int, str]]

    def outside(self) -> list[Measure]:
        """Return the measures whose limits it is outside of; a file with few sentences has none."""
        return [
            measure
            for measure in MEASURES
            if self.numbers["sentences"] >= ENOUGH
            and re.fullmatch(measure.files, self.file)
            and not measure.low <= self.numbers[measure.column] <= measure.high
        ]

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for each number outside its limits, each wrong word, and each "in our view" but the first."""
        for measure in self.outside():
            yield Problem(self.file, 0, "", measure.value.format(self.numbers[measure.column]), measure.fix)
        for line, text in self.lines:
            for word, fix in wrong_words(text):
                yield Problem(self.file, line, "", f'holds "{word}"', fix)
        for line in [line for line, text in self.lines for _ in _OPINION.findall(text)][1:]:
            yield Problem(self.file, line, "", 'has another "in our view"', "Say it once a page at most; write “we think”, or use the mark in the margin.")


def read(path: Path, root: Path) -> Text:
    """Read and measure a page or a YAML file.

    Raises:
        SourceErrors: It cannot be read.
    """
    if path.suffix == ".yml":
        document = read_yaml(path, root)
        texts = texts_of(document)
        return Text(document.file, numbers_of([text for _, text in texts], [text for _, text in texts]), texts)
    page = read_page(path, root)
    lines = lines_of(page)
    texts = [*texts_of(page.front), *((line.number, line.text) for line in lines)]
    return Text(page.file, numbers_of([line.text for line in lines], paragraphs_of(lines)), texts)


def numbers_of(texts: list[str], paragraphs: list[str]) -> dict[str, float]:
    """Return what is counted, by column: the words of the texts, and all else in the sentences of the paragraphs."""
    sentences = [sentence for paragraph in paragraphs for sentence in sentences_of(paragraph)]
    words = [_WORD.findall(sentence) for sentence in sentences]
    count, total = max(1, len(sentences)), max(1, sum(map(len, words)))
    syllables = sum(max(1, len(re.findall("[aeiouy]+", _SILENT.sub("", word.lower())))) for sentence in words for word in sentence)
    return {
        "words": sum(len(text.split()) for text in texts),
        "sentences": len(sentences),
        "mean": total / count,
        "short": sum(len(sentence) < SHORT for sentence in words) / count,
        "contractions": sum(len(_CONTRACTION.findall(sentence)) for sentence in sentences) / count,
        "grade": 0.39 * total / count + 11.8 * syllables / total - 15.59,
    }


def files_of(docs: Path, *patterns: str) -> list[Path]:
    """Return the files that fit the patterns, but for a fork's own: how a fork writes is up to the fork."""
    return sorted(path for pattern in patterns for path in docs.glob(pattern) if not path.is_relative_to(docs / FORK_FOLDER))


def problems(docs: Path, root: Path) -> Iterator[Problem]:
    """Yield what is outside the limits in every file.

    Raises:
        SourceErrors: A file cannot be read.
    """
    for path in files_of(docs, *MEASURED):
        yield from read(path, root).problems()


def table(texts: list[Text]) -> Iterator[str]:
    """Yield a heading and a row of each file's numbers; a number outside its limits has a star."""
    yield "  words  sentences   mean   short  contractions   grade  problems  file"
    for text in texts:
        outside = {measure.column for measure in text.outside()}
        row = {column: SHOWN.get(column, "{:.0f}").format(value) for column, value in text.numbers.items()}
        words, sentences, mean, short, contractions, grade = (value + ("*" if column in outside else " ") for column, value in row.items())
        yield f"{words:>8}{sentences:>11}{mean:>8}{short:>8}{contractions:>14}{grade:>8}{len(list(text.problems())):>9}  {text.file}"


def main(arguments: list[str], root: Path) -> int:
    """Print the problems and the numbers of some files, or of all, revised or not; return 1 if there is a problem, else 0."""
    try:
        texts = [read(path.resolve(), root) for path in map(Path, arguments)] or [read(path, root) for path in files_of(root / "docs", *MEASURED)]
    except SourceErrors as error:
        sys.exit(str(error))
    found = sorted(problem for text in texts for problem in text.problems())
    print("\n".join([*map(str, found), *table([text for text in texts if text.numbers["sentences"] or arguments])]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path.cwd()))
