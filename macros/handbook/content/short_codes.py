"""Short codes for paper: one for each item that can be ticked, derived from its id.

A code has six characters, such as ``K7Q-2MC``: five derived from the id, and a
check character. The alphabet has 31 characters and leaves out 0, 1, I, O and U,
which are easily misread. Since 31 is prime, a weighted sum (as in ISBN-10)
detects every wrong character and every swapped pair.

The same algorithm is in ``docs/assets/javascripts/workbook/data/short-codes.js``. It never changes:
codes are on paper.
"""

from collections.abc import Iterable

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTVWXYZ"
_BASE = len(ALPHABET)
_SIGNS = 5


def short_code(id: str) -> str:
    """Return the code of an id, such as ``K7Q-2MC``."""
    rest = _fnv(id) % _BASE**_SIGNS
    values: list[int] = []
    for _ in range(_SIGNS):
        rest, value = divmod(rest, _BASE)
        values.append(value)
    weighted = sum(weight * value for weight, value in enumerate(values, 1))
    # The last sign has the weight 6, and makes the whole sum a multiple of 31.
    values.append(-weighted * pow(_SIGNS + 1, -1, _BASE) % _BASE)
    signs = "".join(ALPHABET[value] for value in values)
    return f"{signs[:3]}-{signs[3:]}"


def collisions(ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return ids that have the same code, each with the one that had it before."""
    taken: dict[str, str] = {}
    found = []
    for id in ids:
        code = short_code(id)
        if code in taken:
            found.append((id, taken[code]))
        taken.setdefault(code, id)
    return found


def _fnv(id: str) -> int:
    """Return the 32-bit FNV-1a hash of an id (Fowler, Noll and Vo)."""
    hash = 0x811C9DC5
    for byte in id.encode():
        hash = (hash ^ byte) * 0x01000193 & 0xFFFFFFFF
    return hash
