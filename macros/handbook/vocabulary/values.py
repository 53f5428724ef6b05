"""Words in a tag's attributes, and in JSON: which values are words, and which a machine reads."""

import html
import json
import re
from collections.abc import Callable

from markupsafe import escape

from handbook.markup import Token

_WORDS = {"alt", "aria-description", "aria-label", "aria-roledescription", "label", "placeholder", "title"}
_WORDS |= {"data-group", "data-hb-begun", "data-hb-title", "data-title", "data-version"}
_JSON = {"data-hb-catalogue", "data-hb-words"}
_METAS = {"description", "keywords", "og:description", "og:image:alt", "og:title", "twitter:description", "twitter:image:alt", "twitter:title"}
# Keys of the catalogue (macros/handbook/views/catalogue.py) whose values are no words.
_MACHINE = {"anchor", "chapter", "id", "kind", "part", "rev", "section", "slug", "url", "was"}
_STRING = re.compile(r'"((?:[^"\\]|\\.)*+)"(\s*:)?', re.DOTALL)


def tag_with(tag: Token, change: Callable[[str], str]) -> str:
    """Return a tag with each text in it as ``change`` gives it back; ids, addresses and the like stay."""
    values = tag.attributes
    content = values.get("name", values.get("property", "")) in _METAS

    def changed(name: str, value: str) -> str:
        if name in _JSON:
            return _json_with(value, change)
        # The contents say with it how much is done; elsewhere it holds an id.
        words = name in _WORDS or (name == "content" and content) or (name, tag.name) == ("data-hb-of", "hb-contents")
        return change(value) if words else value

    return tag.with_values(changed)


def strings_with(text: str, change: Callable[[str, str], str]) -> str:
    """Return JSON with each text as ``change`` gives it back for its key and itself; all else is the same to the byte."""
    key = ""

    def changed(found: re.Match[str]) -> str:
        nonlocal key
        value = json.loads(f'"{found[1]}"', strict=False)
        if found[2]:
            key = value
            return found[0]
        new = change(key, value)
        return found[0] if new == value else json.dumps(new, ensure_ascii=text.isascii())

    return _STRING.sub(changed, text)


def _json_with(value: str, change: Callable[[str], str]) -> str:
    plain = html.unescape(value)
    new = strings_with(plain, lambda key, said: said if key in _MACHINE else change(said))
    return value if new == plain else str(escape(new))
