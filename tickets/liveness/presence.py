"""Who is there: every socket that sits down at a ticket or goes is told to Redis, and what
follows from it to the pages.

One writer per process takes all that happened meanwhile in one round trip, so that 5,000
pages coming back cost a few writes. What it shows is derived from what Redis holds
(rules.people), never counted up and down.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Any, Final

from tickets.liveness import rules
from tickets.liveness.marks import RedisError, Seated, marks
from tickets.per_loop import per_loop
from tickets.wire import announce, frames, stamps
from tickets.wire.hub import hub

log = logging.getLogger(__name__)

GATHER: Final = 0.1  # seconds between two writes: who comes meanwhile shares the next


class Presence:
    def __init__(self) -> None:
        self.newest_tick: Callable[[], int] = lambda: 0  # the pulse knows
        self._seats: dict[Seated, None] = {}  # all of this process
        self._came: dict[Seated, None] = {}
        self._left: dict[Seated, None] = {}
        self._process = ""  # the one whose seats are to be held against Redis
        self._moved = asyncio.Event()
        self._writer = asyncio.create_task(self._run(), name="presence")

    def came(self, seat: Seated) -> None:
        self._left.pop(seat, None)
        self._seats[seat] = self._came[seat] = None
        self._moved.set()

    def left(self, seat: Seated) -> None:
        self._seats.pop(seat, None)
        self._came.pop(seat, None)
        self._left[seat] = None
        self._moved.set()

    def write_anew(self, process: str) -> None:
        """Redis came back, perhaps empty, perhaps behind: tell it everybody of this process, and
        who of those that it still has is gone."""
        self._process = process
        self._came.update(self._seats)
        self._moved.set()

    def announced(self, message: dict[str, Any]) -> None:
        """Who is where, from whichever process or worker wrote it: to all whom it concerns here."""
        for ticket, frame in message["frames"].items():
            concerned = announce.customer_of(ticket), announce.agents_of(ticket), announce.DESK
            hub().deliver({"type": "frame", "frame": frame}, *concerned)

    async def _run(self) -> None:
        await hub().join([announce.PRESENCE], self)
        while True:
            await self._moved.wait()
            self._moved.clear()
            try:
                await self._find_left_over()
                came, left = list(self._came), list(self._left)
                await self._write(came, left)
            except RedisError:
                continue  # kept, and written when a tick says that Redis is back
            for seat in came:
                self._came.pop(seat, None)
            for seat in left:
                self._left.pop(seat, None)
            await asyncio.sleep(GATHER)

    async def _find_left_over(self) -> None:
        if self._process:
            seats = await marks().seats(self._process)
            self._process = ""
            self._left.update(dict.fromkeys(seat for seat in seats if seat not in self._seats))

    async def _write(self, came: list[Seated], left: list[Seated]) -> None:
        news = await marks().move(came, left, self.newest_tick(), stamps.now())
        await tell(news, self.newest_tick())


async def people_at(tickets: Iterable[str], tick: int) -> dict[str, list[dict[str, Any]]]:
    entries = await marks().people(tickets)
    return {ticket: rules.people(found, tick) for ticket, found in entries.items()}


async def tell(tickets: Iterable[str], tick: int) -> None:
    """Announce to everybody at these tickets, and to the desk, who is there now."""
    people = await people_at(tickets, tick)
    people.pop(announce.DESK, None)  # goes out with the next tick, to those customers whom it changes
    announce.presence({ticket: frames.presence(ticket, there) for ticket, there in people.items()})


async def people_of(tickets: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Who is at each ticket: [{role, name, state, last_seen}]; nothing while Redis is away."""
    try:
        return await people_at(tickets, await marks().newest_tick())
    except RedisError:
        return {}


async def customers_of(tickets: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Each ticket's customer, as far as Redis knows."""
    everybody = await people_of(tickets)
    return {
        ticket: person
        for ticket, people in everybody.items()
        for person in people
        if person["role"] == "customer"
    }


async def agents_at_desk() -> list[str]:
    """The names of those who have the desk open, as far as Redis knows."""
    people = (await people_of([announce.DESK])).get(announce.DESK, [])
    return [person["name"] for person in people if person["state"] != "offline"]


presence = per_loop(Presence)
