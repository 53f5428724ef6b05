"""What a heading in Markdown says and how links name it, as the engines' Markdown makes it."""

import html
import re
import unicodedata

_ATTRIBUTES = re.compile(r"\s*\{:?\s*([^{}\n]*?)\s*\}\s*$")
_ID = re.compile(r"(?:^|\s)(?:#|id=\"?)([^\s\"'}]+)")
_KEPT = re.compile(r"\\([\\`*_{}\[\]()#+.!<>:-])|(`+)(.+?)(?<!`)\2(?!`)")  # escaped characters and code
# In this order: images and icons have no text, links have theirs, marks of emphasis go.
_MARKUP = (
    (re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?"), ""),
    (re.compile(r"\[\^[^\]]+\]"), ""),
    (re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"<((?:https?://|mailto:)[^>\s]+)>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>]*>"), ""),
    (re.compile(r"(?<!\w):[a-z0-9][\w+-]*:(?:\{[^}]*\})?(?!\w)"), ""),
    (re.compile(r"\*+|==|~~|\^\^"), ""),
    (re.compile(r"(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
)


def attributes_of(text: str) -> tuple[str, str]:
    """Return a heading without its attributes (``{ #id .class }``), and the id among them; "" if there is none."""
    match = _ATTRIBUTES.search(text)
    if not match or "{{" in text[match.start() - 1 :]:
        return text, ""
    id = _ID.search(match[1])
    return text[: match.start()], id[1] if id else ""


def plain_text(text: str) -> str:
    """Return a line of Markdown without its markup."""
    literal: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literal.append(match[1] or match[3].strip())
        return f"\x02{len(literal) - 1}\x03"

    text = _KEPT.sub(keep, text)
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    text = re.sub("\x02(\\d+)\x03", lambda match: literal[int(match[1])], html.unescape(text))
    return " ".join(text.split())


def slugify(text: str, separator: str = "-") -> str:
    """Return the anchor of a heading: Python-Markdown's own for Latin letters, to which a wiki's links lead, and with those of every other script.

    Its own drops what is not ASCII once accents are taken off: of Größe the ß, and of a heading in Cyrillic, Arabic or Chinese all.
    """
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        latin = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
        letters.append(re.sub(r"[^\w\s-]", "", latin) if latin else letter if _belongs_to_word(letter) else "")
    return re.sub(rf"[{separator}\s]+", separator, "".join(letters).strip().lower())


def _belongs_to_word(letter: str) -> bool:
    """Tell whether a character is a letter, a digit or a vowel sign of a script that is not Latin, and no accent or variant of one before it."""
    latin = letter < "\u0250" or unicodedata.name(letter, "").startswith(("LATIN", "COMBINING", "VARIATION"))
    return unicodedata.category(letter)[0] in "LNM" and not latin
