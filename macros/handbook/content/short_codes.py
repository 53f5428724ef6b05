"""Short codes for paper: one for each item that can be ticked, derived from its id.

A code has six characters, such as ``K7Q-2MC``: five derived from the id, and a
check character. The alphabet has 31 characters and leaves out 0, 1, I, O and U,
which are easily misread. Since 31 is prime, a weighted sum (as in ISBN-10)
detects every wrong character and every swapped pair.

``docs/assets/javascripts/workbook/data/short-codes.js`` has the same algorithm. It must never
change, since people have the codes on paper.
"""

from collections.abc import Iterable

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTVWXYZ"
_BASE = len(ALPHABET)
_DIGITS = 5


def short_code(id: str) -> str:
    """Return the code of an id, such as ``K7Q-2MC``."""
    quotient = _fnv(id) % _BASE**_DIGITS
    digits: list[int] = []
    for _ in range(_DIGITS):
        quotient, digit = divmod(quotient, _BASE)
        digits.append(digit)
    weighted = sum(weight * digit for weight, digit in enumerate(digits, 1))
    # The check character has the weight 6, and makes the weighted sum a multiple of 31.
    digits.append(-weighted * pow(_DIGITS + 1, -1, _BASE) % _BASE)
    code = "".join(ALPHABET[digit] for digit in digits)
    return f"{code[:3]}-{code[3:]}"


def collisions(ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return the ids whose code an earlier id already has, each with that earlier id."""
    id_by_code: dict[str, str] = {}
    pairs = []
    for id in ids:
        code = short_code(id)
        if code in id_by_code:
            pairs.append((id, id_by_code[code]))
        id_by_code.setdefault(code, id)
    return pairs


def _fnv(id: str) -> int:
    """Return the 32-bit FNV-1a hash of an id (Fowler, Noll and Vo)."""
    digest = 0x811C9DC5
    for byte in id.encode():
        digest = (digest ^ byte) * 0x01000193 & 0xFFFFFFFF
    return digest
