"""Who reads by HTTP is there as well, though no socket says so: for a while after each call."""

import asyncio
from typing import Final

from tickets.presence.seats import Presence
from tickets.presence.store import Seated

# Seconds. A hidden page calls every 10 to 30; where the browser lets its timers run but once
# a minute it is `unstable` for a moment (rules.PRESENCE_GRACE), and never `offline`.
STAY: Final = 45.0


class Visits:
    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._goings: dict[Seated, asyncio.TimerHandle] = {}

    def came(self, ticket: str, key: str, role: str, name: str, answers: bool) -> None:
        """Somebody asked for what is new at this ticket, or at the desk."""
        seat = self._presence.seat(f"http-{key}", ticket, key, role, name, answers)
        if going := self._goings.pop(seat, None):
            going.cancel()
        else:
            self._presence.came(seat)
        self._goings[seat] = asyncio.get_running_loop().call_later(STAY, self._left, seat)

    def _left(self, seat: Seated) -> None:
        del self._goings[seat]
        self._presence.left(seat)
