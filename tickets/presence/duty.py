"""Whether somebody is on duty at the desk, as ticks tell it: customers hear when that changes."""

import time
from typing import Any

from tickets.liveness.rules import SILENCE
from tickets.presence import expected, rules
from tickets.wire import frames


class Duty:
    def __init__(self, interval: int) -> None:
        self._interval = interval  # ticks, in which whoever sits here is told to Redis again
        self.on_duty: bool | None = None  # nobody knows before the first tick
        self.agents = 0  # at the desk
        self._unmanned = 0  # ticks in a row without a gap at which Redis knew of nobody at the desk
        self._doubted = 0  # ticks for which Redis may know only a part, after a gap
        self._heard_at = float("-inf")  # monotonic seconds
        self.expected = expected.made(self)

    @property
    def is_heard(self) -> bool:
        return time.monotonic() - self._heard_at < SILENCE

    def hear(self, desk: list[dict[str, Any]], *, after_gap: bool) -> None:
        """Who leaves the desk is `offline` there: nobody at all means that Redis has lost it, and will
        be told again within an interval. After a gap who left may be told before who sits there."""
        self._heard_at = time.monotonic()
        self._unmanned = 0 if desk or after_gap else self._unmanned + 1
        lost = after_gap and self.on_duty
        self._doubted = self._interval + 1 if lost else max(0, self._doubted - 1)
        left = desk and not self._doubted
        if rules.on_duty(desk) or not self.on_duty or left or self._unmanned > self._interval + 1:
            self.agents = rules.at_desk(desk)
            self._tell(rules.on_duty(desk))

    def _tell(self, on_duty: bool) -> None:
        if on_duty != self.on_duty:
            self.on_duty = on_duty
            self.expected.changed()

    def frame_for(self, ticket: str) -> str | None:
        """What `welcome` doesn't tell the ticket's customer. None: nothing, or nobody knows."""
        more = self.expected.of(ticket)
        return frames.desk(self.on_duty, more) if more and self.on_duty is not None else None
