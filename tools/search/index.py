"""Writes the index of the site's search: in pieces, of which a browser fetches those that a question needs.

``search/index.js`` says which words and which places stand in which piece. A piece is a script that hands over its data:
so the policy need allow nothing for it, and it works where a site is opened from a folder. Its name holds the hash of what
it holds. What a question means is found in ``search-terms.js``. (Pagefind: see the commit that brought this file.)
"""

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from handbook.content.search_terms import SearchTerms, words_in
from tools.search.sections import Section, places
from tools.search.weights import postings_of, spelt

FOLDER = "search"
# Letters of a piece before it is packed: of words about 9 kB on the wire, of places 4.
WORDS, TEXTS = 30_000, 12_000


def seek(site: Path, askings: Mapping[str, SearchTerms], renamed: Iterable[tuple[str, str]] = ()) -> int:
    """Write the index of a built site, and return how many places it has.

    Args:
        site: The folder that was built; what an earlier run left is replaced.
        askings: How people ask, by language; that of most pages is the index's.
        renamed: A word of the handbook and the team's for it, for each form that the team renamed.
    """
    (site / "search.json").unlink(missing_ok=True)  # an engine may write its own
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    (site / FOLDER).mkdir()
    pages = list(_pages(site))
    languages = Counter(language for language, _ in pages)
    language = languages.most_common(1)[0][0] if languages else "en"
    asking = askings.get(language) or SearchTerms(stop="", same=[])
    same = asking.same + [pair for pair in ([" ".join(words_in(said)) for said in names] for names in renamed) if all(pair) and len(set(pair)) > 1]
    phrases = {phrase for said in same for phrase in said if " " in phrase}
    postings = postings_of([place for _, found in pages for place in found], set(asking.stop.split()), phrases)
    firsts, texts = [0], []
    for _, found in pages:
        for some in _parts(found):
            texts.append([firsts[-1] + found.index(some[0]), _write(site, [[place.address, place.title, where(place), place.text] for place in some])])
        firsts.append(firsts[-1] + len(found))
    index: dict[str, Any] = {
        "language": language,
        "count": firsts.pop(),
        "stop": asking.stop.split(),
        "same": same,
        "words": [[words[0], _write(site, {word: postings[word] for word in words})] for words in _cut(postings)],
        "pages": firsts,
        "texts": texts,
        "spelling": _write(site, spelt(postings)),
    }
    _write(site, index, "index.js")
    return int(index["count"])


def where(place: Section) -> str:
    """Return where a place stands, as a result says it: "Checklist · Part 4: Growing the product team"."""
    page = ": ".join(word for word in (place.part, place.page if place.page != place.title else "") if word)
    return " · ".join(word for word in (place.kind, page) if word)


def _pages(site: Path) -> Iterable[tuple[str, list[Section]]]:
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix()
        if address != "404.html":
            language, found = places(path.read_text(encoding="utf-8"), address.removesuffix("index.html"))
            if found:
                yield language, found


def _cut(postings: Mapping[str, list[int]]) -> Iterable[list[str]]:
    words: list[str] = []
    size = 0
    for word, found in postings.items():
        size += len(word) + 4 + len(found) * 3
        if words and size > WORDS:
            yield words
            words, size = [], 0
        words.append(word)
    if words:
        yield words


def _parts(found: list[Section]) -> Iterable[list[Section]]:
    some: list[Section] = []
    for place in found:
        if some and sum(len(one.text) for one in some) + len(place.text) > TEXTS:
            yield some
            some = []
        some.append(place)
    yield some


def _write(site: Path, data: Any, name: str = "") -> str:
    """Write a piece and return the name of its file."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    name = name or f"piece.{hashlib.sha256(text.encode()).hexdigest()[:8]}.js"
    (site / FOLDER / name).write_text(f"handbookPiece({json.dumps(name)},{text});\n", encoding="utf-8")
    return name
