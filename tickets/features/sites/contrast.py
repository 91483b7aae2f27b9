"""Whether a colour can be read, and what pages make of it in either scheme. Pure.

WCAG 2.2, 1.4.3: text and its ground differ by 4.5 to 1 in luminance.
"""

import re
from typing import Final

ENOUGH: Final = 4.5
COLOUR: Final = re.compile(r"#[0-9a-f]{6}")
# Of css/ui/tokens.css: the grounds on which an accent stands, and what stands on it by night.
WHITE, BLACK = "#ffffff", "#000000"
PAPER, SHEET = "#f4f2ec", "#fbfaf7"
NIGHT, NIGHT_SHEET, ON_NIGHT = "#1c2220", "#151a18", "#06211b"
TINT: Final = 0.08
STEP: Final = 0.02


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _linear(channel: int) -> float:
    part = channel / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 (sRGB's)


def luminance(colour: str) -> float:
    red, green, blue = map(_linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, part: float, other: str) -> str:
    """`part` of the one in the other."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one * part + two * (1 - part)):02x}" for one, two in pairs)


def is_readable(accent: str) -> bool:
    """As text on paper and on its own tint, and under white."""
    return all(contrast(accent, ground) >= ENOUGH for ground in (PAPER, mixed(accent, TINT, SHEET)))


def readable(accent: str) -> str:
    """The nearest shade that is."""
    part = 1.0
    while not is_readable(shade := mixed(accent, part, BLACK)):
        part -= STEP
    return shade


def by_night(accent: str) -> str:
    """Lighter, until it can be read on the night's grounds, and a dark text on it."""
    part = 1.0
    while True:
        shade = mixed(accent, part, WHITE)
        grounds = (NIGHT, mixed(shade, TINT, NIGHT_SHEET), ON_NIGHT)
        if all(contrast(shade, ground) >= ENOUGH for ground in grounds):
            return shade
        part -= STEP


def style(accent: str) -> str:
    """The roles of css/ui/tokens.css that depend on it."""
    day, night = readable(accent), by_night(accent)
    return (
        f":root{{{_roles(day, mixed(day, 0.75, BLACK), mixed(day, TINT, SHEET), WHITE)}}}"
        "@media (prefers-color-scheme:dark){"
        f":root{{{_roles(night, mixed(night, 0.75, WHITE), mixed(night, TINT, NIGHT_SHEET), ON_NIGHT)}}}}}"
    )


def _roles(accent: str, strong: str, tint: str, on: str) -> str:
    return f"--accent:{accent};--accent-strong:{strong};--accent-tint:{tint};--on-accent:{on}"
