"""Who is at tickets, told to desks of agents who don't see all of them.

Presence knows no ticket's team, so the database is asked whose they are: once for all that came together and
for all desks of this process.
"""

import asyncio
from collections import defaultdict
from typing import Protocol

from tickets.database import in_database
from tickets.people import sight
from tickets.people.sight import Whose
from tickets.per_loop import per_loop
from tickets.refusals import Refused
from tickets.wire.announcements import People


class Desk(Protocol):
    def desk_sees(self, whose: Whose | None) -> bool: ...
    def people_at(self, frame: str) -> None: ...


class Present:
    def __init__(self) -> None:
        self._waiting: dict[str, dict[Desk, str]] = defaultdict(dict)  # ticket → desk → its newest frame
        self._asking: asyncio.Task[None] | None = None

    def tell(self, desk: Desk, people: People) -> None:
        """If the desk's agent sees the ticket."""
        self._waiting[people.ticket][desk] = people.frame
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())

    async def _ask(self) -> None:
        while self._waiting:
            asked, self._waiting = self._waiting, defaultdict(dict)
            try:
                whose = await in_database(sight.whose_of, list(asked))
            except Refused:
                continue  # the next list says who is there
            for ticket, is_whose in whose.items():
                for desk, frame in asked[ticket].items():
                    if desk.desk_sees(is_whose):
                        desk.people_at(frame)


present = per_loop(Present)
