"""Who is there: every socket that sits down at a ticket or goes is told to Redis, and what
follows from it to the pages.

One writer per process takes all that happened meanwhile in one round trip, so that 5,000
pages coming back cost a few writes. What it shows is derived from what Redis holds
(rules.people), never counted up and down.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from tickets.liveness.rules import MOST_SLOTS
from tickets.presence import people
from tickets.presence.store import Seated, presence_store
from tickets.redis import mend
from tickets.wire import announcements, groups, stamps
from tickets.wire.announcements import Announcement, People
from tickets.wire.hub import hub

log = logging.getLogger(__name__)

GATHER: Final = 0.1  # seconds between two writes: who comes meanwhile shares the next
RETRY: Final = 0.5  # seconds until what Redis did not take is tried again
HOUR: Final = 3600  # ticks: as often each seat is looked up by itself


class Presence:
    def __init__(self, process: str, newest_tick: Callable[[], int]) -> None:
        self._process, self._newest_tick = process, newest_tick
        self._seats: dict[Seated, None] = {}  # all of this process
        self._at: dict[str, set[Seated]] = {}  # the same by ticket
        self._came: dict[Seated, None] = {}
        self._left: dict[Seated, int | None] = {}  # and the tick until which it was heard, if that is earlier
        self._untold: set[str] = set()  # tickets whose news was written, and not announced
        self._unheard: set[str] = set()  # announced as soon as Redis was back: before anybody listened?
        self._round: list[Seated] = []  # who is still to be looked after, till all were
        self._failing = False
        self._doubtful = False  # the seats that Redis has are to be held against these
        self._moved = asyncio.Event()
        self._writer = asyncio.create_task(self._run(), name="presence")

    def seat(self, socket: str, ticket: str, key: str, role: str, name: str, answers: bool) -> Seated:
        return Seated(self._process, socket, ticket, key, role, name, answers)

    def came(self, seat: Seated) -> None:
        self._left.pop(seat, None)
        self._seats[seat] = self._came[seat] = None
        self._at.setdefault(seat.ticket, set()).add(seat)
        self._moved.set()

    def left(self, seat: Seated, heard: int | None = None) -> None:
        """`heard`: the tick of its last sign of life, where that is what it was closed for."""
        if seat in self._seats:
            del self._seats[seat]
            self._at[seat.ticket].discard(seat)
            # Redis may have lost them, and would show who leaves one tab as gone.
            self._came.update((other, None) for other in self._at[seat.ticket] if other.key == seat.key)
            if not self._at[seat.ticket]:
                del self._at[seat.ticket]
        self._came.pop(seat, None)
        self._left[seat] = heard
        self._moved.set()

    def write_anew(self) -> None:
        """Redis came back, perhaps empty, perhaps behind: tell it everybody of this process, and
        who of those that it still has is gone."""
        self._doubtful = True
        self._came.update(self._seats)
        self._untold |= self._unheard
        self._unheard.clear()
        self._moved.set()

    async def look_after(self, slot: int, slots: int) -> int:
        """Find out what Redis has lost of one part of the seats, to be written again. Called with
        each slot in turn it comes to all of them. Returns how many marks the slot has."""
        tick, written = self._newest_tick(), self._written
        share = -(-len(self._seats) // slots)
        looked = await presence_store().look(self._process, tick, slot, share)
        if looked.seats < min(written, self._written):  # nobody can say which but who knows them all
            lost = await self._lost(self._seats)
        elif tick % HOUR >= HOUR - MOST_SLOTS:
            lost = await self._lost(self._next(share))
        else:
            lost = [seat for seat in self._seats if seat.place in looked.lost] if looked.lost else []
        if lost := [seat for seat in lost if seat in self._seats and seat not in self._came]:
            log.warning("Redis has lost who is at %d places: telling it again", len(lost))
            self._tell_again(lost)
        return looked.marks

    def _tell_again(self, lost: Iterable[Seated]) -> None:
        self._came.update(dict.fromkeys(lost))
        self._moved.set()

    @property
    def _written(self) -> int:
        """How many seats Redis has, or more: who left may be there still."""
        return len(self._seats) - len(self._came)

    async def _lost(self, seats: Iterable[Seated]) -> list[Seated]:
        return await presence_store().lost(
            self._process, [seat for seat in seats if seat in self._seats and seat not in self._came]
        )

    def _next(self, share: int) -> list[Seated]:
        if not self._round:
            self._round = list(self._seats)
        part, self._round = self._round[:share], self._round[share:]
        return part

    def announced(self, announcement: Announcement) -> None:
        """Who is where, from whichever process or worker wrote it: to all whom it concerns here."""
        if not isinstance(announcement, announcements.Presence):
            return
        for ticket, frame in announcement.frames.items():
            agents, customer = groups.audiences(ticket)
            hub().deliver_to((agents, groups.DESK), People(announcement.group, frame, ticket=ticket))
            hub().deliver(People(customer, announcement.to_customers.get(ticket, frame), ticket=ticket))
            if ticket in self._at:
                self.told(ticket, json.loads(frame)["people"])

    def told(self, ticket: str, people: Iterable[Mapping[str, Any]]) -> None:
        """Who is there as Redis has it. Without one of ours it has lost them, and somebody else has
        written a new entry since."""
        ours = [seat for seat in self._at.get(ticket, ()) if seat not in self._came]
        if not ours:
            return
        there = {person.get("key", person["role"]) for person in people if person["state"] == "online"}
        if lost := [seat for seat in ours if seat.key not in there]:
            self._tell_again(lost)

    async def _run(self) -> None:
        await hub().join([groups.PRESENCE], self)
        while True:
            await self._moved.wait()
            self._moved.clear()
            await self._write_all()
            await asyncio.sleep(RETRY if self._failing else GATHER)
            if self._failing:
                self._moved.set()

    async def _write_all(self) -> None:
        """What Redis doesn't take is kept, and written again and again."""
        came = list[Seated]()
        try:
            await self._find_left_over()
            came, left = list(self._came), dict(self._left)
            await self._write(came, left)
        except Exception as error:
            if not self._failing:  # written perhaps all the same: another time it is no news
                self._untold |= {seat.ticket for seat in came}
            self._failed(error)
            await mend(error)
            return
        self._worked()
        for seat in came:
            self._came.pop(seat, None)
        for seat in left:
            self._left.pop(seat, None)

    def _failed(self, error: Exception) -> None:
        """Redis may come back empty: who alone has left would then seem to have been alone there."""
        if not self._failing:
            log.warning("who is there could not be written, and will be tried again: %s", error)
            self._came.update(self._seats)
        self._failing = True

    def _worked(self) -> None:
        if self._failing:
            log.info("who is there is written again")
        self._failing = False

    async def _find_left_over(self) -> None:
        if self._doubtful:
            seats = await presence_store().seats(self._process)
            self._doubtful = False
            left_over = dict.fromkeys(seat for seat in seats if seat not in self._seats)
            self._left = {**left_over, **self._left}

    async def _write(self, came: list[Seated], left: Mapping[Seated, int | None]) -> None:
        self._untold |= await presence_store().move(came, left, self._newest_tick(), stamps.now())
        await people.tell(self._untold, self._newest_tick())
        if self._failing:
            self._unheard |= self._untold
        self._untold.clear()
