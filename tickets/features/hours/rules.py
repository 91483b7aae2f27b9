"""What customers may expect: which of four states the desk is in, places in the queue, how long replies take.
Pure."""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from tickets.features.hours.schedule import Schedule
from tickets.wire.stamps import stamp

HERE, BUSY, NOBODY, CLOSED = "here", "busy", "nobody", "closed"
FEWEST: Final = 10  # replies, of which something can be said
SAMPLES: Final = 50  # the newest that count
MINUTE, HOUR = 60, 3600  # seconds
# Those of which people speak.
ROUND: Final = (
    *(MINUTE * n for n in (1, 2, 3, 5, 10, 15, 20, 30, 45)),
    *(HOUR * n for n in (1, 2, 3, 4, 6, 8, 12, 24)),
)


@dataclass(frozen=True, slots=True)
class Stands:
    """state: None while nobody knows. until: when closed, if that is known."""

    state: str | None
    until: datetime | None = None

    def as_fields(self) -> dict[str, Any]:
        return {"state": self.state} | ({"until": stamp(self.until)} if self.until else {})


@dataclass(frozen=True, slots=True)
class Desk:
    """on_duty: None while nobody knows; is_heard: what is known is so now."""

    on_duty: bool | None
    is_heard: bool
    agents: int = 0
    waiting: int = 0  # tickets that nobody has taken


def stands(schedule: Schedule | None, now: datetime, desk: Desk, before: Stands | None) -> Stands:
    """Without a schedule it is never closed. That it is, the clock says alone. While ticks are missing it
    stays what it was: nobody becomes here on a guess, nor does what opens meanwhile."""
    if schedule and not schedule.is_open(now):
        return Stands(CLOSED, schedule.opens(now))
    if not desk.is_heard:
        return before if before and before.state != CLOSED else Stands(None)
    if desk.on_duty is None:
        return Stands(None)
    if not desk.on_duty:
        return Stands(NOBODY)
    return Stands(BUSY if desk.waiting > max(1, desk.agents) else HERE)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A ticket of the queue. `first`: what counts before its wait, its priority; `line`: whose it is."""

    ticket: str
    line: Hashable
    first: Hashable


class Line:
    """Places in the queue. Who comes back to it with an older wait (given back, say) goes before others,
    and nobody is told of a later place for that: only who is more urgent moves others back."""

    def __init__(self) -> None:
        self._before: dict[str, tuple[Hashable, int]] = {}

    def places(self, queue: Iterable[Waiting]) -> dict[str, int]:
        """Of tickets in the order in which they are to be answered."""
        by_line: defaultdict[Hashable, list[Waiting]] = defaultdict(list)
        for waiting in queue:
            by_line[waiting.line].append(waiting)
        former, self._before, found = self._before, {}, {}
        for line in by_line.values():
            above = 0  # more urgent ones
            for number, waiting in enumerate(line):
                if number and line[number - 1].first != waiting.first:
                    above = number
                before = number - above
                first, least = former.get(waiting.ticket, (None, before))
                before = min(before, least) if first == waiting.first else before
                self._before[waiting.ticket] = (waiting.first, before)
                found[waiting.ticket] = above + before + 1
        return found


def usual(replies: Sequence[float]) -> tuple[int, int] | None:
    """Seconds in which half and four fifths of the newest first replies came. None: too few to say."""
    if len(replies) < FEWEST:
        return None
    newest = sorted(replies[:SAMPLES])
    return _rounded(_part(newest, 0.5)), _rounded(_part(newest, 0.8))


def _part(ordered: Sequence[float], part: float) -> float:
    return ordered[math.ceil(part * len(ordered)) - 1]


def _rounded(seconds: float) -> int:
    return next((one for one in ROUND if seconds <= one), math.ceil(seconds / 86_400) * 86_400)
