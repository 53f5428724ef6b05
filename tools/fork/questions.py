"""The questions that ``make team`` asks, and the checks of their answers."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.theme.colour import HEX, contrast, format_ratio, nearest
from handbook.theme.palette import GROUNDS, TEXT_CONTRAST, load_schemes
from tools.fork.logo import read_logo

UPSTREAM = "product-leader"  # upstream's id
BRAND, SECTION = "brand", "team"  # names of colour tokens
DARK_LIGHTNESS = 0.78  # in OKLCH, from 0 to 1; as in upstream's own colours of the dark scheme
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_MAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")
_ADDRESS = re.compile(r"https?://[^\s/<>\"?#]+(/[^\s<>\"?#]*)?")
_SSH = re.compile(r"(?:ssh://)?git@([^:/]+)[:/](.+)")


@dataclass(frozen=True)
class Question:
    """One setting of ``make team``.

    Attributes:
        key: Its name on the command line.
        text: The question at the terminal.
        check: Takes an answer and the project's root, and returns the answer as it will be used; raises a
            ``ValueError`` with the reason if it is rejected.
        asked: Whether it is asked for at the terminal.
    """

    key: str
    text: str
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
        raise ValueError("Give a short name of 1 to 24 characters: it appears in headings, such as “At Acme”.")
    if '"' in text or "<" in text:
        raise ValueError("Use curly quotation marks and no <: it appears in the titles of pages.")
    return _plain(text)


def _plain(text: str) -> str:
    if re.search(r"\{[{%#]", text) or not text.replace("\u200d", "").isprintable():  # emoji may be joined by U+200D
        raise ValueError("Leave out {{, {% and {#, and characters that cannot be printed.")
    return text


def _id(text: str, root: Path) -> str:
    if not _ID.fullmatch(text) or len(text) > 40:
        raise ValueError(f'"{text}" is not a valid id. Use lower-case letters, digits and hyphens, no spaces, such as {slug(text) or "acme-product"}.')
    if text == UPSTREAM:
        raise ValueError(f"\"{text}\" is upstream's id: two handbooks at one address would share their readers' answers. Choose another.")
    return text


def _colour(text: str, root: Path, dark: bool = False) -> str:
    given, text = text, re.sub(r"^#(.)(.)(.)$", r"#\1\1\2\2\3\3", "#" + text.lstrip("#").lower())
    if not HEX.fullmatch(text):
        raise ValueError(f'"{given}" is not a colour. Write six hexadecimal digits, such as #c8102e.')
    scheme = load_schemes(root)["dark" if dark else "light"]
    if not scheme.readable(BRAND, text):
        lowest = format_ratio(min(contrast(text, scheme.colours[ground]) for ground in GROUNDS))
        background = "the dark background" if dark else "paper"
        near = nearest(text, lambda candidate: scheme.readable(BRAND, candidate))
        raise ValueError(
            f"{text} has a contrast of {lowest} on {background}; links need {TEXT_CONTRAST}:1. The nearest colour of its hue that passes is {near}."
        )
    return text


def _logo(text: str, root: Path) -> str:
    read_logo(Path(text).expanduser())
    return text


def _url(text: str, root: Path) -> str:
    if not _ADDRESS.fullmatch(text):
        raise ValueError(f'"{text}" is not the address of a site. Write it as https://handbook.example.com/.')
    return text.rstrip("/") + "/"


def repository(text: str, root: Path) -> str:
    """Return the address at which a repository opens in a browser.

    Raises:
        ValueError: It is not the address of a repository.
    """
    text = re.sub(_SSH, r"https://\1/\2", text)
    if not _ADDRESS.fullmatch(text) or not text.startswith("https://"):
        raise ValueError(f'"{text}" is not the address of a repository. Write it as https://github.com/acme/handbook.')
    return text.rstrip("/").removesuffix(".git")


def _contact(text: str, root: Path) -> str:
    text = text.removeprefix("mailto:")
    if _MAIL.fullmatch(text) or (text.startswith("https://") and _ADDRESS.fullmatch(text)):
        return text
    raise ValueError(f'"{text}" is neither an email address nor one that begins with https://. Write one of them.')


def _language(text: str, root: Path) -> str:
    languages = sorted(path.stem for path in (root / "docs" / "strings").glob("*.yml"))
    if text not in languages:
        raise ValueError(f'"{text}" is not a language of the interface. Choose one of: {", ".join(languages)}.')
    return text


QUESTIONS = (
    Question("NAME", "What is your handbook called? (“Acme product handbook”)", _name),
    Question("SHORT", "What do you call yourselves in a heading? (“At Acme”)", _short),
    Question("ID", "Which id should your readers' answers be stored under? It can never change", _id),
    Question("PRIMARY", "What is your brand colour, as #rrggbb? (empty for none)", _colour),
    Question("PRIMARY_DARK", "What is your brand colour in the dark scheme?", lambda text, root: _colour(text, root, dark=True), asked=False),
    Question("LOGO", "Which file is your logo: SVG, PNG, JPEG or WebP? (empty for none)", _logo),
    Question("URL", "What will the site's address be? (empty if you don't know yet)", _url),
    Question("REPO", "What is your repository's address? (empty for none)", repository),
    Question("CONTACT", "Whom can readers ask: an email or https address? (empty for nobody)", _contact),
    Question("LANGUAGE", "What is the language of the interface?", _language, asked=False),
)
REQUIRED = ("NAME", "ID")


def rejected(given: dict[str, str], root: Path) -> Iterator[tuple[str, str]]:
    """Yield the key of each answer that is rejected, and the reason."""
    for question in QUESTIONS:
        if given.get(question.key):
            try:
                question.check(given[question.key], root)
            except ValueError as error:
                yield question.key, str(error)


def default_answer(key: str, given: dict[str, str]) -> str:
    """Return a likely answer to a question from those already given; "" if there is none."""
    if key == "SHORT":
        return given.get("SHORT") or re.sub(r'["<]', "", given.get("NAME", "")).split(" ")[0].rstrip(":,;.&")[:24]
    if key == "ID":
        return slug(given.get("SHORT", ""))
    return ""


def slug(text: str) -> str:
    """Return a text as an id: lower-case letters and digits, with hyphens for everything else."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-").lstrip("0123456789-")
