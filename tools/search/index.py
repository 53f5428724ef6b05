"""Writes the index of the site's search, in pieces: a browser fetches only those that a query needs.

``search/index.js`` says which words and which sections are in which piece. A piece is a script that hands over its data, so the
policy need not allow anything for it, and it works when a site is opened from a disk. Its name has the hash of its content.
What a query means is decided in ``docs/assets/javascripts/search/query.js``. (Why not Pagefind: see the commit that added this file.)
"""

import hashlib
import json
import math
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from handbook.content.models.search_terms import SearchTerms, joined, words_in
from tools.search.sections import Section

FOLDER = "search"
# Characters of a piece before it is compressed: on the wire about a third of that.
MAX_WORDS, MAX_TEXTS = 12_000, 8_000
# What a word weighs in a title, and in the kind, page and address of a section; in the text it weighs 1.
TITLE, AROUND = 7.0, 0.6
ACTION = 1.15  # something to do is more often what people look for
WEIGHT_STEPS, MAX_WEIGHT = 4, 99
# What a page is worth to a reader who didn't ask for it by name, by how its address begins: what teaches comes before what is
# looked up, and that before what only those need who run a site of their own. A team's pages come first, but have few questions.
WORTH = {
    "guide/sources/": 0.6,
    **dict.fromkeys(("guide/make-it-yours/", "guide/change-what-differs/", "guide/your-wiki/", "guide/host", "guide/stay-up", "guide/move-away/"), 0.6),
    "guide/": 0.85,
    "chapters/": 1,
    "field-notes/": 1,
    "toolkit/cheat-sheet-": 0.8,
    "toolkit/": 0.95,
    "workbook/": 0.9,
    "team/": 1.3,
}
HOME = 0.6
# A misspelt word may stand for one that is in so many sections: groups from common to rare.
COMMON = (20, 5, 1)
MAX_SPELLING = 14_000
MIN_PART = 4  # letters of a part of a compound
# What ends a word and is no part of a compound.
ENDINGS = frozenset(
    "igkeit keit heit heiten keiten lich liche lichen licher ungen isch ische ischen eren ende enden barkeit schaft schaften losen loser test sten tung tungen".split()
)


def write_index(
    site: Path, pages: Sequence[tuple[str, list[Section]]], search_terms: Mapping[str, SearchTerms], renamed: Iterable[tuple[str, str]] = ()
) -> int:
    """Write the index of a site, and return how many sections it has.

    Args:
        site: The built site; an index that is there is replaced.
        pages: The language and the sections of each page.
        search_terms: Stop words and synonyms by language; those of the pages' languages are used.
        renamed: Each form of a word of the handbook with the team's word for it.
    """
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    (site / FOLDER).mkdir(parents=True)
    languages = Counter(language for language, _ in pages)
    # Of a wiki in Japanese, say, we have no stop words or endings: its size must not take those of our pages away.
    known = [language for language, _ in languages.most_common() if language in search_terms]
    language = next(chain(known, languages), "en")
    terms = joined(search_terms[name] for name in known)
    same = terms.same + [pair for pair in ([" ".join(words_in(name)) for name in names] for names in renamed) if all(pair) and len(set(pair)) > 1]
    typed = [[typed.split(", "), words.split(", ")] for words, typed in terms.typed.items()]
    phrases = {phrase for synonyms in [*same, *chain.from_iterable(typed)] for phrase in synonyms if " " in phrase}
    stop = set(terms.stop.split())
    sections = [section for _, found in pages for section in found]
    questions = [(number, question) for number, section in enumerate(sections) for question in _questions(section)]
    questions += [(len(sections), question) for question in terms.elsewhere]
    postings = postings_of(sections, stop, phrases, [question for _, question in questions], compounds=language == "de")
    firsts = [0]
    texts: list[tuple[int, str]] = []
    for _, found in pages:
        first = firsts[-1]
        for part in _parts(found):
            texts.append((first, _write(site, [[section.address, section.title, where(section), section.text] for section in part])))
            first += len(part)
        firsts.append(first)
    index: dict[str, Any] = {
        "language": language,
        "count": firsts.pop(),
        "stop": terms.stop.split(),
        "same": same,
        "typed": typed,
        "words": _directory((words[0], _write(site, {word: postings[word] for word in words})) for words in _cut(postings)),
        "pages": firsts,
        "worth": [round(100 * _worth(found[0].address)) for _, found in pages],
        "chapters": [number for number, (_, found) in enumerate(pages) if re.match(r"(team/)?chapters/.", found[0].address)],
        "team": [number for number, (_, found) in enumerate(pages) if found[0].address.startswith("team/")],
        "asked": _asked(questions, stop),
        "texts": _directory((first - before, name) for before, (first, name) in zip([0, *(first for first, _ in texts)], texts, strict=False)),
        "spelling": _write(site, spelling_candidates(postings)),
    }
    _write(site, index, "index.js")
    return int(index["count"])


def where(section: Section) -> str:
    """Return where a section is, as a result says it: "Checklist · Part 4: Growing the product team"."""
    page = ": ".join(word for word in (section.part, section.page if section.page != section.title else "") if word)
    return " · ".join(word for word in (section.kind, page) if word)


def postings_of(sections: Sequence[Section], stop: set[str], phrases: set[str], questions: Sequence[str] = (), compounds: bool = False) -> dict[str, list[int]]:
    """Return the postings of each word and phrase, sorted: pairs of a number, as the distance from the pair before, and a weight.

    The number is a section's, or after those a question's.
    """
    counter = _Counter(phrases)
    around = lru_cache(maxsize=64)(counter.count)  # the same for many sections of a page
    texts = [counter.count(section.text) for section in sections]
    if compounds:
        counter.known = {word for text in texts for word in text} | {
            word for section in sections for word in words_in(f"{section.title} {' '.join(section.asked)}")
        }
        texts = [counter.count(section.text) for section in sections]
    usual = sum(map(Counter.total, texts)) / max(1, len(texts)) or 1
    postings: dict[str, list[int]] = defaultdict(list)
    last: dict[str, int] = defaultdict(int)
    for number, (section, text) in enumerate(zip(sections, texts, strict=True)):
        title = counter.count(section.title)
        weights: dict[str, float] = defaultdict(float)
        for word in around(f"{section.page} {section.part} {section.kind} {section.address.partition('#')[0]}"):
            weights[word] += AROUND
        length = 0.4 + 0.6 * text.total() / usual
        for word, count in text.items():
            if word not in stop:  # they would be half of the index; in a title they mean something
                weights[word] += count / length
        for word, count in title.items():
            weights[word] += TITLE * count / (0.5 + 0.5 * title.total() / 4)
        worth = (ACTION if section.kind and "#" in section.address else 1) * WEIGHT_STEPS
        for word, weight in weights.items():
            postings[word] += (number - last[word], min(MAX_WEIGHT, max(1, math.floor(weight * worth + 0.5))))
            last[word] = number
    for number, question in enumerate(questions, len(sections)):
        for word in counter.count(question):
            if word not in stop:
                postings[word] += (number - last[word], MAX_WEIGHT)
                last[word] = number
    return {word: postings[word] for word in sorted(postings)}


def spelling_candidates(postings: Mapping[str, list[int]]) -> list[list[str]]:
    """Return the words that a misspelt one may stand for, in groups from common to rare."""
    groups: list[list[str]] = [[] for _ in COMMON]
    words = (word for word in postings if len(word) > 2 and word.isalpha())
    for word in sorted(words, key=lambda word: (-len(postings[word]), word))[:MAX_SPELLING]:
        groups[next(n for n, least in enumerate(COMMON) if len(postings[word]) // 2 >= least)].append(word)
    return [sorted(group) for group in groups]


def parts_of_compound(word: str, known: Set[str]) -> Set[str]:
    """Return the parts of a German compound: of "mitarbeitergesprach" the first is a word of the site, so the rest is a part, too."""
    cuts = range(len(word) - MIN_PART, MIN_PART - 1, -1)
    for head, tail in ((word[:n], word[n:]) for n in cuts):
        for stem in dict.fromkeys((head, head.removesuffix("s"), head.removesuffix("n"), head.removesuffix("en"), f"{head}e", f"{head}en")):
            if len(stem) >= MIN_PART and stem in known and tail not in ENDINGS:
                return {stem, tail}
            if tail in known and len(head) > MIN_PART and stem == head:
                return {head.removesuffix("s"), tail}
    return set()


class _Counter:
    """Counts words and set phrases in texts, and the parts of compounds once it is told the ``known`` words.

    Args:
        phrases: Words with one space between them.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for phrase in phrases:
            self._by_first[phrase.partition(" ")[0]].append(phrase)
        self._firsts = set(self._by_first)
        self.known: set[str] = set()

    def count(self, text: str) -> Counter[str]:
        """Return how often each word is in a text, and each phrase, which may be plural there."""
        words = words_in(text)
        counts = Counter(words)
        if self.known:
            for word in words:
                counts.update(parts_of_compound(word, self.known))
        if firsts := self._firsts & counts.keys():
            whole = f" {' '.join(words)} "
            for phrase in (phrase for first in firsts for phrase in self._by_first[first]):
                if times := whole.count(f" {phrase} ") + whole.count(f" {phrase}s "):
                    counts[phrase] += times
        return counts


def _directory(pieces: Iterable[tuple[Any, str]]) -> tuple[list[Any], str]:
    """Return what each piece begins with, and the hashes of their names in a row: as names they would be most of the index."""
    starts, names = [], []
    for start, name in pieces:
        starts.append(start)
        names.append(name.removeprefix("piece.").removesuffix(".js"))
    return starts, "".join(names)


def _asked(questions: Iterable[tuple[int, str]], stop: set[str]) -> list[tuple[int, str]]:
    """Return for each section with questions how far it is from the one before, and how many words of each question say something, a digit each: 9 is also more."""
    found: list[tuple[int, str]] = []
    last = 0
    for number, of_section in groupby(questions, key=itemgetter(0)):
        counts = [len([word for word in words if word not in stop]) or len(words) for words in (words_in(question) for _, question in of_section)]
        found.append((number - last, "".join(str(min(9, count)) for count in counts)))
        last = number
    return found


def _questions(section: Section) -> list[str]:
    """Return how people ask for a section; a title asks for its page, and a team's heading, which has no other question, for its place."""
    return [*section.asked, *([section.title] if section.address.startswith("team/") or "#" not in section.address else [])]


def _worth(address: str) -> float:
    return next((worth for start, worth in WORTH.items() if address.startswith(start)), 1) if address else HOME


def _cut(postings: Mapping[str, list[int]]) -> Iterable[list[str]]:
    words: list[str] = []
    size = 0
    for word, posting in postings.items():
        size += len(word) + 4 + len(posting) * 3
        if words and size > MAX_WORDS:
            yield words
            words, size = [], 0
        words.append(word)
    if words:
        yield words


def _parts(sections: list[Section]) -> Iterable[list[Section]]:
    part: list[Section] = []
    size = 0
    for section in sections:
        size += len(section.text)
        if part and size > MAX_TEXTS:
            yield part
            part, size = [], len(section.text)
        part.append(section)
    yield part


def _write(site: Path, data: Any, name: str = "") -> str:
    """Write a piece and return the name of its file."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    name = name or f"piece.{hashlib.sha256(text.encode()).hexdigest()[:8]}.js"
    (site / FOLDER / name).write_bytes(f"handbookPiece({json.dumps(name)},{text});\n".encode())
    return name
