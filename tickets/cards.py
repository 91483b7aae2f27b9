"""Card numbers in what leaves the desk (mails, pushes): all but their last four digits are dots."""

import re
from typing import Final

FEWEST: Final = 13  # digits
MOST: Final = 19
LAST: Final = 4  # stay: by them somebody knows which card it is
_GAP: Final = r"[ \t\u00a0\u2009\u202f\-\u2010-\u2015]{1,3}"
_RUN: Final = re.compile(rf"\d+(?:{_GAP}\d+)*")
_GROUP: Final = re.compile(r"\d+")


def masked(text: str, *, but: str = "") -> str:
    """But for addresses that begin with `but`: a private link has to work."""
    ours = re.compile(rf"({re.escape(but)}[^\s\"'<>]*)") if but else None
    parts = ours.split(text) if ours else [text]
    return "".join(part if at % 2 else _RUN.sub(_in_run, part) for at, part in enumerate(parts))


def _in_run(run: re.Match[str]) -> str:
    """Other numbers may stand beside a card's, so it may begin and end with any group of the digits; and
    where two fit that overlap, what either hides is hidden."""
    said = run[0]
    groups = [group.span() for group in _GROUP.finditer(said)]
    hidden = {place for at in range(len(groups)) for place in _hidden(said, groups[at : at + MOST])}
    return "".join("•" if place in hidden else one for place, one in enumerate(said))


def _hidden(said: str, groups: list[tuple[int, int]]) -> list[int]:
    """The places of the digits that cards beginning with the first of the groups don't show."""
    places: list[int] = []
    found: list[int] = []
    for start, end in groups:
        places += range(start, min(end, start + MOST + 1))
        if len(places) > MOST:
            break
        if is_card("".join(said[place] for place in places)):
            found = places[:-LAST]
    return found


def is_card(digits: str) -> bool:
    """By the check digit of ISO/IEC 7812 (Luhn)."""
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2]]
    whole = sum(doubled) + sum(int(digit) for digit in digits[::-2])
    return FEWEST <= len(digits) <= MOST and whole % 10 == 0
