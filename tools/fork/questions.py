"""What a team may say of itself to ``make team``, and why an answer is refused."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.theme.colour import HEX, contrast, format_ratio, nearest
from handbook.theme.palette import GROUNDS, TEXT_CONTRAST, load_schemes
from tools.fork.logo import read_logo

UPSTREAM, BRAND, SECTION = "product-leader", "brand", "team"  # an id, and tokens
DARK_LIGHTNESS = 0.78  # in OKLCH; that of upstream's own colours at night
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_MAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")
_ADDRESS = re.compile(r"https?://[^\s/<>\"?#]+(/[^\s<>\"?#]*)?")
_SSH = re.compile(r"(?:ssh://)?git@([^:/]+)[:/](.+)")


@dataclass(frozen=True)
class Question:
    """One thing that a team can say.

    Attributes:
        key: Its name as a setting of make.
        question: How it is asked for.
        check: Returns the answer as it will be used; raises a ``ValueError`` with the reason where it is refused.
        asked: Whether the dialogue asks for it.
    """

    key: str
    question: str
    check: Callable[[str, Path], str]
    asked: bool = True


def _name(text: str, root: Path) -> str:
    text = " ".join(text.split())
    if not text or len(text) > 60:
        raise ValueError("Give the handbook a name of 1 to 60 characters.")
    return _plain(text)


def _short(text: str, root: Path) -> str:
    text = " ".join(text.split())
    if not text or len(text) > 24:
        raise ValueError("Give a short name of 1 to 24 characters: it stands in headings, such as “At Acme”.")
    if '"' in text or "<" in text:
        raise ValueError("Use curly quotation marks and no <: it stands in titles of pages.")
    return _plain(text)


def _plain(text: str) -> str:
    if re.search(r"\{[{%#]", text) or not text.replace("\u200d", "").isprintable():  # a joiner holds many an emoji together
        raise ValueError("Leave out {{, {% and {#, and what cannot be printed.")
    return text


def _id(text: str, root: Path) -> str:
    if not _ID.fullmatch(text) or len(text) > 40:
        raise ValueError(f'"{text}" is no id. Use lower-case letters, digits and hyphens, no spaces, such as {slug(text) or "acme-product"}.')
    if text == UPSTREAM:
        raise ValueError(f'"{text}" is the id of upstream: two handbooks at one address would share their readers\' answers.')
    return text


def _colour(text: str, root: Path, dark: bool = False) -> str:
    text = re.sub(r"^#(.)(.)(.)$", r"#\1\1\2\2\3\3", "#" + text.lstrip("#").lower())
    if not HEX.fullmatch(text):
        raise ValueError(f'"{text}" is no colour. Write six digits, such as #c8102e.')
    scheme = load_schemes(root)["dark" if dark else "light"]
    if not scheme.readable(BRAND, text):
        least, ground = format_ratio(min(contrast(text, scheme.colours[ground]) for ground in GROUNDS)), "dark ground" if dark else "paper"
        near = nearest(text, lambda tried: scheme.readable(BRAND, tried))
        raise ValueError(f"{text} has {least} on the {ground}; links need {TEXT_CONTRAST}:1. The nearest of its hue that passes is {near}.")
    return text


def _logo(text: str, root: Path) -> str:
    read_logo(Path(text).expanduser())
    return text


def _url(text: str, root: Path) -> str:
    if not _ADDRESS.fullmatch(text):
        raise ValueError(f'"{text}" is no address of a site. Write it as https://handbook.example.com/.')
    return text.rstrip("/") + "/"


def repository(text: str, root: Path) -> str:
    """Return the address of a repository as one to open in a browser; a ``ValueError`` says why it is none."""
    text = re.sub(_SSH, r"https://\1/\2", text)
    if not _ADDRESS.fullmatch(text) or not text.startswith("https://"):
        raise ValueError(f'"{text}" is no address of a repository. Write it as https://github.com/acme/handbook.')
    return text.rstrip("/").removesuffix(".git")


def _contact(text: str, root: Path) -> str:
    text = text.removeprefix("mailto:")
    if _MAIL.fullmatch(text) or (text.startswith("https://") and _ADDRESS.fullmatch(text)):
        return text
    raise ValueError(f'"{text}" is neither an address of mail nor one that begins with https://.')


def _language(text: str, root: Path) -> str:
    there = sorted(path.stem for path in (root / "docs" / "strings").glob("*.yml"))
    if text not in there:
        raise ValueError(f'"{text}" is no language of the interface. There are: {", ".join(there)}.')
    return text


QUESTIONS = (
    Question("NAME", "What is your handbook called? (“Acme product handbook”)", _name),
    Question("SHORT", "What do you call yourselves in a heading? (“At Acme”)", _short),
    Question("ID", "Which id names your readers' answers? It can never change", _id),
    Question("PRIMARY", "Which colour is yours, as #rrggbb? (empty for none)", _colour),
    Question("PRIMARY_DARK", "Which colour is yours at night?", lambda text, root: _colour(text, root, dark=True), asked=False),
    Question("LOGO", "Where is your logo: SVG, PNG, JPEG or WebP? (empty for none)", _logo),
    Question("URL", "At which address will the site be? (empty if you do not know yet)", _url),
    Question("REPO", "At which address is your repository? (empty for none)", repository),
    Question("CONTACT", "Whom can a reader ask: mail or https address? (empty for nobody)", _contact),
    Question("LANGUAGE", "In which language does the interface speak?", _language, asked=False),
)
NEEDED = ("NAME", "ID")


def refused(given: dict[str, str], root: Path) -> Iterator[tuple[str, str]]:
    """Yield the key and the reason of each answer that is refused."""
    for wish in QUESTIONS:
        if given.get(wish.key):
            try:
                wish.check(given[wish.key], root)
            except ValueError as error:
                yield wish.key, str(error)


def guess(key: str, given: dict[str, str]) -> str:
    """Return what is likely where nothing is said, from the other answers."""
    if key == "SHORT":
        return given.get("SHORT") or re.sub(r'["<]', "", given.get("NAME", "")).split(" ")[0].rstrip(":,;.&")[:24]
    if key == "ID":
        return slug(given.get("SHORT", ""))
    return ""


def slug(text: str) -> str:
    """Return a text as an id: lower case, hyphens for all else."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-").lstrip("0123456789-")
