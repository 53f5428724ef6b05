"""The words that the handbook doesn't use, with what to write."""

import re
from collections.abc import Iterator

_ITS = "(?:your|their|his|her|my|our)"
_TEXT = "(?:text|wording|line|note|address|code|label|list|credit|link|entry|heading)"
_PLACE = (
    "here|below|above|beneath|further (?:on|down|up)|among|at the (?:top|foot|head|end)|under (?:a|the|“)|beside (?:it|each|every|your)|"
    "in (?:it|the text|the file|a file|plain text|somebody|someone|a plan|the plan)"
)
# A word that is right in another sense is here with the company that makes it wrong: better to miss one than to call a good sentence wrong.
_WORDS = {
    r"simply|just|easily": "Leave it out.",
    r"(?:e\.g|i\.e|etc|cf|viz)\.": "Use plain English.",
    r"\w*—\w*": "Use a comma, a colon or a new sentence.",
    r"somebody": "Write “someone”, or say who.",
    r"whoever": "Write “anyone who”, or say who.",
    r"in place of": "Write “instead of”.",
    r"mend(?:s|ed|ing)?": "Write “fix” or “repair”.",
    r"at hand": "Write “to hand”, “nearby” or “ready”.",
    r"what follows from": "Write “what comes of”, or name the result.",
    r"a like (?:page|case|one|way|thing|sheet)": "Write “a similar”.",
    r"(?<!on )(?<!all )the way in(?=[.,;:?!”]|\s+(?:is|was|to|for)\b|$)": "Name it: the first step, or how they were brought in.",
    rf"(?:(?:{_TEXT}s?|what) |(?<!you )(?<!we )(?<!I ))stands? (?:{_PLACE})|{_TEXT}s? stands?(?! (?:out|up|for|behind|between))": "Texts don't stand: write “is”, “says” or “appears”.",
    r"(?:it|files?|copy|copies) lies?(?! (?:with|ahead|between|behind|within|at|to))": "Files don't lie: write “is” or “is kept”.",
    rf"(?:ask\w*(?: \w+)? for|with|without|by|gives?|gave|given) {_ITS} leave": "Write “permission”.",
    r"(?:\d+|\{n\}) signs(?! (?:that|of))|(?:code|passphrase|password) (?:of|has|with) \S+ signs": "Write “characters”.",
    r"(?:is|are|be) said (?:under|in|on|below|above|here|there)|as said (?:above|below|under|before)": "Write “says”, with who or what says it.",
    rf"(?<!a )(?<!the )(?:ring|rings|rang) (?:them|him|her|us|me|you|whom|back|both|each|{_ITS} \w+)": "Write “call” or “phone”.",
}
WORDS = [(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), fix) for pattern, fix in _WORDS.items()]


def wrong_words(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word or phrase in a text that the handbook doesn't use, and what to do about it."""
    for pattern, fix in WORDS:
        for hit in pattern.finditer(text):
            yield hit[0], fix
