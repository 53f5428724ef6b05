"""The codes on paper: derived from ids, safe against typing errors, the same for ever and in both languages."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from handbook.checks import id_lock
from handbook.content.short_codes import ALPHABET, collisions, short_code

# Printed codes are on paper: these must never change.
# tests/javascript/short-codes.test.js reads them too.
PRINTED = json.loads((Path(__file__).parents[2] / "fixtures" / "short-codes.json").read_text(encoding="utf-8"))
# Two ids that have the same code; such a pair is rare, and was searched for.
TWINS = ("name-own-risks-aloud", "show-two-links-today")
IDS = st.from_regex(r"\A[a-z]{1,12}(-[a-z0-9]{1,12}){1,5}\Z")


def weight(signs: str) -> int:
    """Return the weighted sum that tells a code from a slip."""
    return sum(n * ALPHABET.index(sign) for n, sign in enumerate(signs, 1)) % len(ALPHABET)


def test_printed_codes_never_change() -> None:
    """What was printed once can be typed in for ever."""
    assert {id: short_code(id) for id in PRINTED} == PRINTED


@given(IDS)
def test_a_slip_makes_it_no_code(id: str) -> None:
    """Every single wrong sign, and every two signs that changed places, are noticed."""
    signs = short_code(id).replace("-", "")
    assert weight(signs) == 0
    wrong = {signs[:at] + other + signs[at + 1 :] for at in range(6) for other in ALPHABET}
    for one in range(6):
        for two in range(one):
            swapped = list(signs)
            swapped[one], swapped[two] = signs[two], signs[one]
            wrong.add("".join(swapped))
    assert [slip for slip in wrong - {signs} if weight(slip) == 0] == []


def test_no_two_published_ids_share_a_code(root: Path) -> None:
    """A code names one thing, among all ids that were ever published."""
    assert collisions(id_lock.read(root / id_lock.NAME)) == []


def test_ids_that_share_a_code_are_named() -> None:
    """Two ids with one code are found, with the one that had it first."""
    first, second = TWINS
    assert short_code(first) == short_code(second)
    assert collisions([first, "a-b", second]) == [(second, first)]
