"""The palette: the colours of both schemes as the stylesheets define them, and the contrast they need.

A fork defines its own in ``docs/team/*.css``, in the same way as upstream in
``tokens.css``: ``--hb-name: light-dark(#rrggbb, #rrggbb);``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.content.source.files import display_path, read_text
from handbook.errors import UPDATE, Problem
from handbook.theme.colour import contrast, format_ratio, mixed, nearest

TOKENS = Path("docs/assets/stylesheets/base/tokens.css")
TEAM = Path("docs/team")
SECTIONS = ("opening", "shifting-perspective", "driving-impact", "collaborative-leadership", "team")
GROUNDS = ("paper", "card")
TINT = "-tint"
# WCAG 2: 4.5 to 1 for text, 3 to 1 for controls and the focus ring.
TEXT_CONTRAST, NON_TEXT_CONTRAST = 4.5, 3.0
PAIRS = (
    *((ink, ground, TEXT_CONTRAST) for ink in ("ink", "muted", "brand", *SECTIONS) for ground in GROUNDS),
    *((ink, f"{section}{TINT}", TEXT_CONTRAST) for section in SECTIONS for ink in ("ink", "muted", section)),
    *((mark, ground, NON_TEXT_CONTRAST) for mark in ("mark", "ink") for ground in GROUNDS),
)
CHECKED = {name.removesuffix(TINT) for ink, ground, _ in PAIRS for name in (ink, ground)}
SCHEMES = ("light", "dark")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_TOKEN = re.compile(r"--hb-([\w-]+)\s*:\s*([^;{}]+)")
_VALUE = re.compile(r"(?:light-dark\(\s*(#[0-9a-f]{6})\s*,\s*(#[0-9a-f]{6})\s*\)|(#[0-9a-f]{6}))", re.I)
_SHARE = re.compile(r"--hb-accent-tint: color-mix\(in oklab, var\(--hb-accent\) (\d+)%")


@dataclass(frozen=True)
class Token:
    """A design token in a stylesheet: its value as written, and its file and line."""

    value: str
    file: str
    line: int

    def colour(self, scheme: str) -> str | None:
        """Return its ``#rrggbb`` in a scheme; None if its value is not a colour of that form."""
        match = _VALUE.fullmatch(self.value)
        return (match[3] or match[1 + SCHEMES.index(scheme)]).lower() if match else None


@dataclass(frozen=True)
class Scheme:
    """The colours of one scheme by token name, and how much of a section's colour is in its tint."""

    colours: dict[str, str]
    share: float

    def low_contrast_pairs(self) -> Iterator[tuple[str, str, float, float]]:
        """Yield each pair with too little contrast: ink, ground, its contrast, and the contrast it needs."""
        for ink, ground, required in PAIRS:
            if ink in self.colours and (ratio := contrast(self.colours[ink], self.ground(ground))) < required:
                yield ink, ground, ratio, required

    def ground(self, name: str) -> str:
        """Return the colour of a ground, which may be the tint of a section."""
        section = name.removesuffix(TINT)
        return mixed(self.share, self.colours[section], self.colours["paper"]) if name != section else self.colours[name]

    def readable(self, name: str, colour: str) -> bool:
        """Tell whether a token can have a colour without a pair of low contrast."""
        changed = Scheme(self.colours | {name: colour}, self.share)
        return not any(name in (ink, ground.removesuffix(TINT)) for ink, ground, *_ in changed.low_contrast_pairs())


def parse_tokens(css: str, file: str = "") -> dict[str, Token]:
    """Return the tokens that a stylesheet sets for the screen, by name without ``--hb-``."""
    text = _without_print(_COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), css))
    return {match[1]: Token(match[2].strip(), file, text.count("\n", 0, match.start()) + 1) for match in _TOKEN.finditer(text)}


def load_schemes(root: Path, overrides: Mapping[str, Token] | None = None) -> dict[str, Scheme]:
    """Return the schemes by name, with upstream's colours overridden by the tokens in ``overrides``."""
    css = (root / TOKENS).read_text(encoding="utf-8")
    tokens = parse_tokens(css) | dict(overrides or {})
    share = int(_SHARE.findall(css)[0]) / 100
    return {scheme: Scheme({name: colour for name, token in tokens.items() if (colour := token.colour(scheme))}, share) for scheme in SCHEMES}


def recordable_colours(root: Path) -> dict[str, str]:
    """Return upstream's colours that count for contrast, by token name, as the stylesheet defines them; none if there is no stylesheet."""
    css = (root / TOKENS).read_text(encoding="utf-8") if (root / TOKENS).exists() else ""
    return {name: token.value for name, token in parse_tokens(css).items() if name in CHECKED and token.colour("light")}


def palette_problems(root: Path, former: Mapping[str, str] | None = None) -> list[Problem]:
    """Return a problem for each token of a fork that makes text hard to read, or whose contrast cannot be computed.

    Args:
        root: The project's root folder.
        former: What upstream said under each name that the fork has seen. A token that can be read beside the colours among
            them, ``colour:paper`` for example, is hard to read only since an update.
    """
    seen = {name.removeprefix("colour:"): Token(value, "", 0) for name, value in (former or {}).items() if name.startswith("colour:")}
    tokens = _own_tokens(root)
    valid = {name: token for name, token in tokens.items() if token.colour("light")}
    problems = [
        Problem(token.file, token.line, f"--hb-{name}", f'is "{token.value}", whose contrast cannot be computed', "Write light-dark(#rrggbb, #rrggbb).")
        for name, token in tokens.items()
        if name not in valid
    ]
    before = load_schemes(root, seen | valid) if seen and valid else {}
    for name, scheme in load_schemes(root, valid).items() if valid else ():
        own_fault = set(valid) if former is None else _low_parts(before[name]) if before else set()
        for at_fault, ink, ground, ratio, required in _faults(scheme, valid):
            what = f"in the {name} scheme: {format_ratio(ratio)} between --hb-{ink} and {_ground_name(ground)}; at least {required:g}:1 is needed"
            problems.append(_problem(valid[at_fault], at_fault, scheme, what, "" if at_fault in own_fault else UPDATE))
    return problems


def readable_values(root: Path) -> dict[str, tuple[Token, str]]:
    """Return the tokens of a fork that make text hard to read, by name, each with the value that has the nearest readable colours."""
    valid = {name: token for name, token in _own_tokens(root).items() if token.colour("light")}
    schemes = load_schemes(root, valid) if valid else {}
    near = {(at_fault, name): _readable(scheme, at_fault) for name, scheme in schemes.items() for at_fault, *_ in _faults(scheme, valid)}
    return {
        name: (valid[name], f"light-dark({', '.join(near.get((name, scheme)) or valid[name].colour(scheme) or '' for scheme in SCHEMES)})")
        for name in sorted({name for name, _ in near})
    }


def _own_tokens(root: Path) -> dict[str, Token]:
    """Return the tokens that a fork sets and that count for contrast, by name."""
    tokens: dict[str, Token] = {}
    for path in sorted((root / TEAM).glob("*.css")):
        tokens |= parse_tokens(read_text(path, root), display_path(path, root))
    return {name: token for name, token in tokens.items() if name in CHECKED}


def _faults(scheme: Scheme, own: Mapping[str, Token]) -> Iterator[tuple[str, str, str, float, float]]:
    """Yield each of a fork's tokens that is in a pair of low contrast, once, with that pair of the lowest and its contrasts."""
    reported: set[str] = set()
    for ink, ground, ratio, required in sorted(scheme.low_contrast_pairs(), key=lambda pair: pair[2]):
        at_fault = ink if ink in own else ground.removesuffix(TINT)
        if at_fault in own and at_fault not in reported:
            reported.add(at_fault)
            yield at_fault, ink, ground, ratio, required


def _readable(scheme: Scheme, name: str) -> str | None:
    return nearest(scheme.colours[name], lambda colour: scheme.readable(name, colour))


def _low_parts(scheme: Scheme) -> set[str]:
    return {name for ink, ground, *_ in scheme.low_contrast_pairs() for name in (ink, ground.removesuffix(TINT))}


def _problem(token: Token, name: str, scheme: Scheme, what: str, cause: str) -> Problem:
    near = _readable(scheme, name)
    fix = f"The nearest readable colour of the same hue is {near}." if near else "Choose one with more contrast."
    if near and cause == UPDATE:
        fix += " Until then readers see that one."
    return Problem(token.file, token.line, f"--hb-{name}", f"is {scheme.colours[name]} {what}", fix, cause)


def _ground_name(ground: str) -> str:
    section = ground.removesuffix(TINT)
    return f"--hb-{ground}" if ground == section else f"the tint of --hb-{section}"


def _without_print(css: str) -> str:
    """Return a stylesheet without its print rules; lines keep their numbers."""
    start = css.find("@media print")
    if start < 0:
        return css
    depth = 0
    for at in range(css.find("{", start), len(css)):
        depth += {"{": 1, "}": -1}.get(css[at], 0)
        if not depth:
            return css[:start] + "\n" * css.count("\n", start, at) + _without_print(css[at + 1 :])
    return css[:start]
