"""Colour arithmetic: contrast, mixing, and the nearest readable colour.

Contrast is that of WCAG 2. Lightness and hue are those of OKLCH, and so are
the numbers below (Björn Ottosson, "A perceptual color space for image
processing", 2020): at one hue and chroma, one step of it looks like any other.
"""

import math
import re
from collections.abc import Callable

HEX = re.compile(r"#[0-9a-fA-F]{6}")
STEPS = 500  # between black and white
Triple = tuple[float, float, float]

_LMS = ((0.4122214708, 0.5363325363, 0.0514459929), (0.2119034982, 0.6806995451, 0.1073969566), (0.0883024619, 0.2817188376, 0.6299787005))
_LAB = ((0.2104542553, 0.7936177850, -0.0040720468), (1.9779984951, -2.4285922050, 0.4505937099), (0.0259040371, 0.7827717662, -0.8086757660))
_LMS_BACK = ((1.0, 0.3963377774, 0.2158037573), (1.0, -0.1055613458, -0.0638541728), (1.0, -0.0894841775, -1.2914855480))
_RGB_BACK = ((4.0767416621, -3.3077115913, 0.2309699292), (-1.2684380046, 2.6097574011, -0.3413193965), (-0.0041960863, -0.7034186147, 1.7076147010))


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours ``#rrggbb``, from 1 to 21."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def format_ratio(ratio: float) -> str:
    """Return a contrast as people write it; never rounded up, so that a failing ratio never looks like a passing one."""
    return f"{math.floor(ratio * 100) / 100:.2f}:1"


def mixed(share: float, colour: str, ground: str) -> str:
    """Return what ``color-mix(in oklab, colour share, ground)`` gives; ``share`` is from 0 to 1."""
    pairs = zip(_lab(colour), _lab(ground), strict=True)
    a, b, c = (share * colour_value + (1 - share) * ground_value for colour_value, ground_value in pairs)
    return _to_hex(_linear((a, b, c)))


def nearest(colour: str, passes: Callable[[str], bool], start: float | None = None) -> str | None:
    """Return the colour of the same hue that passes and whose lightness is nearest; None where none does.

    Args:
        colour: ``#rrggbb``; returned as it is where it passes and no ``start`` is given.
        passes: Whether a colour will do.
        start: The lightness, from 0 to 1, to search from; that of the colour, if not given.
    """
    if start is None and passes(colour):
        return colour
    light, a, b = _lab(colour)
    light = light if start is None else start
    chroma, hue = math.hypot(a, b), math.atan2(b, a)
    candidates = (_from_oklch(min(max(light + side * step / STEPS, 0), 1), chroma, hue) for step in range(STEPS) for side in (1, -1))
    return next((candidate for candidate in candidates if passes(candidate)), None)


def _from_oklch(light: float, chroma: float, hue: float) -> str:
    """Return a colour given in OKLCH; outside sRGB, the one with the highest chroma that sRGB has."""

    def at(strength: float) -> Triple:
        return _linear((light, strength * math.cos(hue), strength * math.sin(hue)))

    low, high = 0.0, chroma
    if _in_gamut(at(chroma)):
        return _to_hex(at(chroma))
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (middle, high) if _in_gamut(at(middle)) else (low, middle)
    return _to_hex(at(low))


def _in_gamut(linear: Triple) -> bool:
    return all(-1e-4 <= part <= 1 + 1e-4 for part in linear)


def _luminance(colour: str) -> float:
    red, green, blue = _channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> Triple:
    """Return red, green and blue as amounts of light, each from 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def _lab(colour: str) -> Triple:
    a, b, c = _times(_LMS, _channels(colour))
    return _times(_LAB, (math.cbrt(a), math.cbrt(b), math.cbrt(c)))


def _linear(lab: Triple) -> Triple:
    a, b, c = _times(_LMS_BACK, lab)
    return _times(_RGB_BACK, (a**3, b**3, c**3))


def _to_hex(linear: Triple) -> str:
    clipped = (min(max(part, 0), 1) for part in linear)
    parts = (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in clipped)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _times(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    a, b, c = (sum(factor * value for factor, value in zip(row, vector, strict=True)) for row in matrix)
    return a, b, c
