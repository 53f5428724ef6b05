"""The codes on paper: derived from ids, safe against low_contrast_pairs, the same for ever and in both languages."""

import json
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from handbook.checks import id_lock
from handbook.content.short_codes import ALPHABET, collisions, short_code

# Printed codes are on paper: these must never change.
PRINTED = {"name-the-decider": "TP9-E5D", "ask-one-sceptic": "8JP-5ZF", "choose-a-door": "32C-2KQ", "a-b": "AQ7-SXW"}
# Two ids that have the same code; such a pair is rare, and was searched for.
TWINS = ("name-own-risks-aloud", "show-two-links-today")
IDS = st.from_regex(r"\A[a-z]{1,12}(-[a-z0-9]{1,12}){1,5}\Z")
DENO = Path(sys.prefix) / "bin" / "deno"


def in_scripts(root: Path, expression: str, *values: object) -> list[object]:
    """Return what an expression over ``value`` gives in the scripts' code.js, for each value."""
    module = (root / "docs/assets/javascripts/workbook/data/short-codes.js").as_uri()
    program = f"import {{ codeOf, codesIn, isCode }} from {json.dumps(module)}; console.log(JSON.stringify({json.dumps(values)}.map((value) => {expression})));"
    done = subprocess.run([DENO, "run", "--no-remote", "-"], input=program, capture_output=True, text=True, check=True, timeout=60)
    found: list[object] = json.loads(done.stdout)
    return found


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


def test_the_scripts_say_the_same(root: Path) -> None:
    """A code that Python printed is the one that the page knows."""
    ids = list(id_lock.read(root / id_lock.NAME))
    assert len(ids) > 300
    assert in_scripts(root, "codeOf(value)", *ids) == [short_code(id).replace("-", "") for id in ids]


def test_what_people_type(root: Path) -> None:
    """Small letters, a space for the hyphen, commas and line ends do not matter; what is no code is named as it was typed."""
    typed = "tp9-e5d, 8jp 5zf\n32C2KQ;AQ7—SXW TP9-E5E x 8jp5z"
    assert in_scripts(root, "codesIn(value)", typed, "", " \n,") == [
        [
            {"typed": "tp9-e5d", "code": "TP9E5D"},
            {"typed": "8jp 5zf", "code": "8JP5ZF"},
            {"typed": "32C2KQ", "code": "32C2KQ"},
            {"typed": "AQ7—SXW", "code": "AQ7SXW"},
            {"typed": "TP9-E5E", "code": ""},
            {"typed": "x", "code": ""},
            {"typed": "8jp5z", "code": ""},
        ],
        [],
        [],
    ]


def test_no_two_published_ids_share_a_code(root: Path) -> None:
    """A code names one thing, among all ids that were ever published."""
    assert collisions(id_lock.read(root / id_lock.NAME)) == []


def test_ids_that_share_a_code_are_named() -> None:
    """Two ids with one code are found, with the one that had it first."""
    first, second = TWINS
    assert short_code(first) == short_code(second)
    assert collisions([first, "a-b", second]) == [(second, first)]
