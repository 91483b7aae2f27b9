"""Whether somebody is on duty at the desk, as ticks tell it: customers hear when that changes."""

from typing import Any

from tickets.presence import rules
from tickets.wire import frames, groups
from tickets.wire.announcements import ReadyFrame
from tickets.wire.hub import hub


class Duty:
    def __init__(self, interval: int) -> None:
        self._interval = interval  # ticks, in which whoever sits here is told to Redis again
        self.on_duty: bool | None = None  # nobody knows before the first tick
        self._unmanned = 0  # ticks in a row without a gap at which Redis knew of nobody at the desk
        self._doubted = 0  # ticks for which Redis may know only a part, after a gap

    def hear(self, desk: list[dict[str, Any]], *, after_gap: bool) -> None:
        """Who leaves the desk is `offline` there: nobody at all means that Redis has lost it, and will
        be told again within an interval. After a gap who left may be told before who sits there."""
        self._unmanned = 0 if desk or after_gap else self._unmanned + 1
        lost = after_gap and self.on_duty
        self._doubted = self._interval + 1 if lost else max(0, self._doubted - 1)
        left = desk and not self._doubted
        if rules.on_duty(desk) or not self.on_duty or left or self._unmanned > self._interval + 1:
            self._tell(rules.on_duty(desk))

    def _tell(self, on_duty: bool) -> None:
        if on_duty != self.on_duty:
            self.on_duty = on_duty
            hub().deliver(ReadyFrame(groups.CUSTOMERS, frames.desk(on_duty)))
