"""A schedule as people write it, and as it is kept. Pure: raises ValueError with what isn't right.

09:00-12:00, 13:30-18:00      a day; 22:00-05:00 reaches into the next one; nothing: closed
2026-12-24 09:00-12:00        a date; 2026-12-25 alone, or with "off": closed
2026-12-25 # Christmas Day    what is behind # is for whoever reads it
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from tickets.features.hours.schedule import DAY, Span

MOST_SPANS: Final = 6  # of a day
MOST_DATES: Final = 200
SPAN: Final = re.compile(r"(\d{1,2}):(\d{2})\s*[-\u2013]\s*(\d{1,2}):(\d{2})")
NAME: Final = "#"
MOST_NAME: Final = 100  # characters
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
        day, _, rest = line.partition(NAME)[0].strip().partition(" ")
        try:
            named = date.fromisoformat(day).isoformat()
            found[named] = [] if rest.strip().lower() in OFF else spans(rest)
        except ValueError:
            raise ValueError(line.strip()) from None
    if len(found) > MOST_DATES:
        raise ValueError(list(found)[MOST_DATES])
    return found


def names(text: str) -> dict[str, str]:
    """Of dates, where they have one: by ISO date."""
    told = (line.partition(NAME) for line in text.splitlines())
    return {day.split()[0]: name.strip()[:MOST_NAME] for day, _, name in told if day.strip() and name.strip()}


def lines(dates: Mapping[str, Sequence[Span]], names: Mapping[str, str]) -> str:
    """As they are written."""
    return "\n".join(_line(day, shown(spans), names.get(day, "")) for day, spans in dates.items())


def _line(day: str, spans: str, name: str) -> str:
    return " ".join(filter(None, (day, spans, name and f"{NAME} {name}")))


def with_days_off(text: str, days: Mapping[date, str]) -> str:
    """What was written, and these days where it doesn't say anything of them."""
    there = [line.strip() for line in text.splitlines() if line.strip()]
    said = {line.split()[0] for line in there}
    new = [_line(day.isoformat(), "", name) for day, name in days.items() if day.isoformat() not in said]
    return "\n".join(sorted([*there, *new]))


def shown(spans: Sequence[Span]) -> str:
    return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans)


def _clock(minute: int) -> str:
    hours, minutes = divmod(minute if minute <= DAY else minute - DAY, 60)
    return f"{hours:02}:{minutes:02}"
