"""A schedule as people write it, and as it is kept. Pure: raises ValueError with what isn't right.

09:00-12:00, 13:30-18:00      a day; 22:00-05:00 reaches into the next one; nothing: closed
2026-12-24 09:00-12:00        a date; 2026-12-25 alone, or with "off": closed
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from tickets.features.hours.schedule import DAY, Span

MOST_SPANS: Final = 6  # of a day
MOST_DATES: Final = 200
SPAN: Final = re.compile(r"(\d{1,2}):(\d{2})\s*[-\u2013]\s*(\d{1,2}):(\d{2})")
OFF: Final = {"", "off", "closed", "-"}


def spans(written: str) -> list[Span]:
    """Of a day, in order."""
    found = sorted(_span(one.strip()) for one in written.split(",") if one.strip())
    for (_, end), (start, _) in pairwise(found):
        if start < end:
            raise ValueError(written.strip())
    if len(found) > MOST_SPANS or (found and found[-1][1] - DAY > found[0][0]):
        raise ValueError(written.strip())
    return found


def _span(written: str) -> Span:
    found = SPAN.fullmatch(written)
    if not found:
        raise ValueError(written)
    from_hour, from_minute, to_hour, to_minute = map(int, found.groups())
    start, end = from_hour * 60 + from_minute, to_hour * 60 + to_minute
    if max(from_minute, to_minute) > 59 or start >= DAY or end > DAY or start == end:  # noqa: PLR2004
        raise ValueError(written)
    return start, end if end > start else end + DAY


def dates(written: str) -> dict[str, list[Span]]:
    """One in each line, by ISO date."""
    found: dict[str, list[Span]] = {}
    for line in filter(str.strip, written.splitlines()):
        day, _, rest = line.strip().partition(" ")
        try:
            named = date.fromisoformat(day).isoformat()
            found[named] = [] if rest.strip().lower() in OFF else spans(rest)
        except ValueError:
            raise ValueError(line.strip()) from None
    if len(found) > MOST_DATES:
        raise ValueError(list(found)[MOST_DATES])
    return found


def shown(spans: Sequence[Span]) -> str:
    return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans)


def _clock(minute: int) -> str:
    hours, minutes = divmod(minute if minute <= DAY else minute - DAY, 60)
    return f"{hours:02}:{minutes:02}"
