"""Markdown in HTML's ``<details>``, which GitHub reads below a blank line and Python-Markdown only if the tag says so."""

import re

# A summary and a blank line below the tag, and below these something that only Markdown means.
_OPENING = re.compile(
    r"^<details\b(?![^>]*\bmarkdown\b)[^>]*(?=>\s*(?:<summary\b(?:(?!</?details\b).)*?</summary>[ \t]*)?\n[ \t]*\n"
    r"(?:(?!^</details>).)*?(?:^[*+-] +\S|^\d+\. +\S|^#{1,6} +\S|^[\w\"(\[*_`]))",
    re.M | re.S | re.I,
)
# Of elements in which nothing is read unless their tags say so.
_TAG = re.compile(r"<(/?)(details|div|section|article|aside|center|blockquote|figure)\b([^>]*)", re.I)


def readable_details(text: str) -> list[int]:
    """Return where in some Markdown the tags end of those ``<details>`` whose Markdown is meant to be read, before their ``>``.

    One within raw HTML is none, since Python-Markdown looks for nothing there, nor is one that no tag closes at the start of a line.
    """
    if "<details" not in text:
        return []
    meant = {match.start(): match.end() for match in _OPENING.finditer(text)}
    read: list[int] = []
    opened: list[tuple[str, int, bool]] = []  # name, place, and whether it is raw HTML, or in some
    for tag in _TAG.finditer(text) if meant else ():
        name, place = tag[2].lower(), tag.start()
        if not tag[1]:
            opened.append((name, place, ("markdown" not in tag[3] and place not in meant) or any(raw for *_, raw in opened)))
        elif opened and opened[-1][0] == name:
            _, start, raw = opened.pop()
            if start in meant and not raw and text[place - 1] == "\n":
                read.append(meant[start])
    return sorted(read)
