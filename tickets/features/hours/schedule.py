"""When somebody is there by the clock on the wall: weekly spans and special days in a time zone, and the
instants that they are. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

DAY: Final = 24 * 60  # minutes
FAR: Final = 400  # days that are looked ahead: a yearly day comes once in them

# Minutes of the wall clock since midnight; an end over DAY is on the next day.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Schedule:
    zone: ZoneInfo
    week: Mapping[int, Sequence[Span]]  # 0: Monday
    dates: Mapping[date, Sequence[Span]] = field(default_factory=dict)  # in place of the week's; none: off

    def is_open(self, at: datetime) -> bool:
        span = next(self._from(at), None)
        return span is not None and span[0] <= at

    def opens(self, at: datetime) -> datetime | None:
        """When next, from a time out of hours. None: not within a year."""
        span = next(self._from(at), None)
        return span and span[0]

    def changes(self, at: datetime) -> datetime | None:
        """When what is so at that time ends: spans that touch are one. None: not within a year."""
        spans = self._from(at)
        opens, closes = next(spans, (None, None))
        if opens is None or closes is None or opens > at:
            return opens
        for start, end in spans:
            if start > closes:
                break
            closes = end
        return closes if closes - at < timedelta(days=FAR - 2) else None

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much of that time is within hours."""
        worked = timedelta()
        for opens, closes in self._from(start):
            if opens >= end:
                break
            worked += min(closes, end) - max(opens, start)
        return worked

    def _from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The spans that end after `at`, in order. The day before may reach into this one."""
        first, told = at.astimezone(self.zone).date() - timedelta(days=1), at
        for number in range(FAR):
            for opens, closes in self._of(first + timedelta(days=number)):
                if closes > told:
                    yield (opens if told is at else max(opens, told)), closes
                    told = closes

    def _of(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        for start, end in self.dates.get(day, self.week.get(day.weekday(), ())):
            yield _instant(self.zone, day, start), _instant(self.zone, day, end)


@cache
def zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _instant(zone: ZoneInfo, day: date, minute: int) -> datetime:
    """By the day's own offset: where clocks change, a span is an hour shorter or longer."""
    days, minutes = divmod(minute, DAY)
    wall = datetime.combine(day + timedelta(days=days), time(minutes // 60, minutes % 60), zone)
    return wall.astimezone(UTC)
