"""Weighs the words of all places of a site: how far a place is about a word, and which words there are."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping

from handbook.content.search_terms import words_in
from tools.search.sections import Section

# What a word counts for in a title and as the kind or the page of a place, beside one in the text.
TITLE, AROUND = 7.0, 0.6
FINE, HIGHEST = 4, 99
# How common a word is that a misspelling may stand for: in so many places, the most common first.
COMMON = (20, 5, 1)
MOST_SPELT = 14_000


def postings_of(all_places: list[Section], stop: set[str], phrases: set[str]) -> dict[str, list[int]]:
    """Return the places of each word and set phrase and its weight there, in order; each place is counted from the one before."""
    texts = [_counted(place.text, phrases) for place in all_places]
    usual = sum(text.total() for text in texts) / max(1, len(texts)) or 1
    found: dict[str, list[int]] = defaultdict(list)
    last: dict[str, int] = defaultdict(int)
    for number, (place, text) in enumerate(zip(all_places, texts, strict=True)):
        title = _counted(place.title, phrases)
        weights: dict[str, float] = defaultdict(float)
        for word in _counted(f"{place.page} {place.part} {place.kind} {place.address.partition('#')[0]}", phrases):
            weights[word] += AROUND
        for word, count in text.items():
            if word not in stop:  # they would be half of the index; in a title they tell something
                weights[word] += count / (0.4 + 0.6 * text.total() / usual)
        for word, count in title.items():
            weights[word] += TITLE * count / (0.5 + 0.5 * title.total() / 4)
        worth = _worth(place)
        for word, weight in weights.items():
            found[word] += [number - last[word], min(HIGHEST, max(1, math.floor(weight * worth * FINE + 0.5)))]
            last[word] = number
    return {word: found[word] for word in sorted(found)}


def _counted(text: str, phrases: set[str]) -> Counter[str]:
    """Return how often each word stands in a text, and each set phrase, which may be plural there."""
    words = words_in(text)
    whole = f" {' '.join(words)} "
    return Counter(words) + Counter({phrase: whole.count(f" {phrase} ") + whole.count(f" {phrase}s ") for phrase in phrases if phrase in whole})


def _worth(place: Section) -> float:
    """Return how far a place is what people look for: something to do is, a list of works and the home page rarely are."""
    if place.address.startswith(("guide/sources", "#")) or not place.address:
        return 0.6
    return 1.15 if place.kind and "#" in place.address else 1.0


def spelt(postings: Mapping[str, list[int]]) -> list[list[str]]:
    """Return the words that may have been meant, in groups from common to rare."""
    groups: list[list[str]] = [[] for _ in COMMON]
    words = (word for word in postings if len(word) > 2 and word.isalpha())
    for word in sorted(words, key=lambda word: (-len(postings[word]), word))[:MOST_SPELT]:
        groups[next(n for n, least in enumerate(COMMON) if len(postings[word]) // 2 >= least)].append(word)
    return [sorted(group) for group in groups]
