"""Card numbers in a text: all but their last four digits are dots. Pure."""

import re
from functools import partial
from typing import Final

FEWEST: Final = 13  # digits
MOST: Final = 19
LAST: Final = 4  # stay: by them somebody knows which card it is
_GAP: Final = r"[ \t\u00a0\u2009\u202f\-\u2010-\u2015]{1,3}"
_RUN: Final = re.compile(rf"\d+(?:{_GAP}\d+)*")
_GROUP: Final = re.compile(r"\d+")

# What the numbers of cards begin with, and how long they are then.
_ISSUED: Final = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|2[2-7])\d{14}|3[47]\d{13}|3[0689]\d{12}(?:\d{2,5})?|35\d{14,17}"
    r"|(?:50|5[6-9]|6\d)\d{11,17}"
)
_SMALLEST: Final = 3  # digits of a group, as cards have them
_SOME: Final = re.compile(r"\d{3}")
_INSIDE: Final = re.compile(r"[A-Za-z0-9_]")  # a number beside one of these is a part of something else


def masked(text: str, *, but: str = "", surely: bool = False) -> str:
    """But for addresses that begin with `but`: a private link has to work. `surely`: only what nobody takes
    for anything else, where the number is gone for good."""
    if surely and not _SOME.search(text):
        return text
    ours = re.compile(rf"({re.escape(but)}[^\s\"'<>]*)") if but else None
    parts = ours.split(text) if ours else [text]
    hide = _surely_in_run if surely else partial(_in_run, surely=False)
    return "".join(part if at % 2 else _RUN.sub(hide, part) for at, part in enumerate(parts))


def _surely_in_run(run: re.Match[str]) -> str:
    """No telephone's number either, nor an account's (IBAN)."""
    before, after = run.string[run.start() - 1 : run.start()], run.string[run.end() : run.end() + 1]
    if before == "+" or _INSIDE.match(before) or _INSIDE.match(after):
        return run[0]
    return _in_run(run, surely=True)


def _in_run(run: re.Match[str], *, surely: bool) -> str:
    """Other numbers may stand beside a card's, so it may begin and end with any group of the digits; and
    where two fit that overlap, what either hides is hidden."""
    said = run[0]
    if len(said) < FEWEST:
        return said
    groups = [group.span() for group in _GROUP.finditer(said)]
    hidden = {place for at in range(len(groups)) for place in _hidden(said, groups[at : at + MOST], surely)}
    return "".join("•" if place in hidden else one for place, one in enumerate(said))


def _hidden(said: str, groups: list[tuple[int, int]], surely: bool) -> list[int]:
    """The places of the digits that cards beginning with the first of the groups don't show."""
    places: list[int] = []
    found: list[int] = []
    for start, end in groups:
        if surely and end - start < _SMALLEST:
            break
        places += range(start, min(end, start + MOST + 1))
        if len(places) > MOST:
            break
        if len(places) < FEWEST:
            continue
        digits = "".join(said[place] for place in places)
        if (not surely or _ISSUED.fullmatch(digits)) and is_card(digits):
            found = places[:-LAST]
    return found


def is_card(digits: str) -> bool:
    """By the check digit of ISO/IEC 7812 (Luhn)."""
    if not FEWEST <= len(digits) <= MOST:
        return False
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2]]
    whole = sum(doubled) + sum(int(digit) for digit in digits[::-2])
    return whole % 10 == 0
